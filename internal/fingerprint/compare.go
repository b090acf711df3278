package fingerprint

import (
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/rhythm"
	"github.com/unveil-project/unveil/internal/stats"
)

// Axis is one way in which two groups are compared.
type Axis struct {
	Name string
	// Similarity is 0 (nothing in common) to 1 (the same), NaN where the two
	// cannot be compared.
	Similarity float64
	// Why says why not: "empty" where one of the two has nothing there,
	// "salt" where their hashes are under different salts.
	Why string
}

// Axes lists the names of the axes in their order.
func Axes() []string {
	return append([]string{"hours", "hours-shifted", "languages", "clients", "pairs"}, append(Kinds(), "techniques")...)
}

// Compare compares two files axis by axis. There is no sum over the axes: no
// weights of theirs are known.
func Compare(a, b *File) []Axis {
	out := []Axis{
		axis("hours", Hours(a.Hours, b.Hours)),
		axis("hours-shifted", HoursShifted(a.Hours, b.Hours)),
		axis("languages", Parts(a.Languages, b.Languages)),
		axis("clients", Parts(a.Clients, b.Clients)),
		axis("pairs", Parts(a.Pairs, b.Pairs)),
	}
	for _, k := range Kinds() {
		x := axis(k, Sketches(a.Objects[k], b.Objects[k]))
		if a.Salt != b.Salt {
			x = Axis{k, math.NaN(), "salt"}
		}
		out = append(out, x)
	}
	return append(out, axis("techniques", jaccard(a.Techniques, b.Techniques)))
}

func axis(name string, similarity float64) Axis {
	if math.IsNaN(similarity) {
		return Axis{name, similarity, "empty"}
	}
	return Axis{Name: name, Similarity: similarity}
}

// smooth is rhythm.Smooth on the hours of a file.
func smooth(h []float64) [rhythm.Hours]float64 {
	var w [rhythm.Hours]float64
	copy(w[:], h)
	return rhythm.Smooth(w)
}

// Hours is the cosine of two smoothed profiles of the week, both in UTC.
func Hours(a, b []float64) float64 {
	x, y := smooth(a), smooth(b)
	return rhythm.Cosine(x[:], y[:])
}

// HoursShifted is the highest cosine when one profile is moved by up to half
// a day either way: the same daily routine in another zone.
func HoursShifted(a, b []float64) float64 {
	x, y := smooth(a), smooth(b)
	best := math.NaN()
	for by := -12; by <= 12; by++ {
		z := rhythm.Shift(y, by)
		if c := rhythm.Cosine(x[:], z[:]); !math.IsNaN(c) && !(c <= best) {
			best = c
		}
	}
	return best
}

// Parts is one minus the divergence of Jensen and Shannon (Lin 1991) of two
// mixes; NaN where one is empty.
func Parts(a, b []Part) float64 {
	place := map[string]int{}
	for _, list := range [][]Part{a, b} {
		for _, p := range list {
			if _, ok := place[p.Name]; !ok {
				place[p.Name] = len(place)
			}
		}
	}
	x, y := make([]float64, len(place)), make([]float64, len(place))
	for _, p := range a {
		x[place[p.Name]] += p.Share
	}
	for _, p := range b {
		y[place[p.Name]] += p.Share
	}
	return 1 - stats.JensenShannon(x, y)
}

// Sketches estimates the Jaccard similarity of two sets under one salt: what
// they share over what either has. NaN where one has no hashes.
func Sketches(a, b *Sketch) float64 {
	if a == nil || b == nil {
		return math.NaN()
	}
	if a.Level < b.Level {
		a, b = b, a
	}
	hits := 0
	for _, h := range a.Hashes {
		if _, ok := slices.BinarySearch(b.Hashes, h); ok {
			hits++
		}
	}
	return Estimate(hits, len(a.Hashes), a.Total, b.Total, len(b.Hashes))
}

// Estimate is the Jaccard similarity of two sets of which the coarser was
// sampled into some hashes, hits of which the finer sample holds too: the
// share of hits estimates how much of the coarser set lies in the other
// (sampling by hash, Broder 1997). It is exact for whole sets.
func Estimate(hits, coarse, coarseTotal, fineTotal, fine int) float64 {
	if coarse == 0 || fine == 0 {
		return math.NaN()
	}
	both := float64(hits) / float64(coarse) * float64(coarseTotal)
	either := float64(coarseTotal) + float64(fineTotal) - both
	return min(max(both/either, 0), 1)
}

// jaccard is that of two lists of techniques.
func jaccard(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return math.NaN()
	}
	set := map[string]int{}
	for _, x := range a {
		set[x] |= 1
	}
	for _, x := range b {
		set[x] |= 2
	}
	both := 0
	for _, in := range set {
		if in == 3 {
			both++
		}
	}
	return float64(both) / float64(len(set))
}
