package coord

import (
	"math"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// Weights of innocent explanations, as natural logarithms of likelihood
// ratios. One that fits the data outweighs all that speaks for coordination.
const (
	weightSupported = -5.0
	weightPossible  = -0.5
	possibleCount   = 2 // explanations that are merely possible and count
)

// judge weighs a group: the features, and the posterior of the hypothesis
// that its accounts act on one plan and none of the explanations tested holds.
func judge(p *profile, innocent []finding.Explanation, prior float64) ([]finding.Feature, float64) {
	observed, expected := p.strength()
	n := float64(len(p.accounts))
	density := float64(len(p.edges)) / math.Max(1, n*(n-1)/2)
	together := float64(len(p.together)) / math.Max(1, float64(p.posts))
	ratio := observed / math.Max(expected, 0.01)
	features := []finding.Feature{
		{Name: "objects_over_expected", Value: ratio, Weight: within(0.5*math.Log(math.Max(ratio, 1)), 0, 1.5)},
		{Name: "objects_per_edge", Value: observed, Weight: within(0.3*math.Log(math.Max(observed, 1)/3), 0, 0.8)},
		{Name: "copied_text", Value: p.byChannel[Text], Weight: 1.2 * p.byChannel[Text]},
		{Name: "objects_of_nobody_else", Value: p.ownObjects, Weight: within(1.2*(p.ownObjects-0.3), -0.4, 0.8)},
		{Name: "share_of_posts", Value: together, Weight: within(2*(together-0.1), -0.2, 0.8)},
		{Name: "density", Value: density, Weight: within(density-0.2, -0.2, 0.6)},
	}
	features = append(features, against(innocent)...)
	if open := leftOpen(innocent); open > 0 {
		_, odds := add(features, prior)
		features = append(features, finding.Feature{
			Name: "explanations_left_open", Value: open, Weight: -math.Log1p(open * odds),
		})
	}
	features, odds := add(features, prior)
	return features, odds / (1 + odds)
}

// add rounds the weights to what is printed and adds them to the prior.
func add(features []finding.Feature, prior float64) ([]finding.Feature, float64) {
	logit := math.Log(prior / (1 - prior))
	for i := range features {
		features[i].Weight = math.Round(features[i].Weight*1000) / 1000
		logit += features[i].Weight
	}
	return features, math.Exp(logit)
}

// rivals are how often an explanation that the data leave open would be the
// cause, for each time that one plan is, where accounts share together. With
// odds o before them and a sum of R, the odds are o/(1 + R·o): however much
// the accounts share together, no more than 1/R.
var rivals = []struct {
	name    string
	outcome finding.Outcome
	times   float64
}{
	{"community", finding.NotTestable, 0.7},
	{"official-accounts", finding.NotTestable, 0.1},
	{"news-wire", finding.NotTestable, 0.1},
	{"share-button", finding.NotTestable, 0.05},
	{"giveaway", finding.NotTestable, 0.05},
	{"one-source", finding.Possible, 0.5},
	{"cross-posting", finding.Possible, 1},
}

// leftOpen adds up the rivals that this input cannot tell from one plan.
func leftOpen(innocent []finding.Explanation) float64 {
	sum := 0.0
	for _, e := range innocent {
		for _, r := range rivals {
			if r.name == e.Name && r.outcome == e.Outcome {
				sum += r.times
			}
		}
	}
	return math.Round(sum*1000) / 1000
}

// isRival says whether a possible explanation is weighed by leftOpen.
func isRival(name string) bool {
	return name == "one-source" || name == "cross-posting"
}

// against gives the features of the explanations that hold or may.
func against(innocent []finding.Explanation) []finding.Feature {
	var out []finding.Feature
	possible := 0
	for _, e := range innocent {
		switch e.Outcome {
		case finding.Supported:
			out = append(out, finding.Feature{Name: "innocent:" + e.Name, Value: 1, Weight: weightSupported})
		case finding.Possible:
			if isRival(e.Name) {
				continue
			}
			if possible++; possible <= possibleCount {
				out = append(out, finding.Feature{Name: "innocent:" + e.Name, Value: 0.5, Weight: weightPossible})
			}
		}
	}
	return out
}

// strength is the mean of the objects of an edge and of what was expected.
func (g *group) strength() (observed, expected float64) {
	for _, e := range g.edges {
		observed += float64(e.objects)
		expected += e.expected
	}
	n := math.Max(1, float64(len(g.edges)))
	return observed / n, expected / n
}

func within(x, least, most float64) float64 { return math.Min(math.Max(x, least), most) }

// confidence says how well the input carries the statement.
func confidence(p *profile, in input, step int64) (finding.Confidence, []lang.Message) {
	others := in.accounts - len(p.accounts)
	basis := []lang.Message{
		lang.M("coord.basis.background", "others", others),
		lang.M("coord.basis.days", "days", p.days, "all", in.days),
	}
	if step == minute {
		basis = append(basis, lang.M("coord.basis.minutes"))
	}
	switch {
	case !in.texts:
		basis = append(basis, lang.M("coord.basis.no_text"))
	case !in.telling:
		basis = append(basis, lang.M("coord.basis.short_text"))
	}
	if p.merged > 1 {
		basis = append(basis, lang.M("coord.basis.merged", "groups", p.merged))
	}
	switch {
	case !in.telling || others < 2*len(p.accounts) || others < 30 || p.merged > 1:
		return finding.Low, basis
	case step == minute || p.days < 3 || in.days < 7:
		return finding.Moderate, basis
	}
	return finding.High, basis
}

// severity is by the likelihood. Two accounts, and a group for which most
// explanations could not be tested, are never serious.
func severity(likelihood float64, p *profile, innocent []finding.Explanation) finding.Severity {
	untested := 0
	for _, e := range innocent {
		if e.Outcome == finding.NotTestable {
			untested++
		}
	}
	switch {
	case likelihood >= 0.8 && len(p.accounts) > 2 && 2*untested < len(innocent):
		return finding.Serious
	case likelihood >= 0.55:
		return finding.Minor
	}
	return finding.Note
}
