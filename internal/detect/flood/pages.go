package flood

import (
	"cmp"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/weblog"
)

// A burst of one kind of page can drown in the traffic of the whole site: a
// results page that is asked for ten times as often may raise the site by a
// tenth. So the commonest kinds of page are looked at one by one.

const (
	maxPages     = 32      // kinds of page of a site that are looked at
	ownPage      = 0.6     // share of the site from which a kind is the site
	pageRatio    = 2.0     // least volume of a burst of one kind over its baseline
	manyPaths    = 200_000 // different paths from which a kind is a directory
	fewPageHits  = 200     // least requests of a kind
	beyondSeason = 4       // bins around a burst of the site that are its own
)

// pageVolume is the requests of one kind of page over time.
type pageVolume struct {
	site     int
	template string
	volume   *weblog.Volume
	is       func(path uint32) bool
}

// pageKey is one kind of page of one site.
type pageKey struct {
	site uint16
	kind uint32
}

// pages counts the commonest kinds of page in the background.
func (a *analysis) pages() <-chan []pageVolume {
	out := make(chan []pageVolume, 1)
	if a.o.Template == nil || a.t.Level > 0 { // a sample of addresses has no exact volume of one page
		out <- nil
		return out
	}
	go func() { out <- a.countPages() }()
	return out
}

func (a *analysis) countPages() []pageVolume {
	kinds, names := a.kinds()
	n := map[pageKey]int64{}
	for i := range a.t.Len() {
		r := a.t.Row(i)
		if k := kinds[r.Path]; k != 0 {
			n[pageKey{r.Site, k}] += int64(r.Count())
		}
	}
	of := a.common(n, names)
	for i := range a.t.Len() {
		r := a.t.Row(i)
		if p := of[pageKey{r.Site, kinds[r.Path]}]; p != nil {
			p.volume.take(r.Second(), int64(float64(r.Count())*a.t.Scale()))
		}
	}
	var out []pageVolume
	for key, p := range of {
		kind := key.kind
		out = append(out, pageVolume{int(key.site), p.template, &p.volume.Volume, func(path uint32) bool { return kinds[path] == kind }})
	}
	slices.SortFunc(out, func(x, y pageVolume) int {
		return cmp.Or(cmp.Compare(x.site, y.site), cmp.Compare(x.template, y.template))
	})
	return out
}

// kinds numbers the kind of every path from 1; 0 is what browsers load by
// themselves. Of very many paths the directory is the kind: what is asked for
// under ever new names differs in the last part.
func (a *analysis) kinds() (of []uint32, names []string) {
	of, names = make([]uint32, a.t.Paths.Len()+1), []string{""}
	number := map[string]uint32{}
	for id := uint32(1); int(id) <= a.t.Paths.Len(); id++ {
		if a.t.Asset(id) {
			continue
		}
		path, name := a.t.Paths.Text(id), ""
		if a.t.Paths.Len() > manyPaths {
			name = path[:strings.LastIndexByte(path, '/')+1]
		} else {
			name = a.o.Template(path)
		}
		k, ok := number[name]
		if !ok {
			k = uint32(len(names))
			name = strings.Clone(name)
			names, number[name] = append(names, name), k
		}
		of[id] = k
	}
	return of, names
}

// growing is a volume that requests are added to in order of time.
type growing struct{ weblog.Volume }

func (g *growing) take(sec, n int64) {
	g.Total += n
	if last := len(g.Cells) - 1; last >= 0 && g.Cells[last].At == sec {
		g.Cells[last].N += n
		return
	}
	g.Cells = append(g.Cells, weblog.Cell{At: sec, N: n})
}

// page is one kind of page that is counted.
type page struct {
	template string
	volume   *growing
}

// common chooses the kinds of page that are looked at: of each site the
// commonest, but none that nearly is the site.
func (a *analysis) common(n map[pageKey]int64, names []string) map[pageKey]*page {
	bySite := make([][]pageKey, len(a.t.Sites))
	for key, count := range n {
		whole := float64(a.t.Volumes[key.site].Total)
		if float64(count)*a.t.Scale() >= fewPageHits && float64(count)*a.t.Scale() < ownPage*whole && a.t.Volumes[key.site].Grain == 1 {
			bySite[key.site] = append(bySite[key.site], key)
		}
	}
	of := map[pageKey]*page{}
	for _, keys := range bySite {
		slices.SortFunc(keys, func(x, y pageKey) int {
			return cmp.Or(cmp.Compare(n[y], n[x]), cmp.Compare(names[x.kind], names[y.kind]))
		})
		for _, key := range keys[:min(len(keys), maxPages)] {
			of[key] = &page{names[key.kind], &growing{weblog.Volume{Grain: 1}}}
		}
	}
	return of
}

// pageTrials are the bursts of single kinds of page at times at which the site
// as a whole has none; of several at one time the largest.
func (a *analysis) pageTrials(pages []pageVolume) []*trial {
	var trials []*trial
	for _, p := range pages {
		site := a.res.Sites[p.site]
		if newCount(p.volume).phases.artefact(p.volume.Total).period > 0 {
			continue
		}
		t := newTimeline(newCount(p.volume), site.timeline.bin)
		t.within(a.cover[p.site])
		base, found := settle(t)
		for k := range found {
			b := found[k]
			b.site = p.site
			if b.requests >= pageRatio*b.expected && !within(site.bursts, b, t.bin) && (a.o.Wanted == nil || a.o.Wanted(b.from, b.to)) {
				trials = append(trials, &trial{burst: b, t: t, base: base, all: found, template: p.template, is: p.is})
			}
		}
	}
	slices.SortStableFunc(trials, func(x, y *trial) int { return cmp.Compare(y.excess(), x.excess()) })
	var kept []*trial
	for _, tr := range trials {
		if !slices.ContainsFunc(kept, func(k *trial) bool { return k.site == tr.site && k.from < tr.to && tr.from < k.to }) && len(kept) < maxPages {
			kept = append(kept, tr)
		}
	}
	return kept
}

// within says whether a burst lies beside or in one of the site's.
func within(bursts []burst, b burst, bin int64) bool {
	return slices.ContainsFunc(bursts, func(s burst) bool {
		return s.from-beyondSeason*bin < b.to && b.from < s.to+beyondSeason*bin
	})
}

// only finds whose requests count in a burst of one kind of page.
func (tr *trial) only(t *weblog.Table) {
	if tr.is == nil {
		return
	}
	ask := func(w *window) map[uint32]bool {
		who := map[uint32]bool{}
		for r := range t.In(weblog.Window{Site: tr.site, From: w.from, To: w.to}) {
			if tr.is(r.Path) {
				who[r.Client] = true
			}
		}
		return who
	}
	tr.inMain = ask(tr.main)
	if tr.ref != nil {
		tr.inRef = ask(tr.ref)
	}
}

// rescale has the numbers of a burst of one kind of page speak of all requests
// of those who asked for it.
func (tr *trial) rescale() {
	if tr.is == nil || tr.requests == 0 {
		return
	}
	tr.expected *= tr.main.requests / tr.requests
	tr.requests = tr.main.requests
}
