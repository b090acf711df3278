package network

import "slices"

// Shares is a table of shares of one channel as columns: row i says that
// Account[i] used Object[i] at Time[i] in Post[i]. Once grouped, the rows of
// one object stand together in order of time.
type Shares struct {
	Object  []uint32
	Account []uint32
	Post    []uint32
	Time    []int64 // microseconds since 1970 UTC
	// Start gives the rows of object o: Start[o] to Start[o+1]. It is set by
	// Group.
	Start []int
}

// Add appends one share.
func (s *Shares) Add(object, account, post uint32, time int64) {
	s.Object = append(s.Object, object)
	s.Account = append(s.Account, account)
	s.Post = append(s.Post, post)
	s.Time = append(s.Time, time)
}

// Len is the number of shares.
func (s *Shares) Len() int { return len(s.Object) }

// Group puts the rows of each of the objects 0..objects-1 together, in order
// of time, rows of one time in the order in which they were added. It takes
// time linear in the shares when they were added in order of time.
func (s *Shares) Group(objects int) {
	s.Start = make([]int, objects+1)
	for _, o := range s.Object {
		s.Start[o+1]++
	}
	for o := range objects {
		s.Start[o+1] += s.Start[o]
	}
	order := s.order(objects)
	s.Object = permute(s.Object, order)
	s.Account = permute(s.Account, order)
	s.Post = permute(s.Post, order)
	s.Time = permute(s.Time, order)
}

// order lists the rows by object, then time, then place.
func (s *Shares) order(objects int) []uint32 {
	order := make([]uint32, len(s.Object))
	next := slices.Clone(s.Start[:objects])
	for i, o := range s.Object {
		order[next[o]] = uint32(i)
		next[o]++
	}
	if slices.IsSorted(s.Time) {
		return order
	}
	for o := range objects {
		slices.SortStableFunc(order[s.Start[o]:s.Start[o+1]], func(a, b uint32) int {
			return compareInt(s.Time[a], s.Time[b])
		})
	}
	return order
}

func compareInt(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func permute[T any](col []T, order []uint32) []T {
	out := make([]T, len(col))
	for i, from := range order {
		out[i] = col[from]
	}
	return out
}

// EachPair calls f with every pair of rows i < j of one object that lie no
// more than window microseconds apart, whatever their accounts. A row is
// paired with at most follow rows after it (0: with all), so the work is at
// most follow calls for each share however popular its object is. The table
// must be grouped.
func (s *Shares) EachPair(window int64, follow int, f func(i, j int)) {
	for o := range len(s.Start) - 1 {
		s.pairsOf(o, window, follow, f)
	}
}

// pairsOf is EachPair for one object.
func (s *Shares) pairsOf(o int, window int64, follow int, f func(i, j int)) {
	end := s.Start[o+1]
	for i := s.Start[o]; i < end; i++ {
		last := end
		if follow > 0 {
			last = min(end, i+1+follow)
		}
		for j := i + 1; j < last && s.Time[j]-s.Time[i] <= window; j++ {
			f(i, j)
		}
	}
}

// ByAccount lists the rows of each account in the table's order: those of
// account a are rows[start[a]:start[a+1]].
func (s *Shares) ByAccount(accounts int) (rows []uint32, start []int) {
	start = make([]int, accounts+1)
	for _, a := range s.Account {
		start[a+1]++
	}
	for a := range accounts {
		start[a+1] += start[a]
	}
	rows = make([]uint32, len(s.Account))
	next := slices.Clone(start[:accounts])
	for i, a := range s.Account {
		rows[next[a]] = uint32(i)
		next[a]++
	}
	return rows, start
}
