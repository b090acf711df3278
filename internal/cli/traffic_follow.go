package cli

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/tail"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/page"
	"github.com/unveil-project/unveil/internal/weblog"
)

// trafficFollow stays with one growing log: what stands in it is read first,
// then what is written to it.
func (a *app) trafficFollow(ctx context.Context, q *trafficAsk) error {
	if len(q.files) != 1 || q.files[0] == "-" {
		return usage(lang.M("traffic.follow.one"), lang.M("traffic.follow.one.do"))
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	l := q.log
	live, err := intake.Follow(ctx, l)
	if err != nil {
		return a.readFailure(err)
	}
	f := &follower{q: q, live: live, since: a.Now(), clock: a.Now}
	f.done = make(chan error, 1)
	go func() { f.done <- live.Run(ctx, tail.Follow(ctx, q.files[0], 0)) }()
	ticks, stop := a.Ticks(time.Second)
	defer stop()
	w := page.Watch{
		Options:  page.Options{Width: a.trafficWidth(), Colour: a.colored(), Printer: q.options.Printer},
		Terminal: a.terminal(a.Stdout), Ticks: ticks,
		Look: func(now time.Time) (*page.Live, error) { return f.look(ctx, now) },
	}
	if err := w.Run(ctx, a.out); err != nil && !errors.Is(err, context.Canceled) {
		return a.readFailure(err)
	}
	return nil
}

// colored says whether standard output takes colours.
func (a *app) colored() bool { return a.color(bold, "") != "" }

// follower looks at a growing log now and then.
type follower struct {
	q     *trafficAsk
	live  *intake.Live
	since time.Time
	clock func() time.Time
	done  chan error

	next     time.Time // when everything is asked again
	read     int64     // lines at that time
	burst    *traffic.Burst
	expected float64 // requests a second; below zero: not known
	fresh    float64 // addresses of the last minute that had not come before
	known    float64 // and those that had
	usual    float64 // share that fails in ordinary time
	site     string
}

// spare is how much longer than asking everything takes the follower leaves it
// alone: a quarter of one core at most.
const spare = 4

// look gives what is known now.
func (f *follower) look(ctx context.Context, now time.Time) (*page.Live, error) {
	select {
	case err := <-f.done:
		if err != nil {
			return nil, err
		}
	default:
	}
	lines, rejects, newest, all, failed := f.live.Counts()
	if lines != f.read && !now.Before(f.next) {
		began := f.clock()
		if err := f.ask(ctx, newest); err != nil {
			return nil, err
		}
		f.read, f.next = lines, now.Add(spare*f.clock().Sub(began))
	}
	out := &page.Live{
		Now: now, Since: f.since, Site: f.site, Lines: lines, Rejects: rejects, Rate: rate(all[:], 5), Expected: f.expected,
		Burst: f.burst, New: f.fresh, Known: f.known, FailedUsual: f.usual, Failed: partOf(failed[:], all[:], 60),
	}
	if newest > 0 {
		out.Now = time.UnixMicro(newest)
		out.Recent = traffic.Series{Start: out.Now.Add(-(intake.RecentSeconds - 1) * time.Second).Truncate(time.Second).UTC(), Step: 5}
		for i := 0; i < len(all); i += 5 {
			out.Recent.Requests = append(out.Recent.Requests, all[i]+all[i+1]+all[i+2]+all[i+3]+all[i+4])
		}
	}
	if f.burst != nil {
		out.Running = out.Now.Sub(f.burst.End) < runningGap
	}
	return out, nil
}

// runningGap is how long after its end a burst may go on.
const runningGap = 90 * time.Second

// rate is the requests a second over the last whole n seconds.
func rate(all []int64, n int) float64 {
	sum := int64(0)
	for _, x := range all[len(all)-1-n : len(all)-1] {
		sum += x
	}
	return float64(sum) / float64(n)
}

// partOf is the part of the last n seconds' requests.
func partOf(part, all []int64, n int) float64 {
	var a, b int64
	for i := len(all) - n; i < len(all); i++ {
		a, b = a+part[i], b+all[i]
	}
	return float64(a) / float64(max(b, 1))
}

// ask asks everything of what was read so far.
func (f *follower) ask(ctx context.Context, newest int64) error {
	t, results := f.live.Table()
	if t.Total == 0 {
		return nil
	}
	o := f.q.options
	o.Baseline = map[int]bool{}
	for i := 1; i < len(results); i++ {
		o.Baseline[i] = true
	}
	an, err := traffic.Analyse(ctx, t, results, o)
	if err != nil {
		return err
	}
	f.burst, f.expected = nil, -1
	if n := len(an.Report.Bursts); n > 0 {
		f.burst = &an.Report.Bursts[n-1]
		f.site = f.burst.Site
	} else if len(an.Report.Sites) > 0 {
		f.site = an.Report.Sites[0].Name
	}
	for _, s := range an.Report.Sites {
		if e := s.Series.Expected; s.Name == f.site && len(e) > 0 {
			f.expected = e[max(0, len(e)-2)] / float64(s.Series.Step)
		}
	}
	f.visitors(t, newest)
	return nil
}

// visitors counts the addresses of the last minute, by whether they had come
// before it, and how much failed before it.
func (f *follower) visitors(t *weblog.Table, newest int64) {
	before := make([]bool, t.Clients.Len()+1)
	from := t.From(newest - 60e6)
	failed := 0.0
	for i := range from {
		r := t.Row(i)
		before[r.Client] = true
		if r.Failed() {
			failed++
		}
	}
	f.usual = failed / math.Max(float64(from), 1)
	counted := make([]bool, t.Clients.Len()+1)
	f.fresh, f.known = 0, 0
	for i := from; i < t.Len(); i++ {
		switch c := t.Row(i).Client; {
		case counted[c]:
		case before[c]:
			f.known += t.Scale()
			counted[c] = true
		default:
			f.fresh += t.Scale()
			counted[c] = true
		}
	}
}
