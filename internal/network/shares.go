package network

import (
	"cmp"
	"math"
	"slices"
)

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
// time linear in the shares, whatever order they were added in: times are
// sorted by their digits.
func (s *Shares) Group(objects int) {
	s.Start = make([]int, objects+1)
	for _, o := range s.Object {
		s.Start[o+1]++
	}
	for o := range objects {
		s.Start[o+1] += s.Start[o]
	}
	order := s.order(objects)
	s.Account = permute(s.Account, order)
	s.Post = permute(s.Post, order)
	s.Time = permute(s.Time, order)
	for o := range objects { // what permuting would give, in order
		for i := s.Start[o]; i < s.Start[o+1]; i++ {
			s.Object[i] = uint32(o)
		}
	}
}

// order lists the rows by object, then time, then place.
func (s *Shares) order(objects int) []uint32 {
	order := make([]uint32, len(s.Object))
	next := slices.Clone(s.Start[:objects])
	put := func(i uint32) {
		o := s.Object[i]
		order[next[o]] = i
		next[o]++
	}
	if slices.IsSorted(s.Time) {
		for i := range s.Object {
			put(uint32(i))
		}
		return order
	}
	if keys := timeKeys(s.Time); keys != nil {
		for _, k := range keys {
			put(uint32(k))
		}
		return order
	}
	for i := range s.Object {
		put(uint32(i))
	}
	for o := range objects {
		slices.SortStableFunc(order[s.Start[o]:s.Start[o+1]], func(a, b uint32) int {
			return cmp.Compare(s.Time[a], s.Time[b])
		})
	}
	return order
}

// timeKeys gives, in order of time, a number for each row that holds the row
// in its lower half; nil where the times span too much for their upper half.
// Times are counted in the largest step that divides all their distances, so
// that those to the second or minute have few digits.
func timeKeys(times []int64) []uint64 {
	least, most := slices.Min(times), slices.Max(times)
	step := most - least
	for _, t := range times {
		if step == 1 {
			break
		}
		for a := t - least; a != 0; {
			step, a = a, step%a
		}
	}
	if step = max(step, 1); most < least || (most-least)/step > math.MaxUint32 {
		return nil
	}
	keys := make([]uint64, len(times))
	for i, t := range times {
		keys[i] = uint64((t-least)/step)<<32 | uint64(i)
	}
	spare := make([]uint64, len(times))
	const bits = 11
	for shift := 32; shift < 64 && uint64((most-least)/step)>>(shift-32) > 0; shift += bits {
		digitPass(keys, spare, shift, 1<<bits-1)
		keys, spare = spare, keys
	}
	return keys
}

// digitPass sorts stably by the digit that mask leaves after shift.
func digitPass(from, to []uint64, shift int, mask uint64) {
	next := make([]int, mask+1)
	for _, k := range from {
		next[k>>shift&mask]++
	}
	sum := 0
	for d, n := range next {
		next[d] = sum
		sum += n
	}
	for _, k := range from {
		d := k >> shift & mask
		to[next[d]] = k
		next[d]++
	}
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

// Of gives the grouped table of the objects that keep takes, numbered as they
// are.
func (s *Shares) Of(keep func(object uint32) bool) *Shares {
	out := &Shares{Start: make([]int, len(s.Start))}
	for o := range len(s.Start) - 1 {
		if from, to := s.Start[o], s.Start[o+1]; from < to && keep(uint32(o)) {
			out.Object = append(out.Object, s.Object[from:to]...)
			out.Account = append(out.Account, s.Account[from:to]...)
			out.Post = append(out.Post, s.Post[from:to]...)
			out.Time = append(out.Time, s.Time[from:to]...)
		}
		out.Start[o+1] = out.Len()
	}
	return out
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
