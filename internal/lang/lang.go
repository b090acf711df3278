// Package lang holds what unveil says, in every language it speaks.
//
// A sentence is a Message: a key into a Catalogue and typed arguments. What
// is stored is the message, never its rendering, so that one finding can be
// read in English and in Spanish and so that a test can check every sentence
// the program is able to say.
//
// A template names its arguments in braces with the way to write them:
//
//	{name}            as it is
//	{n:int}           1,234
//	{n:count:a|b}     1 a, 2 b (number, then the singular or the plural)
//	{x:number}        three significant digits
//	{x:percent}       a share 0..1 as "42 %", "0.3 %"
//	{t:time}          2018-07-01 20:15:04 -0500, in the reader's zone
//	{t:date}          2018-07-01
//	{s:duration}      seconds as "15 min", "22 h 49 min"
//	{b:bytes}         1.2 MB
//
// Numbers are written with a comma for thousands and a point for decimals in
// both languages (the convention of Mexico, where Spanish is spoken first
// here).
package lang

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Lang is a language of the interface.
type Lang string

// The languages that every message is written in.
const (
	En Lang = "en"
	Es Lang = "es"
)

// Langs lists the languages, the default first.
func Langs() []Lang { return []Lang{En, Es} }

// Parse finds the language meant by a flag or by a locale such as
// "es_MX.UTF-8".
func Parse(s string) (Lang, bool) {
	s = strings.ToLower(s)
	if i := strings.IndexAny(s, "_-.@"); i >= 0 {
		s = s[:i]
	}
	switch s {
	case "en", "c", "posix":
		return En, true
	case "es":
		return Es, true
	}
	return En, false
}

// Args are the named arguments of a message. Values are strings, booleans,
// integers or floats; a time is a string in RFC 3339 and a duration is a
// number of seconds, so that arguments survive JSON unchanged.
type Args map[string]any

// Message is one sentence, not yet in any language.
type Message struct {
	Key  string `json:"key"`
	Args Args   `json:"args,omitempty"`
}

// M makes a message from a key and alternating names and values. It panics on
// an odd number of them, which is a programmer's mistake.
func M(key string, pairs ...any) Message {
	if len(pairs)%2 != 0 {
		panic("lang.M: odd number of arguments for " + key)
	}
	m := Message{Key: key}
	if len(pairs) > 0 {
		m.Args = make(Args, len(pairs)/2)
	}
	for i := 0; i < len(pairs); i += 2 {
		m.Args[pairs[i].(string)] = plain(pairs[i+1])
	}
	return m
}

// plain turns a value into one that JSON keeps.
func plain(v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case time.Duration:
		return v.Seconds()
	case fmt.Stringer:
		return v.String()
	}
	return v
}

// Text is one entry of a catalogue.
type Text struct{ En, Es string }

// In gives the template in a language.
func (t Text) In(l Lang) string {
	if l == Es {
		return t.Es
	}
	return t.En
}

// Catalogue maps message keys to their texts.
type Catalogue map[string]Text

// Merge joins catalogues; a key that two of them hold is a panic.
func Merge(cs ...Catalogue) Catalogue {
	all := Catalogue{}
	for _, c := range cs {
		for k, t := range c {
			if _, dup := all[k]; dup {
				panic("lang: message " + k + " is defined twice")
			}
			all[k] = t
		}
	}
	return all
}

// Keys lists the catalogue's keys in order.
func (c Catalogue) Keys() []string {
	keys := make([]string, 0, len(c))
	for k := range c {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare[string])
	return keys
}

// Printer renders messages for one reader.
type Printer struct {
	Lang      Lang
	Zone      *time.Location // zone that times are written in; nil is UTC
	Catalogue Catalogue
}

// Print renders a message. An unknown key is shown with its arguments rather
// than hidden.
func (p Printer) Print(m Message) string {
	t, ok := p.Catalogue[m.Key]
	if !ok {
		return fmt.Sprintf("%s %v", m.Key, map[string]any(m.Args))
	}
	return p.expand(t.In(p.Lang), m.Args)
}

func (p Printer) expand(tmpl string, args Args) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(tmpl, '{')
		if i < 0 {
			b.WriteString(tmpl)
			return b.String()
		}
		j := strings.IndexByte(tmpl[i:], '}')
		if j < 0 {
			b.WriteString(tmpl)
			return b.String()
		}
		b.WriteString(tmpl[:i])
		b.WriteString(p.field(tmpl[i+1:i+j], args))
		tmpl = tmpl[i+j+1:]
	}
}

func (p Printer) field(spec string, args Args) string {
	name, how, _ := strings.Cut(spec, ":")
	v, ok := args[name]
	if !ok {
		return "{" + spec + "}"
	}
	how, rest, _ := strings.Cut(how, ":")
	f, isNum := Float(v)
	switch {
	case how == "time" || how == "date":
		return p.time(v, how == "date")
	case !isNum:
		return fmt.Sprint(v)
	case how == "int":
		return Int(int64(math.Round(f)))
	case how == "count":
		one, many, _ := strings.Cut(rest, "|")
		if f == 1 {
			return Int(1) + " " + one
		}
		return Int(int64(math.Round(f))) + " " + many
	case how == "percent":
		return Percent(f)
	case how == "duration":
		return Duration(time.Duration(f * float64(time.Second)))
	case how == "bytes":
		return Bytes(int64(f))
	case how == "number":
		return Number(f)
	}
	return fmt.Sprint(v)
}

func (p Printer) time(v any, dateOnly bool) string {
	s, ok := v.(string)
	if !ok {
		return fmt.Sprint(v)
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return s
	}
	return p.Time(t, dateOnly)
}

// Time writes a time in the reader's zone, with the offset so that nobody has
// to guess it.
func (p Printer) Time(t time.Time, dateOnly bool) string {
	z := p.Zone
	if z == nil {
		z = time.UTC
	}
	if dateOnly {
		return t.In(z).Format("2006-01-02")
	}
	return t.In(z).Format("2006-01-02 15:04:05 -0700")
}

// Float reads any number as a float64.
func Float(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case float32:
		return float64(v), true
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case int32:
		return float64(v), true
	case uint64:
		return float64(v), true
	case uint32:
		return float64(v), true
	}
	return 0, false
}

// Int writes an integer with commas between thousands.
func Int(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// Number writes a number with three significant digits, or as an integer
// where it has no fraction; below a thousandth with a power of ten.
func Number(f float64) string {
	switch a := math.Abs(f); {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return "–"
	case f == math.Trunc(f) && a < 1e15:
		return Int(int64(f))
	case a >= 1000:
		return Int(int64(math.Round(f)))
	case a >= 100:
		return strconv.FormatFloat(f, 'f', 0, 64)
	case a >= 10:
		return strconv.FormatFloat(f, 'f', 1, 64)
	case a >= 1:
		return strconv.FormatFloat(f, 'f', 2, 64)
	case a >= 0.001:
		return strconv.FormatFloat(f, 'f', 3, 64)
	}
	return power(f)
}

// power writes a number near zero with a power of ten: "1.09 × 10⁻⁸".
func power(f float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', 2, 64), "e")
	mantissa = strings.TrimSuffix(strings.TrimRight(mantissa, "0"), ".")
	n, err := strconv.Atoi(exponent)
	if err != nil {
		return strconv.FormatFloat(f, 'g', 3, 64)
	}
	return mantissa + " × 10" + raised.Replace(strconv.Itoa(n))
}

var raised = strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
	"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// Percent writes a share 0..1 in per cent, with one decimal below ten so that
// a small share is not rounded to none.
func Percent(share float64) string {
	p := share * 100
	switch a := math.Abs(p); {
	case math.IsNaN(p):
		return "–"
	case a == 0 || a >= 10 || p == math.Trunc(p):
		return strconv.FormatFloat(p, 'f', 0, 64) + " %"
	case a >= 0.1:
		return strconv.FormatFloat(p, 'f', 1, 64) + " %"
	}
	return strconv.FormatFloat(p, 'g', 1, 64) + " %"
}

// Duration writes a length of time in its two largest units.
func Duration(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	two := func(a int64, ua string, b int64, ub string) string {
		if b == 0 {
			return fmt.Sprintf("%s%d %s", sign, a, ua)
		}
		return fmt.Sprintf("%s%d %s %d %s", sign, a, ua, b, ub)
	}
	s := int64(math.Round(d.Seconds()))
	switch {
	case d < time.Second && d%time.Second != 0:
		return fmt.Sprintf("%s%d ms", sign, d.Milliseconds())
	case s < 60:
		return fmt.Sprintf("%s%d s", sign, s)
	case s < 3600:
		return two(s/60, "min", s%60, "s")
	case s < 48*3600:
		return two(s/3600, "h", s%3600/60, "min")
	}
	return two(s/86400, "d", s%86400/3600, "h")
}

// Bytes writes a size with decimal units.
func Bytes(n int64) string {
	const unit = 1000
	if n < unit {
		return fmt.Sprintf("%d B", n)
	}
	div, exp := int64(unit), 0
	for m := n / unit; m >= unit; m /= unit {
		div *= unit
		exp++
	}
	return fmt.Sprintf("%.1f %cB", float64(n)/float64(div), "kMGTPE"[exp])
}
