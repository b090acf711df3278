package weblog

import (
	"strings"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/source"
)

// OtherSites is the name of all host names beyond the bound: a client chooses
// the host name that a log shows, so their number has none. No host name is
// "*", in any language.
const OtherSites = "*"

// maxSites is how many host names are told apart.
const maxSites = 4095

// Sites knows the names that the election's sites have.
type Sites struct {
	// Unnamed is the site of lines that name none in sources of which nothing
	// is known either; "": each such source is a site of its own.
	Unnamed string
	alias   map[string]string
}

// NewSites reads the sites of an election, which may be nil.
func NewSites(e *election.Election) *Sites {
	s := &Sites{alias: map[string]string{}}
	if e == nil {
		return s
	}
	for _, site := range e.Sites {
		for _, name := range site.Names {
			s.alias[strings.ToLower(name)] = strings.ToLower(site.Host)
		}
	}
	return s
}

// naming gives sites their numbers.
type naming struct {
	*Sites
	sources []source.Info
	names   []string
	byName  map[string]uint16
	tables  map[*Builder][][]uint16
}

func (s *Sites) begin(sources []source.Info) *naming {
	return &naming{Sites: s, sources: sources, byName: map[string]uint16{}, tables: map[*Builder][][]uint16{}}
}

// table gives the number of a site by source and by its number in a builder.
func (n *naming) table(b *Builder) [][]uint16 {
	if t, ok := n.tables[b]; ok {
		return t
	}
	table := make([][]uint16, len(b.counts))
	for src, cs := range b.counts {
		table[src] = make([]uint16, len(cs.sites))
		for local, c := range cs.sites {
			if c.total == 0 {
				continue
			}
			name := OtherSites
			switch {
			case local == 0:
				name = n.sourceName(src)
			case local < maxSites:
				name = b.sites.Text(uint32(local))
			}
			table[src][local] = n.number(name)
		}
	}
	n.tables[b] = table
	return table
}

// sourceName is the site given for a source, else the name of its file, which
// stands for the site that nobody named. Files of one name in several
// directories are told apart by their digests.
func (n *naming) sourceName(i int) string {
	src := n.sources[i]
	if src.Site != "" {
		return strings.ToLower(src.Site)
	}
	if n.Unnamed != "" {
		return n.Unnamed
	}
	for j, other := range n.sources {
		if j != i && other.Name == src.Name && other.Site == "" && other.Kind == src.Kind {
			return src.Name + " (" + src.SHA256[:min(6, len(src.SHA256))] + ")"
		}
	}
	return src.Name
}

func (n *naming) number(name string) uint16 {
	name = cut(strings.ToLower(name), 253)
	if host, ok := n.alias[name]; ok {
		name = host
	}
	if i, ok := n.byName[name]; ok {
		return i
	}
	if len(n.names) >= maxSites && name != OtherSites {
		return n.number(OtherSites)
	}
	i := uint16(len(n.names))
	n.names = append(n.names, name)
	n.byName[name] = i
	return i
}

// cut shortens hostile text to n bytes and keeps it valid UTF-8.
func cut(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.ToValidUTF8(s, "�")
}
