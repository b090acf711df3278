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
	logit := math.Log(prior / (1 - prior))
	for i := range features {
		features[i].Weight = math.Round(features[i].Weight*1000) / 1000
		logit += features[i].Weight
	}
	return features, 1 / (1 + math.Exp(-logit))
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
	if !in.texts {
		basis = append(basis, lang.M("coord.basis.no_text"))
	}
	if p.merged > 1 {
		basis = append(basis, lang.M("coord.basis.merged", "groups", p.merged))
	}
	switch {
	case !in.texts || others < 2*len(p.accounts) || others < 30 || p.merged > 1:
		return finding.Low, basis
	case step == minute || p.days < 3 || in.days < 7:
		return finding.Moderate, basis
	}
	return finding.High, basis
}

func severity(likelihood float64) finding.Severity {
	switch {
	case likelihood >= 0.8:
		return finding.Serious
	case likelihood >= 0.55:
		return finding.Minor
	}
	return finding.Note
}
