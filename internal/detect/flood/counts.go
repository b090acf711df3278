package flood

// count is what the first pass keeps of one site: requests per second, only
// of seconds that have any. When too many of those are held, the site that
// holds most is counted more coarsely.
type count struct {
	grain  int64 // seconds per cell
	cells  []cell
	total  int64
	phases phases
	logged fields
}

// cell is one step of time with its requests. Seconds since 1970 of all years
// that a reader lets through fit 32 bits.
type cell struct{ at, n uint32 }

// fields says which optional fields the site's log holds at all.
type fields struct{ referer, agent, asset, protocol bool }

// counts are the sites of the first pass.
type counts struct {
	sites []*count
	cells int
}

func (c *counts) site(i int) *count {
	for len(c.sites) <= i {
		c.sites = append(c.sites, &count{grain: 1})
	}
	return c.sites[i]
}

// add counts one request at a time in seconds. Times come in order; one that
// does not is counted where the last one was.
func (c *counts) add(site int, sec int64) *count {
	s := c.site(site)
	s.total++
	s.phases.add(sec)
	at := uint32(min(max(sec, 0), 1<<32-1) / s.grain)
	if n := len(s.cells); n > 0 && s.cells[n-1].at >= at {
		s.cells[n-1].n++
		return s
	}
	s.cells = append(s.cells, cell{at, 1})
	if c.cells++; c.cells > maxCells {
		c.coarsen()
	}
	return s
}

// coarsen makes the cells of the largest site sixty seconds, then an hour,
// then a day long.
func (c *counts) coarsen() {
	var big *count
	for _, s := range c.sites {
		if big == nil || len(s.cells) > len(big.cells) {
			big = s
		}
	}
	next := int64(60)
	for next <= big.grain {
		next *= 60
	}
	c.cells -= len(big.cells)
	kept := big.cells[:0]
	for _, x := range big.cells {
		at := uint32(int64(x.at) * big.grain / next)
		if n := len(kept); n > 0 && kept[n-1].at == at {
			kept[n-1].n += x.n
		} else {
			kept = append(kept, cell{at, x.n})
		}
	}
	big.cells, big.grain = kept, next
	c.cells += len(kept)
}

// span is the time from the first to the last request, in seconds.
func (c *count) span() (from, to int64) {
	if len(c.cells) == 0 {
		return 0, 0
	}
	return int64(c.cells[0].at) * c.grain, (int64(c.cells[len(c.cells)-1].at) + 1) * c.grain
}

// phases tells a clock artefact: how requests fall within an hour and within
// a minute, over how many hours and minutes.
type phases struct {
	minute, second [60]int64 // requests by minute of the hour, second of the minute
	hours, minutes int64     // different hours and minutes with a request
	lastHour       int64
	lastMinute     int64
}

func (p *phases) add(sec int64) {
	m, h := sec/60, sec/3600
	p.second[((sec%60)+60)%60]++
	p.minute[((m%60)+60)%60]++
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
