// Package rhythm holds what the times of posts can say: the profile over the
// week, the offsets from UTC under which it looks like office hours, how
// regular the intervals are, whether accounts begin at the same moments, and
// whether dates cluster. It knows times alone: neither posts nor accounts.
//
// Times are microseconds since 1970 UTC, in order, unless it is said
// otherwise. Every method names its source; docs/methods/rhythm.md says what
// each assumes and where it fails.
package rhythm
