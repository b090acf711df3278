package flood

// Bins is how many bins the site's requests are counted in, over the days on
// which there were any.
func (s Site) Bins() int {
	if s.timeline == nil {
		return 0
	}
	return len(s.timeline.x)
}

// Bin is one bin: the second at which it begins, its length in seconds, and
// the requests that the baseline expects in it; ok is false where the log does
// not cover the bin or has no baseline.
func (s Site) Bin(i int) (second, length int64, expected float64, ok bool) {
	t := s.timeline
	if s.base.mode == none || !t.covers(i) {
		return t.second(i), t.bin, 0, false
	}
	return t.second(i), t.bin, s.base.expect[i], true
}
