package probe

import (
	"math"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// judgement is a likelihood with what it was made of: log-odds that add up,
// each the logarithm of a likelihood ratio (I. J. Good, Probability and the
// Weighing of Evidence, 1950). The features are taken as independent, which
// they are not quite; the weights are small for that reason and were set on
// generated logs (docs/methods/probe.md).
type judgement struct {
	prior      float64
	hypothesis string
	features   []finding.Feature
	confidence finding.Confidence
	basis      string
}

func (j *judgement) add(name string, value, weight float64) {
	j.features = append(j.features, finding.Feature{
		Name: name, Value: math.Round(value*1000) / 1000, Weight: math.Round(weight*1000) / 1000,
	})
}

func (j *judgement) likelihood() float64 {
	odds := math.Log(j.prior / (1 - j.prior))
	for _, f := range j.features {
		odds += f.Weight
	}
	return 1 / (1 + math.Exp(-odds))
}

// The priors: most attempts fail; what crosses the thresholds of a guessing
// of passwords is as often a program of the site's own with an old password.
const (
	priorWon    = 0.1
	priorActing = 0.5
)

// weigh judges a family: that an attempt succeeded where one seems to have,
// else that what was posted came from programs that misuse the site.
func (s *scanner) weigh(p Probe) *judgement {
	if p.Succeeded > 0 {
		return s.weighSuccess(p)
	}
	return s.weighActing(p)
}

// ruleWeight is what an answer that meets a rule is worth.
var ruleWeight = map[Rule]float64{RuleSize: 2.2, RuleOther: 1.8, RuleFollowUp: 4, RuleLogin: 3}

func (s *scanner) weighSuccess(p Probe) *judgement {
	j := &judgement{prior: priorWon, hypothesis: "probe.hypothesis.success", confidence: finding.Low, basis: "probe.basis.size"}
	j.add("answers_unlike_nothing", float64(p.Succeeded), ruleWeight[p.Rule])
	if p.Rule == RuleFollowUp || p.Rule == RuleLogin {
		j.confidence, j.basis = finding.Moderate, "probe.basis.follow-up"
	} else {
		j.add("answers_compared", float64(p.Baseline), min(0.35*math.Log10(float64(max(p.Baseline, 1))), 1))
	}
	share := float64(p.Succeeded) / float64(max(p.Requests, 1))
	w := 0.5
	if share > 0.5 {
		w = -1.5 // a site that answers most of them has something there for all
	}
	j.add("share_that_looks_successful", share, w)
	return j
}

func (s *scanner) weighActing(p Probe) *judgement {
	j := &judgement{prior: priorActing, hypothesis: "probe.hypothesis.acting", confidence: finding.Moderate, basis: "probe.basis.acting"}
	m := s.manner(p)
	if p.Family != FormAbuse {
		j.add("refused_share", m.refused, 3*(m.refused-0.7))
	}
	j.add("addresses_without_assets", m.bare, s.loads(m.assets)*(m.bare-0.5))
	j.add("addresses_that_only_post", m.only, m.only-0.3)
	j.add("addresses_that_probe_otherwise", m.probing, 4*m.probing)
	several := -0.5
	if p.Clients >= netAddresses {
		several = min(0.4*math.Log10(p.Clients)+0.3, 1.2)
	}
	j.add("addresses", p.Clients, several)
	if p.Clients < 2 {
		j.confidence, j.basis = finding.Low, "probe.basis.one"
	}
	return j
}

// loads is the weight of addresses without assets: none in a log that holds
// no assets at all.
func (s *scanner) loads(logged bool) float64 {
	if logged {
		return 3
	}
	return 0.6
}

// manner is how the addresses of a probe behave.
type manner struct {
	refused float64 // share of posts that were not accepted
	bare    float64 // share of addresses that load no assets
	only    float64 // share of addresses of whose requests most are the probe's
	probing float64 // share of addresses whose other requests show what they are after
	assets  bool    // the log holds assets
}

func (s *scanner) manner(p Probe) manner {
	var m manner
	for _, v := range s.t.Volumes {
		m.assets = m.assets || v.Busy.Asset
	}
	own := map[uint32]int{}
	var refusals, all float64
	for _, i := range s.groups[p.Family].rows {
		r := s.t.Row(int(i))
		own[r.Client]++
		all++
		if !accepted(r) {
			refusals++
		}
	}
	n := float64(len(p.Members))
	for _, c := range p.Members {
		q := &s.quick[c]
		if q.assets == 0 {
			m.bare++
		}
		if 2*own[c] >= int(q.rows) {
			m.only++
		}
		if s.sets[c]&intrusions != 0 {
			m.probing++
		}
	}
	m.refused = refusals / max(all, 1)
	m.bare, m.only, m.probing = m.bare/n, m.only/n, m.probing/n
	return m
}

// innocent tests what else can be behind probes, and prints the numbers
// whatever they say.
func (s *scanner) innocent(probes []Probe) []finding.Explanation {
	m := s.circumstances(probes)
	return []finding.Explanation{m.research(), m.broken(), m.polling(), m.crawler()}
}

// circumstances is what the innocent explanations are tested on.
type circumstances struct {
	requests, clients            float64
	researchers, referers        float64 // shares of requests
	declared, inside             float64
	repeated                     float64 // share of the path asked for most
	refererLogged, agentsMissing bool
}

func (s *scanner) circumstances(probes []Probe) *circumstances {
	m := &circumstances{}
	clients, paths := map[uint32]bool{}, map[uint32]float64{}
	most := 0.0
	for _, v := range s.t.Volumes {
		m.refererLogged = m.refererLogged || v.Busy.Referer
		m.agentsMissing = m.agentsMissing || !v.Busy.Agent
	}
	for _, p := range probes {
		for _, i := range s.groups[p.Family].rows {
			r := s.t.Row(int(i))
			m.requests++
			clients[r.Client] = true
			paths[r.Path]++
			most = max(most, paths[r.Path])
			tr := s.agents.at(r.Agent).traits
			m.researchers += bit(tr&research != 0)
			m.declared += bit(tr&declares != 0)
			m.referers += bit(r.Referer != 0)
			m.inside += bit(internal(s.t.Clients.Text(r.Client)))
		}
	}
	n := max(m.requests, 1)
	m.clients = float64(len(clients))
	m.researchers, m.referers, m.declared, m.inside, m.repeated = m.researchers/n, m.referers/n, m.declared/n, m.inside/n, most/n
	return m
}

func bit(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// grade turns a share into an outcome.
func grade(v, possible, supported float64) finding.Outcome {
	switch {
	case v >= supported:
		return finding.Supported
	case v >= possible:
		return finding.Possible
	}
	return finding.Unlikely
}

// research: people who measure the internet say so in their agents; a scan of
// the site's own comes from addresses of its own, or from few.
func (m *circumstances) research() finding.Explanation {
	e := finding.Explanation{
		Name: "own-or-research-scan", Outcome: grade(max(m.researchers, m.inside), 0.05, 0.6),
		Measures: []finding.Measure{measure("research_share", m.researchers, "share"), measure("internal_share", m.inside, "share")},
		Text:     lang.M("probe.innocent.research", "share", m.researchers, "inside", m.inside, "clients", m.clients),
	}
	if e.Outcome == finding.Unlikely && m.clients <= 2 {
		e.Outcome = finding.Possible
	}
	return e
}

// broken: visitors who follow broken links come from a page.
func (m *circumstances) broken() finding.Explanation {
	e := finding.Explanation{
		Name: "broken-link", Outcome: grade(m.referers, 0.2, 0.7),
		Measures: []finding.Measure{measure("referer_share", m.referers, "share")},
		Text:     lang.M("probe.innocent.broken", "share", m.referers),
	}
	if !m.refererLogged {
		e.Outcome, e.Text = finding.NotTestable, lang.M("probe.innocent.broken.untested")
	}
	return e
}

// polling: a program with an old password or address asks the same again and
// again.
func (m *circumstances) polling() finding.Explanation {
	e := finding.Explanation{
		Name: "polling-program", Outcome: grade(m.repeated, 0.7, 1.1),
		Measures: []finding.Measure{measure("busiest_path_share", m.repeated, "share")},
		Text:     lang.M("probe.innocent.polling", "share", m.repeated, "clients", m.clients),
	}
	if m.clients > 20 {
		e.Outcome = finding.Unlikely
	}
	return e
}

// crawler: an index that still knows pages that went away.
func (m *circumstances) crawler() finding.Explanation {
	e := finding.Explanation{
		Name: "crawler", Outcome: grade(m.declared, 0.1, 0.6),
		Measures: []finding.Measure{measure("crawler_share", m.declared, "share")},
		Text:     lang.M("probe.innocent.crawler", "share", m.declared),
	}
	if m.agentsMissing && m.declared == 0 {
		e.Outcome, e.Text = finding.NotTestable, lang.M("probe.innocent.crawler.untested")
	}
	return e
}
