package origin

import (
	"net/netip"
	"time"
)

// Answer is what one database says of an address.
type Answer struct {
	Database     string `json:"database"`
	Kind         string `json:"kind"`
	Built        string `json:"built"`
	Country      string `json:"country,omitempty"` // "" where it has none
	ASN          uint32 `json:"asn,omitempty"`
	Organisation string `json:"organisation,omitempty"`
	First        string `json:"first,omitempty"` // the range that says so
	Last         string `json:"last,omitempty"`
	Listed       bool   `json:"listed,omitempty"` // a list holds the address
}

// Answers are what all databases say of an address, in order of name. Of an
// address that is reserved they are none. A database that has no answer is
// there with none.
func (s *Set) Answers(a netip.Addr) []Answer {
	a = a.Unmap()
	if !a.IsValid() {
		return nil
	}
	p, six := positionOf(a)
	if outside(p, six) {
		return nil
	}
	out := make([]Answer, 0, len(s.all))
	for _, c := range s.all {
		out = append(out, c.answer(a, p, six))
	}
	return out
}

func (c *compact) answer(a netip.Addr, p position, six bool) Answer {
	out := Answer{Database: c.Name, Kind: c.Kind, Built: c.Built}
	var first, last position
	switch {
	case c.isList():
		out.Listed = c.list.Contains(a)
		return out
	case c.Kind == CountryDB:
		out.Country = c.countryAt(p, six).String()
		first, last = c.country.extent(p, six)
	default:
		if i := c.networkAt(p, six); i != 0 {
			out.ASN, out.Organisation = c.networks.asn[i-1], c.networks.name(int(i-1))
		}
		first, last = c.network.extent(p, six)
	}
	if out.Country != "" || out.ASN != 0 {
		out.First, out.Last = first.address(six).String(), last.address(six).String()
	}
	return out
}

// Mark says of what use the network of an address is, and what says so.
func (s *Set) Mark(a netip.Addr) Mark {
	a = a.Unmap()
	if !a.IsValid() {
		return Mark{}
	}
	p, six := positionOf(a)
	if outside(p, six) {
		return Mark{}
	}
	for _, c := range s.lists {
		if c.list.Contains(a) {
			k, _ := listKind(c.Kind)
			return Mark{k, "list", c.Name}
		}
	}
	asn, mark := s.network(p, six)
	return markOfNetwork(asn, mark)
}

// Age is how far a database is from the time that it is asked about.
type Age struct {
	Database string `json:"database"`
	Built    string `json:"built"`
	Days     int    `json:"days"` // negative: the database is the younger one
}

// Apart lists the databases that were built more than a number of days before
// or after a time, in order of name: they answer for another time.
func (s *Set) Apart(t time.Time, days int) []Age {
	var out []Age
	for _, c := range s.all {
		if n := c.Database.Apart(t); n > days || n < -days {
			out = append(out, Age{c.Name, c.Built, n})
		}
	}
	return out
}
