package cli

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/rhythm"
)

// showRhythm prints the view for people.
func (a *app) showRhythm(v *rhythmView) {
	p := v.portrait
	a.out.line(a.color(bold, a.Print(lang.M("rhythm.head", "accounts", p.Accounts, "posts", p.Posts, "days", p.Days))))
	a.out.line("  " + a.Print(lang.M("rhythm.period", "start", time.UnixMicro(p.First), "end", time.UnixMicro(p.Last))))
	a.heatMap(p)
	a.showOffsets(v)
	a.showRegularity(p)
	a.showSessions(p)
	a.showNames("rhythm.clients", p.Clients)
	a.showNames("rhythm.languages", p.Languages)
	if !math.IsNaN(p.Switching) {
		a.out.line("  " + a.Print(lang.M("rhythm.switching", "share", p.Switching)))
	}
	if m := p.Made; m.Dates > 0 {
		a.out.line("\n" + a.heading("rhythm.made"))
		a.out.line("  " + a.Print(lang.M("rhythm.made.line", "inside", m.Inside, "dates", m.Dates, "start", time.UnixMicro(m.Start), "end", time.UnixMicro(m.End), "p", m.P)))
	}
	a.showRegular(v)
	a.showStrings(v)
}

// heatMap draws active half hours by hour of the week: a row for each day.
func (a *app) heatMap(p *activity.Portrait) {
	h := p.Week.Hours()
	top := slices.Max(h[:])
	a.out.line("\n" + a.Print(lang.M("rhythm.week", "top", top)))
	a.out.line("      0     3     6     9    12    15    18    21")
	for day, name := range strings.Fields(a.text("rhythm.days")) {
		var b strings.Builder
		for hour := range 24 {
			b.WriteString(strings.Repeat(shade(h[day*24+hour], top), 2))
		}
		a.out.line(fmt.Sprintf("  %s %s", name, b.String()))
	}
	a.out.line("  " + a.Print(lang.M("rhythm.quiet", "length", float64(p.Quiet.Length)*1800, "from", rhythm.HalfName(p.Quiet.Start), "share", p.Quiet.Share)))
}

// shade is a letter for a count: five steps up to the highest.
func shade(n, top float64) string {
	if n <= 0 || top <= 0 {
		return "·"
	}
	steps := []string{"░", "▒", "▓", "█"}
	return steps[min(int(n/top*4), 3)]
}

// showOffsets prints how likely each model is, and the best offsets.
func (a *app) showOffsets(v *rhythmView) {
	z := v.portrait.Zones
	a.out.line("\n" + a.heading("rhythm.offsets"))
	a.out.line("  " + a.Print(lang.M("rhythm.models", "office", permille(z.Model[rhythm.Office]), "sunday", permille(z.Model[rhythm.OfficeSunday]), "people", permille(z.Model[rhythm.People]), "even", permille(z.Model[rhythm.Uniform]))))
	best := slices.Clone(v.offsets)
	slices.SortStableFunc(best, func(x, y rhythmOffset) int { return cmp.Compare(y.likeliest(z), x.likeliest(z)) })
	a.out.line("  " + a.text("rhythm.offsets.columns"))
	for _, o := range best[:5] {
		a.out.line(fmt.Sprintf("  %-7s %11s %11s %11s %11s %11s", o.Offset, signed(o.Office), signed(o.OfficeSunday), signed(o.People), lang.Percent(permille(o.Probability)), lang.Percent(permille(o.Living))))
	}
	for _, line := range strings.Split(wrap(a.text("rhythm.offsets.note"), helpWidth-2), "\n") {
		a.out.line("  " + line)
	}
}

// likeliest is the probability of the offset under the likelier of the two
// models that have one.
func (o rhythmOffset) likeliest(z *rhythm.Zones) float64 {
	if z.OfficeHours() >= z.Model[rhythm.People] {
		return o.Probability
	}
	return o.Living
}

// permille rounds a probability to a thousandth: more digits of a model would
// claim too much.
func permille(p float64) float64 { return math.Round(p*1000) / 1000 }

func signed(x float64) string { return fmt.Sprintf("%+.1f", x) }

// showRegularity prints intervals and the marks of the clock.
func (a *app) showRegularity(p *activity.Portrait) {
	a.out.line("\n" + a.heading("rhythm.regularity"))
	i := p.Intervals
	if i.Count > 1 {
		key := "rhythm.intervals"
		if p.Accounts > 1 {
			key = "rhythm.intervals.median"
		}
		a.out.line("  " + a.Print(lang.M(key, "burstiness", i.Burstiness, "variation", i.Variation, "memory", i.Memory, "median", i.Median)))
		a.out.line("  " + a.Print(lang.M("rhythm.entropy", "entropy", i.Entropy, "every", i.Every, "common", i.Common)))
	}
	if b := p.Beat; b.Period > 0 {
		a.out.line("  " + a.Print(lang.M("rhythm.beat", "period", b.Period/rhythm.Second, "length", b.Length, "p", b.P)))
	}
	a.out.line("  " + a.Print(lang.M("rhythm.round", "five", p.Round.Five, "hour", p.Round.Hour)))
	if !math.IsNaN(p.Round.Minute) {
		a.out.line("  " + a.Print(lang.M("rhythm.round.second", "share", p.Round.Minute)))
	}
}

func (a *app) showSessions(p *activity.Portrait) {
	t := p.Together
	a.out.line("\n" + a.heading("rhythm.sessions"))
	if t.Draws == 0 {
		a.out.line("  " + a.Print(lang.M("rhythm.sessions.one", "n", t.Starts)))
		return
	}
	a.out.line("  " + a.Print(lang.M("rhythm.sessions.line", "joined", t.Joined, "n", t.Starts, "expected", t.Expected, "p", t.P, "draws", t.Draws)))
}

// showNames prints the commonest names of a column and how common they are
// elsewhere.
func (a *app) showNames(key string, list []activity.Count) {
	a.out.line("\n" + a.heading(key))
	if len(list) == 0 {
		a.out.line("  " + a.text("rhythm.names.none"))
		return
	}
	for _, c := range list[:min(len(list), mostNames)] {
		line := lang.M("rhythm.names", "posts", c.Posts, "share", c.Share, "others", c.Others)
		if math.IsNaN(c.Others) {
			line = lang.M("rhythm.names.alone", "posts", c.Posts, "share", c.Share)
		}
		a.out.line(fmt.Sprintf("  %-24s %s", clip(terminalSafe(c.Name), 24), a.Print(line)))
	}
	if more := len(list) - mostNames; more > 0 {
		a.out.line("  " + a.Print(lang.M("rhythm.names.more", "n", more)))
	}
}

func (a *app) showRegular(v *rhythmView) {
	if len(v.regular) == 0 {
		return
	}
	a.out.line("\n" + a.heading("rhythm.regular"))
	a.out.line("  " + a.text("rhythm.regular.columns"))
	for _, r := range v.regular {
		period := "–"
		if r.PeriodS > 0 {
			period = lang.Duration(time.Duration(r.PeriodS) * time.Second)
		}
		a.out.line(fmt.Sprintf("  %-24s %9s %11s %11s %9s %9s", clip(terminalSafe(r.Account), 24), lang.Int(int64(r.Posts)), number(r.Burstiness), number(r.Median), period, number(r.P)))
	}
}

func number(x *float64) string {
	if x == nil {
		return "–"
	}
	return lang.Number(*x)
}

// stringMost is how much of a BLOC string is shown.
const stringMost = 400

func (a *app) showStrings(v *rhythmView) {
	if len(v.strings) == 0 {
		return
	}
	a.out.line("\n" + a.heading("rhythm.bloc"))
	for _, s := range v.strings {
		a.out.line("  " + terminalSafe(s.Account))
		for _, row := range [][2]string{{"rhythm.bloc.action", s.Action}, {"rhythm.bloc.content", s.Content}, {"rhythm.bloc.change", s.Change}} {
			if row[1] != "" {
				a.out.line(fmt.Sprintf("    %s %s", a.text(row[0]), clip(row[1], stringMost)))
			}
		}
	}
}
