// Package silence looks for pauses in the arrival of tally sheets: stretches
// in which far fewer sheets arrived than the pace around them lets expect, in
// the whole country and in each area, and for the rush in which sheets held
// back arrive afterwards.
//
//	Sheets ─ first arrival of each ─▶ series per contest and area ─▶ gaps ─▶ p ─▶ findings
//
// Arrivals are taken as clumps, of one sheet or several, whose rate changes
// slowly. How far an area's arrivals clump is measured outside the gap and
// beside the other areas. Each gap is compared with the slower of the two
// stretches beside it, by an exact conditional test over all sizes of clumps
// that are possible, and p is corrected for every gap looked at.
// docs/methods/silence.md derives it.
package silence

import (
	"context"
	"time"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Name is the detector's name and that of its page under docs/methods.
const Name = "silence"

// version is raised with every change that can change a finding.
const version = "3"

const (
	sideWindow = 60 * time.Minute // how far the pace beside a gap is looked at
	sideSheets = 100              // … or how many sheets back
	quarter    = 15 * time.Minute // step in which core hours are found
	coreShare  = 0.25             // of the busy quarter hour's sheets, for a quarter hour to be core
	minSheets  = 20               // a series with fewer sheets in core hours is not tested
	alpha      = 0.001            // adjusted p below which a gap is reported
	prior      = 0.05             // that a night's series holds a pause that is not chance
	// A rush is looked for after a gap that is improbable and long by itself:
	// arrivals come in clusters, and a cluster alone is no silence.
	rushAfterP   = 0.01
	rushAfterGap = 5 * time.Minute
	seriousGap   = 10 * time.Minute
	maxEvidence  = 20
	clumpWindow  = 10 * time.Minute // in which clumps are measured
	clumpSlides  = 5                // steps of a window
	clumpReach   = 24 * time.Hour   // how far from a gap
	poolRounds   = 50               // of the EM algorithm
	unknown      = 0.5              // areas of which nothing is known, added to those measured
)

// rushWindows are over how long a rush after a gap is looked for.
var rushWindows = [...]time.Duration{5 * time.Minute, 10 * time.Minute, 20 * time.Minute}

// Detector looks for pauses in the arrival of sheets.
var Detector = detect.Detector{
	Name:    Name,
	Version: version,
	Front:   finding.Count,
	Kind:    source.Sheets,
	Doc: lang.Text{
		En: `silence looks for pauses in the arrival of tally sheets: stretches without a sheet, in all areas together or in one area, that the pace before and after makes very improbable, and the rush of sheets that may follow. Sheets that share a messenger or a road arrive in clumps; how far they do is measured, and allowed for. It looks in the hours in which sheets are expected, so that the beginning and the end of the night are no pauses. It cannot tell sheets held back from a lost connection or a change of shift, cannot see areas that send too few sheets, and sees no sheets that never arrive but as the silence that they leave.`,
		Es: `silence busca pausas en la llegada de actas: lapsos sin ninguna acta, en todas las entidades juntas o en una, que el ritmo de antes y de después hace muy improbables, y la llegada en tropel que puede seguirles. Las actas que comparten mensajero o camino llegan en grupos; se mide cuánto, y se toma en cuenta. Busca en las horas en que se esperan actas, de modo que el inicio y el fin de la noche no son pausas. No distingue actas retenidas de una conexión perdida o de un cambio de turno, no ve las entidades que envían muy pocas actas, y de las actas que nunca llegan solo ve el silencio que dejan.`,
	},
	Run: run,
}

// run reads the sheets' arrivals, tests each contest and reports.
func run(ctx context.Context, p *detect.Pass) error {
	nights, err := collect(ctx, p)
	if err != nil {
		return err
	}
	for _, n := range nights {
		for _, f := range n.findings(p.Sources()) {
			p.Report(f)
		}
	}
	return nil
}
