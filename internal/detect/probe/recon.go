package probe

import (
	"cmp"
	"slices"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/weblog"
)

// Recon is an address worth asking about: it looked at a burst's target
// before the burst, or at the result while the site failed. That is no proof
// of anything: links are checked and pages monitored all day.
type Recon struct {
	Client uint32
	Name   string // the address
	When   string // "before", "during"
	Time   int64  // microseconds since 1970
	Row    int    // of the table
	Line   string // the request; hostile text
	Score  int    // how many marks speak for it
	// Why says which of them, and Innocent what else it can be, as messages of
	// finding.Catalogue.
	Why      []lang.Message
	Innocent lang.Message
	// Hostile is true of an address that then was part of the burst.
	Hostile bool
}

const (
	reconDay     = 24 * 3600 // seconds before a burst that are looked at
	reconNew     = 7 * 24 * 3600
	reconFew     = 5  // most requests of an address that only looked
	reconMarks   = 3  // least marks
	reconMost    = 20 // addresses listed of either kind
	reconNear    = 3600
	targetShare  = 0.2  // of the hostile requests, from which a path is a target
	rareAgent    = 0.01 // share of ordinary requests up to which an agent is rare
	burstAgent   = 0.2  // share of hostile requests from which an agent marks them
	failedBin    = 60   // seconds
	failedShare  = 0.5
	maxReconHeld = 200_000
)

// FindRecon finds the addresses that looked before or during a burst.
func FindRecon(t *weblog.Table, w weblog.Window, hostile func(client uint32) bool) []Recon {
	k := &scout{t: t, w: w, hostile: hostile, read: newTextReader(t)}
	if k.hostile == nil {
		k.hostile = func(uint32) bool { return false }
	}
	k.aim()
	if len(k.targets) == 0 {
		return nil
	}
	k.outage()
	k.look()
	return k.list()
}

// scout is one search under way.
type scout struct {
	t       *weblog.Table
	w       weblog.Window
	hostile func(uint32) bool
	read    *textReader
	targets map[uint32]bool
	agents  map[uint32]bool // that mark the burst
	failing map[int64]bool  // minutes in which most pages failed
	seen    map[uint32]*looker
}

// looker is an address that asked for a target.
type looker struct {
	first, row   int   // rows: its first at all, its first for the target
	before       int   // requests before the burst
	after        int   // and since its beginning
	targets      int   // for the target before
	assets, refs int   // requests for assets, requests with a referer
	end          int64 // last request
	head, during bool
}

// aim finds what the burst asked for most, and the agents that mark it.
func (k *scout) aim() {
	paths, agents := map[uint32]int64{}, map[uint32]int64{}
	var total int64
	for r := range k.t.In(k.w) {
		if !k.hostile(r.Client) || k.t.Asset(r.Path) {
			continue
		}
		n := int64(r.Count())
		total += n
		paths[r.Path] += n
		agents[r.Agent] += n
	}
	k.targets = map[uint32]bool{}
	for p, n := range paths {
		if float64(n) >= targetShare*float64(total) {
			k.targets[p] = true
		}
	}
	if root := k.t.Paths.Find("/"); len(k.targets) == 0 && total > 0 && root != 0 {
		k.targets[root] = true // random paths: the front page stands for the site
	}
	k.mark(agents, total)
}

// mark keeps the agents that the burst has and ordinary time has not.
func (k *scout) mark(agents map[uint32]int64, total int64) {
	k.agents = map[uint32]bool{}
	usual := map[uint32]int64{}
	var all int64
	for r := range k.t.In(weblog.Window{Site: k.w.Site, From: k.w.From - reconNew, To: k.w.From}) {
		usual[r.Agent]++
		all++
	}
	for a, n := range agents {
		if a != 0 && float64(n) >= burstAgent*float64(total) && float64(usual[a]) <= max(rareAgent*float64(all), reconFew) {
			k.agents[a] = true
		}
	}
}

// outage finds the minutes of the burst in which most pages failed.
func (k *scout) outage() {
	type bin struct{ n, failed int }
	bins := map[int64]*bin{}
	for r := range k.t.In(k.w) {
		b := bins[r.Second()/failedBin]
		if b == nil {
			b = &bin{}
			bins[r.Second()/failedBin] = b
		}
		b.n++
		if r.Failed() {
			b.failed++
		}
	}
	k.failing = map[int64]bool{}
	for at, b := range bins {
		k.failing[at] = b.n >= 10 && float64(b.failed) >= failedShare*float64(b.n)
	}
}

// look passes over all rows of the site up to the end of the burst, and as
// long again.
func (k *scout) look() {
	k.seen = map[uint32]*looker{}
	wanted := k.askers()
	end := k.w.To + max(k.w.To-k.w.From, reconNear)
	for i := range k.t.Len() {
		r := k.t.Row(i)
		if r.Second() >= end {
			break
		}
		if !wanted[r.Client] || k.w.Site != weblog.AllSites && int(r.Site) != k.w.Site {
			continue
		}
		k.note(i, r)
	}
}

// askers are the addresses that asked for a target, or with an agent of the
// burst, within a day before it, or within it while the site failed.
func (k *scout) askers() map[uint32]bool {
	out := map[uint32]bool{}
	for r := range k.t.In(weblog.Window{Site: k.w.Site, From: k.w.From - reconDay, To: k.w.To}) {
		if len(out) >= maxReconHeld {
			break
		}
		if !k.targets[r.Path] && !k.agents[r.Agent] {
			continue
		}
		if r.Second() < k.w.From || k.failing[r.Second()/failedBin] && !k.hostile(r.Client) {
			out[r.Client] = true
		}
	}
	return out
}

func (k *scout) note(i int, r *weblog.Row) {
	l := k.seen[r.Client]
	if l == nil {
		l = &looker{first: i, row: -1}
		k.seen[r.Client] = l
	}
	l.end = r.Time
	if k.t.Asset(r.Path) {
		l.assets++
	}
	if r.Referer != 0 {
		l.refs++
	}
	aimed := k.targets[r.Path] || k.agents[r.Agent]
	if r.Second() < k.w.From {
		l.before++
		if aimed {
			l.targets++
			l.head = l.head || r.Method() == "HEAD"
			if l.row < 0 {
				l.row = i
			}
		}
		return
	}
	l.after++
	if aimed && l.row < 0 && k.failing[r.Second()/failedBin] {
		l.row, l.during = i, true
		l.head = r.Method() == "HEAD"
	}
}

// list weighs the lookers.
func (k *scout) list() []Recon {
	var before, during []Recon
	for c, l := range k.seen {
		if l.row < 0 || l.assets > 0 || l.refs > 0 {
			continue // a browser, or somebody who followed a link
		}
		r := k.t.Row(l.row)
		if l.during && l.before == 0 && l.after <= reconFew && !k.hostile(c) {
			during = k.add(during, k.during(c, l, r))
		} else if !l.during && l.before <= reconFew && r.Second() >= k.w.From-reconDay && k.t.Row(l.first).Second() >= k.w.From-reconDay {
			before = k.add(before, k.before(c, l, r))
		}
	}
	return append(best(before), best(during)...)
}

func (k *scout) add(list []Recon, r Recon) []Recon {
	if r.Score < reconMarks {
		return list
	}
	return append(list, r)
}

func best(list []Recon) []Recon {
	slices.SortFunc(list, func(a, b Recon) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Time, a.Time), cmp.Compare(a.Name, b.Name))
	})
	return list[:min(len(list), reconMost)]
}

// before weighs an address that asked before the burst.
func (k *scout) before(c uint32, l *looker, r *weblog.Row) Recon {
	x := k.entry(c, l, r, "before")
	x.Hostile = k.hostile(c)
	delay := float64(k.w.From - r.Second())
	x.Why = append(x.Why, lang.M("probe.recon.before", "seconds", delay, "requests", l.before))
	x.Score++
	x.program(k, l, r)
	if k.agents[r.Agent] {
		x.Score += 2
		x.Why = append(x.Why, lang.M("probe.recon.agent"))
	}
	if delay <= reconNear {
		x.Score++
	}
	if x.Hostile {
		x.Score++
		x.Why = append(x.Why, lang.M("probe.recon.joined"))
	}
	x.Innocent = lang.M("probe.recon.innocent.before")
	return x
}

// during weighs an address that asked while the site failed.
func (k *scout) during(c uint32, l *looker, r *weblog.Row) Recon {
	x := k.entry(c, l, r, "during")
	x.Why = append(x.Why, lang.M("probe.recon.during", "requests", l.after))
	x.Score++
	x.program(k, l, r)
	x.Innocent = lang.M("probe.recon.innocent.during")
	return x
}

// program adds the marks of programs: HEAD, a library, a monitor, no agent.
func (x *Recon) program(k *scout, l *looker, r *weblog.Row) {
	if l.head {
		x.Score += 2
		x.Why = append(x.Why, lang.M("probe.recon.head"))
	}
	a := k.read.agent(r.Agent)
	switch {
	case r.Agent == 0:
		x.Score++
		x.Why = append(x.Why, lang.M("probe.recon.no-agent"))
	case a&isMonitor != 0:
		x.Score += 2
		x.Why = append(x.Why, lang.M("probe.recon.monitor"))
	case a&isLibrary != 0:
		x.Score += 2
		x.Why = append(x.Why, lang.M("probe.recon.library"))
	case a&isDeclared != 0:
		x.Score -= 2 // crawlers and link previews always come
	}
}

func (k *scout) entry(c uint32, l *looker, r *weblog.Row, when string) Recon {
	return Recon{Client: c, Name: k.t.Clients.Text(c), When: when, Time: r.Time, Row: l.row, Line: Line(k.t, r)}
}
