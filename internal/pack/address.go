package pack

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

// address reads an address with what logs put around it: brackets, a port, a
// zone, leading zeros.
func address(s string) (netip.Addr, bool) {
	if rest, bracket := strings.CutPrefix(s, "["); bracket {
		inside, after, closed := strings.Cut(rest, "]")
		if !closed || after != "" && !isPort(after) {
			return netip.Addr{}, false
		}
		s = inside
	} else if host, port, found := strings.Cut(s, ":"); found && !strings.Contains(port, ":") && isPort(":"+port) {
		s = host
	}
	a, err := netip.ParseAddr(unpadded(strings.Replace(s, "%25", "%", 1)))
	return a, err == nil
}

// isPort is true of ":443".
func isPort(s string) bool {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, ":"), 10, 16)
	return err == nil && n > 0 && strings.HasPrefix(s, ":")
}

// unpadded writes 192.000.002.001 without the zeros.
func unpadded(s string) string {
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		return s
	}
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 8)
		if err != nil || len(p) > 3 {
			return s
		}
		parts[i] = strconv.FormatUint(n, 10)
	}
	return strings.Join(parts, ".")
}

// The runs of characters in which addresses are looked for, each with what may
// follow: a zone, a prefix length.
var (
	v6Run     = regexp.MustCompile(`[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*`)
	v6Zone    = regexp.MustCompile(`^%(?:25)?[0-9A-Za-z_.~-]*[0-9A-Za-z]`)
	v6Escaped = regexp.MustCompile(`(?:[0-9A-Fa-f]{0,4}%3[aA]){2,8}[0-9A-Fa-f.]*`)
	v4Run     = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)+(?:\.?…|\.+)?`)
	v4Joined  = regexp.MustCompile(`\d{1,3}(?:[-_]|%2[eE])\d{1,3}(?:[-_]|%2[eE])\d{1,3}(?:[-_]|%2[eE])\d{1,3}`)
	length    = regexp.MustCompile(`^/(\d{1,3})\b`)
	product   = regexp.MustCompile(`\b(?:Chrome|HeadlessChrome|Chromium|Edg|EdgA|EdgiOS|OPR|OPX|CriOS|FxiOS|GSA|YaBrowser|Brave|Electron|UCBrowser|Whale|Vivaldi|SamsungBrowser|FBAV|Version|QQBrowser|MQQBrowser|MicroMessenger|Opera|Safari|Iron|Silk|Puffin|DuckDuckGo|Maxthon)/$`)
)

// replaceAddresses masks the addresses and the networks of a text.
func (m *masker) replaceAddresses(s string) []piece {
	ps := m.find([]piece{{text: s}}, v6Run, m.sixth)
	ps = m.find(ps, v6Escaped, m.escaped)
	ps = m.find(ps, v4Run, m.fourth)
	return m.find(ps, v4Joined, m.joined)
}

// find masks what a pattern finds, where what says so: n is how many bytes
// from the beginning of the match are hidden, 0 where none.
func (m *masker) find(ps []piece, pattern *regexp.Regexp, what func(before, match, after string) (h hidden, n int)) []piece {
	return each(ps, func(s string) []piece {
		var out []piece
		from, at := 0, 0
		for at < len(s) {
			loc := pattern.FindStringIndex(s[at:])
			if loc == nil {
				break
			}
			begin, end := at+loc[0], at+loc[1]
			h, n := what(s[:begin], s[begin:end], s[end:])
			if n == 0 {
				at = end
				continue
			}
			out = append(out, piece{text: s[from:begin]}, m.hide(h, s[begin:begin+n]))
			from, at = begin+n, begin+n
		}
		return append(out, piece{text: s[from:]})
	})
}

// sixth judges a run that may be an IPv6 address.
func (m *masker) sixth(before, match, after string) (hidden, int) {
	run := strings.TrimRight(match, ".")
	cut := strings.HasPrefix(after, "…") || len(run) < len(match)-1
	if match = run; strings.HasSuffix(match, ":") && !strings.HasSuffix(match, "::") {
		match, after = match[:len(match)-1], ":"
	}
	a, err := netip.ParseAddr(match)
	if err != nil {
		return cutSixth(match, cut)
	}
	if !m.isClient(a) && (adjoins(before, after) || a.IsUnspecified() || a.IsLoopback()) {
		return hidden{}, 0
	}
	if zone := v6Zone.FindString(after); zone != "" {
		return canonicalAddress(a), len(match) + len(zone)
	}
	return m.addressOrNetwork(a, match, after)
}

// cutSixth hides the beginning of an address that a shortened text breaks off.
func cutSixth(match string, cut bool) (hidden, int) {
	if cut && strings.Count(match, ":") >= 2 && len(match) >= 6 {
		return canonicalName(kindValue, match), len(match)
	}
	return hidden{}, 0
}

// adjoins is true of a run that is part of a word: "std::string".
func adjoins(before, after string) bool {
	letter := func(b byte) bool {
		return b == '_' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
	}
	return before != "" && letter(before[len(before)-1]) || after != "" && letter(after[0])
}

// escaped judges an IPv6 address whose colons are written as %3A.
func (m *masker) escaped(_, match, _ string) (hidden, int) {
	for n := len(match); n > 0; n-- {
		if a, err := netip.ParseAddr(colons.Replace(match[:n])); err == nil {
			return canonicalAddress(a), n
		}
	}
	return hidden{}, 0
}

var colons = strings.NewReplacer("%3A", ":", "%3a", ":")

// fourth judges a run of numbers with dots between them.
func (m *masker) fourth(before, match, after string) (hidden, int) {
	run := strings.TrimRight(strings.TrimSuffix(match, "…"), ".")
	cut := strings.HasSuffix(match, "…") || strings.HasSuffix(match, "..")
	parts := strings.Split(run, ".")
	a, err := netip.ParseAddr(unpadded(run))
	switch {
	case err == nil && (m.isClient(a) || !m.version(before, a)):
		if len(run) < len(match) {
			after = ""
		}
		return m.addressOrNetwork(a, run, after)
	case err == nil:
		return hidden{}, 0
	case cut && len(parts) == 3 && within(parts):
		return canonicalName(kindValue, run), len(run)
	case len(parts) > 4 && (len(parts) == 5 && within(parts[:4]) || m.holdsClient(parts)):
		return canonicalName(kindValue, run), len(run)
	}
	return hidden{}, 0
}

// version is true of what looks like an address and is the version of a
// browser, or an address that no host has.
func (m *masker) version(before string, a netip.Addr) bool {
	b := a.As4()
	return product.MatchString(before[max(0, len(before)-20):]) || a.IsLoopback() || b[1] == 0 && b[2] == 0 && b[3] == 0
}

// within is true where every number is one of an address.
func within(parts []string) bool {
	for _, p := range parts {
		if n, err := strconv.ParseUint(p, 10, 16); err != nil || n > 255 {
			return false
		}
	}
	return true
}

// holdsClient is true where four neighbouring numbers are a client's address.
func (m *masker) holdsClient(parts []string) bool {
	for i := 0; i+4 <= len(parts); i++ {
		if a, err := netip.ParseAddr(unpadded(strings.Join(parts[i:i+4], "."))); err == nil && m.isClient(a) {
			return true
		}
	}
	return false
}

// joined judges four numbers with hyphens or underscores between them, as
// reverse names have them.
func (m *masker) joined(before, match, after string) (hidden, int) {
	dotted := separators.Replace(match)
	a, err := netip.ParseAddr(unpadded(dotted))
	name := strings.HasPrefix(after, ".") || strings.HasPrefix(after, "-") || strings.Contains(match, "%")
	switch {
	case err != nil, !m.isClient(a) && (!name || digit(before, after)):
		return hidden{}, 0
	}
	return canonicalAddress(a), len(match)
}

// digit is true where another digit stands beside a run of digits.
func digit(before, after string) bool {
	is := func(b byte) bool { return b >= '0' && b <= '9' }
	return before != "" && is(before[len(before)-1]) || after != "" && is(after[0])
}

var separators = strings.NewReplacer("-", ".", "_", ".", "%2E", ".", "%2e", ".")

// addressOrNetwork tells 192.0.2.0/24, a network, from 192.0.2.1/24, an
// address before a path. Networks that are too wide to say who is in them
// stay: shorter than /24, or /33 of IPv6.
func (m *masker) addressOrNetwork(a netip.Addr, spelled, after string) (hidden, int) {
	loc := length.FindStringSubmatch(after)
	if loc == nil {
		return canonicalAddress(a), len(spelled)
	}
	bits, _ := strconv.Atoi(loc[1]) // three digits at most
	p, err := a.Prefix(bits)
	if err != nil || p.Addr() != a {
		return canonicalAddress(a), len(spelled)
	}
	wide := bits < 24
	if a.Is6() {
		wide = bits < 33
	}
	switch {
	case wide && m.isClient(a):
		return canonicalAddress(a), len(spelled)
	case wide:
		return hidden{}, 0
	}
	return canonicalNetwork(p), len(spelled) + len(loc[0])
}
