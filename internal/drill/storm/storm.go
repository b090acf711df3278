// Package storm makes the access log of one site under stress, line by line
// with its truth: ordinary visitors with their daily rhythm, crowds of people,
// attacks, and programs that are neither, alone and at the same time. Other
// than the sites of an election's drill, which are one world in one week,
// every log here is drawn anew over wide ranges, so that a method can be
// measured over hundreds of them.
//
//	seed ─ Plans ─▶ Log ─ Each ─▶ request.Request, part │ Write ─▶ Combined lines
//	                    ╰───────▶ Truth: bursts, their parts, volumes, sources
//
// Nothing in a log exists: addresses are of 240.0.0.0/4, which was never given
// out (RFC 1112), and of 2001:db8::/32 (RFC 3849); hosts end in example.org or
// .example. What is drawn, and from where, is in docs/drills.md.
package storm

import (
	"context"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/request"
)

// Log says what one site's log holds. Plans draws them; examples are made by
// hand.
type Log struct {
	Seed   uint64
	Site   string
	Start  time.Time // its location is the zone that the log is written in
	Length time.Duration
	Rate   float64 // mean requests of ordinary visitors a second
	Pages  Site
	People People
	Bursts []Burst
	// Crawls is how many times a day each of the site's crawlers reads.
	Crawls float64
}

// Site says what the site is made of.
type Site struct {
	Pages   int  // pages of its own
	Common  int  // style sheets, scripts and pictures that every page needs
	Each    int  // most pictures that belong to one page
	CDN     bool // assets come from another server: they are not in the log
	API     bool // apps use it, not browsers
	HTTP2   float64
	Polling bool // the results page asks for news by itself
}

// People says who comes to the site.
type People struct {
	Networks int     // of the country, from which ordinary visitors come
	Foreign  float64 // share from other countries
	Six      float64 // share with IPv6
	Mobile   float64 // share with a telephone
	Quiet    float64 // share whose browsers state no referer
	Warm     float64 // share of returning visitors whose browsers hold the assets
	Bare     float64 // share that loads no assets: text browsers, readers, preloaded pages
	Gateways int     // addresses that many people share
	Shared   float64 // share that comes through these
	More     float64 // chance of going on to another page
	App      float64 // share that uses the site's app
}

// Burst is one planted burst: a crowd, an attack, programs, or two of them.
type Burst struct {
	ID       string
	Parts    []Part
	Overload float64 // share of pages that fail while it lasts
}

// Part is a crowd, an attack or programs.
type Part struct {
	Family   string
	Kind     Kind
	Start    time.Time
	Length   time.Duration
	Shape    Shape
	Requests int // about so many lines for people, exactly so many for machines
	Sources  int // addresses, of machines
	// Landing is the page or the form that a crowd was sent to, by its path;
	// "" for one that is drawn.
	Landing string
}

// Kind is what a line or a part is.
type Kind uint8

// Kinds. Programs are crawlers, previews and the site's own tests.
const (
	Organic Kind = iota
	Crowd
	Attack
	Programs
)

// String gives the kind's name as tables print it.
func (k Kind) String() string { return [...]string{"organic", "crowd", "attack", "programs"}[k] }

// part is one component of the traffic. Minutes are asked for in order; the
// hits that it adds for a minute may lie in later ones, never in earlier.
type part interface{ minute(m *maker, from int64) }

// maker is a log while it is being made.
type maker struct {
	*Log
	site     *site
	net      *network
	agents   *census
	people   *visitors
	clients  []string
	table    table
	future   map[int64][]hit // by minute
	from, to int64           // microseconds
	pushed   uint32
	tally    []tally
	r        request.Request
}

// minute is the microseconds of a minute, second of a second.
const (
	second = int64(1_000_000)
	minute = 60 * second
)

// Each yields the lines in order of time, as a reader of Combined lines gives
// them, with the number of the part that made each: 0 for ordinary traffic,
// else 1 + its index among the parts of all bursts. The request is used again
// for the next line. The truth is of what was yielded.
func (l *Log) Each(ctx context.Context, yield func(r *request.Request, part int) bool) (*Truth, error) {
	m := newMaker(l)
	parts := m.parts()
	for at := m.from; at < m.to; at += minute {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, p := range parts {
			p.minute(m, at)
		}
		if !m.flush(at, yield) {
			return m.truth(), nil
		}
	}
	return m.truth(), nil
}

func newMaker(l *Log) *maker {
	m := &maker{Log: l, future: map[int64][]hit{}}
	m.from = l.Start.UnixMicro() / minute * minute
	m.to = m.from + l.Length.Microseconds()
	m.table.init()
	m.site = newSite(m, m.stream("site"))
	m.net = newNetwork(m.stream("network"), l.People)
	m.agents = newCensus(m, m.stream("agents"))
	n := 0
	for _, b := range l.Bursts {
		n += len(b.Parts)
	}
	m.tally = make([]tally, n+1)
	return m
}

// stream gives a component's own random numbers.
func (l *Log) stream(name string) *chance.Rand { return chance.New(l.Seed, l.Site+"/"+name) }

// parts lists the components in a fixed order, each with its own numbers.
func (m *maker) parts() []part {
	m.people = newVisitors(m, m.stream("visitors"))
	out := []part{m.people, newBackground(m, m.stream("background"))}
	k := 0
	for i := range m.Bursts {
		b := &m.Bursts[i]
		for j := range b.Parts {
			k++
			p := &b.Parts[j]
			r := m.stream(b.ID + "/" + p.Family)
			switch p.Kind {
			case Attack:
				out = append(out, newAttack(m, r, p, k))
			case Programs:
				out = append(out, newProgram(m, r, p, k))
			default:
				out = append(out, newCrowd(m, r, p, k))
			}
		}
	}
	return out
}

// failing is the share of pages that fail at a time.
func (m *maker) failing(at int64) float64 {
	for i := range m.Bursts {
		if b := &m.Bursts[i]; b.Overload > 0 {
			from, to := b.span()
			if at >= from && at < to {
				return b.Overload
			}
		}
	}
	return 0
}

// span is the planned beginning and end of a burst, in microseconds.
func (b *Burst) span() (from, to int64) {
	for i := range b.Parts {
		p := &b.Parts[i]
		lo, hi := p.Start.UnixMicro(), p.Start.Add(p.Length).UnixMicro()
		if i == 0 {
			from, to = lo, hi
		}
		from, to = min(from, lo), max(to, hi)
	}
	return from, to
}
