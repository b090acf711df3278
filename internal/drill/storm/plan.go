package storm

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// Bounds of what Plans draws.
const (
	logs     = 3        // sites of a seed
	ordinary = 100_000. // most lines of ordinary visitors in one log
	largest  = 120_000. // most lines of a burst
)

// Plans draws the logs of a seed: three sites, each with its own pages,
// visitors, history and one to three bursts.
func Plans(seed uint64) []Log {
	out := make([]Log, logs)
	for i := range out {
		out[i] = plan(seed, i)
	}
	return out
}

func plan(seed uint64, i int) Log {
	site := fmt.Sprintf("sitio-%d.example.org", i)
	r := chance.New(seed, "storm/plan/"+site)
	l := Log{Seed: seed, Site: site, Pages: drawSite(r), People: drawPeople(r), Crawls: share(r, 0, 4)}
	zone := time.FixedZone("", 3600*r.Between(-8, 9))
	l.Start = time.Date(r.Between(2017, 2025), time.Month(r.Between(1, 12)), r.Between(1, 28), r.IntN(24), r.IntN(60), 0, 0, zone)
	history, low, high := drawHistory(r)
	l.Rate = logUniform(r, low, max(1.2*low, min(high, ordinary/max(history.Seconds(), 1))))
	at := l.Start.Add(history)
	bursts := 1
	if history >= 2*time.Hour {
		bursts = r.Between(1, 3)
	}
	for k := range bursts {
		b := l.burst(r, fmt.Sprintf("burst-%d", k), at)
		l.Bursts = append(l.Bursts, b)
		at = b.end().Add(min(max(history/8, time.Minute), 4*time.Hour) + time.Duration(r.IntN(3600))*time.Second/4)
	}
	l.Length = at.Sub(l.Start)
	if history == 0 {
		l.Length = l.Bursts[0].end().Sub(l.Start)
	}
	return l
}

func (b *Burst) end() time.Time {
	_, to := b.span()
	return time.UnixMicro(to).In(b.Parts[0].Start.Location())
}

// drawHistory draws how long the log is before the first burst, and between
// which rates the site's is.
func drawHistory(r *chance.Rand) (d time.Duration, low, high float64) {
	switch x := r.Float64(); {
	case x < 0.1:
		return 0, 0.5, 100
	case x < 0.25:
		return time.Duration(r.Between(5, 60)) * time.Minute, 0.5, 200
	case x < 0.6:
		return time.Duration(r.Between(1, 24)) * time.Hour, 0.5, 30
	case x < 0.93:
		return time.Duration(r.Between(24, 7*24)) * time.Hour, 0.15, 2
	}
	return time.Duration(r.Between(20, 31)) * 24 * time.Hour, 0.04, 0.1
}

func logUniform(r *chance.Rand, low, high float64) float64 {
	return low * chance.Exp(float64(r.Float64()*chance.Ln(high/low)))
}

func drawSite(r *chance.Rand) Site {
	s := Site{Pages: r.Between(6, 300), Common: r.Between(3, 14), Each: r.Between(0, 5), Polling: r.Is(0.2)}
	s.HTTP2 = chance.Pick(r, []float64{0, 0.6, 0.8, 0.95})
	switch x := r.Float64(); {
	case x < 0.15:
		s.CDN = true
	case x < 0.22:
		s.API = true
	}
	return s
}

func drawPeople(r *chance.Rand) People {
	return People{
		Networks: int(logUniform(r, 150, 12_000)), Foreign: share(r, 0.01, 0.3), Six: chance.Pick(r, []float64{0, 0.2, 0.5}),
		Mobile: share(r, 0.3, 0.85), Quiet: share(r, 0, 0.15), Warm: share(r, 0.3, 0.7), Bare: share(r, 0.01, 0.08),
		Gateways: r.Between(2, 30), Shared: share(r, 0, 0.2), More: share(r, 0.2, 0.6), App: chance.Pick(r, []float64{0, 0, 0, 0.15}),
	}
}

// burst draws one burst that begins at a time.
func (l *Log) burst(r *chance.Rand, id string, at time.Time) Burst {
	b := Burst{ID: id}
	if r.Is(0.3) {
		b.Overload = share(r, 0.05, 0.7)
	}
	factor := logUniform(r, 0.2, 50)
	volume, length := l.size(r, factor, at)
	part := func(k Kind, family string, requests float64) Part {
		p := Part{Family: family, Kind: k, Start: at, Length: length, Requests: int(requests), Shape: Shape(r.IntN(int(shapes)))}
		if k != Crowd {
			p.Sources = sources(r, family, requests, requests/length.Seconds())
		}
		return l.suit(r, p)
	}
	switch x := r.Float64(); {
	case x < 0.4:
		b.Parts = []Part{part(Attack, chance.Pick(r, attackFamilies()), volume)}
	case x < 0.74:
		b.Parts = []Part{part(Crowd, chance.Pick(r, crowdFamilies()), volume)}
	case x < 0.93:
		small := logUniform(r, 0.02, 0.5)
		if r.Is(0.5) {
			small = share(r, 0.3, 0.5)
		}
		if r.Is(0.5) {
			small = 1 - small
		}
		b.Parts = []Part{part(Crowd, chance.Pick(r, crowdFamilies()), volume*small), part(Attack, chance.Pick(r, attackFamilies()), volume*(1-small))}
		b.offset(r)
	default:
		b.Parts = []Part{part(Programs, chance.Pick(r, programFamilies()), min(volume, 20_000))}
	}
	for _, p := range b.Parts {
		if p.Family == "overload" {
			b.Overload = share(r, 0.2, 0.9)
		}
	}
	return b
}

// offset lets the attack begin with the crowd, to the second, or somewhere in
// its first half, and end before it does.
func (b *Burst) offset(r *chance.Rand) {
	a := &b.Parts[1]
	if r.Is(0.5) {
		return
	}
	late := time.Duration(share(r, 0, 0.5) * float64(a.Length))
	a.Start, a.Length = a.Start.Add(late.Truncate(time.Second)), max(a.Length-late, 5*time.Second).Truncate(time.Second)
}

// size draws the volume and the length of a burst that is factor times the
// ordinary rate. It is drawn anew, longer or larger, until it stands out from
// the scatter of ordinary visits: a visit brings many lines at once, so that
// their number scatters more widely than that of independent requests.
func (l *Log) size(r *chance.Rand, factor float64, at time.Time) (volume float64, length time.Duration) {
	visit := l.visitLines()
	history := at.Sub(l.Start).Seconds()
	seconds, longest := logUniform(r, 20, 2700), 3600.0
	if history > 0 {
		longest = min(longest, max(history/1.2, 20))
	}
	for range 80 {
		seconds = min(max(seconds, 10), longest)
		usual := l.Rate * seconds
		need := max(500, 40*visit, 15*math.Sqrt(2*visit*usual))
		if history == 0 {
			need = max(need, 30*seconds) // nothing to compare with: of a rate that is worth a look
		}
		switch volume = factor * usual; {
		case volume > largest && seconds > 10:
			seconds *= 0.7
		case volume < need && seconds < longest && history > 0:
			seconds *= 1.3
		case volume < need:
			factor *= 1.3
		default:
			return min(volume, largest), time.Duration(seconds) * time.Second
		}
	}
	return min(max(volume, 400), largest), time.Duration(seconds) * time.Second
}

// visitLines is about how many lines an ordinary visit brings.
func (l *Log) visitLines() float64 {
	if l.Pages.API {
		return 8
	}
	pages := 1 / (1 - min(l.People.More, 0.8))
	if l.Pages.CDN {
		return pages
	}
	return float64(pages*(1+float64(l.Pages.Each)/2)) + float64(float64(l.Pages.Common)*(1-float64(0.85*l.People.Warm)))
}

// sources draws how many machines share the requests: no fewer than ten where
// they ask for little, for one program at work is no flood.
func sources(r *chance.Rand, family string, requests, rate float64) int {
	switch family {
	case "previews":
		return min(max(int(requests/2), 20), 4000)
	case "crawlers":
		return r.Between(1, 30)
	case "own-test":
		return 1
	}
	low, high, most := bounds(family)
	least := 1
	if rate < 20 {
		least = 10
	}
	return min(max(int(requests/logUniform(r, low, high)), least), most)
}

// suit makes site and part fit each other: an app's crowd comes to a site
// that has an app.
func (l *Log) suit(r *chance.Rand, p Part) Part {
	switch p.Family {
	case "app":
		l.People.App = max(l.People.App, share(r, 0.1, 0.5))
	case "televised":
		p.Shape = Call
	case "push", "social-post", "mail-out", "aggregator":
		p.Shape = chance.Pick(r, []Shape{Fading, Rising, Call})
	case "previews":
		p.Shape = Fading
	case "crawlers": // ten pages a second each at most
		p.Shape, p.Requests = Level, min(p.Requests, int(10*p.Length.Seconds())*p.Sources)
	case "random-path": // fast, and short of what a search for weak points takes
		p.Length = min(p.Length, max(time.Duration(p.Requests/12)*time.Second, 10*time.Second))
		p.Sources = max(p.Sources, 20)
	case "open-proxy":
		if p.Start.Sub(l.Start) > 4*24*time.Hour {
			long := max(p.Length, time.Duration(r.Between(40, 100))*time.Minute)
			p.Requests = min(int(float64(p.Requests)*long.Seconds()/p.Length.Seconds()), largest)
			p.Length, p.Sources = long, sources(r, p.Family, float64(p.Requests), 0)
		}
	}
	if p.Kind == Crowd && !slices.Contains([]Shape{Fading, Rising, Bell, Call}, p.Shape) {
		p.Shape = Fading
	}
	return p
}
