package sheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// checking is a sink that holds every record to what a reader promises.
type checking struct {
	t       *testing.T
	in      []byte
	records int64
	rows    map[int64]bool
}

func (c *checking) once(w source.Where) {
	if c.rows[w.Row] {
		c.t.Errorf("row %d was handed on twice", w.Row)
	}
	c.rows[w.Row] = true
	if w.Offset < 0 || w.Offset+w.Length > int64(len(c.in)) {
		c.t.Errorf("row %d lies outside the input", w.Row)
	}
}

func (c *checking) Record(s *sheet.Sheet) error {
	c.once(s.Where)
	c.records++
	if s.Station == "" {
		c.t.Errorf("row %d has no station", s.Row)
	}
	for _, text := range []string{s.Station, s.Contest, s.State, s.District, s.Town, s.Section, s.Stratum, s.Origin} {
		if !utf8.ValidString(text) {
			c.t.Errorf("row %d: %q is not UTF-8", s.Row, text)
		}
	}
	counts := []int64{s.Registered}
	for _, f := range s.Figures {
		counts = append(counts, f.Votes)
	}
	for _, n := range counts {
		if n < sheet.Unknown || n > sheet.MaxCount {
			c.t.Errorf("row %d holds %d", s.Row, n)
		}
	}
	if y := time.UnixMicro(s.Time).UTC().Year(); s.Time != 0 && (y < 1989 || y > 2101) {
		c.t.Errorf("row %d is of the year %d", s.Row, y)
	}
	return nil
}

func (c *checking) Issue(i source.Issue) error {
	if i.Reject {
		c.once(i.Where)
	}
	if _, ok := source.Problems[i.Problem.Key]; !ok {
		c.t.Errorf("problem %q is not in the catalogue", i.Problem.Key)
	}
	return nil
}

// fuzzRead holds a reader to its invariants on one input: each row is kept or
// rejected once, and numbers of rows run from 1 without a hole.
func fuzzRead(t *testing.T, name string, in []byte, opt source.Options) {
	c := &checking{t: t, in: in, rows: map[int64]bool{}}
	if err := format(t, name).Read(t.Context(), source.NewStream(bytes.NewReader(in)), opt, c); err != nil {
		return
	}
	for row := int64(1); row <= int64(len(c.rows)); row++ {
		if !c.rows[row] {
			t.Errorf("row %d was dropped", row)
		}
	}
}

func FuzzRemesa(f *testing.F) {
	in := file(f, "remesa.txt")
	f.Add(in)
	f.Add(bytes.ReplaceAll(in, []byte("2030"), []byte("9999")))
	f.Add([]byte("1\nA|B\n1|2\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		format(t, "ine-remesa").Sniff(in)
		fuzzRead(t, "ine-remesa", in, source.Options{})
	})
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("station,option:X,total,time\na,1,2,2030-06-02T20:00:00Z\n"), "")
	f.Add([]byte("mesa;pan;pri;n\n1;2;3;4\n\"1;2\n"), "station=mesa,options=pan pri,null=n")
	f.Add([]byte("mesa\tpan\tlista_nominal\n1\t2.0\tilegible\n"), "station=mesa,option:P=pan,registered=lista_nominal")
	f.Fuzz(func(t *testing.T, in []byte, pairs string) {
		m := map[string]string{}
		for pair := range strings.SplitSeq(pairs, ",") {
			if k, v, ok := strings.Cut(pair, "="); ok {
				m[k] = v
			}
		}
		format(t, "sheet-csv").Sniff(in)
		fuzzRead(t, "sheet-csv", in, source.Options{Map: m, Zone: time.UTC})
	})
}

// counting is a sink that keeps nothing.
type counting struct{ n int }

func (c *counting) Record(*sheet.Sheet) error { c.n++; return nil }
func (c *counting) Issue(source.Issue) error  { return nil }

func benchmark(b *testing.B, name string, in []byte, rows int) {
	f := format(b, name)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		var c counting
		if err := f.Read(b.Context(), source.NewStream(bytes.NewReader(in)), source.Options{}, &c); err != nil || c.n != rows {
			b.Fatalf("%d of %d rows, %v", c.n, rows, err)
		}
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkRemesa(b *testing.B) {
	lines := strings.SplitAfter(string(file(b, "remesa.txt")), "\n")
	const rows = 20000
	in := fmt.Sprintf("%d\n%s%s", rows, lines[1], strings.Repeat(lines[2], rows))
	benchmark(b, "ine-remesa", []byte(in), rows)
}

func BenchmarkCSV(b *testing.B) {
	const rows = 20000
	in := "station,state,registered,time,option:A,option:B,option:C,null,total\n" +
		strings.Repeat("010001B,01,500,2030-06-02T20:00:00Z,100,120,4,5,229\n", rows)
	benchmark(b, "sheet-csv", []byte(in), rows)
}
