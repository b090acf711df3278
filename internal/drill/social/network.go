package social

import (
	"fmt"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// Network is one planted network: accounts that are given the same material
// to post in waves.
type Network struct {
	ID       string
	Stealth  string // one of truth's kinds of stealth
	Accounts int
	Waves    int
	// Join is the share of the accounts, 0..1, that take part in a wave.
	Join float64
	// Delay is the mean time from the beginning of a wave to an account's post.
	Delay time.Duration
	// Spread, where not 0, spreads the posts of a wave evenly over so long
	// instead.
	Spread time.Duration
	// ByDay, where not 0, is the share of the accounts, 0..1, that are rented
	// on a day: the waves of the day reach these alone.
	ByDay float64
	// Everyday is how many ordinary acts each account has besides.
	Everyday   int
	Start, End time.Time
	// DebateShare of the waves, 0..1, begin during the debate.
	DebateShare float64
}

// plant makes a network's posts.
func (s *stage) plant(n *Network) {
	r := s.rand("network/" + n.ID)
	group := s.recruit(r, n)
	span := newRhythm(n.Start, n.End)
	for wave := range n.Waves {
		at := span.draw(r)
		if r.Is(n.DebateShare) {
			at = within(r, world.DebateStart(), world.DebateEnd())
		}
		s.wave(r, n, group, wave, at)
	}
	if pool := s.originals(); n.Everyday > 0 && len(pool) > 0 {
		for _, who := range group {
			s.everyday(r, who, r.Poisson(float64(n.Everyday)), span, pool)
		}
	}
	s.item(n.ID, truth.Coordination, group)
	it := &s.items[len(s.items)-1]
	it.Planted, it.Detector, it.Stealth = true, "coord", n.Stealth
	it.Start, it.End = n.Start, n.End
}

// recruit gives the accounts of a network: new ones, or rented ones, which
// belong to people who go on posting as before.
func (s *stage) recruit(r *chance.Rand, n *Network) []int32 {
	if n.Stealth != truth.Rented {
		return s.group(r, n.Accounts, "")
	}
	group := make([]int32, 0, n.Accounts)
	for _, k := range r.Some(n.Accounts, s.ordinary) {
		group = append(group, int32(k))
	}
	return group
}

// wave makes one wave: the same two hashtags, the same page, and the same
// text or wordings of it.
func (s *stage) wave(r *chance.Rand, n *Network, group []int32, number int, at int64) {
	tags := [2]int16{
		s.tag(fmt.Sprintf("BNoCumple%d", number%5+1)),
		s.tag(fmt.Sprintf("LoQueBOculta%d", r.IntN(8)+1)),
	}
	page := s.link(fmt.Sprintf("https://la-nota-%02d.example/%s/%d", r.IntN(5)+1, n.ID, number))
	text := r.Uint64()
	for _, who := range group {
		if !r.Is(n.Join) || !s.rented(n, who, at) {
			continue
		}
		after := int64(r.Exp(float64(n.Delay.Milliseconds())))
		if n.Spread > 0 {
			after = r.Int64N(n.Spread.Milliseconds())
		}
		a := plain(at+after, who, text, sloganStyle)
		a.tags, a.link = tags, page
		if n.Stealth == truth.Paraphrase {
			a.variant = uint8(r.Between(1, 255))
		}
		s.do(a)
	}
}

// rented says whether an account takes part on the day of a wave. Who does is
// drawn anew for each day.
func (s *stage) rented(n *Network, who int32, at int64) bool {
	if n.ByDay == 0 {
		return true
	}
	day := at / 86_400_000
	return s.rand(fmt.Sprintf("rented/%s/%d/%d", n.ID, who, day)).Is(n.ByDay)
}
