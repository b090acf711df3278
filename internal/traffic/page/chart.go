package page

import (
	"fmt"
	"math"
	"strings"

	"github.com/unveil-project/unveil/internal/traffic/tell"
)

const (
	chartRows = 8 // of the chart of a site
	burstRows = 5 // and of a burst
)

// chart draws requests over time as columns of eighths, with the bursts and
// the events under it.
func (c *canvas) chart(ch *tell.Chart, rows int) {
	c.say(0, bold, ch.Title)
	axis := columns(ch.PeakRate) + 1
	n := max(min(c.width-2-axis-1, max(2*len(ch.Values), 48)), 8)
	values, expected := squeeze(ch.Values, n), squeeze(ch.Expected, n)
	top := highest(values)
	for y := rows - 1; y >= 0; y-- {
		label := ""
		switch y {
		case rows - 1:
			label = ch.PeakRate
		case 0:
			label = "0"
		}
		c.line("  " + c.paint(dim, pad(label, axis-1, true)) + " ┤" + c.chartRow(ch, values, expected, top, y, rows))
	}
	c.under(ch, n, axis)
}

// chartRow is one line of a chart; the expected level shows as dots above the
// columns.
func (c *canvas) chartRow(ch *tell.Chart, values, expected []float64, top float64, y, rows int) string {
	var out strings.Builder
	run, last := "", plain
	flush := func() { out.WriteString(c.paint(last, run)); run = "" }
	for x, v := range values {
		cell, s := " ", plain
		level := v / top * float64(rows)
		switch part := level - float64(y); {
		case part >= 1:
			cell = "█"
		case part > 0.05:
			cell = string([]rune("▁▂▃▄▅▆▇█")[min(int(part*8), 7)])
		case x < len(expected) && int(expected[x]/top*float64(rows)) == y && expected[x] > v:
			cell = "·"
		}
		if cell != " " && cell != "·" {
			s = bandShade(ch, (float64(x)+0.5)/float64(len(values)))
		}
		if s != last {
			flush()
			last = s
		}
		run += cell
	}
	flush()
	return out.String()
}

func bandShade(ch *tell.Chart, x float64) style {
	for _, b := range ch.Bands {
		if x >= b.From && x <= b.To && b.Kind != "" {
			return shade(b.Kind)
		}
	}
	return plain
}

// under draws what stands below a chart: bursts, events, times, and what the
// letters mean.
func (c *canvas) under(ch *tell.Chart, n, axis int) {
	left := strings.Repeat(" ", axis+2)
	c.line(left + "└" + strings.Repeat("─", n))
	if len(ch.Bands) > 0 {
		c.line(left + " " + bandLine(ch.Bands, n))
	}
	if len(ch.Marks) > 0 {
		c.line(left + " " + markLine(ch.Marks, n))
	}
	c.line(c.paint(dim, left+" "+tickLine(ch.Ticks, n)))
	c.say(2, dim, ch.Peak+". "+ch.Caption)
	for _, b := range ch.Bands {
		c.say(2, shade(b.Kind), fmt.Sprintf("%d  %s", b.Number, b.Name))
	}
	for _, m := range ch.Marks {
		c.say(2, plain, m.Letter+"  "+m.When+" "+m.Name)
	}
	c.blank()
}

// bandLine marks the bursts: ━1━.
func bandLine(bands []tell.Band, n int) string {
	line := []rune(strings.Repeat(" ", n))
	for _, b := range bands {
		from, to := cellsOf(b, n)
		for x := from; x < to; x++ {
			line[x] = '━'
		}
	}
	free := 0 // where the next number may stand
	for _, b := range bands {
		from, to := cellsOf(b, n)
		number := []rune(fmt.Sprint(b.Number))
		at := max(min(from+(to-from-1)/2, n-len(number)), free)
		if at+len(number) <= n {
			copy(line[at:], number)
			free = at + len(number)
		}
	}
	return string(line)
}

// cellsOf is where a band lies on a line of n cells.
func cellsOf(b tell.Band, n int) (from, to int) {
	from = min(int(b.From*float64(n)), n-1)
	return from, min(max(int(math.Ceil(b.To*float64(n))), from+1), n)
}

func markLine(marks []tell.Mark, n int) string {
	line := []rune(strings.Repeat(" ", n))
	for _, m := range marks {
		x := min(int(m.At*float64(n)), n-1)
		for x < n-1 && line[x] != ' ' { // two events in one column stand beside each other
			x++
		}
		line[x] = []rune(m.Letter)[0]
	}
	return string(line)
}

func tickLine(ticks [3]string, n int) string {
	line := pad(ticks[0], n, false)
	if middle := n/2 - columns(ticks[1])/2; middle > columns(ticks[0]) && middle+columns(ticks[1])+columns(ticks[2])+2 <= n {
		line = pad(pad(ticks[0], middle, false)+ticks[1], n, false)
	}
	if room := n - columns(ticks[2]); room > columns(strings.TrimRight(line, " ")) {
		line = pad(strings.TrimRight(line, " "), room, false) + ticks[2]
	}
	return line
}

// squeeze makes n columns of the values: the highest of those that fall into
// each, or the same one again where there are fewer.
func squeeze(values []float64, n int) []float64 {
	if len(values) == 0 {
		return nil
	}
	out := make([]float64, n)
	for x := range out {
		from := x * len(values) / n
		to := max((x+1)*len(values)/n, from+1)
		out[x] = highest(values[from:min(to, len(values))])
	}
	return out
}

// highest is the largest finite value, at least a trifle, so that it can
// divide.
func highest(values []float64) float64 {
	top := 1e-9
	for _, v := range values {
		if v > top && !math.IsInf(v, 0) {
			top = v
		}
	}
	return top
}
