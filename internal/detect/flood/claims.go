package flood

import (
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/weblog"
)

// claim is what an agent says of its browser. Tools, crawlers and agents that
// name no version have none.
type claim struct {
	read    bool  // the agent was looked at
	year    uint8 // the last one in which its version was the newest, since 2000; 0 not told
	clashes bool  // what it says contradicts itself
}

// release is the newest major version of a browser at the end of a year.
type release struct{ year, version int }

// The release calendars of Chrome, Firefox and Internet Explorer; of the last
// the year in which the next version came.
var (
	chromes = []release{
		{2008, 1},
		{2009, 3},
		{2010, 8},
		{2011, 16},
		{2012, 23},
		{2013, 31},
		{2014, 39},
		{2015, 47},
		{2016, 55},
		{2017, 63},
		{2018, 71},
		{2019, 79},
		{2020, 87},
		{2021, 96},
		{2022, 108},
		{2023, 120},
		{2024, 131},
		{2025, 143},
	}
	firefoxes = []release{
		{2005, 1},
		{2007, 2},
		{2010, 3},
		{2011, 9},
		{2012, 17},
		{2013, 26},
		{2014, 34},
		{2015, 43},
		{2016, 50},
		{2017, 57},
		{2018, 64},
		{2019, 71},
		{2020, 84},
		{2021, 95},
		{2022, 108},
		{2023, 121},
		{2024, 133},
		{2025, 146},
	}
	explorers = []release{{2001, 5}, {2006, 6}, {2009, 7}, {2011, 8}, {2012, 9}, {2013, 10}, {2020, 11}}
)

// perYear is how many versions a year came in the last years of the calendars:
// one every four weeks.
const perYear = 13

// lastYear is the last year in which a version was the newest; 0 for none.
// Versions beyond the calendar are reckoned at its last pace.
func lastYear(calendar []release, version int) int {
	if version <= 0 {
		return 0
	}
	for _, r := range calendar {
		if version <= r.version {
			return r.year
		}
	}
	last := calendar[len(calendar)-1]
	return min(last.year+(version-last.version+perYear-1)/perYear, 2000+years-1)
}

// years is how many years from 2000 on are told apart.
const years = 64

// claimOf reads an agent that names no tool and no crawler.
func claimOf(agent string) claim {
	agent = agent[:min(len(agent), 512)]
	chrome, firefox := versionAfter(agent, "Chrome/"), versionAfter(agent, "Firefox/")
	msie, trident := versionAfter(agent, "MSIE "), versionAfter(agent, "Trident/")
	year := 0
	switch {
	case trident > 0:
		year = lastYear(explorers, min(trident+4, 11))
	case msie > 0:
		year = lastYear(explorers, min(msie, 11))
	case chrome > 0:
		year = lastYear(chromes, chrome)
	case firefox > 0:
		year = lastYear(firefoxes, firefox)
	case strings.HasPrefix(agent, "Opera/"):
		year = 2013 // when Opera gave its own engine up
	}
	return claim{
		read: true, year: uint8(max(year-2000, 0)),
		clashes: clashingExplorer(agent, msie, trident) || clashingFirefox(agent, firefox) || clashingSystem(agent, chrome),
	}
}

// clashingExplorer: from version 8 on the engine is named too, and is four
// versions behind but where a page asks for the looks of version 7; Windows 10
// came with no version before 11.
func clashingExplorer(agent string, msie, trident int) bool {
	if msie == 0 {
		return false
	}
	return trident > 0 && msie != 7 && msie != trident+4 || trident < 7 && strings.Contains(agent, "Windows NT 10")
}

// clashingFirefox: "rv:" repeats the version from 5 on; 110 to 119 all said
// 109 there, and other engines kept an old one.
func clashingFirefox(agent string, firefox int) bool {
	rv := versionAfter(agent, "rv:")
	if firefox < 5 || rv == 0 || rv == firefox || strings.Contains(agent, "Goanna") {
		return false
	}
	return rv != 109 || firefox < 110 || firefox > 119
}

// clashingSystem: Chrome names the engine that it came from, and no telephone
// is of both makes. Windows Phone named both to be served pages for either.
func clashingSystem(agent string, chrome int) bool {
	if chrome > 0 && (!strings.Contains(agent, "AppleWebKit/") || !strings.Contains(agent, "Safari/")) {
		return true
	}
	return strings.Contains(agent, "iPhone") && strings.Contains(agent, "Android") && !strings.Contains(agent, "Windows Phone")
}

// versionAfter is the number after a mark; 0 where there is none.
func versionAfter(agent, mark string) int {
	i := strings.Index(agent, mark)
	if i < 0 {
		return 0
	}
	n := 0
	for _, c := range []byte(agent[i+len(mark):]) {
		if c < '0' || c > '9' || n > 999 {
			break
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// claim is what the agent of a number says of itself.
func (f *facts) claim(id uint32) claim {
	if !f.claims[id].read {
		f.claims[id] = claim{read: true}
		if _, t := f.agent(id); t == browser && id != 0 {
			f.claims[id] = claimOf(f.t.Agents.Text(id))
		}
	}
	return f.claims[id]
}

// speaksOld is the year from which browsers ask in HTTP/1.1 and later only,
// since 2000.
const speaksOld = 11

// mismatch is true of a request whose agent contradicts itself or its protocol.
func (c claim) mismatch(p weblog.Protocol) bool {
	return c.clashes || c.year >= speaksOld && p == weblog.HTTP10
}

// The age of a browser from which it is obsolete, in years, and the least part
// of the dated requests of ordinary time that says which year it is.
const (
	obsoleteYears = 4
	datedPart     = 0.02
)

// newest is the year, since 2000, of the newest browsers of ordinary time; of
// the log's date where that names none.
func (j *judge) newest() int {
	if j.yard.ok {
		total, sum := 0.0, 0.0
		for _, n := range j.ref.years[1:] {
			total += n
		}
		for y := years - 1; y > 0 && total > 0; y-- {
			if sum += j.ref.years[y]; sum >= datedPart*total {
				return y
			}
		}
	}
	return time.Unix(j.main.from, 0).UTC().Year() - 2000
}

// obsolete is the requests of a window by browsers that are obsolete when the
// newest are of a year.
func (w *window) obsolete(newest int) float64 {
	n := 0.0
	for y := 1; y <= min(newest-obsoleteYears, years-1); y++ {
		n += w.years[y]
	}
	return n
}

// weighClaims reads how old agents are and whether they contradict themselves.
// Both weights are set, not fitted: old machines in schools and proxies that
// speak HTTP/1.0 are honest, and ordinary time is set against them.
func (j *judge) weighClaims() {
	if !j.logged.Agent {
		return
	}
	newest := j.newest()
	old, clash := j.main.obsolete(newest), j.main.mismatched
	if !j.yard.ok {
		v, w := ratio(old, j.main.requests), ratio(clash, j.main.requests)
		j.line("obsolete_agent_share", v, nil, clip(0.25*j.doubt*v, 0, 0.25))
		j.line("mismatched_agent_share", w, nil, clip(0.4*w, 0, 0.4))
		return
	}
	v, base := j.above(old, j.ref.obsolete(newest)), ratio(j.ref.obsolete(newest), j.ref.requests)
	j.line("obsolete_agent_share", v, usual(base), clip(0.5*j.doubt*(v-base), 0, 0.5))
	v, base = j.above(clash, j.ref.mismatched), ratio(j.ref.mismatched, j.ref.requests)
	j.line("mismatched_agent_share", v, usual(base), clip(0.8*(v-base), 0, 0.6))
}
