package traffic

import (
	"cmp"
	"iter"
	"net/netip"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/origin"
	"github.com/unveil-project/unveil/internal/stats"
	"github.com/unveil-project/unveil/internal/weblog"
)

// places are where addresses are registered, looked up once. Those of a burst
// and of its ordinary time are looked up before several goroutines ask.
type places struct {
	known []bool
	of    []origin.Place
}

// place looks an address up.
func (a *analyser) place(client uint32) origin.Place {
	p := &a.places
	if p.known == nil {
		p.known, p.of = make([]bool, a.t.Clients.Len()+1), make([]origin.Place, a.t.Clients.Len()+1)
	}
	if !p.known[client] {
		p.known[client] = true
		if addr, ok := address(a.t.Clients.Text(client)); ok {
			p.of[client] = a.Origin.Lookup(addr)
		}
	}
	return p.of[client]
}

func address(s string) (netip.Addr, bool) {
	addr, err := netip.ParseAddr(s)
	return addr.WithZone(""), err == nil
}

// located is true where there are databases to look addresses up in.
func (a *analyser) located() bool { return a.Origin != nil && len(a.r.Origin) > 0 }

// countryLimit says what a country means, or that none was looked up.
func (a *analyser) countryLimit() string {
	if !a.located() {
		return a.Printer.Print(lang.M("flood.limit.country"))
	}
	var names []string
	for _, d := range a.r.Origin {
		if d.Kind == "country" {
			names = append(names, d.Database+" ("+d.Built+")")
		}
	}
	return a.Printer.Print(lang.M("traffic.limit.country", "databases", strings.Join(names, ", ")))
}

// weights are the requests of each address in windows: the addresses, and
// their requests by number of the address.
type weights struct {
	ids []uint32
	n   []int64
}

func (a *analyser) weights(windows []weblog.Window) weights {
	w := weights{n: make([]int64, a.t.Clients.Len()+1)}
	for _, window := range windows {
		for r := range a.t.In(window) {
			if w.n[r.Client] == 0 {
				w.ids = append(w.ids, r.Client)
			}
			w.n[r.Client] += int64(r.Count())
		}
	}
	return w
}

func (a *analyser) addresses(w weights) iter.Seq2[netip.Addr, int64] {
	return func(yield func(netip.Addr, int64) bool) {
		for _, id := range w.ids {
			addr, _ := address(a.t.Clients.Text(id))
			if !yield(addr, w.n[id]) {
				return
			}
		}
	}
}

// maxCountries and maxNetworks are how many a burst lists.
const (
	maxCountries = 20
	maxNetworks  = 15
)

// origins says where the addresses of a burst are registered.
func (a *analyser) origins(out *Burst, b *flood.Burst) {
	out.Countries, out.NetworkTop = []Country{}, []NetworkPart{}
	now := a.weights([]weblog.Window{b.Window})
	if !a.located() {
		out.NetworkTop = a.prefixes(now)
		return
	}
	then := a.weights(b.Usual)
	for _, id := range then.ids {
		a.place(id)
	}
	c, usual := a.Origin.Census(a.addresses(now)), a.Origin.Census(a.addresses(then))
	before := map[string]float64{}
	for _, s := range usual.Countries {
		before[s.Code] = s.Share
	}
	var p, q []float64
	for _, s := range c.Countries {
		p, q = append(p, s.Share), append(q, before[s.Code])
		delete(before, s.Code)
		if len(out.Countries) < maxCountries && (s.Share > 0 || s.High > 0.01) {
			out.Countries = append(out.Countries, Country{
				Code: s.Code, Share: round(s.Share), Low: round(s.Low), High: round(s.High), Before: round(q[len(q)-1]),
			})
		}
	}
	for _, s := range usual.Countries {
		if v, left := before[s.Code]; left {
			p, q = append(p, 0), append(q, v)
		}
	}
	out.Origins = &Origins{
		Agreed: round(c.Agreed), Hosting: round(c.Kinds["hosting"].Share),
		Proxy: round(c.Kinds["proxy"].Share + c.Kinds["tor"].Share), Unknown: round(c.Unknown + c.Reserved),
	}
	if len(then.ids) > 0 {
		out.Origins.Distance = round(stats.JensenShannon(p, q))
	}
	out.NetworkTop = a.networks(now)
}

// networks are those with the most requests.
func (a *analyser) networks(w weights) []NetworkPart {
	type sum struct {
		requests, clients int64
		kind              string
	}
	by, total := map[uint32]*sum{}, int64(0)
	for _, id := range w.ids {
		n := w.n[id]
		place := a.place(id)
		s := by[place.ASN]
		if s == nil {
			s = &sum{kind: place.Kind.String()}
			by[place.ASN] = s
		}
		s.requests, s.clients, total = s.requests+n, s.clients+1, total+n
	}
	var out []NetworkPart
	for asn, s := range by {
		if asn == 0 {
			continue
		}
		out = append(out, NetworkPart{
			ASN: asn, Name: a.Origin.Organisation(asn), Kind: s.kind, Share: round(float64(s.requests) / float64(total)),
			Clients: float64(s.clients) * a.t.Scale(), Requests: int64(float64(s.requests) * a.t.Scale()),
		})
	}
	slices.SortFunc(out, func(a, b NetworkPart) int {
		return cmp.Or(cmp.Compare(b.Requests, a.Requests), cmp.Compare(a.ASN, b.ASN))
	})
	return out[:min(len(out), maxNetworks)]
}

// prefixes are the /24 and /48 with the most requests, where no database names
// networks.
func (a *analyser) prefixes(w weights) []NetworkPart {
	type sum struct{ requests, clients int64 }
	by, total := map[uint64]*sum{}, int64(0)
	name := map[uint64]uint32{}
	for _, id := range w.ids {
		n := w.n[id]
		h := weblog.Network(a.t.Clients.Text(id))
		s := by[h]
		if s == nil {
			s = &sum{}
			by[h], name[h] = s, id
		}
		s.requests, s.clients, total = s.requests+n, s.clients+1, total+n
	}
	var out []NetworkPart
	for h, s := range by {
		if share := float64(s.requests) / float64(total); share >= 0.01 {
			out = append(out, NetworkPart{
				Prefix: weblog.Prefix(a.t.Clients.Text(name[h])), Share: round(share),
				Clients: float64(s.clients) * a.t.Scale(), Requests: int64(float64(s.requests) * a.t.Scale()),
			})
		}
	}
	slices.SortFunc(out, func(a, b NetworkPart) int {
		return cmp.Or(cmp.Compare(b.Requests, a.Requests), cmp.Compare(a.Prefix, b.Prefix))
	})
	return out[:min(len(out), maxNetworks)]
}
