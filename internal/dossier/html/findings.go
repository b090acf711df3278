package html

import (
	"math"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// What a report of hundreds of findings leaves to `unveil findings --json`,
// so that the page stays below two megabytes; it says so where it does.
const (
	fullFindings = 60 // findings that are shown with everything they hold
	foldAbove    = 40 // a severity with more findings is folded to headlines
)

func (b *builder) groups(pg *page) {
	i := 0
	for _, s := range dossier.Severities() {
		g := group{Severity: string(s), Name: b.word("ui.group." + string(s)), Intro: b.word("ui.group." + string(s) + ".intro")}
		var entries []entry
		for ; i < len(b.findings) && (b.findings[i].Severity == s || s == finding.Note); i++ {
			e := b.entry(i)
			entries = append(entries, e)
			pg.Toc = append(pg.Toc, link{ID: e.ID, Number: e.Number, Text: e.Headline, Severity: e.Severity, Note: e.Short})
		}
		if len(entries) == 0 {
			continue
		}
		if s == finding.Note && b.in.Least == "" {
			g.Tables, g.Paper = tables(entries), b.word("ui.notes.paper")
		} else {
			g.Findings, g.Folded = entries, len(entries) > foldAbove
		}
		pg.Groups = append(pg.Groups, g)
	}
	if left := len(b.all) - len(b.findings); left > 0 {
		pg.LeftOut = b.say("ui.left-out", "n", left, "severity", b.name("severity.", string(b.in.Least)))
	}
}

// tables parts notes by front, whose order they are in.
func tables(entries []entry) []noteTable {
	var out []noteTable
	for _, e := range entries {
		if n := len(out); n == 0 || out[n-1].Front != e.Front {
			out = append(out, noteTable{Front: e.Front, Name: capital(e.FrontName)})
		}
		t := &out[len(out)-1]
		t.Rows = append(t.Rows, e)
	}
	return out
}

// short says what a finding rests on in a few words: how likely which
// hypothesis is, or that it is a fact or a comparison. A likelihood never
// stands without its question.
func (b *builder) short(f *finding.Finding) string {
	if f.Likelihood == nil {
		return b.word("ui." + string(dossier.KindOf(f)))
	}
	p := finding.Clamp(*f.Likelihood)
	return b.say("ui.short", "what", b.question(f), "term", b.name("term.", finding.Term(p)), "p", p)
}

// question is the hypothesis of a finding in a few words.
func (b *builder) question(f *finding.Finding) string {
	if _, ok := b.p.Catalogue["short."+f.Detector]; ok {
		return b.word("short." + f.Detector)
	}
	if f.Hypothesis == nil {
		return b.word("ui.likelihood")
	}
	return strings.TrimRight(b.p.Print(*f.Hypothesis), ".")
}

func (b *builder) entry(i int) entry {
	f := &b.findings[i]
	e := entry{
		ID: f.ID, Number: number(i),
		Front: class(string(f.Front)), FrontName: b.name("front.", string(f.Front)),
		Severity: class(string(f.Severity)), SeverityName: b.name("severity.", string(f.Severity)),
		Verdict: class(string(f.Verdict)), VerdictName: b.name("verdict.", string(f.Verdict)),
		Headline: b.p.Print(f.Headline), Subject: b.subject(f), When: b.interval(f.Start, f.End),
		Short: b.short(f), ShortID: f.ID[:min(7, len(f.ID))], About: b.period(f.Start, f.End),
		Detector:   strings.TrimSpace(f.Detector + " " + f.Version),
		Likelihood: b.likelihood(f),
		Basis:      b.prints(f.Basis), Details: b.prints(f.Details),
		Measures: b.measures(f.Measures), Innocent: b.explanations(f.Innocent),
		Limits: b.prints(f.Limits), Techniques: techniques(f.Techniques),
		MethodName: f.Method.Name, Params: params(f.Method.Params),
	}
	e.ConfidenceSentence = b.say("ui.conf", "word", b.name("confidence.", string(f.Confidence)))
	if kind := dossier.KindOf(f); kind != dossier.Estimate {
		e.Fact, e.FactLong = b.word("ui."+string(kind)), b.word("ui."+string(kind)+".long")
		e.ConfidenceSentence = b.say("ui.conf.fact", "word", b.name("confidence.", string(f.Confidence)))
	}
	if d := f.End.Sub(f.Start); d > 0 {
		e.Length = lang.Duration(d)
	}
	if b.hasMethod(f.Method.Name) {
		e.MethodID = "method-" + f.Method.Name
	}
	b.heavy(&e, f, i < fullFindings)
	return e
}

// subject is what a finding is about: a fixed name in the reader's words, any
// other as it is.
func (b *builder) subject(f *finding.Finding) string {
	if _, ok := b.p.Catalogue["subject."+f.Subject]; ok {
		return b.word("subject." + f.Subject)
	}
	return f.Subject
}

// heavy adds the parts of a finding that take room.
func (b *builder) heavy(e *entry, f *finding.Finding, full bool) {
	if !full {
		e.Evidence, e.EvidenceMore = b.evidence(f, 1)
		e.Params = nil
		e.Brief = b.say("ui.brief", "id", f.ID)
		return
	}
	e.Evidence, e.EvidenceMore = b.evidence(f, 5)
	e.Features = b.features(f)
	e.Figure = b.figure(f)
	e.Network = b.network(f)
	e.Members = b.members(f.Members)
}

// class keeps a fixed name that is used as a class; anything else is dropped.
func class(name string) string {
	for _, r := range name {
		if (r < 'a' || r > 'z') && r != '-' {
			return ""
		}
	}
	return name
}

func (b *builder) likelihood(f *finding.Finding) *likelihood {
	if f.Likelihood == nil {
		return nil
	}
	p := finding.Clamp(*f.Likelihood)
	term := finding.Term(p)
	l := &likelihood{
		Sentence: capital(b.say("ui.like", "term", b.name("term.", term), "p", p)),
		At:       round2(p * 100), Desc: b.say("ui.like.desc", "p", p),
	}
	if f.Hypothesis != nil {
		l.Hypothesis = sentence(b.p.Print(*f.Hypothesis))
	}
	if f.Prior != nil {
		l.Prior = b.say("ui.prior.text", "p", *f.Prior)
	}
	for _, t := range icd203 {
		l.Bands = append(l.Bands, band{X: t.from * 100, Width: round2((t.to-t.from)*100 - 0.4), On: t.term == term})
	}
	return l
}

// features draws each weight as a bar from the middle: to the right for the
// hypothesis, to the left against it. The longest fills its half.
// A line that is also a measure has that measure's unit.
func (b *builder) features(f *finding.Finding) []featureRow {
	units := map[string]string{}
	for _, m := range f.Measures {
		units[m.Name] = m.Unit
	}
	longest := 1.0
	for _, l := range f.Features {
		if w := math.Abs(l.Weight); !math.IsInf(w, 0) {
			longest = max(longest, w)
		}
	}
	var out []featureRow
	for _, l := range f.Features {
		out = append(out, b.feature(l, units[l.Name], longest))
	}
	return out
}

func (b *builder) feature(f finding.Feature, unit string, longest float64) featureRow {
	row := featureRow{Name: capital(b.featureName(f.Name)), Value: b.value(f.Value, unit), Baseline: "–"}
	if f.Baseline != nil {
		row.Baseline = b.value(*f.Baseline, unit)
	}
	share := min(math.Abs(f.Weight)/longest, 1) * 48
	row.X, row.Width = 50, round2(share)
	switch {
	case f.Weight > 0.05:
		row.Side, row.Effect = "for", b.say("ui.weight.for", "x", times(f.Weight))
	case f.Weight < -0.05:
		row.Side, row.Effect = "against", b.say("ui.weight.against", "x", times(-f.Weight))
		row.X = round2(50 - share)
	default:
		row.Side, row.Effect, row.Width = "neither", b.word("ui.weight.none"), 0
	}
	return row
}

// times is the likelihood ratio of a weight, without false precision.
func times(weight float64) string {
	x := math.Exp(min(weight, 20))
	if x >= 10 {
		return lang.Int(int64(math.Round(x)))
	}
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}

// featureName is the word for a line of evidence. What an innocent explanation
// adds is named "innocent:EXPLANATION"; a line may also be a measure.
func (b *builder) featureName(name string) string {
	if e, ok := strings.CutPrefix(name, "innocent:"); ok {
		return b.say("ui.feature.innocent", "name", b.name("explanation.", e))
	}
	for _, prefix := range []string{"feature.", "measure."} {
		if _, ok := b.p.Catalogue[prefix+name]; ok {
			return b.word(prefix + name)
		}
	}
	return b.name("feature.", name)
}

func (b *builder) explanations(es []finding.Explanation) []explanation {
	var out []explanation
	for _, e := range es {
		out = append(out, explanation{
			Name: capital(b.name("explanation.", e.Name)), Outcome: class(string(e.Outcome)),
			OutcomeName: b.name("outcome.", string(e.Outcome)),
			Text:        b.p.Print(e.Text), Measures: b.measures(e.Measures),
		})
	}
	return out
}

func techniques(ts []finding.Technique) []string {
	var out []string
	for _, t := range ts {
		out = append(out, strings.Join(strings.Fields(t.Framework+" "+t.ID+" "+t.Name), " "))
	}
	return out
}
