package origin

import (
	"cmp"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxRejectShare is the share of rows that may be unreadable before a file is
// refused: a good database has none.
const maxRejectShare = 0.01

// maxASNs is more AS numbers than registries will have given out for long.
const maxASNs = 1_000_000

// draft gathers what the readers find in one file.
type draft struct {
	country  [2]spans // of IPv4, of IPv6
	network  [2]spans
	names    map[uint32]map[string]int // how often an AS number has a name
	prefixes map[netip.Prefix]bool
	rows     int
	rejects  int
	first    string // the first row that could not be read

	built, builtBy   string
	licence, warning string
	name             string // proposed
	members          []Member
}

func newDraft() *draft {
	d := &draft{names: map[uint32]map[string]int{}, prefixes: map[netip.Prefix]bool{}}
	d.country[1].six, d.network[1].six = true, true
	return d
}

// reject counts a row that cannot be read.
func (d *draft) reject(row string) {
	d.rows++
	if d.rejects == 0 {
		d.first = clip(plainText(row), 120)
	}
	d.rejects++
}

// add keeps what a row says of a range. first and last are of one family.
func (d *draft) add(first, last position, six bool, c Country, asn uint32, org string) error {
	d.rows++
	family := 0
	if six {
		family = 1
	}
	if c != 0 {
		d.country[family].add(first, last, uint32(c))
	}
	if asn != 0 {
		d.network[family].add(first, last, asn)
		d.called(asn, org)
	}
	if len(d.country[family].rows) > maxRanges || len(d.network[family].rows) > maxRanges {
		return refuse(nil, "many", "limit", maxRanges)
	}
	if len(d.names) > maxASNs {
		return refuse(nil, "asns", "limit", maxASNs)
	}
	return nil
}

// called keeps the name of an AS number. What was read may be reused.
func (d *draft) called(asn uint32, org string) {
	if names := d.names[asn]; names == nil {
		d.names[asn] = map[string]int{plainText(clip(org, 200)): 1}
	} else if clean := plainText(clip(org, 200)); names[clean] > 0 || len(names) < 8 {
		names[clean]++
	}
}

// plainText makes a stranger's text one line of its own without control
// characters.
func plainText(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "�")
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s))
}

// finish makes the databases that a draft holds: of countries, of networks, or
// a list of the given kind.
func (d *draft) finish(kind string) ([]*compact, error) {
	if d.rejects > 0 && float64(d.rejects) > maxRejectShare*float64(d.rows) {
		return nil, refuse(nil, "rows", "rejects", d.rejects, "rows", d.rows, "first", d.first)
	}
	var out []*compact
	if kind != "" {
		if len(d.prefixes) == 0 {
			return nil, refuse(nil, "empty")
		}
		return append(out, d.listOf(kind)), nil
	}
	if len(d.country[0].rows)+len(d.country[1].rows) > 0 {
		out = append(out, d.countries())
	}
	if len(d.network[0].rows)+len(d.network[1].rows) > 0 {
		out = append(out, d.ofNetworks())
	}
	if len(out) == 0 {
		return nil, refuse(nil, "nothing")
	}
	return out, nil
}

func (d *draft) countries() *compact {
	c := &compact{Database: Database{Kind: CountryDB}}
	four, o4 := d.country[0].flatten()
	six, o6 := d.country[1].flatten()
	c.country = fromEdges(four, six, func(v uint32) uint16 { return uint16(v) })
	c.Overlaps, c.Ranges = o4+o6, c.country.count()
	return c
}

func (d *draft) ofNetworks() *compact {
	c := &compact{Database: Database{Kind: NetworkDB}}
	four, o4 := d.network[0].flatten()
	six, o6 := d.network[1].flatten()
	asns := slices.Sorted(maps.Keys(d.names))
	var names strings.Builder
	for _, a := range asns {
		names.WriteString(commonest(d.names[a]))
		c.networks.asn = append(c.networks.asn, a)
		c.networks.ends = append(c.networks.ends, uint32(names.Len()))
	}
	c.networks.names = names.String()
	c.network = fromEdges(four, six, func(v uint32) uint32 {
		if v == 0 {
			return 0
		}
		return uint32(c.networks.find(v) + 1)
	})
	c.Overlaps, c.Ranges, c.Networks = o4+o6, c.network.count(), len(asns)
	return c
}

// commonest is the name given most often; of equal ones the first in order.
// The empty one counts only where there is no other.
func commonest(names map[string]int) string {
	best := ""
	for _, n := range slices.Sorted(maps.Keys(names)) {
		if n != "" && (best == "" || names[n] > names[best]) {
			best = n
		}
	}
	return best
}

func (d *draft) listOf(kind string) *compact {
	c := &compact{Database: Database{Kind: kind, Ranges: len(d.prefixes)}}
	c.prefixes = slices.SortedFunc(maps.Keys(d.prefixes), func(a, b netip.Prefix) int {
		return cmp.Or(a.Addr().Compare(b.Addr()), cmp.Compare(a.Bits(), b.Bits()))
	})
	return c
}

// describe names the databases and says of each what is known of the file.
func (d *draft) describe(dbs []*compact, of Database) error {
	for _, c := range dbs {
		own := c.Database
		c.Database = of
		c.Kind, c.Ranges, c.Overlaps, c.Networks = own.Kind, own.Ranges, own.Overlaps, own.Networks
		if len(dbs) > 1 {
			c.Name += "-" + own.Kind
		}
		c.Rejects, c.First = d.rejects, d.first
		c.Licence, c.Warning, c.Members = d.licence, d.warning, d.members
		if c.Members == nil {
			c.Members = []Member{}
		}
		if err := c.check(); err != nil {
			return fmt.Errorf("describing %s: %w", clip(c.Name, 80), err)
		}
	}
	return nil
}
