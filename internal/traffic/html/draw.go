package html

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic/tell"
)

const (
	plotTop    = 34   // pixels above the plot, for bursts and letters of events
	plotHeight = 180  // pixels of the plot
	headroom   = 1.14 // room above the highest value, for its label
	mostSteps  = 240  // steps that are drawn; more are joined, keeping the highest
)

// figure is requests over time.
type figure struct {
	ID, Title, Desc, Caption string
	Area, Line               string // path data
	Failed, Expected         string
	Grid                     []gridLine
	Ticks                    []tick
	Bands                    []band
	Marks                    []mark
	Peak                     *peak
	Table                    *table
	Summary                  string
}

type gridLine struct {
	Y, LabelY float64
	Label     string
}

type tick struct {
	X             float64
	Anchor, Label string
}

type band struct {
	X, Width, Middle    float64
	Anchor, Kind, Label string
}

type mark struct {
	X                  float64
	Letter, When, Name string
}

type peak struct {
	X, Y, TextY   float64
	Anchor, Label string
	DX            int
}

func newFigure(c *tell.Chart, p lang.Printer) figure {
	values, failed, expected := join(c.Values), join(c.Failed), join(c.Expected)
	top := headroom * max(highest(values), highest(expected), 1e-9)
	f := figure{
		ID: c.ID, Title: c.Title, Desc: c.Desc, Caption: c.Caption,
		Line: steps(values, top), Table: newTable(&c.Table, "chart"), Summary: p.Print(lang.M("html.table")),
	}
	f.Area = area(f.Line)
	if failed != nil {
		f.Failed = area(steps(failed, top))
	}
	if expected != nil {
		f.Expected = steps(expected, top)
	}
	f.Grid = grid(top, c.Step.Seconds()/c.Per, c.Unit)
	for i, anchor := range []string{"start", "middle", "end"} {
		f.Ticks = append(f.Ticks, tick{float64(50 * i), anchor, c.Ticks[i]})
	}
	f.Bands = bands(c.Bands)
	for _, m := range c.Marks {
		f.Marks = append(f.Marks, mark{round(100 * m.At), m.Letter, m.When, m.Name})
	}
	f.Peak = newPeak(c, top)
	return f
}

// letterWidth is how much of a drawing's width a letter takes, in per cent; on
// a phone it is more than on a desk.
const letterWidth = 1.8

// bands draws bursts with their names; where these would overlap, with their
// numbers, or without.
func bands(bs []tell.Band) []band {
	var out []band
	free := 0.0 // where the next name may begin
	for _, b := range bs {
		d := band{X: round(100 * b.From), Width: round(max(100*(b.To-b.From), 0.4)), Anchor: "middle", Kind: b.Kind}
		for _, label := range []string{strconv.Itoa(b.Number) + " " + b.Name, strconv.Itoa(b.Number)} {
			half := letterWidth * float64(utf8.RuneCountInString(label)) / 2
			d.Middle = round(min(max(d.X+d.Width/2, half), 100-half)) // within the drawing
			if d.Middle-half >= free {
				d.Label, free = label, d.Middle+half
				break
			}
		}
		out = append(out, d)
	}
	return out
}

func newPeak(c *tell.Chart, top float64) *peak {
	x := 100 * (float64(c.PeakAt) + 0.5) / float64(len(c.Values))
	y := plotTop + height(c.Values[c.PeakAt], top)
	p := &peak{X: round(x), Y: y, TextY: y - 7, Anchor: "start", Label: c.Peak, DX: 2}
	if x > 55 {
		p.Anchor, p.DX = "end", -2
	}
	return p
}

// join makes at most mostSteps of the values, each the highest of those that
// it stands for.
func join(values []float64) []float64 {
	k := (len(values) + mostSteps - 1) / mostSteps
	var out []float64
	for i := 0; i < len(values); i += k {
		out = append(out, highest(values[i:min(i+k, len(values))]))
	}
	return out
}

// highest is the largest finite value, not below zero.
func highest(values []float64) float64 {
	top := 0.0
	for _, v := range values {
		if v > top && !math.IsInf(v, 0) {
			top = v
		}
	}
	return top
}

// height is the pixel of a value within the plot.
func height(v, top float64) float64 {
	return plotHeight - math.Round(min(max(v/top, 0), 1)*(plotHeight-4))
}

// steps is path data over a width of 1000: a horizontal line for every value.
func steps(values []float64, top float64) string {
	if len(values) == 0 {
		return "M0 " + strconv.Itoa(plotHeight) + "H1000"
	}
	var out []byte
	last := -1.0
	for i, v := range values {
		y := height(v, top)
		if i == 0 {
			out = append(out, "M0 "...)
			out = strconv.AppendInt(out, int64(y), 10)
		} else if y != last {
			out = append(out, 'H')
			out = strconv.AppendInt(out, int64(i*1000/len(values)), 10)
			out = append(out, 'V')
			out = strconv.AppendInt(out, int64(y), 10)
		}
		last = y
	}
	return string(append(out, "H1000"...))
}

func area(line string) string { return line + "V" + strconv.Itoa(plotHeight) + "H0Z" }

// grid gives lines at round rates: 1, 2 or 5 times a power of ten. A step has
// so many of the unit.
func grid(top, step float64, unit string) []gridLine {
	rate := top / step
	pow := math.Pow(10, math.Floor(math.Log10(rate/3)))
	part := 10 * pow
	for _, m := range []float64{1, 2, 5} {
		if rate/3 <= m*pow {
			part = m * pow
			break
		}
	}
	lines := []gridLine{{Y: plotTop + plotHeight}}
	for i := 1.0; i*part <= rate*1.0001; i++ {
		y := plotTop + height(i*part*step, top)
		lines = append(lines, gridLine{y, y - 4, lang.Number(math.Round(i*part*1e6)/1e6) + unit})
	}
	return lines
}

// newBar draws a value as a bar: from the middle where it diverges, with a
// range and a mark where there are any.
func newBar(b *tell.Bar, diverging bool) bar {
	out := bar{Kind: kind(b.Kind), Middle: diverging}
	if diverging {
		out.X, out.Width = 50, round(48*math.Abs(b.To))
		if b.To < 0 {
			out.X = round(50 - out.Width)
		}
		return out
	}
	out.Width = round(100 * b.To)
	if b.Low >= 0 && b.High > b.Low {
		out.Range, out.Low, out.Wide = true, round(100*b.Low), round(100*(b.High-b.Low))
	}
	if b.Mark >= 0 {
		out.Mark, out.At = true, round(min(100*b.Mark, 99.5))
	}
	return out
}

// kind keeps a fixed name that is used as a class.
func kind(name string) string {
	switch name {
	case "attack", "crowd":
		return name
	}
	return "other"
}

// newStack joins the parts of a table into one bar.
func newStack(t *tell.Table) *stack {
	s := &stack{}
	at := 0.0
	for i := range t.Rows {
		r := &t.Rows[i]
		wide := 100 * r.Bar.To
		s.Parts = append(s.Parts, stackPart{kind(r.Bar.Kind), r.Cells[0], r.Cells[2], round(at), round(wide)})
		at += wide
		if s.Desc != "" {
			s.Desc += "; "
		}
		s.Desc += r.Cells[0] + " " + r.Cells[2]
	}
	return s
}

// round keeps two decimals: places in drawings need no more.
func round(f float64) float64 { return math.Round(f*100) / 100 }
