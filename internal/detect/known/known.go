// Package known is the detector that holds the groups of accounts that coord
// found against the fingerprints of operations that others described: axis by
// axis, each beside groups of ordinary accounts of the same input. It gives
// no verdict and no sum: a likeness is no identity.
//
//	groups × fingerprints ─ activity.Match ─▶ similarity ─ percentile ─▶ notes
//
// docs/methods/fingerprint.md has the axes and what they can carry.
package known

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/fingerprint"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// version is raised with every change that can change a finding.
const version = "2"

// The parameters, printed with every finding.
const (
	draws = 200 // ordinary groups that a group is compared with
	seed  = 20300702
	high  = 0.95 // percentile from which a likeness is called high
)

// Detector compares groups with known fingerprints.
var Detector = detect.Detector{
	Name:    "known",
	Version: version,
	Front:   finding.Social,
	Kind:    source.Posts,
	After:   []string{"coord"},
	Doc: lang.Text{
		En: `Compares the groups that coord found with the fingerprints of known operations:
files that lie in the directory fingerprints of the case, or in the one that
--fingerprints names. For every group and file it gives the similarity on each
axis (hours, languages, programs, forms of posts, hashtags, links, domains,
texts), and the share of groups of ordinary accounts of the same input that are
less similar. Half of these groups are users of one hashtag, half are matched by
how much they post.

It gives no verdict. A high likeness says that the group behaves like the one
described, as all groups of one trade, zone or topic do; it does not say that it
is the same. The label of a file is the words of whoever made it. Without files
it does nothing.`,
		Es: `Compara los grupos que encontró coord con las huellas de operaciones conocidas:
archivos del directorio fingerprints del caso, o del que indique --fingerprints.
Para cada grupo y archivo da el parecido en cada eje (horas, idiomas, programas,
formas de publicar, etiquetas, enlaces, dominios, textos) y la parte de los
grupos de cuentas comunes de los mismos datos que se parecen menos. La mitad de
esos grupos son usuarios de una misma etiqueta; la otra mitad se elige por
publicar más o menos lo mismo.

No da ningún veredicto. Un parecido alto dice que el grupo se comporta como el
descrito, igual que todos los grupos de un mismo oficio, huso o tema; no dice que
sea el mismo. La etiqueta de un archivo son las palabras de quien lo hizo. Sin
archivos no hace nada.`,
	},
	Run: run,
}

func run(ctx context.Context, pass *detect.Pass) error {
	if len(pass.Known) == 0 {
		return nil
	}
	before, err := pass.Before(ctx)
	if err != nil || !slices.ContainsFunc(before, hasAccounts) {
		return err
	}
	c, err := activity.Read(pass.Posts(ctx), activity.Options{Objects: activity.Kinds()}, pass.Progress)
	if err != nil {
		return fmt.Errorf("reading posts: %w", err)
	}
	d := newDesk(c, pass, before)
	for i := range d.groups {
		d.groups[i].drawn = d.drawing.Groups(d.groups[i].members, draws, seed)
	}
	for _, k := range pass.Known {
		match := c.NewMatch(k.File)
		for i := range d.groups {
			if err := ctx.Err(); err != nil {
				return err
			}
			pass.Report(d.compare(&d.groups[i], k, match))
		}
	}
	return ctx.Err()
}

func hasAccounts(f finding.Finding) bool { return f.Members != nil && f.Members.Unit == "accounts" }

// group is one group that coord found, and the ordinary groups drawn for it.
type group struct {
	found   *finding.Finding
	members []int
	drawn   [][]int
}

type desk struct {
	c       *activity.Corpus
	drawing *activity.Drawing
	groups  []group
	files   int
}

func newDesk(c *activity.Corpus, pass *detect.Pass, before []finding.Finding) *desk {
	d := &desk{c: c, files: len(pass.Known)}
	grouped := map[int]bool{}
	for i := range before {
		if !hasAccounts(before[i]) {
			continue
		}
		members, _ := c.Find(before[i].Members.IDs)
		if len(members) < 2 {
			continue
		}
		d.groups = append(d.groups, group{found: &before[i], members: members})
		for _, a := range members {
			grouped[a] = true
		}
	}
	var ordinary []int
	for a := range c.Accounts {
		if !grouped[a] && c.PostsOf(a) >= activity.Least {
			ordinary = append(ordinary, a)
		}
	}
	d.drawing = activity.NewDrawing(c, ordinary)
	return d
}

// compare makes the note on one group and one file.
func (d *desk) compare(g *group, k fingerprint.Known, match *activity.Match) *finding.Finding {
	own := match.Axes(g.members)
	drawn := make([][]float64, len(own))
	for _, other := range g.drawn {
		for i, v := range match.Axes(other) {
			drawn[i] = append(drawn[i], v)
		}
	}
	f := d.note(g, k)
	axes, above := 0, 0
	for i, name := range fingerprint.Axes()[:len(own)] {
		if math.IsNaN(own[i]) {
			continue
		}
		axes++
		share, n := activity.Percentile(own[i], drawn[i])
		if share >= high {
			above++
		}
		f.Details = append(f.Details, axisMessage(name, own[i], share, n))
		f.Measures = append(f.Measures, measures(name, own[i], share, n)...)
	}
	f.Headline = lang.M("known.headline", "label", label(k), "axes", axes, "above", above, "share", high, "groups", len(g.drawn))
	if len(g.drawn) == 0 {
		f.Headline = lang.M("known.headline.bare", "label", label(k), "axes", axes)
	}
	return f
}

func axisMessage(name string, similarity, percentile float64, n int) lang.Message {
	if n == 0 {
		return lang.M("known.axis.bare."+name, "value", similarity)
	}
	return lang.M("known.axis."+name, "value", similarity, "percentile", percentile, "groups", n)
}

func measures(name string, similarity, percentile float64, n int) []finding.Measure {
	name = "known_" + strings.ReplaceAll(name, "-", "_")
	out := []finding.Measure{{Name: name, Value: similarity, Unit: "share"}}
	if n > 0 {
		out = append(out, finding.Measure{Name: name + "_percentile", Value: percentile, Unit: "share"})
	}
	return out
}

// note fills what all notes have in common.
func (d *desk) note(g *group, k fingerprint.Known) *finding.Finding {
	f := &finding.Finding{
		Subject: g.found.Subject, Severity: finding.Note, Confidence: finding.Low,
		Start: g.found.Start, End: g.found.End,
		Members: &finding.Members{Unit: "accounts", IDs: slices.Clone(g.found.Members.IDs)},
		Basis: []lang.Message{
			lang.M("known.basis", "comparisons", len(d.groups)*d.files, "resolution", 1/float64(max(len(g.drawn), 1))),
			lang.M("known.basis.file", "accounts", k.File.Accounts, "posts", k.File.Posts, "first", day(k.File.Period.First), "last", day(k.File.Period.Last)),
		},
		Limits: []lang.Message{lang.M("known.limit.likeness"), lang.M("known.limit.label"), lang.M("known.limit.topic")},
		Innocent: []finding.Explanation{{
			Name: "same-trade", Outcome: finding.Possible, Text: lang.M("known.innocent.same-trade"),
		}},
		Method: finding.Method{Name: "fingerprint", Params: map[string]any{
			"draws": draws, "seed": seed, "high": high, "file": k.Base, "file_sha256": k.SHA256,
		}},
	}
	if len(g.drawn) > 0 && len(g.members) >= fingerprint.MinAccounts {
		f.Confidence = finding.Moderate
	}
	for _, e := range g.found.Evidence[:min(3, len(g.found.Evidence))] {
		e.Role = lang.M("rhythm.role.post")
		f.Evidence = append(f.Evidence, e)
	}
	return f
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{} // fingerprint.Read refuses such a file
	}
	return t
}

// label is what a file calls itself, else what it is called.
func label(k fingerprint.Known) string {
	if k.File.Name != "" {
		return k.File.Name
	}
	return k.Base
}
