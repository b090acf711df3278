package html

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
)

// Sizes of the timeline in pixels; widths are shares of the page, reckoned
// for a phone of phoneWidth so that labels fit there too.
const (
	phoneWidth = 340.0
	eventRow0  = 12 // centre of the first row of event letters
	eventRowH  = 21
	maxEvRows  = 9
	laneHead   = 22 // a lane's name
	barRowH    = 17
	maxBarRows = 10
	digitWidth = 7.5
	// A longer event is a line beside its letter; a band behind the lanes
	// would grey out half of the drawing.
	longEvent = 36 * time.Hour
)

// timeline lays all findings out on three lanes over one axis, with the
// calendar's events above them. It is nil where there is nothing to lay out.
func (b *builder) timeline() *timeline {
	axis := dossier.NewAxis(b.intervals())
	if len(axis.Parts) == 0 {
		return nil
	}
	tl := &timeline{Desc: b.say("ui.timeline.desc", "n", len(b.findings), "events", len(b.in.Election.Calendar),
		"start", axis.Parts[0].Start, "end", axis.Parts[len(axis.Parts)-1].End)}
	if len(axis.Parts) > 1 {
		tl.CutNote = b.word("ui.timeline.cut")
	}
	rows := b.events(tl, axis)
	y := eventRow0 + rows*eventRowH
	top := y
	for _, front := range finding.Fronts() {
		l := b.lane(front, axis, y)
		tl.Lanes = append(tl.Lanes, l)
		y = l.Y + l.H + 4
	}
	tl.AxisY = y + 2
	tl.Height = tl.AxisY + 40
	for i := range tl.Events {
		tl.Events[i].Y2 = tl.AxisY
	}
	for i := range tl.Bands {
		if tl.Bands[i].H == 0 {
			tl.Bands[i].Y, tl.Bands[i].H = top, tl.AxisY-top
		}
	}
	b.cuts(tl, axis, top)
	tl.Ticks = b.axisTicks(axis, tl.AxisY)
	b.timelineRows(tl)
	return tl
}

func (b *builder) intervals() []dossier.Interval {
	var out []dossier.Interval
	for i := range b.findings {
		out = append(out, dossier.Interval{Start: b.findings[i].Start, End: b.findings[i].End})
	}
	for _, e := range b.in.Election.Calendar {
		out = append(out, dossier.Interval{Start: e.Start, End: e.End})
	}
	return out
}

// letter names an event: A … Z, AA, AB, …
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letter(i/26-1) + letter(i%26)
}

// events places a letter for every event, in as many rows as keep them apart,
// and gives the number of rows.
func (b *builder) events(tl *timeline, axis dossier.Axis) int {
	cal := slices.DeleteFunc(slices.Clone(b.in.Election.Calendar), func(e election.Event) bool { return e.Start.IsZero() })
	slices.SortStableFunc(cal, func(x, y election.Event) int {
		return cmp.Or(x.Start.Compare(y.Start), cmp.Compare(x.Name, y.Name))
	})
	var ends []float64
	for i, e := range cal {
		x := axis.At(e.Start) * 100
		at := min(max(x, 2.8), 97.2) // the whole circle stays on the page
		var row int
		row, ends = freeRow(ends, at-3.2, at+3.2, maxEvRows)
		y := eventRow0 + row*eventRowH
		tl.Events = append(tl.Events, eventMark{X: round2(at), Y: y, TextY: y + 4, Letter: letter(i)})
		if w := axis.At(e.End)*100 - x; w > 0.8 {
			s := stretch{X: round2(x), Width: round2(w)}
			if e.End.Sub(e.Start) >= longEvent {
				s.Y, s.H = y-1, 2
			}
			tl.Bands = append(tl.Bands, s)
		}
		tl.Key = append(tl.Key, eventRow{letter(i), b.name("event.", e.Kind), e.Name, b.eventTime(e)})
	}
	return len(ends)
}

// eventTime writes when an event took place: to the minute, and a long one to
// the day.
func (b *builder) eventTime(e election.Event) string {
	from, to := e.Start.In(b.p.Zone), e.End.In(b.p.Zone)
	switch long := e.End.Sub(e.Start); {
	case long == 24*time.Hour && from.Format("15:04") == "00:00":
		return from.Format("2006-01-02")
	case long >= longEvent:
		return from.Format("2006-01-02") + " – " + to.Format("2006-01-02")
	case long > 0 && from.YearDay() == to.YearDay():
		return from.Format("2006-01-02 15:04") + " – " + to.Format("15:04")
	case long > 0:
		return from.Format("2006-01-02 15:04") + " – " + to.Format("2006-01-02 15:04")
	}
	return from.Format("2006-01-02 15:04")
}

// freeRow finds the first row in which nothing reaches beyond from, opening
// rows up to the limit; the last row takes what fits nowhere.
func freeRow(ends []float64, from, to float64, limit int) (int, []float64) {
	for i := range ends {
		if ends[i] <= from {
			ends[i] = to
			return i, ends
		}
	}
	if len(ends) < limit {
		return len(ends), append(ends, to)
	}
	ends[limit-1] = max(ends[limit-1], to)
	return limit - 1, ends
}

// lane places the findings of one front. Bars that would touch go to rows of
// their own; where there are too many for that, the last row is left without
// numbers and the table says the rest.
func (b *builder) lane(front finding.Front, axis dossier.Axis, y int) lane {
	l := lane{Front: string(front), Name: capital(b.name("front.", string(front))), Y: y, LabelY: y + 15}
	var idx []int
	empty := "ui.timeline.empty"
	for i := range b.findings {
		switch {
		case b.findings[i].Front != front:
		case b.findings[i].Start.IsZero():
			empty = "ui.timeline.untimed"
		default:
			idx = append(idx, i)
		}
	}
	slices.SortStableFunc(idx, b.placed)
	var ends []float64
	for _, i := range idx {
		var br bar
		br, ends = b.bar(i, axis, y+laneHead, ends)
		l.Bars = append(l.Bars, br)
	}
	l.H = laneHead + max(len(ends), 1)*barRowH + 4
	if len(idx) == 0 {
		l.H = laneHead + 4
		l.Empty = &placedText{Y: y + 15, Text: b.word(empty)}
	}
	return l
}

// placed orders the bars of a lane: notes come last, so that they never crowd
// out what matters, then by time.
func (b *builder) placed(i, j int) int {
	x, y := &b.findings[i], &b.findings[j]
	note := finding.Note.Rank()
	if xn, yn := x.Severity.Rank() == note, y.Severity.Rank() == note; xn != yn {
		if xn {
			return 1
		}
		return -1
	}
	return x.Start.Compare(y.Start)
}

func (b *builder) bar(i int, axis dossier.Axis, y int, ends []float64) (bar, []float64) {
	f := &b.findings[i]
	from, to := axis.At(f.Start)*100, axis.At(f.End)*100
	width := min(max(to-from, 0.9), 100)
	from = min(from, 100-width)
	num := number(i)
	labelWidth := (float64(len(num))*digitWidth + 10) / phoneWidth * 100
	label := &barLabel{X: from + width, DX: 4, Anchor: "start", Text: num}
	left, right := from, from+width+labelWidth
	if right > 100 {
		label.X, label.DX, label.Anchor = from, -4, "end"
		left, right = from-labelWidth, from+width
	}
	row, ends := freeRow(ends, left, right, maxBarRows)
	if row == maxBarRows-1 {
		label = nil
	}
	out := bar{
		X: round2(from), Width: round2(width), Y: y + row*barRowH, Severity: class(string(f.Severity)),
		Href: f.ID, Title: num + ". " + clip(b.p.Print(f.Headline), 160), Label: label,
	}
	if label != nil {
		label.X, label.Y = round2(label.X), out.Y+10
	}
	return out, ends
}

func (b *builder) cuts(tl *timeline, axis dossier.Axis, top int) {
	for i := 1; i < len(axis.Parts); i++ {
		prev, next := axis.Parts[i-1], axis.Parts[i]
		tl.Cuts = append(tl.Cuts, stretch{
			X: round2(prev.To * 100), Width: round2((next.From - prev.To) * 100), Y: top, H: tl.AxisY - top + 6,
			Title: b.say("ui.timeline.cut.of", "d", next.Start.Sub(prev.End)),
		})
	}
}

// axisTicks labels where each part begins and where the last one ends. The
// labels of neighbouring parts stand in two rows.
func (b *builder) axisTicks(axis dossier.Axis, y int) []axisTick {
	n := len(axis.Parts)
	layout := "2006-01-02"
	if span := axis.Parts[n-1].End.Sub(axis.Parts[n-1].Start); n <= 2 && span < 72*time.Hour {
		layout = "2006-01-02 15:04"
	}
	row := func(i int) int { return y + 17 + i%2*16 }
	var out []axisTick
	add := func(x float64, i int, anchor string, t time.Time) {
		out = append(out, axisTick{X: round2(x * 100), Y: row(i), Y1: y, Y2: row(i) - 10, Anchor: anchor, Label: t.In(b.p.Zone).Format(layout)})
	}
	for i, p := range axis.Parts {
		anchor := "start"
		if p.From > 0.65 { // no room for the label to the right
			anchor = "end"
		}
		add(p.From, i, anchor, p.Start)
	}
	if last := axis.Parts[n-1]; n == 1 {
		add(0.5, 0, "middle", last.Start.Add(last.End.Sub(last.Start)/2))
		add(last.To, 0, "end", last.End)
	} else {
		add(last.To, n, "end", last.End)
	}
	return out
}

func (b *builder) timelineRows(tl *timeline) {
	idx := make([]int, len(b.findings))
	for i := range idx {
		idx[i] = i
	}
	slices.SortStableFunc(idx, func(i, j int) int { return b.findings[i].Start.Compare(b.findings[j].Start) })
	for _, i := range idx {
		f := &b.findings[i]
		tl.Rows = append(tl.Rows, timelineRow{
			ID: f.ID, Number: strconv.Itoa(i + 1), Front: b.name("front.", string(f.Front)),
			When: b.interval(f.Start, f.End), Text: b.p.Print(f.Headline),
		})
	}
}
