// Package traffic makes the access logs of a drill: visitors who load pages
// with what belongs to them, crawlers, monitors, gateways and noise, crowds
// that a broadcast sends, and the planted floods and scans.
//
//	Config ─ parts, minute by minute ─▶ heap of hits by time ─▶ Combined log
//
// Memory holds the addresses and the hits of sessions that are under way,
// never the log.
package traffic

import (
	"bufio"
	"container/heap"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// Config says what one site's log holds.
type Config struct {
	Seed uint64
	Site string
	// VHost puts the host and port before each line, as Apache's
	// vhost_combined does.
	VHost bool
	// Sessions is the mean number of visits per minute over the day.
	Sessions float64
	// Gateways is the mean number of visits per minute through each of eight
	// shared addresses at work hours.
	Gateways float64
	// FastCrawls is how many times a day each of six crawlers reads at one or
	// two pages a second, faster than any threshold for people allows.
	FastCrawls float64
	Crowds     []Crowd
	Floods     []Flood
	Scans      []Scan
}

// part is one component of the traffic. Minutes are asked for in order; the
// hits that a part adds for a minute may lie in later ones, never in earlier.
type part interface {
	minute(l *log, m minute)
}

// minute is one minute of the week.
type minute struct {
	start time.Time
	ms    int64   // milliseconds since 1970 UTC
	daily float64 // activity at this hour; the mean over a day is 1
}

// log is one site's log while it is being made.
type log struct {
	cfg     Config
	out     *bufio.Writer
	line    []byte
	second  int64 // the second that stamp was made for
	stamp   []byte
	clients []string
	hits    hits
	pushed  uint64
	net     *network
	items   []*count
}

// Write writes the log in order of time and gives the items of truth about
// it. Only writing and ctx can fail.
func Write(ctx context.Context, w io.Writer, cfg Config) ([]truth.Item, error) {
	l := &log{cfg: cfg, out: bufio.NewWriterSize(w, 1<<16), net: newNetwork(chance.New(cfg.Seed, cfg.Site+"/network"))}
	parts := l.parts()
	for m := range minutes() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, p := range parts {
			p.minute(l, m)
		}
		if err := l.flush(m.ms + 60_000); err != nil {
			return nil, err
		}
	}
	if err := l.flush(world.End().UnixMilli()); err != nil {
		return nil, err
	}
	if err := l.out.Flush(); err != nil {
		return nil, fmt.Errorf("writing the log of %s: %w", cfg.Site, err)
	}
	return l.describe(), nil
}

// parts lists the components in a fixed order, each with its own numbers.
func (l *log) parts() []part {
	r := func(name string) *chance.Rand { return chance.New(l.cfg.Seed, l.cfg.Site+"/"+name) }
	ps := []part{
		newVisitors(l, r("visitors")), newGateways(l, r("gateways")),
		newCrawlers(l, r("crawlers")), newMonitors(l, r("monitors")), newNoise(r("noise")),
	}
	for i := range l.cfg.Crowds {
		c := &l.cfg.Crowds[i]
		ps = append(ps, newCrowd(l, r("crowd/"+c.ID), c))
	}
	for i := range l.cfg.Floods {
		f := &l.cfg.Floods[i]
		ps = append(ps, newFlood(l, r("flood/"+f.ID), f))
	}
	for i := range l.cfg.Scans {
		s := &l.cfg.Scans[i]
		ps = append(ps, newScan(l, r("scan/"+s.ID), s))
	}
	return ps
}

// minutes yields the minutes of the week.
func minutes() func(yield func(minute) bool) {
	hours := world.HourWeights()
	mean := 0.0
	for _, h := range hours {
		mean += h / 24
	}
	return func(yield func(minute) bool) {
		for t := world.Start(); t.Before(world.End()); t = t.Add(time.Minute) {
			if !yield(minute{t, t.UnixMilli(), hours[t.Hour()] / mean}) {
				return
			}
		}
	}
}

// push adds a hit.
func (l *log) push(h hit) {
	h.seq = l.pushed
	l.pushed++
	heap.Push(&l.hits, h)
}

// flush writes the hits before a time; what lies after the week is left out.
func (l *log) flush(before int64) error {
	for len(l.hits) > 0 && l.hits[0].at < before {
		h := heap.Pop(&l.hits).(hit)
		l.appendLine(&h)
		if _, err := l.out.Write(l.line); err != nil {
			return fmt.Errorf("writing the log of %s: %w", l.cfg.Site, err)
		}
		if h.item > 0 {
			l.items[h.item-1].add(&h)
		}
	}
	return nil
}
