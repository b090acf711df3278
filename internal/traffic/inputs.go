package traffic

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// maxRejects is how many rejects of one input a report lists.
const maxRejects = 20

// inputs fills in what was read.
func (a *analyser) inputs() {
	r, formats := a.r, map[string]int64{}
	r.Rejected = []Reject{}
	r.Lines.Problems = map[string]int64{}
	for i, res := range a.results {
		info := res.Info
		if info.Kind != source.Requests {
			continue // of a case
		}
		role := "log"
		if a.Baseline[i] {
			role = "baseline"
		}
		r.Inputs = append(r.Inputs, Input{
			File: info.Name, Role: role, Format: info.Format, SHA256: info.SHA256, Bytes: info.Size,
			Packing: info.Packing, Unpacked: info.Unpacked, Read: info.Read, Kept: info.Kept,
			Duplicates: info.Duplicates, Rejects: info.Rejects, Start: info.Start, End: info.End,
		})
		l := &r.Lines
		l.Read, l.Kept, l.Duplicates, l.Rejects = l.Read+info.Read, l.Kept+info.Kept, l.Duplicates+info.Duplicates, l.Rejects+info.Rejects
		l.Outside += res.Outside
		for k, n := range info.Problems {
			l.Problems[k] += n
		}
		for _, x := range res.Rejects[:min(len(res.Rejects), maxRejects)] {
			r.Rejected = append(r.Rejected, Reject{File: info.Name, Line: x.Line, Offset: x.Offset, Length: x.Length, Reason: a.Problems.Print(x.Problem)})
		}
		for name, n := range res.Formats {
			formats[name] += n
		}
		r.Clients.Peer, r.Clients.Forwarded = r.Clients.Peer+res.Via[0], r.Clients.Forwarded+res.Via[1]
		r.Clients.CDNOnly, r.Clients.ProxyOnly = r.Clients.CDNOnly+res.Via[2], r.Clients.ProxyOnly+res.Via[3]
		if info.Kept > 0 {
			r.Span.Start, r.Span.End = earlier(r.Span.Start, info.Start), later(r.Span.End, info.End)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(formats)) {
		r.Formats = append(r.Formats, Format{name, formats[name]})
	}
	slices.SortStableFunc(r.Formats, func(a, b Format) int { return cmp.Compare(b.Lines, a.Lines) })
	a.openPrivate()
	r.Sample = Sample{Exact: a.t.Level == 0, Share: 1 / a.t.Scale(), Rows: int64(a.t.Len()), Error: a.t.Error()}
	r.Clock = a.clock()
	r.Bursts, r.Probes, r.Origin, r.Notes, r.Sites = []Burst{}, []Probe{}, []Database{}, []Note{}, []Site{}
	a.databases()
}

// manyPrivate is how many different private addresses are no proxies: a
// network with that many shows its clients.
const manyPrivate = 200

// openPrivate takes private addresses for the clients' own where there are
// many of them.
func (a *analyser) openPrivate() {
	if a.r.Clients.ProxyOnly == 0 {
		return
	}
	n := 0
	for id := 1; id <= a.t.Clients.Len() && n < manyPrivate; id++ {
		if addr, ok := address(a.t.Clients.Text(uint32(id))); ok && addr.Unmap().IsPrivate() {
			n++
		}
	}
	if n >= manyPrivate {
		a.r.Clients.Peer += a.r.Clients.ProxyOnly
		a.r.Clients.ProxyOnly = 0
	}
}

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func (a *analyser) clock() Clock {
	c := Clock{Zone: "UTC", Offset: a.Offset.Seconds(), Stated: "log"}
	if a.Printer.Zone != nil {
		c.Zone = a.Printer.Zone.String()
	}
	for _, r := range a.results {
		if r.Info.ZoneFrom != "" && (r.Info.ZoneFrom != Assumed || r.Lent > 0) {
			c.Stated = r.Info.ZoneFrom
		}
	}
	return c
}

// databases lists the databases of origins.
func (a *analyser) databases() {
	if a.Origin == nil {
		return
	}
	for _, d := range a.Origin.Databases() {
		a.r.Origin = append(a.r.Origin, Database{
			Database: d.Name, Kind: d.Kind, Built: d.Built, SHA256: d.SHA256, Ranges: d.Ranges, Licence: d.Licence, Warning: d.Warning,
		})
	}
}

// maxSites is how many sites a report lists.
const maxSites = 100

// sites counts the addresses and networks of every site, and draws its
// requests.
func (a *analyser) sites() {
	order := make([]int, 0, len(a.t.Sites))
	for i, v := range a.t.Volumes {
		if v.Total > 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(a.t.Volumes[y].Total, a.t.Volumes[x].Total), cmp.Compare(a.t.Sites[x], a.t.Sites[y]))
	})
	order = order[:min(len(order), maxSites)]
	at := make([]int, len(a.t.Sites))
	for i := range at {
		at[i] = -1
	}
	list := make([]Site, len(order))
	seen := make([][]uint64, len(order))
	for k, i := range order {
		at[i] = k
		seen[k] = make([]uint64, a.t.Clients.Len()/64+1)
		list[k] = Site{Name: a.t.Sites[i], Requests: a.t.Volumes[i].Total, Series: newSeries(a.t.Volumes[i])}
	}
	for i := range a.t.Len() {
		r := a.t.Row(i)
		k := at[r.Site]
		if k < 0 {
			continue
		}
		seen[k][r.Client/64] |= 1 << (r.Client % 64)
		if r.Failed() {
			list[k].Series.fail(r, a.t.Scale())
		}
	}
	for k := range list {
		list[k].Clients, list[k].Networks = a.population(seen[k])
	}
	a.r.Sites = list
}

// population counts the addresses of a set and their networks. From a sample
// of addresses the networks cannot be scaled up: those of the sample are
// given.
func (a *analyser) population(set []uint64) (clients, networks float64) {
	nets := map[uint64]struct{}{}
	for id := 1; id <= a.t.Clients.Len(); id++ {
		if set[id/64]>>(id%64)&1 == 0 {
			continue
		}
		clients++
		nets[weblog.Network(a.t.Clients.Text(uint32(id)))] = struct{}{}
	}
	return clients * a.t.Scale(), float64(len(nets))
}

// maxSteps is how many values a figure gets at most.
const maxSteps = 480

// newSeries draws the exact volume of a site.
func newSeries(v *weblog.Volume) Series {
	from, to := v.Span()
	s := stepped(from, to, v.Grain)
	for _, c := range v.Cells {
		s.Requests[(c.At-s.Start.Unix())/s.Step] += c.N
	}
	return s
}

// stepped is an empty series over a stretch of time, with a step that is
// round and a multiple of the grain.
func stepped(from, to, grain int64) Series {
	step := grain
	for _, round := range []int64{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400} {
		if step = round; round >= grain && round%grain == 0 && (to-from)/round < maxSteps {
			break
		}
	}
	for (to-from)/step >= maxSteps || step%grain != 0 {
		step += max(86400, grain)
	}
	start := from - from%step
	n := int((to-start+step-1)/step) + 1
	if start+int64(n-1)*step >= to && n > 1 {
		n--
	}
	return Series{Start: time.Unix(start, 0).UTC(), Step: step, Requests: make([]int64, n)}
}

// fail counts a request that failed.
func (s *Series) fail(r *weblog.Row, scale float64) {
	if s.Failed == nil {
		s.Failed = make([]int64, len(s.Requests))
	}
	if i := (r.Second() - s.Start.Unix()) / s.Step; i >= 0 && i < int64(len(s.Failed)) {
		s.Failed[i] += int64(math.Round(float64(r.Count()) * scale))
	}
}

// series adds to the figures what the baselines expect.
func (a *analyser) series() {
	for k := range a.r.Sites {
		s := &a.r.Sites[k]
		a.expect(&s.Series, slices.Index(a.t.Sites, s.Name))
	}
}

// expect adds to a figure what the baseline of its site expects.
func (a *analyser) expect(s *Series, site int) {
	base := a.flooded.Sites[site]
	for b := range base.Bins() {
		at, length, expected, ok := base.Bin(b)
		if !ok {
			continue
		}
		if s.Expected == nil {
			s.Expected = make([]float64, len(s.Requests))
		}
		s.spread(at, length, expected)
	}
	for i := range s.Expected {
		s.Expected[i] = round(s.Expected[i])
	}
}

// spread puts a number that holds for a stretch of time into its steps.
func (s *Series) spread(at, length int64, n float64) {
	start := s.Start.Unix()
	for i := max(0, (at-start)/s.Step); i < int64(len(s.Expected)); i++ {
		lo, hi := max(at, start+i*s.Step), min(at+length, start+(i+1)*s.Step)
		if hi <= lo {
			return
		}
		s.Expected[i] += n * float64(hi-lo) / float64(length)
	}
}

// round keeps four significant digits.
func round(v float64) float64 {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	scale := math.Pow(10, 3-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

// notes says what there is to know of the logs.
func (a *analyser) notes() {
	for _, f := range a.flooded.Notes {
		a.r.Notes = append(a.r.Notes, Note{Name: "clock-artefact", Site: f.Subject, Text: a.Printer.Print(f.Headline)})
	}
	add := func(name, site string, m lang.Message) {
		a.r.Notes = append(a.r.Notes, Note{Name: name, Site: site, Text: a.Printer.Print(m)})
	}
	for _, r := range a.results {
		if r.Info.ZoneFrom == Assumed && r.Lent > 0 {
			add("zone-assumed", r.Info.Name, lang.M("traffic.note.zone", "file", r.Info.Name, "n", r.Lent))
		}
		if r.Uncompared {
			add("uncompared", r.Info.Name, lang.M("traffic.note.uncompared", "file", r.Info.Name))
		}
		if r.Jumps > 0 {
			add("clock-back", r.Info.Name, lang.M("traffic.note.clock-back", "file", r.Info.Name, "n", r.Jumps, "seconds", float64(r.Back)/1e6))
		}
	}
	if n := a.r.Clients; n.CDNOnly > 0 {
		add("cdn-only", "", lang.M("traffic.note.cdn-only", "share", float64(n.CDNOnly)/float64(max(a.r.Lines.Kept, 1))))
	}
	if n := a.r.Clients; n.ProxyOnly > 0 {
		add("proxy-only", "", lang.M("traffic.note.proxy-only", "share", float64(n.ProxyOnly)/float64(max(a.r.Lines.Kept, 1))))
	}
	for _, l := range []string{"layers", "edited", "addresses"} {
		a.r.Limits = append(a.r.Limits, a.Printer.Print(lang.M("flood.limit."+l)))
	}
	if !a.located() || len(a.flooded.Bursts) == 0 {
		a.r.Limits = append(a.r.Limits, a.Printer.Print(lang.M("flood.limit.country")))
	} else {
		a.r.Limits = append(a.r.Limits, a.countryLimit())
	}
}

// verdictOf is the verdict with what is done when there is none.
func verdictOf(f *finding.Finding) finding.Verdict {
	if f.Verdict == "" {
		return finding.Unclear
	}
	return f.Verdict
}
