package origin

import "net/netip"

// Place is what the databases together say of an address.
type Place struct {
	Country Country // what most country databases say; 0 where they tie, or none answers
	Agreed  bool    // all country databases that answered say the same, and at least two did
	ASN     uint32  // what most network databases say; of a tie, the youngest. 0: none answers
	Kind    NetworkKind
}

// Lookup asks all databases for an address. Reserved addresses have no origin;
// those of documentation are looked up all the same, because made-up databases
// and drills use them, and no registry gives them out. It allocates nothing.
func (s *Set) Lookup(a netip.Addr) Place {
	a = a.Unmap()
	if !a.IsValid() {
		return Place{}
	}
	p, six := positionOf(a)
	if outside(p, six) {
		return Place{}
	}
	var out Place
	out.Country, out.Agreed = s.country(p, six)
	var mark uint32
	out.ASN, mark = s.network(p, six)
	if out.Kind = s.listed(a); out.Kind == Unknown {
		out.Kind = kindOf(mark)
	}
	return out
}

// outside holds of reserved addresses that no database is asked for.
func outside(p position, six bool) bool {
	var why string
	if six {
		why = reserved6(p)
	} else {
		why = reserved4(uint32(p.lo))
	}
	return why != "" && why != "documentation"
}

// of is the country that one database gives.
func (c *compact) countryAt(p position, six bool) Country {
	if six {
		return Country(c.country.get6(p))
	}
	return Country(c.country.get4(uint32(p.lo)))
}

// networkAt is the number of the network that one database gives, from 1; 0
// where it gives none.
func (c *compact) networkAt(p position, six bool) uint32 {
	if six {
		return c.network.get6(p)
	}
	return c.network.get4(uint32(p.lo))
}

// poll counts equal answers.
type poll struct {
	value [maxDatabases]uint32
	votes [maxDatabases]int32
	n     int // different answers
	total int // answers
}

func (b *poll) add(v uint32) {
	b.total++
	for i := range b.n {
		if b.value[i] == v {
			b.votes[i]++
			return
		}
	}
	b.value[b.n], b.votes[b.n] = v, 1
	b.n++
}

// winner is the place of the answer most often given, the first of those tied.
func (b *poll) winner() (at int, tied bool) {
	for i := 1; i < b.n; i++ {
		switch {
		case b.votes[i] > b.votes[at]:
			at, tied = i, false
		case b.votes[i] == b.votes[at]:
			tied = true
		}
	}
	return at, tied
}

func (s *Set) country(p position, six bool) (c Country, agreed bool) {
	var b poll
	for _, db := range s.countries {
		if c := db.countryAt(p, six); c != 0 {
			b.add(uint32(c))
		}
	}
	if b.n == 0 {
		return 0, false
	}
	at, tied := b.winner()
	if tied {
		return 0, false
	}
	return Country(b.value[at]), b.n == 1 && b.total >= 2
}

// network gives the AS number and what rules say of it.
func (s *Set) network(p position, six bool) (asn, mark uint32) {
	if len(s.networks) == 1 {
		db := s.networks[0]
		i := db.networkAt(p, six)
		if i == 0 {
			return 0, 0
		}
		return db.networks.asn[i-1], db.networks.mark(int(i - 1))
	}
	var b poll
	for _, db := range s.networks {
		if i := db.networkAt(p, six); i != 0 {
			b.add(db.networks.asn[i-1])
		}
	}
	if b.n == 0 {
		return 0, 0
	}
	at, _ := b.winner()
	return b.value[at], s.markOf(b.value[at])
}

// markOf is what rules say of an AS number: those of the youngest database
// that knows it.
func (s *Set) markOf(asn uint32) uint32 {
	for _, c := range s.networks {
		if i := c.networks.find(asn); i >= 0 {
			return c.networks.mark(i)
		}
	}
	return 0
}

// listed is the kind of the first list that holds an address.
func (s *Set) listed(a netip.Addr) NetworkKind {
	for _, c := range s.lists {
		if c.list.Contains(a) {
			k, _ := listKind(c.Kind)
			return k
		}
	}
	return Unknown
}
