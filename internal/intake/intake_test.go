package intake_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// line makes one Combined log line.
func line(second int, path string) string {
	return fmt.Sprintf("192.0.2.%d - - [01/Jul/2018:20:%02d:%02d +0000] \"GET %s HTTP/1.1\" 200 17 \"-\" \"agent\"\n", second%7, second/60, second%60, path)
}

// logLines makes the lines of the seconds from first to last.
func logLines(first, last int) string {
	var b strings.Builder
	for s := first; s <= last; s++ {
		b.WriteString(line(s, fmt.Sprintf("/page/%d", s)))
	}
	return b.String()
}

// table makes a table of posts without ids.
func table(first, last int) string {
	var b strings.Builder
	b.WriteString("account,time,text\n")
	for s := first; s <= last; s++ {
		fmt.Fprintf(&b, "a%d,2018-07-01T20:%02d:00Z,text %d\n", s%3, s, s)
	}
	return b.String()
}

func gz(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func zst(s string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(s), nil))
}

// write puts files into a new directory and gives their names in order.
func write(t *testing.T, contents ...string) []string {
	t.Helper()
	dir := t.TempDir()
	var names []string
	for i, c := range contents {
		name := filepath.Join(dir, fmt.Sprintf("f%d", i))
		if err := os.WriteFile(name, []byte(c), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// count is what became of a file, in short.
type count struct {
	Format                          string
	Read, Kept, Duplicates, Rejects int64
}

func counts(t *testing.T, results []intake.Result) []count {
	t.Helper()
	var out []count
	for _, r := range results {
		i := r.Info
		if i.Read != i.Kept+i.Duplicates+i.Rejects {
			t.Errorf("%s: %d rows read are not %d + %d + %d", i.Name, i.Read, i.Kept, i.Duplicates, i.Rejects)
		}
		out = append(out, count{i.Format, i.Read, i.Kept, i.Duplicates, i.Rejects})
	}
	return out
}

func newCase(t *testing.T) *store.Case {
	t.Helper()
	c, err := store.Create(filepath.Join(t.TempDir(), "case"), []byte("name: x\n"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// add adds to a case and commits.
func add(t *testing.T, c *store.Case, req intake.Request) ([]intake.Result, error) {
	t.Helper()
	w, err := c.Writer("test")
	if err != nil {
		t.Fatal(err)
	}
	res, err := intake.Add(t.Context(), w, req)
	if err != nil {
		return nil, errors.Join(err, w.Abort())
	}
	return res, w.Commit()
}

func TestDuplicateRule(t *testing.T) {
	flood := strings.Repeat(line(100, "/"), 50)
	post := func(id, text string) string {
		return fmt.Sprintf(`{"id":%q,"author_id":"7","created_at":"2018-07-01T20:00:00.000Z","text":%q,"edit_history_tweet_ids":[%q]}`+"\n", id, text, id)
	}
	for _, tt := range []struct {
		name  string
		files []string
		want  []count
	}{
		{"the same file twice", []string{logLines(1, 9), logLines(1, 9)}, []count{{"combined", 9, 9, 0, 0}, {"combined", 9, 0, 9, 0}}},
		{"packed otherwise it is another file with the same rows", []string{logLines(1, 9), gz(logLines(1, 9))}, []count{{"combined", 9, 9, 0, 0}, {"combined", 9, 0, 9, 0}}},
		{"a log that grew", []string{logLines(1, 9), logLines(1, 14)}, []count{{"combined", 9, 9, 0, 0}, {"combined", 14, 5, 9, 0}}},
		{"rotated logs that share rows", []string{logLines(1, 9), logLines(6, 14)}, []count{{"combined", 9, 9, 0, 0}, {"combined", 9, 5, 4, 0}}},
		{"the later one first", []string{logLines(6, 14), logLines(1, 9)}, []count{{"combined", 9, 9, 0, 0}, {"combined", 9, 5, 4, 0}}},
		{"an excerpt", []string{logLines(1, 20), logLines(5, 8)}, []count{{"combined", 20, 20, 0, 0}, {"combined", 4, 0, 4, 0}}},
		{"two neighbours on both sides", []string{logLines(1, 9), logLines(20, 29), logLines(8, 22)}, []count{{"combined", 9, 9, 0, 0}, {"combined", 10, 10, 0, 0}, {"combined", 15, 10, 5, 0}}},
		{"a log copied while a line was written", []string{logLines(1, 9) + line(10, "/")[:40], logLines(1, 14)}, []count{{"combined", 10, 9, 0, 1}, {"combined", 14, 5, 9, 0}}},
		{"the same, the whole one first", []string{logLines(1, 14), logLines(1, 9) + line(10, "/")[:40]}, []count{{"combined", 14, 14, 0, 0}, {"combined", 10, 0, 9, 1}}},
		{"a table without ids that grew", []string{table(1, 9), table(1, 14)}, []count{{"csv", 9, 9, 0, 0}, {"csv", 14, 5, 9, 0}}},
		{"lines that end with a carriage return", []string{strings.ReplaceAll(logLines(1, 9), "\n", "\r"), logLines(1, 14)}, []count{{"combined", 9, 9, 0, 0}, {"combined", 14, 5, 9, 0}}},
		{"equal lines within a file", []string{flood}, []count{{"combined", 50, 50, 0, 0}}},
		{"a flood across a rotation", []string{logLines(90, 99) + flood, flood + logLines(101, 110)}, []count{{"combined", 60, 60, 0, 0}, {"combined", 60, 60, 0, 0}}},
		{"equal lines apart", []string{line(1, "/a") + line(2, "/b") + line(9, "/c"), line(2, "/b") + line(5, "/d")}, []count{{"combined", 3, 3, 0, 0}, {"combined", 2, 2, 0, 0}}},
		{"posts with ids", []string{post("1", "a") + post("2", "b") + post("1", "a"), post("2", "b") + post("2", "edited") + post("3", "c")}, []count{{"x-v2", 3, 2, 1, 0}, {"x-v2", 3, 2, 1, 0}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := write(t, tt.files...)
			c := newCase(t)
			var one []intake.Result
			for _, f := range files {
				res, err := add(t, c, intake.Request{Files: []string{f}})
				if err != nil {
					t.Fatal(err)
				}
				one = append(one, res...)
			}
			if d := cmp.Diff(tt.want, counts(t, one)); d != "" {
				t.Errorf("one add each: -want +got\n%s", d)
			}
			all, err := add(t, newCase(t), intake.Request{Files: files})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, counts(t, all)); d != "" {
				t.Errorf("one add of all: -want +got\n%s", d)
			}
			m := store.NewMemory()
			mem, err := intake.Add(t.Context(), m, intake.Request{Files: files})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, counts(t, mem)); d != "" {
				t.Errorf("in memory: -want +got\n%s", d)
			}
			if d := cmp.Diff(everything(t, c), everything(t, m)); d != "" {
				t.Errorf("-case +memory\n%s", d)
			}
		})
	}
}

func TestOverlapSurvivesALostIndex(t *testing.T) {
	files := write(t, logLines(1, 9), logLines(6, 14)+"rubbish\n", logLines(12, 14)+"rubbish\n"+logLines(15, 20))
	c := newCase(t)
	for _, f := range files[:2] {
		if _, err := add(t, c, intake.Request{Files: []string{f}}); err != nil {
			t.Fatal(err)
		}
	}
	index := filepath.Join(c.Dir, "index")
	entries, err := os.ReadDir(index)
	if err != nil || len(entries) != 2 {
		t.Fatalf("index: %v %v", entries, err)
	}
	for _, e := range entries {
		if err := os.Remove(filepath.Join(index, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	res, err := add(t, c, intake.Request{Files: files[2:]})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]count{{"combined", 10, 6, 4, 0}}, counts(t, res)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestKeepOverlap(t *testing.T) {
	files := write(t, logLines(1, 9), logLines(6, 14))
	res, err := add(t, newCase(t), intake.Request{Files: files, KeepOverlap: true})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]count{{"combined", 9, 9, 0, 0}, {"combined", 9, 9, 0, 0}}, counts(t, res)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// observations is what both a case and memory are.
type observations interface {
	Sources() []source.Info
}

// everything writes all records down.
func everything(t *testing.T, o observations) string {
	t.Helper()
	var b strings.Builder
	ctx := context.Background()
	switch o := o.(type) {
	case *store.Case:
		for r, err := range o.Requests(ctx) {
			fmt.Fprintln(&b, o.Sources()[r.Source].Name, r, err)
		}
		for r, err := range o.Posts(ctx) {
			fmt.Fprintln(&b, o.Sources()[r.Source].Name, r, err)
		}
	case *store.Memory:
		for r, err := range o.Requests(ctx) {
			fmt.Fprintln(&b, o.Sources()[r.Source].Name, r, err)
		}
		for r, err := range o.Posts(ctx) {
			fmt.Fprintln(&b, o.Sources()[r.Source].Name, r, err)
		}
	}
	return b.String()
}

// bzipped is logLines(1, 40) packed by bzip2.
var bzipped, _ = base64.StdEncoding.DecodeString("QlpoOTFBWSZTWWYsBwgAA/LfgEAQUAv/8ALQRAoihUYAQAHhxggSlT9UT/9VN6qPUmINMjQyBJqTRNUAAGgAMZMTTCaYmAmmAKVKMiNGgDTTaI00wBRsAo4AUfIFFgUbtmrO/z4cZy9NJLkkkjJNckknlFVkkxiKqqqqqqqqqq8QKOoFGgFGQKJprzi7vbnbd3uzLu5Jd3JLu5Jd3JkCjwBRqAowBRyBVvE7qLWJhbxMVOmgmC/RMUsxNomwTVs3efCZiZa8s8xMxMxMCcBOMToJkJqGAhcCGq44JXLF2BDAEMgQ1SqqqvOBCqXAEKrkBDV73slaxm4eAEGQDeeYCCBCoEFVVVVVzxvfBLvN6pVVVVVW7vWiVd504xetEq7zVYzmGcZywINZq8WYq6vFkIYq6vFwIWEk8gmCaCewm4TaJxE0EwJzEyE5ifwm0TqE6hOwnETwE7CdhP8XckU4UJBmLAcI")

func TestPacking(t *testing.T) {
	s := logLines(1, 40)
	files := write(t, s, gz(s[:700])+gz(s[700:]), zst(s), string(bzipped))
	for i, want := range []string{"", "gzip", "zstd", "bzip2"} {
		m := store.NewMemory()
		res, err := intake.Add(t.Context(), m, intake.Request{Files: files[i : i+1]})
		if err != nil {
			t.Fatalf("%s: %v", want, err)
		}
		if got := res[0].Info; got.Packing != want || got.Kept != 40 || got.Unpacked != int64(len(s)) {
			t.Errorf("%s: %+v", want, got)
		}
	}
	m := store.NewMemory()
	res, err := intake.Add(t.Context(), m, intake.Request{Files: []string{"-"}, Stdin: strings.NewReader(gz(s))})
	if err != nil || res[0].Info.Name != "-" || res[0].Info.Kept != 40 {
		t.Errorf("standard input: %+v %v", res, err)
	}
}

func TestWrongFiles(t *testing.T) {
	good := logLines(1, 9)
	whole := gz(logLines(1, 4000))
	png := "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01", 400)
	for name, tt := range map[string]struct {
		content string
		want    string
	}{
		"picture":       {png, "is a picture (image/png)"},
		"web page":      {"<!DOCTYPE html><html><body>hello</body></html>", "is a web page"},
		"cut gzip":      {whole[:len(whole)/2], "the gzip data are damaged or cut off after"},
		"damaged zstd":  {zst(good)[:40] + "xxxxxxxxxxxx", "the zstd data are damaged or cut off after"},
		"empty":         {"", "is empty"},
		"empty gzip":    {gz(""), "is empty"},
		"prose":         {"It was a dark and stormy night.\nAll was quiet.\n", "is in no format that is known"},
		"utf-16":        {"\xff\xfea\x00,\x00b\x00\n\x00", "is text in UTF-16; save it as UTF-8"},
		"zip":           {"PK\x03\x04" + strings.Repeat("\x00x", 90), "is an archive (ZIP, tar)"},
		"binary":        {strings.Repeat("\x00\x01\x02\xff", 900), "is a binary file"},
		"packed binary": {gz(strings.Repeat("\x00\x01\x02\xff", 900)), "is a binary file"},
	} {
		t.Run(name, func(t *testing.T) {
			files := write(t, good, tt.content)
			c := newCase(t)
			before := tree(t, c.Dir)
			_, err := add(t, c, intake.Request{Files: files})
			var f *source.Failure
			if !errors.As(err, &f) || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %q, want %q", err, tt.want)
			}
			if d := cmp.Diff(before, tree(t, c.Dir)); d != "" {
				t.Errorf("the case was changed: -before +after\n%s", d)
			}
		})
	}
}

func TestWrongNames(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{filepath.Join(t.TempDir(), "none*.log"), "no file has this name or matches this pattern"},
		{t.TempDir(), "is a directory"},
	} {
		_, err := intake.Add(t.Context(), store.NewMemory(), intake.Request{Files: []string{tt.name}})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	files := write(t, logLines(1, 3))
	_, err := intake.Add(t.Context(), store.NewMemory(), intake.Request{Files: files, Format: "combnied"})
	if err == nil || !strings.Contains(err.Error(), "nearest: combined") {
		t.Errorf("misspelt format: %v", err)
	}
	_, err = intake.Add(t.Context(), store.NewMemory(), intake.Request{Files: files, Format: "x-v2"})
	if err == nil || !strings.Contains(err.Error(), "could be read as x-v2") {
		t.Errorf("wrong format: %v", err)
	}
	errorLog := write(t, "2018/07/01 20:00:01 [error] 7#7: *1 open() failed\n")
	_, err = intake.Add(t.Context(), store.NewMemory(), intake.Request{Files: errorLog})
	if err == nil || !strings.Contains(err.Error(), "is the error log of a server") {
		t.Errorf("an error log: %v", err)
	}
}

// tree lists the files of a directory, but for the lock, with their content.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "lock" {
			return err
		}
		b, err := os.ReadFile(p)
		all[p] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRejectsAreKept(t *testing.T) {
	c := newCase(t)
	files := write(t, logLines(1, 3)+"rubbish \xff\x01\n"+logLines(4, 9)+strings.Replace(line(10, "/"), "01/Jul", "41/Jul", 1))
	res, err := add(t, c, intake.Request{Files: files})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]count{{"combined", 11, 9, 0, 2}}, counts(t, res)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	var rows []int64
	for i, err := range c.Issues() {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, i.Row)
		if i.Row == 4 && i.Raw != "rubbish \\xff\x01" {
			t.Errorf("raw %q", i.Raw)
		}
		if i.Reason == "" || i.File != "f0" || i.Line != i.Row {
			t.Errorf("%+v", i)
		}
	}
	if d := cmp.Diff([]int64{4, 11}, rows); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if len(res[0].Rejects) != 2 || len(res[0].Examples) != 3 {
		t.Errorf("%d rejects and %d examples shown", len(res[0].Rejects), len(res[0].Examples))
	}
}

// TestOneHostilePost holds that a control character in one post does not keep
// a table from being recognised.
func TestOneHostilePost(t *testing.T) {
	m := store.NewMemory()
	res, err := intake.Add(t.Context(), m, intake.Request{Files: write(t, table(1, 30)+"a1,2018-07-01T20:31:00Z,\x1b[31mred\x00\n"+table(32, 40)[len("account,time,text\n"):])})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]count{{"csv", 40, 40, 0, 0}}, counts(t, res)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := intake.Add(ctx, store.NewMemory(), intake.Request{Files: write(t, logLines(1, 9))}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
