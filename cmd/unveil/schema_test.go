package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unveil-project/unveil/internal/cli"
)

// schema compiles a schema of docs/formats.
func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join("../../docs/formats", name))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// validate holds that each line of JSON follows a schema, and counts them.
func validate(t *testing.T, s *jsonschema.Schema, lines []byte) (n int) {
	t.Helper()
	for line := range bytes.Lines(lines) {
		n++
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%v\nin %.600s", err, line)
		}
	}
	return n
}

// output runs the program and gives its standard output.
func output(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, complaint bytes.Buffer
	code := cli.Main(t.Context(), cli.Env{
		Args: args, Getenv: func(string) string { return "" }, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &complaint,
		Now: func() time.Time { return time.Unix(0, 0) }, IsTerminal: func(any) bool { return false },
	})
	if code != 0 {
		t.Fatalf("unveil %v: exit code %d: %s", args, code, &complaint)
	}
	return out.Bytes()
}

// drillFiles writes a drill and gives its files, and one of its logs a second
// time with a few lines more.
func drillFiles(t *testing.T) (files []string, grown string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "drill")
	output(t, "drill", "write", "--scenario", "debate-night", "--seed", "3", dir)
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(files, func(f string) bool { return strings.HasSuffix(f, ".log.gz") })
	if i < 0 {
		t.Fatalf("no log among %v", files)
	}
	b, err := os.ReadFile(files[i])
	if err != nil {
		t.Fatal(err)
	}
	var more bytes.Buffer // gzip members one after another are one stream
	z := gzip.NewWriter(&more)
	if _, err := io.WriteString(z, "rubbish\n192.0.2.9 - - [05/Mar/2024:12:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"agent\"\n"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	grown = filepath.Join(t.TempDir(), filepath.Base(files[i]))
	if err := os.WriteFile(grown, append(b, more.Bytes()...), 0o644); err != nil {
		t.Fatal(err)
	}
	return files, grown
}

// TestCommandsFollowTheSchemas holds that what add, findings and report print
// as JSON follows the schemas in docs/formats.
func TestCommandsFollowTheSchemas(t *testing.T) {
	files, grown := drillFiles(t)
	dir := filepath.Join(t.TempDir(), "case")
	output(t, "new", dir)
	added := schema(t, "add.schema.json")
	add := func(args ...string) []byte {
		out := output(t, append([]string{"add", "--case", dir, "--json"}, args...)...)
		if n := validate(t, added, out); n != 1 {
			t.Errorf("add %v printed %d lines", args, n)
		}
		return out
	}
	if out := add(append([]string{"--reliability", "B2"}, files...)...); !bytes.Contains(out, []byte(`"reliability":"B2"`)) {
		t.Errorf("the grade is not told: %s", out)
	}
	add(append([]string{"--dry-run"}, files...)...)
	if out := add(grown); !bytes.Contains(out, []byte(`"overlaps":[{"first":1,`)) || !bytes.Contains(out, []byte(`"problems":{"line-format":1}`)) {
		t.Errorf("the overlap or the reject is not told: %s", out)
	}
	add(grown)

	findings := schema(t, "finding.schema.json")
	detected := output(t, "detect", "--case", dir, "--json")
	listed := output(t, "findings", "--case", dir, "--json")
	if d := cmp.Diff(string(detected), string(listed)); d != "" {
		t.Errorf("-detect +findings\n%s", d)
	}
	for _, lines := range [][]byte{listed, output(t, "report", "--case", dir, "--json"), output(t, "report", "--sealed", "--case", dir, "--json")} {
		if n := validate(t, findings, lines); n < 4 {
			t.Errorf("%d findings", n)
		}
	}
}
