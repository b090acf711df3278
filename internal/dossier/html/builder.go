package html

import (
	"maps"
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// builder turns a masked input into the structs that the templates see.
type builder struct {
	in       dossier.Input
	p        lang.Printer
	all      []finding.Finding // in the order of the report
	findings []finding.Finding // of all, those that are shown
}

func newBuilder(in dossier.Input, p lang.Printer) *builder {
	all := lang.Catalogue{}
	// The printer's own words win: a detector knows best what it measures.
	for _, c := range []lang.Catalogue{Catalogue, source.Problems, finding.Catalogue, p.Catalogue} {
		maps.Copy(all, c)
	}
	p.Catalogue = all
	if p.Zone == nil {
		p.Zone = in.Zone()
	}
	if in.Election == nil {
		in.Election = &election.Election{}
	}
	ordered := dossier.Ordered(in.Findings)
	return &builder{in: in, p: p, all: ordered, findings: dossier.AtLeast(ordered, in.Least)}
}

// word is a fixed text of the page; the templates call it as t.
func (b *builder) word(key string) string { return b.p.Print(lang.Message{Key: key}) }

// say is a text with arguments.
func (b *builder) say(key string, pairs ...any) string { return b.p.Print(lang.M(key, pairs...)) }

// name is the word for a fixed name, or the name itself, made readable, where
// the catalogue does not know it.
func (b *builder) name(prefix, name string) string {
	if _, ok := b.p.Catalogue[prefix+name]; ok {
		return b.word(prefix + name)
	}
	return strings.NewReplacer("-", " ", "_", " ").Replace(name)
}

func (b *builder) prints(ms []lang.Message) []string {
	out := make([]string, 0, len(ms))
	for _, m := range ms {
		out = append(out, b.p.Print(m))
	}
	return out
}

func (b *builder) page() page {
	pg := page{
		Lang: string(b.p.Lang), Title: b.title(), Case: b.in.Case, Country: b.in.Election.Country,
		Day: day(b.in.Election.Day), Zone: b.p.Zone.String(),
		Generated: b.time(b.in.Generated), Version: b.in.Version, Command: b.in.Command,
		Sealed: b.in.Sealed, Drill: b.in.Election.Country == election.DrillCountry, CannotShow: b.cannotShow(), Terms: b.terms(), Words: b.words(),
	}
	b.summary(&pg)
	b.groups(&pg)
	b.inputs(&pg)
	b.checks(&pg)
	pg.Timeline = b.timeline()
	pg.Methods = b.methods()
	for _, s := range b.in.Election.Sources {
		pg.Sources = append(pg.Sources, factSource{s, webAddress(s)})
	}
	return pg
}

func (b *builder) title() string {
	if b.in.Election.Name != "" {
		return b.in.Election.Name
	}
	if b.in.Case != "" {
		return b.in.Case
	}
	return b.word("ui.untitled")
}

func day(d election.Date) string {
	if d.Year == 0 {
		return ""
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Format("2006-01-02")
}

// time writes a time in the reader's zone, or that there is none.
func (b *builder) time(t time.Time) string {
	if t.IsZero() {
		return b.word("ui.time.none")
	}
	return b.p.Time(t, false)
}

// interval writes two times, the date of the second only where it differs.
func (b *builder) interval(from, to time.Time) string {
	switch {
	case from.IsZero():
		return b.word("ui.time.none")
	case to.IsZero() || from.Equal(to):
		return b.time(from)
	}
	f, u := from.In(b.p.Zone), to.In(b.p.Zone)
	if f.Format("2006-01-02 -0700") == u.Format("2006-01-02 -0700") {
		return f.Format("2006-01-02 15:04:05") + " – " + u.Format("15:04:05 -0700")
	}
	return b.time(from) + " – " + b.time(to)
}

// minute is how lists write a time: the page states the zone once.
const minute = "2006-01-02 15:04"

// period writes two times to the minute, the date of the second only where it
// differs.
func (b *builder) period(from, to time.Time) string {
	if from.IsZero() {
		return b.word("ui.time.none")
	}
	f, u := from.In(b.p.Zone).Format(minute), to.In(b.p.Zone).Format(minute)
	switch {
	case to.IsZero() || f == u:
		return f
	case f[:10] == u[:10]:
		return f + " – " + u[11:]
	}
	return f + " – " + u
}

// webAddress gives the text where it is a web address that a page may link
// to, "" where it is not.
func webAddress(s string) string {
	if (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t\n") {
		return s
	}
	return ""
}

// capital makes the first letter large.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// sentence makes a clause into a sentence.
func sentence(s string) string {
	if s == "" || strings.ContainsRune(".!?…", rune(s[len(s)-1])) {
		return capital(s)
	}
	return capital(s) + "."
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

// round2 keeps two decimals: places in drawings need no more.
func round2(f float64) float64 { return math.Round(f*100) / 100 }
