// Package world is the made-up country of the drills: its calendar, its web
// sites, its ballot and its states. All drills take place in the same week,
// and election.yaml describes it as a user would.
//
// Nothing in it exists. Addresses come from ranges that are reserved for
// private use, shared use and documentation (RFC 1918, 6598, 3849), hosts
// from example.org and .example (RFC 2606, 6761), account ids lie above every
// id that a platform has given out.
package world

import (
	_ "embed"
	"time"
)

//go:embed election.yaml
var electionYAML string

// ElectionYAML gives the election.yaml of every drill.
func ElectionYAML() []byte { return []byte(electionYAML) }

// Zone is the time of the country: six hours behind UTC, without daylight
// saving time, so that no drill depends on a machine's zone database.
func Zone() *time.Location { return time.FixedZone("", -6*60*60) }

func at(month time.Month, day, hour, minute int) time.Time {
	return time.Date(2024, month, day, hour, minute, 0, 0, Zone())
}

// Start is when a drill's data begin: Tuesday, midnight.
func Start() time.Time { return at(time.February, 27, 0, 0) }

// End is when a drill's data end, two hours after election day.
func End() time.Time { return at(time.March, 4, 2, 0) }

// Days is the length of the data in days.
func Days() float64 { return End().Sub(Start()).Hours() / 24 }

// DebateStart is when the televised debate begins, on Wednesday night.
func DebateStart() time.Time { return at(time.February, 28, 20, 0) }

// DebateEnd is when the debate ends.
func DebateEnd() time.Time { return at(time.February, 28, 22, 0) }

// Calls are the moments of the debate at which viewers were told to visit
// the campaign's site.
func Calls() []time.Time {
	return []time.Time{at(time.February, 28, 20, 35), at(time.February, 28, 21, 20)}
}

// ActivistDay is the day on which a citizens' campaign calls for a hashtag.
func ActivistDay() time.Time { return at(time.March, 1, 0, 0) }

// ElectionDay is the midnight at which election day begins.
func ElectionDay() time.Time { return at(time.March, 3, 0, 0) }

// ResultsStart is the first publication of results.
func ResultsStart() time.Time { return at(time.March, 3, 20, 0) }

// Hour gives a time of election night: Hour(20, 30) is half past eight.
func Hour(hour, minute int) time.Time { return at(time.March, 3, hour, minute) }

// Day gives a time of the n-th day of the data, counted from 0.
func Day(n, hour, minute int) time.Time {
	return Start().AddDate(0, 0, n).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

// The web sites that the election depends on.
const (
	CampaignSite = "candidata-a.example.org"
	ResultsSite  = "resultados.example.org"
)

// HourWeights is how active people are in each hour of the day, local time:
// a morning rise, a plateau, an evening peak. The shape is the usual one of
// human traffic; its ratio of peak to trough, about 13, is the drill's own.
func HourWeights() [24]float64 {
	return [24]float64{
		30, 18, 11, 8, 7, 9, 18, 33, 46, 54, 58, 60,
		62, 63, 62, 60, 58, 60, 66, 76, 88, 92, 78, 52,
	}
}
