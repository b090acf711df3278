package storm

import "github.com/unveil-project/unveil/internal/drill/chance"

// Shape is how requests spread over the time of a part.
type Shape uint8

// Shapes.
const (
	Level  Shape = iota // at once, even, and gone at once
	Fading              // at once, then by e in a third of the time
	Rising              // a ramp up over two fifths, then down
	Bell                // up and down evenly
	Pulses              // four pulses with pauses between
	Call                // slow ramp, a sharp onset at a fifth, then fading
	shapes
)

// place draws a moment of the part, from 0 to 1.
func (s Shape) place(r *chance.Rand) float64 {
	u := float64(r.Float64())
	switch s {
	case Fading:
		return faded(u)
	case Rising:
		if r.Is(0.4) {
			return float64(0.4 * max(u, r.Float64()))
		}
		return 0.4 + float64(0.6*min(u, r.Float64()))
	case Bell:
		return (u + float64(r.Float64()) + float64(r.Float64())) / 3
	case Pulses:
		return (float64(r.IntN(4)) + float64(0.45*u)) / 4
	case Call:
		if r.Is(0.08) {
			return float64(0.2 * max(u, r.Float64()))
		}
		return 0.2 + float64(0.8*faded(u))
	}
	return u
}

// faded draws from an exponential distribution cut off at three times its
// mean, scaled to 1.
func faded(u float64) float64 {
	const kept = 0.950213 // 1 − e⁻³
	return -chance.Ln(1-float64(kept*u)) / 3
}
