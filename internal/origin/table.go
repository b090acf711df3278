package origin

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/bits"
	"net/netip"
)

// sampled is how many rows are looked at before the columns are understood.
const sampled = 500

// table reads a table of ranges: start, end, and a country or an AS number
// with its organisation, as text. Lines that begin with # are comments.
func (d *draft) table(ctx context.Context, in *stream) error {
	t := &tableReader{d: d, in: in}
	for len(t.sample) < sampled {
		ok, err := t.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		t.sample = append(t.sample, t.owned())
	}
	if err := t.understand(); err != nil {
		return err
	}
	for _, row := range t.sample {
		if err := t.row(row); err != nil {
			return err
		}
	}
	for n := 0; ; n++ {
		if n%65536 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		ok, err := t.next()
		if err != nil || !ok {
			return err
		}
		if err := t.row(t.fields); err != nil {
			return err
		}
	}
}

type tableReader struct {
	d      *draft
	in     *stream
	sep    byte
	sample [][][]byte
	fields [][]byte
	cols   columns
}

// next reads the next row into fields.
func (t *tableReader) next() (ok bool, err error) {
	for {
		line, long, err := t.in.line()
		switch {
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil:
			return false, t.in.failure(err)
		case long:
			t.d.reject(string(line))
			continue
		}
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
		switch {
		case len(line) == 0:
			continue
		case line[0] == '#':
			t.d.comment(string(line))
			continue
		}
		if t.sep == 0 {
			t.sep = separatorOf(line)
		}
		t.fields = split(t.fields[:0], line, t.sep)
		return true, nil
	}
}

// owned is a copy of the row.
func (t *tableReader) owned() [][]byte {
	out := make([][]byte, len(t.fields))
	for i, f := range t.fields {
		out[i] = bytes.Clone(f)
	}
	return out
}

// comment looks for the day on which a text was made.
func (d *draft) comment(line string) {
	if d.built != "" {
		return
	}
	if t, ok := dayInText(line); ok {
		d.built, d.builtBy = t, builtByText
	}
}

// separatorOf is what parts the fields of a line.
func separatorOf(line []byte) byte {
	for _, c := range []byte("\t,;|") {
		if bytes.IndexByte(line, c) >= 0 {
			return c
		}
	}
	return ','
}

// split appends the fields of a line; quotes around one are taken off. Within
// quotes a separator parts nothing; a quote written twice is left as two.
func split(out [][]byte, line []byte, sep byte) [][]byte {
	for {
		line = bytes.TrimLeft(line, " ")
		if len(line) > 0 && line[0] == '"' {
			if end := quoteEnd(line); end > 0 {
				out = append(out, bytes.TrimSpace(line[1:end]))
				rest := bytes.IndexByte(line[end:], sep)
				if rest < 0 {
					return out
				}
				line = line[end+rest+1:]
				continue
			}
		}
		at := bytes.IndexByte(line, sep)
		if at < 0 {
			return append(out, bytes.TrimSpace(line))
		}
		out = append(out, bytes.TrimSpace(line[:at]))
		line = line[at+1:]
	}
}

// quoteEnd is where the quoted text that a line begins with ends, 0 where it
// does not.
func quoteEnd(line []byte) int {
	for i := 1; i < len(line); i++ {
		if line[i] != '"' {
			continue
		}
		if i+1 < len(line) && line[i+1] == '"' {
			i++
			continue
		}
		return i
	}
	return 0
}

// row keeps one row.
func (t *tableReader) row(fields [][]byte) error {
	c, ok := t.cols.read(fields)
	if !ok {
		t.d.reject(string(bytes.Join(fields, []byte(","))))
		return nil
	}
	if c.country == 0 && c.asn == 0 {
		t.d.rows++
		return nil
	}
	if c.six != c.lastSix || c.last.compare(c.first) < 0 {
		t.d.reject(string(bytes.Join(fields, []byte(","))))
		return nil
	}
	return t.d.add(c.first, c.last, c.six, c.country, c.asn, c.org)
}

// parseEnd reads one end of a range: an address, or one as a whole number. A
// number below 2³², and an address of IPv4 mapped into IPv6, are of IPv4.
func parseEnd(b []byte) (p position, six, ok bool) {
	if bytes.IndexByte(b, '.') >= 0 || bytes.IndexByte(b, ':') >= 0 {
		a, err := netip.ParseAddr(string(b))
		if err != nil || a.Zone() != "" {
			return p, false, false
		}
		p, six = positionOf(a.Unmap())
		return p, six, true
	}
	if len(b) == 0 || len(b) > 39 {
		return p, false, false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return p, false, false
		}
		if p, ok = p.timesTen(uint64(c - '0')); !ok {
			return p, false, false
		}
	}
	if p.hi == 0 && p.lo>>32 == 0xffff {
		p.lo &= 1<<32 - 1
	}
	return p, p.hi != 0 || p.lo>>32 != 0, true
}

// timesTen is 10 p + digit; ok is false where that has no room.
func (p position) timesTen(digit uint64) (position, bool) {
	carry, lo := bits.Mul64(p.lo, 10)
	over, hi := bits.Mul64(p.hi, 10)
	hi, c := bits.Add64(hi, carry, 0)
	over += c
	lo, c = bits.Add64(lo, digit, 0)
	hi, c = bits.Add64(hi, 0, c)
	return position{hi, lo}, over+c == 0
}
