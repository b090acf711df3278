package flood

import (
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/stats"
	"github.com/unveil-project/unveil/internal/weblog"
)

// judge weighs one burst.
type judge struct {
	*trial
	logged   weblog.Busy
	occasion occasion
	place    func(client uint32) (country string, asn uint32) // nil: not known
	yard     yardstick
	now      census // the burst
	then     census // ordinary time

	excess     [classes]float64 // requests of the burst above what is usual, by class
	features   []finding.Feature
	internal   float64 // share of the excess from few internal addresses
	hidden     hidden  // why the log does not show the clients
	doubt      float64 // share of the excess whose addresses show nothing one by one
	likelihood float64
	verdict    finding.Verdict
}

func newJudge(tr *trial, l weblog.Busy, o occasion, place func(uint32) (string, uint32)) *judge {
	j := &judge{trial: tr, logged: l, occasion: o, place: place}
	j.yard = newYardstick(tr.ref, l, tr.history)
	j.now = j.yard.census(tr.main)
	if j.now.clients[prober] > scanners && j.now.requests[prober] >= loneRate*tr.seconds() {
		j.yard.swarm = true
		j.now = j.yard.census(tr.main)
	}
	if tr.ref != nil {
		j.then = j.yard.census(tr.ref)
	}
	if j.now.declared <= crawlers && j.main.requests < fastRobots*j.now.declared*j.seconds() {
		j.yard.fewRobots = true
		j.now = j.yard.census(tr.main)
	}
	if j.bare() {
		j.yard.bareOnes = true
		j.now = j.yard.census(tr.main)
	}
	j.divide()
	j.hide()
	j.weigh()
	j.likelihood = j.posterior()
	if j.likelihood >= restAt && j.doubt >= 0.4 && j.part(machine) < j.doubt && j.neither() == undetermined {
		j.yard.rest = true // the burst as a whole says what they are
		j.now = j.yard.census(j.main)
		j.divide()
	}
	j.verdict = j.decide()
	return j
}

// bare is true of a burst in which far more addresses load nothing around
// their pages than people in it and in ordinary time explain. One such visit
// says little; that most are such says that no browsers made them.
func (j *judge) bare() bool {
	people, per := j.now.requests[human], 0.05
	if j.yard.ok {
		per = max(3*ratio(j.then.bare, j.then.requests[human]), per)
	}
	if j.yard.browsing < 0.5 || j.now.bare < minExcess/2 {
		return false
	}
	return j.now.bare-per*people >= 0.1*(j.main.requests-j.background())
}

// background is the requests of the burst that ordinary visitors made.
func (j *judge) background() float64 {
	if !j.yard.ok {
		return 0
	}
	return min(j.expected, j.main.requests)
}

// divide takes the usual share of each class out of the burst.
func (j *judge) divide() {
	whole := ratio(j.main.requests, j.now.total) // addresses beyond the bound count like the rest
	for k := range classes {
		usual := j.background() * j.then.share(k)
		j.excess[k] = max(j.now.requests[k]*whole-usual, 0)
	}
}

// part is the share of the excess that a class made.
func (j *judge) part(k class) float64 {
	total := 0.0
	for _, n := range j.excess {
		total += n
	}
	return ratio(j.excess[k], total)
}

// above is the share of the excess requests for which something holds, given
// the numbers for which it holds in the burst and in ordinary time.
func (j *judge) above(now, then float64) float64 {
	usual := 0.0
	if j.yard.ok {
		usual = j.background() * ratio(then, j.ref.requests)
	}
	return min(max(ratio(now-usual, j.main.requests-j.background()), 0), 1)
}

// posterior adds the weights to the prior's log-odds. Without ordinary time
// to compare with the sum is shrunk, for the weights were set with it, and it
// stays away from certainty: how a crowd looks at this site is not known.
func (j *judge) posterior() float64 {
	sum := 0.0
	for _, f := range j.features {
		sum += f.Weight
	}
	if !j.yard.ok {
		return min(max(stats.Logistic(stats.Logit(prior)+shrink*sum), 1-sureAlone), sureAlone)
	}
	return finding.Clamp(stats.Logistic(stats.Logit(prior) + sum))
}

// decide turns the likelihood and the parts of the excess into a verdict. A
// scan or a crawler is neither of the two explanations: unclear.
func (j *judge) decide() finding.Verdict {
	attack, crowd := j.part(machine), j.part(human)
	likely := j.likelihood >= attackAt && (j.yard.ok || j.likelihood >= aloneAt)
	switch {
	case j.neither() != undetermined || j.hidden != shown:
		return finding.Unclear
	case attack < component && likely:
		return finding.Unclear // signs of machines, but no machines
	case likely && crowd >= component*(attack+crowd) && j.excess[human] >= max(minExcess, moreThanUsual*j.background()*j.then.share(human)):
		return finding.Both
	case likely:
		return finding.Attack
	case attack >= component, attack >= tolerable && !j.lonely():
		return finding.Unclear // a crowd, with more machines in it than crowds have
	case j.yard.ok && j.likelihood <= surelyCrowd && 2*j.main.failed < j.main.pages && j.now.people+j.now.faces >= crowdSize:
		return finding.Crowd // nobody shows it alone, all together do
	case j.likelihood <= crowdAt && crowd >= people && j.now.people >= crowdSize:
		return finding.Crowd
	}
	return finding.Unclear
}

// lonely is true where one program made what machines did, but for a few
// requests: it came at the same time, and is no flood.
func (j *judge) lonely() bool { return j.excess[machine]-j.now.busiest < minExcess/2 }

// neither is the class that made half of the excess or more where that is a
// scan or crawlers; else undetermined.
func (j *judge) neither() class {
	for _, k := range []class{prober, robot} {
		if j.part(k) >= 0.5 {
			return k
		}
	}
	return undetermined
}

// machines are the addresses that behaved like machines and share a signature
// that is much more frequent in the burst than in ordinary time. An address
// that came in ordinary time too is one of them only if it asks for much more
// than others do.
func (j *judge) machines() []uint32 {
	perRequest := 0.0
	if j.yard.ok {
		perRequest = ratio(j.background(), j.ref.requests)
	}
	plenty := j.now.requests[machine] >= cellExcess*j.background()*j.then.share(machine)
	var ids []uint32
	j.main.each(func(p *profile) {
		if j.yard.class(p) != machine {
			return
		}
		busy := p.requests() >= 4*j.yard.busy
		sig := signature(p)
		frequent := j.now.cells[sig] >= cellExcess*max(j.then.cells[sig]*perRequest, 0.5)
		if busy || !p.known && (frequent || plenty) {
			ids = append(ids, p.client)
		}
	})
	return ids
}

// confidence follows what the burst could be compared with.
func (j *judge) confidence() finding.Confidence {
	switch {
	case !j.yard.ok || j.history*24 < 1 || j.ref.from > j.from:
		return finding.Low
	case j.verdict == finding.Unclear || j.main.missed > 0:
		return finding.Low
	case j.mode == sameHour && j.burst.excess() >= 1000:
		return finding.High
	}
	return finding.Moderate
}

// scheduled is true of a burst that mostly scheduled jobs made.
func (j *judge) scheduled() bool {
	return j.neither() == robot && 2*j.now.scheduled >= j.now.requests[robot]
}

// worthy is false of a burst that nobody needs to hear of: a small swell that
// is no attack, or a log without history that is busy and nothing more.
func (j *judge) worthy() bool {
	hostile := j.verdict == finding.Attack || j.verdict == finding.Both
	switch {
	case !hostile && j.main.f.scale > 1 && j.main.clients < crowdSize:
		return false // a handful of the sample's addresses is no crowd
	case !j.yard.ok && j.main.requests < wholeRate*j.seconds():
		return false // too slow to harm, and nothing ordinary to judge it by
	case hostile && j.main.requests < loneRate*j.seconds() && (j.now.clients[machine] < lone || j.lonely()):
		return false // one program at work, not a flood
	case hostile:
		return true
	case j.tail():
		return false
	case j.occasion.aligned:
		return true
	case j.whole:
		return j.verdict == finding.Unclear && j.main.requests >= loudRate*j.seconds()
	case j.hidden != proxied && j.now.count < crowdSize && j.main.requests < wholeRate*j.seconds():
		return false // busy, or a few visitors who looked at much
	}
	return j.requests >= 1.5*j.expected && j.burst.excess() >= 2*minExcess && j.z >= swell
}

// tail is true of the rise or the decay of a larger burst beside it.
func (j *judge) tail() bool {
	for _, b := range j.all {
		near := b.bins.lo-j.bins.hi <= joinGap && j.bins.lo-b.bins.hi <= joinGap
		if near && b.excess() > j.burst.excess() {
			return true
		}
	}
	return false
}

// onset is the seconds from the beginning of the burst to half of its peak.
func (j *judge) onset() float64 {
	if j.bins.len() == 0 {
		return 0
	}
	peak := slices.Max(j.t.x[j.bins.lo:j.bins.hi])
	for i := j.bins.lo; i < j.bins.hi; i++ {
		if j.t.x[i] >= peak/2 {
			return float64(int64(i-j.bins.lo) * j.t.bin)
		}
	}
	return 0
}

// decay is the seconds from the last time at half of the peak to the end.
func (j *judge) decay() float64 {
	peak := slices.Max(j.t.x[j.bins.lo:j.bins.hi])
	for i := j.bins.hi - 1; i >= j.bins.lo; i-- {
		if j.t.x[i] >= peak/2 {
			return float64(int64(j.bins.hi-1-i) * j.t.bin)
		}
	}
	return 0
}

// doubling is the seconds in which the rate rose from a quarter of the peak to
// half of it.
func (j *judge) doubling() float64 {
	peak, quarter := slices.Max(j.t.x[j.bins.lo:j.bins.hi]), -1
	for i := j.bins.lo; i < j.bins.hi; i++ {
		if quarter < 0 && j.t.x[i] >= peak/4 {
			quarter = i
		}
		if j.t.x[i] >= peak/2 {
			return float64(int64(i-quarter) * j.t.bin)
		}
	}
	return 0
}

// peak is the most requests a second, over one bin.
func (j *judge) peak() float64 {
	return slices.Max(j.t.x[j.bins.lo:j.bins.hi]) / float64(j.t.bin)
}

// clip keeps a weight within its bounds; what cannot be computed weighs
// nothing.
func clip(w, low, high float64) float64 {
	if math.IsNaN(w) {
		return 0
	}
	return math.Round(min(max(w, low), high)*100)/100 + 0 // never −0
}
