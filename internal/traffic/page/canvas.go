package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/unveil-project/unveil/internal/lang"
)

// style is one way to set off words, as an ANSI escape sequence.
type style string

const (
	plain  style = ""
	bold   style = "\x1b[1m"
	dim    style = "\x1b[2m"
	red    style = "\x1b[31m"
	green  style = "\x1b[32m"
	yellow style = "\x1b[33m"
	reset        = "\x1b[0m"
)

// shade is the colour of a kind of verdict or outcome. It repeats a word that
// stands there.
func shade(kind string) style {
	switch kind {
	case "attack":
		return red
	case "crowd", "supported":
		return green
	case "both", "unclear", "possible":
		return yellow
	}
	return bold
}

// canvas collects lines that fit a width.
type canvas struct {
	out    strings.Builder
	width  int
	colour bool
}

func (c *canvas) paint(s style, text string) string {
	core := strings.TrimSpace(text)
	if !c.colour || s == plain || core == "" {
		return text
	}
	// Spaces stay outside, so that a line ends where its text does.
	before, after, _ := strings.Cut(text, core)
	return before + string(s) + core + reset + after
}

// line writes a finished line: harmless text, of at most the width.
func (c *canvas) line(s string) { c.out.WriteString(strings.TrimRight(s, " ") + "\n") }

// blank writes an empty line, never two.
func (c *canvas) blank() {
	if s := c.out.String(); s != "" && !strings.HasSuffix(s, "\n\n") {
		c.out.WriteByte('\n')
	}
}

// say writes a paragraph with an indent.
func (c *canvas) say(indent int, s style, text string) {
	for _, l := range wrap(text, c.width-indent) {
		c.line(strings.Repeat(" ", indent) + c.paint(s, l))
	}
}

func (c *canvas) bullet(text string) {
	for i, l := range wrap(text, c.width-4) {
		mark := "  • "
		if i > 0 {
			mark = "    "
		}
		c.line(mark + l)
	}
}

// hang writes a lead in a style and the text after it, further lines indented
// under it.
func (c *canvas) hang(indent int, s style, lead, text string) {
	leads := wrap(lead, c.width-indent)
	for _, l := range leads {
		c.line(strings.Repeat(" ", indent) + c.paint(s, l))
	}
	if room := c.width - indent - columns(leads[len(leads)-1]) - 2; len(leads) == 1 && columns(text) <= room {
		// Short enough to stand beside its lead.
		all := strings.TrimSuffix(c.out.String(), "\n")
		c.out.Reset()
		c.out.WriteString(all)
		c.line(": " + at(wrap(text, room), 0))
		return
	}
	c.say(indent+2, plain, text)
}

// rule writes a heading across the page.
func (c *canvas) rule(title string) {
	c.blank()
	t := wrap(title, c.width-6)[0]
	c.line(c.paint(bold, "── "+t+" "+strings.Repeat("─", max(c.width-4-columns(t), 0))))
}

// columns is how many cells of a terminal a text takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += cells(r)
	}
	return n
}

func cells(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) || r == 0x200c || r == 0x200d {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// wrap makes a text harmless and cuts it into lines of at most wide cells, at
// spaces where there are any; there is always one.
func wrap(text string, wide int) []string {
	wide = max(wide, 1)
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(lang.SafeText(glue(text))) {
		word = strings.ReplaceAll(word, joint, " ")
		n := columns(word)
		if used > 0 && used+1+n > wide {
			lines, line, used = append(lines, line), "", 0
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		for n > wide-used {
			head, rest := split(word, wide-used)
			if head == "" { // a character wider than the line
				_, size := utf8.DecodeRuneInString(word)
				head, rest = "?", word[size:]
			}
			lines, line, used = append(lines, line+head), "", 0
			word, n = rest, columns(rest)
		}
		line, used = line+word, used+n
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// joint stands for a space at which no line ends. SafeText has no business
// with it: it is of the private use area, and a log that holds it shows a
// space.
const joint = "\ue000"

// glue keeps a number with its sign or unit: "12 %", "15 min", "× 3".
func glue(s string) string {
	for _, unit := range []string{"%", "s", "ms", "min", "h", "d"} {
		for i := 0; ; {
			j := strings.Index(s[i:], " "+unit)
			if j < 0 {
				break
			}
			j += i
			end := j + 1 + len(unit)
			if j > 0 && s[j-1] >= '0' && s[j-1] <= '9' && (end == len(s) || !isLetter(s[end])) {
				s = s[:j] + joint + s[j+1:]
			}
			i = j + len(unit)
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "× ", "×"+joint), "÷ ", "÷"+joint)
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80 }

// split cuts a word after at most wide cells.
func split(word string, wide int) (head, rest string) {
	used := 0
	for i, r := range word {
		if used += cells(r); used > wide {
			return word[:i], word[i:]
		}
	}
	return word, ""
}

// pad fills a harmless text to a width, to the left or to the right of it.
func pad(s string, wide int, right bool) string {
	fill := strings.Repeat(" ", max(wide-columns(s), 0))
	if right {
		return fill + s
	}
	return s + fill
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
