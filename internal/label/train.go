package label

import (
	"math"
	"math/rand/v2"

	"github.com/unveil-project/unveil/internal/stance"
)

// Example is one labelled text as the model sees it.
type Example struct {
	Words []string // masked
	Rules stance.Opinion
	Want  stance.Stance
	Part  string
}

// classes in the order of the weights.
var classes = [3]stance.Stance{stance.Hostile, stance.Favourable, stance.Unclear}

func classOf(s stance.Stance) int {
	for i, c := range classes {
		if c == s {
			return i
		}
	}
	return len(classes) - 1
}

// linear is a multinomial logistic regression with an L2 penalty: one column of
// weights for each class, and a constant.
type linear struct {
	weights [3][]float64
	bias    [3]float64
}

// The training: passes over the examples, the first step, and the strength of
// the penalty. They were fixed beforehand, not chosen on any labels.
const (
	passes  = 40
	step    = 2.0
	penalty = 1e-4
)

// fit trains on vectors by stochastic gradient descent in a seeded order, with
// steps that shrink as 1/√t. Each class weighs alike, however rare it is.
func fit(xs [][]feature, ys []int) *linear {
	l := &linear{}
	for c := range l.weights {
		l.weights[c] = make([]float64, dimensions)
	}
	if len(xs) == 0 {
		return l
	}
	var count [3]float64
	for _, y := range ys {
		count[y]++
	}
	rng := rand.New(rand.NewPCG(20300701, 7))
	t := 0.0
	for range passes {
		for _, i := range rng.Perm(len(xs)) {
			t++
			rate := step / math.Sqrt(1+t/float64(len(xs)))
			l.learn(xs[i], ys[i], rate*math.Sqrt(float64(len(xs))/(3*count[ys[i]])))
		}
	}
	return l
}

// learn takes one step. The penalty is put on the weights that are used: the
// others stay near 0 by themselves.
func (l *linear) learn(x []feature, y int, rate float64) {
	p := l.predict(x)
	for c := range p {
		miss := p[c]
		if c == y {
			miss--
		}
		w := l.weights[c]
		for _, f := range x {
			w[f.at] -= rate * (miss*f.value + penalty*w[f.at])
		}
		l.bias[c] -= rate * 0.1 * miss
	}
}

// predict gives the probability of each class.
func (l *linear) predict(x []feature) [3]float64 {
	var z [3]float64
	top := math.Inf(-1)
	for c := range z {
		z[c] = l.bias[c]
		for _, f := range x {
			z[c] += l.weights[c][f.at] * f.value
		}
		top = max(top, z[c])
	}
	sum := 0.0
	for c := range z {
		z[c] = math.Exp(z[c] - top)
		sum += z[c]
	}
	for c := range z {
		z[c] /= sum
	}
	return z
}

// choose takes the likelier side where its probability reaches the threshold.
func choose(p [3]float64, threshold float64) stance.Stance {
	side := 0
	if p[1] > p[0] {
		side = 1
	}
	if p[side] >= threshold && p[side] >= p[2] {
		return classes[side]
	}
	return stance.Unclear
}

// threshold is the probability from which a side is taken: that with the most
// right answers on texts that were not trained on, found by splitting the
// training texts again. Of equals the highest, which answers least.
func threshold(xs [][]feature, ys []int) float64 {
	probabilities := make([][3]float64, len(xs))
	for f := range inner {
		inside, outside := split(ys, inner, f)
		m := fit(pick(xs, inside), pick(ys, inside))
		for _, i := range outside {
			probabilities[i] = m.predict(xs[i])
		}
	}
	best, most := 0.5, -1
	for k := 7; k <= 18; k++ {
		t := float64(k) / 20
		right := 0
		for i, p := range probabilities {
			if choose(p, t) == classes[ys[i]] {
				right++
			}
		}
		if right >= most {
			best, most = t, right
		}
	}
	return best
}

// inner is the number of folds in which the threshold is found.
const inner = 4

// split deals the examples of each class out over the folds in turn, and gives
// those outside and those inside fold f.
func split(ys []int, folds, f int) (train, test []int) {
	var dealt [3]int
	for i, y := range ys {
		if dealt[y]%folds == f {
			test = append(test, i)
		} else {
			train = append(train, i)
		}
		dealt[y]++
	}
	return train, test
}

func pick[T any](list []T, at []int) []T {
	out := make([]T, len(at))
	for i, k := range at {
		out[i] = list[k]
	}
	return out
}
