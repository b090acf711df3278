package suite_test

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/drill/storm"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// The verdicts of flood, measured over logs that are drawn by seed. Seeds 1 to
// 200 are for measuring; what was fitted was fitted on others, from 1000 on.
var (
	stormSeeds = flag.Int("storms", quickSeeds, "seeds of which verdicts are measured; 200 with -update writes testdata/verdicts.txt")
	stormFirst = flag.Uint64("storm-first", 1, "the first of these seeds")
	stormDump  = flag.String("storm-dump", "", "write the evidence of every finding with its truth to this file")
	stormWrong = flag.Bool("storm-wrong", false, "list the false verdicts")
)

// quickSeeds is how many seeds every run of the tests measures; the table of
// 200 is in testdata/verdicts.txt.
const quickSeeds = 20

// stormLog gives a drill's log to detectors. It is made again for every
// reading, so that it is never held.
type stormLog struct{ storm.Log }

func (s stormLog) Sources() []source.Info {
	return []source.Info{{Name: "access-" + s.Site + ".log", Format: "combined", Kind: source.Requests, SHA256: strings.Repeat("5", 64), Site: s.Site}}
}

func (s stormLog) Posts(context.Context) iter.Seq2[*detect.Obs[post.Post], error] {
	return func(func(*detect.Obs[post.Post], error) bool) {}
}

func (s stormLog) Sheets(context.Context) iter.Seq2[*detect.Obs[sheet.Sheet], error] {
	return func(func(*detect.Obs[sheet.Sheet], error) bool) {}
}

func (s stormLog) Requests(ctx context.Context) iter.Seq2[*detect.Obs[request.Request], error] {
	return func(yield func(*detect.Obs[request.Request], error) bool) {
		var o detect.Obs[request.Request]
		if _, err := s.Each(ctx, func(r *request.Request, _ int) bool {
			row := o.Record.Row + 1
			o.Record = *r
			o.Record.Row = row
			return yield(&o, nil)
		}); err != nil {
			yield(nil, err)
		}
	}
}

// TestVerdicts measures the verdicts and holds the table to the golden one.
func TestVerdicts(t *testing.T) {
	if testing.Short() {
		t.Skip("makes and judges sixty logs")
	}
	all := measureStorms(t)
	if *stormDump != "" {
		dump(t, all)
	}
	if *stormWrong {
		for _, o := range all {
			if o.wrong() || o.missed() {
				t.Log(o.line())
			}
		}
	}
	got := verdictTable(all)
	golden := filepath.Join("testdata", "verdicts.txt")
	switch {
	case *stormFirst != 1, *stormSeeds != quickSeeds && *stormSeeds != 200:
		t.Log("\n" + got)
		return
	case *stormSeeds == quickSeeds:
		golden = filepath.Join("testdata", "verdicts-20.txt")
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-golden +got, -update accepts it)\n%s", golden, d)
	}
}

// measureStorms judges every log of every seed, in the order of the seeds.
func measureStorms(t *testing.T) []judgement {
	t.Helper()
	per := make([][]judgement, *stormSeeds)
	slots := make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))
	var wg sync.WaitGroup
	for i := range per {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			for _, l := range storm.Plans(*stormFirst + uint64(i)) {
				out, err := judgeStorm(t.Context(), l)
				if err != nil {
					t.Errorf("seed %d %s: %v", l.Seed, l.Site, err)
					return
				}
				per[i] = append(per[i], out...)
			}
		})
	}
	wg.Wait()
	var all []judgement
	for _, p := range per {
		all = append(all, p...)
	}
	return all
}

// judgeStorm runs the detector on a log and compares what it says with the
// truth: an judgement for each planted burst, and for each finding beside them.
func judgeStorm(ctx context.Context, l storm.Log) ([]judgement, error) {
	found, err := suite.Run(ctx, suite.Config{Detectors: []detect.Detector{flood.Detector}}, stormLog{l})
	if err != nil {
		return nil, err
	}
	seen := newNaive(&l)
	truth, err := l.Each(ctx, func(r *request.Request, part int) bool { seen.add(r, part); return true })
	if err != nil {
		return nil, err
	}
	var out []judgement
	used := map[string]bool{}
	for i := range truth.Bursts {
		o := judgement{log: l, burst: &truth.Bursts[i], naive: seen.rules(i)}
		for k := range found {
			f := &found[k]
			if f.Verdict == "" || !f.Start.Before(o.burst.End.Add(1e9)) || !f.End.After(o.burst.Start) {
				continue
			}
			used[f.ID] = true
			o.found = append(o.found, judged{f, seen.share(f)})
		}
		o.usual = seen.usual(o.burst.Start.Unix(), o.burst.End.Unix()+1)
		o.settle()
		out = append(out, o)
	}
	for k := range found {
		if f := &found[k]; f.Verdict != "" && !used[f.ID] {
			o := judgement{log: l, found: []judged{{f, seen.share(f)}}}
			o.settle()
			out = append(out, o)
		}
	}
	return out, nil
}

// judged is a finding with the share of attack among the planted lines of its
// interval, and how many these are.
type judged struct {
	*finding.Finding
	truth truthOf
}

func measureOf(f *finding.Finding, name string) float64 {
	for _, m := range f.Measures {
		if m.Name == name {
			return m.Value
		}
	}
	return 0
}

// excessOf is the requests that a finding is about.
func excessOf(f *finding.Finding) float64 {
	return max(measureOf(f, "excess_requests"), measureOf(f, "requests")*boolean(measureOf(f, "expected_requests") == 0))
}

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func dump(t *testing.T, all []judgement) {
	t.Helper()
	var b strings.Builder
	for _, o := range all {
		for _, f := range o.found {
			fmt.Fprintf(&b, "%d\t%s\t%s\t%d\t%d\t%d\t%s\t%.4f", o.log.Seed, o.log.Site, o.families(), f.truth.attack, f.truth.crowd, f.truth.programs, f.Verdict, *f.Likelihood)
			for _, m := range f.Measures {
				fmt.Fprintf(&b, "\t%s=%g", m.Name, m.Value)
			}
			for _, x := range f.Features {
				fmt.Fprintf(&b, "\tw.%s=%g\tv.%s=%g", x.Name, x.Weight, x.Name, x.Value)
				if x.Baseline != nil {
					fmt.Fprintf(&b, "\tb.%s=%g", x.Name, *x.Baseline)
				}
			}
			b.WriteByte('\n')
		}
	}
	if err := os.WriteFile(*stormDump, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestVerdictPage holds that the method's page quotes the table of 200 seeds.
func TestVerdictPage(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "methods", "flood.md"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(filepath.Join("testdata", "verdicts.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), string(table)) {
		t.Error("docs/methods/flood.md does not quote testdata/verdicts.txt as it is")
	}
}
