package flood

import "github.com/unveil-project/unveil/internal/weblog"

// count is the requests of one site per step of time.
type count struct {
	*weblog.Volume
	phases phases
}

func newCount(v *weblog.Volume) *count {
	c := &count{Volume: v}
	if v.Grain == 1 {
		for _, x := range v.Cells {
			c.phases.add(x.At, x.N)
		}
	}
	return c
}

// span is the time from the first to the last request, in seconds.
func (c *count) span() (from, to int64) { return c.Span() }

// phases tells a clock artefact: how requests fall within an hour and within
// a minute, over how many hours and minutes.
type phases struct {
	minute, second [60]int64 // requests by minute of the hour, second of the minute
	hours, minutes int64     // different hours and minutes with a request
	lastHour       int64
	lastMinute     int64
}

func (p *phases) add(sec, n int64) {
	m, h := sec/60, sec/3600
	p.second[((sec%60)+60)%60] += n
	p.minute[((m%60)+60)%60] += n
	if m != p.lastMinute || p.minutes == 0 {
		p.minutes, p.lastMinute = p.minutes+1, m
	}
	if h != p.lastHour || p.hours == 0 {
		p.hours, p.lastHour = p.hours+1, h
	}
}

// artefact is a log whose times fall into one sixtieth of every period.
type artefact struct {
	period int64   // seconds; 0: no artefact
	phase  int     // the minute of the hour, or the second of the minute
	share  float64 // of requests that fall into it
	cycles int64   // periods with a request
}

// artefact looks for the longest period that the times keep to.
func (p *phases) artefact(total int64) artefact {
	for _, c := range []artefact{
		{period: 3600, cycles: p.hours}, {period: 60, cycles: p.minutes},
	} {
		at := &p.minute
		if c.period == 60 {
			at = &p.second
		}
		for i, n := range at {
			share := float64(n) / float64(total)
			if share >= phaseShare && c.cycles >= phaseCycles && n >= int64(minExcess) {
				c.phase, c.share = i, share
				return c
			}
		}
	}
	return artefact{}
}
