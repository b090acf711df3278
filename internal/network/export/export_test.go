package export_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network/export"
)

// small is a network with everything that a format can carry.
func small() *export.Network {
	return &export.Network{
		Nodes: []export.Node{
			{ID: "a1", Values: []float64{12}, X: 1.5, Y: -2, Community: 1},
			{ID: "a2", Values: []float64{math.NaN()}, X: 0, Y: 0.25, Community: 8},
			{ID: "=a3,\"x\"", Values: []float64{3}, X: -1, Y: 1},
		},
		Edges: []export.Edge{
			{A: 0, B: 1, Weight: 4, Values: []float64{0.5, 1e-9}},
			{A: 1, B: 2, Weight: 0.1, Values: []float64{math.NaN(), math.Inf(1)}},
		},
		NodeColumns: []export.Column{{Name: "posts"}},
		EdgeColumns: []export.Column{{Name: "delay", Unit: "s"}, {Name: "p"}},
		Meta:        []export.Pair{{Name: "method", Value: "pairs"}, {Name: "window", Value: "60 s"}},
	}
}

func write(t testing.TB, f export.Format, n *export.Network) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.Write(&b, f, n); err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	return b.String()
}

func TestCSV(t *testing.T) {
	want := "source,target,weight,delay,p\n" +
		"a1,a2,4,0.5,1e-09\n" +
		"a2,\"=a3,\"\"x\"\"\",0.1,,\n"
	if diff := cmp.Diff(want, write(t, export.CSV, small())); diff != "" {
		t.Errorf("csv (-want +got):\n%s", diff)
	}
}

func TestCSVOfNothing(t *testing.T) {
	if got, want := write(t, export.CSV, &export.Network{}), "source,target,weight\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNumbers(t *testing.T) {
	tests := []struct {
		v    float64
		want string
	}{
		{0, "0"},
		{math.Copysign(0, -1), "0"},
		{159, "159"},
		{-3, "-3"},
		{1e6, "1000000"},
		{123456789012345, "123456789012345"},
		{1e15, "1e+15"},
		{0.1, "0.1"},
		{1.0 / 3, "0.3333333333333333"},
		{0.0001, "0.0001"},
		{0.00001, "1e-05"},
		{math.MaxFloat64, "1.7976931348623157e+308"},
		{math.NaN(), ""},
		{math.Inf(-1), ""},
	}
	for _, tt := range tests {
		n := &export.Network{
			Nodes: []export.Node{{ID: "a"}, {ID: "b"}},
			Edges: []export.Edge{{A: 0, B: 1, Weight: tt.v}},
		}
		_, got, _ := strings.Cut(write(t, export.CSV, n), "a,b,")
		if got != tt.want+"\n" {
			t.Errorf("%v is written %q, want %q", tt.v, got, tt.want)
		}
	}
}

func TestFormatOf(t *testing.T) {
	tests := []struct {
		name string
		want export.Format
		ok   bool
	}{
		{"edges.csv", export.CSV, true},
		{"/tmp/a.b/net.GraphML", export.GraphML, true},
		{"net.gexf", export.GEXF, true},
		{"net.json", export.JSON, true},
		{"net.parquet", export.Parquet, true},
		{"csv", "", false},
		{"net.csv.gz", "", false},
		{"", "", false},
	}
	for _, tt := range tests {
		if got, ok := export.FormatOf(tt.name); got != tt.want || ok != tt.ok {
			t.Errorf("FormatOf(%q) = %q, %v, want %q, %v", tt.name, got, ok, tt.want, tt.ok)
		}
	}
}

func TestMistakes(t *testing.T) {
	nodes := []export.Node{{ID: "a"}, {ID: "b"}}
	tests := []struct {
		name   string
		format export.Format
		n      export.Network
		want   string
	}{
		{"an unknown format", "xls", export.Network{}, "no network format"},
		{"an edge to nowhere", export.CSV, export.Network{Nodes: nodes, Edges: []export.Edge{{A: 0, B: 2}}}, "joins nodes 0 and 2 of 2"},
		{"a negative node", export.CSV, export.Network{Nodes: nodes, Edges: []export.Edge{{A: -1, B: 1}}}, "joins nodes -1 and 1"},
		{"too few values of an edge", export.JSON, export.Network{
			Nodes: nodes, Edges: []export.Edge{{A: 0, B: 1}}, EdgeColumns: []export.Column{{Name: "p"}},
		}, "edge 0 has 0 values for 1 columns"},
		{"too many values of a node", export.JSON, export.Network{
			Nodes: []export.Node{{ID: "a", Values: []float64{1}}},
		}, "node 0 has 1 values for 0 columns"},
		{"a column twice", export.GEXF, export.Network{EdgeColumns: []export.Column{{Name: "p"}, {Name: "p"}}}, `edge column "p"`},
		{"a column of the format's own", export.Parquet, export.Network{EdgeColumns: []export.Column{{Name: "weight"}}}, `"weight"`},
		{"a column without a name", export.CSV, export.Network{NodeColumns: []export.Column{{}}}, `node column ""`},
	}
	for _, tt := range tests {
		var b bytes.Buffer
		err := export.Write(&b, tt.format, &tt.n)
		if err == nil || !strings.Contains(err.Error(), tt.want) || b.Len() > 0 {
			t.Errorf("%s: %d bytes and error %v, want none and one with %q", tt.name, b.Len(), err, tt.want)
		}
	}
}

var errFull = errors.New("disk full")

// full is a disk with room for some bytes.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestAFullDiskIsAnError(t *testing.T) {
	n := grid(3000)
	for _, f := range export.Formats() {
		for _, room := range []int{0, 100, 70_000} {
			if err := export.Write(&full{room}, f, n); !errors.Is(err, errFull) && room < len(write(t, f, n)) {
				t.Errorf("%s with room for %d bytes: error %v, want that the disk is full", f, room, err)
			}
		}
	}
}

// FuzzIDs holds that whatever the ids are, every format reads back with as
// many nodes and edges, the ids of CSV byte for byte.
func FuzzIDs(f *testing.F) {
	f.Add("a1", "a2")
	f.Add("", " ")
	f.Add("=1+1", "\"q\",")
	f.Add("<&>", "]]>")
	f.Add("\x00", "\xff\xfe")
	f.Add("\x01", "\x02")
	f.Add("a\nb", "a\tb")
	f.Add("\ufffe", "\u202e")
	f.Add("~2", "~2")
	f.Fuzz(func(t *testing.T, a, b string) {
		n := &export.Network{
			Nodes: []export.Node{{ID: a}, {ID: b}, {ID: a}},
			Edges: []export.Edge{{A: 0, B: 1, Weight: 2}, {A: 1, B: 2, Weight: 3}},
			Meta:  []export.Pair{{Name: a, Value: b}},
		}
		for _, format := range export.Formats() {
			back := read(t, format, write(t, format, n))
			checkBack(t, format, n, back)
		}
	})
}

// TestCSVIsCSV reads hostile ids back with another reader.
func TestCSVIsCSV(t *testing.T) {
	ids := []string{"", " lead", "trail ", `"`, `""`, ",", "a\nb", "\x00", "\xff", "@SUM(A1)", "-1", "é", `\.`}
	n := &export.Network{}
	for i, id := range ids {
		n.Nodes = append(n.Nodes, export.Node{ID: id})
		n.Edges = append(n.Edges, export.Edge{A: i, B: (i + 1) % len(ids), Weight: 1})
	}
	r := csv.NewReader(strings.NewReader(write(t, export.CSV, n)))
	if _, err := r.Read(); err != nil {
		t.Fatal(err)
	}
	for i := range ids {
		row, err := r.Read()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{ids[i], ids[(i+1)%len(ids)], "1"}, row); diff != "" {
			t.Errorf("edge %d (-want +got):\n%s", i, diff)
		}
	}
	if _, err := r.Read(); err != io.EOF {
		t.Errorf("after the last edge: %v, want the end", err)
	}
}

func TestTwoWritesAreAlike(t *testing.T) {
	n := grid(2000)
	for _, f := range export.Formats() {
		first, second := write(t, f, n), write(t, f, n)
		if first != second {
			t.Errorf("%s: two writes of one network differ", f)
		}
	}
}

// TestTheNetworkIsLeftAlone holds that writing changes nothing.
func TestTheNetworkIsLeftAlone(t *testing.T) {
	n, want := small(), small()
	for _, f := range export.Formats() {
		write(t, f, n)
	}
	nan := cmp.Comparer(func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) })
	if diff := cmp.Diff(want, n, nan); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
