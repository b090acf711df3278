package origin

import "strings"

// A mark is what rules say of a network, as one number: 1 + 4096 × kind +
// rule. Rule 0 is the table of providers, n the n-th of nameRules.
const markRules = 4096

func markFor(k NetworkKind, rule int) uint32 { return 1 + markRules*uint32(k) + uint32(rule) }

// kindOf is the kind that a mark gives; of none (0), unknown.
func kindOf(mark uint32) NetworkKind {
	if mark == 0 {
		return Unknown
	}
	return NetworkKind((mark - 1) / markRules)
}

// part is which part of a word of a name a rule looks at.
type part uint8

const (
	whole part = iota
	begin
	end
	anywhere
)

// nameRule marks a network by a word of its organisation's name. It is a
// guess, and shown as one.
type nameRule struct {
	word string
	part part
	kind NetworkKind
}

// nameRules are tried in order; the first that fits counts. They were looked
// through on the names of a whole table of AS numbers.
var nameRules = []nameRule{
	{"vpn", end, Proxy},
	{"vpn", begin, Proxy},
	{"proxy", whole, Proxy},
	{"proxies", whole, Proxy},
	{"hosting", anywhere, Hosting},
	{"hoster", begin, Hosting},
	{"hosters", end, Hosting},
	{"host", begin, Hosting},
	{"host", end, Hosting},
	{"cloud", begin, Hosting},
	{"cloud", end, Hosting},
	{"datacenter", begin, Hosting},
	{"datacentre", begin, Hosting},
	{"datacentrum", begin, Hosting},
	{"datacenter", end, Hosting},
	{"data center", anywhere, Hosting},
	{"data centre", anywhere, Hosting},
	{"data centers", anywhere, Hosting},
	{"vps", whole, Hosting},
	{"idc", whole, Hosting},
	{"colo", whole, Hosting},
	{"colocation", begin, Hosting},
	{"server", end, Hosting},
	{"servers", end, Hosting},
	{"mobile", whole, Mobile},
	{"mobil", whole, Mobile},
	{"movil", whole, Mobile},
	{"móvil", whole, Mobile},
	{"móviles", whole, Mobile},
	{"cellular", whole, Mobile},
	{"celular", whole, Mobile},
	{"broadband", anywhere, Access},
	{"cable", begin, Access},
	{"dsl", end, Access},
	{"fiber", begin, Access},
	{"fibre", begin, Access},
	{"fibra", begin, Access},
	{"wireless", whole, Access},
	{"isp", whole, Access},
	{"telecom", begin, Access},
	{"telekom", begin, Access},
	{"telefon", begin, Access},
	{"telefón", begin, Access},
	{"telecom", end, Access},
	{"telekom", end, Access},
}

// exceptions are words of names that the rules must leave alone: an
// exchange's route servers, a name server, a school with a cloud in its name.
var exceptions = []string{
	"university", "universidad", "universidade", "college", "school", "hospital", "route", "name", "county", "hostel", "ghost",
}

// mark is what rules say of network i. It is worked out when first asked for.
func (n *networks) mark(i int) uint32 {
	if m := n.marks[i].Load(); m != 0 {
		return m
	}
	m := markNetwork(n.asn[i], n.name(i))
	n.marks[i].Store(m)
	return m
}

// markNetwork is what rules say of a network: the table first, then the name.
func markNetwork(asn uint32, name string) uint32 {
	if p, ok := provider(asn); ok {
		return markFor(p.Kind, 0)
	}
	var buf [256]byte
	text := words(buf[:0], name)
	for _, e := range exceptions {
		if wordAt(text, e, whole) {
			return markFor(Unknown, 0)
		}
	}
	for i, r := range nameRules {
		if wordAt(text, r.word, r.part) {
			return markFor(r.kind, i+1)
		}
	}
	return markFor(Unknown, 0)
}

// words appends the words of a name to buf, in lower case (of ASCII), with a
// space before and after each. It writes no more than buf can hold.
func words(buf []byte, name string) []byte {
	buf = append(buf, ' ')
	for i := 0; i < len(name) && len(buf) < cap(buf)-1; i++ {
		c := name[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 {
			buf = append(buf, c)
		} else if buf[len(buf)-1] != ' ' {
			buf = append(buf, ' ')
		}
	}
	if buf[len(buf)-1] != ' ' {
		buf = append(buf, ' ')
	}
	return buf
}

// wordAt says whether a word stands in a text made by words.
func wordAt(text []byte, word string, p part) bool {
	for from := 0; from+len(word) <= len(text); from++ {
		if string(text[from:from+len(word)]) != word {
			continue
		}
		first := from > 0 && text[from-1] == ' '
		last := from+len(word) < len(text) && text[from+len(word)] == ' '
		switch p {
		case whole:
			if first && last {
				return true
			}
		case begin:
			if first {
				return true
			}
		case end:
			if last {
				return true
			}
		case anywhere:
			return true
		}
	}
	return false
}

// Mark is what is known of the use of a network, and what says so.
type Mark struct {
	Kind NetworkKind `json:"kind"`
	By   string      `json:"by"`   // list, table, name; "" where nothing marks it
	Rule string      `json:"rule"` // name of the list; the provider; the word of the name
}

// markOfNetwork says in words what a mark of a network is.
func markOfNetwork(asn, mark uint32) Mark {
	rule := 0
	if mark != 0 {
		rule = int((mark - 1) % markRules)
	}
	k := kindOf(mark)
	switch p, ok := provider(asn); {
	case k == Unknown:
		return Mark{}
	case rule > 0:
		r := nameRules[rule-1]
		return Mark{k, "name", strings.TrimSpace([...]string{"", "", "…", "…"}[r.part] + r.word + [...]string{"", "…", "", "…"}[r.part])}
	case ok:
		return Mark{k, "table", p.Name}
	}
	return Mark{}
}
