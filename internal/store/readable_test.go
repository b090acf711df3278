package store_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// These tests let other programs read what the store writes: DuckDB by its
// Node package (tools/duckdb), and pandas where python3 has it.

// awkward are strings that a careless writer or reader would spoil.
var awkward = []string{"plain", "", "¡elección! 🗳️", "a,\"b\"\n\tc\\", "\x00nul", strings.Repeat("long ", 5000)}

func text(n int) string { return awkward[n%len(awkward)] }

// place is where row n of a made-up source lies.
func place(n int) source.Where {
	return source.Where{Row: int64(n + 1), Offset: int64(n) * 5e9, Length: int64(n * 7)}
}

func origin(n int) store.Origin {
	return store.Origin{Version: n % 3, Digest: source.Digest{byte(n), 0, 0xff}}
}

func somePost(n int) *post.Post {
	var links []string
	for i := range n % 4 {
		links = append(links, text(n+i))
	}
	return &post.Post{
		Where: place(n), Time: 1530475200123456 + int64(n), Platform: "x", ID: fmt.Sprint(1<<60 + n), Account: text(n), Handle: text(n + 1),
		Act: post.Reply, Text: text(n + 2), Language: "es", Client: text(n + 3), RepostOf: text(n + 4), ReplyTo: text(n + 5),
		Links: links, Hashtags: links, Mentions: nil, Media: links, Objects: []string{""},
	}
}

func someRequest(n int) *request.Request {
	return &request.Request{
		Where: place(n), Time: 1530475200000000 - int64(n), Client: "2001:db8::1", User: text(n), Site: "vote.example.org", Method: "GET",
		Path: text(n + 1), Query: text(n + 2), Protocol: "HTTP/1.1", Status: int32(n), Bytes: request.Unknown, Referer: text(n), Agent: text(n + 1),
		Duration: math.MaxInt64 - int64(n),
	}
}

func someSheet(n int) *sheet.Sheet {
	var figures []sheet.Figure
	for i := range n % 5 {
		figures = append(figures, sheet.Figure{Name: text(n + i), Role: sheet.Option, Votes: int64(i) - 1})
	}
	return &sheet.Sheet{
		Where: place(n), Contest: "president", Station: fmt.Sprint(n), State: "09", District: text(n), Town: text(n), Section: "0344", Stratum: text(n),
		Special: n%2 == 0, Registered: sheet.Unknown, Time: int64(n%2) * 1530475200000000, Modified: n%3 == 0, Origin: text(n), Figures: figures,
	}
}

// written is a small case and the rows that went into each kind of segment.
type written struct {
	c    *store.Case
	rows map[source.Kind][]map[string]any
}

// file is the segment of a kind.
func (w written) file(t *testing.T, k source.Kind) string {
	t.Helper()
	for _, s := range w.c.Manifest().Segments {
		if s.Kind == k {
			return filepath.Join(w.c.Dir, s.File)
		}
	}
	t.Fatalf("no segment of %s", k)
	return ""
}

// writeCase makes a case with one source of each kind, thirty rows each.
func writeCase(t *testing.T) written {
	t.Helper()
	c, err := store.Create(filepath.Join(t.TempDir(), "case"), []byte("name: x\n"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := c.Writer("test")
	if err != nil {
		t.Fatal(err)
	}
	out := written{c, map[source.Kind][]map[string]any{}}
	for _, k := range []source.Kind{source.Posts, source.Requests, source.Sheets} {
		src := w.Begin()
		b := w.Batch()
		for n := range 30 {
			o := origin(n)
			o.Source = src
			switch k {
			case source.Posts:
				b.AddPost(somePost(n), o)
				out.rows[k] = append(out.rows[k], columnsOf(b.Posts[n]))
			case source.Requests:
				b.AddRequest(someRequest(n), o)
				out.rows[k] = append(out.rows[k], columnsOf(b.Requests[n]))
			case source.Sheets:
				b.AddSheet(someSheet(n), o)
				out.rows[k] = append(out.rows[k], columnsOf(b.Sheets[n]))
			}
		}
		info := source.Info{Name: "a.log", Kind: k, SHA256: strings.Repeat(string(k[0:1]), 64), Read: 30, Kept: 30}
		if err := errors.Join(w.Put(b), w.End(info, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	return out
}

// columnsOf gives the columns of a row struct by the names in its tags, in
// the form in which JSON gives them back.
func columnsOf(row any) map[string]any {
	out := map[string]any{}
	v := reflect.ValueOf(row)
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			for name, x := range columnsOf(v.Field(i).Interface()) {
				out[name] = x
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		out[name] = plain(v.Field(i))
	}
	return out
}

func plain(v reflect.Value) any {
	switch v.Kind() {
	case reflect.String:
		return strings.Clone(v.String()) // a batch reuses its memory
	case reflect.Bool:
		return v.Bool()
	case reflect.Array:
		d := v.Interface().(source.Digest)
		return hex.EncodeToString(d[:])
	case reflect.Slice:
		list := []any{}
		for i := range v.Len() {
			list = append(list, plain(v.Index(i)))
		}
		return list
	case reflect.Struct:
		return columnsOf(v.Interface())
	}
	return json.Number(fmt.Sprint(v.Int()))
}

// table is what another program read.
type table struct {
	Columns []struct{ Name, Type string }
	Rows    [][]any
}

// decode reads what query.mjs or read.py print.
func decode(t *testing.T, out []byte) []table {
	t.Helper()
	var tables []table
	d := json.NewDecoder(bytes.NewReader(out))
	d.UseNumber()
	for d.More() {
		var one table
		if err := d.Decode(&one); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, one)
	}
	return tables
}

// compare holds that a table is the rows of a segment, in its order: time,
// then row.
func compare(t *testing.T, got table, want []map[string]any) {
	t.Helper()
	if len(got.Rows) != len(want) || len(want) == 0 {
		t.Fatalf("%d rows were read, %d were written", len(got.Rows), len(want))
	}
	byRow := map[string]map[string]any{}
	for _, w := range want {
		byRow[fmt.Sprint(w["row"])] = w
	}
	for _, values := range got.Rows {
		row := map[string]any{}
		for i, c := range got.Columns {
			row[c.Name] = values[i]
		}
		if d := cmp.Diff(byRow[fmt.Sprint(row["row"])], row); d != "" {
			t.Errorf("row %v: -written +read\n%s", row["row"], d)
		}
	}
	times := func(r []any) string { return fmt.Sprint(r[0]) } // 16 digits each, or "0"
	for i := 1; i < len(got.Rows); i++ {
		if a, b := times(got.Rows[i-1]), times(got.Rows[i]); len(a) > len(b) || len(a) == len(b) && a > b {
			t.Errorf("time %s comes before %s", a, b)
		}
	}
}

// duckdb runs SQL with DuckDB in a directory.
func duckdb(t *testing.T, dir string, sql ...string) []table {
	t.Helper()
	tool, err := filepath.Abs("../../tools/duckdb")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(tool, "node_modules")); err != nil {
		t.Skip("DuckDB is not installed: run `npm ci --prefix tools/duckdb`")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed")
	}
	cmd := exec.CommandContext(t.Context(), "node", append([]string{filepath.Join(tool, "query.mjs")}, sql...)...)
	cmd.Dir = dir
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &complaint)
	}
	return decode(t, out)
}

var kinds = []source.Kind{source.Posts, source.Requests, source.Sheets}

// duckType is the type in which DuckDB must see a column.
func duckType(f reflect.StructField) string {
	switch f.Name {
	case "Time":
		return "TIMESTAMP WITH TIME ZONE"
	case "Digest":
		return "BLOB"
	case "Figures":
		return `STRUCT("name" VARCHAR, "role" VARCHAR, "votes" BIGINT)[]`
	}
	switch f.Type.Kind() {
	case reflect.String:
		return "VARCHAR"
	case reflect.Slice:
		return "VARCHAR[]"
	case reflect.Bool:
		return "BOOLEAN"
	case reflect.Int32:
		return "INTEGER"
	}
	return "BIGINT"
}

func TestDuckDBReadsSegments(t *testing.T) {
	w := writeCase(t)
	var sql []string
	for _, k := range kinds {
		sql = append(sql, fmt.Sprintf("SELECT * FROM read_parquet('%s')", w.file(t, k)))
	}
	tables := duckdb(t, w.c.Dir, sql...)
	if len(tables) != len(kinds) {
		t.Fatalf("%d tables", len(tables))
	}
	for i, row := range []any{store.PostRow{}, store.RequestRow{}, store.SheetRow{}} {
		t.Run(string(kinds[i]), func(t *testing.T) {
			var want, got []string
			for _, f := range reflect.VisibleFields(reflect.TypeOf(row)) {
				if name, _, _ := strings.Cut(f.Tag.Get("parquet"), ","); name != "" {
					want = append(want, name+" "+duckType(f))
				}
			}
			for _, c := range tables[i].Columns {
				got = append(got, c.Name+" "+c.Type)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("columns -want +got\n%s", d)
			}
			compare(t, tables[i], w.rows[kinds[i]])
		})
	}
}

// TestQueriesOfTheDocs runs every SQL example of the page on a case.
func TestQueriesOfTheDocs(t *testing.T) {
	page := readDoc(t, "segments.md")
	var sql []string
	for _, m := range regexp.MustCompile("(?s)```sql\n(.*?)```").FindAllStringSubmatch(page, -1) {
		sql = append(sql, strings.TrimSuffix(strings.TrimSpace(m[1]), ";"))
	}
	if len(sql) < 3 {
		t.Fatalf("%d examples", len(sql))
	}
	for i, got := range duckdb(t, writeCase(t).c.Dir, sql...) {
		if len(got.Rows) == 0 {
			t.Errorf("no row from\n%s", sql[i])
		}
	}
}

// pandas finds a python3 that has pandas and pyarrow.
func pandas(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(t.Context(), name, "-c", "import pandas, pyarrow").Run() == nil {
			return name
		}
	}
	t.Skip("python3 has no pandas with pyarrow; `pip install pandas pyarrow` brings them")
	return ""
}

func TestPandasReadsSegments(t *testing.T) {
	python := pandas(t)
	w := writeCase(t)
	args := []string{"testdata/read.py"}
	for _, k := range kinds {
		args = append(args, w.file(t, k))
	}
	out, err := exec.CommandContext(t.Context(), python, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	tables := decode(t, out)
	if len(tables) != len(kinds) {
		t.Fatalf("%d tables", len(tables))
	}
	for i, got := range tables {
		if c := got.Columns[0]; c.Name != "time" || !strings.HasPrefix(c.Type, "datetime64[") || !strings.HasSuffix(c.Type, ", UTC]") {
			t.Errorf("%s: first column %+v", kinds[i], c)
		}
		compare(t, got, w.rows[kinds[i]])
	}
}

// TestExampleOfTheDocsInPandas runs the Python examples of the page on a case.
func TestExampleOfTheDocsInPandas(t *testing.T) {
	python := pandas(t)
	page := readDoc(t, "segments.md")
	for _, m := range regexp.MustCompile("(?s)```python\n(.*?)```").FindAllStringSubmatch(page, -1) {
		cmd := exec.CommandContext(t.Context(), python, "-c", m[1])
		cmd.Dir = writeCase(t).c.Dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}
}

// readDoc reads a page of docs/formats.
func readDoc(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../docs/formats", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
