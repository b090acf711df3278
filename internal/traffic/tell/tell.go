// Package tell puts a traffic.Report into words: the answer, and sections of
// sentences, facts, lists and tables that the page on a terminal and the HTML
// file draw each in its way, so that both say the same.
//
//	traffic.Report ─ tell.New ─▶ View ─▶ page │ html
//
// Texts of logs are in a View as they were written, cut to a length that can
// be shown. Whoever draws it has to make them harmless for his medium.
package tell

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// Options say how a report is told.
type Options struct {
	// Printer gives the language and the zone; its catalogue may hold more
	// names of features and explanations than this package knows.
	Printer lang.Printer
	// Full leaves no table short.
	Full bool
}

// View is a report in words.
type View struct {
	Lang   lang.Lang
	Answer string // one sentence
	Read   Section
	Charts []Chart // volume of each site with a burst, or of the busiest
	// Overview lists the bursts, nil where there are not several.
	Overview *Section
	Bursts   []Burst
	Probes   *Section // nil where there are none
	Notes    *Section
	Limits   *Section
	Inputs   Section
	Next     Section
	Version  string
	Command  string
}

// Burst is one burst in words.
type Burst struct {
	Number                 int
	Brief                  bool   // told by its line of the overview alone
	ID, Kind, Verdict      string // Kind is the fixed name of the verdict, "" for any other
	Site, Title            string // Title is the site and, where the burst is of one kind of page alone, that
	When, Says             string
	Likelihood, Confidence string // each a sentence of its own
	Basis                  string // what confidence rests on, "" where that is not told
	Probability            float64
	Term                   string // in the reader's language
	Chart                  *Chart
	Sections               []Section
}

// Section is one part of the account.
type Section struct {
	ID, Title string
	Says      []string // paragraphs above
	Facts     []Fact
	Table     *Table
	Items     []Item
	Quotes    []Quote
	Ends      []string // paragraphs below, in small print
}

// Fact is a name with its value.
type Fact struct{ Name, Value string }

// Item is an entry of a list. Kind is a fixed name, for its colour.
type Item struct{ Kind, Label, Name, Text string }

// Quote is a line of a log.
type Quote struct{ Why, Text, Place, Digest, SHA256, Command string }

// Table has a row for each thing and may draw a bar beside it.
type Table struct {
	Columns []Column
	Rows    []Row
	// Bars is the heading of the column of bars, "" for none; Diverging bars
	// go from -1 to 1, with a heading for each side ("crowd│attack"), others
	// from 0 to 1.
	Bars      string
	Diverging bool
	More      string // what is left out
}

// prune leaves out columns in which no row has anything.
func (t *Table) prune() {
	for i := len(t.Columns) - 1; i > 0; i-- {
		if slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Cells[i] != "" }) {
			continue
		}
		t.drop(i)
	}
}

// drop leaves out a column.
func (t *Table) drop(i int) {
	t.Columns = slices.Delete(t.Columns, i, i+1)
	for j := range t.Rows {
		t.Rows[j].Cells = slices.Delete(t.Rows[j].Cells, i, i+1)
	}
}

// Column is the heading of a column.
type Column struct {
	Title  string
	Number bool // set to the right
}

// Row is the cells of one row.
type Row struct {
	Cells []string
	Bar   Bar
	Under string // an example, below the row
}

// Bar is the drawing of one row: from 0 to To, with the range Low to High and
// a mark, each left out below zero.
type Bar struct {
	Kind      string // "attack", "crowd", "other"
	To        float64
	Low, High float64
	Mark      float64
}

// teller is what all parts of the account are made with.
type teller struct {
	p    lang.Printer
	r    *traffic.Report
	full bool
}

// New puts a report into words. The same report and options give the same
// view.
func New(r *traffic.Report, o Options) *View {
	t := newTeller(r, o)
	v := &View{Lang: t.p.Lang, Answer: t.answer(), Read: t.read(), Inputs: t.inputs(), Version: clip(r.Version, 40), Command: clip(r.Command, 1000)}
	for i := range r.Bursts {
		v.Bursts = append(v.Bursts, t.burst(i))
	}
	v.Overview = t.overview(v.Bursts)
	v.Charts = t.charts()
	v.Probes, v.Notes, v.Limits = t.probes(), t.notes(), t.limits(r.Limits, "limits")
	v.Next = t.next()
	return v
}

func newTeller(r *traffic.Report, o Options) *teller {
	all := lang.Catalogue{}
	for _, c := range []lang.Catalogue{finding.TrafficNames, finding.Catalogue, o.Printer.Catalogue, Catalogue} {
		maps.Copy(all, c)
	}
	t := &teller{p: o.Printer, r: r, full: o.Full}
	t.p.Catalogue = all
	if t.p.Zone == nil {
		t.p.Zone = zone(r.Clock.Zone)
	}
	return t
}

func zone(name string) *time.Location {
	if z, err := time.LoadLocation(name); err == nil {
		return z
	}
	return time.UTC
}

// say is a sentence with its arguments.
func (t *teller) say(key string, pairs ...any) string { return t.p.Print(lang.M(key, pairs...)) }

// has is true where the catalogue knows a key.
func (t *teller) has(key string) bool { _, ok := t.p.Catalogue[key]; return ok }

// name is the word for a fixed name; one that the catalogue does not know is
// made readable.
func (t *teller) name(name string, prefixes ...string) string {
	for _, p := range prefixes {
		if t.has(p + name) {
			return t.say(p + name)
		}
	}
	return clip(strings.NewReplacer("-", " ", "_", " ").Replace(name), 60)
}

// limit is how many rows are shown.
func (t *teller) limit(brief int) int {
	if t.full {
		return 1 << 20
	}
	return brief
}

// more says how many rows were left out.
func (t *teller) more(all, shown int) string {
	if all <= shown {
		return ""
	}
	return t.say("tell.more", "n", all-shown)
}

// when writes an interval; the date of its end only where it differs.
func (t *teller) when(from, to time.Time) string {
	if from.IsZero() {
		return t.say("tell.no-time")
	}
	f, u := from.In(t.p.Zone), to.In(t.p.Zone)
	if f.Format(time.DateOnly) == u.Format(time.DateOnly) {
		return f.Format("2006-01-02 15:04:05") + " – " + u.Format("15:04:05 -0700")
	}
	return t.p.Time(from, false) + " – " + t.p.Time(to, false)
}

// clock is a time of day in the reader's zone.
func (t *teller) clock(at time.Time) string {
	if at.IsZero() {
		return t.say("tell.no-time")
	}
	return at.In(t.p.Zone).Format("15:04:05")
}

// day is a time to the second in the reader's zone, which the account states
// once.
func (t *teller) day(at time.Time) string {
	if at.IsZero() {
		return t.say("tell.no-time")
	}
	return at.In(t.p.Zone).Format("2006-01-02 15:04:05")
}

// clip shortens a text to n characters.
func clip(s string, n int) string {
	i := 0
	for at := range s {
		if i == n {
			return s[:at] + "…"
		}
		i++
	}
	return s
}

func clips(all []string, n int) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = clip(s, n)
	}
	return out
}

// capital makes the first letter large.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
