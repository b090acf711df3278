package post

// zoneState is what a value says of the zone of its time.
type zoneState int

const (
	noTime      zoneState = iota // it is no date with a time of day
	zoneMissing                  // the time states no zone
	zoneStated
)

// statesZone looks at a value for a time as in RFC 3339.
func statesZone(s string) zoneState {
	if len(s) < 16 || len(s) > 64 || s[4] != '-' || s[7] != '-' {
		return noTime
	}
	t, ok := parseISO(s)
	switch {
	case !ok || !t.possible():
		return noTime
	case t.stated:
		return zoneStated
	}
	return zoneMissing
}
