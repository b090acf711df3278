package html

import (
	"strconv"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// topFindings is how many of the findings above notes the summary names.
const topFindings = 10

// summary writes what the whole report says, in plain sentences and numbers.
func (b *builder) summary(pg *page) {
	pg.Summary = append(pg.Summary, b.whatWasRead(), b.whatWasFound())
	if s := b.outside(); s != "" {
		pg.Summary = append(pg.Summary, s)
	}
	if len(b.all) > 0 {
		pg.Summary = append(pg.Summary, b.howSure(), b.howConfident(), b.howInnocent())
	}
	pg.Summary = append(pg.Summary, b.word("ui.sum.nobody"))
	var sum dossier.Count
	for _, c := range dossier.Counts(b.all) {
		pg.Counts = append(pg.Counts, countLine(c, capital(b.name("front.", string(c.Front)))))
		sum.Serious, sum.Minor, sum.Notes = sum.Serious+c.Serious, sum.Minor+c.Minor, sum.Notes+c.Notes
	}
	pg.CountsTotal = countLine(sum, b.word("ui.total"))
	b.top(pg, sum.Serious+sum.Minor)
}

// top names the first of the findings above notes.
func (b *builder) top(pg *page, above int) {
	for i := range b.findings {
		f := &b.findings[i]
		if f.Severity.Rank() == finding.Note.Rank() {
			break
		}
		if len(pg.Top) == topFindings {
			pg.TopMore = b.say("ui.top.more", "n", above-topFindings)
			break
		}
		when := b.word("ui.time.none")
		if !f.Start.IsZero() {
			when = f.Start.In(b.p.Zone).Format(minute)
		}
		pg.Top = append(pg.Top, link{
			ID: f.ID, Number: number(i), Text: b.p.Print(f.Headline), Severity: class(string(f.Severity)),
			Note: b.name("front.", string(f.Front)) + " · " + when + " · " + b.short(f),
		})
	}
}

// calendarSlack is how far from the calendar a finding still belongs to the
// election: preparations begin before the campaign, disputes follow the count.
const calendarSlack = 180 * 24 * time.Hour

// outside says how many findings lie outside the calendar, "" where none does:
// data of other years show how a detector works and nothing about this
// election.
func (b *builder) outside() string {
	var first, last time.Time
	for _, e := range b.in.Election.Calendar {
		if first.IsZero() || e.Start.Before(first) {
			first = e.Start
		}
		if e.End.After(last) {
			last = e.End
		}
	}
	n := 0
	for i := range b.all {
		f := &b.all[i]
		if !f.Start.IsZero() && (f.End.Before(first.Add(-calendarSlack)) || f.Start.After(last.Add(calendarSlack))) {
			n++
		}
	}
	if n == 0 || first.IsZero() {
		return ""
	}
	return b.say("ui.sum.outside", "n", n, "start", first, "end", last)
}

func countLine(c dossier.Count, name string) countRow {
	n := func(v int) string { return lang.Int(int64(v)) }
	return countRow{Front: string(c.Front), Name: name, Serious: n(c.Serious), Minor: n(c.Minor), Notes: n(c.Notes)}
}

func (b *builder) whatWasRead() string {
	t := b.in.Totals
	var kinds []string
	for _, k := range []struct {
		key string
		n   int64
	}{{"ui.n.posts", t.Posts}, {"ui.n.requests", t.Requests}, {"ui.n.sheets", t.Sheets}} {
		if k.n > 0 {
			kinds = append(kinds, b.say(k.key, "n", k.n))
		}
	}
	if len(kinds) == 0 {
		return b.word("ui.sum.read.none")
	}
	return b.say("ui.sum.read", "what", b.list(kinds), "files", len(b.in.Sources))
}

// list joins words as a sentence does: "a, b and c".
func (b *builder) list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + b.word("ui.and") + " " + words[last]
}

func (b *builder) whatWasFound() string {
	if len(b.all) == 0 {
		return b.word("ui.sum.none")
	}
	var parts []string
	serious := 0
	for _, c := range dossier.Counts(b.all) {
		serious += c.Serious
		if c.All() > 0 {
			parts = append(parts, b.say("ui.sum.front", "n", c.All(), "front", b.name("front.", string(c.Front))))
		}
	}
	key := "ui.sum.found"
	if serious == 0 {
		key = "ui.sum.found.mild"
	}
	return b.say(key, "n", len(b.all), "serious", serious, "fronts", b.list(parts))
}

// howSure counts the likelihoods; the confidence is a sentence of its own.
func (b *builder) howSure() string {
	var facts, compared, likely, even, less int
	for i := range b.all {
		switch l := b.all[i].Likelihood; {
		case dossier.KindOf(&b.all[i]) == dossier.Comparison:
			compared++
		case l == nil:
			facts++
		case *l >= 0.55:
			likely++
		case *l >= 0.45:
			even++
		default:
			less++
		}
	}
	var parts []string
	add := func(key string, n int) {
		if n > 0 {
			parts = append(parts, b.say(key, "n", n))
		}
	}
	add("ui.sum.facts", facts)
	add("ui.sum.compared", compared)
	add("ui.sum.likely", likely)
	add("ui.sum.even", even)
	add("ui.sum.less", less)
	return b.say("ui.sum.sure", "parts", b.list(parts))
}

func (b *builder) howConfident() string {
	n := map[finding.Confidence]int{}
	for i := range b.all {
		n[b.all[i].Confidence]++
	}
	var parts []string
	for _, c := range []finding.Confidence{finding.High, finding.Moderate, finding.Low} {
		if n[c] > 0 {
			parts = append(parts, b.say("ui.sum.confidence.one", "word", b.name("confidence.", string(c)), "n", n[c]))
		}
	}
	return b.say("ui.sum.confidence", "parts", b.list(parts))
}

func (b *builder) howInnocent() string {
	var fits, open, tested int
	for i := range b.all {
		best := 0
		for _, e := range b.all[i].Innocent {
			switch e.Outcome {
			case finding.Supported:
				best = max(best, 2)
			case finding.Possible, finding.NotTestable:
				best = max(best, 1)
			}
		}
		tested += min(1, len(b.all[i].Innocent))
		fits += best / 2
		open += best % 2
	}
	return b.say("ui.sum.innocent", "tested", tested, "fits", fits, "open", open)
}

// cannotShow says once what holds for each kind of data, then whatever the
// findings themselves say that they cannot show.
func (b *builder) cannotShow() []string {
	keys := []string{"ui.cannot.who", "ui.cannot.collected"}
	t := b.in.Totals
	if t.Posts > 0 {
		keys = append(keys, "ui.cannot.posts")
	}
	if t.Requests > 0 {
		keys = append(keys, "ui.cannot.requests")
	}
	if t.Sheets > 0 {
		keys = append(keys, "ui.cannot.sheets")
	}
	if len(b.all) == 0 {
		keys = append(keys, "ui.cannot.none")
	}
	out := make([]string, 0, len(keys))
	for _, k := range keys {
		out = append(out, b.word(k))
	}
	return out
}

// number is the number of a finding in this report.
func number(i int) string { return strconv.Itoa(i + 1) }
