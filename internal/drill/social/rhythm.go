package social

import (
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/world"
)

const slot = 10 * time.Minute

// rhythm draws times by the hour of the day and by what is going on.
type rhythm struct {
	start   time.Time
	weights chance.Weights
}

func newRhythm(start, end time.Time) rhythm {
	hours := world.HourWeights()
	var w []uint64
	for t := start; t.Before(end); t = t.Add(slot) {
		w = append(w, uint64(hours[t.In(world.Zone()).Hour()]*eventBoost(t)))
	}
	if len(w) == 0 {
		w = []uint64{1}
	}
	return rhythm{start, chance.NewWeights(w)}
}

// eventBoost is how many times the usual number of people post at t.
func eventBoost(t time.Time) float64 {
	switch {
	case !t.Before(world.DebateStart()) && t.Before(world.DebateEnd()):
		return 2.5
	case !t.Before(world.Hour(18, 0)) && t.Before(world.Hour(23, 30)):
		return 2
	}
	return 1
}

// draw gives a time in milliseconds since 1970 UTC.
func (h rhythm) draw(r *chance.Rand) int64 {
	i := h.weights.Draw(r)
	return h.start.UnixMilli() + int64(i)*slot.Milliseconds() + r.Int64N(slot.Milliseconds())
}

// delay draws a time until a reaction, in milliseconds: lognormal with a
// median and with sigma 1.2, at least a second.
func delay(r *chance.Rand, median time.Duration) int64 {
	ms := r.LogNormal(float64(median.Milliseconds()), 1.2)
	return 1000 + int64(min(ms, 3*86_400_000))
}

// within draws a time evenly between two.
func within(r *chance.Rand, from, to time.Time) int64 {
	return from.UnixMilli() + r.Int64N(max(1, to.Sub(from).Milliseconds()))
}
