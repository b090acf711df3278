package rhythm

import (
	"math"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/rhythm"
)

// grade gives the outcome of two conditions, the first stronger.
func grade(supported, possible bool) finding.Outcome {
	switch {
	case supported:
		return finding.Supported
	case possible:
		return finding.Possible
	}
	return finding.Unlikely
}

func share(name string, v float64) finding.Measure {
	return finding.Measure{Name: name, Value: v, Unit: "share"}
}

// innocent tests the innocent explanations of a rhythm.
func (d *desk) innocent(p *activity.Portrait, members []int) []finding.Explanation {
	return []finding.Explanation{
		scheduled(p), newsroom(p), shifts(p), d.batches(p), d.gap(p, members), declared(p),
	}
}

// scheduled: a scheduling tool posts at round minutes or says its name.
func scheduled(p *activity.Portrait) finding.Explanation {
	tools := orZero(p.Scheduled())
	return finding.Explanation{
		Name: "scheduled-posts", Outcome: grade(p.Round.Five >= 0.6 || tools >= 0.5, p.Round.Five >= 0.35 || tools >= 0.1),
		Text:     lang.M("rhythm.innocent.scheduled-posts", "five", p.Round.Five, "tools", tools),
		Measures: []finding.Measure{share("minutes_of_five", p.Round.Five), share("scheduling_tools", tools)},
	}
}

// newsroom: an office posts on working days, posts links, and talks little.
func newsroom(p *activity.Portrait) finding.Explanation {
	office, active := p.Zones.OfficeHours(), float64(p.Days)/float64(max(p.Span, 1))
	hours := office >= 0.5 || p.Zones.Model[rhythm.Uniform] >= 0.5
	return finding.Explanation{
		Name: "newsroom", Outcome: grade(hours && p.Linked >= 0.7 && p.Replies <= 0.05 && active >= 0.6, p.Linked >= 0.5 && p.Replies <= 0.15),
		Text:     lang.M("rhythm.innocent.newsroom", "linked", p.Linked, "replies", p.Replies, "active", active, "office", round(office)),
		Measures: []finding.Measure{share("posts_with_link", p.Linked), share("replies", p.Replies), share("active_days", active)},
	}
}

// shifts: people on shifts, or in several zones, leave no quiet stretch.
func shifts(p *activity.Portrait) finding.Explanation {
	hours := float64(p.Quiet.Length) / 2
	return finding.Explanation{
		Name: "shift-work", Outcome: grade(false, hours < 6),
		Text:     lang.M("rhythm.innocent.shift-work", "quiet", hours*3600, "share", activity.QuietShare),
		Measures: []finding.Measure{{Name: "quiet_s", Value: hours * 3600, Unit: "s"}},
	}
}

// batches: the export wrote one time for many posts.
func (d *desk) batches(p *activity.Portrait) finding.Explanation {
	// Whole minutes have 1440 places in a day, seconds sixty times as many.
	even := 1.0 / 1440
	if d.c.Step < rhythm.Minute {
		even /= 60
	}
	return finding.Explanation{
		Name: "batch-times", Outcome: grade(p.Batch >= 0.2, p.Batch >= 0.05),
		Text:     lang.M("rhythm.innocent.batch-times", "batch", p.Batch, "even", even),
		Measures: []finding.Measure{share("commonest_time_of_day", p.Batch)},
	}
}

// gap: the longest pause is one of the collection, where everybody is silent.
func (d *desk) gap(p *activity.Portrait, members []int) finding.Explanation {
	inside, all := d.c.Others(members, p.GapAt, p.GapAt+p.Gap)
	long := p.Gap >= 3*rhythm.Day
	expected := 0.0
	if span := p.Last - p.First; span > 0 {
		expected = float64(all) * float64(p.Gap) / float64(span)
	}
	e := finding.Explanation{
		Name: "export-gap", Outcome: grade(long && float64(inside) <= 0.1*expected, long && float64(inside) <= 0.5*expected),
		Text:     lang.M("rhythm.innocent.export-gap", "gap", p.Gap/rhythm.Second, "inside", inside, "expected", math.Round(expected)),
		Measures: []finding.Measure{{Name: "longest_pause_s", Value: float64(p.Gap / rhythm.Second), Unit: "s"}},
	}
	if all == 0 {
		e.Outcome, e.Measures, e.Text = finding.NotTestable, nil, lang.M("rhythm.innocent.none.export-gap")
	}
	return e
}

// declared: the accounts say themselves that they are automatic.
func declared(p *activity.Portrait) finding.Explanation {
	bots := float64(p.Bots) / float64(p.Accounts)
	return finding.Explanation{
		Name: "declared-bots", Outcome: grade(bots >= 0.5, bots > 0),
		Text:     lang.M("rhythm.innocent.declared-bots", "bots", p.Bots, "accounts", p.Accounts),
		Measures: []finding.Measure{share("declared_bots", bots)},
	}
}
