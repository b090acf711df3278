package intake

import (
	"context"
	"errors"
	"io"
	"sync"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
	"github.com/unveil-project/unveil/internal/weblog"
)

// Live is a log that grows, and what was read of it so far.
type Live struct {
	l       Log
	format  source.Format[request.Request]
	builder *weblog.Builder
	before  []LogResult // of the logs that it is compared with

	mu     sync.Mutex
	now    LogResult
	newest int64
	recent [RecentSeconds]second
}

// RecentSeconds is how many of the last seconds are counted one by one.
const RecentSeconds = 600

// second is the requests of one second.
type second struct{ at, n, failed int64 }

// Follow begins to follow the first file of l. The others are read now, and
// are only there to be compared with.
func Follow(ctx context.Context, l Log) (*Live, error) {
	f, err := source.Open(ctx, l.Files[0], nil)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if f.Packing != "" {
		return nil, &source.Failure{File: f.Name, Problem: lang.M("packed-grows", "packing", f.Packing)}
	}
	chosen, err := choose(f, l.Request)
	if err != nil {
		return nil, err
	}
	if chosen.Kind != source.Requests {
		return nil, &source.Failure{File: f.Name, Problem: lang.M("not-requests", "format", chosen.Name)}
	}
	v := &Live{l: l, format: requestFormat(chosen.Name), builder: weblog.NewBuilder(l.Limit)}
	t := &tabling{Log: l, many: len(l.Files) > 2, builders: []*weblog.Builder{v.builder}}
	t.results, t.digests = make([]LogResult, 1), make([][]rowDigest, 1)
	t.results[0].Info.SHA256 = "-"
	for i, name := range l.Files[1:] {
		if err := t.file(ctx, i+1, name); err != nil {
			return nil, err
		}
	}
	v.before = t.results[1:]
	v.now = LogResult{Path: l.Files[0], Formats: map[string]int64{}}
	v.now.Info = source.Info{Name: f.Name, Format: chosen.Name, Kind: source.Requests, Site: l.Options.Site, Problems: map[string]int64{}}
	t.site(&v.now.Info, f.Name)
	t.zone(&v.now.Info, chosen)
	v.l.Options.Site = v.now.Info.Site
	return v, nil
}

// Run reads the lines of the log until in ends.
func (v *Live) Run(ctx context.Context, in io.Reader) error {
	err := v.format.Read(ctx, source.NewStream(in), v.l.Options, (*liveSink)(v))
	if errors.Is(err, context.Canceled) {
		return nil
	}
	if err != nil {
		return readerFailed(v.now.Info.Name, v.format.Name, err)
	}
	return nil
}

// Table is what was read so far as a table, with the result of each source.
func (v *Live) Table() (*weblog.Table, []LogResult) {
	v.mu.Lock()
	defer v.mu.Unlock()
	results := append([]LogResult{v.now}, v.before...)
	results[0].Formats = map[string]int64{v.now.Info.Format: v.now.Info.Kept}
	var infos []source.Info
	for _, r := range results {
		infos = append(infos, r.Info)
	}
	return v.builder.Snapshot(infos, v.l.Sites), results
}

// Counts gives the lines and rejects so far, the time of the newest request
// in microseconds, and the requests of each of the last RecentSeconds up to
// that time, all and failed.
func (v *Live) Counts() (lines, rejects, newest int64, all, failed [RecentSeconds]int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	last := v.newest / 1e6
	for _, s := range v.recent {
		if i := RecentSeconds - 1 - (last - s.at); s.n > 0 && i >= 0 && i < RecentSeconds {
			all[i], failed[i] = s.n, s.failed
		}
	}
	return v.now.Info.Read, v.now.Info.Rejects, v.newest, all, failed
}

// liveSink takes what the reader reads.
type liveSink Live

// Record takes one request.
func (v *liveSink) Record(r *request.Request) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	i := &v.now.Info
	i.Read++
	i.Kept++
	v.now.Via[min(int(r.Via), len(v.now.Via)-1)]++
	if at := store.Time(r.Time); i.Kept == 1 || at.Before(i.Start) {
		i.Start = at
	}
	if at := store.Time(r.Time); at.After(i.End) {
		i.End = at
	}
	if v.l.Keep != nil && !v.l.Keep(r) {
		v.now.Outside++
		return nil
	}
	v.newest = max(v.newest, r.Time)
	v.count(r)
	v.builder.Add(0, r)
	return nil
}

func (v *liveSink) count(r *request.Request) {
	at := r.Time / 1e6
	s := &v.recent[((at%RecentSeconds)+RecentSeconds)%RecentSeconds]
	if at < s.at {
		return
	}
	if at > s.at {
		*s = second{at: at}
	}
	s.n++
	if c := r.Status; c == 0 || c >= 500 || c == 408 || c == 429 || c == 444 || c == 499 {
		s.failed++
	}
}

// Issue counts a reject or a warning.
func (v *liveSink) Issue(i source.Issue) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.now.Info.Problems[i.Problem.Key]++
	if i.Reject {
		v.now.Info.Read++
		v.now.Info.Rejects++
	} else {
		v.now.Info.Warnings++
	}
	return nil
}
