package peer

import (
	"slices"

	"github.com/unveil-project/unveil/internal/network"
)

// Rows are shares in the order of their table, none left out: row i says
// that Account[i] used Object[i] in Content[i] at Time[i], microseconds since
// 1970 UTC. Accounts are numbered in bytewise order of their names.
type Rows struct {
	Object, Account, Content    []uint32
	Time                        []int64
	Objects, Accounts, Contents int // one more than the highest number
	// Own is, by object, the content that has the object's name for an id:
	// the shared post itself. Any number from Contents on says that none has.
	Own []uint32
}

// Len is the number of rows.
func (r *Rows) Len() int { return len(r.Object) }

// owns says whether a row is an author sharing the own post.
func (r *Rows) owns(i int) bool { return r.Own != nil && r.Own[r.Object[i]] == r.Content[i] }

// byFirstAccount lists the rows that keep takes, regrouped by account in order
// of first appearance; rows of one account keep their order.
func (r *Rows) byFirstAccount(keep func(i int) bool) []uint32 {
	count, rank := make([]int, r.Accounts), make([]int, r.Accounts)
	var accounts []uint32
	total := 0
	for i, a := range r.Account {
		if !keep(i) {
			continue
		}
		if count[a] == 0 {
			rank[a] = len(accounts)
			accounts = append(accounts, a)
		}
		count[a]++
		total++
	}
	next := make([]int, len(accounts)+1)
	for k, a := range accounts {
		next[k+1] = next[k] + count[a]
	}
	rows := make([]uint32, total)
	for i, a := range r.Account {
		if keep(i) {
			rows[next[rank[a]]] = uint32(i)
			next[rank[a]]++
		}
	}
	return rows
}

// table makes grouped shares of some rows, in the order given.
func (r *Rows) table(rows []uint32) *network.Shares {
	s := &network.Shares{
		Object: make([]uint32, 0, len(rows)), Account: make([]uint32, 0, len(rows)),
		Post: make([]uint32, 0, len(rows)), Time: make([]int64, 0, len(rows)),
	}
	for _, i := range rows {
		s.Add(r.Object[i], r.Account[i], r.Content[i], r.Time[i])
	}
	s.Group(r.Objects)
	return s
}

// set is a set of numbers.
type set []bool

// marks counts distinct numbers, each visit anew.
type marks struct {
	visit uint32
	last  []uint32
}

// first is 1 the first time that a number comes in a visit.
func (m *marks) first(n uint32) int {
	if int(n) >= len(m.last) {
		m.last = append(m.last, make([]uint32, max(int(n)+1-len(m.last), len(m.last)))...)
	}
	if m.last[n] == m.visit {
		return 0
	}
	m.last[n] = m.visit
	return 1
}

// quantile is the type 7 quantile of Hyndman and Fan (The American
// Statistician 50, 1996), R's default.
func quantile(values []float64, p float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	h := float64(len(values)-1) * min(max(p, 0), 1)
	lo := int(h)
	if lo+1 >= len(values) {
		return values[len(values)-1]
	}
	return values[lo] + (h-float64(lo))*(values[lo+1]-values[lo])
}
