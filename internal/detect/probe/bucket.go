package probe

// bucket is a leaky bucket over the time of the log: each event fills it by
// one, and one leaks out in every step. (J. Turner, New Directions in
// Communications, IEEE Communications Magazine 24(10), 1986.)
type bucket struct {
	step  int64 // microseconds
	level float64
	at    int64
	seen  map[uint64]bool // since it was last empty; nil: events need not differ
}

func newBucket(stepMicros int64, distinct bool) *bucket {
	b := &bucket{step: stepMicros}
	if distinct {
		b.seen = map[uint64]bool{}
	}
	return b
}

// add takes an event in and gives the level. What an event is known by counts
// once until the bucket has run empty.
func (b *bucket) add(time int64, what uint64) float64 {
	if b.at != 0 && time > b.at {
		b.level = max(b.level-float64(time-b.at)/float64(b.step), 0)
	}
	b.at = time
	if b.seen != nil {
		if b.level == 0 {
			clear(b.seen)
		}
		if b.seen[what] {
			return b.level
		}
		b.seen[what] = true
	}
	b.level++
	return b.level
}
