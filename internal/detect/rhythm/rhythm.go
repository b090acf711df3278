// Package rhythm is the detector of how groups keep time: for each group that
// coord found, when its accounts post, how regularly, with which programs and
// in which forms, beside ordinary groups of the same size in the same input;
// and, apart from groups, accounts that post by the clock.
//
//	posts ─ activity ─▶ Measures ─ percentile among groups drawn ─▶ notes
//
// Everything it says is a note: what it measures goes with coordination and
// with honest work alike. docs/methods/rhythm.md has the methods.
package rhythm

import (
	"context"
	"fmt"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// version is raised with every change that can change a finding.
const version = "2"

// The parameters, printed with every finding.
const (
	draws    = 200 // ordinary groups that a group is compared with
	seed     = 20300701
	high     = 0.95 // percentile from which a measure is called high
	most     = 5    // groups that have a note of their own
	maxShown = 200  // accounts listed that keep time by the clock
	goodN    = 200  // posts from which the numbers rest on enough
)

// Detector measures the rhythm of groups.
var Detector = detect.Detector{
	Name:    "rhythm",
	Version: version,
	Front:   finding.Social,
	Kind:    source.Posts,
	After:   []string{"coord"},
	Doc: lang.Text{
		En: `Measures how the groups that coord found keep time, beside ordinary groups of the
same size in the same input: the hours of the week, the offsets from UTC under
which they look like office hours, how regular the intervals are, whether
sessions begin at the same moment, programs, languages, dates on which accounts
were made, and the forms of posts (BLOC strings). Besides it lists accounts that
post by the clock. Scheduling tools, newsrooms, shift work, times written in
batches, gaps of the export and accounts that say they are automatic are tested
as explanations.

A group has a note of its own where one of its measures stands out (above 95 %
of ordinary groups, corrected for the number of measures), or where there is
nothing to compare it with; at most five have. One note sums up the others. All
it gives are notes. An offset from UTC is shared by many countries, is moved
by daylight-saving time, and is imitated by schedules and night shifts: it is no
place. The groups were chosen because they share things within a minute, so that
beginning together is partly the same observation again.`,
		Es: `Mide cómo se reparten en el tiempo los grupos que encontró coord, junto a grupos
comunes del mismo tamaño en los mismos datos: las horas de la semana, las
diferencias con UTC bajo las cuales parecen horas de oficina, qué tan regulares
son los intervalos, si las sesiones empiezan en el mismo momento, programas,
idiomas, fechas de creación de las cuentas y formas de publicar (cadenas BLOC).
Además enumera las cuentas que publican con regularidad de reloj. Como
explicaciones se examinan las herramientas de programación, las redacciones, el
trabajo por turnos, las horas anotadas en lote, los huecos de la exportación y
las cuentas que dicen ser automáticas.

Un grupo tiene una nota propia si alguna de sus medidas sobresale (por encima del
95 % de los grupos comunes, corregido por el número de medidas) o si no hay con
qué compararlo; a lo sumo la tienen cinco. Una sola nota resume los demás. Todo
lo que da son notas. Muchos países comparten una misma diferencia con UTC,
el horario de verano la mueve, y los horarios programados y los turnos nocturnos
la imitan: no es un lugar. Los grupos se eligieron porque comparten cosas en
menos de un minuto, de modo que empezar al mismo tiempo es en parte la misma
observación.`,
	},
	Run: run,
}

func run(ctx context.Context, pass *detect.Pass) error {
	c, err := activity.Read(pass.Posts(ctx), activity.Options{Objects: []activity.Kind{activity.Hashtags}}, pass.Progress)
	if err != nil {
		return fmt.Errorf("reading posts: %w", err)
	}
	if c.Posts() == 0 {
		return nil
	}
	before, err := pass.Before(ctx)
	if err != nil {
		return err
	}
	groups := groupsOf(c, before)
	d := newDesk(c, groups)
	measured := make([]measuredGroup, len(groups))
	for i := range groups {
		if err := ctx.Err(); err != nil {
			return err
		}
		measured[i] = d.measure(&groups[i])
	}
	shown, others := choose(measured)
	for i := range shown {
		pass.Report(d.group(&shown[i]))
	}
	if len(others) > 0 {
		pass.Report(d.rest(others))
	}
	if f := d.clocks(); f != nil {
		pass.Report(f)
	}
	return ctx.Err()
}

// group is one group that coord found, with its accounts in the corpus.
type group struct {
	found   *finding.Finding
	members []int
}

func groupsOf(c *activity.Corpus, found []finding.Finding) []group {
	var out []group
	for i := range found {
		m := found[i].Members
		if m == nil || m.Unit != "accounts" {
			continue
		}
		if members, _ := c.Find(m.IDs); len(members) >= 2 {
			out = append(out, group{&found[i], members})
		}
	}
	return out
}

// desk is what all groups are measured with.
type desk struct {
	c       *activity.Corpus
	bench   *activity.Bench
	drawing *activity.Drawing
	grouped map[int]bool
	groups  int
}

func newDesk(c *activity.Corpus, groups []group) *desk {
	d := &desk{c: c, bench: activity.NewBench(c), grouped: map[int]bool{}, groups: len(groups)}
	for _, g := range groups {
		for _, a := range g.members {
			d.grouped[a] = true
		}
	}
	var ordinary []int
	for a := range c.Accounts {
		if !d.grouped[a] && c.PostsOf(a) >= activity.Least {
			ordinary = append(ordinary, a)
		}
	}
	d.drawing = activity.NewDrawing(c, ordinary)
	return d
}
