package coord

import (
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// likely is where the term "likely" begins.
const likely = 0.55

// finding says what was found of one group.
func (c *corpus) finding(p *profile, in input, net joined, par params, sources []source.Info) *finding.Finding {
	explanations := innocent(p, in)
	features, likelihood := judge(p, explanations, par.prior)
	likelihood = finding.Clamp(likelihood)
	sure, basis := confidence(p, in, c.step)
	first, last := c.span(p)
	members := c.members(p)
	hypothesis := lang.M("coord.hypothesis")
	prior := par.prior
	f := &finding.Finding{
		Detector: "coord", Version: version, Front: finding.Social,
		Start: time.UnixMicro(first), End: time.UnixMicro(last),
		Severity: severity(likelihood, p, explanations), Likelihood: &likelihood, Hypothesis: &hypothesis, Prior: &prior,
		Confidence: sure, Basis: basis,
		Headline: lang.M("coord.headline", "accounts", len(p.accounts), "objects", p.objects,
			"window", float64(p.window)/float64(second), "days", p.days),
		Details:  c.details(p, net),
		Measures: c.measures(p, net),
		Features: features, Innocent: explanations,
		Limits:   limits(in),
		Evidence: c.evidence(p, sources),
		Members:  members, Series: c.series(p),
		Method: finding.Method{Name: "coord", Params: par.print()},
	}
	f.Subject = subject(f.Evidence)
	f.Details = append(c.content(p), f.Details...)
	said, counted := targets(c.namings(p, &in))
	f.Details, f.Measures = append(f.Details, said...), append(f.Measures, counted...)
	if likelihood >= likely {
		// A label from a catalogue of attacks is not put on what is probably none.
		f.Techniques = techniques(p)
	}
	f.Seal()
	return f
}

// limits say what posts cannot show, and what of these was left out.
func limits(in input) []lang.Message {
	out := []lang.Message{
		lang.M("coord.limit.export"), lang.M("coord.limit.meaning"), lang.M("coord.limit.who"),
	}
	if in.crammed > 0 {
		out = append(out, lang.M("coord.limit.crammed", "posts", in.crammed, "most", postObjects))
	}
	return out
}

// subject names a group by a hash of its evidence, so that it is known again
// on the same data and nobody is named: a hash of its accounts could be tried
// out by anyone with a guess, the digests of its posts only by who holds them.
func subject(evidence []finding.Evidence) string {
	h := sha256.New()
	for _, e := range evidence {
		_, _ = fmt.Fprintln(h, e.Digest) // a hash never fails
	}
	return fmt.Sprintf("group-%x", h.Sum(nil)[:4])
}

// measures are the group's numbers; docs/methods/coord.md says what each is.
func (c *corpus) measures(p *profile, net joined) []finding.Measure {
	observed, expected := p.strength()
	maxP, maxQ := 0.0, 0.0
	for _, e := range p.edges {
		maxP, maxQ = max(maxP, e.p), max(maxQ, e.q)
	}
	window := float64(p.window) / float64(second)
	out := []finding.Measure{
		{Name: "accounts", Value: float64(len(p.accounts)), Unit: "accounts"},
		{Name: "edges", Value: float64(len(p.edges)), Unit: "pairs"},
		{Name: "groups", Value: float64(p.merged), Unit: "groups"},
		{Name: "objects", Value: float64(p.objects), Unit: "objects"},
		{Name: "occasions", Value: float64(len(p.occasions)), Unit: "occasions"},
		{Name: "shares", Value: float64(len(p.together)), Unit: "posts"},
		{Name: "posts", Value: float64(p.posts), Unit: "posts"},
		{Name: "share_of_posts", Value: float64(len(p.together)) / float64(max(1, p.posts)), Unit: "share"},
		{Name: "days", Value: float64(p.days), Unit: "days"},
		{Name: "window_s", Value: window, Unit: "s"},
		{Name: "effective_window_max_s", Value: c.effective(window), Unit: "s"},
		{Name: "median_delay_s", Value: p.delay, Unit: "s"},
		{Name: "objects_per_edge", Value: observed, Unit: "objects"},
		{Name: "expected_per_edge", Value: expected, Unit: "objects"},
		{Name: "expected_pairs", Value: maxQ * float64(len(p.edges)), Unit: "pairs"},
		{Name: "max_p", Value: maxP, Unit: "probability"},
		{Name: "max_q", Value: maxQ, Unit: "probability"},
		{Name: "tests", Value: net.tests, Unit: "pairs"},
		{Name: "accounts_on_two_channels", Value: float64(p.onTwoChannels()), Unit: "accounts"},
	}
	if own, others, ok := c.ages(p); ok {
		out = append(out, finding.Measure{Name: "median_age_days", Value: own, Unit: "days"},
			finding.Measure{Name: "median_age_others_days", Value: others, Unit: "days"})
	}
	return out
}

// effective is the longest real time between two shares that count: times to
// the minute hide up to 59 s.
func (c *corpus) effective(window float64) float64 {
	if c.step == minute {
		return window + 59
	}
	return window
}

// dayLength is a day in seconds, in which sentences take durations.
const dayLength = 86400.0

// details say the numbers in sentences.
func (c *corpus) details(p *profile, net joined) []lang.Message {
	observed, expected := p.strength()
	out := []lang.Message{
		lang.M("coord.detail.edges", "edges", len(p.edges), "observed", observed, "expected", expected, "tests", net.tests),
		lang.M("coord.detail.posts", "shares", len(p.together), "posts", p.posts,
			"share", float64(len(p.together))/float64(max(1, p.posts)), "delay", p.delay),
		lang.M("coord.detail.channels", "hashtag", p.byChannel[Hashtag], "link", p.byChannel[Link],
			"text", p.byChannel[Text], "repost", p.byChannel[Repost], "object", p.byChannel[Object]),
		lang.M("coord.detail.own", "own", p.ownObjects),
		lang.M("coord.detail.two-channels", "accounts", p.onTwoChannels(), "all", len(p.accounts)),
	}
	if own, others, ok := c.ages(p); ok {
		out = append(out, lang.M("coord.detail.age", "own", own*dayLength, "others", others*dayLength))
	}
	if c.step == minute {
		out = append(out, lang.M("coord.detail.minutes", "window", float64(p.window)/float64(second),
			"effective", c.effective(float64(p.window)/float64(second))))
	}
	return out
}

// techniques are the DISARM ids of what was observed, not of what it was for.
func techniques(p *profile) []finding.Technique {
	disarm := func(id, name string) finding.Technique {
		return finding.Technique{Framework: "DISARM", ID: id, Name: name}
	}
	var out []finding.Technique
	if p.byChannel[Hashtag] >= 0.3 {
		out = append(out, disarm("T0049.002", "Flood Existing Hashtag"))
	}
	if p.byChannel[Text] >= 0.1 {
		out = append(out, disarm("T0084.001", "Use Copypasta"))
	}
	if p.byChannel[Repost]+p.byChannel[Link]+p.byChannel[Object] >= 0.3 {
		out = append(out, disarm("T0118", "Amplify Existing Narrative"))
	}
	return out
}
