package botnet

import (
	"errors"
	"math"
)

// Similarity is how alike two bursts are.
type Similarity struct {
	Axes []Axis // in the order of Sets, rhythm last
	// Score sums the axes up, 0..1: the mean of how far each that can be
	// compared stands above chance, weighted by how much it tells. It is a
	// number to sort by; it is no probability.
	Score float64
}

// Axis is one way in which two bursts are compared.
type Axis struct {
	Name string
	// Value is the overlap, shared over the smaller set, or the likeness of the
	// rhythms: 0..1, NaN where the two cannot be compared.
	Value float64
	// Error is the standard error of Value; 0 where it is exact.
	Error float64
	// Expected is the same of two samples of ordinary visitors; NaN where that
	// is not known.
	Expected float64
	// Above is true where Value is more than two standard errors above what is
	// expected. Without an expectation it is false.
	Above bool
}

// ErrKeys is the answer to profiles whose hashes are under different keys.
var ErrKeys = errors.New("the two profiles were made with different keys")

// weights of the axes in the score: an address says more than a browser.
var weights = map[string]float64{Addresses: 3, Prefixes: 3, Networks: 1, Agents: 1, Templates: 1, Beat: 1}

// Compare compares two bursts. What is to be expected is the largest of: what
// ordinary visitors of either site have in common with one another and, where
// the profiles are of different logs, what those of the one have with those of
// the other.
func Compare(a, b *Profile) (*Similarity, error) {
	if a.Key != b.Key {
		return nil, ErrKeys
	}
	s := &Similarity{}
	sum, total := 0.0, 0.0
	for _, kind := range append(Sets(), Beat) {
		x := axis(kind, a, b)
		s.Axes = append(s.Axes, x)
		if math.IsNaN(x.Value) || math.IsNaN(x.Expected) {
			continue
		}
		total += weights[kind]
		if x.Above {
			sum += weights[kind] * (x.Value - x.Expected) / (1 - x.Expected)
		}
	}
	if total > 0 {
		s.Score = sum / total
	}
	return s, nil
}

// Axis gives the axis of a name; its Value is NaN where there is none.
func (s *Similarity) Axis(name string) Axis {
	for _, x := range s.Axes {
		if x.Name == name {
			return x
		}
	}
	return Axis{Name: name, Value: math.NaN(), Expected: math.NaN()}
}

func axis(kind string, a, b *Profile) Axis {
	x := Axis{Name: kind, Expected: math.NaN()}
	across, acrossError := math.NaN(), 0.0
	if kind == Beat {
		x.Value, x.Error = alike(a.Rhythm, b.Rhythm), beatError
	} else {
		x.Value, x.Error = Overlap(a.Sets[kind], b.Sets[kind])
		if a.Log != b.Log {
			across, acrossError = Overlap(a.Usual[kind], b.Usual[kind])
		}
	}
	for _, p := range []*Profile{a, b} {
		if e, ok := p.Chance[kind]; ok && !(e <= x.Expected) {
			x.Expected = e
		}
	}
	if !math.IsNaN(across) && !(across <= x.Expected) {
		x.Expected = across
	}
	x.Above = x.Value > x.Expected+2*math.Hypot(x.Error, acrossError) && x.Expected < 1
	return x
}

// beatError stands for the error of the likeness of two rhythms, whose
// distribution is not known: a tenth above chance is asked for.
const beatError = 0.05
