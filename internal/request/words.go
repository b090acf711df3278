package request

import "bytes"

// words walks over the fields of a line that are set apart by single spaces,
// some of them in quotes or brackets.
type words struct {
	b []byte
	i int // first byte not passed
}

// bare is a walk over a line without what a collector put around it.
func bare(line []byte) words {
	start, end := unwrap(line)
	start += prefix(line[start:end])
	for start < end && line[start] == ' ' {
		start++
	}
	return words{line[:end], start}
}

// rest is what was not passed yet.
func (w *words) rest() []byte { return w.b[w.i:] }

// next is the field up to the next space, which is passed too. It is empty at
// the end of the line.
func (w *words) next() []byte {
	from := w.i
	to := space(w.b, from)
	w.i = min(to+1, len(w.b))
	return w.b[from:to]
}

// spaces passes any number of spaces.
func (w *words) spaces() {
	for w.i < len(w.b) && w.b[w.i] == ' ' {
		w.i++
	}
}

// literal passes text that has to stand there.
func (w *words) literal(text string) bool {
	if len(w.b)-w.i < len(text) || string(w.b[w.i:w.i+len(text)]) != text {
		return false
	}
	w.i += len(text)
	return true
}

// until is what stands before the next closing text, which is passed too.
func (w *words) until(closing string) ([]byte, bool) {
	j := bytes.Index(w.b[w.i:], []byte(closing))
	if j < 0 {
		return nil, false
	}
	from := w.i
	w.i += j + len(closing)
	return w.b[from : from+j], true
}

// bracketed is a field in square brackets; a space after it is passed.
func (w *words) bracketed() ([]byte, bool) {
	if !w.literal("[") {
		return nil, false
	}
	v, ok := w.until("]")
	w.literal(" ")
	return v, ok
}

// quoted is a field in quotes, whose closing quote is told by what follows
// it; a space after it is passed.
func (w *words) quoted(p *parser, follow int) ([]byte, bool) {
	if w.i >= len(w.b) || w.b[w.i] != '"' {
		return nil, false
	}
	end := p.closing(w.b, w.i+1, follow)
	if end < 0 {
		return nil, false
	}
	v := w.b[w.i+1 : end]
	w.i = min(end+2, len(w.b))
	return v, true
}

// digits is true for one digit or more and nothing else.
func digits(b []byte) bool {
	for _, c := range b {
		if !isDigit(c) {
			return false
		}
	}
	return len(b) > 0
}

// isNumber is true for a whole or decimal number with or without a sign.
func isNumber(b []byte) bool {
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		b = b[1:]
	}
	whole, part, point := bytes.Cut(b, []byte("."))
	return digits(whole) && (!point || digits(part))
}

// isStatus is true for the three digits of an HTTP status, 000 included.
func isStatus(b []byte) bool {
	return len(b) == 3 && digits(b) && (b[0] >= '1' && b[0] <= '5' || string(b) == "000")
}
