package coord_test

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"slices"
	"testing"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/coord"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// observations are posts in memory, put in order of time. One Obs is reused
// for all, as a store may do.
type observations struct {
	posts    []post.Post
	versions []int // of each post; nil: all first
}

func newObservations(posts []post.Post) *observations {
	slices.SortStableFunc(posts, func(a, b post.Post) int { return cmp.Compare(a.Time, b.Time) })
	for i := range posts {
		posts[i].Row = int64(i + 1)
	}
	return &observations{posts: posts}
}

func (o *observations) Sources() []source.Info {
	return []source.Info{{Name: "posts.csv", SHA256: "00ff", Kind: source.Posts}}
}

func (o *observations) Posts(ctx context.Context) iter.Seq2[*detect.Obs[post.Post], error] {
	return func(yield func(*detect.Obs[post.Post], error) bool) {
		var obs detect.Obs[post.Post]
		for i := range o.posts {
			obs.Record = o.posts[i]
			if o.versions != nil {
				obs.Version = o.versions[i]
			}
			sum := sha256.Sum256([]byte(obs.Record.Text))
			copy(obs.Digest[:], sum[:])
			if !yield(&obs, ctx.Err()) {
				return
			}
		}
	}
}

func (o *observations) Requests(context.Context) iter.Seq2[*detect.Obs[request.Request], error] {
	return func(func(*detect.Obs[request.Request], error) bool) {}
}

func (o *observations) Sheets(context.Context) iter.Seq2[*detect.Obs[sheet.Sheet], error] {
	return func(func(*detect.Obs[sheet.Sheet], error) bool) {}
}

// detectAll runs the detector.
func detectAll(t testing.TB, o *observations, e *election.Election) []*finding.Finding {
	t.Helper()
	if e == nil {
		e = &election.Election{}
	}
	var out []*finding.Finding
	pass := &detect.Pass{
		Election: e, Observations: o, Report: func(f *finding.Finding) { out = append(out, f) },
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
	if err := coord.Detector.Run(t.Context(), pass); err != nil {
		t.Fatal(err)
	}
	return out
}

// measure gives a measure by its name.
func measure(t testing.TB, f *finding.Finding, name string) float64 {
	t.Helper()
	for _, m := range f.Measures {
		if m.Name == name {
			return m.Value
		}
	}
	t.Fatalf("finding has no measure %q", name)
	return 0
}

// outcome gives how an innocent explanation fared.
func outcome(t testing.TB, f *finding.Finding, name string) finding.Outcome {
	t.Helper()
	for _, e := range f.Innocent {
		if e.Name == name {
			return e.Outcome
		}
	}
	t.Fatalf("finding has no explanation %q", name)
	return ""
}

func summary(fs []*finding.Finding) string {
	s := ""
	for _, f := range fs {
		s += fmt.Sprintf("%s %.2f %s", f.Subject, *f.Likelihood, f.Confidence)
		for _, m := range f.Measures {
			s += fmt.Sprintf(" %s=%.4g", m.Name, m.Value)
		}
		for _, e := range f.Innocent {
			s += " " + e.Name + "=" + string(e.Outcome)
		}
		s += "\n"
	}
	return s
}
