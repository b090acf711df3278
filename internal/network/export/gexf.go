package export

import (
	"io"
	"strings"
)

// writeGEXF writes GEXF 1.3, as Gephi reads it: positions, a colour for each
// community, and how the network was made in the description.
func writeGEXF(w io.Writer, n *Network) error {
	o := newOut(w)
	o.str(header, "\n", `<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">`, "\n")
	o.str("<meta><creator>unveil</creator><description>", attribute(n.about()), "</description></meta>\n")
	o.str(`<graph mode="static" defaultedgetype="`, edgeKind(n.Directed), `">`)
	o.row()
	o.gexfColumns("node", n.NodeColumns, true)
	o.gexfColumns("edge", n.EdgeColumns, false)
	o.str("<nodes>")
	o.row()
	ids, drawn := attributes(n.names()), n.drawn()
	for i := range n.Nodes {
		o.gexfNode(&n.Nodes[i], ids[i], drawn)
	}
	o.str("</nodes>\n<edges>")
	o.row()
	for i := range n.Edges {
		o.gexfEdge(i, &n.Edges[i], ids)
	}
	o.str("</edges>\n</graph>\n</gexf>")
	o.row()
	return o.close()
}

// about says in one text what is known of the network, and the units.
func (n *Network) about() string {
	var lines []string
	for _, m := range n.Meta {
		lines = append(lines, m.Name+": "+m.Value)
	}
	for _, columns := range [][]Column{n.NodeColumns, n.EdgeColumns} {
		for _, c := range columns {
			if c.Unit != "" {
				lines = append(lines, c.Name+" in "+c.Unit)
			}
		}
	}
	return strings.Join(lines, "; ")
}

func (o *out) gexfColumns(class string, columns []Column, community bool) {
	o.str(`<attributes class="`, class, `">`)
	if community {
		o.str(`<attribute id="community" title="community" type="integer"/>`)
	}
	for i, c := range columns {
		o.str(`<attribute id="`)
		o.int(i)
		o.str(`" title="`, attribute(c.Name), `" type="double"/>`)
	}
	o.str(`</attributes>`)
	o.row()
}

func (o *out) gexfNode(node *Node, id string, drawn bool) {
	o.str(`<node id="`, id, `" label="`, id, `"><attvalues>`)
	if node.Community > 0 {
		o.str(`<attvalue for="community" value="`)
		o.int(node.Community)
		o.str(`"/>`)
	}
	o.attvalues(node.Values)
	o.str("</attvalues>")
	o.colour(node.Community)
	if drawn && known(node.X) && known(node.Y) {
		o.str(`<viz:position x="`)
		o.float(node.X)
		o.str(`" y="`)
		o.float(node.Y)
		o.str(`" z="0"/>`)
	}
	o.str("</node>")
	o.row()
}

func (o *out) gexfEdge(i int, e *Edge, ids []string) {
	o.str(`<edge id="`)
	o.int(i)
	o.str(`" source="`, ids[e.A], `" target="`, ids[e.B], `"`)
	if known(e.Weight) {
		o.str(` weight="`)
		o.float(e.Weight)
		o.str(`"`)
	}
	if len(e.Values) == 0 {
		o.str("/>")
	} else {
		o.str("><attvalues>")
		o.attvalues(e.Values)
		o.str("</attvalues></edge>")
	}
	o.row()
}

func (o *out) attvalues(values []float64) {
	for i, v := range values {
		if known(v) {
			o.str(`<attvalue for="`)
			o.int(i)
			o.str(`" value="`)
			o.float(v)
			o.str(`"/>`)
		}
	}
}

// colour writes a node's colour: grey outside communities.
func (o *out) colour(community int) {
	r, g, b := shade(community)
	o.str(`<viz:color r="`)
	o.int(r)
	o.str(`" g="`)
	o.int(g)
	o.str(`" b="`)
	o.int(b)
	o.str(`"/>`)
}

// shades are the eight colours that people who see few colours can tell apart
// (Okabe and Ito 2008), grey in place of black and first.
var shades = [8][3]int{
	{153, 153, 153},
	{0, 114, 178},
	{230, 159, 0},
	{0, 158, 115},
	{213, 94, 0},
	{86, 180, 233},
	{204, 121, 167},
	{240, 228, 66},
}

// shade gives a community's colour. From the eighth on they come round again,
// each time darker by a quarter, four times over.
func shade(community int) (r, g, b int) {
	if community <= 0 {
		return shades[0][0], shades[0][1], shades[0][2]
	}
	k, round := (community-1)%7+1, (community-1)/7%4
	dim := func(v int) int { return v * (4 - round) / 4 }
	return dim(shades[k][0]), dim(shades[k][1]), dim(shades[k][2])
}
