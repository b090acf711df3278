package flood

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/unveil-project/unveil/internal/detect"
)

// A nightly job comes at the same time of day, day after day, from the same
// few addresses.

// hitters keeps the clients that made a tenth or more of a burst's requests,
// in the bounded table of Misra and Gries (1982): counts are never too high,
// and too low by at most a share of 1/(size+1) of all.
type hitters struct {
	n     map[uint64]float64
	total float64
}

const hittersHeld = 64

func (h *hitters) add(client uint64) {
	h.total++
	if _, ok := h.n[client]; ok || len(h.n) < hittersHeld {
		h.n[client]++
		return
	}
	for k := range h.n {
		if h.n[k]--; h.n[k] <= 0 {
			delete(h.n, k)
		}
	}
}

func (h *hitters) heavy(client uint64) bool {
	return h.n[client] >= (fewShare-1.0/(hittersHeld+1))*h.total && h.n[client] > 0
}

// peers are the bursts of the site that began at the same time of day, its
// own included, one for each day; nil where there are fewer than recurDays or
// they came on less than half of the days from the first to the last.
func (tr *trial) peers(trials []*trial) []*trial {
	byDay := map[int64]*trial{}
	for _, other := range trials {
		apart := ((other.from-tr.from)%day + day) % day
		if min(apart, day-apart) <= max(recurSlack, 2*tr.t.bin) {
			d := (other.from - tr.from + day/2 + 1e5*day) / day
			if best := byDay[d]; best == nil || other.excess() > best.excess() {
				byDay[d] = other
			}
		}
	}
	if len(byDay) < recurDays {
		return nil
	}
	var peers []*trial
	for _, p := range byDay {
		peers = append(peers, p)
	}
	slices.SortFunc(peers, func(a, b *trial) int { return cmp.Compare(a.from, b.from) })
	first, last := peers[0], peers[len(peers)-1]
	if days := (last.from-first.from+day/2)/day + 1; 2*int64(len(peers)) < days {
		return nil
	}
	return peers
}

// schedule finds the scheduled clients of bursts that recur. It reads the
// requests once more, only where some burst recurs.
func schedule(ctx context.Context, p *detect.Pass, s *sites, watches map[int]*watch, seen func()) error {
	recurring := false
	for _, w := range watches {
		for _, tr := range w.trials {
			if tr.days = tr.peers(w.trials); tr.days != nil {
				recurring = true
				for _, d := range append(slices.Clone(tr.days), tr) {
					d.hitters = &hitters{n: map[uint64]float64{}}
				}
			}
		}
	}
	if !recurring {
		return nil
	}
	for o, err := range p.Requests(ctx) {
		if err != nil {
			return fmt.Errorf("reading requests: %w", err)
		}
		seen()
		w := watches[s.of(o)]
		if w == nil {
			continue
		}
		for _, tr := range w.trials {
			if sec := o.Record.Time / 1e6; tr.hitters != nil && sec >= tr.from && sec < tr.to {
				tr.hitters.add(hash64(o.Record.Client))
			}
		}
	}
	for _, w := range watches {
		for _, tr := range w.trials {
			tr.regulars()
		}
	}
	return nil
}

// regulars are the clients of a burst that made a tenth of it or more on
// recurDays days and on half of the days on which it recurred.
func (tr *trial) regulars() {
	if tr.days == nil {
		return
	}
	tr.main.scheduled = map[uint64]bool{}
	for client := range tr.hitters.n {
		days := 0
		for _, d := range tr.days {
			if d.hitters.heavy(client) {
				days++
			}
		}
		if tr.hitters.heavy(client) && days >= recurDays && 2*days >= len(tr.days) {
			tr.main.scheduled[client] = true
			tr.recurred = max(tr.recurred, days)
		}
	}
}
