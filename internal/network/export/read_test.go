package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/unveil-project/unveil/internal/network/export"
)

// back is what a file says once read by another reader.
type back struct {
	nodes  []string // ids
	edges  [][2]string
	weight []float64
}

func read(t testing.TB, f export.Format, file string) back {
	t.Helper()
	switch f {
	case export.CSV:
		return readCSV(t, file)
	case export.JSON:
		return readJSON(t, file)
	case export.Parquet:
		return readParquet(t, file)
	}
	return readXML(t, file)
}

// checkBack holds that what was read is the network.
func checkBack(t testing.TB, f export.Format, n *export.Network, got back) {
	t.Helper()
	if len(got.edges) != len(n.Edges) {
		t.Fatalf("%s: %d edges, want %d", f, len(got.edges), len(n.Edges))
	}
	for i, w := range got.weight {
		if w != n.Edges[i].Weight {
			t.Errorf("%s: edge %d weighs %v, want %v", f, i, w, n.Edges[i].Weight)
		}
	}
	if f == export.CSV {
		checkSameIDs(t, n, got)
		return
	}
	name := map[int]string{}
	place := map[string]int{}
	for i, e := range n.Edges {
		name[e.A], name[e.B] = got.edges[i][0], got.edges[i][1]
		place[got.edges[i][0]], place[got.edges[i][1]] = e.A, e.B
	}
	if len(name) != len(place) {
		t.Errorf("%s: %d nodes are called by %d names", f, len(name), len(place))
	}
	for i, id := range got.nodes {
		if want, ok := name[i]; ok && id != want {
			t.Errorf("%s: node %d is %q, its edges say %q", f, i, id, want)
		}
	}
	if f != export.Parquet && len(got.nodes) != len(n.Nodes) {
		t.Errorf("%s: %d nodes, want %d", f, len(got.nodes), len(n.Nodes))
	}
}

// checkSameIDs holds that CSV changes no id. The reader makes \n of \r\n.
func checkSameIDs(t testing.TB, n *export.Network, got back) {
	t.Helper()
	for i, e := range n.Edges {
		want := [2]string{n.Nodes[e.A].ID, n.Nodes[e.B].ID}
		for k := range want {
			want[k] = strings.ReplaceAll(want[k], "\r\n", "\n")
		}
		if got.edges[i] != want {
			t.Errorf("csv: edge %d joins %q, want %q", i, got.edges[i], want)
		}
	}
}

func readCSV(t testing.TB, file string) back {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatalf("csv: %v", err)
	}
	var b back
	for _, row := range rows[1:] {
		b.edges = append(b.edges, [2]string{row[0], row[1]})
		b.weight = append(b.weight, parse(t, row[2]))
	}
	return b
}

func parse(t testing.TB, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func readJSON(t testing.TB, file string) back {
	t.Helper()
	var doc struct {
		Nodes []struct{ ID string }
		Edges []struct {
			Source, Target string
			Weight         float64
		}
	}
	if err := json.Unmarshal([]byte(file), &doc); err != nil {
		t.Fatalf("json: %v\n%s", err, file)
	}
	var b back
	for _, node := range doc.Nodes {
		b.nodes = append(b.nodes, node.ID)
	}
	for _, e := range doc.Edges {
		b.edges = append(b.edges, [2]string{e.Source, e.Target})
		b.weight = append(b.weight, e.Weight)
	}
	return b
}

func readParquet(t testing.TB, file string) back {
	t.Helper()
	type row struct {
		Source string  `parquet:"source"`
		Target string  `parquet:"target"`
		Weight float64 `parquet:"weight,optional"`
	}
	rows, err := parquet.Read[row](bytes.NewReader([]byte(file)), int64(len(file)))
	if err != nil {
		t.Fatalf("parquet: %v", err)
	}
	var b back
	for _, r := range rows {
		b.edges = append(b.edges, [2]string{r.Source, r.Target})
		b.weight = append(b.weight, r.Weight)
	}
	return b
}

// readXML reads the nodes and edges of GraphML and of GEXF alike.
func readXML(t testing.TB, file string) back {
	t.Helper()
	type edge struct {
		Source string  `xml:"source,attr"`
		Target string  `xml:"target,attr"`
		Weight float64 `xml:"weight,attr"`
		Data   []struct {
			Key   string `xml:"key,attr"`
			Value string `xml:",chardata"`
		} `xml:"data"`
	}
	type list struct {
		ID string `xml:"id,attr"`
	}
	var doc struct {
		Nodes []list `xml:"graph>node"`
		Edges []edge `xml:"graph>edge"`
		GNode []list `xml:"graph>nodes>node"`
		GEdge []edge `xml:"graph>edges>edge"`
	}
	if err := xml.Unmarshal([]byte(file), &doc); err != nil {
		t.Fatalf("xml: %v\n%s", err, file)
	}
	var b back
	for _, node := range append(doc.Nodes, doc.GNode...) {
		b.nodes = append(b.nodes, node.ID)
	}
	for _, e := range append(doc.Edges, doc.GEdge...) {
		b.edges = append(b.edges, [2]string{e.Source, e.Target})
		for _, d := range e.Data {
			if d.Key == "weight" {
				e.Weight = parse(t, d.Value)
			}
		}
		b.weight = append(b.weight, e.Weight)
	}
	return b
}

func TestEveryFormatReadsBack(t *testing.T) {
	n := grid(1 << 13) // more than one batch of a Parquet column
	for _, f := range export.Formats() {
		checkBack(t, f, n, read(t, f, write(t, f, n)))
	}
}

// TestParquetColumns holds the order of columns, nulls and metadata.
func TestParquetColumns(t *testing.T) {
	file := write(t, export.Parquet, small())
	pf, err := parquet.OpenFile(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range pf.Root().Columns() {
		names = append(names, c.Name())
	}
	if diff := cmp.Diff([]string{"source", "target", "weight", "delay", "p"}, names); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	for key, want := range map[string]string{"method": "pairs", "window": "60 s", "unit of delay": "s"} {
		if got, _ := pf.Lookup(key); got != want {
			t.Errorf("metadata %q = %q, want %q", key, got, want)
		}
	}
	rows := make([]parquet.Row, 2)
	r := pf.RowGroups()[0].Rows()
	if k, err := r.ReadRows(rows); k != 2 {
		t.Fatalf("%d rows, %v", k, err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintln(rows[1][0], rows[1][1], rows[1][2], rows[1][3].IsNull(), rows[1][4].IsNull())
	if want := fmt.Sprintln("a2", `=a3,"x"`, 0.1, true, true); got != want {
		t.Errorf("second row %s, want %s", got, want)
	}
}
