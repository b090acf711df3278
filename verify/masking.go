package verify

import (
	"encoding/json"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// masking holds the public files against the sealed ones: the commitments, the
// pseudonyms, every value of the report, and that no name was left in them.
func (p *pack) masking(io.ReaderAt, int64) error {
	if p.sealed == nil || p.report == nil {
		return nil
	}
	p.commitments()
	p.pseudonyms()
	if err := p.same(); err != nil {
		return err
	}
	return p.left()
}

// commitments holds every line against its raw bytes.
func (p *pack) commitments() {
	for i, l := range p.lines {
		raw, ok := p.sealed.lines[l.spot()]
		switch n := int64(i + 1); {
		case !ok:
			p.fail("commitments.missing", "line", n)
		case l.Commitment != p.sealed.commits(raw) || l.Record != raw.record():
			p.fail("commitments.differ", "line", n)
		case !equals(l.Text, raw.text(), p.sealed.spellings):
			p.fail("commitments.text", "line", n)
		}
	}
	if len(p.lines) != len(p.sealed.lines) {
		p.fail("commitments.count", "public", int64(len(p.lines)), "sealed", int64(len(p.sealed.lines)))
	}
	if !p.failed("commitments") {
		p.pass("commitments.ok", "lines", int64(len(p.lines)))
	}
}

// pseudonyms holds that each is made of its name with the key, and that every
// spelling is one of that name.
func (p *pack) pseudonyms() {
	for i, n := range p.sealed.names {
		kind, digits, _ := strings.Cut(n.Pseudonym, "-")
		made := pseudonym.FindString(n.Pseudonym) == n.Pseudonym && strings.HasPrefix(p.sealed.mac(kind, []byte(n.Name)), digits)
		if !made {
			p.fail("pseudonyms.differ", "pseudonym", n.Pseudonym, "line", int64(i+1))
			continue
		}
		for _, s := range n.Spellings {
			if !spells(kind, s, n.Name) {
				p.fail("pseudonyms.spelling", "pseudonym", n.Pseudonym, "line", int64(i+1))
				break
			}
		}
	}
	if !p.failed("pseudonyms") {
		p.pass("pseudonyms.ok", "names", int64(len(p.sealed.names)))
	}
}

// spells is true of a spelling of a name.
func spells(kind, spelling, name string) bool {
	switch {
	case kind == "addr":
		a, ok := parseAddress(spelling)
		return ok && a.String() == name
	case strings.HasPrefix(kind, "net"):
		address, bits, ok := strings.Cut(spelling, "/")
		a, err := netip.ParseAddr(address)
		n, errBits := strconv.Atoi(bits)
		if !ok || err != nil || errBits != nil || kind != "net"+strconv.Itoa(n) {
			return false
		}
		prefix, err := a.Prefix(n)
		return err == nil && prefix.String() == name
	case kind == "mail":
		spelling = strings.Replace(spelling, "%40", "@", 1)
	}
	if plain(spelling) == name {
		return true
	}
	for _, unescape := range []func(string) (string, error){url.QueryUnescape, url.PathUnescape} {
		if s, err := unescape(spelling); err == nil && plain(s) == name {
			return true
		}
	}
	return slices.Contains([]string{plain(strings.ReplaceAll(spelling, `\\`, `\`)), plain(hexSlash.Replace(spelling))}, name)
}

var hexSlash = strings.NewReplacer(`\x5C`, `\`, `\x5c`, `\`)

// plain is the one form of a name that is no address.
func plain(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// parseAddress reads an address in any spelling: bracketed, with a port or a
// zone, with leading zeros, its separators escaped or hyphens.
func parseAddress(s string) (netip.Addr, bool) {
	if a, ok := simple(s); ok {
		return a, true
	}
	if a, ok := simple(spaced.Replace(s)); ok {
		return a, true
	}
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().Unmap().WithZone(""), true
	}
	if host, port, ok := strings.Cut(s, ":"); ok && !strings.Contains(port, ":") {
		return simple(host) // with a port and leading zeros
	}
	return simple(strings.Trim(s, "[]"))
}

var spaced = strings.NewReplacer("%3A", ":", "%3a", ":", "%2E", ".", "%2e", ".", "-", ".", "_", ".")

func simple(s string) (netip.Addr, bool) {
	s, _, _ = strings.Cut(s, "%")
	groups := strings.Split(s, ".")
	if len(groups) == 4 && !strings.Contains(s, ":") {
		for i, g := range groups {
			if n, err := strconv.ParseUint(g, 10, 8); err == nil && len(g) <= 3 {
				groups[i] = strconv.FormatUint(n, 10)
			}
		}
		s = strings.Join(groups, ".")
	}
	a, err := netip.ParseAddr(s)
	return a.Unmap(), err == nil
}

// same holds every value of the public report against the full one.
func (p *pack) same() error {
	b, err := p.files["report.json"].bytes()
	if err != nil {
		return err
	}
	var public, full any
	if err := decodeAll(b, &public); err != nil {
		return nil // said before
	}
	if err := decodeAll(p.sealed.report, &full); err != nil {
		p.fail("masking.unreadable", "why", err.Error())
		return nil
	}
	values := p.walk("", "", public, full)
	if !p.failed("masking") {
		p.pass("masking.ok", "values", values)
	}
	return nil
}

// walk compares two JSON values and counts those that are no lists and no
// objects. shape is the path without the numbers of elements.
func (p *pack) walk(path, shape string, public, full any) (values int64) {
	switch x := public.(type) {
	case map[string]any:
		y, ok := full.(map[string]any)
		if !ok {
			p.fail("masking.differs", "member", path)
			return 1
		}
		for _, k := range union(x, y) {
			if k == "members" && shape == "bursts" && x[k] == nil {
				continue // the addresses of machines are in the full report only
			}
			values += p.walk(path+"."+k, strings.TrimPrefix(shape+"."+k, "."), x[k], y[k])
		}
		return values
	case []any:
		y, ok := full.([]any)
		if !ok || len(x) != len(y) {
			p.fail("masking.differs", "member", path)
			return 1
		}
		for i := range x {
			values += p.walk(fmt.Sprintf("%s[%d]", path, i), shape, x[i], y[i])
		}
		return values
	}
	if !p.leaf(shape, public, full) {
		p.fail("masking.differs", "member", path)
	}
	return 1
}

// leaf compares two values that are no lists and no objects. Quotes and
// digests of the public report are those of its lines, which were compared
// before.
func (p *pack) leaf(shape string, public, full any) bool {
	x, isText := public.(string)
	if !isText {
		return public == full // numbers as they are written
	}
	y, isText := full.(string)
	switch {
	case !isText:
		return false
	case shape == "bursts.evidence.quote" || shape == "evidence.quote":
		return true
	case shape == "bursts.evidence.digest" || shape == "evidence.digest":
		return p.opens(x, y)
	}
	return equals(x, y, p.sealed.spellings)
}

// opens is true of the commitment and the digest of one line.
func (p *pack) opens(commitment, digest string) bool {
	for _, l := range p.sealed.lines {
		if l.Digest == digest && p.sealed.commits(l) == commitment {
			return true
		}
	}
	return false
}

func union(x, y map[string]any) []string {
	var keys []string
	for k := range x {
		keys = append(keys, k)
	}
	for k := range y {
		if _, both := x[k]; !both {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

// left looks for hidden addresses, mail addresses and names of hosts in the
// public files.
func (p *pack) left() error {
	var names []string
	for _, n := range p.sealed.names {
		kind, _, _ := strings.Cut(n.Pseudonym, "-")
		if kind == "addr" || kind == "mail" || kind == "host" && strings.Contains(n.Name, ".") {
			names = append(names, n.Spellings...)
		}
	}
	for _, file := range sortedNames(p.files) {
		if file == "sealed.age" {
			continue
		}
		b, err := p.files[file].bytes()
		if err != nil {
			return err
		}
		text := string(b)
		for _, n := range names {
			if err := p.ctx.Err(); err != nil {
				return err
			}
			if at := standsAlone(text, jsonText(n)); at >= 0 {
				p.fail("left.name", "file", file, "at", int64(at))
			}
		}
	}
	if !p.failed("left") {
		p.pass("left.ok", "names", int64(len(names)))
	}
	return nil
}

// jsonText is a text as it stands within JSON.
func jsonText(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return s
	}
	return string(b[1 : len(b)-1])
}

// standsAlone is where a name stands in a text with nothing beside it that
// would make it part of another, -1 where it does not.
func standsAlone(text, name string) int {
	if name == "" {
		return -1
	}
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return -1
		}
		begin, end := at+i, at+i+len(name)
		if (begin == 0 || !joins(text[begin-1])) && (end == len(text) || !joins(text[end])) {
			return begin
		}
		at = begin + 1
	}
}

func joins(b byte) bool {
	return b == '.' || b == ':' || b == '-' || b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
