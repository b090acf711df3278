package source_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

func readCSV(t testing.TB, r io.Reader) (rows [][]string, problems []string, places []source.Where) {
	t.Helper()
	c := source.NewCSV(r, ',', false)
	for c.Next() {
		if c.Problem != "" {
			problems = append(problems, c.Problem)
			continue
		}
		var row []string
		for _, f := range c.Fields {
			row = append(row, string(f))
		}
		rows = append(rows, row)
		w := c.Where
		w.Raw = bytes.Clone(w.Raw)
		places = append(places, w)
	}
	if err := c.Err(); err != nil {
		t.Fatal(err)
	}
	return rows, problems, places
}

func TestCSV(t *testing.T) {
	for name, tt := range map[string]struct {
		in       string
		want     [][]string
		problems []string
	}{
		"plain":          {"a,b\nc,d\n", [][]string{{"a", "b"}, {"c", "d"}}, nil},
		"no last end":    {"a,b\nc,d", [][]string{{"a", "b"}, {"c", "d"}}, nil},
		"crlf and blank": {"a,b\r\n\r\nc,d\r\n", [][]string{{"a", "b"}, {"c", "d"}}, nil},
		"quoted":         {"\"a\nb\",\"c\"\"d\"\n\"\",e\n", [][]string{{"a\nb", `c"d`}, {"", "e"}}, nil},
		"empty fields":   {",,\n", [][]string{{"", "", ""}}, nil},
		"quote in field": {"a\"b,c\n", [][]string{{`a"b`, "c"}}, nil},
		"after quote":    {"\"a\"b,c\n", [][]string{{"ab", "c"}}, nil},
		"bom":            {"\xef\xbb\xbf\"a\",b\n", [][]string{{"a", "b"}}, nil},
		"open quote":     {"a,\"b\nc,d\ne,f\n", [][]string{{"c", "d"}, {"e", "f"}}, []string{"quote-open"}},
		"open at end":    {"a,b\nc,\"d", [][]string{{"a", "b"}}, []string{"quote-open"}},
		"empty":          {"", nil, nil},
		"line end only":  {"\n", nil, nil},
	} {
		for _, r := range []io.Reader{strings.NewReader(tt.in), iotest.OneByteReader(strings.NewReader(tt.in))} {
			rows, problems, _ := readCSV(t, r)
			if d := cmp.Diff(tt.want, rows); d != "" {
				t.Errorf("%s: -want +got\n%s", name, d)
			}
			if d := cmp.Diff(tt.problems, problems); d != "" {
				t.Errorf("%s: problems -want +got\n%s", name, d)
			}
		}
	}
}

func TestCSVPlaces(t *testing.T) {
	in := "h1,h2\r\n\"a\nb\",c\r\n\r\nd,e\n"
	c := source.NewCSV(strings.NewReader(in), ',', false)
	if names, ok := c.Header(); !ok || names[1] != "h2" {
		t.Fatalf("header %v %v", names, ok)
	}
	var got []source.Where
	for c.Next() {
		w := c.Where
		if string(w.Raw) != in[w.Offset:w.Offset+w.Length] {
			t.Errorf("raw %q is not the bytes at its place", w.Raw)
		}
		w.Raw = nil
		got = append(got, w)
	}
	want := []source.Where{{Row: 1, Line: 2, Offset: 7, Length: 7}, {Row: 2, Line: 5, Offset: 18, Length: 3}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestCSVBounds(t *testing.T) {
	long := strings.Repeat("x", 3*source.MaxRecord)
	rows, problems, _ := readCSV(t, strings.NewReader("a,b\n"+long+"\nc,d\n\"e"+long+"\nf,g\n"))
	if d := cmp.Diff([][]string{{"a", "b"}, {"c", "d"}, {"f", "g"}}, rows); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]string{"line-too-long", "line-too-long"}, problems); d != "" {
		t.Errorf("problems -want +got\n%s", d)
	}
}

func TestCSVReportsABrokenStream(t *testing.T) {
	broken := errors.New("broken")
	c := source.NewCSV(io.MultiReader(strings.NewReader("a,b\n"), iotest.ErrReader(broken)), ',', false)
	for c.Next() {
	}
	if !errors.Is(c.Err(), broken) {
		t.Errorf("got %v", c.Err())
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("y", 2*source.MaxRecord)
	in := "\xef\xbb\xbfone\r\n\n  \ntwo\n" + long + "\nlast"
	l := source.NewLines(iotest.HalfReader(strings.NewReader(in)))
	var got []string
	for l.Next() {
		if l.TooLong {
			if l.Length != int64(len(long)) || len(l.Raw) != source.MaxRecord {
				t.Errorf("long line: length %d, raw %d", l.Length, len(l.Raw))
			}
			continue
		}
		if string(l.Raw) != in[l.Offset:l.Offset+l.Length] {
			t.Errorf("raw %q is not the bytes at its place", l.Raw)
		}
		got = append(got, string(l.Raw))
	}
	if err := l.Err(); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"one", "two", "last"}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if l.Line != 6 || l.Row != 4 || !l.Open {
		t.Errorf("line %d row %d open %v", l.Line, l.Row, l.Open)
	}
}

// FuzzCSV holds that records lie in the input one after another at the places
// they state, and that well-formed input reads as encoding/csv reads it.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\nc,d\n", "\"a\nb\",c\n", "a,\"b\nc", "\"\"\"\",\r\n", "\"a\"b,\"c\n\n\"\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		rows, problems, places := readCSV(t, bytes.NewReader(in))
		end := int64(0)
		for _, w := range places {
			if w.Offset < end || w.Offset+w.Length > int64(len(in)) || !bytes.Equal(w.Raw, in[w.Offset:w.Offset+w.Length]) {
				t.Fatalf("record %+v does not lie in the input", w)
			}
			end = w.Offset + w.Length
		}
		if len(problems) > 0 || bytes.Contains(in, []byte("\r")) || bytes.HasPrefix(in, []byte("\xef\xbb\xbf")) {
			return
		}
		r := csv.NewReader(bytes.NewReader(in))
		r.FieldsPerRecord = -1
		want, err := r.ReadAll()
		if err != nil {
			return
		}
		if d := cmp.Diff(want, rows); d != "" && len(want)+len(rows) > 0 {
			t.Errorf("-encoding/csv +got\n%s", d)
		}
	})
}

func BenchmarkCSV(b *testing.B) {
	row := "someone,\"a text, with a comma and \"\"quotes\"\" https://example.org/x\",Unknown,English,2016-08-16 11:47:00,2016-08-16 11:49:00,6050,6344,2226,,0\n"
	in := []byte(strings.Repeat(row, 10000))
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		c := source.NewCSV(bytes.NewReader(in), ',', false)
		for c.Next() {
		}
	}
}
