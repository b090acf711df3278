// Package outage says what the visitors of a site suffered in a burst: which
// answers were given, how long they took, how many of the visitors whom the
// site knew were served, and when nobody was.
//
// A log holds only what reached the server and was logged: who could not
// connect is not in it. Shares are therefore of what was logged, and silence
// is judged by what was due. docs/methods/outage.md has the formulas.
package outage

import (
	"slices"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Question is a burst and the ordinary time that it is compared with.
type Question struct {
	Table *weblog.Table
	Burst weblog.Window
	Usual []weblog.Window
	// Hostile is true of addresses that behave like machines. What they were
	// answered is no suffering. nil: all are taken for visitors.
	Hostile func(client uint32) bool
}

// Consequence is what visitors suffered. Shares are 0..1, times milliseconds.
type Consequence struct {
	// Failed is the share of all requests of the burst that failed
	// (weblog.Row.Failed), FailedVisitors that of requests which are not of
	// hostile addresses, FailedUsual that of ordinary time.
	Failed         float64
	FailedVisitors float64
	FailedUsual    float64
	// Known is how many addresses of ordinary time came in the burst, without
	// hostile ones; KnownServed the share of them that got an answer.
	Known       float64
	KnownServed float64
	// Latency is how long answers took, where LatencyKnown.
	Latency, LatencyUsual       float64 // medians
	LatencyP95, LatencyP95Usual float64
	LatencyKnown                bool
	Status                      []Status
	Outages                     []Outage
}

// Status is the part of one status code; 0 stands for no answer.
type Status struct {
	Code         int
	Burst, Usual float64 // shares of requests
}

// Outage is a stretch of at least MinSeconds in which visitors were not
// served.
type Outage struct {
	From, To int64 // seconds since 1970; To is the first second after it
	// Failed is the share of requests that failed; 1 where there were none.
	Failed float64
	// Silent is true where nothing was logged at all. Chance is then how often
	// ordinary time would be silent for so long.
	Silent bool
	Chance float64
}

// MinSeconds is how long an outage lasts at least.
const MinSeconds = 10

// Assess answers the question. Two runs give the same.
func Assess(q Question) *Consequence {
	now, before := q.read()
	c := &Consequence{
		Failed: share(now.failed, now.requests), FailedVisitors: share(now.visitorsFailed, now.visitors),
		FailedUsual: share(before.failed, before.requests), Status: statuses(now, before),
	}
	c.Known, c.KnownServed = q.known()
	c.Latency, c.LatencyP95 = spread(now.durations)
	c.LatencyUsual, c.LatencyP95Usual = spread(before.durations)
	c.LatencyKnown = len(now.durations) > 0
	c.Outages = q.outages(before, c.FailedUsual)
	return c
}

// facts are sums over requests.
type facts struct {
	requests, failed         float64
	visitors, visitorsFailed float64
	status                   [1000]float64
	durations                []uint32 // microseconds
	starts                   float64  // visits begun
}

func share(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// read goes through the burst and through ordinary time once.
func (q *Question) read() (now, before *facts) {
	now, before = &facts{}, &facts{}
	for r := range q.Table.In(q.Burst) {
		now.add(r)
		if q.Hostile != nil && q.Hostile(r.Client) {
			continue
		}
		now.visitors += float64(r.Count())
		if r.Failed() {
			now.visitorsFailed += float64(r.Count())
		}
	}
	last := make([]int64, q.Table.Clients.Len()+1)
	for _, w := range q.Usual {
		for r := range q.Table.In(w) {
			before.add(r)
			if at := r.Second() + 1; last[r.Client] == 0 || at-last[r.Client] >= visitGap {
				before.starts++
			}
			last[r.Client] = r.Second() + 1
		}
	}
	return now, before
}

func (f *facts) add(r *weblog.Row) {
	n := float64(r.Count())
	f.requests += n
	f.status[min(r.Status, 999)] += n
	if r.Failed() {
		f.failed += n
	}
	if r.Duration != weblog.NoNumber {
		f.durations = append(f.durations, r.Duration)
	}
}

// spread is the median and the 95th percentile in milliseconds, each the
// value that at least that share of answers did not exceed.
func spread(micros []uint32) (median, p95 float64) {
	if len(micros) == 0 {
		return 0, 0
	}
	slices.Sort(micros)
	at := func(of int) float64 { return float64(micros[(len(micros)*of+99)/100-1]) / 1000 }
	return at(50), at(95)
}

func statuses(now, before *facts) (out []Status) {
	for code := range now.status {
		if now.status[code] > 0 || before.status[code] > 0 {
			out = append(out, Status{code, share(now.status[code], now.requests), share(before.status[code], before.requests)})
		}
	}
	return out
}

// known counts the addresses of ordinary time that came in the burst, and
// those of them that got an answer.
func (q *Question) known() (count, served float64) {
	const came, here, answered = 1, 2, 4
	state := make([]uint8, q.Table.Clients.Len()+1)
	for _, w := range q.Usual {
		for r := range q.Table.In(w) {
			state[r.Client] |= came
		}
	}
	for r := range q.Table.In(q.Burst) {
		if state[r.Client]&came == 0 {
			continue
		}
		state[r.Client] |= here
		if !r.Failed() {
			state[r.Client] |= answered
		}
	}
	for client, s := range state {
		if s&here == 0 || q.Hostile != nil && q.Hostile(uint32(client)) {
			continue
		}
		count++
		if s&answered != 0 {
			served++
		}
	}
	return count * q.Table.Scale(), share(served, count)
}
