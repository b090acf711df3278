package drill_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/drill/world"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

func fileNames() []string {
	return []string{
		drill.ElectionFile, drill.PostsFile, drill.LogFile(world.CampaignSite),
		drill.LogFile(world.ResultsSite), drill.SheetsFile, drill.TruthFile,
	}
}

// digests gives the SHA-256 of each file's content, after decompression, a
// line each.
func digests(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	for _, name := range fileNames() {
		h := sha256.New()
		if _, err := io.Copy(h, opened(t, filepath.Join(dir, name))); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%x  %s\n", h.Sum(nil), name)
	}
	return b.String()
}

// A drill is the same on every machine and in every release, unless its
// golden file is changed on purpose.
func TestContentIsFixed(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates whole elections")
	}
	var b strings.Builder
	for _, name := range []string{"debate-night", "everything"} {
		dir, _ := written(t, name, 1)
		fmt.Fprintf(&b, "%s, seed 1\n%s", name, digests(t, dir))
	}
	golden := filepath.Join("testdata", "digests.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Errorf("content (-want +got); if the change is meant, run with -update:\n%s", d)
	}
}

func TestSeedDecides(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates whole elections")
	}
	a, _ := written(t, "debate-night", 7)
	b, _ := written(t, "debate-night", 7)
	c, _ := written(t, "debate-night", 8)
	for _, name := range fileNames() {
		x, y, z := bytesOf(t, a, name), bytesOf(t, b, name), bytesOf(t, c, name)
		if !bytes.Equal(x, y) {
			t.Errorf("%s: two runs with one seed differ", name)
		}
		if bytes.Equal(x, z) && name != drill.ElectionFile {
			t.Errorf("%s: another seed gives the same file", name)
		}
	}
}

func bytesOf(t *testing.T, dir, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTruthIsReadBack(t *testing.T) {
	for _, name := range []string{"quiet", "altered-sheets", "rented-accounts"} {
		dir, want := written(t, name, 3)
		got, err := drill.ReadTruth(filepath.Join(dir, drill.TruthFile))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-written +read):\n%s", name, d)
		}
	}
}

// The demo has to be quick: it stays within the size that its page promises.
func TestDebateNightIsSmall(t *testing.T) {
	dir, _ := written(t, "debate-night", 2)
	o := read(t, dir)
	if n := len(o.posts); n < 20_000 || n > 40_000 {
		t.Errorf("%d posts", n)
	}
	if n := len(o.requests); n < 80_000 || n > 150_000 {
		t.Errorf("%d requests", n)
	}
	if n := len(o.sheets); n != 4000 {
		t.Errorf("%d sheets", n)
	}
}

func TestWriteRefuses(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := drill.Write(t.Context(), dir, "loud", 1); err == nil || !strings.Contains(err.Error(), "debate-night") {
		t.Errorf("unknown scenario: error %v, want one that lists the scenarios", err)
	}
	if _, err := drill.Write(t.Context(), file, "quiet", 1); err == nil {
		t.Error("a file was taken for a directory")
	}
	mine := filepath.Join(dir, drill.ElectionFile)
	if err := os.WriteFile(mine, []byte("name: mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := drill.Write(t.Context(), dir, "quiet", 1); err == nil || !strings.Contains(err.Error(), "another election") {
		t.Errorf("another election's directory: error %v", err)
	}
	if b := bytesOf(t, dir, drill.ElectionFile); string(b) != "name: mine\n" {
		t.Errorf("election.yaml was replaced by %q", b)
	}
}

// A drill that was stopped leaves no truth.json, not even an older one.
func TestStoppedDrillHasNoTruth(t *testing.T) {
	dir := t.TempDir()
	old := filepath.Join(dir, drill.TruthFile)
	if err := os.WriteFile(old, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := drill.Write(ctx, dir, "quiet", 1); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was stopped", err)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("truth.json is still there: %v", err)
	}
}

func TestScenariosAreDocumented(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "drills.md"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, s := range drill.Scenarios() {
		if seen[s.Name] || s.Doc.En == "" || s.Doc.Es == "" || s.Scale <= 0 {
			t.Errorf("%+v is not whole, or named twice", s)
		}
		seen[s.Name] = true
		if !bytes.Contains(page, []byte("### "+s.Name+"\n")) {
			t.Errorf("docs/drills.md has no section on %s", s.Name)
		}
	}
}

func TestWriteLog(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := drill.WriteLog(w, 50_000, 4); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs with one seed differ")
	}
	var rows []source.Obs[request.Request]
	to := keep[request.Request]{t: t, file: "benchmark", rows: &rows, own: ownRequest}
	for _, f := range request.Formats() {
		if f.Name != "combined" {
			continue
		}
		if err := f.Read(t.Context(), source.NewStream(&a), source.Options{}, to); err != nil {
			t.Fatal(err)
		}
	}
	if len(rows) != 50_000 {
		t.Fatalf("%d lines, want 50,000", len(rows))
	}
	perSecond, last, most := map[int64]int{}, int64(0), 0
	for _, r := range rows {
		if r.Record.Time < last {
			t.Fatal("lines are not in order of time")
		}
		last = r.Record.Time
		perSecond[last/1e6]++
		most = max(most, perSecond[last/1e6])
	}
	if quiet := 20; most < 20*quiet {
		t.Errorf("the busiest second has %d requests: there is no burst", most)
	}
	if err := drill.WriteLog(io.Discard, 0, 1); err != nil {
		t.Errorf("no lines: %v", err)
	}
	if err := drill.WriteLog(full{}, 100_000, 1); err == nil {
		t.Error("a full disk was not noticed")
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func BenchmarkWrite(b *testing.B) {
	for _, name := range []string{"debate-night", "everything"} {
		b.Run(name, func(b *testing.B) {
			dir := b.TempDir()
			b.ReportAllocs()
			for b.Loop() {
				if _, err := drill.Write(b.Context(), dir, name, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkWriteLog(b *testing.B) {
	const lines = 100_000
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if err := drill.WriteLog(io.Discard, lines, 1); err != nil {
			b.Fatal(err)
		}
		n += lines
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "lines/s")
}
