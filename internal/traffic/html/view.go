package html

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic/tell"
)

// The structs below are what the templates see. Strings are plain text; places
// are percentages of a drawing's width or pixels of its height.

// page is the whole file.
type page struct {
	Lang, Title, CSP string
	Sealed, Masked   bool
	Answer           string
	Facts            []tell.Fact
	Overview         *table // of several bursts
	Contents         []link
	Figures          []figure
	Bursts           []burst
	Parts            []section // probes, notes, limits, what was read, inputs
	Version, Command string
	Hashes           []string
}

type link struct{ ID, Text, Note string }

// burst is one burst. Kind is the fixed name of its verdict.
type burst struct {
	ID, Finding            string
	Number                 int
	Kind, Verdict          string
	Title, When, Says      string
	Likelihood, Confidence string
	Basis                  string
	Scale                  scale
	Figure                 *figure
	Sections               []section
}

// scale is the likelihood on the terms of ICD 203.
type scale struct {
	At    float64
	Desc  string
	Bands []scaleBand
}

type scaleBand struct {
	X, Width float64
	On       bool
}

// section is one part; ID is unique in the page, Kind is a fixed name.
type section struct {
	ID, Kind, Title string
	Says            []string
	Stack           *stack
	Facts           []tell.Fact
	Table           *table
	Reasons         []tell.Item // innocent explanations
	Items           []item
	Quotes          []tell.Quote
	Ends            []string
}

type item struct{ Label, Name, Text string }

type table struct {
	Kind    string
	Heads   []head
	BarHead string
	Bars    bool
	Rows    []row
	More    string
}

type head struct {
	Text   string
	Number bool
}

type row struct {
	First cell
	Cells []cell
	Bar   bar
	Under string
	Link  string // id of the part that the first cell leads to, "" for none
}

type cell struct {
	Label, Text string
	Number      bool
}

// bar is the drawing of one row.
type bar struct {
	Kind      string
	X, Width  float64
	Middle    bool // a line in the middle
	Range     bool
	Low, Wide float64
	Mark      bool
	At        float64
}

// stack is the parts of a whole as one bar.
type stack struct {
	Desc  string
	Parts []stackPart
}

type stackPart struct {
	Kind, Name, Share string
	X, Width          float64
}

func newPage(v *tell.View, p lang.Printer) *page {
	pg := &page{
		Lang: string(v.Lang), Title: title(v, p), Answer: v.Answer, Facts: v.Read.Facts,
		Version: v.Version, Command: v.Command,
	}
	if v.Overview != nil {
		pg.Overview = newTable(v.Overview.Table, "overview")
		for i := range pg.Overview.Rows {
			pg.Overview.Rows[i].Link = "burst-" + pg.Overview.Rows[i].First.Text
		}
	}
	for i := range v.Charts {
		pg.Figures = append(pg.Figures, newFigure(&v.Charts[i], p))
	}
	for i := range v.Bursts {
		b := newBurst(&v.Bursts[i], p)
		pg.Bursts = append(pg.Bursts, b)
		pg.Contents = append(pg.Contents, link{b.ID, fmt.Sprintf("%d · %s", b.Number, b.Title), b.Verdict})
	}
	for _, s := range []*tell.Section{v.Probes, v.Notes, v.Limits, &v.Read, &v.Inputs} {
		if s == nil {
			continue
		}
		out := newSection(s, "")
		pg.Parts = append(pg.Parts, out)
		pg.Contents = append(pg.Contents, link{ID: out.ID, Text: out.Title})
	}
	if v.Inputs.Table != nil {
		for _, r := range v.Inputs.Table.Rows {
			pg.Hashes = append(pg.Hashes, strings.TrimPrefix(r.Under, "SHA-256 ")+"  "+r.Cells[0])
		}
	}
	return pg
}

// title names the sites of the bursts.
func title(v *tell.View, p lang.Printer) string {
	var names []string
	for i := range v.Bursts {
		if n := v.Bursts[i].Site; n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) == 0 || len(names) > 2 {
		return p.Print(lang.M("html.title"))
	}
	return strings.Join(names, ", ")
}

func newBurst(b *tell.Burst, p lang.Printer) burst {
	out := burst{
		ID: fmt.Sprintf("burst-%d", b.Number), Finding: b.ID, Number: b.Number, Kind: b.Kind, Verdict: b.Verdict,
		Title: b.Title, When: b.When, Says: b.Says, Likelihood: b.Likelihood, Confidence: b.Confidence, Basis: b.Basis,
		Scale: newScale(b.Probability, p),
	}
	if b.Chart != nil {
		f := newFigure(b.Chart, p)
		out.Figure = &f
	}
	for i := range b.Sections {
		out.Sections = append(out.Sections, newSection(&b.Sections[i], out.ID+"-"))
	}
	return out
}

// newScale draws a likelihood on the bounds of the seven terms of ICD 203.
func newScale(p float64, words lang.Printer) scale {
	bounds := []float64{0, 0.05, 0.20, 0.45, 0.55, 0.80, 0.95, 1}
	s := scale{At: round(100 * p), Desc: words.Print(lang.M("html.scale", "p", p))}
	for i, from := range bounds[:len(bounds)-1] {
		to := bounds[i+1]
		s.Bands = append(s.Bands, scaleBand{round(100 * from), round(100*(to-from) - 0.4), p >= from && (p < to || to == 1)})
	}
	return s
}

func newSection(s *tell.Section, prefix string) section {
	out := section{ID: prefix + s.ID, Kind: s.ID, Title: s.Title, Says: s.Says, Facts: s.Facts, Quotes: s.Quotes, Ends: s.Ends}
	if s.Table != nil {
		out.Table = newTable(s.Table, s.ID)
		if s.ID == "parts" {
			out.Stack = newStack(s.Table)
		}
	}
	if s.ID == "innocent" {
		out.Reasons = s.Items
		return out
	}
	for _, i := range s.Items {
		out.Items = append(out.Items, item{i.Label, i.Name, i.Text})
	}
	return out
}

func newTable(t *tell.Table, kind string) *table {
	out := &table{Kind: kind, BarHead: strings.ReplaceAll(t.Bars, "│", " │ "), Bars: t.Bars != "", More: t.More}
	for _, c := range t.Columns {
		out.Heads = append(out.Heads, head{c.Title, c.Number})
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		line := row{First: cell{Text: r.Cells[0]}, Bar: newBar(&r.Bar, t.Diverging), Under: r.Under}
		for j, text := range r.Cells[1:] {
			line.Cells = append(line.Cells, cell{t.Columns[j+1].Title, text, t.Columns[j+1].Number})
		}
		out.Rows = append(out.Rows, line)
	}
	return out
}
