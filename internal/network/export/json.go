package export

import (
	"encoding/json"
	"io"
)

// schema names the form of the JSON file.
const schema = "unveil-network/1"

// writeJSON writes the node-link form that networkx and D3 read, one node or
// edge on a line.
func writeJSON(w io.Writer, n *Network) error {
	o := newOut(w)
	o.str(`{"schema":"`, schema, `","directed":`, boolean(n.Directed), `,"multigraph":false,`)
	o.row()
	o.str(`"meta":[`)
	for i, m := range n.Meta {
		o.comma(i)
		o.str(`{"name":`, quote(m.Name), `,"value":`, quote(m.Value), `}`)
	}
	o.str("],")
	o.row()
	o.jsonColumns("node_columns", n.NodeColumns)
	o.jsonColumns("edge_columns", n.EdgeColumns)
	ids := n.names()
	for i := range ids {
		ids[i] = quote(ids[i])
	}
	o.jsonNodes(n, ids)
	o.jsonEdges(n, ids)
	o.str("}")
	o.row()
	return o.close()
}

func (o *out) comma(i int) {
	if i > 0 {
		o.buf = append(o.buf, ',')
	}
}

func (o *out) jsonColumns(member string, columns []Column) {
	o.str(`"`, member, `":[`)
	for i, c := range columns {
		o.comma(i)
		o.str(`{"name":`, quote(c.Name), `,"unit":`, quote(c.Unit), `}`)
	}
	o.str("],")
	o.row()
}

func (o *out) jsonNodes(n *Network, ids []string) {
	o.str(`"nodes":[`)
	o.row()
	drawn, members := n.drawn(), memberNames(n.NodeColumns)
	for i := range n.Nodes {
		node := &n.Nodes[i]
		o.str(`{"id":`, ids[i])
		if node.Community > 0 {
			o.str(`,"community":`)
			o.int(node.Community)
		}
		if drawn {
			o.member(`,"x":`, node.X)
			o.member(`,"y":`, node.Y)
		}
		for k, v := range node.Values {
			o.member(members[k], v)
		}
		o.str("}")
		o.next(i, len(n.Nodes))
	}
	o.str("],")
	o.row()
}

func (o *out) jsonEdges(n *Network, ids []string) {
	o.str(`"edges":[`)
	o.row()
	members := memberNames(n.EdgeColumns)
	for i := range n.Edges {
		e := &n.Edges[i]
		o.str(`{"source":`, ids[e.A], `,"target":`, ids[e.B])
		o.member(`,"weight":`, e.Weight)
		for k, v := range e.Values {
			o.member(members[k], v)
		}
		o.str("}")
		o.next(i, len(n.Edges))
	}
	o.str("]")
}

// member writes a number, or null where it is not known.
func (o *out) member(name string, v float64) {
	o.str(name)
	if known(v) {
		o.float(v)
	} else {
		o.str("null")
	}
}

// next ends element i of a list of count.
func (o *out) next(i, count int) {
	if i+1 < count {
		o.str(",")
	}
	o.row()
}

// memberNames gives each column as it stands before its value.
func memberNames(columns []Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = "," + quote(c.Name) + ":"
	}
	return names
}

// quote gives text as a JSON string. Marshal cannot err on a string.
func quote(s string) string {
	b, err := json.Marshal(clean(s))
	if err != nil {
		panic(err)
	}
	return string(b)
}

func boolean(b bool) string {
	if b {
		return "true"
	}
	return "false"
}
