package request

import (
	"bytes"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/source"
)

// wrapped reads one line of a collector that put each line of a log into an
// object: "log" of Docker and fluentd, "MESSAGE" of journald, "short_message"
// of GELF, "message" of most others. The line within may be of any format
// that is told by the line alone; it is read as if it stood by itself. The
// times of collectors are when they got it and are not used.
func wrapped(p *parser, line []byte) bool {
	inner, ok := p.unwrapObject(line)
	if !ok {
		return false
	}
	if p.readInner(inner) {
		return true
	}
	if rest := afterTag(inner); !p.closed() && rest != nil && p.readInner(rest) { // "web-1 nginx: "
		return true
	}
	if p.closed() { // it is known what the line within is
		return false
	}
	return p.bad("not-a-request", "", nil)
}

// readInner reads a line from within an object, by the format that the last
// one had, or the first other that can.
func (p *parser) readInner(line []byte) bool {
	if len(line) == 0 {
		return false
	}
	if p.inner == nil {
		p.inner = &mixture{readers: lineReaders()}
	}
	return p.inner.read(p, nil, line)
}

// unwrapObject finds the line within an object and undoes its escapes. Of
// several members the one is taken that comes first in wrapperKeys.
func (p *parser) unwrapObject(line []byte) (inner []byte, ok bool) {
	c := cursor{b: line, i: objectAt(line)}
	if !c.open() {
		return nil, p.notJSON(c.why)
	}
	first, best := true, len(wrapperKeys)
	found, whole := []byte(nil), false
	for {
		key, more := c.member(&first)
		if !more {
			break
		}
		raw, k, more := c.value()
		if !more {
			break
		}
		rank := wrapperRank(key)
		if rank < best && (k == kindString || k == kindObject) {
			found, whole, best = raw, k == kindObject, rank
		}
	}
	switch {
	case c.why == "" && c.peek() != 0:
		return nil, p.notJSON("there is more after the object")
	case c.why != "":
		return nil, p.notJSON(c.why)
	case found == nil:
		return nil, p.bad("not-a-request", "", nil)
	case whole:
		p.payload = append(p.payload[:0], found...)
	default:
		p.payload = unquote(p.payload[:0], found)
	}
	return bytes.TrimSpace(p.payload), true
}

// wrapperKeys are the members that hold a line, best first.
var wrapperKeys = [...]string{"log", "MESSAGE", "message", "short_message", "full_message", "msg", "textPayload", "jsonPayload", "line", "@message", "event"}

func wrapperRank(key []byte) int {
	for rank, k := range wrapperKeys {
		if string(key) == k {
			return rank
		}
	}
	return len(wrapperKeys)
}

// afterTag is what follows the name of host and program that some collectors
// leave before a line, "web-1 nginx[7]: ", or nil where there is no such.
func afterTag(line []byte) []byte {
	const longest = 96
	i := bytes.Index(line[:min(len(line), longest)], []byte(": "))
	if i <= 0 || bytes.ContainsAny(line[:i], "\"{/") || bytes.Count(line[:i], []byte(" ")) > 2 {
		return nil
	}
	return line[i+2:]
}

// unquote appends a string of JSON without its escapes (RFC 8259 section 7).
// What is no escape stays as it is.
func unquote(to, raw []byte) []byte {
	for i := 0; i < len(raw); {
		j := bytes.IndexByte(raw[i:], '\\')
		if j < 0 || i+j+1 >= len(raw) {
			return append(to, raw[i:]...)
		}
		to = append(to, raw[i:i+j]...)
		i += j
		if raw[i+1] == 'u' {
			r, n := escapedRune(raw[i:])
			if n == 0 {
				to = append(to, raw[i])
				i++
				continue
			}
			to = utf8.AppendRune(to, r)
			i += n
			continue
		}
		to = appendEscaped(to, raw[i+1])
		i += 2
	}
	return to
}

func appendEscaped(to []byte, c byte) []byte {
	switch c {
	case '"', '\\', '/':
		return append(to, c)
	case 'n', 'r', 't', 'f', 'b':
		return append(to, ' ') // one line stays one line
	}
	return append(to, '\\', c)
}

// escapedRune reads \uXXXX, two of them where they are a surrogate pair, and
// says how many bytes that took. A line end becomes a space.
func escapedRune(b []byte) (r rune, n int) {
	r, ok := hexRune(b)
	if !ok {
		return 0, 0
	}
	n = 6
	if utf16.IsSurrogate(r) {
		if low, ok := hexRune(b[6:]); ok {
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				return pair, 12
			}
		}
		return utf8.RuneError, n
	}
	if r == '\n' || r == '\r' {
		r = ' '
	}
	return r, n
}

func sniffWrapped(head []byte) int {
	if !beginsWithObject(head) {
		return 0
	}
	all, read, _ := sniff(head, newParser("", source.Options{Zone: time.UTC}), wrapped, always)
	if read == 0 || 3*read < all {
		return 0
	}
	return 35 + 40*read/all
}
