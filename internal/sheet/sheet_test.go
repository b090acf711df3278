package sheet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// sink keeps what a reader hands it.
type sink struct {
	sheets []sheet.Sheet
	issues []source.Issue
}

func (s *sink) Record(r *sheet.Sheet) error {
	kept := *r
	kept.Figures = slices.Clone(r.Figures)
	kept.Raw = bytes.Clone(r.Raw)
	s.sheets = append(s.sheets, kept)
	return nil
}

func (s *sink) Issue(i source.Issue) error {
	i.Raw = bytes.Clone(i.Raw)
	s.issues = append(s.issues, i)
	return nil
}

// rejects counts the records that were not kept.
func (s *sink) rejects() (n int) {
	for _, i := range s.issues {
		if i.Reject {
			n++
		}
	}
	return n
}

// format gives a format by its name.
func format(t testing.TB, name string) source.Format[sheet.Sheet] {
	t.Helper()
	for _, f := range sheet.Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no format %s", name)
	return source.Format[sheet.Sheet]{}
}

func read(t testing.TB, name string, b []byte, opt source.Options) (*sink, error) {
	t.Helper()
	s := &sink{}
	err := format(t, name).Read(t.Context(), source.NewStream(bytes.NewReader(b)), opt, s)
	return s, err
}

// problems writes issues in short: row, reject or warning, column, problem.
func problems(issues []source.Issue) []string {
	var all []string
	for _, i := range issues {
		kind := "warning"
		if i.Reject {
			kind = "reject"
		}
		all = append(all, strings.TrimSpace(fmt.Sprintf("%d %s %s %s", i.Row, kind, i.Problem.Key, i.Column)))
	}
	return all
}

func file(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRemesa(t *testing.T) {
	in := file(t, "remesa.txt")
	got, err := read(t, "ine-remesa", in, source.Options{Contest: "mayor"})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range got.sheets {
		if string(in[s.Offset:s.Offset+s.Length]) != string(s.Raw) {
			t.Errorf("row %d is not at its offset", s.Row)
		}
	}
	figures := func(votes ...int64) []sheet.Figure {
		var fs []sheet.Figure
		for i, name := range []string{"P1", "P2", "P1_P2", "P3", "CNR", "NULOS", "TOTAL", "A", "B", "C"} {
			role := []sheet.Role{
				sheet.Option, sheet.Option, sheet.Option, sheet.Option, sheet.WriteIn, sheet.Null, sheet.Total,
				sheet.Sum, sheet.Sum, sheet.Sum,
			}[i]
			fs = append(fs, sheet.Figure{Name: name, Role: role, Votes: votes[i]})
		}
		return fs
	}
	want := []sheet.Sheet{{
		Contest: "mayor", Station: "010344C0300", State: "01", District: "02", Town: "002", Section: "0344", Stratum: "1",
		// Mexico City keeps UTC−6 all year since 2022.
		Registered: 626, Time: time.Date(2030, 7, 2, 2, 19, 47, 0, time.UTC).UnixMicro(), Origin: "1",
		Figures: figures(67, 86, 4, 10, 0, 5, 176, 157, 10, 4),
	}, {
		Contest: "mayor", Station: "320009S0100", State: "32", District: "04", Town: "017", Section: "0009", Stratum: "350",
		Special: true, Modified: true, Origin: "3", Time: time.Date(2030, 1, 2, 2, 41, 43, 0, time.UTC).UnixMicro(),
		Figures: figures(39, 20, 14, 9, 1, 2, 85, 73, 9, 0),
	}, {
		Contest: "mayor", Station: "052695E0202", State: "05", District: "01", Town: "001", Section: "2695", Stratum: "2",
		Registered: 100, Origin: "1", Time: time.Date(2030, 7, 2, 0, 0, 0, 0, time.UTC).UnixMicro(),
		Figures: figures(1, 2, sheet.Unknown, 4, sheet.Unknown, 0, 8, 3, 4, 1),
	}}
	for i := range got.sheets {
		got.sheets[i].Where = source.Where{}
	}
	if d := cmp.Diff(want, got.sheets); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	wantIssues := []string{
		"3 warning field-empty CNR", // kept, without the figure; P1_P2 is marked as missing
		"4 reject not-a-time ANIO", "5 reject negative P2", "6 reject out-of-range P2", "7 reject not-a-number P2",
		"8 reject not-a-station-type TIPO_CASILLA", "9 reject field-empty SECCION", "10 reject field-count",
	}
	if d := cmp.Diff(wantIssues, problems(got.issues)); d != "" {
		t.Errorf("issues: -want +got\n%s", d)
	}
}

// TestRemesaSource covers what concerns a whole batch.
func TestRemesaSource(t *testing.T) {
	in := string(file(t, "remesa.txt"))
	_, rest, _ := strings.Cut(in, "\n")
	const empty = "3 warning field-empty CNR"
	for name, tt := range map[string]struct {
		in       string
		err      string
		warnings []string
	}{
		"count":          {in: "11\n" + rest, warnings: []string{empty, "0 warning row-count"}},
		"byte order":     {in: "\xef\xbb\xbf" + in, warnings: []string{empty}},
		"crlf":           {in: strings.ReplaceAll(in, "\n", "\r\n"), warnings: []string{empty}},
		"lower case":     {in: strings.Replace(in, "ID_ESTADO", "iD_ESTADO", 1), warnings: []string{empty}},
		"twice":          {in: strings.Replace(in, "|P3|", "|P2|", 1), warnings: []string{"0 warning duplicate-field P2", empty}},
		"empty":          {err: "the file is empty"},
		"no count":       {in: rest, err: `a quick-count batch begins with the number of its rows`},
		"only the count": {in: "10\n", err: "column names"},
		"missing column": {in: strings.Replace(in, "SECCION", "SECTION", 1), err: "the header has no column SECCION"},
		"order":          {in: strings.Replace(strings.Replace(in, "|CNR|", "|X|", 1), "ID_ESTADO|", "ID_ESTADO|CNR|", 1), err: "not in this order"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := read(t, "ine-remesa", []byte(tt.in), source.Options{})
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("error %v, want one with %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var warnings []string
			for _, p := range problems(got.issues) {
				if strings.Contains(p, "warning") {
					warnings = append(warnings, p)
				}
			}
			if d := cmp.Diff(tt.warnings, warnings); d != "" {
				t.Errorf("warnings: -want +got\n%s", d)
			}
			if len(got.sheets) != 3 {
				t.Errorf("%d sheets, want 3", len(got.sheets))
			}
		})
	}
}

func TestSniff(t *testing.T) {
	for name, tt := range map[string]struct {
		in   string
		want map[string]int
	}{
		"batch":     {string(file(t, "remesa.txt")), map[string]int{"ine-remesa": 100, "sheet-csv": 0}},
		"own":       {"station;option:X;option:Y\n1;2;3\n", map[string]int{"ine-remesa": 0, "sheet-csv": 90}},
		"likely":    {"mesa,inscritos,pan\n1,2,3\n", map[string]int{"ine-remesa": 0, "sheet-csv": 30}},
		"other":     {"account,time,text\na17,2030-01-01T00:00:00Z,x\n", map[string]int{"ine-remesa": 0, "sheet-csv": 0}},
		"log":       {"192.0.2.1 - - [01/Jan/2030:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n", map[string]int{"ine-remesa": 0, "sheet-csv": 0}},
		"nothing":   {"", map[string]int{"ine-remesa": 0, "sheet-csv": 0}},
		"a number":  {"12\n", map[string]int{"ine-remesa": 0, "sheet-csv": 0}},
		"binary":    {"\x89PNG\r\n\x1a\n\x00\x00", map[string]int{"ine-remesa": 0, "sheet-csv": 0}},
		"cut short": {"station,option:X,opt", map[string]int{"ine-remesa": 0, "sheet-csv": 90}},
	} {
		got := map[string]int{}
		for _, f := range sheet.Formats() {
			got[f.Name] = f.Sniff([]byte(tt.in))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// TestStops holds that a sink's error and a cancelled context end the reading.
func TestStops(t *testing.T) {
	stop := errors.New("stop")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, in := range map[string][]byte{
		"ine-remesa": file(t, "remesa.txt"), "sheet-csv": []byte("station,option:X\n1,2\n"),
	} {
		f := format(t, name)
		if err := f.Read(t.Context(), source.NewStream(bytes.NewReader(in)), source.Options{}, failing{stop}); !errors.Is(err, stop) {
			t.Errorf("%s: error %v, want the sink's", name, err)
		}
		if err := f.Read(cancelled, source.NewStream(bytes.NewReader(in)), source.Options{}, &sink{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v, want that of the context", name, err)
		}
	}
}

// failing is a sink that takes nothing.
type failing struct{ err error }

func (f failing) Record(*sheet.Sheet) error { return f.err }
func (f failing) Issue(source.Issue) error  { return f.err }

// TestProblemsKnown holds that the sentences of issues exist and are whole.
func TestProblemsKnown(t *testing.T) {
	s, err := read(t, "ine-remesa", append([]byte("3\n"), bytes.SplitN(file(t, "remesa.txt"), []byte("\n"), 2)[1]...), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range s.issues {
		for _, l := range lang.Langs() {
			p := lang.Printer{Lang: l, Catalogue: source.Problems}
			if text := p.Print(i.Problem); strings.ContainsAny(text, "{}") || strings.HasPrefix(text, i.Problem.Key) {
				t.Errorf("%s in %s: %s", i.Problem.Key, l, text)
			}
		}
	}
}
