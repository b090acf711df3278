package flood

import (
	"cmp"
	"slices"

	"github.com/unveil-project/unveil/internal/weblog"
)

// A nightly job comes at the same time of day, day after day, from the same
// few addresses.

// heavy are the clients of a window that made a tenth or more of its requests.
func heavy(t *weblog.Table, w weblog.Window) map[uint32]bool {
	n, total := map[uint32]float64{}, 0.0
	for r := range t.In(w) {
		n[r.Client] += float64(r.Count())
		total += float64(r.Count())
	}
	few := map[uint32]bool{}
	for client, n := range n {
		if n >= fewShare*total {
			few[client] = true
		}
	}
	return few
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

// schedule finds the scheduled clients of bursts that recur: those that made a
// tenth of a burst or more on recurDays days and on half of the days on which
// it recurred.
func schedule(t *weblog.Table, trials []*trial) {
	few := map[*trial]map[uint32]bool{}
	of := func(tr *trial) map[uint32]bool {
		if few[tr] == nil {
			few[tr] = heavy(t, tr.window())
		}
		return few[tr]
	}
	for _, tr := range trials {
		days := tr.peers(trials)
		if days == nil {
			continue
		}
		tr.main.scheduled = map[uint32]bool{}
		for client := range of(tr) {
			n := 0
			for _, d := range days {
				if of(d)[client] {
					n++
				}
			}
			if n >= recurDays && 2*n >= len(days) {
				tr.main.scheduled[client] = true
				tr.recurred = max(tr.recurred, n)
			}
		}
	}
}
