// Package flood finds bursts of requests to a web site and judges whether
// people or machines made them.
//
//	Requests ─▶ counts per second ─▶ bursts over a baseline
//	Requests ─▶ who did what in a burst, and in ordinary time ─▶ features ─▶ verdict
//
// The requests are read twice. Memory is bounded: the first pass holds counts,
// the second one the profiles of at most 300,000 addresses.
//
// A burst is no attack by itself: a televised call to visit a site looks the
// same in a graph. The two explanations are weighed on one list of evidence,
// and "both" and "unclear" are verdicts. The method, its parameters and its
// measured error are in docs/methods/flood.md.
package flood

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// The name is the page under docs/methods; the version is raised with every
// change that can change a finding.
const (
	name    = "flood"
	version = "2"
)

// Detector finds and judges bursts of requests.
var Detector = detect.Detector{
	Name:    name,
	Version: version,
	Front:   finding.Traffic,
	Kind:    source.Requests,
	Doc: lang.Text{
		En: "Finds bursts of requests to a web site above its own baseline and weighs two explanations of each, " +
			"an attack on its availability and a crowd of people, on one list of evidence. Verdicts: attack, crowd, both, unclear. " +
			"Without history it judges from the structure of the burst alone, with low confidence. " +
			"It does not see attacks below HTTP, requests that a delivery network absorbed, or lines that were removed from a log; " +
			"an address is not a person. Scans for weak spots are not floods: where one makes up a burst, it says so.",
		Es: "Encuentra ráfagas de solicitudes a un sitio web por encima de su propio nivel habitual y sopesa dos explicaciones de cada una, " +
			"un ataque a su disponibilidad y una afluencia de personas, con una misma lista de indicios. Dictámenes: ataque, afluencia, ambos, no concluyente. " +
			"Sin historial juzga solo por la estructura de la ráfaga, con confianza baja. " +
			"No ve los ataques por debajo de HTTP, las solicitudes que absorbió una red de distribución ni las líneas que se hayan quitado del registro; " +
			"una dirección no es una persona. Un escaneo en busca de puntos débiles no es una inundación: si forma la ráfaga, se dice.",
	},
	Run: run,
}

func run(ctx context.Context, p *detect.Pass) error {
	s := newSites(p.Election, p.Sources())
	var records int64
	tick := func() {
		if records++; p.Progress != nil && records%4096 == 0 {
			p.Progress(records)
		}
	}
	c, err := countAll(ctx, p, s, tick)
	if err != nil {
		return err
	}
	watches := plan(p, s, c)
	if len(watches) == 0 {
		return nil
	}
	if err := schedule(ctx, p, s, watches, tick); err != nil {
		return err
	}
	return gather(ctx, p, s, watches, func(tr *trial) {
		j := newJudge(tr, c.sites[tr.site].logged, calendar(p.Election, s.names[tr.site], tr))
		if f := j.finding(p, s.names[tr.site]); f != nil {
			p.Report(f)
		}
		tr.main.free()
		if tr.ref != nil {
			tr.ref.free()
		}
	}, tick)
}

// countAll is the first pass: requests per second of every site, and which
// optional fields its log holds.
func countAll(ctx context.Context, p *detect.Pass, s *sites, tick func()) (*counts, error) {
	c := &counts{}
	for o, err := range p.Requests(ctx) {
		if err != nil {
			return nil, fmt.Errorf("reading requests: %w", err)
		}
		tick()
		r := &o.Record
		l := &c.add(s.of(o), r.Time/1e6).logged
		l.referer = l.referer || r.Referer != ""
		l.agent = l.agent || r.Agent != ""
		l.protocol = l.protocol || r.Protocol != ""
		l.asset = l.asset || isAsset(r.Path)
	}
	return c, nil
}

// plan finds the bursts of every site, reports clock artefacts and lays the
// windows of the second pass.
func plan(p *detect.Pass, s *sites, c *counts) map[int]*watch {
	trials, held := candidates(p, s, c), new(int)
	watches := map[int]*watch{}
	for _, tr := range trials {
		tr.lay(hostOf(s.names[tr.site]), held)
		if watches[tr.site] == nil {
			watches[tr.site] = &watch{history: newHistory()}
		}
		w := watches[tr.site]
		w.trials = append(w.trials, tr)
	}
	for _, w := range watches {
		slices.SortFunc(w.trials, func(a, b *trial) int { return cmp.Compare(a.from, b.from) })
	}
	return watches
}

// candidates are the bursts of all sites, the largest maxBursts of them.
func candidates(p *detect.Pass, s *sites, c *counts) []*trial {
	var trials []*trial
	found := 0
	for i, n := range c.sites {
		if float64(n.total) < minExcess {
			continue
		}
		a := n.phases.artefact(n.total)
		if a.period > 0 {
			p.Report(clockNote(s.names[i], n, a))
		}
		of := siteTrials(i, n, a.period)
		found += len(of)
		trials = largest(append(trials, of...))
	}
	if found > len(trials) {
		p.Log.Warn("more bursts than are judged; the smallest are left out", "bursts", found, "judged", len(trials))
	}
	return trials
}

func siteTrials(site int, n *count, period int64) []*trial {
	t := newTimeline(n, period)
	base := newBaseline(t)
	bursts := findBursts(t, base)
	if len(bursts) == 0 {
		if b, ok := wholeLog(t, n); ok {
			bursts = []burst{b}
		}
	}
	trials := make([]*trial, len(bursts))
	for k := range bursts {
		bursts[k].site = site
		trials[k] = &trial{burst: bursts[k], t: t, base: base, all: bursts}
	}
	return trials
}

func largest(trials []*trial) []*trial {
	slices.SortStableFunc(trials, func(a, b *trial) int { return cmp.Compare(b.excess(), a.excess()) })
	return trials[:min(len(trials), maxBursts)]
}
