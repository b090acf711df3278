// Package probe finds requests that look for weak spots of a web site, or for
// a way in, and tells what got an answer that looks like success from what
// was only tried.
//
//	weblog.Table ─ dictionaries read once ─▶ marks ─┐
//	weblog.Table ─ rows ────────────────────────────┴▶ families ─▶ Result
//
// Two things make a family: what a request asks for (the way out of a
// directory, code in a query, a path of a published weakness) and what
// addresses do (many pages that are not there, logins refused again and
// again), by themselves or together with others of their network.
//
// Texts are read once for each entry of a dictionary: percent-encoding and
// other disguises are undone where there are any, and one automaton of all
// patterns passes over the result.
//
// Scan, Tools and FindRecon serve `unveil traffic`; Detector makes findings
// of the same. The method, its parameters and its measured error are in
// docs/methods/probe.md.
package probe

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
	name    = "probe"
	version = "1"
)

// Detector finds probing.
var Detector = detect.Detector{
	Name:    name,
	Version: version,
	Front:   finding.Traffic,
	Kind:    source.Requests,
	Doc: lang.Text{
		En: "Finds requests that look for weak spots of a web site or for a way in: traversal, injection, paths of published weaknesses, web shells, " +
			"files that should not be public, scans, guessed passwords, abused forms, from single addresses and spread over many. " +
			"An attempt is told from what looks like success by a stated rule, never by the status alone. Every public site is probed all day: most of it is noted and no more. " +
			"It does not see what an answer held, what was sent in the body of a request, or what does not pass through HTTP. " +
			"A scan can be the site's own, or that of people who look for weak spots to report them.",
		Es: "Encuentra solicitudes que buscan puntos débiles de un sitio web o un modo de entrar: recorrido de rutas, inyección, rutas de vulnerabilidades publicadas, consolas web ocultas, " +
			"archivos que no deberían ser públicos, escaneos, contraseñas probadas, formularios abusados, desde direcciones sueltas y repartidas entre muchas. " +
			"Un intento se distingue de lo que parece un éxito con una regla declarada, nunca por el estado solo. Todo sitio público recibe sondeos a diario: la mayoría solo se anota. " +
			"No ve qué contenía una respuesta, qué se envió en el cuerpo de una solicitud ni lo que no pasa por HTTP. " +
			"Un escaneo puede ser del propio sitio, o de personas que buscan puntos débiles para avisar de ellos.",
	},
	Run: run,
}

func run(ctx context.Context, p *detect.Pass) error {
	t, err := table(ctx, p)
	if err != nil {
		return err
	}
	if t.Len() == 0 {
		return nil
	}
	s := scan(t, Options{})
	var drafts []*draft
	for _, sp := range s.bySite() {
		drafts = append(drafts, s.drafts(sp)...)
	}
	if err := cite(ctx, p, t, drafts); err != nil {
		return err
	}
	for _, d := range drafts {
		p.Report(d.f)
	}
	return nil
}

// table puts the observed requests into columns.
func table(ctx context.Context, p *detect.Pass) (*weblog.Table, error) {
	b := weblog.NewBuilder(0)
	var records int64
	for o, err := range p.Requests(ctx) {
		if err != nil {
			return nil, fmt.Errorf("reading requests: %w", err)
		}
		if records++; p.Progress != nil && records%4096 == 0 {
			p.Progress(records)
		}
		b.Add(o.Source, &o.Record)
	}
	return weblog.Merge([]*weblog.Builder{b}, p.Sources(), weblog.NewSites(p.Election)), nil
}

// place of a record: its source and first byte.
type placeOf struct {
	source int
	offset int64
}

// cite fills the evidence of all drafts in, in one more pass over the
// requests.
func cite(ctx context.Context, p *detect.Pass, t *weblog.Table, drafts []*draft) error {
	type want struct {
		d    *draft
		at   int
		line string
		role lang.Message
	}
	wanted := map[placeOf][]want{}
	for _, d := range drafts {
		d.f.Evidence = make([]finding.Evidence, len(d.cites))
		for i, c := range d.cites {
			r := t.Row(c.row)
			key := placeOf{int(r.Source), r.Offset}
			wanted[key] = append(wanted[key], want{d, i, Line(t, r), c.role})
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	sources := p.Sources()
	for o, err := range p.Requests(ctx) {
		if err != nil {
			return fmt.Errorf("reading requests: %w", err)
		}
		key := placeOf{o.Source, o.Record.Offset}
		for _, w := range wanted[key] {
			where := o.Record.Where
			where.Raw = nil
			w.d.f.Evidence[w.at] = finding.Cite(sources[o.Source], where, o.Digest, w.line, w.role)
		}
		delete(wanted, key)
		if len(wanted) == 0 {
			break
		}
	}
	return nil
}
