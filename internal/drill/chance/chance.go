// Package chance is the randomness of a drill: seeded per component, and the
// same on every machine.
//
// The generator is PCG-DXSM (math/rand/v2). The distributions use only
// operations whose result IEEE 754 fixes: the standard library's Exp and Log
// have assembly of their own on some processors, and compilers may fuse a
// product with a sum, so both are written here with each product rounded.
package chance

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// Rand is one component's stream of random numbers.
type Rand struct{ *rand.Rand }

// New gives the stream of a component, "traffic/crawlers", under a seed.
// Streams of different components are independent, so that a change to one
// leaves what the others draw as it was.
func New(seed uint64, component string) *Rand {
	h := fnv.New64a()
	h.Write([]byte(component))
	return &Rand{rand.New(rand.NewPCG(seed, h.Sum64()))}
}

// Is is true with probability p.
func (r *Rand) Is(p float64) bool { return r.Float64() < p }

// Between draws a whole number from low to high, both included.
func (r *Rand) Between(low, high int) int {
	if high <= low {
		return low
	}
	return low + r.IntN(high-low+1)
}

// Exp draws from the exponential distribution.
func (r *Rand) Exp(mean float64) float64 {
	return float64(-Ln(1-float64(r.Float64())) * mean)
}

// Normal draws from the standard normal distribution by the sum of twelve
// uniform numbers (Irwin–Hall): its tails end at ±6, which a drill can bear.
func (r *Rand) Normal() float64 {
	s := -6.0
	for range 12 {
		s += float64(r.Float64())
	}
	return s
}

// LogNormal draws from the lognormal distribution with a median and with
// sigma, the standard deviation of the logarithm.
func (r *Rand) LogNormal(median, sigma float64) float64 {
	return float64(median * Exp(float64(sigma*r.Normal())))
}

// Poisson draws a count. Beyond 30 it uses the normal approximation.
func (r *Rand) Poisson(mean float64) int {
	if mean <= 0 {
		return 0
	}
	if mean > 30 {
		d := float64(math.Sqrt(mean) * r.Normal())
		return max(0, int(mean+d+0.5))
	}
	limit, p, n := Exp(-mean), r.Float64(), 0
	for p > limit {
		p = float64(p * r.Float64())
		n++
	}
	return n
}

// Ln is the natural logarithm of x > 0.
func Ln(x float64) float64 {
	f, e := math.Frexp(x)
	if f < math.Sqrt2/2 {
		f *= 2
		e--
	}
	f = (f - 1) / (f + 1)
	sq := float64(f * f)
	sum, pow := 0.0, 2*f
	for k := 1; k < 28; k += 2 { // ln((1+f)/(1-f)) = 2(f + f³/3 + f⁵/5 + …)
		sum += pow / float64(k)
		pow = float64(pow * sq)
	}
	return float64(float64(e)*math.Ln2) + sum
}

// Exp is e to the power of x.
func Exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	k := math.Floor(min(x, 700) / math.Ln2)
	f := min(x, 700) - float64(k*math.Ln2)
	s := 1.0
	for i := 18; i > 0; i-- { // Horner's scheme of the Taylor series
		s = 1 + float64(f*s)/float64(i)
	}
	return math.Ldexp(s, int(k))
}
