package network

import "slices"

// meetings goes through who met whom on each object, one account after
// another, so that memory is that of one object's rows and one account's
// company, however popular the object is.
type meetings struct {
	s *Shares
	q Pairing

	// Of the object at hand, its rows of accounts that are kept, in order of
	// time.
	accounts []uint32
	times    []int64

	byAccount []uint64 // account and row, sorted
	sort      sorter
	company   []uint32
}

// load takes the rows of an object.
func (m *meetings) load(o int) int {
	from, to := m.s.Start[o], m.s.Start[o+1]
	if m.q.Keep == nil {
		m.accounts, m.times = m.s.Account[from:to], m.s.Time[from:to]
		return to - from
	}
	m.accounts, m.times = m.accounts[:0], m.times[:0]
	for r := from; r < to; r++ {
		if a := m.s.Account[r]; m.q.Keep[a] {
			m.accounts, m.times = append(m.accounts, a), append(m.times, m.s.Time[r])
		}
	}
	return len(m.accounts)
}

// count gives the pairs of rows that are compared.
func (m *meetings) count() int {
	events := 0
	for o := range len(m.s.Start) - 1 {
		n, j := m.load(o), 0
		for i := range n {
			for j < n && m.times[j]-m.times[i] <= m.q.Window {
				j++
			}
			events += m.last(i, j) - i - 1
		}
	}
	return events
}

// last is the end of the rows that row i is compared with, of those before n.
func (m *meetings) last(i, n int) int {
	if m.q.Follow > 0 {
		return min(n, i+1+m.q.Follow)
	}
	return n
}

// each calls f once for each object and two accounts that met on it, with
// the lower account in the upper half of the key.
func (m *meetings) each(f func(key uint64)) {
	for o := range len(m.s.Start) - 1 {
		n := m.load(o)
		if n < 2 {
			continue
		}
		m.byAccount = m.byAccount[:0]
		for i, a := range m.accounts {
			m.byAccount = append(m.byAccount, uint64(a)<<32|uint64(i))
		}
		m.sort.keys(m.byAccount)
		for k := 0; k < n; {
			a := m.byAccount[k] >> 32
			m.company = m.company[:0]
			for settled := 0; k < n && m.byAccount[k]>>32 == a; k++ {
				m.around(int(uint32(m.byAccount[k])))
				if len(m.company) > 2*settled+1<<16 {
					m.company = compact(m.company)
					settled = len(m.company)
				}
			}
			m.company = compact(m.company)
			for _, b := range m.company {
				f(a<<32 | uint64(b))
			}
		}
	}
}

// around adds the accounts met in row i that are above its own.
func (m *meetings) around(i int) {
	a, t := m.accounts[i], m.times[i]
	for j := i + 1; j < m.last(i, len(m.times)) && m.times[j]-t <= m.q.Window; j++ {
		if b := m.accounts[j]; b != a {
			if m.q.Met != nil {
				m.q.Met(m.times[j])
			}
			if b > a {
				m.company = append(m.company, b)
			}
		}
	}
	for j := i - 1; j >= 0 && t-m.times[j] <= m.q.Window && i < m.last(j, i+1); j-- {
		if b := m.accounts[j]; b > a {
			m.company = append(m.company, b)
		}
	}
}

// sorter orders keys and keeps its spare room.
type sorter struct{ spare []uint64 }

// keys orders by comparison while they are few, else by a radix sort over the
// bits in which they differ.
func (c *sorter) keys(keys []uint64) {
	if len(keys) < 512 {
		slices.Sort(keys)
		return
	}
	if len(c.spare) < len(keys) {
		c.spare = make([]uint64, len(keys))
	}
	var differ uint64
	for _, k := range keys {
		differ |= k ^ keys[0]
	}
	from, to := keys, c.spare[:len(keys)]
	for shift := 0; shift < 64; shift += radixBits {
		if differ>>shift&(1<<radixBits-1) == 0 {
			continue
		}
		radixPass(from, to, shift)
		from, to = to, from
	}
	if &from[0] != &keys[0] {
		copy(keys, from)
	}
}

const radixBits = 8

// radixPass sorts stably by one digit.
func radixPass(from, to []uint64, shift int) {
	var next [1 << radixBits]int
	for _, k := range from {
		next[k>>shift&(1<<radixBits-1)]++
	}
	sum := 0
	for d, n := range next {
		next[d] = sum
		sum += n
	}
	for _, k := range from {
		d := k >> shift & (1<<radixBits - 1)
		to[next[d]] = k
		next[d]++
	}
}

// compact sorts and drops what is repeated.
func compact(v []uint32) []uint32 {
	slices.Sort(v)
	return slices.Compact(v)
}
