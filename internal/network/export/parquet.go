package export

import (
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// Rows of one row group, and rows that are turned into a column at a time.
const (
	groupRows = 1 << 20
	batchRows = 1 << 12
)

// writeParquet writes the edges as columns source, target, weight and the edge
// columns; what is known of the network is the file's key-value metadata. A
// name that comes twice keeps its last value.
func writeParquet(w io.Writer, n *Network) error {
	p := parquet.NewGenericWriter[any](w,
		parquet.NewSchema("network", edgeSchema(n.EdgeColumns)),
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault}),
		parquet.CreatedBy("unveil", "", ""),
	)
	for _, m := range n.Meta {
		p.SetKeyValueMetadata(clean(m.Name), clean(m.Value))
	}
	for _, c := range n.EdgeColumns {
		if c.Unit != "" {
			p.SetKeyValueMetadata("unit of "+clean(c.Name), clean(c.Unit))
		}
	}
	for from := 0; from < len(n.Edges); from += groupRows {
		if err := writeGroup(p, n, n.Edges[from:min(from+groupRows, len(n.Edges))]); err != nil {
			return err
		}
	}
	return p.Close()
}

// writeGroup writes edges as one row group, column by column.
func writeGroup(p *parquet.GenericWriter[any], n *Network, edges []Edge) error {
	ids := make([]parquet.Value, len(n.Nodes))
	for i, name := range n.names() {
		ids[i] = parquet.ByteArrayValue([]byte(name))
	}
	buf := make([]parquet.Value, 0, batchRows)
	for column, to := range p.ColumnWriters() {
		for batch := range slices.Chunk(edges, batchRows) {
			buf = buf[:0]
			for i := range batch {
				buf = append(buf, edgeValue(&batch[i], column, ids))
			}
			if _, err := to.WriteRowValues(buf); err != nil {
				return err
			}
		}
	}
	return p.Flush()
}

// edgeValue gives an edge's value of a column, by its place.
func edgeValue(e *Edge, column int, ids []parquet.Value) parquet.Value {
	switch column {
	case 0:
		return ids[e.A].Level(0, 0, 0)
	case 1:
		return ids[e.B].Level(0, 0, 1)
	case 2:
		return number(e.Weight, column)
	}
	return number(e.Values[column-3], column)
}

func number(v float64, column int) parquet.Value {
	if !known(v) {
		return parquet.NullValue().Level(0, 0, column)
	}
	return parquet.DoubleValue(v).Level(0, 1, column)
}

// inOrder is a group whose fields keep an order of their own, where those of
// parquet.Group stand by name.
type inOrder struct {
	parquet.Group
	names []string
}

// Fields lists the columns in their order.
func (g inOrder) Fields() []parquet.Field {
	fields := g.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int {
		return slices.Index(g.names, a.Name()) - slices.Index(g.names, b.Name())
	})
	return fields
}

func edgeSchema(columns []Column) parquet.Node {
	id := parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
	value := parquet.Optional(parquet.Leaf(parquet.DoubleType))
	g := inOrder{parquet.Group{"source": id, "target": id, "weight": value}, []string{"source", "target", "weight"}}
	for _, c := range columns {
		g.Group[c.Name] = value
		g.names = append(g.names, c.Name)
	}
	return g
}
