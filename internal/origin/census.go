package origin

import (
	"cmp"
	"iter"
	"net/netip"
	"slices"
)

// Share is the part of a weight that lies in one country.
type Share struct {
	Code  string  `json:"code"`  // "" unknown: no database answers, or they tie
	Share float64 `json:"share"` // 0..1, by what most databases say
	Low   float64 `json:"low"`   // the lowest and highest share that a single
	High  float64 `json:"high"`  // country database gives
}

// Tally is what one country database says of a whole.
type Tally struct {
	Database string      `json:"database"`
	Built    string      `json:"built"`
	SHA256   string      `json:"sha256"`
	Unknown  float64     `json:"unknown"` // share that it has no answer for
	Shares   []CodeShare `json:"shares"`
}

// CodeShare is a country's part by one database.
type CodeShare struct {
	Code  string  `json:"code"`
	Share float64 `json:"share"`
}

// Census is the origin of a number of addresses, each with a weight (of
// requests, or 1). All shares are of the whole weight.
type Census struct {
	Weight    int64            `json:"weight"`
	Countries []Share          `json:"countries"` // the largest share first, then by code
	Databases []Tally          `json:"databases"` // country databases, in order of name
	Agreed    float64          `json:"agreed"`    // all that answered say the same, at least two did
	Unknown   float64          `json:"unknown"`   // no country, reserved ones left out
	Reserved  float64          `json:"reserved"`  // addresses that have no origin
	Kinds     map[string]Usage `json:"kinds"`     // by name of a NetworkKind, unknown left out
}

// Usage is the part of a weight from networks of one kind.
type Usage struct {
	Share float64 `json:"share"`
	// ByName is the part of Share that only a word of the organisation's name
	// says: a guess.
	ByName float64 `json:"by_name"`
}

// counter counts weights; countries by Country.id.
type counter struct {
	all, agreed, reserved int64
	most                  [countryIDs]int64
	each                  [][countryIDs]int64
	kinds, byName         [len(networkKinds)]int64
}

// Census counts where addresses are registered. Weights below 1 are left out.
// The result does not depend on the order of the addresses.
func (s *Set) Census(addresses iter.Seq2[netip.Addr, int64]) Census {
	n := &counter{each: make([][countryIDs]int64, len(s.countries))}
	for a, w := range addresses {
		if w > 0 {
			s.count(n, a.Unmap(), w)
		}
	}
	return s.census(n)
}

func (s *Set) count(n *counter, a netip.Addr, w int64) {
	n.all += w
	if !a.IsValid() {
		n.reserved += w
		return
	}
	p, six := positionOf(a)
	if outside(p, six) {
		n.reserved += w
		return
	}
	most, agreed := s.country(p, six)
	n.most[most.id()] += w
	if agreed {
		n.agreed += w
	}
	for i, c := range s.countries {
		n.each[i][c.countryAt(p, six).id()] += w
	}
	if k := s.listed(a); k != Unknown {
		n.kinds[k] += w
		return
	}
	_, mark := s.network(p, six)
	k := kindOf(mark)
	n.kinds[k] += w
	if mark != 0 && (mark-1)%markRules > 0 {
		n.byName[k] += w
	}
}

func (s *Set) census(n *counter) Census {
	share := func(w int64) float64 {
		if n.all == 0 {
			return 0
		}
		return float64(w) / float64(n.all)
	}
	out := Census{
		Weight: n.all, Agreed: share(n.agreed), Unknown: share(n.most[0]), Reserved: share(n.reserved),
		Countries: []Share{}, Databases: []Tally{}, Kinds: map[string]Usage{},
	}
	for id := range countryIDs {
		row, seen := Share{Code: countryOf(id).String(), Share: share(n.most[id])}, n.most[id] > 0
		for i := range n.each {
			part := share(n.each[i][id])
			if row.High = max(row.High, part); i == 0 || part < row.Low {
				row.Low = part
			}
			seen = seen || n.each[i][id] > 0
		}
		if seen {
			out.Countries = append(out.Countries, row)
		}
	}
	slices.SortStableFunc(out.Countries, func(a, b Share) int { return cmp.Compare(b.Share, a.Share) })
	for i, c := range s.countries {
		out.Databases = append(out.Databases, tally(c, &n.each[i], share))
	}
	for k := Access; int(k) < len(networkKinds); k++ {
		out.Kinds[k.String()] = Usage{share(n.kinds[k]), share(n.byName[k])}
	}
	return out
}

func tally(c *compact, counts *[countryIDs]int64, share func(int64) float64) Tally {
	t := Tally{Database: c.Name, Built: c.Built, SHA256: c.SHA256, Unknown: share(counts[0]), Shares: []CodeShare{}}
	for id := 1; id < countryIDs; id++ {
		if counts[id] > 0 {
			t.Shares = append(t.Shares, CodeShare{countryOf(id).String(), share(counts[id])})
		}
	}
	slices.SortStableFunc(t.Shares, func(a, b CodeShare) int { return cmp.Compare(b.Share, a.Share) })
	return t
}
