package narrative

import (
	"math"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/narrative"
	"github.com/unveil-project/unveil/internal/neardup"
	"github.com/unveil-project/unveil/internal/source"
)

const second = 1e6

// single says what was found of one narrative.
func single(n *narrative.Narrative, r *narrative.Result, par narrative.Params, sources []source.Info) *finding.Finding {
	explanations := narrative.Innocent(n, r)
	confidence, basis := confidenceOf(n, r)
	return &finding.Finding{
		Subject: n.ID, Start: time.UnixMicro(n.First), End: time.UnixMicro(n.Last),
		Severity: severity(n, explanations), Confidence: confidence, Basis: basis,
		Headline: lang.M("narrative.headline", "accounts", n.Accounts, "posts", n.Posts, "label", labelOf(n)),
		Details:  details(n), Measures: measures(n), Innocent: explanations,
		Limits:     limits(r),
		Techniques: techniques(n, explanations),
		Evidence:   evidence(n, sources),
		Members:    &finding.Members{Unit: "accounts", IDs: n.Members},
		Series:     series(n),
		Method:     method(par),
	}
}

func method(par narrative.Params) finding.Method {
	o := neardup.Defaults()
	return finding.Method{Name: "narrative", Params: map[string]any{
		"min_accounts": par.MinAccounts, "most": par.Most, "shown": most,
		"shingle_characters": neardup.ShingleRunes, "bands": neardup.Bands, "rows": neardup.Rows,
		"similar": o.Similar, "anchor": o.Anchor,
	}}
}

// labelOf writes the characteristic words.
func labelOf(n *narrative.Narrative) string { return strings.Join(n.Label, " ") }

// severity: the same words from many accounts are a note. They are more where
// most of the posts are by accounts that probably share on one plan and
// nothing innocent fits.
func severity(n *narrative.Narrative, explanations []finding.Explanation) finding.Severity {
	if 2*n.CoordinatedPosts < n.Posts || n.CoordinatedAccounts < 3 {
		return finding.Note
	}
	for _, e := range explanations {
		if e.Outcome == finding.Supported {
			return finding.Note
		}
	}
	return finding.Minor
}

// confidenceOf says how well the input carries the statement.
func confidenceOf(n *narrative.Narrative, r *narrative.Result) (finding.Confidence, []lang.Message) {
	basis := []lang.Message{
		lang.M("narrative.basis.cohesion", "variants", n.Variants, "cohesion", n.Cohesion, "loosest", n.Loosest),
		lang.M("narrative.basis.compared", "compared", r.Compared, "posts", r.Posts),
	}
	if n.Cohesion >= 0.9 && n.Loosest >= 0.7 {
		return finding.High, basis
	}
	return finding.Moderate, basis
}

// details say the numbers in sentences.
func details(n *narrative.Narrative) []lang.Message {
	var out []lang.Message
	add := func(key string, pairs ...any) { out = append(out, lang.M(key, pairs...)) }
	span := float64(n.Last-n.First) / second
	if math.IsNaN(n.Delay) {
		add("narrative.detail.spread.bare", "span", span, "variants", n.Variants)
	} else {
		add("narrative.detail.spread", "span", span, "variants", n.Variants, "delay", n.Delay)
	}
	if b := n.Burst; b.Posts > 0 {
		add("narrative.detail.burst", "posts", b.Posts, "onset", time.UnixMicro(b.Onset), "length", float64(b.End-b.Onset)/second, "doubling", b.Doubling)
	}
	add("narrative.detail.coordinated", "posts", n.CoordinatedPosts, "share", share(n.CoordinatedPosts, n.Posts), "accounts", n.CoordinatedAccounts)
	for _, t := range n.Targets {
		add("narrative.detail.named", "candidate", t.Name, "posts", t.Named, "low", t.Low, "high", t.High, "logodds", t.LogOdds, "error", t.Error)
		add("narrative.detail.stance", "candidate", t.Name, "hostile", t.Hostile, "favourable", t.Favourable, "unclear", t.Unclear,
			"low", t.HostileLow, "high", t.HostileHigh)
	}
	if len(n.Hashtags) > 0 {
		add("narrative.detail.hashtags", "tags", names(n.Hashtags, "#", 5))
	}
	if len(n.Links) > 0 {
		add("narrative.detail.links", "links", names(n.Links, "", 3))
	}
	return out
}

// names lists the first few names of a tally with their counts.
func names(list []narrative.Tally, mark string, most int) string {
	var out []string
	for _, t := range list[:min(most, len(list))] {
		out = append(out, mark+t.Name+" ("+lang.Int(int64(t.Posts))+")")
	}
	return strings.Join(out, ", ")
}

func share(k, n int) float64 { return float64(k) / float64(max(1, n)) }

// measures are the narrative's numbers; docs/methods/narrative.md says what
// each is.
func measures(n *narrative.Narrative) []finding.Measure {
	out := []finding.Measure{
		{Name: "posts", Value: float64(n.Posts), Unit: "posts"},
		{Name: "accounts", Value: float64(n.Accounts), Unit: "accounts"},
		{Name: "writers", Value: float64(n.Writers), Unit: "accounts"},
		{Name: "variants", Value: float64(n.Variants), Unit: "texts"},
		{Name: "cohesion", Value: n.Cohesion, Unit: "share"},
		{Name: "loosest", Value: n.Loosest, Unit: "share"},
		{Name: "coordinated_posts", Value: share(n.CoordinatedPosts, n.Posts), Unit: "share"},
		{Name: "coordinated_accounts", Value: float64(n.CoordinatedAccounts), Unit: "accounts"},
		{Name: "span_s", Value: float64(n.Last-n.First) / second, Unit: "s"},
		{Name: "days", Value: float64(n.Marks.Days), Unit: "days"},
	}
	if !math.IsNaN(n.Delay) {
		out = append(out, finding.Measure{Name: "median_delay_s", Value: n.Delay, Unit: "s"})
	}
	if b := n.Burst; b.Posts > 0 {
		out = append(out,
			finding.Measure{Name: "burst_posts", Value: float64(b.Posts), Unit: "posts"},
			finding.Measure{Name: "burst_s", Value: float64(b.End-b.Onset) / second, Unit: "s"},
			finding.Measure{Name: "doubling_s", Value: b.Doubling, Unit: "s"})
	}
	named, hostile := 0, 0
	for _, t := range n.Targets {
		named, hostile = max(named, t.Named), max(hostile, t.Hostile)
	}
	if len(n.Targets) > 0 {
		out = append(out,
			finding.Measure{Name: "candidates_named", Value: float64(len(n.Targets)), Unit: "candidates"},
			finding.Measure{Name: "posts_naming_one", Value: share(named, n.Posts), Unit: "share"},
			finding.Measure{Name: "posts_hostile_to_one", Value: share(hostile, n.Posts), Unit: "share"})
	}
	return out
}

// limits say what posts cannot show.
func limits(r *narrative.Result) []lang.Message {
	out := []lang.Message{
		lang.M("narrative.limit.truth"), lang.M("narrative.limit.export"), lang.M("narrative.limit.words"),
	}
	if r.Candidates {
		out = append(out, lang.M("narrative.limit.stance"))
	}
	return out
}

// techniques are the DISARM ids of what was observed, where most of it is by
// accounts that probably share on one plan.
func techniques(n *narrative.Narrative, explanations []finding.Explanation) []finding.Technique {
	if severity(n, explanations) == finding.Note {
		return nil
	}
	return []finding.Technique{{Framework: "DISARM", ID: "T0084.001", Name: "Use Copypasta"}}
}

// evidence shows the first posts, each by another account.
func evidence(n *narrative.Narrative, sources []source.Info) []finding.Evidence {
	var out []finding.Evidence
	for i, c := range n.Cites {
		var src source.Info
		if c.Source >= 0 && c.Source < len(sources) {
			src = sources[c.Source]
		}
		role := lang.M("narrative.role.first")
		if i > 0 {
			role = lang.M("narrative.role.next", "gap", c.Gap)
		}
		out = append(out, finding.Cite(src, c.Where, c.Digest, c.Text, role))
	}
	return out
}

// series is the spread as the figure draws it.
func series(n *narrative.Narrative) *finding.Series {
	values := make([]float64, len(n.Spread.Posts))
	for i, v := range n.Spread.Posts {
		values[i] = float64(v)
	}
	return &finding.Series{
		Name: "posts_of_narrative", Start: time.UnixMicro(n.Spread.Start).UTC(),
		Step: float64(n.Spread.Step) / second, Unit: "posts", Values: values,
	}
}

// rest sums up the narratives that have no finding of their own.
func rest(r *narrative.Result, par narrative.Params, sources []source.Info) *finding.Finding {
	others := r.Narratives[most:]
	f := &finding.Finding{
		Subject: "narratives", Severity: finding.Note, Confidence: finding.High,
		Limits: limits(r), Method: method(par), Evidence: evidence(&others[0], sources),
	}
	count, posts, coordinated := len(others)+r.Beyond.Narratives, r.Beyond.Posts, 0
	first, last := others[0].First, others[0].Last
	for i := range others {
		n := &others[i]
		posts += n.Posts
		first, last = min(first, n.First), max(last, n.Last)
		if 2*n.CoordinatedPosts >= n.Posts {
			coordinated++
		}
	}
	f.Start, f.End = time.UnixMicro(first), time.UnixMicro(last)
	f.Headline = lang.M("narrative.rest", "narratives", count, "posts", posts)
	f.Details = []lang.Message{lang.M("narrative.rest.detail", "described", len(others), "coordinated", coordinated)}
	f.Basis = []lang.Message{lang.M("narrative.basis.compared", "compared", r.Compared, "posts", r.Posts)}
	f.Measures = []finding.Measure{
		{Name: "narratives", Value: float64(count), Unit: "narratives"},
		{Name: "posts", Value: float64(posts), Unit: "posts"},
		{Name: "coordinated_narratives", Value: float64(coordinated), Unit: "narratives"},
	}
	return f
}
