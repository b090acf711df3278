package source

import (
	"bytes"
	"io"
)

// CSV reads records of separated fields as RFC 4180 has them: a field may be
// quoted, a quoted field may hold separators, line ends and doubled quotes.
// Unlike encoding/csv it keeps the bytes and the place of every record,
// allocates nothing per record and goes on after a record that is broken.
//
//	for c.Next() {
//		use(c.Where, c.Fields)
//	}
//	return c.Err()
type CSV struct {
	Where           // the current record
	Fields [][]byte // its fields, unquoted; they alias buffers of the reader
	// Problem is a key of Problems where the record is broken, else "": then
	// Fields is nil, and reading goes on at the line after the one it began on.
	Problem string
	Open    bool // the stream ended without a line end after this record

	w       *window
	comma   byte
	escape  bool // backslash escapes a quote inside a quoted field
	line    int64
	scratch []byte
}

// NewCSV starts reading a stream of fields separated by comma. With escape a
// backslash in a quoted field takes the next byte as it is.
func NewCSV(in io.Reader, comma byte, escape bool) *CSV {
	c := &CSV{w: newWindow(in), comma: comma, escape: escape}
	c.w.skipBOM()
	return c
}

// Next moves to the next record; blank lines are skipped.
func (c *CSV) Next() bool {
	for {
		n, lines, ok := c.extent()
		if !ok {
			return false
		}
		if blank := c.take(n, lines); !blank {
			c.Row++
			return true
		}
	}
}

// Header reads the first record as column names and does not count it as a
// row.
func (c *CSV) Header() ([]string, bool) {
	if !c.Next() || c.Problem != "" {
		return nil, false
	}
	c.Row = 0
	names := make([]string, len(c.Fields))
	for i, f := range c.Fields {
		names[i] = string(bytes.TrimSpace(f))
	}
	return names, true
}

// extent finds how many bytes the next record takes, its line end included,
// and how many lines. A record that is broken is one line.
func (c *CSV) extent() (n, lines int, ok bool) {
	c.Problem, c.Open = "", false
	searched, firstLine := 0, -1
	quoted := false
	for {
		rest := c.w.rest()
		for {
			i := bytes.IndexByte(rest[searched:], '\n')
			if i < 0 {
				break
			}
			quoted = c.scan(rest[searched:searched+i], quoted)
			searched += i + 1
			lines++
			if firstLine < 0 {
				firstLine = searched
			}
			if !quoted {
				return searched, lines, true
			}
		}
		if len(rest) > MaxRecord {
			break
		}
		if !c.w.more(MaxRecord) {
			rest = c.w.rest()
			if len(rest) == 0 {
				return 0, 0, false
			}
			if searched == len(rest) && firstLine < 0 {
				return 0, 0, false
			}
			c.Open = searched < len(rest)
			if !c.scan(rest[searched:], quoted) {
				return len(rest), lines + 1, true
			}
			break
		}
	}
	if firstLine < 0 {
		c.Problem = "quote-open"
		return c.skipLine(), 1, true
	}
	c.Problem = "quote-open"
	c.Open = false
	return firstLine, 1, true
}

// skipLine finds the end of a first line that is longer than a record may be.
func (c *CSV) skipLine() int {
	rest := c.w.rest()
	if len(rest) <= MaxRecord {
		return len(rest)
	}
	c.Problem = "line-too-long"
	return len(rest)
}

// scan follows quotes over a piece of a record and says whether it ends
// inside one. A quote opens a field only at its beginning.
func (c *CSV) scan(b []byte, quoted bool) bool {
	i := 0
	if !quoted && bytes.IndexByte(b, '"') < 0 {
		return false
	}
	for i <= len(b) {
		if quoted {
			for {
				j := bytes.IndexByte(b[i:], '"')
				if j < 0 {
					return true
				}
				i += j + 1
				if c.escape && escaped(b[:i-1]) {
					continue
				}
				if i < len(b) && b[i] == '"' {
					i++
					continue
				}
				break
			}
			quoted = false
		} else if i < len(b) && b[i] == '"' {
			quoted = true
			i++
			continue
		}
		j := bytes.IndexByte(b[i:], c.comma)
		if j < 0 {
			return false
		}
		i += j + 1
	}
	return false
}

// escaped says whether the byte after b is escaped by a backslash.
func escaped(b []byte) bool {
	n := 0
	for n < len(b) && b[len(b)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// take makes the next n bytes the current record and says whether it is a
// blank line.
func (c *CSV) take(n, lines int) (blank bool) {
	rest := c.w.rest()[:n]
	c.Offset = c.w.offset + int64(c.w.start)
	c.Line = c.line + 1
	c.line += int64(lines)
	c.w.start += n
	raw := rest
	if k := len(raw); k > 0 && raw[k-1] == '\n' {
		raw = raw[:k-1]
	}
	if k := len(raw); k > 0 && raw[k-1] == '\r' {
		raw = raw[:k-1]
	}
	c.Raw, c.Length = raw, int64(len(raw))
	if c.Problem == "line-too-long" {
		c.Raw = bytes.Clone(raw[:min(len(raw), MaxRecord)])
		c.Length += c.dropLine()
		c.Fields = nil
		return false
	}
	if c.Problem != "" {
		c.Fields = nil
		return false
	}
	if len(raw) == 0 {
		return true
	}
	c.split(raw)
	return false
}

// dropLine consumes up to the next line end and says how much that was.
func (c *CSV) dropLine() (n int64) {
	for {
		rest := c.w.rest()
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			c.w.start += i + 1
			return n + int64(i)
		}
		n += int64(len(rest))
		c.w.start = c.w.end
		if !c.w.more(MaxRecord) {
			return n
		}
	}
}

// split cuts a whole record into its fields.
func (c *CSV) split(raw []byte) {
	c.Fields = c.Fields[:0]
	c.scratch = c.scratch[:0]
	if cap(c.scratch) < len(raw) {
		c.scratch = make([]byte, 0, 2*len(raw))
	}
	for {
		if len(raw) > 0 && raw[0] == '"' {
			field, rest, more := c.quoted(raw)
			c.Fields = append(c.Fields, field)
			if !more {
				return
			}
			raw = rest
			continue
		}
		i := bytes.IndexByte(raw, c.comma)
		if i < 0 {
			c.Fields = append(c.Fields, raw)
			return
		}
		c.Fields = append(c.Fields, raw[:i])
		raw = raw[i+1:]
	}
}

// quoted reads a field that begins with a quote. Bytes between the closing
// quote and the separator are kept, as other readers do.
func (c *CSV) quoted(raw []byte) (field, rest []byte, more bool) {
	b := raw[1:]
	begin := len(c.scratch)
	plain := true
	for i := 0; i < len(b); i++ {
		switch {
		case c.escape && b[i] == '\\' && i+1 < len(b):
			plain = false
			c.scratch = append(c.scratch, b[i+1])
			i++
		case b[i] != '"':
			if j := bytes.IndexByte(b[i:], '"'); plain && !c.escape && j > 0 {
				c.scratch = append(c.scratch, b[i:i+j]...)
				i += j - 1
				continue
			}
			c.scratch = append(c.scratch, b[i])
		case i+1 < len(b) && b[i+1] == '"':
			c.scratch = append(c.scratch, '"')
			i++
		default:
			after := b[i+1:]
			j := bytes.IndexByte(after, c.comma)
			if j < 0 {
				c.scratch = append(c.scratch, after...)
				return c.scratch[begin:], nil, false
			}
			c.scratch = append(c.scratch, after[:j]...)
			return c.scratch[begin:], after[j+1:], true
		}
	}
	return c.scratch[begin:], nil, false
}

// Err is the error that ended the stream before its end.
func (c *CSV) Err() error { return c.w.failure() }
