package origin

import (
	"bytes"
	"net/netip"
	"slices"
	"strings"
)

// columns says in which column of a table what stands; −1: in none.
type columns struct{ start, end, prefix, country, asn, org int }

func noColumns() columns { return columns{-1, -1, -1, -1, -1, -1} }

// cells are what a row says.
type cells struct {
	first, last  position
	six, lastSix bool
	country      Country
	asn          uint32
	org          string
}

// read reads a row. ok is false where a column is missing or is not what it
// should be.
func (c *columns) read(fields [][]byte) (r cells, ok bool) {
	if max(c.start, c.end, c.prefix, c.country, c.asn) >= len(fields) {
		return r, false
	}
	if c.prefix >= 0 {
		p, good := parsePrefix(string(fields[c.prefix]))
		if !good {
			return r, false
		}
		r.first, r.last, r.six = ends(p)
		r.lastSix = r.six
	} else {
		var good, good2 bool
		r.first, r.six, good = parseEnd(fields[c.start])
		r.last, r.lastSix, good2 = parseEnd(fields[c.end])
		if !good || !good2 {
			return r, false
		}
	}
	if c.country >= 0 {
		if r.country, ok = ParseCountry(string(fields[c.country])); !ok {
			return r, false
		}
	}
	if c.asn >= 0 {
		if r.asn, ok = parseASN(string(fields[c.asn])); !ok {
			return r, false
		}
		if c.org >= 0 && c.org < len(fields) {
			r.org = string(bytes.ReplaceAll(fields[c.org], []byte(`""`), []byte(`"`)))
		}
	}
	return r, true
}

// parsePrefix reads 192.0.2.0/24 or a single address. An address of IPv4
// mapped into IPv6 is of IPv4.
func parsePrefix(s string) (netip.Prefix, bool) {
	if a, err := netip.ParseAddr(s); err == nil && a.Zone() == "" {
		a = a.Unmap()
		return netip.PrefixFrom(a, a.BitLen()), true
	}
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return netip.Prefix{}, false
	}
	if p.Addr().Is4In6() {
		if p.Bits() < 96 {
			return netip.Prefix{}, false
		}
		p = netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-96)
	}
	return p.Masked(), true
}

// understand finds out what the columns are: by a row of names, else by what
// stands in them.
func (t *tableReader) understand() error {
	if len(t.sample) == 0 {
		return refuse(nil, "empty")
	}
	first := t.sample[0]
	var ok bool
	if t.cols, ok = named(first); ok {
		t.sample = t.sample[1:]
	} else {
		t.cols, ok = t.guess()
	}
	if ok {
		return nil
	}
	word := firstWord(string(first[0]))
	rest := strings.TrimSpace(string(first[0])[len(word):])
	if _, is := parsePrefix(word); is && len(first) == 1 && (rest == "" || rest[0] == '#') {
		return refuse(nil, "list")
	}
	return refuse(nil, "columns", "row", clip(plainText(string(bytes.Join(first, []byte(",")))), 120))
}

// The names under which tables in circulation have their columns, best first.
var columnNames = struct{ start, end, prefix, country, asn, org []string }{
	start:   []string{"start_ip", "ip_range_start", "range_start", "ip_from", "start", "first"},
	end:     []string{"end_ip", "ip_range_end", "range_end", "ip_to", "end", "last"},
	prefix:  []string{"network", "prefix", "cidr"},
	country: []string{"country_code", "country_iso_code", "iso_code", "cc", "country"},
	asn:     []string{"asn", "autonomous_system_number", "as_number", "as"},
	org:     []string{"as_name", "autonomous_system_organization", "as_org", "organization", "organisation", "org", "as_description"},
}

// named reads a row of names.
func named(row [][]byte) (columns, bool) {
	find := func(names []string) int {
		for _, n := range names {
			if i := slices.IndexFunc(row, func(f []byte) bool { return strings.EqualFold(string(f), n) }); i >= 0 {
				return i
			}
		}
		return -1
	}
	n := columnNames
	c := columns{find(n.start), find(n.end), find(n.prefix), find(n.country), find(n.asn), find(n.org)}
	if c.start >= 0 && c.end >= 0 {
		c.prefix = -1
	}
	return c, (c.start >= 0 && c.end >= 0 || c.prefix >= 0) && (c.country >= 0 || c.asn >= 0)
}

// guess tells the columns by what stands in the sampled rows.
func (t *tableReader) guess() (columns, bool) {
	c := noColumns()
	isEnd := func(b []byte) bool { _, _, ok := parseEnd(b); return ok }
	isPrefix := func(b []byte) bool { _, ok := parsePrefix(string(b)); return ok }
	at := 0
	switch {
	case t.mostly(0, isEnd) && t.mostly(1, isEnd):
		c.start, c.end, at = 0, 1, 2
		if t.mostly(2, func(b []byte) bool { return bytes.IndexByte(b, '/') > 0 && isPrefix(b) }) {
			at = 3 // the range once more, as a prefix
		}
	case t.mostly(0, isPrefix):
		c.prefix, at = 0, 1
	default:
		return c, false
	}
	switch {
	case t.mostly(at, isContinent) && t.mostly(at+1, isCode):
		c.country = at + 1
	case t.mostly(at, isCode):
		c.country = at
		if t.mostly(at+1, isASN) {
			c.asn, c.org = at+1, at+2
		}
	case t.mostly(at, isASN) && t.mostly(at+1, isCode):
		c.asn, c.country, c.org = at, at+1, at+2
	case t.mostly(at, isASN):
		c.asn, c.org = at, at+1
	default:
		return c, false
	}
	return c, true
}

// mostly holds of a column where what is asked holds of 99 % of the rows: a
// few broken ones are rejects, no other form.
func (t *tableReader) mostly(column int, is func([]byte) bool) bool {
	n := 0
	for _, row := range t.sample {
		if column < len(row) && is(row[column]) {
			n++
		}
	}
	return n > 0 && float64(n) >= (1-maxRejectShare)*float64(len(t.sample))
}

func isCode(b []byte) bool {
	_, ok := ParseCountry(string(b))
	return ok
}

func isASN(b []byte) bool {
	_, ok := parseASN(string(b))
	return ok && len(b) > 0
}

func isContinent(b []byte) bool {
	return slices.Contains([]string{"AF", "AN", "AS", "EU", "NA", "OC", "SA", "ZZ"}, string(b))
}

// firstWord is a text up to the first space, comma or semicolon.
func firstWord(s string) string {
	if i := strings.IndexAny(s, " \t,;#"); i >= 0 {
		return s[:i]
	}
	return s
}
