package social

import (
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/drill/truth"
)

// describe completes the items: members by id, and for look-alikes the
// interval in which their accounts were active.
func (s *stage) describe() []truth.Item {
	for i := range s.items {
		it := &s.items[i]
		it.Members = s.ids(s.groups[i])
		slices.Sort(it.Members)
		it.Size = len(it.Members)
		if it.Start.IsZero() {
			it.Start, it.End = s.span(s.groups[i], it.Kind)
		}
		it.Start, it.End = it.Start.UTC(), it.End.UTC()
	}
	return s.items
}

// span is the time from a group's first act to its last. Activists are
// ordinary accounts: only their campaign counts.
func (s *stage) span(group []int32, kind string) (first, last time.Time) {
	in := make(map[int32]bool, len(group))
	for _, g := range group {
		in[g] = true
	}
	from, to := s.last, s.first
	for i := range s.acts {
		a := &s.acts[i]
		if in[a.author] && (kind != truth.ActivistDay || a.style == activistStyle) {
			from, to = min(from, a.at), max(to, a.at)
		}
	}
	return time.UnixMilli(from), time.UnixMilli(max(from, to))
}
