// Package detecttest holds what the tests of detectors share: observations in
// memory that are yielded as the store yields them, and the way to files of
// real data.
package detecttest

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

// Observations are sheets held in memory, in order of time.
type Observations struct {
	Infos []source.Info
	List  []detect.Obs[sheet.Sheet]
	// versions counts the sheets read under one contest and station.
	versions map[[2]string]int
}

// Sources gives Infos.
func (o *Observations) Sources() []source.Info { return o.Infos }

// Posts yields nothing.
func (o *Observations) Posts(context.Context) iter.Seq2[*detect.Obs[post.Post], error] {
	return func(func(*detect.Obs[post.Post], error) bool) {}
}

// Requests yields nothing.
func (o *Observations) Requests(context.Context) iter.Seq2[*detect.Obs[request.Request], error] {
	return func(func(*detect.Obs[request.Request], error) bool) {}
}

// Sheets yields each sheet in one reused place, as the store does.
func (o *Observations) Sheets(context.Context) iter.Seq2[*detect.Obs[sheet.Sheet], error] {
	return func(yield func(*detect.Obs[sheet.Sheet], error) bool) {
		for i := range o.List {
			one := o.List[i]
			if !yield(&one, nil) {
				return
			}
		}
	}
}

// Record keeps a sheet that a reader reads, without its bytes.
func (o *Observations) Record(s *sheet.Sheet) error {
	kept := *s
	kept.Figures = slices.Clone(s.Figures)
	digest := source.Digest(sha256Half(s.Raw))
	kept.Raw = nil
	version := o.versions[[2]string{s.Contest, s.Station}]
	o.versions[[2]string{kept.Contest, kept.Station}] = version + 1
	o.List = append(o.List, detect.Obs[sheet.Sheet]{Record: kept, Version: version, Digest: digest})
	return nil
}

// Issue refuses: fixtures have none.
func (o *Observations) Issue(i source.Issue) error {
	return fmt.Errorf("row %d: %s %v", i.Row, i.Problem.Key, i.Problem.Args)
}

func sha256Half(b []byte) [16]byte {
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

// Read reads a file of sheets into memory, in order of time.
func Read(t testing.TB, path, format string) *Observations {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	o := &Observations{versions: map[[2]string]int{}}
	for _, f := range sheet.Formats() {
		if f.Name == format {
			if err := f.Read(t.Context(), source.NewStream(bytes.NewReader(b)), source.Options{}, o); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.Infos = []source.Info{{Name: filepath.Base(path), Format: format, SHA256: fmt.Sprintf("%x", sha256.Sum256(b))}}
	o.Sort()
	return o
}

// Sort orders the sheets as Observations come.
func (o *Observations) Sort() {
	slices.SortStableFunc(o.List, func(a, b detect.Obs[sheet.Sheet]) int {
		return cmp.Or(cmp.Compare(a.Record.Time, b.Record.Time), cmp.Compare(a.Record.Row, b.Record.Row))
	})
}

// Run gives a detector's sealed findings.
func Run(t testing.TB, d detect.Detector, o *Observations, e *election.Election) []*finding.Finding {
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

// Shared finds a file of real data beside the module, and skips the test where
// it is not.
func Shared(t testing.TB, name string) string {
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

// Measure gives a finding's measure by name.
func Measure(t testing.TB, f *finding.Finding, name string) float64 {
	t.Helper()
	for _, m := range f.Measures {
		if m.Name == name {
			return m.Value
		}
	}
	t.Fatalf("finding %q has no measure %q", f.Headline.Key, name)
	return 0
}
