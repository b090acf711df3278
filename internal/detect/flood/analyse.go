package flood

import (
	"cmp"
	"context"
	"log/slog"
	"slices"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/weblog"
)

// Options say how a table is judged.
type Options struct {
	Election *election.Election // nil: none
	Log      *slog.Logger       // nil: none
	// Wanted, where not nil, says which bursts are judged, by their first
	// second and the first after them. The others still count as bursts and
	// not as ordinary time.
	Wanted func(from, to int64) bool
	// Template, where not nil, gives the kind of page that a path is of. Bursts
	// of one kind that the site as a whole does not show are then found too.
	Template func(path string) string
	// Place, where not nil, gives the country and the number of the network that
	// an address is registered in, "" and 0 for none. It is called from the
	// goroutine of Analyse alone.
	Place func(client uint32) (country string, asn uint32)
	// Cite looks rows up in their sources, for the evidence; nil: findings
	// come without.
	Cite func(rows []int) ([]weblog.Cited, error)
}

// Result is what was found in a table.
type Result struct {
	Notes  []*finding.Finding // clock artefacts
	Bursts []*Burst           // those worth reporting, in order of time
	Sites  []Site             // by number of site
}

// Burst is one burst that was judged, with what others need to look further
// into it.
type Burst struct {
	Finding  *finding.Finding
	Window   weblog.Window
	Usual    []weblog.Window // ordinary time that it was compared with; nil: none
	Week     []weblog.Window // the seven days before it without bursts, as far as the log covers them
	Expected float64         // requests that the baseline expects in the window
	Mode     string          // "same-hour", "neighbours", "none"
	History  float64         // days of log before it
	Z        float64         // robust standard deviations above the baseline
	Whole    bool            // it is the log as a whole, for want of anything to compare with
	// Template is the kind of page that alone had the burst; "" for all. The
	// numbers are then those of the addresses that asked for such a page.
	Template string
	// Machines are the addresses that behave like machines and whose
	// signature is much more frequent than usual, whatever the verdict; in no
	// order.
	Machines []uint32
	// Cites are rows that stand for the burst, to be looked up.
	Cites []Cite
}

// Cite is a row to be cited, and why.
type Cite struct {
	Row  int
	Role lang.Message
}

// Site is the requests of a site over time, with what its baseline expects.
type Site struct {
	timeline *timeline
	base     *baseline
	bursts   []burst
}

// Analyse finds and judges the bursts of a table.
func Analyse(ctx context.Context, t *weblog.Table, o Options) (*Result, error) {
	if o.Election == nil {
		o.Election = &election.Election{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	a := &analysis{t: t, o: o, f: newFacts(t), res: &Result{Sites: make([]Site, len(t.Sites))}}
	a.cover = a.coverage()
	pages := a.pages() // beside the rest
	watches := a.plan(pages)
	err := gather(ctx, t, watches, func(tr *trial) {
		a.judge(tr)
		tr.main.free()
		if tr.ref != nil {
			tr.ref.free()
		}
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(a.res.Bursts, func(x, y *Burst) int {
		return cmp.Or(cmp.Compare(x.Window.From, y.Window.From), cmp.Compare(x.Finding.Subject, y.Finding.Subject), cmp.Compare(x.Window.To, y.Window.To))
	})
	return a.res, a.cite()
}

// analysis is one run of Analyse.
type analysis struct {
	t   *weblog.Table
	o   Options
	f   *facts
	res *Result

	cover [][]stretch // of each site: the time that its logs cover
}

// plan finds the bursts of every site, notes clock artefacts and lays the
// windows in which requests are looked at. It gives the watch of each site, by
// number; nil for a site without a burst.
func (a *analysis) plan(pages <-chan []pageVolume) []*watch {
	watches, held := make([]*watch, len(a.t.Sites)), new(int)
	trials := a.candidates()
	trials = append(trials, a.pageTrials(<-pages)...)
	if len(trials) > 0 {
		a.f.room()
	}
	for _, tr := range trials {
		tr.lay(a.f, hostOf(a.t.Sites[tr.site]), held)
		if watches[tr.site] == nil {
			watches[tr.site] = &watch{history: newHistory(a.f)}
		}
		w := watches[tr.site]
		w.trials = append(w.trials, tr)
		tr.only(a.t)
	}
	for _, w := range watches {
		if w != nil {
			slices.SortFunc(w.trials, func(a, b *trial) int { return cmp.Compare(a.from, b.from) })
			schedule(a.t, w.trials)
		}
	}
	return watches
}

// candidates are the bursts of all sites, the largest maxBursts of them.
func (a *analysis) candidates() []*trial {
	var trials []*trial
	found := 0
	for i, v := range a.t.Volumes {
		if v.Total == 0 {
			continue
		}
		n := newCount(v)
		art := n.phases.artefact(n.Total)
		if art.period > 0 {
			a.res.Notes = append(a.res.Notes, clockNote(a.t.Sites[i], n, art))
		}
		of := a.trials(i, n, art.period)
		found += len(of)
		trials = largest(append(trials, of...))
	}
	if found > len(trials) {
		a.o.Log.Warn("more bursts than are judged; the smallest are left out", "bursts", found, "judged", len(trials))
	}
	return trials
}

func (a *analysis) trials(site int, n *count, period int64) []*trial {
	t := newTimeline(n, period)
	t.within(a.cover[site])
	base, bursts := settle(t)
	a.res.Sites[site] = Site{t, base, nil}
	if float64(n.Total) < minExcess {
		return nil
	}
	if len(bursts) == 0 {
		if b, ok := wholeLog(t, n); ok {
			bursts = []burst{b}
		}
	}
	a.res.Sites[site].bursts = bursts
	var trials []*trial
	for k := range bursts {
		bursts[k].site = site
		if a.o.Wanted == nil || a.o.Wanted(bursts[k].from, bursts[k].to) {
			trials = append(trials, &trial{burst: bursts[k], t: t, base: base, all: bursts})
		}
	}
	return trials
}

func largest(trials []*trial) []*trial {
	slices.SortStableFunc(trials, func(a, b *trial) int { return cmp.Compare(b.excess(), a.excess()) })
	return trials[:min(len(trials), maxBursts)]
}

// judge weighs one burst and keeps what is worth telling.
func (a *analysis) judge(tr *trial) {
	site := a.t.Sites[tr.site]
	tr.rescale()
	j := newJudge(tr, a.t.Volumes[tr.site].Busy, calendar(a.o.Election, site, tr), a.o.Place)
	if !j.worthy() {
		return
	}
	b := &Burst{
		Finding: j.finding(site), Template: tr.template, Window: tr.window(), Usual: tr.usual(), Week: tr.week(), Expected: tr.expected,
		Mode: string(tr.mode), History: tr.history, Z: tr.z, Whole: tr.whole, Machines: j.machines(),
	}
	if j.verdict == finding.Attack || j.verdict == finding.Both {
		b.Finding.Members = a.members(b.Machines)
	}
	b.Cites = j.cites()
	a.res.Bursts = append(a.res.Bursts, b)
}

// members names addresses.
func (a *analysis) members(clients []uint32) *finding.Members {
	if len(clients) == 0 {
		return nil
	}
	ids := make([]string, len(clients))
	for i, c := range clients {
		ids[i] = a.t.Clients.Text(c)
	}
	slices.Sort(ids)
	return &finding.Members{Unit: "addresses", IDs: ids}
}

// cite looks up all rows that findings cite, at once.
func (a *analysis) cite() error {
	var rows []int
	for _, b := range a.res.Bursts {
		for _, c := range b.Cites {
			rows = append(rows, c.Row)
		}
	}
	if a.o.Cite == nil || len(rows) == 0 {
		return nil
	}
	cited, err := a.o.Cite(rows)
	if err != nil {
		return err
	}
	for _, b := range a.res.Bursts {
		for _, c := range b.Cites {
			r := a.t.Row(c.Row)
			b.Finding.Evidence = append(b.Finding.Evidence,
				finding.Cite(a.t.Sources[r.Source], cited[0].Where, cited[0].Digest, quote(a.t, r), c.Role))
			cited = cited[1:]
		}
	}
	return nil
}

// usual is the ordinary time of a trial without the bursts in it.
func (tr *trial) usual() []weblog.Window {
	if tr.ref == nil {
		return nil
	}
	return tr.calm(tr.ref.from, tr.ref.to)
}

// week is the seven days before a burst, as far as the log covers them,
// without the bursts in them.
func (tr *trial) week() (out []weblog.Window) {
	for _, s := range tr.t.seen {
		from, to := max(tr.t.second(s.lo), tr.from-7*day), min(tr.t.end(s.hi), tr.from)
		if from < to {
			out = append(out, tr.calm(from, to)...)
		}
	}
	return out
}

// calm is a stretch of time without the bursts in it.
func (tr *trial) calm(from, to int64) (out []weblog.Window) {
	for _, b := range tr.all {
		if b.to <= from || b.from >= to {
			continue
		}
		if b.from > from {
			out = append(out, weblog.Window{Site: tr.site, From: from, To: b.from})
		}
		from = max(from, b.to)
	}
	if from < to {
		out = append(out, weblog.Window{Site: tr.site, From: from, To: to})
	}
	return out
}
