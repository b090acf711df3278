package flood_test

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
	"time"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// log is requests in memory, as observations of one source.
type log struct {
	requests []request.Request
	sources  []source.Info
	of       []int // source of each request; nil: the first
}

func (l *log) Sources() []source.Info { return l.sources }

func (l *log) Posts(context.Context) iter.Seq2[*detect.Obs[post.Post], error] {
	return func(func(*detect.Obs[post.Post], error) bool) {}
}

func (l *log) Sheets(context.Context) iter.Seq2[*detect.Obs[sheet.Sheet], error] {
	return func(func(*detect.Obs[sheet.Sheet], error) bool) {}
}

// Requests yields one reused observation, as the real iterators do.
func (l *log) Requests(ctx context.Context) iter.Seq2[*detect.Obs[request.Request], error] {
	return func(yield func(*detect.Obs[request.Request], error) bool) {
		var o detect.Obs[request.Request]
		for i := range l.requests {
			o.Record = l.requests[i]
			o.Record.Row, o.Record.Offset, o.Record.Length = int64(i+1), int64(i)*100, 99
			o.Source = 0
			if l.of != nil {
				o.Source = l.of[i]
			}
			if !yield(&o, ctx.Err()) {
				return
			}
		}
	}
}

// newLog sorts requests by time, as observations come.
func newLog(rs []request.Request) *log {
	slices.SortStableFunc(rs, func(a, b request.Request) int { return cmp.Compare(a.Time, b.Time) })
	return &log{requests: rs, sources: []source.Info{{
		Name: "access.log", Format: "combined", Kind: source.Requests,
		SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte("access.log"))),
	}}}
}

// detectIn runs the detector and seals what it reports.
func detectIn(tb testing.TB, l *log, e *election.Election) []*finding.Finding {
	tb.Helper()
	if e == nil {
		e = &election.Election{}
	}
	var found []*finding.Finding
	err := flood.Detector.Run(context.Background(), &detect.Pass{
		Election: e, Observations: l, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Report: func(f *finding.Finding) { f.Seal(); found = append(found, f) },
	})
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

func measure(f *finding.Finding, name string) float64 {
	for _, m := range f.Measures {
		if m.Name == name {
			return m.Value
		}
	}
	return -1
}

func debate(start time.Time, hosts ...string) *election.Election {
	return &election.Election{Calendar: []election.Event{{
		Kind: election.Debate, Name: "second debate", Start: start, End: start.Add(90 * time.Minute), Sites: hosts,
	}}}
}
