package store_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// These tests let other programs read what the store writes: DuckDB by its
// Node package (tools/duckdb), and pandas where python3 has it.

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
	case "Time", "Since":
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
