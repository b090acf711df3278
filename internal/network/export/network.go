package export

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"
)

// Format is a kind of file.
type Format string

// The formats. CSV and Parquet hold the edges alone.
const (
	CSV     Format = "csv"
	GraphML Format = "graphml"
	GEXF    Format = "gexf"
	JSON    Format = "json"
	Parquet Format = "parquet"
)

// Formats lists every format, by the ending of its files.
func Formats() []Format { return []Format{CSV, GraphML, GEXF, JSON, Parquet} }

// FormatOf gives the format that a file's name asks for by its ending,
// whatever its case.
func FormatOf(filename string) (Format, bool) {
	ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(filename), "."))
	for _, f := range Formats() {
		if string(f) == ending {
			return f, true
		}
	}
	return "", false
}

// Node is an account.
type Node struct {
	ID string
	// Values has one number for each of the network's NodeColumns.
	Values []float64
	// X and Y place the node on a drawing. Where every node is at 0, 0 there
	// is no drawing, and no format writes positions.
	X, Y float64
	// Community numbers the node's community from 1; 0: in none.
	Community int
}

// Edge joins the nodes A and B, by their places in Nodes. In a directed
// network it leads from A to B.
type Edge struct {
	A, B   int
	Weight float64
	// Values has one number for each of the network's EdgeColumns.
	Values []float64
}

// Column says what a number is. Unit may be empty.
type Column struct{ Name, Unit string }

// Pair is one line of what is said about a network as a whole.
type Pair struct{ Name, Value string }

// Network is what is written. Numbers that are not finite are not known, and
// are left out of every format.
type Network struct {
	Directed    bool
	Nodes       []Node
	Edges       []Edge
	NodeColumns []Column
	EdgeColumns []Column
	Meta        []Pair // method, window, parameters, null, false positive rate …
}

// Write writes a network. It is a mistake of the caller, and an error before
// the first byte, if an edge names a node that is not there, if a row's values
// do not match the columns, or if two columns have one name.
func Write(w io.Writer, format Format, n *Network) error {
	if err := n.check(); err != nil {
		return err
	}
	switch format {
	case CSV:
		return writeCSV(w, n)
	case GraphML:
		return writeGraphML(w, n)
	case GEXF:
		return writeGEXF(w, n)
	case JSON:
		return writeJSON(w, n)
	case Parquet:
		return writeParquet(w, n)
	}
	return fmt.Errorf("no network format %q", format)
}

// Names that the formats use themselves.
var (
	ownOfEdges = []string{"source", "target", "weight", "id"}
	ownOfNodes = []string{"id", "label", "x", "y", "community"}
)

func (n *Network) check() error {
	if err := distinct("edge", n.EdgeColumns, ownOfEdges); err != nil {
		return err
	}
	if err := distinct("node", n.NodeColumns, ownOfNodes); err != nil {
		return err
	}
	for i := range n.Nodes {
		if got, want := len(n.Nodes[i].Values), len(n.NodeColumns); got != want {
			return fmt.Errorf("node %d has %d values for %d columns", i, got, want)
		}
	}
	for i := range n.Edges {
		e := &n.Edges[i]
		if got, want := len(e.Values), len(n.EdgeColumns); got != want {
			return fmt.Errorf("edge %d has %d values for %d columns", i, got, want)
		}
		if a, b := e.A, e.B; a < 0 || b < 0 || a >= len(n.Nodes) || b >= len(n.Nodes) {
			return fmt.Errorf("edge %d joins nodes %d and %d of %d", i, a, b, len(n.Nodes))
		}
	}
	return nil
}

func distinct(of string, columns []Column, own []string) error {
	seen := map[string]bool{}
	for _, name := range own {
		seen[name] = true
	}
	for _, c := range columns {
		if seen[c.Name] || c.Name == "" {
			return fmt.Errorf("%s column %q: the name is taken or empty", of, c.Name)
		}
		seen[c.Name] = true
	}
	return nil
}

// drawn says whether the nodes have positions.
func (n *Network) drawn() bool {
	for i := range n.Nodes {
		if n.Nodes[i].X != 0 || n.Nodes[i].Y != 0 {
			return true
		}
	}
	return false
}

// known says whether a number can be written.
func known(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
