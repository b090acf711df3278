package traffic

import (
	"math"
	"time"

	"github.com/unveil-project/unveil/internal/botnet"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/signature"
)

// maxProfiles is how many bursts are compared with each other: those that
// hold most.
const maxProfiles = 24

// profile draws what took part in a burst, to compare it with others.
func (a *analyser) profile(i int) *botnet.Profile {
	b := a.flooded.Bursts[i]
	q := botnet.Question{
		Table: a.t, Burst: b.Window, Usual: b.Usual, Hostile: a.hostile(b), Template: signature.Template,
		Key: a.ProfileKey, Name: a.r.Bursts[i].Site + " " + a.r.Bursts[i].Start.Format(time.RFC3339),
	}
	if a.located() {
		q.Place = a.placed
	}
	return botnet.Draw(q)
}

// compare measures how alike the bursts with an attack are, to each other and
// to those of other cases.
func (a *analyser) compare() {
	var which []int
	for i := range a.r.Bursts {
		b := &a.r.Bursts[i]
		b.Similar = []Similarity{}
		if b.Verdict != finding.Crowd && len(a.flooded.Bursts[i].Machines) > 0 && len(which) < maxProfiles {
			which = append(which, i)
		}
	}
	if len(which) < 2 && len(a.Others) == 0 && !a.Profiles {
		return // there is nothing to compare with
	}
	for _, i := range which {
		a.profiles = append(a.profiles, Profiled{Burst: i, Profile: a.profile(i)})
	}
	for _, x := range a.profiles {
		for _, y := range a.profiles {
			if x.Burst != y.Burst {
				a.similar(x, y.Profile, a.r.Bursts[y.Burst].ID)
			}
		}
		for _, p := range a.Others {
			a.similar(x, p, p.Name)
		}
	}
}

// similar adds one comparison to a burst. Profiles under different keys cannot
// be compared; that is said where they are read.
func (a *analyser) similar(x Profiled, with *botnet.Profile, name string) {
	s, err := botnet.Compare(x.Profile, with)
	if err != nil {
		return
	}
	out := Similarity{With: name, Start: with.Start.Format(time.RFC3339), Score: round(s.Score)}
	for _, axis := range s.Axes {
		v := axis.Value
		if math.IsNaN(v) {
			v = 0
		}
		switch v = round(v); axis.Name {
		case botnet.Addresses:
			out.Addresses = v
		case botnet.Prefixes:
			out.Prefixes, out.Expected = v, round(known(axis.Expected))
		case botnet.Networks:
			out.Networks = v
		case botnet.Agents:
			out.Agents = v
		case botnet.Beat:
			out.Rhythm = v
		}
	}
	a.r.Bursts[x.Burst].Similar = append(a.r.Bursts[x.Burst].Similar, out)
}

// known is a number, 0 where it is not known.
func known(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}
