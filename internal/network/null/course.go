package null

import "github.com/unveil-project/unveil/internal/network"

// course is the null when for a whole channel: it keeps what two accounts
// shared within the band of each other and asks how often that would have
// fallen within the window. The chance at a share is how many of the
// background's shares of the object around it lie within the window, of those
// within the band, with one share added that lies evenly:
//
//	(w + u) / (b + 1)
//
// where the two accounts' own shares do not count. Of two shares the larger
// chance is taken, and never less than u. u is the share of the band that the
// window takes, and up to twice that where all shares of the object, of the
// background or not, lie closer than evenly over the band: without background
// this is the basic jitter null (Amarasingham et al. 2012), on a course that is
// known to half a band.
type course struct {
	t      *table
	m      Model
	linked []bool
	counts []float32 // by account: 1 for the background
	spots  []spot    // of each row
	near   []uint32  // rows of the object within the band of each row
	even   [maxHalved + 1]float64
	users  []users
}

// spot is what is known of the course at one row: background shares within
// window and band, the row's own account left out; u for a share of another
// account within half the band, and for one beyond; and how often the band is
// halved there. It lies together, as rows are looked up here and there.
type spot struct {
	within, around float32
	inner, outer   float32
	halved         uint8
}

// users are up to two accounts of the background that used an object.
type users struct {
	a, b uint32 // account + 1
	more bool
}

// Where shares lie thick the band is halved, until it holds at most bandRows
// of them or is leastBand windows long: there the object's course is known
// from nearer by, and the work for each share is bounded.
const (
	bandRows  = 512
	leastBand = 8
	maxHalved = 15
)

func newCourse(t *table, linked []bool, m Model) *course {
	n := t.s.Len()
	c := &course{
		t: t, m: m, linked: linked,
		spots: make([]spot, n), near: make([]uint32, n),
		users: make([]users, len(t.s.Start)-1),
	}
	covers := span(t.s.Time)
	for h := range c.even {
		c.even[h] = evenWithin(m.Window, m.Band>>h, covers, m.Step)
	}
	c.counts = make([]float32, t.accounts)
	for a, l := range linked {
		if !l {
			c.counts[a] = 1
		}
	}
	background := make([]uint32, t.accounts)
	for o := range c.users {
		c.narrow(o)
		c.countAround(o, background)
		c.users[o] = c.usersOf(o)
	}
	return c
}

// evenWithin is the chance that two shares within the band of each other are
// within the window, when both fall evenly on a table that covers a span of
// time: with lengths a ≤ span, a part of a(2·span − a)/span² of all pairs lies
// within a. Half a step is added to lengths, as a clock's step takes in both
// its ends.
func evenWithin(window, band, covers, step int64) float64 {
	within := func(length int64) float64 {
		t := float64(covers) + float64(step)
		a := min(t, float64(length/max(step, 1)*max(step, 1))+float64(max(step, 1))/2)
		return a * (2*t - a)
	}
	return min(1, within(window)/within(band))
}

// narrow chooses the band of each row of an object.
func (c *course) narrow(o int) {
	from, to := c.t.s.Start[o], c.t.s.Start[o+1]
	times := c.t.s.Time[from:to]
	least := leastBand * max(c.m.Window, c.m.Step, 1)
	for h := uint8(0); h <= maxHalved; h++ {
		band, lo, hi, again := c.m.Band>>h, 0, 0, false
		for i, t := range times {
			for t-times[lo] > band {
				lo++
			}
			for hi < len(times) && times[hi]-t <= band {
				hi++
			}
			if c.spots[from+i].halved < h {
				continue
			}
			c.near[from+i] = uint32(hi - lo)
			if hi-lo > bandRows && c.m.Band>>(h+1) >= least {
				c.spots[from+i].halved++
				again = true
			}
		}
		if !again {
			return
		}
	}
}

// countAround counts the background of each row of an object.
func (c *course) countAround(o int, held []uint32) {
	s := c.t.s
	from, to := s.Start[o], s.Start[o+1]
	lo, hi := from, from
	for r := from; r < to; r++ {
		half := c.m.Band >> c.spots[r].halved / 2
		lo, hi = around(s.Time[:to], from, r, half, lo, hi)
		c.spots[r].inner, c.spots[r].outer = c.evenAt(r, hi-lo-2), c.evenAt(r, hi-lo-1)
	}
	slide(c.t.s, o, func(int) int64 { return c.m.Window }, c.linked, held, func(r int, n float32) { c.spots[r].within = n })
	slide(c.t.s, o, func(r int) int64 { return c.m.Band >> c.spots[r].halved }, c.linked, held, func(r int, n float32) { c.spots[r].around = n })
}

// around moves the ends of the rows within a length of row r.
func around(times []int64, from, r int, length int64, lo, hi int) (int, int) {
	for hi < len(times) && times[hi]-times[r] <= length {
		hi++
	}
	for hi > r+1 && times[hi-1]-times[r] > length {
		hi--
	}
	for times[r]-times[lo] > length {
		lo++
	}
	for lo > from && times[r]-times[lo-1] <= length {
		lo--
	}
	return lo, hi
}

// slide counts, for each row of an object, the rows of accounts that are not
// linked within a length to each side, those of the row's own account left
// out. held is zero for every account before and after.
func slide(s *network.Shares, o int, length func(r int) int64, linked []bool, held []uint32, set func(r int, n float32)) {
	from, to := s.Start[o], s.Start[o+1]
	lo, hi, total := from, from, 0
	step := func(r, by int) {
		if a := s.Account[r]; !linked[a] {
			held[a] += uint32(by)
			total += by
		}
	}
	for r := from; r < to; r++ {
		reach := length(r)
		for hi < to && s.Time[hi]-s.Time[r] <= reach {
			step(hi, 1)
			hi++
		}
		for hi > r+1 && s.Time[hi-1]-s.Time[r] > reach {
			hi--
			step(hi, -1)
		}
		for s.Time[r]-s.Time[lo] > reach {
			step(lo, -1)
			lo++
		}
		for lo > from && s.Time[r]-s.Time[lo-1] <= reach {
			lo--
			step(lo, 1)
		}
		set(r, float32(total-int(held[s.Account[r]])))
	}
	for ; lo < hi; lo++ {
		step(lo, -1)
	}
}

func (c *course) usersOf(o int) users {
	var u users
	for r := c.t.s.Start[o]; r < c.t.s.Start[o+1] && !u.more; r++ {
		switch a := c.t.s.Account[r] + 1; {
		case c.linked[a-1] || a == u.a || a == u.b:
		case u.a == 0:
			u.a = a
		case u.b == 0:
			u.b = a
		default:
			u.more = true
		}
	}
	return u
}

// others says whether any account of the background but these two used an
// object.
func (u users) others(a, b uint32) bool {
	return u.more || u.a != 0 && u.a != a+1 && u.a != b+1 || u.b != 0 && u.b != a+1 && u.b != b+1
}

// evenAt is u at a row, where so many others lie within half the band.
func (c *course) evenAt(r, others int) float32 {
	u := c.even[c.spots[r].halved]
	if all := float64(c.near[r]) - 2; others >= 0 && all >= 0 {
		u *= max(1, 2*(float64(others)+0.5)/(all+1))
	}
	return float32(min(1, u))
}

// at is the chance at row r that a share of another account, so far apart and
// within the band, is within the window. other is 1 where that account is of
// the background, whose count it then leaves.
func (c *course) at(r int, apart int64, other float32) float32 {
	x := &c.spots[r]
	u, near := x.outer, float32(0)
	if apart <= c.m.Band>>x.halved/2 {
		u = x.inner
	}
	if apart <= c.m.Window {
		near = other
	}
	return max(u, (x.within-near+u)/(x.around-other+1))
}
