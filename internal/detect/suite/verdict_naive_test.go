package suite_test

import (
	"github.com/unveil-project/unveil/internal/drill/storm"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/request"
)

// naive reads a log once and keeps what the naive rules need, and the lines
// of each kind by second.
type naive struct {
	log     *storm.Log
	kinds   []storm.Kind // of parts
	seconds map[int64]*truthOf
	before  float64 // lines before the first burst
	spans   []naiveSpan
}

// truthOf counts lines by what made them.
type truthOf struct{ organic, crowd, attack, programs int }

func (t *truthOf) add(k storm.Kind) {
	switch k {
	case storm.Organic:
		t.organic++
	case storm.Crowd:
		t.crowd++
	case storm.Attack:
		t.attack++
	case storm.Programs:
		t.programs++
	}
}

// naiveSpan is one burst as it was planned.
type naiveSpan struct {
	from, to        int64
	lines, foreign  float64
	fired           bool
	clients, longer map[string]*[2]int64 // the second, or the tenth, and the requests in it
}

// ruleNames are the naive rules: ten times the ordinary rate; an address with
// 30 requests in a second or 100 in ten (as fail2ban and CrowdSec count);
// more than half of the requests from abroad.
var ruleNames = [3]string{"10x volume", "per address", "foreign half"}

func newNaive(l *storm.Log) *naive {
	n := &naive{log: l, kinds: []storm.Kind{storm.Organic}, seconds: map[int64]*truthOf{}}
	for _, b := range l.Bursts {
		s := naiveSpan{clients: map[string]*[2]int64{}, longer: map[string]*[2]int64{}}
		for i, p := range b.Parts {
			n.kinds = append(n.kinds, p.Kind)
			if from, to := p.Start.Unix(), p.Start.Add(p.Length).Unix(); i == 0 {
				s.from, s.to = from, to
			} else {
				s.from, s.to = min(s.from, from), max(s.to, to)
			}
		}
		n.spans = append(n.spans, s)
	}
	return n
}

func (n *naive) add(r *request.Request, part int) {
	at := r.Time / 1e6
	t := n.seconds[at]
	if t == nil {
		t = &truthOf{}
		n.seconds[at] = t
	}
	t.add(n.kinds[part])
	if at < n.spans[0].from {
		n.before++
	}
	for i := range n.spans {
		if s := &n.spans[i]; at >= s.from && at < s.to {
			s.add(r, at)
		}
	}
}

func (s *naiveSpan) add(r *request.Request, at int64) {
	s.lines++
	if storm.Country(r.Client) != storm.Home {
		s.foreign++
	}
	if s.fired {
		return
	}
	s.fired = count(s.clients, r.Client, at) >= 30 || count(s.longer, r.Client, at/10) >= 100
}

func count(table map[string]*[2]int64, client string, at int64) int64 {
	c := table[client]
	if c == nil {
		c = &[2]int64{}
		table[client] = c
	}
	if c[0] != at {
		*c = [2]int64{at, 0}
	}
	c[1]++
	return c[1]
}

// rules is what each naive rule says of a burst: "attack", "crowd", or "" for
// a log without the history that it needs.
func (n *naive) rules(i int) (out [len(ruleNames)]finding.Verdict) {
	say := func(attack bool) finding.Verdict {
		if attack {
			return finding.Attack
		}
		return finding.Crowd
	}
	s := n.spans[i]
	if before := float64(n.spans[0].from - n.log.Start.Unix()); before > 60 && s.to > s.from {
		out[0] = say(s.lines/float64(s.to-s.from) >= 10*n.before/before)
	}
	out[1], out[2] = say(s.fired), say(2*s.foreign > s.lines)
	return out
}

// share counts the lines in the interval of a finding.
func (n *naive) share(f *finding.Finding) truthOf { return n.between(f.Start.Unix(), f.End.Unix()) }

func (n *naive) between(from, to int64) (sum truthOf) {
	for at := from; at < to; at++ {
		if t := n.seconds[at]; t != nil {
			sum.organic += t.organic
			sum.crowd += t.crowd
			sum.attack += t.attack
			sum.programs += t.programs
		}
	}
	return sum
}

// usual is the ordinary lines in an interval.
func (n *naive) usual(from, to int64) int { return n.between(from, to).organic }
