package flood

import (
	"maps"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/stats"
)

// weigh writes the list of evidence. Weights are log-likelihood ratios for
// "the burst contains an attack". They were fitted on drills together
// (docs/methods/flood.md): the first lines say what single addresses show, and
// most others count for the part of the burst whose addresses show nothing one
// by one, doubt.
func (j *judge) weigh() {
	s := j.part(machine)
	j.doubt = j.part(undetermined)
	j.line("machine_share", s, nil, clip(-2.25+1.35*step(s, 0, 0.15)+1.5*step(s, 0.15, 0.35)+3.4*step(s, 0.35, 1), -2.25, 4))
	if j.now.total > 0 {
		j.line("crowd_share", j.part(human), nil, 0)
		j.line("undetermined_share", j.doubt, nil, clip(-2*j.doubt, -2, 0))
	}
	if j.yard.ok {
		j.weighWho()
		j.weighWhat()
		j.weighForm()
		j.weighWhere()
	}
	j.weighHow()
	j.weighClaims()
	j.weighWhen()
}

// step rises from 0 at low to 1 at high.
func step(v, low, high float64) float64 { return min(max((v-low)/(high-low), 0), 1) }

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
	if math.Abs(v) < 1e-9 || math.IsNaN(v) || math.IsInf(v, 0) { // rest of a subtraction
		return 0
	}
	scale := math.Pow(10, 3-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

// weighWho compares the clients with ordinary ones.
func (j *judge) weighWho() {
	d := j.doubt
	j.line("requests_per_client_p99", stats.Quantile(j.now.sizes, 0.99), usual(stats.Quantile(j.then.sizes, 0.99)), 0)
	if j.yard.history {
		v, base := j.above(j.main.newNet, j.ref.newNet), ratio(j.ref.newNet, j.ref.requests)
		j.line("new_network_share", v, usual(base), clip(4*(v-max(base, 0.3)), -0.4, 0.9))
	}
	if j.logged.Agent {
		p, q := aligned(j.main.agents, j.ref.agents)
		v := stats.JensenShannon(p, q)
		j.line("agent_divergence", v, nil, clip(1.5*d*(v-0.3), -0.5, 1))
		top, base := topShare(j.main.agents, j.main.requests), topShare(j.ref.agents, j.ref.requests)
		j.line("top_agent_share", top, usual(base), clip(0.5*d*(top-base), -0.1, 0.4))
		now, then := entropyOf(j.main.agents), entropyOf(j.ref.agents)
		j.line("agent_entropy", now, usual(then), clip(d*(0.15*(then-now)+0.18*math.Abs(then-now)), -0.5, 1.3))
		j.line("new_agent_share", j.above(j.main.newAgent, j.ref.newAgent), usual(ratio(j.ref.newAgent, j.ref.requests)), 0)
		cycling := ratio(j.now.cycling, j.now.total)
		j.line("agent_cycling_share", cycling, nil, clip(1.25*cycling, 0, 1.25))
	}
	if j.logged.Protocol {
		p, q := j.main.protocols, j.ref.protocols
		v := stats.JensenShannon(p[:], q[:])
		j.line("protocol_divergence", v, nil, clip(1.7*d*v, 0, 1))
	}
}

// weighWhat compares what was asked for with ordinary time; not where half of
// the pages failed, for people who get no page load no assets and try again.
func (j *judge) weighWhat() {
	if 2*j.main.failed >= j.main.pages {
		return
	}
	d := j.doubt
	if base := ratio(j.ref.assets, j.ref.requests); base >= 0.1 {
		v := j.above(j.main.assets, j.ref.assets)
		j.line("asset_share", v, usual(base), clip(0.75*d*(0.6-v/base), -0.4, 0.45))
	}
	if base := ratio(j.ref.referers, j.ref.requests); j.logged.Referer && base >= 0.1 {
		j.line("referer_share", j.above(j.main.referers, j.ref.referers), usual(base), 0)
	}
	j.line("paths_per_client", j.now.paths, usual(j.then.paths), clip(1.9*d*(0.7-ratio(j.now.paths, j.then.paths)), -1.5, 1))
	now, then := pathEntropy(j.main), pathEntropy(j.ref)
	j.line("path_entropy", now, usual(then), clip(0.25*d*(then-now), -0.75, 1.25))
	now, then = entropyOf(j.main.queries), entropyOf(j.ref.queries)
	j.line("query_entropy", now, usual(then), clip(0.1*d*(now-then), -0.4, 0.8))
	follows, base := ratio(j.now.follows, j.main.pages), ratio(j.then.follows, j.ref.pages)
	j.line("follow_share", follows, usual(base), clip(1.25*d*(0.6-follows/max(base, 0.05)), -0.8, 1))
}

// weighForm compares how requests spread over addresses, networks and seconds,
// and how they were answered.
func (j *judge) weighForm() {
	d := j.doubt
	now, then := evenness(j.now.sizes), evenness(j.then.sizes)
	j.line("address_entropy", now, usual(then), clip(0.35*d*(now-then), -0.15, 0.15))
	j.line("network_entropy", evenness(j.main.flows.counts()), usual(evenness(j.ref.flows.counts())), 0)
	if v, base := j.main.flows.correlation(), number(j.ref.flows.correlation()); !math.IsNaN(v) {
		j.line("flow_correlation", v, usual(base), clip(1.7*(v-base), -0.5, 1.2))
	}
	if base := ratio(j.ref.notModified, j.ref.requests); base > 0.02 {
		v := j.above(j.main.notModified, j.ref.notModified)
		w := 0.0
		if v < 0.2*base {
			w = 0.2 * d
		}
		j.line("not_modified_share", v, usual(base), clip(w, 0, 0.2))
	}
	v := stats.JensenShannon(j.main.statuses[:], j.ref.statuses[:])
	j.line("status_divergence", v, nil, clip(1.9*d*v, 0, 1.1))
}

// number is 0 for what is none.
func number(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}

// weighHow looks for what people do not do, whatever the ordinary time.
func (j *judge) weighHow() {
	regular, busting := ratio(j.now.regular, j.now.total), ratio(j.now.busting, j.now.total)
	j.line("regular_share", regular, nil, clip(0.25*regular, 0, 0.25))
	j.line("cache_buster_share", busting, nil, clip(2.7*busting, 0, 1.5))
	cut, then := j.main.cut, 0.0
	if j.yard.ok {
		then = j.ref.cut
	}
	j.line("cut_off_share", j.above(cut, then), nil, clip(2.7*j.above(cut, then), 0, 1.4))
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
	j.line("onset_seconds", j.onset(), nil, 0)
	j.line("doubling_seconds", j.doubling(), nil, 0)
	off := j.decay()
	j.line("decay_seconds", off, nil, clip(j.doubt*(0.2-0.4*step(off, 60, 180)), -0.2, 0.2))
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
func pathEntropy(w *window) float64 { return entropyOf(w.paths) }

func entropyOf(table map[uint64]*tally) float64 {
	counts := make([]float64, 0, len(table))
	for _, t := range table {
		counts = append(counts, t.n)
	}
	slices.Sort(counts)
	return stats.Entropy(counts)
}

// evenness is the entropy of counts as a share of the most that so many can
// have: 1 where all are alike.
func evenness(counts []float64) float64 {
	if len(counts) < 2 {
		return 0
	}
	counts = slices.Sorted(slices.Values(counts))
	return stats.Entropy(counts) / math.Log2(float64(len(counts)))
}
