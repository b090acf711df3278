package export_test

import (
	"io"
	"strconv"
	"testing"

	"github.com/unveil-project/unveil/internal/network/export"
)

// grid is a network of many edges between fewer nodes.
func grid(edges int) *export.Network {
	n := &export.Network{EdgeColumns: []export.Column{{Name: "pairs"}, {Name: "p"}, {Name: "q"}}}
	nodes := max(edges/40, 2)
	for i := range nodes {
		n.Nodes = append(n.Nodes, export.Node{ID: "account" + strconv.Itoa(i), X: float64(i), Y: 1 / float64(i+1), Community: i % 9})
	}
	for i := range edges {
		n.Edges = append(n.Edges, export.Edge{
			A: i % nodes, B: (i*7 + 1) % nodes, Weight: float64(i % 50),
			Values: []float64{float64(i % 90), 1 / float64(i+2), 3 / float64(i+4)},
		})
	}
	return n
}

func BenchmarkWrite(b *testing.B) {
	n := grid(1_000_000)
	bare := *n
	bare.EdgeColumns = nil
	bare.Edges = append([]export.Edge(nil), n.Edges...)
	for i := range bare.Edges {
		bare.Edges[i].Values = nil
	}
	b.Run("csv-weight-only", func(b *testing.B) { bench(b, export.CSV, &bare) })
	for _, f := range export.Formats() {
		b.Run(string(f), func(b *testing.B) { bench(b, f, n) })
	}
}

func bench(b *testing.B, f export.Format, n *export.Network) {
	b.ReportAllocs()
	for b.Loop() {
		if err := export.Write(io.Discard, f, n); err != nil {
			b.Fatal(err)
		}
	}
}
