// Package flood finds bursts of requests to a web site and judges whether
// people or machines made them.
//
//	weblog.Table ─▶ counts per second ─▶ bursts over a baseline
//	weblog.Table ─▶ who did what in a burst, and in ordinary time ─▶ features ─▶ verdict
//
// Analyse works on a table of requests, whoever made it: the detector makes
// one of observations, `unveil traffic` one of files. Memory is bounded by the
// table's limit and by the profiles of at most 300,000 addresses.
//
// A burst is no attack by itself: a televised call to visit a site looks the
// same in a graph. The two explanations are weighed on one list of evidence,
// and "both" and "unclear" are verdicts. The method, its parameters and its
// measured error are in docs/methods/flood.md.
package flood

import (
	"context"
	"fmt"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// The name is the page under docs/methods; the version is raised with every
// change that can change a finding.
const (
	name    = "flood"
	version = "5"
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
	t, err := weblog.Read(ctx, p.Requests(ctx), p.Sources(), weblog.NewSites(p.Election), p.Progress)
	if err != nil {
		return fmt.Errorf("reading requests: %w", err)
	}
	res, err := Analyse(ctx, t, Options{
		Election: p.Election, Log: p.Log,
		Cite: func(rows []int) ([]weblog.Cited, error) { return weblog.Cite(ctx, p.Requests(ctx), t, rows) },
	})
	if err != nil {
		return err
	}
	for _, f := range res.Notes {
		p.Report(f)
	}
	for _, b := range res.Bursts {
		p.Report(b.Finding)
	}
	return nil
}
