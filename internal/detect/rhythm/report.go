package rhythm

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/rhythm"
)

// group makes the note on a group.
func (d *desk) group(g *measuredGroup) *finding.Finding {
	p := d.c.Portray(g.members, seed)
	f := d.note(g.found.Subject, p, g.measures)
	f.Headline = lang.M("rhythm.headline", "accounts", p.Accounts, "above", g.above, "known", g.known, "share", high)
	if g.known == 0 {
		f.Headline = lang.M("rhythm.headline.bare", "accounts", p.Accounts)
	}
	f.Innocent = d.innocent(p, g.members)
	f.Limits = append(f.Limits, lang.M("rhythm.limit.chosen"))
	f.Members = &finding.Members{Unit: "accounts", IDs: d.names(g.members)}
	for _, e := range g.found.Evidence[:min(3, len(g.found.Evidence))] {
		e.Role = lang.M("rhythm.role.post")
		f.Evidence = append(f.Evidence, e)
	}
	return f
}

func (d *desk) names(members []int) []string {
	var out []string
	for _, a := range members {
		out = append(out, d.c.Accounts[a].Name)
	}
	slices.Sort(out)
	return out
}

// note fills what the notes on groups have in common.
func (d *desk) note(subject string, p *activity.Portrait, measures []compared) *finding.Finding {
	f := &finding.Finding{
		Subject: subject, Severity: finding.Note, Confidence: finding.Low,
		Start: time.UnixMicro(p.First), End: time.UnixMicro(p.Last),
		Method: method(),
		Limits: []lang.Message{lang.M("rhythm.limit.zone"), lang.M("rhythm.limit.export")},
	}
	others := len(d.c.Accounts) - len(d.grouped)
	f.Basis = []lang.Message{lang.M("rhythm.basis", "posts", p.Posts, "others", others, "groups", d.groups)}
	if p.Posts >= goodN && d.drawing.Can(p.Accounts) {
		f.Confidence = finding.Moderate
	}
	f.Details = details(p)
	for _, m := range measures {
		if m.drawn > 0 && m.percentile >= high {
			f.Details = append(f.Details, lang.M("rhythm.measure."+m.name, "value", m.value, "percentile", m.percentile, "groups", m.drawn))
		}
		f.Measures = append(f.Measures, measured(m)...)
	}
	f.Measures = append(f.Measures, figures(p)...)
	f.Series = &finding.Series{Name: "hours_of_week", Start: weekStart(p.First), Step: 3600, Unit: "half hours", Values: list(p)}
	return f
}

func method() finding.Method {
	return finding.Method{Name: "rhythm", Params: map[string]any{
		"draws": draws, "seed": seed, "high": high, "most": most, "session_gap_s": rhythm.SessionGap / rhythm.Second,
		"band_s": rhythm.Band / rhythm.Second, "window_s": activity.Window / rhythm.Second,
		"concentration": rhythm.Concentration, "quiet_share": activity.QuietShare, "least_posts": activity.Least,
	}}
}

// weekStart is the Monday at or before a time: the profile is drawn over one
// week that stands for all.
func weekStart(t int64) time.Time {
	at := time.UnixMicro(t).UTC()
	days := (int(at.Weekday()) + 6) % 7
	return time.Date(at.Year(), at.Month(), at.Day()-days, 0, 0, 0, 0, time.UTC)
}

func list(p *activity.Portrait) []float64 {
	h := p.Week.Hours()
	return h[:]
}

// unlikely is the probability below which nothing more is said of a pattern,
// and that by chance up to which dates are called close together.
const unlikely = 0.05

// details says in sentences what does not depend on a comparison.
func details(p *activity.Portrait) []lang.Message {
	z := p.Zones
	best, living := z.Best(), z.BestLiving()
	out := []lang.Message{
		lang.M("rhythm.detail.zone", "office", round(z.OfficeHours()), "people", round(z.Model[rhythm.People]), "even", round(z.Model[rhythm.Uniform]), "active", int(z.Active)),
	}
	if z.OfficeHours() >= unlikely {
		out = append(out, lang.M("rhythm.detail.office", "offset", rhythm.OffsetName(rhythm.Minutes(best)), "share", round(z.Offset[best])))
	}
	if z.Model[rhythm.People] >= unlikely {
		out = append(out, lang.M("rhythm.detail.people", "offset", rhythm.OffsetName(rhythm.Minutes(living)), "share", round(z.Living[living])))
	}
	out = append(out, lang.M("rhythm.detail.quiet", "length", float64(p.Quiet.Length)*1800, "clock", rhythm.HalfName(p.Quiet.Start), "share", p.Quiet.Share))
	if t := p.Together; t.Draws > 0 {
		out = append(out, lang.M("rhythm.detail.together", "joined", t.Joined, "starts", t.Starts, "window", activity.Window/rhythm.Second, "expected", t.Expected, "p", t.P, "draws", t.Draws))
	}
	if i := p.Intervals; !math.IsNaN(i.Burstiness) {
		out = append(out, lang.M("rhythm.detail.intervals", "burstiness", i.Burstiness, "median", i.Median))
	}
	if m := p.Made; m.Dates >= 2 && m.P <= unlikely {
		out = append(out, lang.M("rhythm.detail.made", "inside", m.Inside, "dates", m.Dates, "start", time.UnixMicro(m.Start), "p", m.P))
	}
	for _, c := range unusual(p.Clients) {
		out = append(out, lang.M("rhythm.detail.client", "client", c.Name, "share", c.Share, "others", c.Others))
	}
	return out
}

// unusual lists the clients, at most three, that are at least four times as
// common here as among others and stand for a tenth of the posts.
func unusual(clients []activity.Count) []activity.Count {
	var out []activity.Count
	for _, c := range clients {
		if c.Share >= 0.1 && c.Share >= 4*c.Others && len(out) < 3 {
			out = append(out, c)
		}
	}
	return out
}

// measured gives a measure and its percentile as numbers of the finding.
func measured(m compared) []finding.Measure {
	if math.IsNaN(m.value) {
		return nil
	}
	name := strings.ReplaceAll(m.name, "-", "_")
	out := []finding.Measure{{Name: name, Value: m.value, Unit: "share"}}
	if m.name == "regular" {
		out[0].Unit = "index"
	}
	if m.drawn > 0 {
		out = append(out, finding.Measure{Name: name + "_percentile", Value: m.percentile, Unit: "share"})
	}
	return out
}

// figures are the numbers that stand alone.
func figures(p *activity.Portrait) []finding.Measure {
	out := []finding.Measure{
		{Name: "accounts", Value: float64(p.Accounts), Unit: "accounts"},
		{Name: "posts", Value: float64(p.Posts), Unit: "posts"},
		{Name: "office_hours", Value: round(p.Zones.OfficeHours()), Unit: "probability"},
		{Name: "office_offset_s", Value: float64(rhythm.Minutes(p.Zones.Best()) * 60), Unit: "s"},
		{Name: "office_offset", Value: round(p.Zones.Offset[p.Zones.Best()]), Unit: "probability"},
		{Name: "quiet_s", Value: float64(p.Quiet.Length) * 1800, Unit: "s"},
		{Name: "active_days", Value: float64(p.Days) / float64(max(p.Span, 1)), Unit: "share"},
	}
	if t := p.Together; t.Draws > 0 {
		out = append(
			out, finding.Measure{Name: "sessions", Value: float64(t.Starts), Unit: "sessions"},
			finding.Measure{Name: "sessions_together", Value: float64(t.Joined), Unit: "sessions"},
			finding.Measure{Name: "sessions_expected", Value: t.Expected, Unit: "sessions"},
			finding.Measure{Name: "sessions_p", Value: t.P, Unit: "probability"},
		)
	}
	return out
}

// clocks makes the one note on accounts that post by the clock, nil where
// there are none.
func (d *desk) clocks() *finding.Finding {
	var members []int
	tested := 0
	for a := range d.c.Accounts {
		if d.c.PostsOf(a) >= 50 {
			tested++
		}
	}
	for a := range d.c.Accounts {
		if d.c.PostsOf(a) >= 50 && d.keepsTime(a, tested) {
			members = append(members, a)
		}
	}
	if len(members) == 0 {
		return nil
	}
	p := d.c.Portray(members, seed)
	bots := p.Bots
	f := &finding.Finding{
		Subject: "clock", Severity: finding.Note, Confidence: finding.Moderate,
		Start: time.UnixMicro(p.First), End: time.UnixMicro(p.Last), Method: method(),
		Headline: lang.M("rhythm.clock.headline", "accounts", len(members), "tested", tested),
		Details:  []lang.Message{lang.M("rhythm.clock.detail", "bots", bots, "scheduled", orZero(p.Scheduled()))},
		Basis:    []lang.Message{lang.M("rhythm.clock.basis", "tested", tested)},
		Limits:   []lang.Message{lang.M("rhythm.clock.limit"), lang.M("rhythm.limit.export")},
		Measures: []finding.Measure{{Name: "accounts", Value: float64(len(members)), Unit: "accounts"}, {Name: "accounts_tested", Value: float64(tested), Unit: "accounts"}},
		Innocent: d.innocent(p, members),
	}
	slices.SortStableFunc(members, func(a, b int) int { return cmp.Compare(d.c.PostsOf(b), d.c.PostsOf(a)) })
	f.Members = &finding.Members{Unit: "accounts", IDs: d.names(members[:min(len(members), maxShown)])}
	return f
}

// keepsTime is true of an account whose intervals are nearly all alike, or
// that keeps a period with a probability by chance of at most 0.01 over all
// accounts tested (Bonferroni).
func (d *desk) keepsTime(a, tested int) bool {
	times := rhythm.Thin(d.c.Times(a), rhythm.Minute)
	if rhythm.Between(times).Burstiness <= -0.5 {
		return true
	}
	b := rhythm.Beats(times, d.c.Step)
	return b.Length >= 0.5 && b.P*float64(tested) <= 0.01
}

// round keeps three decimals of a probability: more would claim too much.
func round(p float64) float64 { return math.Round(p*1000) / 1000 }

func orZero(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return x
}
