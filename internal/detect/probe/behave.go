package probe

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Thresholds of behaviour. Those of one address over seconds are of the size
// that rules in use have (docs/methods/probe.md lists them with their
// sources); the slow ones are measured on real logs.
const (
	scanPaths    = 10      // different pages that are not there,
	scanStep     = 10e6    // one leaking out in this many microseconds
	slowPaths    = 20      // different pages that are not there at any pace,
	slowShare    = 0.5     // if they are this share of an address's pages
	crawlPages   = 40      // different pages,
	crawlStep    = 500_000 // one leaking out in half a second
	loginTries   = 5       // refused logins,
	loginStep    = 10e6    // one leaking out in ten seconds
	markedTimes  = 30      // random paths or new numbers in a query,
	markedStep   = 1e6     // one leaking out in a second
	agentsCycled = 10      // different agents,
	agentStep    = 8e6     // one leaking out in eight seconds
	screenBits   = 7       // bits of a bitmap that ten paths nearly always fill
	minCrawlers  = crawlPages
	assetShare   = 0.1 // of requests, from which an address is one of browsers
)

// behaviour looks at the addresses that stand out by what they do.
func (s *scanner) behaviour() {
	rows := s.gather()
	for _, c := range rows.order {
		s.address(rows.by[c])
	}
	s.subnets()
	s.logins()
}

// lists are the rows of chosen addresses.
type lists struct {
	order []uint32 // addresses in the order in which they first come
	by    map[uint32][]int32
}

// gather lists the rows of the addresses that a second look is worth.
func (s *scanner) gather() lists {
	wanted := make([]bool, len(s.quick))
	any := false
	for c := range s.quick {
		wanted[c] = s.quick[c].stands()
		any = any || wanted[c]
	}
	if !any {
		return lists{}
	}
	return s.collect(wanted)
}

// stands says whether an address can have crossed any threshold.
func (q *quick) stands() bool {
	return bits.OnesCount64(q.missed) >= screenBits || q.denied > loginTries || int(q.busiest) >= crawlPages/4 && q.rows >= crawlPages ||
		q.changes >= agentsCycled || q.marked >= markedTimes
}

// collect lists the rows of the wanted addresses.
func (s *scanner) collect(wanted []bool) lists {
	l := lists{by: map[uint32][]int32{}}
	for i := range s.t.Len() {
		c := s.t.Row(i).Client
		if !wanted[c] {
			continue
		}
		if l.by[c] == nil {
			l.order = append(l.order, c)
		}
		l.by[c] = append(l.by[c], int32(i))
	}
	return l
}

// address tests the behaviour of one address.
func (s *scanner) address(rows []int32) {
	q := &s.quick[s.t.Row(int(rows[0])).Client]
	if bits.OnesCount64(q.missed) >= screenBits {
		s.scanning(rows)
	}
	if q.denied > loginTries {
		s.denied(rows)
	}
	if q.marked >= markedTimes {
		s.fill(RandomPath, rows, markedStep, markedTimes, func(r *weblog.Row) bool {
			return r.Query == 0 && s.paths.at(r.Path).traits&sixCapitals != 0
		}, nil)
		s.fill(CacheBuster, rows, markedStep, markedTimes, func(r *weblog.Row) bool {
			return s.queries.at(r.Query).traits&digitsOnly != 0
		}, queryOf)
	}
	browsers := float64(q.assets) >= assetShare*float64(q.rows)
	if browsers {
		return
	}
	if q.changes >= agentsCycled {
		s.fill(AgentCycling, rows, agentStep, agentsCycled, everything, agentOf)
	}
	if q.rows >= minCrawlers {
		s.fill(Crawling, rows, crawlStep, crawlPages, func(r *weblog.Row) bool { return !s.t.Asset(r.Path) && !refused(r) }, pathOf)
	}
}

func everything(*weblog.Row) bool { return true }

func pathOf(r *weblog.Row) uint64  { return uint64(r.Path) }
func queryOf(r *weblog.Row) uint64 { return uint64(r.Query) }
func agentOf(r *weblog.Row) uint64 { return uint64(r.Agent) }

// fill gives an address's rows to a family where enough of them came fast
// enough; those that are the same by what count once, if it is not nil.
func (s *scanner) fill(f Family, rows []int32, step int64, capacity float64, is func(*weblog.Row) bool, what func(*weblog.Row) uint64) bool {
	b := newBucket(step, what != nil)
	var own []int32
	over := false
	for _, i := range rows {
		r := s.t.Row(int(i))
		if !is(r) {
			continue
		}
		own = append(own, i)
		key := uint64(0)
		if what != nil {
			key = what(r)
		}
		over = b.add(r.Time, key) > capacity || over
	}
	if over {
		s.give(f, own)
	}
	return over
}

// give adds rows to a family; they are put in order at the end.
func (s *scanner) give(f Family, rows []int32) {
	s.groups[f].rows = append(s.groups[f].rows, rows...)
	for _, i := range rows {
		s.sets[s.t.Row(int(i)).Client] |= of(f)
	}
}

// missing is true of a page that is not there, or not for all.
func (s *scanner) missing(r *weblog.Row) bool {
	return (r.Status == 404 || r.Status == 403 || r.Status == 400 || r.Status == 410) && !s.t.Asset(r.Path)
}

// scanning looks for many different pages that are not there: fast, or slowly
// but little else.
func (s *scanner) scanning(rows []int32) {
	declared := s.agents.at(s.t.Row(int(rows[0])).Agent).traits&declares != 0
	if declared && s.verified(s.t.Row(int(rows[0])).Client) != "" {
		return
	}
	if s.fill(Scanning, rows, scanStep, scanPaths-1, s.missing, pathOf) {
		return
	}
	if declared {
		return // an index that still knows pages that went away
	}
	paths, pages, linked := map[uint32]bool{}, 0, 0
	var own []int32
	for _, i := range rows {
		r := s.t.Row(int(i))
		if !s.t.Asset(r.Path) {
			pages++
		}
		if s.missing(r) {
			own = append(own, i)
			paths[r.Path] = true
			linked += refers(r)
		}
	}
	if len(paths) >= slowPaths && float64(len(own)) >= slowShare*float64(pages) && 2*linked <= len(own) {
		s.give(Scanning, own)
	}
}

// refers is 1 for a request that came from another page. Who follows broken
// links of the site does no scan.
func refers(r *weblog.Row) int {
	if r.Referer != 0 {
		return 1
	}
	return 0
}

// denied looks for answers that a name and password are wanted, again and
// again.
func (s *scanner) denied(rows []int32) {
	for _, status := range []uint16{401, 403} {
		b := newBucket(loginStep, false)
		var own []int32
		paths := map[uint32]bool{}
		over := false
		for _, i := range rows {
			r := s.t.Row(int(i))
			if r.Status != status || s.t.Asset(r.Path) || r.Method() == "OPTIONS" || r.Method() == "PROPFIND" {
				continue
			}
			own = append(own, i)
			paths[r.Path] = true
			over = b.add(r.Time, 0) > loginTries || over
		}
		switch {
		case over && (status == 401 || 2*len(paths) <= len(own)):
			s.give(LoginBruteForce, own)
		case over && len(paths) > loginTries:
			s.give(Scanning, own)
		}
	}
}

// subnets looks for scans whose addresses share a network and each stay below
// what one alone is noticed by.
func (s *scanner) subnets() {
	var all []inNet
	for c := 1; c < len(s.quick); c++ {
		if q := &s.quick[c]; q.missed != 0 && q.assets == 0 && !s.sets[c].Has(Scanning) {
			all = append(all, inNet{weblog.Network(s.t.Clients.Text(uint32(c))), uint32(c)})
		}
	}
	slices.SortFunc(all, func(a, b inNet) int { return cmp.Or(cmp.Compare(a.net, b.net), cmp.Compare(a.client, b.client)) })
	wanted, of := make([]bool, len(s.quick)), map[uint32]uint64{}
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].net == all[from].net {
			to++
		}
		if s.mayScan(all[from:to]) {
			for _, n := range all[from:to] {
				wanted[n.client], of[n.client] = true, n.net
			}
		}
		from = to
	}
	if len(of) > 0 {
		s.spreadScans(s.collect(wanted), of)
	}
}

// inNet is an address with a hash of its network.
type inNet struct {
	net    uint64
	client uint32
}

// mayScan says whether the addresses of one network can be a scan together.
func (s *scanner) mayScan(list []inNet) bool {
	if len(list) < subnetClients {
		return false
	}
	pages, missed, paths := 0, 0, uint64(0)
	for _, n := range list {
		q := &s.quick[n.client]
		pages += int(q.rows)
		missed += bits.OnesCount64(q.missed)
		paths |= q.missed
	}
	return bits.OnesCount64(paths) >= subnetBits && float64(missed) >= slowShare*float64(pages)
}

// A scan spread over a subnet: at least so many addresses with so many
// different pages that are not there.
const (
	subnetClients = 3
	subnetPaths   = 20
	subnetBits    = 14 // that twenty paths nearly always fill, of 64
)

// spreadScans tests the chosen networks exactly.
func (s *scanner) spreadScans(l lists, of map[uint32]uint64) {
	type scan struct {
		rows   []int32
		paths  map[uint32]bool
		linked int
	}
	by := map[uint64]*scan{}
	var order []uint64
	for _, c := range l.order {
		key := of[c]
		n := by[key]
		if n == nil {
			n = &scan{paths: map[uint32]bool{}}
			by[key] = n
			order = append(order, key)
		}
		for _, i := range l.by[c] {
			if r := s.t.Row(int(i)); s.missing(r) {
				n.rows = append(n.rows, i)
				n.paths[r.Path] = true
				n.linked += refers(r)
			}
		}
	}
	for _, key := range order {
		if n := by[key]; len(n.paths) >= subnetPaths && 2*n.linked <= len(n.rows) {
			slices.Sort(n.rows)
			s.give(Scanning, n.rows)
			s.groups[Scanning].spread = true
		}
	}
}
