package sheet

import (
	"time"
	_ "time/tzdata" // the zone of a batch must be known on a machine without zone files
)

// mexicoCity is the zone of the arrival times in a quick-count batch: they are
// stamped by the national centre, whatever the zone of the state.
var mexicoCity = mustZone("America/Mexico_City")

// mustZone loads a zone that is part of the program.
func mustZone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic("sheet: zone " + name + " is not in the program: " + err.Error())
	}
	return loc
}
