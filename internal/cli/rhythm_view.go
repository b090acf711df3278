package cli

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/bloc"
	"github.com/unveil-project/unveil/internal/rhythm"
)

// rhythmView is what the command rhythm shows.
type rhythmView struct {
	c        *activity.Corpus
	portrait *activity.Portrait
	offsets  []rhythmOffset
	regular  []rhythmAccount
	strings  []blocStrings
}

// rhythmOffset is one offset from UTC with its likelihoods.
type rhythmOffset struct {
	Offset string `json:"offset"`
	// Log likelihoods of an office week, Monday to Friday and Sunday to
	// Thursday, and of people's daily curve, relative to posting round the
	// clock; natural logarithms.
	Office       float64 `json:"log_office"`
	OfficeSunday float64 `json:"log_office_sunday"`
	People       float64 `json:"log_people"`
	Probability  float64 `json:"probability"`        // among offsets, as an office week
	Living       float64 `json:"probability_people"` // among offsets, as people's days
}

// rhythmAccount is one account among the most regular.
type rhythmAccount struct {
	Account    string   `json:"account"`
	Posts      int      `json:"posts"`
	Burstiness *float64 `json:"burstiness"`
	Variation  *float64 `json:"variation"`
	Median     *float64 `json:"median_s"`
	PeriodS    int64    `json:"period_s"`
	Length     *float64 `json:"resultant"`
	P          *float64 `json:"p"`
}

// blocStrings are the strings of one account.
type blocStrings struct {
	Account string `json:"account"`
	bloc.Strings
}

// How much is shown.
const (
	mostStrings = 20 // accounts with their BLOC strings
	mostRegular = 10
	mostNames   = 5 // clients, languages
)

func newRhythmView(c *activity.Corpus, members []int, asked bool) *rhythmView {
	v := &rhythmView{c: c, portrait: c.Portray(members, portraitSeed)}
	z := v.portrait.Zones
	for i := range rhythm.Offsets {
		v.offsets = append(v.offsets, rhythmOffset{
			rhythm.OffsetName(rhythm.Minutes(i)), z.Log[rhythm.Office][i], z.Log[rhythm.OfficeSunday][i], z.Log[rhythm.People][i], z.Offset[i], z.Living[i],
		})
	}
	if len(members) > 1 {
		v.regular = mostRegularOf(c, members)
	}
	if asked {
		for _, m := range members[:min(len(members), mostStrings)] {
			v.strings = append(v.strings, blocStrings{c.Accounts[m].Name, bloc.Write(c.Events(m), nil)})
		}
	}
	return v
}

// mostRegularOf lists the accounts with the lowest burstiness.
func mostRegularOf(c *activity.Corpus, members []int) []rhythmAccount {
	type place struct {
		account int
		between rhythm.Intervals
	}
	var all []place
	for _, m := range members {
		if c.PostsOf(m) >= 2*activity.Least {
			all = append(all, place{m, rhythm.Between(c.Times(m))})
		}
	}
	slices.SortStableFunc(all, func(x, y place) int { return cmp.Compare(x.between.Burstiness, y.between.Burstiness) })
	var out []rhythmAccount
	for _, p := range all[:min(len(all), mostRegular)] {
		b := rhythm.Beats(rhythm.Thin(c.Times(p.account), rhythm.Minute), c.Step)
		out = append(out, rhythmAccount{
			c.Accounts[p.account].Name, c.PostsOf(p.account), known(p.between.Burstiness), known(p.between.Variation), known(p.between.Median),
			b.Period / rhythm.Second, known(b.Length), known(b.P),
		})
	}
	return out
}

// known is nil for what is not known: JSON has no NaN.
func known(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// rhythmJSON is the form of --json: docs/formats/rhythm.md.
type rhythmJSON struct {
	Schema     int             `json:"schema"`
	Accounts   int             `json:"accounts"`
	Posts      int             `json:"posts"`
	Start      string          `json:"start"`
	End        string          `json:"end"`
	Hours      []float64       `json:"hours"`
	Models     map[string]any  `json:"models"`
	Offsets    []rhythmOffset  `json:"offsets"`
	Quiet      map[string]any  `json:"quiet"`
	Intervals  map[string]any  `json:"intervals"`
	Round      map[string]any  `json:"round"`
	Sessions   map[string]any  `json:"sessions"`
	Clients    []nameCount     `json:"clients"`
	Languages  []nameCount     `json:"languages"`
	Switching  *float64        `json:"language_switching"`
	Made       map[string]any  `json:"made"`
	Regular    []rhythmAccount `json:"most_regular"`
	BLOC       []blocStrings   `json:"bloc"`
	DaysActive int             `json:"days_active"`
}

// nameCount is a name with how many posts have it.
type nameCount struct {
	Name   string   `json:"name"`
	Posts  int      `json:"posts"`
	Share  float64  `json:"share"`
	Others *float64 `json:"share_of_others"`
}

func nameCounts(list []activity.Count) []nameCount {
	out := []nameCount{}
	for _, c := range list[:min(len(list), 100)] {
		out = append(out, nameCount{c.Name, c.Posts, c.Share, known(c.Others)})
	}
	return out
}

// json is the view for scripts.
func (v *rhythmView) json() rhythmJSON {
	p := v.portrait
	h := p.Week.Hours()
	out := rhythmJSON{
		Schema: 1, Accounts: p.Accounts, Posts: p.Posts, Start: stamp(p.First), End: stamp(p.Last), Hours: h[:], Offsets: v.offsets,
		Clients: nameCounts(p.Clients), Languages: nameCounts(p.Languages), Switching: known(p.Switching),
		Regular: v.regular, BLOC: v.strings, DaysActive: p.Days, Models: map[string]any{},
	}
	for m := rhythm.Office; m <= rhythm.Uniform; m++ {
		out.Models[m.String()] = p.Zones.Model[m]
	}
	out.Quiet = map[string]any{"start_utc": rhythm.HalfName(p.Quiet.Start), "hours": float64(p.Quiet.Length) / 2, "share": p.Quiet.Share}
	i := p.Intervals
	out.Intervals = map[string]any{
		"count": i.Count, "median_s": known(i.Median), "variation": known(i.Variation), "burstiness": known(i.Burstiness), "memory": known(i.Memory),
		"entropy_bits": known(i.Entropy), "commonest_s": known(i.Every), "commonest_share": known(i.Common),
		"period_s": p.Beat.Period / rhythm.Second, "resultant": known(p.Beat.Length), "period_p": known(p.Beat.P),
	}
	out.Round = map[string]any{"first_second_of_minute": known(p.Round.Minute), "minute_of_five": known(p.Round.Five), "first_minute_of_hour": known(p.Round.Hour)}
	t := p.Together
	out.Sessions = map[string]any{"sessions": t.Starts, "together": t.Joined, "expected": t.Expected, "p": t.P, "draws": t.Draws}
	m := p.Made
	out.Made = map[string]any{"dates": m.Dates, "inside": m.Inside, "days": m.Length / rhythm.Day, "start": "", "p": m.P}
	if m.Dates > 0 {
		out.Made["start"] = stamp(m.Start)
	}
	if out.Regular == nil {
		out.Regular = []rhythmAccount{}
	}
	if out.BLOC == nil {
		out.BLOC = []blocStrings{}
	}
	return out
}

func stamp(t int64) string { return time.UnixMicro(t).UTC().Format(time.RFC3339) }
