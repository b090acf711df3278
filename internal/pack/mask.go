package pack

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/traffic"
)

// piece is a part of a text: done where it was masked or is public, so that no
// later rule looks into it. hides is true of pseudonyms.
type piece struct {
	text        string
	done, hides bool
}

// masker replaces names by pseudonyms.
type masker struct {
	key    []byte
	digits int // of a pseudonym
	table  map[string]*entry
	clash  bool
	// addresses are those that the report or its lines name as clients: they
	// are hidden even where they look like a version.
	addresses map[string]bool
	// known are names by their first word in lower case, the longest first.
	known map[string][]known
	// hosts are the sites of the report, which are public.
	hosts map[string]bool
}

// known is a name that is hidden, or kept, wherever it stands.
type known struct {
	spelling string // in lower case
	hidden   hidden
	public   bool
}

// minName is how many bytes a name of a user has at least to be looked for in
// any text: shorter ones are hidden only where the log says that they are
// names.
const minName = 3

func newMasker(in Input, lines []line, digits int) *masker {
	m := &masker{key: in.Key, digits: digits, table: map[string]*entry{}, addresses: map[string]bool{}, known: map[string][]known{}, hosts: map[string]bool{}}
	for i := range in.Report.Sites {
		m.site(in.Report.Sites[i].Name)
	}
	for i := range in.Report.Bursts {
		m.site(in.Report.Bursts[i].Site)
	}
	for _, c := range slices.Concat(clients(in.Report), in.Clients) {
		m.client(c)
	}
	for _, u := range in.Users {
		m.user(u)
	}
	for i := range lines {
		m.head(lines[i].shown())
	}
	for head := range m.known {
		slices.SortFunc(m.known[head], longestFirst)
	}
	return m
}

func longestFirst(a, b known) int {
	if len(a.spelling) != len(b.spelling) {
		return len(b.spelling) - len(a.spelling)
	}
	return strings.Compare(a.spelling+"\x00"+a.hidden.kind, b.spelling+"\x00"+b.hidden.kind)
}

// clients lists what a report names as clients.
func clients(r *traffic.Report) []string {
	var out []string
	for i := range r.Bursts {
		b := &r.Bursts[i]
		out = append(out, b.Members...)
		for _, c := range b.Recon {
			out = append(out, c.Client)
		}
		if b.Signature != nil {
			for _, t := range slices.Concat(b.Signature.Terms, b.Signature.Alternates) {
				if t.Field == "client" {
					out = append(out, t.Values...)
				}
			}
		}
	}
	for i := range r.Probes {
		out = append(out, r.Probes[i].Top...)
	}
	return out
}

// site notes a host name of the report's own sites. One that is an address is
// hidden like any other.
func (m *masker) site(host string) {
	host = strings.ToLower(strings.TrimSpace(host))
	if _, isAddress := address(host); host == "" || isAddress || m.hosts[host] {
		return
	}
	m.hosts[host] = true
	m.learn(host, hidden{}, true)
}

func (m *masker) client(s string) {
	s = strings.TrimSpace(s)
	if a, ok := address(s); ok {
		m.addresses[canonicalAddress(a).name] = true
		return
	}
	if _, err := netip.ParsePrefix(s); err == nil || s == "" || s == "-" || m.hosts[strings.ToLower(s)] {
		return
	}
	m.learn(s, canonicalName(kindHost, s), false)
}

func (m *masker) user(s string) {
	if s = strings.TrimSpace(s); len(s) < minName || m.hosts[strings.ToLower(s)] {
		return
	}
	h := canonicalName(kindUser, s)
	for _, spelling := range []string{s, url.QueryEscape(s), url.PathEscape(s), strings.ReplaceAll(s, `\`, `\\`), strings.ReplaceAll(s, `\`, `\x5C`)} {
		m.learn(spelling, h, false)
	}
}

func (m *masker) learn(spelling string, h hidden, public bool) {
	k := known{strings.ToLower(spelling), h, public}
	head := word(k.spelling)
	if head == "" || slices.ContainsFunc(m.known[head], func(o known) bool { return o.spelling == k.spelling }) {
		return
	}
	m.known[head] = append(m.known[head], k)
}

// isClient is true of an address that the report or its lines name.
func (m *masker) isClient(a netip.Addr) bool { return m.addresses[canonicalAddress(a).name] }

// text masks a text.
func (m *masker) text(s string) string { return join(m.pieces(s)) }

func join(ps []piece) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.text)
	}
	return b.String()
}

// pieces masks a text and gives its parts.
func (m *masker) pieces(s string) []piece {
	ps := m.headPieces(s)
	for _, r := range namedRules {
		ps = m.apply(ps, r)
	}
	ps = each(ps, m.replaceKnown)
	for _, r := range textRules {
		ps = m.apply(ps, r)
	}
	return each(ps, m.replaceAddresses)
}

// hide is a piece that stands for a hidden text.
func (m *masker) hide(h hidden, spelling string) piece {
	return piece{m.pseudonym(h, spelling), true, true}
}

// each applies f to every part that is not done.
func each(ps []piece, f func(string) []piece) []piece {
	var out []piece
	for _, p := range ps {
		if p.done || p.text == "" {
			out = append(out, p)
			continue
		}
		out = append(out, f(p.text)...)
	}
	return out
}

// replaceKnown masks every known name that stands in a text as words of its
// own, and steps over the names of the report's sites.
func (m *masker) replaceKnown(s string) []piece {
	var out []piece
	from, at := 0, 0
	for at < len(s) {
		w := word(s[at:])
		if w == "" {
			_, n := utf8.DecodeRuneInString(s[at:])
			at += n
			continue
		}
		n, k := m.knownAt(s[at:], w)
		if n == 0 {
			at += len(w)
			continue
		}
		out = append(out, piece{text: s[from:at]})
		if k.public {
			out = append(out, piece{text: s[at : at+n], done: true})
		} else {
			out = append(out, m.hide(k.hidden, s[at:at+n]))
		}
		at += n
		from = at
	}
	return append(out, piece{text: s[from:]})
}

// knownAt gives the length of the known name that s begins with.
func (m *masker) knownAt(s, w string) (int, known) {
	for _, k := range m.known[strings.ToLower(w)] {
		// Not EqualFold: it takes letters for equal that lower case keeps apart.
		if len(s) >= len(k.spelling) && strings.ToLower(s[:len(k.spelling)]) == k.spelling && endsWord(s, len(k.spelling)) {
			return len(k.spelling), k
		}
	}
	return 0, known{}
}

// word is the word that s begins with, "" where it begins with none.
func word(s string) string {
	for i, r := range s {
		if !isWord(r) {
			return s[:i]
		}
	}
	return s
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// endsWord says that no word runs over position n of s.
func endsWord(s string, n int) bool {
	last, _ := utf8.DecodeLastRuneInString(s[:n])
	next, size := utf8.DecodeRuneInString(s[n:])
	return size == 0 || !isWord(last) || !isWord(next)
}

// printable is a line as text: bytes that are not UTF-8 are written as \xNN.
func printable(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	var b strings.Builder
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02X`, raw[0])
		} else {
			b.Write(raw[:n])
		}
		raw = raw[n:]
	}
	return b.String()
}
