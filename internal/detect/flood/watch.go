package flood

import (
	"context"
	"sort"
	"strings"

	"github.com/unveil-project/unveil/internal/weblog"
)

// watch is one site in the second pass: its bursts with the windows that they
// are judged from.
type watch struct {
	history *history
	trials  []*trial // in order of time
	next    int      // first trial that may still take requests
}

// trial is one burst and what was gathered on it.
type trial struct {
	burst
	t    *timeline
	base *baseline
	all  []burst // of the site, so that ordinary time can be told
	main *window // the burst
	ref  *window // ordinary time; nil where the log has none
	done int64   // the second from which nothing more comes

	recurred int // days on which a scheduled client came

	template string // the kind of page that alone had the burst; "" for all
	is       func(path uint32) bool
	// Whose requests count, in the burst and in ordinary time: those who asked
	// for such a page; nil: everybody's.
	inMain, inRef map[uint32]bool
}

// window is the burst's.
func (tr *trial) window() weblog.Window {
	return weblog.Window{Site: tr.site, From: tr.from, To: tr.to}
}

// lay lays the windows of a burst. Ordinary time is taken from before the
// burst: as long as the burst itself, and longer until it holds refVolume
// requests; where the log begins too late for that, from after it.
func (tr *trial) lay(f *facts, host string, held *int) {
	b, t := &tr.burst, tr.t
	tr.main, tr.done = newWindow(f, b.from, b.to, host, held), b.to
	if b.whole {
		return
	}
	want := max(b.bins.len(), refBins)
	w, ok := ordinary(t, tr.all, b.bins.lo-joinGap-1, -1, want)
	if !ok {
		w, ok = ordinary(t, tr.all, b.bins.hi+joinGap, 1, want)
	}
	if ok {
		tr.ref = newWindow(f, t.second(w.lo), t.end(w.hi), host, held)
		tr.done = max(tr.done, tr.ref.to)
	}
}

// ordinary walks from a bin in a direction until it has passed want bins of
// the log that belong to no burst, with refVolume requests, or refHours.
func ordinary(t *timeline, bursts []burst, from, step, want int) (span, bool) {
	have, i, volume := 0, from, 0.0
	most := max(refBins, int(refHours*3600/t.bin))
	for have < most && (have < want || volume < refVolume) && t.covers(i) {
		if !inBurst(bursts, i) {
			have++
			volume += t.x[i]
		}
		i += step
	}
	if have < refBins {
		return span{}, false
	}
	if step < 0 {
		return span{i + 1, from + 1}, true
	}
	return span{from, i}, true
}

// covers is true of a bin that the log covers.
func (t *timeline) covers(i int) bool {
	k := sort.Search(len(t.seen), func(k int) bool { return t.seen[k].hi > i })
	return k < len(t.seen) && i >= t.seen[k].lo
}

func inBurst(bursts []burst, i int) bool {
	for _, b := range bursts {
		if i >= b.bins.lo && i < b.bins.hi {
			return true
		}
	}
	return false
}

// take hands a request to the windows that it falls into, or to the history.
func (w *watch) take(row int, r *weblog.Row) {
	sec := r.Second()
	k := w.history.look(r)
	burst := false
	for _, tr := range w.trials[w.next:] {
		switch {
		case sec < tr.from || sec >= tr.to:
		case tr.inMain == nil:
			tr.main.add(row, r, &k, w.history)
			burst = true
		case tr.inMain[r.Client]:
			tr.main.add(row, r, &k, w.history)
		}
	}
	if burst {
		return
	}
	for _, tr := range w.trials[w.next:] {
		if tr.ref != nil && sec >= tr.ref.from && sec < tr.ref.to && (tr.inRef == nil || tr.inRef[r.Client]) {
			tr.ref.add(row, r, &k, w.history)
		}
	}
	w.history.learn(r, &k)
}

// finish gives the trials that nothing more comes to, once.
func (w *watch) finish(sec int64, judge func(*trial)) {
	for w.next < len(w.trials) && w.trials[w.next].done <= sec {
		judge(w.trials[w.next])
		w.next++
	}
}

// gather reads the requests of the watched sites, by number of site.
func gather(ctx context.Context, t *weblog.Table, watches []*watch, judge func(*trial)) error {
	for i := range t.Len() {
		if i%(1<<16) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r := t.Row(i)
		w := watches[r.Site]
		if w == nil || w.next == len(w.trials) {
			continue
		}
		w.finish(r.Second(), judge)
		w.take(i, r)
	}
	for _, w := range watches {
		if w != nil {
			w.finish(1<<62, judge)
		}
	}
	return nil
}

// hostOf is the host name of a site, "" where the log does not say it.
func hostOf(name string) string {
	if strings.Contains(name, " ") {
		return ""
	}
	return name
}
