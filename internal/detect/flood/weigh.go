package flood

import (
	"maps"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/stats"
)

// weigh writes the list of evidence. Weights are log-likelihood ratios for
// "the burst contains an attack". What shows that people came speaks little
// against that, for they can come at the same time as an attack; that no
// machines are there speaks against it strongly. So the first line carries
// most, and the others have narrow bounds.
func (j *judge) weigh() {
	s := j.part(machine)
	w := clip(8*(s-0.25), -2, 3)
	if w < 0 {
		w = clip(w*(1-j.part(undetermined)), -2, 0) // who cannot be told is not "no machine"
	}
	j.line("machine_share", s, nil, w)
	if people := j.part(human); j.now.total > 0 {
		j.line("crowd_share", people, nil, clip(-0.8*people, -0.5, 0))
	}
	if j.yard.ok {
		j.weighWho()
		j.weighWhat()
	}
	j.weighHow()
	j.weighWhen()
}

// line adds one line. What declared crawlers, scans and page scripts did is
// in the numbers of a burst too, and speaks for no flood: their part is taken
// off a weight, as is that of the site's own machines.
func (j *judge) line(id string, value float64, baseline *float64, weight float64) {
	if weight > 0 {
		other := max(j.part(robot)+j.part(prober)+j.byScripts(), j.internal)
		weight = clip(weight*(1-other), 0, weight)
	}
	j.features = append(j.features, finding.Feature{
		Name: id, Value: round(value), Baseline: baseline, Weight: weight,
	})
}

// byScripts is the share of the excess that page scripts made.
func (j *judge) byScripts() float64 { return j.above(j.now.scripted, j.then.scripted) }

func usual(v float64) *float64 {
	v = round(v)
	return &v
}

// round keeps four significant digits, so that a finding says no more than it
// knows.
func round(v float64) float64 {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	scale := math.Pow(10, 3-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

// weighWho compares the clients with ordinary ones.
func (j *judge) weighWho() {
	now, then := stats.Quantile(j.now.sizes, 0.99), stats.Quantile(j.then.sizes, 0.99)
	w := clip(0.5*math.Log2(now/then), -0.2, 1)
	if w > 0 { // an address that many people share says nothing on one of them
		w = clip(w*(1-j.above(j.now.shared, j.then.shared)), 0, w)
	}
	j.line("requests_per_client_p99", now, usual(then), w)
	if j.yard.history {
		v, base := j.above(j.main.newNet, j.ref.newNet), ratio(j.ref.newNet, j.ref.requests)
		j.line("new_network_share", v, usual(base), clip(1.5*(v-max(base, 0.6)), -0.3, 0.5))
	}
	if j.logged.Agent {
		p, q := aligned(j.main.agents, j.ref.agents)
		v := stats.JensenShannon(p, q)
		j.line("agent_divergence", v, nil, clip(1.5*(v-0.4), -0.3, 0.6))
		top, base := topShare(j.main.agents, j.main.requests), topShare(j.ref.agents, j.ref.requests)
		j.line("top_agent_share", top, usual(base), clip(top-base-0.1, -0.1, 0.5))
	}
	if j.logged.Protocol {
		p, q := j.main.protocols, j.ref.protocols
		v := stats.JensenShannon(p[:], q[:])
		j.line("protocol_divergence", v, nil, clip(2*(v-0.05), -0.1, 0.4))
	}
}

// weighWhat compares what was asked for with ordinary time; not where half of
// the pages failed, for people who get no page load no assets and try again.
func (j *judge) weighWhat() {
	if 2*j.main.failed >= j.main.pages {
		return
	}
	if base := ratio(j.ref.assets, j.ref.requests); base >= 0.1 {
		v := j.above(j.main.assets, j.ref.assets)
		j.line("asset_share", v, usual(base), clip(1.2*(0.6-v/base), -0.3, 0.8))
	}
	if base := ratio(j.ref.referers, j.ref.requests); j.logged.Referer && base >= 0.1 {
		v := j.above(j.main.referers, j.ref.referers)
		j.line("referer_share", v, usual(base), clip(0.8*(0.6-v/base), -0.3, 0.5))
	}
	j.line("paths_per_client", j.now.paths, usual(j.then.paths), clip(0.4*(0.7-ratio(j.now.paths, j.then.paths)), -0.2, 0.3))
	now, then := pathEntropy(j.main), pathEntropy(j.ref)
	change := now - then
	j.line("path_entropy", now, usual(then), clip(0.3*(math.Abs(change)-0.5), -0.1, 0.4))
}

// weighHow looks for what people do not do, whatever the ordinary time.
func (j *judge) weighHow() {
	regular, busting := ratio(j.now.regular, j.now.total), ratio(j.now.busting, j.now.total)
	j.line("regular_share", regular, nil, clip(2*regular, 0, 0.8))
	j.line("cache_buster_share", busting, nil, clip(2*busting, 0, 0.8))
	cut, then := j.main.cut, 0.0
	if j.yard.ok {
		then = j.ref.cut
	}
	j.line("cut_off_share", j.above(cut, then), nil, clip(0.6*j.above(cut, then), 0, 0.5))
}

// weighWhen reads the calendar and the slope. Attacks too are timed to
// debates: P(aligned) is taken as 0.8 for a crowd and 0.4 for an attack.
func (j *judge) weighWhen() {
	switch {
	case j.occasion.aligned:
		j.line("calendar_aligned", 1, nil, clip(math.Log(0.4/0.8), -1, 0))
	case j.occasion.known:
		j.line("calendar_aligned", 0, nil, 0.3)
	}
	if j.whole {
		return
	}
	on := j.onset()
	w := 0.0
	if on <= float64(j.t.bin) {
		w = 0.2
	} else if on >= 180 {
		w = -0.2
	}
	j.line("onset_seconds", on, nil, w)
}

// aligned puts two tables over the same keys, in order of the keys.
func aligned(a, b map[uint64]*tally) (p, q []float64) {
	keys := slices.Collect(maps.Keys(a))
	for k := range b {
		if a[k] == nil {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		p, q = append(p, a[k].count()), append(q, b[k].count())
	}
	return p, q
}

func (t *tally) count() float64 {
	if t == nil {
		return 0
	}
	return t.n
}

func topShare(table map[uint64]*tally, total float64) float64 {
	top := 0.0
	for _, t := range table {
		top = max(top, t.n)
	}
	return ratio(top, total)
}

// pathEntropy is the entropy of the pages asked for, in bits. Counts are
// sorted so that the sum does not depend on the order of a map.
func pathEntropy(w *window) float64 {
	counts := make([]float64, 0, len(w.paths))
	for _, t := range w.paths {
		counts = append(counts, t.n)
	}
	slices.Sort(counts)
	return stats.Entropy(counts)
}
