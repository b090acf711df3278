// Package arithmetic checks tally sheets with nothing but addition: whether a
// candidate's sum is the sum of its parties and combinations, whether all
// votes add up to the total, whether a station counted more votes than its
// list has voters, whether a sheet is empty or holds one option alone, and
// whether it was sent again with other figures.
//
//	Sheets ─ latest version of each ─▶ rule of the contest ─▶ discrepancies ─▶ one finding per kind
//
// What it reports are plain facts that anyone can repeat with a pencil, so
// they carry no likelihood. docs/methods/arithmetic.md has the rules.
package arithmetic

import (
	"context"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Name is the detector's name and that of its page under docs/methods.
const Name = "arithmetic"

// version is raised with every change that can change a finding.
const version = "3"

const (
	// repsPerContender is how many representatives of each party and of each
	// candidate without party may vote where they serve although they are on
	// another list. Source: Ley General de Instituciones y Procedimientos
	// Electorales (Mexico, 2014), articles 259.1 and 279.5.
	repsPerContender = 2
	// unanimousMin is from how many votes on a sheet on which one option holds
	// all of them is reported: with a handful of voters it is common.
	unanimousMin = 50
	// maxEvidence is how many sheets a finding quotes; all are members.
	maxEvidence = 20
	// chanceSample is on how many sheets it is found how often a slip fits by
	// chance.
	chanceSample = 200
	// maxPairs is how many sheets are quoted in both of their versions.
	maxPairs = maxEvidence / 2
	// maxNamed is how many columns a sentence names.
	maxNamed = 10
	// maxColumns is how many column sums a finding states.
	maxColumns = 200
)

// Detector checks the sums of tally sheets.
var Detector = detect.Detector{
	Name:    Name,
	Version: version,
	Front:   finding.Count,
	Kind:    source.Sheets,
	Doc: lang.Text{
		En: `arithmetic checks the sums of tally sheets: each candidate's sum against its parties and combinations, all votes against the total, the total against the list of voters (special stations have none), sheets with no vote at all, sheets on which one option holds every vote, and sheets that were sent again with other figures. It reports facts, not likelihoods, and tests the innocent explanations: representatives who vote where they serve, slips of one digit, votes under a combination, corrections. It cannot see a sheet whose figures were all changed together so that they still add up, nor sheets that are not in the data.`,
		Es: `arithmetic revisa las sumas de las actas: la de cada candidatura contra sus partidos y combinaciones, todos los votos contra el total, el total contra la lista nominal (las casillas especiales no tienen), las actas sin ningún voto, las actas en que una sola opción tiene todos los votos y las que se enviaron de nuevo con otras cifras. Informa hechos, no probabilidades, y comprueba las explicaciones inocentes: representantes que votan donde prestan servicio, errores de un dígito, votos anotados en una combinación, correcciones. No puede ver un acta cuyas cifras se cambiaron todas juntas de modo que aún cuadran, ni las actas que no están en los datos.`,
	},
	Run: run,
}

// run reads the sheets, checks each contest and reports.
func run(ctx context.Context, p *detect.Pass) error {
	b, err := collect(ctx, p)
	if err != nil {
		return err
	}
	for _, contest := range b.contests() {
		c := check(contest, p.Election)
		for _, k := range kinds {
			if f := c.discrepancyFinding(p, k); f != nil {
				p.Report(f)
			}
		}
		if f := c.resentFinding(p); f != nil {
			p.Report(f)
		}
		p.Report(c.checkedFinding())
	}
	return nil
}
