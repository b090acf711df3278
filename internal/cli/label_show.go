package cli

import (
	"strings"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/lang"
)

// How a text is shown to be labelled.
const (
	shownText  = 1000 // characters
	leastWidth = 20
	// Marks around a candidate's name while lines are filled. terminalSafe
	// leaves no control character in a text.
	nameBegins, nameEnds = "\x01", "\x02"
)

// show prints one text with the candidate's name between brackets.
func (r *round) show(i, n int, x *label.Item) {
	r.out.line("")
	r.out.line(r.Print(lang.M("label.item", "i", r.before+i+1, "n", r.before+n, "candidate", terminalSafe(r.candidate(x.Candidate)))))
	body, all := r.marked(x)
	width := max(r.width()-2, leastWidth)
	for line := range strings.SplitSeq(wrapWords(strings.Fields(body), width), "\n") {
		r.out.line("  " + r.styled(line))
	}
	if all > shownText {
		r.out.line("  " + r.color(dim, r.Print(lang.M("label.cut", "shown", shownText, "n", all))))
	}
}

// candidate is a candidate as people know one.
func (r *round) candidate(id string) string {
	if name := r.names[id]; name != "" && name != id {
		return name + " (" + id + ")"
	}
	return id
}

// width is that of the terminal; 80 where there is none.
func (r *round) width() int {
	if r.Columns != nil && r.terminal(r.Stdout) {
		if n := r.Columns(r.Stdout); n > 0 {
			return n
		}
	}
	return helpWidth
}

// marked gives the part of a text that is shown, names in brackets and
// between marks, and how many characters the whole text has.
func (r *round) marked(x *label.Item) (body string, all int) {
	spans := r.reader.Spans(x.Text, x.Candidate)
	first := 0
	if len(spans) > 0 {
		first = spans[0].End
	}
	from, to, all := window(x.Text, first)
	var b strings.Builder
	if from > 0 {
		b.WriteString("… ")
	}
	at := from
	for _, s := range spans {
		if s.Start < at || s.End > to {
			continue
		}
		b.WriteString(terminalSafe(x.Text[at:s.Start]))
		b.WriteString(nameBegins + "[" + terminalSafe(x.Text[s.Start:s.End]) + "]" + nameEnds)
		at = s.End
	}
	b.WriteString(terminalSafe(x.Text[at:to]))
	if to < len(x.Text) {
		b.WriteString(" …")
	}
	return b.String(), all
}

// window gives the bytes of a text that are shown, at most shownText
// characters: from the beginning, or, where the name would lie behind that,
// from so far before the end of the name that it is in the middle.
func window(text string, name int) (from, to, all int) {
	all = utf8.RuneCountInString(text)
	if all <= shownText {
		return 0, len(text), all
	}
	if upto := utf8.RuneCountInString(text[:name]); upto > shownText {
		from = runeAt(text, min(upto-shownText/2, all-shownText))
	}
	return from, from + runeAt(text[from:], shownText), all
}

// runeAt is the byte at which character n of a text begins.
func runeAt(text string, n int) int {
	for at := range text {
		if n == 0 {
			return at
		}
		n--
	}
	return len(text)
}

// styled turns the marks of a line into styles.
func (r *round) styled(line string) string {
	on, off, _ := strings.Cut(r.color(bold, "\x00"), "\x00")
	return strings.NewReplacer(nameBegins, on, nameEnds, off).Replace(line)
}
