package label

import (
	"math/rand/v2"
	"slices"

	"github.com/unveil-project/unveil/internal/stance"
	"github.com/unveil-project/unveil/internal/stats"
)

// Table counts pairs of what a person said and what was answered.
type Table map[[2]stance.Stance]int

// Rate is k of n with its Wilson interval of 95 %.
type Rate struct {
	K    int     `json:"k"`
	N    int     `json:"n"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Share is k/n, 0 where nothing was counted.
func (r Rate) Share() float64 {
	if r.N == 0 {
		return 0
	}
	return float64(r.K) / float64(r.N)
}

// NewRate makes a rate with its interval.
func NewRate(k, n int) Rate {
	lo, hi := stats.Wilson(k, n, stats.Z95)
	return Rate{k, n, lo, hi}
}

// Precision is how often the answer s is right.
func (t Table) Precision(s stance.Stance) Rate {
	n := 0
	for pair, k := range t {
		if pair[1] == s {
			n += k
		}
	}
	return NewRate(t[[2]stance.Stance{s, s}], n)
}

// Recall is how much of what is s is answered so.
func (t Table) Recall(s stance.Stance) Rate {
	n := 0
	for pair, k := range t {
		if pair[0] == s {
			n += k
		}
	}
	return NewRate(t[[2]stance.Stance{s, s}], n)
}

// Errors is how many answers differ from the label.
func (t Table) Errors() Rate {
	wrong, n := 0, 0
	for pair, k := range t {
		n += k
		if pair[0] != pair[1] {
			wrong += k
		}
	}
	return NewRate(wrong, n)
}

// Opposed is how many answers take one side for the other.
func (t Table) Opposed() int {
	return t[[2]stance.Stance{stance.Hostile, stance.Favourable}] + t[[2]stance.Stance{stance.Favourable, stance.Hostile}]
}

// Report is the error of a model beside that of the rules alone, on the same
// texts. The model's answers are those of the fold that did not see the text.
type Report struct {
	Folds         int
	Model, Rules  Table
	RandomModel   Table // on the texts that were drawn evenly
	RandomRules   Table
	Threshold     float64 // of the model trained on everything
	Examples      int
	PerStance     [3]int // of hostile, favourable, unclear
	WithoutRandom bool   // no text was drawn evenly: the error is of these texts alone
}

// Baseline is the commonest answer, and how often it would be wrong if it were
// always given.
func (r *Report) Baseline() (stance.Stance, Rate) {
	most := 0
	for i, n := range r.PerStance {
		if n > r.PerStance[most] {
			most = i
		}
	}
	return classes[most], NewRate(r.Examples-r.PerStance[most], r.Examples)
}

// Useful says whether the model has learnt anything: the whole interval of its
// cross-validated error lies below the error of always giving the commonest
// answer.
func (r *Report) Useful() bool {
	_, always := r.Baseline()
	return r.Model.Errors().High < always.Share()
}

// Count counts examples by what a person said: hostile, favourable, unclear.
func Count(examples []Example) (n [3]int) {
	for _, e := range examples {
		n[classOf(e.Want)]++
	}
	return n
}

// Least is how many labels a stance needs to be learnt over so many folds.
func Least(folds int) int { return 2 * folds }

// Enough says whether at least two stances have the labels that they need.
func Enough(examples []Example, folds int) bool {
	enough := 0
	for _, n := range Count(examples) {
		if n >= Least(folds) {
			enough++
		}
	}
	return enough >= 2
}

// Train trains a model on all examples and measures it by cross-validation
// (Stone 1974) over folds in which each label has its share. The examples are
// put into a seeded order first, whatever order they come in.
func Train(examples []Example, folds int) (*Model, Report) {
	examples = shuffled(examples)
	xs, ys := vectors(examples)
	r := Report{Folds: folds, Model: Table{}, Rules: Table{}, RandomModel: Table{}, RandomRules: Table{}, Examples: len(examples)}
	for _, y := range ys {
		r.PerStance[y]++
	}
	for f := range folds {
		inside, outside := split(ys, folds, f)
		trainX, trainY := pick(xs, inside), pick(ys, inside)
		limit := threshold(trainX, trainY)
		m := fit(trainX, trainY)
		for _, i := range outside {
			r.count(&examples[i], choose(m.predict(xs[i]), limit))
		}
	}
	r.Threshold = threshold(xs, ys)
	r.WithoutRandom = len(r.RandomModel) == 0
	return &Model{linear: fit(xs, ys), Threshold: r.Threshold, Examples: len(examples)}, r
}

func (r *Report) count(e *Example, answer stance.Stance) {
	r.Model[[2]stance.Stance{e.Want, answer}]++
	r.Rules[[2]stance.Stance{e.Want, e.Rules.Stance}]++
	if e.Part == Random {
		r.RandomModel[[2]stance.Stance{e.Want, answer}]++
		r.RandomRules[[2]stance.Stance{e.Want, e.Rules.Stance}]++
	}
}

// shuffled orders examples by what they say, then by a seeded permutation.
func shuffled(in []Example) []Example {
	out := slices.Clone(in)
	slices.SortStableFunc(out, func(a, b Example) int { return slices.Compare(a.Words, b.Words) })
	rand.New(rand.NewPCG(20300701, 3)).Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func vectors(examples []Example) (xs [][]feature, ys []int) {
	for _, e := range examples {
		xs = append(xs, features(e.Words, e.Rules))
		ys = append(ys, classOf(e.Want))
	}
	return xs, ys
}
