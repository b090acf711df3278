package probe

import (
	"math"
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// What makes a finding.
const (
	fewProbes   = 10 // requests of one family alone that are not worth a note
	judgedFrom  = 40 // requests of a family that gets a finding of its own
	mostCites   = 8
	mostFamily  = 12 // families that a note lists
	mostMembers = 100_000
)

// draft is a finding that lacks its evidence.
type draft struct {
	f     *finding.Finding
	cites []citation
}

type citation struct {
	row  int
	role lang.Message
}

// apart are the families that are judged by themselves: they act on the site
// rather than look at it.
var apart = of(LoginBruteForce, CredentialStuffing, XMLRPCBruteForce, FormAbuse)

// drafts are the findings on one site: one for each family that seems to have
// succeeded or that acts on the site, and one note on all that was tried.
func (s *scanner) drafts(sp siteProbes) []*draft {
	site := s.t.Sites[sp.site]
	var out []*draft
	rest := 0
	var total int64
	for _, p := range sp.probes {
		if p.Succeeded > 0 || apart.Has(p.Family) && p.Requests >= judgedFrom {
			out = append(out, s.judged(site, p))
			continue
		}
		rest++
		total += p.Requests
	}
	if rest >= 2 || total >= fewProbes {
		out = append(out, s.note(site, sp.probes))
	}
	return out
}

// begin makes what all findings share.
func (s *scanner) begin(site string, first, last int64) *finding.Finding {
	return &finding.Finding{
		Detector: name, Version: version, Front: finding.Traffic, Subject: site,
		Start: time.UnixMicro(first), End: time.UnixMicro(last),
		Limits: []lang.Message{
			lang.M("probe.limit.answers"), lang.M("probe.limit.bodies"), lang.M("probe.limit.addresses"), lang.M("probe.limit.edited"),
		},
		Method: finding.Method{Name: name, Params: params()},
	}
}

// note sums up everything that was tried at a site.
func (s *scanner) note(site string, probes []Probe) *draft {
	first, last := probes[0].First, probes[0].Last
	union := map[uint32]bool{}
	techniques := []finding.Technique{}
	d := &draft{}
	var requests int64
	for _, p := range probes {
		first, last = min(first, p.First), max(last, p.Last)
		for _, c := range p.Members {
			union[c] = true
		}
		requests = max(requests, p.Requests)
		techniques = addTechnique(techniques, p.Family)
		if len(p.Rows) > 0 && len(d.cites) < mostCites {
			d.cites = append(d.cites, citation{p.Rows[0], lang.M("probe.role." + p.Family.String())})
		}
	}
	f := s.begin(site, first, last)
	f.Severity, f.Confidence = finding.Note, finding.High
	f.Basis = []lang.Message{lang.M("probe.basis.counted")}
	headline := "probe.headline.note"
	if won(probes) > 0 {
		headline = "probe.headline.note.won"
	}
	f.Headline = lang.M(headline, "site", site, "clients", len(union), "kinds", len(probes))
	for _, p := range probes[:min(len(probes), mostFamily)] {
		f.Details = append(f.Details, lang.M("probe.family."+p.Family.String(), "requests", p.Requests, "clients", p.Clients))
	}
	if len(probes) > mostFamily {
		f.Details = append(f.Details, lang.M("probe.detail.more", "kinds", len(probes)-mostFamily))
	}
	f.Details = append(f.Details, lang.M("probe.detail.counted"))
	f.Measures = []finding.Measure{
		measure("clients", float64(len(union)), "addresses"), measure("kinds", float64(len(probes)), "kinds"),
		measure("busiest_kind_requests", float64(requests), "requests"), measure("succeeded", float64(won(probes)), "requests"),
	}
	f.Techniques = techniques
	f.Innocent = s.innocent(probes)
	f.Members = s.members(union)
	d.f = f
	return d
}

func won(probes []Probe) (n int64) {
	for _, p := range probes {
		n += p.Succeeded
	}
	return n
}

// judged is the finding on one family: what it did, how likely it is what it
// looks like.
func (s *scanner) judged(site string, p Probe) *draft {
	f := s.begin(site, p.First, p.Last)
	j := s.weigh(p)
	start, chance, hypothesis := j.prior, j.likelihood(), lang.M(j.hypothesis)
	f.Severity = finding.Minor
	if p.Succeeded > 0 && chance >= 0.5 {
		f.Severity = finding.Serious
	}
	f.Likelihood, f.Prior, f.Hypothesis = &chance, &start, &hypothesis
	f.Confidence, f.Basis = j.confidence, []lang.Message{lang.M(j.basis)}
	f.Features = j.features
	f.Headline = lang.M("probe.headline."+p.Family.String(), "site", site, "requests", p.Requests, "clients", p.Clients)
	f.Details = []lang.Message{lang.M("probe.detail.networks", "networks", p.Networks, "mean", float64(p.Requests)/max(p.Clients, 1))}
	if p.Spread {
		f.Details = append(f.Details, lang.M("probe.detail.spread"))
	}
	f.Details = append(f.Details, outcome(p))
	f.Measures = []finding.Measure{
		measure("requests", float64(p.Requests), "requests"), measure("clients", p.Clients, "addresses"),
		measure("networks", p.Networks, "networks"), measure("succeeded", float64(p.Succeeded), "requests"),
		measure("compared_answers", float64(p.Baseline), "answers"),
	}
	f.Techniques = addTechnique(nil, p.Family)
	f.Innocent = s.innocent([]Probe{p})
	union := map[uint32]bool{}
	for _, c := range p.Members {
		union[c] = true
	}
	f.Members = s.members(union)
	d := &draft{f: f}
	for _, row := range p.Rows {
		d.cites = append(d.cites, citation{row, lang.M("probe.role." + p.Family.String())})
	}
	return d
}

// outcome says what the rule for success found.
func outcome(p Probe) lang.Message {
	rule := string(p.Rule)
	switch {
	case p.Rule == RuleNone:
		return lang.M("probe.outcome.none")
	case p.Succeeded > 0:
		return lang.M("probe.won."+rule, "n", p.Succeeded)
	}
	return lang.M("probe.outcome." + rule)
}

// Why is the rule by which a probe's successes were told, with their number,
// as a message of finding.Catalogue.
func (p *Probe) Why() lang.Message { return outcome(*p) }

func measure(name string, v float64, unit string) finding.Measure {
	return finding.Measure{Name: name, Value: math.Round(v*1000) / 1000, Unit: unit}
}

// addTechnique adds a family's technique to a list of different ones.
func addTechnique(list []finding.Technique, f Family) []finding.Technique {
	id, title := f.Technique()
	if slices.ContainsFunc(list, func(t finding.Technique) bool { return t.ID == id }) {
		return list
	}
	return append(list, finding.Technique{Framework: "MITRE ATT&CK", ID: id, Name: title})
}

// members are the addresses of a finding; nil where the table is a sample.
func (s *scanner) members(clients map[uint32]bool) *finding.Members {
	if s.t.Level > 0 || len(clients) > mostMembers {
		return nil
	}
	ids := make([]string, 0, len(clients))
	for c := range clients {
		ids = append(ids, s.t.Clients.Text(c))
	}
	slices.Sort(ids)
	return &finding.Members{Unit: "addresses", IDs: ids}
}

// params is what a finding says of its method: everything that can move it.
func params() map[string]any {
	return map[string]any{
		"scan_paths": scanPaths, "scan_step_seconds": scanStep / 1e6, "slow_paths": slowPaths, "slow_share": slowShare,
		"crawl_pages": crawlPages, "crawl_step_seconds": crawlStep / 1e6, "login_tries": loginTries, "login_step_seconds": loginStep / 1e6,
		"stuffing_addresses": stuffAddresses, "stuffing_tries": stuffTries, "stuffing_refused": stuffFailing,
		"network_addresses": netAddresses, "network_tries": netTries, "form_addresses": formAddresses, "form_posts": formPosts,
		"form_machines": formMachines, "hasty_seconds": hasty, "subnet_addresses": subnetClients, "subnet_paths": subnetPaths,
		"vague_enough": vagueEnough, "near_bytes": nearBytes, "near_share": nearShare, "few_answers": fewAnswers, "few_others": fewOthers,
	}
}
