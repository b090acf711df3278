package export

import (
	"io"
	"strings"
)

// writeCSV writes the edges by RFC 4180 with line feeds: source, target,
// weight and the edge columns. What is not known is empty. Ids are written
// byte for byte: an id that begins with =, +, - or @ is not defused for
// spreadsheets, since another program could then no longer join it.
func writeCSV(w io.Writer, n *Network) error {
	o := newOut(w)
	o.str("source,target,weight")
	for _, c := range n.EdgeColumns {
		o.str(",", field(c.Name))
	}
	o.row()
	ids := make([]string, len(n.Nodes))
	for i := range n.Nodes {
		ids[i] = field(n.Nodes[i].ID)
	}
	for i := range n.Edges {
		e := &n.Edges[i]
		o.str(ids[e.A], ",", ids[e.B])
		o.cell(e.Weight)
		for _, v := range e.Values {
			o.cell(v)
		}
		o.row()
	}
	return o.close()
}

func (o *out) cell(v float64) {
	o.buf = append(o.buf, ',')
	if known(v) {
		o.float(v)
	}
}

// field quotes what has to be quoted. White space at an end is quoted too,
// since some readers cut it off.
func field(s string) string {
	if s != "" && !strings.ContainsAny(s, ",\"\r\n") && strings.TrimSpace(s) == s {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}
