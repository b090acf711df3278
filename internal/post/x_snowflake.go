package post

// Since November 2010 the ids of X hold the time of the post: the bits above
// the lowest 22 count milliseconds since 4 November 2010, 01:42:54.657 UTC
// (X, "Announcing Snowflake", 2010; the constant is twepoch in the published
// code of Snowflake). Before that ids were counted up one by one and ended
// below 30,000,000,000.
const (
	snowflakeEpoch = 1_288_834_974_657 // milliseconds since 1970
	lastCounted    = 30_000_000_000
)

// snowflakeTime reads the time in an id, in microseconds since 1970 UTC with
// the precision of a millisecond.
func snowflakeTime(id string) (int64, bool) {
	if len(id) > 19 || !allDigits(id) {
		return 0, false
	}
	var n uint64
	for i := range len(id) {
		n = n*10 + uint64(id[i]-'0')
	}
	if n <= lastCounted {
		return 0, false
	}
	micros := (int64(n>>22) + snowflakeEpoch) * 1000
	return micros, micros >= earliest && micros < latest
}
