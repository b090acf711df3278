package tell

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// smallWeight is a weight below which a line says nothing either way: a
// likelihood ratio of 1.05.
const smallWeight = 0.05

// evidence is the list that the likelihood was computed from, the heaviest
// lines first.
func (t *teller) evidence(b *traffic.Burst) *Section {
	if len(b.Features) == 0 {
		return nil
	}
	s := &Section{ID: "evidence", Title: t.say("tell.evidence"), Says: []string{t.say("tell.evidence.says")}}
	s.Table = &Table{
		Columns: []Column{{t.say("tell.feature"), false}, {t.say("tell.value"), true}, {t.say("tell.usual"), true}, {t.say("tell.points"), false}},
		Bars:    t.say("tell.weight"), Diverging: true,
	}
	fs := slices.Clone(b.Features)
	slices.SortStableFunc(fs, func(x, y traffic.Feature) int { return cmp.Compare(math.Abs(y.Weight), math.Abs(x.Weight)) })
	shown := fs[:min(len(fs), t.limit(9))]
	longest := 1.0
	for _, f := range shown {
		if w := math.Abs(f.Weight); !math.IsInf(w, 0) && w > longest {
			longest = w
		}
	}
	for i := range shown {
		s.Table.Rows = append(s.Table.Rows, t.feature(&shown[i], longest))
	}
	s.Table.More = t.more(len(fs), len(shown))
	return s
}

func (t *teller) feature(f *traffic.Feature, longest float64) Row {
	unit := f.Unit
	if unit == "" {
		unit = unitOf(f.Name)
	}
	usual := "–"
	if f.Baseline != nil {
		usual = t.value(*f.Baseline, unit)
	}
	row := Row{Cells: []string{capital(t.featureName(f)), t.value(f.Value, unit), usual, ""}, Bar: Bar{"other", 0, -1, -1, -1}}
	switch {
	case f.Weight > smallWeight:
		row.Cells[3], row.Bar.Kind, row.Bar.To = t.say("tell.points.attack", "x", times(f.Weight)), "attack", min(f.Weight/longest, 1)
	case f.Weight < -smallWeight:
		row.Cells[3], row.Bar.Kind, row.Bar.To = t.say("tell.points.crowd", "x", times(-f.Weight)), "crowd", max(f.Weight/longest, -1)
	default:
		row.Cells[3] = t.say("tell.points.neither")
	}
	return row
}

// unitOf reads the unit of a feature from its name.
func unitOf(name string) string {
	switch {
	case strings.HasPrefix(name, "innocent:"), strings.HasSuffix(name, "_share"):
		return "share"
	case strings.HasSuffix(name, "_seconds"), strings.HasSuffix(name, "_s"), strings.HasSuffix(name, "_delay"):
		return "s"
	case strings.HasSuffix(name, "_ratio"):
		return "ratio"
	case strings.HasSuffix(name, "_aligned"):
		return "bool"
	}
	return ""
}

// featureName is what people call a feature.
func (t *teller) featureName(f *traffic.Feature) string {
	if name, ok := strings.CutPrefix(f.Name, "innocent:"); ok {
		return t.say("tell.feature.innocent", "name", t.name(name, "explanation."))
	}
	for _, prefix := range []string{"feature.", "measure."} {
		if t.has(prefix + f.Name) {
			return t.say(prefix + f.Name)
		}
	}
	if f.Title != "" && !strings.HasPrefix(f.Title, "feature.") { // no words for it there either
		return clip(f.Title, 80)
	}
	return t.name(f.Name)
}

// times is the likelihood ratio of a weight, without false precision.
func times(weight float64) string {
	x := math.Exp(min(weight, 20))
	if x >= 10 {
		return lang.Int(int64(math.Round(x)))
	}
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}

// outcome maps what a report calls the outcome of a test to its fixed name.
func outcome(s string) string {
	switch s {
	case "fits", "supported":
		return "supported"
	case "partly", "possible":
		return "possible"
	case "does-not-fit", "unlikely":
		return "unlikely"
	case "not-testable":
		return s
	}
	return ""
}

// innocent lists the innocent explanations that were tested.
func (t *teller) innocent(b *traffic.Burst) *Section {
	if len(b.Innocent) == 0 {
		return nil
	}
	s := &Section{ID: "innocent", Title: t.say("tell.innocent"), Says: []string{t.say("tell.innocent.says")}}
	for _, e := range b.Innocent {
		kind := outcome(e.Outcome)
		word := t.name(e.Outcome)
		if kind != "" {
			word = t.say("outcome." + kind)
		}
		s.Items = append(s.Items, Item{Kind: kind, Label: word, Name: capital(t.name(e.Name, "explanation.")), Text: t.tested(kind, e.Text)})
	}
	return s
}

// tested is what testing an explanation gave; what cannot be tested is told
// only in a full account.
func (t *teller) tested(kind, text string) string {
	if kind == "not-testable" && !t.full {
		return ""
	}
	return clip(text, 600)
}

// quotes are lines of the log with their place.
func (t *teller) quotes(b *traffic.Burst) *Section {
	if len(b.Evidence) == 0 || !t.full {
		return nil
	}
	s := &Section{ID: "quotes", Title: t.say("tell.quotes"), Says: []string{t.say("tell.quotes.says")}}
	t.quoted(s, b.Evidence)
	return s
}

// quoted adds lines of the logs to a section of a full account.
func (t *teller) quoted(s *Section, lines []traffic.Evidence) {
	if !t.full {
		return
	}
	for i := range lines {
		if i == mostQuotes {
			s.Ends = append(s.Ends, t.more(len(lines), i))
			break
		}
		e := &lines[i]
		s.Quotes = append(s.Quotes, Quote{
			Why: capital(clip(e.Why, 200)), Text: clip(e.Quote, 400), Digest: clip(e.Digest, 64), SHA256: clip(e.Input, 64),
			Place:   t.say("tell.place", "file", clip(e.File, 80), "from", e.Offset, "to", e.Offset+max(e.Length, 1)-1),
			Command: fmt.Sprintf("tail -c +%d FILE | head -c %d", e.Offset+1, e.Length),
		})
	}
}

// mostQuotes bounds the lines that are quoted in one place.
const mostQuotes = 12
