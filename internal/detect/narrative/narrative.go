// Package narrative is the detector of narratives: texts that several accounts
// posted in nearly the same words. internal/narrative finds them; here they
// become findings, each beside its innocent explanations.
package narrative

import (
	"context"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/narrative"
	"github.com/unveil-project/unveil/internal/source"
)

// Detector finds texts that several accounts posted in nearly the same words.
var Detector = detect.Detector{
	Name:    "narrative",
	Version: "2",
	Front:   finding.Social,
	Kind:    source.Posts,
	After:   []string{"coord"},
	Doc: lang.Text{
		En: `Finds texts that at least three accounts posted in nearly the same words:
hashtags, mentions and links are left out, and texts are compared by their runs
of five characters (Jaccard similarity 0.8 and more). Of each it says how it
spread, its burst, who began, which hashtags and links went along, which
candidates it names and whether as hostile, favourable or unclear, and how many
of its posts are by accounts that coord finds likely to share on one plan. Each
is tested against innocent explanations: reposts of one post, news wires, share
buttons, quotations and chain letters, an activist day, giveaways, official
texts, one account that repeats itself.

It cannot see whether a text is true, nor who wrote it first outside this input.
The same words from many accounts are in themselves neither false nor planned.
Texts that say the same in other words are not found together.`,
		Es: `Encuentra textos que al menos tres cuentas publicaron casi con las mismas
palabras: se dejan fuera etiquetas, menciones y enlaces, y los textos se comparan
por sus secuencias de cinco caracteres (semejanza de Jaccard de 0.8 o más). De
cada uno dice cómo se difundió, su oleada, quién empezó, qué etiquetas y enlaces
lo acompañaron, qué candidaturas nombra y si el tono es hostil, favorable o no
concluyente, y cuántas de sus publicaciones son de cuentas que coord considera
probable que compartan según un mismo plan. Cada uno se contrasta con
explicaciones inocentes: republicaciones de una misma publicación, cables de
agencia, botones de compartir, citas y cadenas, una jornada de activismo,
sorteos, textos oficiales, una cuenta que se repite.

No puede ver si un texto es cierto, ni quién lo escribió primero fuera de estos
datos. Las mismas palabras en muchas cuentas no son por sí solas ni falsas ni
planeadas. Los textos que dicen lo mismo con otras palabras no se reúnen.`,
	},
	Run: run,
}

// most is how many narratives have a finding of their own; another sums up the
// rest.
const most = 10

func run(ctx context.Context, pass *detect.Pass) error {
	par := narrative.Defaults()
	par.Labels = most
	found, err := narrative.Find(ctx, narrative.Input{
		Posts: pass.Observations, Election: pass.Election, Progress: pass.Progress,
		Later: func(ctx context.Context) (map[string]bool, error) {
			before, err := pass.Before(ctx)
			return narrative.Coordinated(before), err
		},
	}, par)
	if err != nil {
		return err
	}
	sources := pass.Sources()
	shown := found.Narratives[:min(most, len(found.Narratives))]
	for i := range shown {
		pass.Report(single(&shown[i], found, par, sources))
	}
	if len(found.Narratives) > most {
		pass.Report(rest(found, par, sources))
	}
	return nil
}
