package html

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

const (
	plotTop    = 20  // pixels above the plot, for the label of the peak
	plotHeight = 172 // pixels of the plot
	maxSteps   = 160 // steps that are drawn; more are joined, keeping the highest
	// logAbove is how many times its median a series must reach before its
	// axis is logarithmic: below it, ordinary values still stand three pixels
	// above the ground.
	logAbove = 60
)

// scale maps a value to a height of the plot, 0 at the ground.
type scale struct {
	top  float64
	log  bool
	base float64 // value at the ground of a logarithmic scale
}

func (s scale) at(v float64) float64 {
	if !s.log {
		return clamp01(v / s.top)
	}
	if v <= s.base {
		return 0
	}
	return clamp01(math.Log(v/s.base) / math.Log(s.top/s.base))
}

func clamp01(v float64) float64 { return min(max(v, 0), 1) }

// y is the pixel of a value within the plot's box.
func (s scale) y(v float64) int { return plotHeight - int(math.Round(s.at(v)*(plotHeight-4))) }

// figure draws a finding's series as steps over time, with the expected
// values as a line where the finding has them.
func (b *builder) figure(f *finding.Finding) *figure {
	s := f.Series
	if s == nil || len(s.Values) == 0 || !(s.Step > 0) || s.Start.IsZero() {
		return nil
	}
	values, joined := join(s.Values)
	expected, _ := join(s.Expected)
	if len(s.Expected) != len(s.Values) {
		expected = nil
	}
	sc := newScale(values, expected)
	fig := &figure{ID: f.ID, Title: capital(b.name("series.", s.Name))}
	fig.Line = steps(values, sc)
	fig.Area = fig.Line + "V" + strconv.Itoa(plotHeight) + "H0Z"
	if expected != nil {
		fig.Expected = steps(expected, sc)
		fig.Legend = &legend{b.word("ui.legend.values"), b.word("ui.legend.expected")}
	}
	fig.Grid = b.grid(sc, s.Unit)
	fig.Ticks = b.ticks(s)
	top, where := highest(s.Values)
	fig.Peak = b.peak(s, top, where, sc)
	fig.Desc = b.say("ui.figure.desc", "n", len(s.Values), "step", s.Step, "start", s.Start,
		"peak", b.value(top, s.Unit), "when", stepTime(s, where))
	fig.Caption = b.caption(s, joined, sc)
	return fig
}

func (b *builder) caption(s *finding.Series, joined int, sc scale) string {
	parts := []string{b.say("ui.figure.step", "step", s.Step)}
	if joined > 1 {
		parts = append(parts, b.say("ui.figure.joined", "k", joined))
	}
	if sc.log {
		parts = append(parts, b.word("ui.figure.log"))
	}
	return strings.Join(parts, " ")
}

// join makes at most maxSteps of the values, each the highest of as many as
// it stands for. What is not a number counts as none.
func join(values []float64) ([]float64, int) {
	k := (len(values) + maxSteps - 1) / maxSteps
	var out []float64
	for at := 0; at < len(values); at += max(k, 1) {
		v, _ := highest(values[at:min(at+k, len(values))])
		out = append(out, v)
	}
	return out, k
}

// highest gives the largest finite value, not below zero, and its place.
func highest(values []float64) (float64, int) {
	top, where := 0.0, 0
	for i, v := range values {
		if v > top && !math.IsInf(v, 0) {
			top, where = v, i
		}
	}
	return top, where
}

func newScale(values, expected []float64) scale {
	top, _ := highest(values)
	if e, _ := highest(expected); e > top {
		top = e
	}
	if top == 0 {
		return scale{top: 1}
	}
	positive := slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return v <= 0 })
	slices.Sort(positive)
	if median := positive[len(positive)/2]; len(positive) >= 8 && top/median >= logAbove {
		low := math.Pow(10, math.Floor(math.Log10(positive[0])))
		return scale{top: top, log: true, base: low / 2}
	}
	return scale{top: top}
}

// steps is path data: a horizontal line for every value.
func steps(values []float64, sc scale) string {
	out := make([]byte, 0, 12*len(values))
	n := len(values)
	last := -1
	for i, v := range values {
		y := sc.y(v)
		switch {
		case i == 0:
			out = append(out, "M0 "...)
			out = strconv.AppendInt(out, int64(y), 10)
		case y != last:
			out = append(out, 'H')
			out = strconv.AppendInt(out, int64(i*1000/n), 10)
			out = append(out, 'V')
			out = strconv.AppendInt(out, int64(y), 10)
		}
		last = y
	}
	return string(append(out, "H1000"...))
}

// grid gives the lines of round values: 1, 2 or 5 times a power of ten, or
// the powers of ten themselves on a logarithmic scale.
func (b *builder) grid(sc scale, unit string) []gridLine {
	var at []float64
	if sc.log {
		for v := sc.base * 2; v <= sc.top; v *= 10 {
			at = append(at, v)
		}
		for len(at) > 5 {
			at = slices.DeleteFunc(at, func(v float64) bool { return slices.Index(at, v)%2 == 1 })
		}
	} else {
		step := niceStep(sc.top / 3)
		for i := 1.0; i*step <= sc.top*1.0001; i++ {
			at = append(at, i*step)
		}
	}
	lines := []gridLine{{Y: plotTop + plotHeight}}
	for i, v := range at {
		label := lang.Number(v)
		if i == len(at)-1 || unit == "share" {
			label = b.value(v, unit)
		}
		y := float64(plotTop + sc.y(v))
		lines = append(lines, gridLine{Y: y, LabelY: y - 4, Label: clip(label, 28)})
	}
	return lines
}

func niceStep(raw float64) float64 {
	pow := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if raw <= m*pow {
			return m * pow
		}
	}
	return 10 * pow
}

// stepTime is the time at which a step begins.
func stepTime(s *finding.Series, i int) time.Time {
	return s.Start.Add(time.Duration(float64(i) * s.Step * float64(time.Second)))
}

// ticks labels the beginning, the middle and the end of the time axis.
func (b *builder) ticks(s *finding.Series) []tick {
	n := len(s.Values)
	span := time.Duration(float64(n) * s.Step * float64(time.Second))
	first, rest := "2006-01-02 15:04", "15:04"
	switch {
	case span >= 48*time.Hour:
		first, rest = "2006-01-02", "2006-01-02"
	case span < 5*time.Minute:
		first, rest = "2006-01-02 15:04:05", "15:04:05"
	}
	at := func(d time.Duration, layout string) string { return s.Start.Add(d).In(b.p.Zone).Format(layout) }
	return []tick{
		{0, "start", at(0, first)},
		{50, "middle", at(span/2, rest)},
		{100, "end", at(span, rest)},
	}
}

func (b *builder) peak(s *finding.Series, top float64, where int, sc scale) *peak {
	if top == 0 {
		return nil
	}
	layout := "15:04"
	switch {
	case s.Step >= 43200:
		layout = "2006-01-02"
	case s.Step < 60:
		layout = "15:04:05"
	}
	x := (float64(where) + 0.5) / float64(len(s.Values)) * 100
	y := float64(plotTop + sc.y(top))
	p := &peak{X: round2(x), Y: y, TextY: y - 8, Anchor: "start", DX: 6}
	p.Label = b.say("ui.peak", "value", clip(b.value(top, s.Unit), 28), "when", stepTime(s, where).In(b.p.Zone).Format(layout))
	if x > 50 {
		p.Anchor, p.DX = "end", -6
	}
	return p
}
