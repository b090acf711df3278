package arithmetic_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// observations are sheets held in memory.
type observations struct {
	sources []source.Info
	sheets  []detect.Obs[sheet.Sheet]
	// versions counts the sheets read under one contest and station.
	versions map[[2]string]int
}

func (o *observations) Sources() []source.Info { return o.sources }

func (o *observations) Posts(context.Context) iter.Seq2[*detect.Obs[post.Post], error] {
	return func(func(*detect.Obs[post.Post], error) bool) {}
}

func (o *observations) Requests(context.Context) iter.Seq2[*detect.Obs[request.Request], error] {
	return func(func(*detect.Obs[request.Request], error) bool) {}
}

// Sheets yields each sheet in one reused place, as the store does.
func (o *observations) Sheets(context.Context) iter.Seq2[*detect.Obs[sheet.Sheet], error] {
	return func(yield func(*detect.Obs[sheet.Sheet], error) bool) {
		for i := range o.sheets {
			one := o.sheets[i]
			if !yield(&one, nil) {
				return
			}
		}
	}
}

// Record and Issue collect what a reader reads.
func (o *observations) Record(s *sheet.Sheet) error {
	kept := *s
	kept.Figures = slices.Clone(s.Figures)
	digest := source.Digest(sha256Half(s.Raw))
	kept.Raw = nil
	version := o.versions[[2]string{s.Contest, s.Station}]
	o.versions[[2]string{kept.Contest, kept.Station}] = version + 1
	o.sheets = append(o.sheets, detect.Obs[sheet.Sheet]{Record: kept, Version: version, Digest: digest})
	return nil
}

func (o *observations) Issue(i source.Issue) error {
	return fmt.Errorf("row %d: %s %v", i.Row, i.Problem.Key, i.Problem.Args)
}

func sha256Half(b []byte) [16]byte {
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

// read reads a file of sheets into memory, in order of time.
func read(t testing.TB, path, format string) *observations {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	o := &observations{versions: map[[2]string]int{}}
	for _, f := range sheet.Formats() {
		if f.Name == format {
			if err := f.Read(t.Context(), source.NewStream(bytes.NewReader(b)), source.Options{}, o); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.sources = []source.Info{{Name: filepath.Base(path), Format: format, SHA256: fmt.Sprintf("%x", sha256.Sum256(b))}}
	o.sort()
	return o
}

func (o *observations) sort() {
	slices.SortStableFunc(o.sheets, func(a, b detect.Obs[sheet.Sheet]) int {
		return cmp.Or(cmp.Compare(a.Record.Time, b.Record.Time), cmp.Compare(a.Record.Row, b.Record.Row))
	})
}

// run gives a detector's sealed findings.
func run(t testing.TB, d detect.Detector, o *observations, e *election.Election) []*finding.Finding {
	t.Helper()
	var all []*finding.Finding
	p := &detect.Pass{Election: e, Observations: o, Log: slog.New(slog.DiscardHandler), Report: func(f *finding.Finding) {
		f.Seal()
		all = append(all, f)
	}}
	if err := d.Run(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	return all
}

// shared finds a file of real data beside the module, and skips the test where
// it is not.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if path := filepath.Join(dir, "shared", "data", name); exists(path) {
			return path
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skipf("shared/data/%s is not here", name)
		}
		dir = up
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// measure gives a finding's measure by name.
func measure(t testing.TB, f *finding.Finding, name string) float64 {
	t.Helper()
	for _, m := range f.Measures {
		if m.Name == name {
			return m.Value
		}
	}
	t.Fatalf("finding %q has no measure %q", f.Headline.Key, name)
	return 0
}
