package page

import (
	"math"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic/tell"
)

const (
	leastColumn = 8
	leastBar    = 13 // odd numbers: a diverging bar has a middle
	// leastDiverging has room for a word on either side.
	leastDiverging = 19
	mostBar        = 31
)

// table draws rows; columns of text share what the numbers leave, and what
// does not fit goes on below.
func (c *canvas) table(t *tell.Table) {
	bar := 0
	if t.Bars != "" {
		bar = min(max(c.width/5|1, leastBar), mostBar)
		if t.Diverging {
			bar = max(bar, leastDiverging)
		}
	}
	wide := c.columnsOf(t, bar)
	cells := make([]string, len(t.Columns))
	for i, col := range t.Columns {
		cells[i] = col.Title
	}
	c.row(t, wide, cells, dim, []string{c.paint(dim, barHead(t, bar))})
	for i := range t.Rows {
		r := &t.Rows[i]
		var drawn []string
		if bar > 0 {
			drawn = []string{c.bar(&r.Bar, bar, t.Diverging)}
		}
		c.row(t, wide, r.Cells, plain, drawn)
		if r.Under != "" {
			c.line("    " + c.paint(dim, cut(r.Under, c.width-4)))
		}
	}
	if t.More != "" {
		c.say(2, dim, t.More)
	}
}

// barHead is the heading of the bars, its line over that of diverging ones.
func barHead(t *tell.Table, bar int) string {
	left, right, ok := strings.Cut(t.Bars, "│")
	if !ok || !t.Diverging {
		return at(wrap(t.Bars, max(bar, 1)), 0)
	}
	return pad(at(wrap(left, bar/2), 0), bar/2, true) + "│" + at(wrap(right, bar/2), 0)
}

// columnsOf shares the width between the columns.
func (c *canvas) columnsOf(t *tell.Table, bar int) []int {
	wide := make([]int, len(t.Columns))
	total := 2
	for i, col := range t.Columns {
		for _, word := range strings.Fields(glue(col.Title)) {
			wide[i] = max(wide[i], columns(word))
		}
		for _, r := range t.Rows {
			wide[i] = max(wide[i], columns(lang.SafeText(r.Cells[i])))
		}
		total += wide[i] + 2
	}
	if bar > 0 {
		total += bar + 2
	}
	for over := total - 2 - c.width; over > 0; {
		widest := widestColumn(t, wide)
		if widest < 0 {
			break
		}
		wide[widest]--
		over--
	}
	return wide
}

// widestColumn is the column to take room from: one of text before one of
// numbers; -1 where none can give.
func widestColumn(t *tell.Table, wide []int) int {
	best := -1
	for _, numbers := range []bool{false, true} {
		for i := range wide {
			if t.Columns[i].Number == numbers && wide[i] > leastColumn && (best < 0 || wide[i] > wide[best]) {
				best = i
			}
		}
		if best >= 0 {
			return best
		}
	}
	for i := range wide {
		if wide[i] > 1 && (best < 0 || wide[i] > wide[best]) {
			best = i
		}
	}
	return best
}

// row draws one row over as many lines as its longest cell needs.
func (c *canvas) row(t *tell.Table, wide []int, cells []string, s style, drawn []string) {
	lines := make([][]string, len(cells))
	high := 1
	for i, cell := range cells {
		lines[i] = wrap(cell, wide[i])
		high = max(high, len(lines[i]))
	}
	for y := range high {
		out := " "
		for i := range cells {
			out += " " + c.paint(s, pad(at(lines[i], y), wide[i], t.Columns[i].Number)) + " "
		}
		c.line(strings.TrimRight(out+" "+at(drawn, y), " "))
	}
}

// bar draws a value as a bar of cells: from the middle to the right for an
// attack and to the left for a crowd, or from the left.
func (c *canvas) bar(b *tell.Bar, wide int, diverging bool) string {
	if !diverging {
		if b.Low >= 0 && b.High > b.Low { // what is sure, then what the sources differ about
			sure := fill(b.Low, wide)
			return sure + strings.Repeat("░", max(int(math.Round(b.High*float64(wide)))-columns(sure), 0))
		}
		return c.paint(barShade(b.Kind), fill(b.To, wide))
	}
	half := wide / 2
	n := int(math.Round(math.Abs(b.To) * float64(half)))
	if b.To != 0 {
		n = max(n, 1)
	}
	blocks := c.paint(barShade(b.Kind), strings.Repeat("█", n))
	if b.To < 0 {
		return strings.Repeat(" ", half-n) + blocks + "│"
	}
	return strings.Repeat(" ", half) + "│" + blocks
}

func barShade(kind string) style {
	if kind == "attack" || kind == "crowd" {
		return shade(kind)
	}
	return plain
}

// fill is a bar in eighths of a cell.
func fill(share float64, wide int) string {
	eighths := int(math.Round(min(max(share, 0), 1) * float64(wide) * 8))
	if share > 0 {
		eighths = max(eighths, 1)
	}
	out := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		out += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return out
}
