package neardup

import (
	"context"
	"unicode/utf8"
)

// sets are the shingles of distinct texts. Only texts that can be compared
// with another have one.
type sets struct {
	values []uint32
	begin  []int64  // by distinct text, in values
	size   []uint32 // 0 for none
}

func (s *sets) of(d uint32) []uint32 { return s.values[s.begin[d] : s.begin[d]+int64(s.size[d])] }

// sets makes the sets of some texts.
func (t *Texts) sets(ctx context.Context, texts []uint32) (*sets, error) {
	s := &sets{begin: make([]int64, t.Distinct()), size: make([]uint32, t.Distinct())}
	end := int64(0)
	for _, d := range texts {
		s.begin[d] = end
		end += int64(max(0, utf8.RuneCount(t.Text(d))-ShingleRunes+1))
	}
	s.values = make([]uint32, end)
	share(len(texts), func(from, to int) {
		for i := from; i < to && ctx.Err() == nil; i++ {
			d := texts[i]
			s.size[d] = uint32(len(shingles(s.values[s.begin[d]:s.begin[d]], t.Text(d))))
		}
	})
	return s, ctx.Err()
}
