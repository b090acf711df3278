// Package coord is the detector of coordinated sharing: accounts that share
// the same hashtag, link, text, repost or table object within a short time of
// one another, on more objects than chance explains.
//
//	posts ─ corpus ─▶ Shares by channel ─ Pairs ─▶ edges (two nulls, q) ─ groups ─▶ findings
//
// docs/methods/coord.md derives the method, names its sources and says where
// it fails.
package coord

import (
	"context"
	"fmt"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Detector finds groups of accounts that share the same things together.
var Detector = detect.Detector{
	Name:    "coord",
	Version: version,
	Front:   finding.Social,
	Kind:    source.Posts,
	Doc: lang.Text{
		En: `Finds accounts that share the same hashtag, link, text, repost or table object
within 60 seconds (and, apart, 15 minutes) of one another, on at least three
different objects and more often than two models of chance explain: one deals
the shares of each day out among the accounts by how active they are, the other
keeps what each account shared and asks how often the times would meet. Groups
are tested against innocent explanations: popular topics, news wires, share
buttons, official accounts, communities, scheduled posts, giveaways, one source
that all pass on, one publisher with two accounts. Where most accounts of an
input post the same at the same instant, nothing is left to compare with; that
is said, and left open.

It cannot see who runs the accounts, nor whether they are what they claim to be.
Acting together is not the same as being inauthentic or doing harm. An export
shows what was collected, not what was posted.`,
		Es: `Encuentra cuentas que comparten la misma etiqueta, enlace, texto, republicación u
objeto de una tabla con menos de 60 segundos (y, aparte, 15 minutos) de
diferencia, en al menos tres objetos distintos y más veces de lo que explican
dos modelos del azar: uno reparte lo compartido cada día entre las cuentas según
su actividad; el otro conserva lo que compartió cada cuenta y pregunta cuántas
veces coincidirían las horas. Cada grupo se contrasta con explicaciones
inocentes: temas del momento, agencias de noticias, botones de compartir,
cuentas oficiales, comunidades, publicaciones programadas, sorteos, una sola
fuente que todas difunden, un mismo medio con dos cuentas. Si la mayoría de las
cuentas publica lo mismo en el mismo instante, no queda con qué comparar; así se
dice, sin concluir.

No puede ver quién maneja las cuentas ni si son lo que dicen ser. Actuar en
conjunto no es lo mismo que ser falso o causar daño. Una exportación muestra lo
que se recopiló, no lo que se publicó.`,
	},
	Run: run,
}

// version is raised with every change that can change a finding.
const version = "3"

func run(ctx context.Context, pass *detect.Pass) error {
	c, err := read(ctx, pass)
	if err != nil {
		return fmt.Errorf("reading posts: %w", err)
	}
	if len(c.posts) == 0 {
		return nil
	}
	handles := c.markOfficials(pass.Election)
	par := defaults()
	net, err := connect(ctx, c, par)
	if err != nil {
		return err
	}
	groups := groupUp(len(c.accounts.list), net.edges, par)
	in := c.input(pass.Election, handles)
	for _, p := range c.describe(groups, c.occasions(groups, par), par) {
		pass.Report(c.finding(&p, in, net, par, pass.Sources()))
	}
	if p, ok := c.lockstep(groups, par); ok {
		pass.Report(c.lockstepFinding(p, in, par, pass.Sources()))
	}
	return nil
}

// read takes in all posts, each once: a new version of a post is the same
// share again.
func read(ctx context.Context, pass *detect.Pass) (*corpus, error) {
	c := newCorpus()
	n := int64(0)
	for obs, err := range pass.Posts(ctx) {
		if err != nil {
			return nil, err
		}
		if n++; pass.Progress != nil && n%4096 == 0 {
			pass.Progress(n)
		}
		if obs.Version == 0 && obs.Record.Account != "" {
			c.add(&obs.Record, obs.Source, obs.Digest)
		}
	}
	if pass.Progress != nil {
		pass.Progress(n)
	}
	c.finish()
	return c, ctx.Err()
}
