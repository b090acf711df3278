// Package page draws a traffic.Report on a terminal: the answer first, then
// what it rests on. Colour, where it is allowed, repeats what words say.
//
//	traffic.Report ─ tell ─▶ View ─ Write ─▶ text
//	Live ─ Watch ─▶ one screen that is drawn anew
//
// Nothing of a log reaches the terminal before lang.SafeText.
package page

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/tell"
)

// Options say how a page is drawn.
type Options struct {
	Width   int // columns; 0 is 80
	Colour  bool
	Full    bool         // leave no table short, quote lines of the log
	Printer lang.Printer // language and zone
}

// The widths between which a page is drawn.
const (
	leastWidth = 40
	mostWidth  = 140
	usualWidth = 80
)

func (o Options) width() int {
	if o.Width <= 0 {
		return usualWidth
	}
	return min(max(o.Width, leastWidth), mostWidth)
}

// Write draws a report. The same report and options give the same bytes.
func Write(w io.Writer, r *traffic.Report, o Options) error {
	v := tell.New(r, tell.Options{Printer: o.Printer, Full: o.Full})
	c := &canvas{width: o.width(), colour: o.Colour}
	c.say(0, bold, v.Answer)
	c.blank()
	c.section(&v.Read)
	if o.Full {
		c.section(&v.Inputs)
	}
	if v.Overview != nil {
		c.section(v.Overview)
	}
	for i := range v.Charts {
		c.chart(&v.Charts[i], chartRows)
	}
	for i := range v.Bursts {
		b := &v.Bursts[i]
		if b.Brief {
			continue
		}
		if !o.Full && plainEnough(v.Charts, b) {
			b.Chart = nil
		}
		c.burst(b)
	}
	for _, s := range []*tell.Section{v.Probes, v.Notes, v.Limits, &v.Next} {
		if s != nil {
			c.section(s)
		}
	}
	if _, err := io.WriteString(w, strings.TrimRight(c.out.String(), "\n")+"\n"); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// plainEnough says whether the chart of the site shows a burst well already.
func plainEnough(charts []tell.Chart, b *tell.Burst) bool {
	return slices.ContainsFunc(charts, func(c tell.Chart) bool {
		return slices.ContainsFunc(c.Bands, func(x tell.Band) bool { return x.Number == b.Number && x.To-x.From > 0.25 })
	})
}

// burst draws one burst under a rule of its own.
func (c *canvas) burst(b *tell.Burst) {
	c.rule(fmt.Sprintf("%d · %s", b.Number, b.Title))
	c.say(0, shade(b.Kind), strings.ToUpper(b.Verdict)+" · "+b.When)
	c.say(0, plain, b.Says)
	c.blank()
	c.say(0, plain, b.Likelihood)
	c.say(0, plain, strings.TrimSpace(b.Confidence+" "+b.Basis))
	c.blank()
	if b.Chart != nil {
		c.chart(b.Chart, burstRows)
	}
	for i := range b.Sections {
		c.section(&b.Sections[i])
	}
}

// section draws a heading and what stands under it.
func (c *canvas) section(s *tell.Section) {
	if len(s.Says)+len(s.Facts)+len(s.Items)+len(s.Quotes)+len(s.Ends) == 0 && s.Table == nil {
		return
	}
	c.say(0, bold, s.Title)
	for _, p := range s.Says {
		c.say(2, plain, p)
	}
	c.facts(s.Facts)
	switch {
	case s.Table == nil:
	case s.ID == "inputs":
		c.files(s.Table)
	default:
		c.table(s.Table)
	}
	for i := range s.Items {
		c.item(&s.Items[i])
	}
	for i := range s.Quotes {
		c.quote(&s.Quotes[i])
	}
	for _, p := range s.Ends {
		c.say(2, dim, p)
	}
	c.blank()
}

// facts draws names and values in two columns.
func (c *canvas) facts(fs []tell.Fact) {
	wide := 0
	for _, f := range fs {
		wide = max(wide, columns(f.Name))
	}
	wide = min(wide, c.width/3)
	for _, f := range fs {
		names, values := wrap(f.Name, wide), wrap(f.Value, c.width-wide-4)
		for i := range max(len(names), len(values)) {
			c.line("  " + c.paint(dim, pad(at(names, i), wide, false)) + "  " + at(values, i))
		}
	}
}

// item draws an entry of a list with what follows hanging under it.
func (c *canvas) item(i *tell.Item) {
	switch head := strings.Join(nonempty(i.Name, i.Label), " — "); {
	case i.Kind == "command":
		c.hang(2, bold, i.Name, i.Text)
	case i.Kind == "event" || i.Kind == "outage":
		c.bullet(strings.Join(nonempty(i.Label, i.Name, i.Text), " — "))
	case head == "":
		c.bullet(i.Text)
	case i.Text == "":
		c.bullet(head)
	default:
		c.hang(2, shade(i.Kind), head, i.Text)
	}
}

func nonempty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

// files draws the inputs as paragraphs: a hash is too long for a column.
func (c *canvas) files(t *tell.Table) {
	for _, r := range t.Rows {
		var parts []string
		for i, cell := range r.Cells[1:] {
			if cell != "" {
				parts = append(parts, t.Columns[i+1].Title+" "+cell)
			}
		}
		c.say(2, bold, r.Cells[0])
		c.say(4, plain, strings.Join(parts, " · "))
		c.say(4, dim, r.Under)
	}
}

func (c *canvas) quote(q *tell.Quote) {
	c.say(2, plain, q.Why)
	c.say(4, dim, q.Text)
	c.say(4, dim, q.Place+" · SHA-256 "+q.SHA256)
}
