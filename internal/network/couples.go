package network

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Meet is two shares of one object that lie within the window: row X is of
// the lower account of a couple, row Y of the higher. Where both are the same
// account, X stands before Y.
type Meet struct{ X, Y uint32 }

// Coupling says which shares meet.
type Coupling struct {
	Window  int64 // most that two shares lie apart, microseconds; it is included
	Loops   bool  // shares of one account meet each other too
	Same    bool  // shares of one post meet each other too
	Most    int   // most results that are held; 0: no limit
	Workers int   // goroutines; 0: as many as there are processors
}

func (c *Coupling) workers() int {
	if c.Workers > 0 {
		return c.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// ErrTooMany says that a network has more results than Coupling.Most.
var ErrTooMany = errors.New("more edges than the limit")

// Visit is told of two accounts a ≤ b and of all their meetings in order of
// X, and appends what it makes of them. met is valid until it returns.
type Visit[R any] func(a, b uint32, met []Meet, to []R) []R

// Couples goes through every two accounts that met, and gives what visits made
// of them in order of a, then b. Each of its workers has a visitor of its own.
// The table must be grouped; accounts are numbered below the given count.
//
// It goes account by account: the meetings of one are listed by scanning the
// window around each of its rows, counted by company, and dealt out. So each
// candidate pair of shares costs a few memory accesses, however popular its
// object is; memory is that of one account's meetings for each worker.
func Couples[R any](ctx context.Context, s *Shares, accounts int, c Coupling, visitor func() Visit[R]) ([]R, error) {
	p := newPairing(s, accounts, c)
	blocks := p.blocks()
	results := make([][]R, len(blocks))
	var next, total atomic.Int64
	var failed atomic.Bool
	var wg sync.WaitGroup
	for range min(c.workers(), len(blocks)) {
		visit := visitor()
		wg.Go(func() {
			w := p.worker()
			for {
				i := int(next.Add(1)) - 1
				if i >= len(blocks) || failed.Load() || ctx.Err() != nil {
					return
				}
				for a := blocks[i].from; a < blocks[i].to; a++ {
					before := len(results[i])
					results[i] = couple(w, uint32(a), visit, results[i])
					if n := total.Add(int64(len(results[i]) - before)); c.Most > 0 && n > int64(c.Most) {
						failed.Store(true)
						return
					}
				}
			}
		})
	}
	wg.Wait()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case failed.Load():
		return nil, ErrTooMany
	}
	return join(results), nil
}

// join puts slices together, in one of the exact size.
func join[R any](parts [][]R) []R {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	all := make([]R, 0, n)
	for i, p := range parts {
		all = append(all, p...)
		parts[i] = nil
	}
	return all
}

// reach is how far to each side the window of a row goes: its neighbours are
// the rows from..to of the table, itself among them.
type reach struct{ from, to uint32 }

// pairing is what the workers share.
type pairing struct {
	s     *Shares
	c     Coupling
	reach []reach
	rows  []uint32 // of each account, in the table's order
	start []int
	pairs int64 // of shares within the window, accounts not looked at
}

func newPairing(s *Shares, accounts int, c Coupling) *pairing {
	p := &pairing{s: s, c: c, reach: make([]reach, s.Len())}
	for o := range len(s.Start) - 1 {
		p.reachOf(s.Start[o], s.Start[o+1])
	}
	p.rows, p.start = s.ByAccount(accounts)
	return p
}

// reachOf finds the windows of one object's rows with two pointers.
func (p *pairing) reachOf(begin, end int) {
	from, to := begin, begin
	for i := begin; i < end; i++ {
		t := p.s.Time[i]
		for p.s.Time[from] < t-p.c.Window {
			from++
		}
		for to < end && p.s.Time[to] <= t+p.c.Window {
			to++
		}
		p.reach[i] = reach{uint32(from), uint32(to)}
		p.pairs += int64(to - i - 1)
	}
}

// Candidates says how much work a window makes, before it is done.
type Candidates struct {
	Pairs    int64   // of shares of one object that lie within the window, whatever their accounts
	Most     int64   // the greatest number that the shares of one account take part in
	ByObject []int64 // Pairs, by object
}

// Candidates counts what Couples would look at, in time linear in the shares.
func (s *Shares) Candidates(accounts int, window int64) Candidates {
	c := Candidates{ByObject: make([]int64, len(s.Start)-1)}
	of := make([]int64, accounts)
	for o := range c.ByObject {
		begin, end := s.Start[o], s.Start[o+1]
		from, to := begin, begin
		for i := begin; i < end; i++ {
			for s.Time[from] < s.Time[i]-window {
				from++
			}
			for to < end && s.Time[to] <= s.Time[i]+window {
				to++
			}
			c.ByObject[o] += int64(to - i - 1)
			of[s.Account[i]] += int64(to - from - 1)
		}
		c.Pairs += c.ByObject[o]
	}
	for _, n := range of {
		c.Most = max(c.Most, n)
	}
	return c
}

// block is a run of accounts that one worker takes at a time.
type block struct{ from, to int }

// blocks cuts the accounts into runs of about equal work.
func (p *pairing) blocks() []block {
	const pieces = 64
	share := (2*p.pairs+int64(len(p.rows)))/pieces + 1
	var all []block
	begin, work := 0, int64(0)
	for a := range len(p.start) - 1 {
		for _, r := range p.rows[p.start[a]:p.start[a+1]] {
			work += int64(p.reach[r].to - p.reach[r].from)
		}
		if work >= share || a == len(p.start)-2 {
			all = append(all, block{begin, a + 1})
			begin, work = a+1, 0
		}
	}
	return all
}

// worker holds what one goroutine needs to couple accounts.
type worker struct {
	*pairing
	count   []uint32 // of meetings, by company
	company []uint32
	listed  []Meet // in order of X
	dealt   []Meet // by company, then in order of X
}

func (p *pairing) worker() *worker {
	return &worker{pairing: p, count: make([]uint32, len(p.start)-1)}
}

// couple lists the meetings of an account with those above it and hands them
// to the visitor.
func couple[R any](w *worker, a uint32, visit Visit[R], to []R) []R {
	w.list(a)
	slices.Sort(w.company)
	w.deal()
	begin := uint32(0)
	for _, b := range w.company {
		end := w.count[b]
		to = visit(a, b, w.dealt[begin:end], to)
		begin = end
		w.count[b] = 0
	}
	return to
}

// list collects the meetings of an account.
func (w *worker) list(a uint32) {
	w.listed, w.company = w.listed[:0], w.company[:0]
	account, post := w.s.Account, w.s.Post
	for _, x := range w.rows[w.start[a]:w.start[a+1]] {
		own := post[x]
		at := w.reach[x]
		for y, b := range account[at.from:at.to] {
			y := uint32(y) + at.from
			if b < a || b == a && (!w.c.Loops || y <= x) || post[y] == own && !w.c.Same {
				continue
			}
			if w.count[b]++; w.count[b] == 1 {
				w.company = append(w.company, b)
			}
			w.listed = append(w.listed, Meet{x, y})
		}
	}
}

// deal puts the meetings with each other account together; afterwards count
// says where those with an account end.
func (w *worker) deal() {
	sum := uint32(0)
	for _, b := range w.company {
		n := w.count[b]
		w.count[b] = sum
		sum += n
	}
	if cap(w.dealt) < len(w.listed) {
		w.dealt = make([]Meet, len(w.listed), len(w.listed)+len(w.listed)/4)
	}
	w.dealt = w.dealt[:len(w.listed)]
	for _, m := range w.listed {
		b := w.s.Account[m.Y]
		w.dealt[w.count[b]] = m
		w.count[b]++
	}
}
