package html

import (
	"math"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

func (b *builder) measures(ms []finding.Measure) []measureRow {
	var out []measureRow
	for _, m := range ms {
		out = append(out, measureRow{capital(b.measureName(m.Name)), b.value(m.Value, m.Unit)})
	}
	return out
}

// measureName is the word for a measure. A sum over a column of the sheets is
// named "sum:COLUMN", how it changed between their versions "change:COLUMN".
func (b *builder) measureName(name string) string {
	if column, ok := strings.CutPrefix(name, "sum:"); ok {
		return b.say("ui.measure.sum", "name", column)
	}
	if column, ok := strings.CutPrefix(name, "change:"); ok {
		return b.say("ui.measure.change", "name", column)
	}
	return b.name("measure.", name)
}

// value writes a number with its unit as a reader expects it: seconds as a
// duration, shares in per cent, bytes with a prefix, counted things with
// their word.
func (b *builder) value(v float64, unit string) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	switch unit {
	case "", "probability":
		return lang.Number(v)
	case "s":
		return seconds(v)
	case "share":
		return lang.Percent(v)
	case "ratio":
		return "× " + lang.Number(v)
	case "bytes":
		return lang.Bytes(int64(min(max(v, -1e18), 1e18)))
	}
	return b.counted(v, unit)
}

// seconds writes short times with their fraction.
func seconds(v float64) string {
	if a := math.Abs(v); a < 10 && v != math.Trunc(v) || a > 9e9 {
		return lang.Number(v) + " s"
	}
	return lang.Duration(time.Duration(v * float64(time.Second)))
}

// counted writes "1 request", "2,000 requests", "2.50 requests".
func (b *builder) counted(v float64, unit string) string {
	key := "unit." + unit
	if _, ok := b.p.Catalogue[key]; !ok {
		return lang.Number(v) + " " + unit
	}
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return b.say(key, "n", v)
	}
	return lang.Number(v) + strings.TrimPrefix(b.say(key, "n", 2), "2")
}
