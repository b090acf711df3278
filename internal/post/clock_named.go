package post

import (
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
)

// zoneNames are the abbreviations of zones that mean one offset wherever they
// are used, in hours east of UTC. Others (CST, CDT, PST, IST, BST, MSK) are used by
// zones that are hours apart or changed, and mean something only within a
// known zone.
var zoneNames = map[string]int{
	"UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "SAST": 2,
	"EST": -5, "EDT": -4, "MST": -7, "MDT": -6, "PDT": -7,
	"JST": 9, "KST": 9, "HKT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}

// named reads a time with the abbreviation of a zone after it, as in
// "2021-05-05 12:00:00 EDT". An abbreviation that is not among zoneNames
// counts where the clock's own zone uses it at that time; a time without one
// is in the clock's own zone.
func (c *clock) named(s string) (int64, lang.Message) {
	day, name := s, ""
	if i := strings.LastIndexByte(s, ' '); i > 10 {
		day, name = s[:i], s[i+1:]
	}
	if name == "" || name[0] == '+' || name[0] == '-' {
		return c.read(s)
	}
	t, ok := parseISO(day)
	if !ok || !t.possible() || t.stated {
		return c.read(s)
	}
	if hours, known := zoneNames[name]; known {
		t.stated, t.offset = true, hours*3600
		return c.place(&t, s)
	}
	at, problem := int64(0), notTime("zone-name", s)
	if c.zone != nil && c.zone != time.UTC {
		at, problem = c.place(&t, s)
		at, problem = c.called(name, at, problem, s)
	}
	return at, problem
}

// called checks that the clock's zone goes by a name at a time. In the hour
// that a zone has twice, the name says which of the two is meant.
func (c *clock) called(name string, at int64, problem lang.Message, s string) (int64, lang.Message) {
	if problem.Key != "" {
		return at, problem
	}
	when := time.UnixMicro(at).In(c.zone)
	wall := when.Format(time.DateTime)
	for _, hours := range [...]time.Duration{0, 1, -1} {
		other := when.Add(hours * time.Hour)
		if is, _ := other.Zone(); is == name && other.Format(time.DateTime) == wall {
			return other.UnixMicro(), lang.Message{}
		}
	}
	return 0, notTime("zone-name", s)
}
