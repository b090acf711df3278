package export

import (
	"io"
	"strconv"
)

// writeGraphML writes GraphML (Brandes et al. 2002): typed keys with the unit
// as their description, what is known of the network as data of the graph.
func writeGraphML(w io.Writer, n *Network) error {
	o := newOut(w)
	o.str(header, "\n", `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`)
	o.row()
	drawn := n.drawn()
	o.graphmlKeys(n, drawn)
	o.str(`<graph id="network" edgedefault="`, edgeKind(n.Directed), `">`)
	o.row()
	for i, m := range n.Meta {
		o.str(`<data key="g`, strconv.Itoa(i), `">`, attribute(m.Value), `</data>`)
		o.row()
	}
	names := n.names()
	ids := attributes(names)
	for i := range n.Nodes {
		o.graphmlNode(&n.Nodes[i], ids[i], drawn)
	}
	for i := range n.Edges {
		o.graphmlEdge(i, &n.Edges[i], ids)
	}
	o.str("</graph>\n</graphml>")
	o.row()
	return o.close()
}

func (o *out) graphmlKeys(n *Network, drawn bool) {
	for i, m := range n.Meta {
		o.key("g"+strconv.Itoa(i), "graph", m.Name, "string", "")
	}
	o.key("label", "node", "label", "string", "")
	o.key("community", "node", "community", "int", "")
	if drawn {
		o.key("x", "node", "x", "double", "")
		o.key("y", "node", "y", "double", "")
	}
	for i, c := range n.NodeColumns {
		o.key("n"+strconv.Itoa(i), "node", c.Name, "double", c.Unit)
	}
	o.key("weight", "edge", "weight", "double", "")
	for i, c := range n.EdgeColumns {
		o.key("e"+strconv.Itoa(i), "edge", c.Name, "double", c.Unit)
	}
}

func (o *out) key(id, of, name, kind, unit string) {
	o.str(`<key id="`, id, `" for="`, of, `" attr.name="`, attribute(name), `" attr.type="`, kind, `"`)
	if unit == "" {
		o.str("/>")
	} else {
		o.str("><desc>", attribute(unit), "</desc></key>")
	}
	o.row()
}

func (o *out) graphmlNode(node *Node, id string, drawn bool) {
	o.str(`<node id="`, id, `"><data key="label">`, id, `</data>`)
	if node.Community > 0 {
		o.str(`<data key="community">`)
		o.int(node.Community)
		o.str(`</data>`)
	}
	if drawn {
		o.data("x", -1, node.X)
		o.data("y", -1, node.Y)
	}
	for i, v := range node.Values {
		o.data("n", i, v)
	}
	o.str("</node>")
	o.row()
}

func (o *out) graphmlEdge(i int, e *Edge, ids []string) {
	o.str(`<edge id="e`)
	o.int(i)
	o.str(`" source="`, ids[e.A], `" target="`, ids[e.B], `">`)
	o.data("weight", -1, e.Weight)
	for i, v := range e.Values {
		o.data("e", i, v)
	}
	o.str("</edge>")
	o.row()
}

// data writes a number of a key; place -1 is a key without a number.
func (o *out) data(key string, place int, v float64) {
	if !known(v) {
		return
	}
	o.str(`<data key="`, key)
	if place >= 0 {
		o.int(place)
	}
	o.str(`">`)
	o.float(v)
	o.str(`</data>`)
}
