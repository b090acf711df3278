package defence

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/signature"
)

// printable is true of a value that may be written at all.
func printable(s string) bool {
	return len(s) <= 512 && utf8.ValidString(s) &&
		!strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError })
}

// quote writes a text as a regular expression that matches it alone. What it
// gives holds no quote, backtick, dollar, percent, brace or number sign, and a
// backslash only before what nginx, HAProxy, Caddy, CEL and Cloudflare leave
// as it stands: a mark of punctuation that is special in expressions, or x and
// two digits.
func quote(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune("\"'`\\$%{}#", r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case strings.ContainsRune(".()[]*+?^|", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// expression is the regular expression for a value of a field of text.
func expression(field, value string) (string, error) {
	if !printable(value) {
		return "", refuse("value", "field", field)
	}
	switch field {
	case signature.Path, signature.Agent, signature.Referer:
		return "^" + quote(value) + "$", nil
	}
	e, ok := signature.PatternWith(field, value, quote)
	if !ok {
		return "", refuse("value", "field", field)
	}
	return e, nil
}

// expressions are those of all values of a term, in order of the text.
func expressions(t signature.Term) (out []string, err error) {
	for _, v := range t.Values {
		e, err := expression(t.Field, v)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// prefixes are the addresses or prefixes of a term, in order.
func prefixes(t signature.Term) (out []netip.Prefix, err error) {
	for _, v := range t.Values {
		p, err := netip.ParsePrefix(v)
		if t.Field == signature.Client {
			var a netip.Addr
			if a, err = netip.ParseAddr(v); err == nil {
				a = a.Unmap().WithZone("")
				p = netip.PrefixFrom(a, a.BitLen())
			}
		}
		if err != nil {
			return nil, refuse("value", "field", t.Field)
		}
		out = append(out, p.Masked())
	}
	slices.SortFunc(out, netip.Prefix.Compare)
	return slices.Compact(out), nil
}

// short writes a prefix, of one address without its length.
func short(p netip.Prefix) string {
	if p.IsSingleIP() {
		return p.Addr().String()
	}
	return p.String()
}

// words are the values of a field that has few, of which each is one of those
// known or made of letters.
func words(t signature.Term) ([]string, error) {
	for _, v := range t.Values {
		ok := false
		switch t.Field {
		case signature.Method, signature.Country:
			ok = v != "" && len(v) <= 16 && !strings.ContainsFunc(v, func(r rune) bool { return r < 'A' || r > 'Z' })
		case signature.Protocol:
			ok = slices.Contains([]string{"HTTP/0.9", "HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"}, v)
		}
		if !ok {
			return nil, refuse("value", "field", t.Field)
		}
	}
	out := slices.Clone(t.Values)
	slices.Sort(out)
	return slices.Compact(out), nil
}

// numbers are the networks of a term.
func numbers(t signature.Term) (out []uint32, err error) {
	for _, v := range t.Values {
		n, err := strconv.ParseUint(strings.TrimPrefix(v, "AS"), 10, 32)
		if err != nil || !strings.HasPrefix(v, "AS") {
			return nil, refuse("value", "field", t.Field)
		}
		out = append(out, uint32(n))
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// listed is true of fields whose values are addresses.
func listed(field string) bool { return field == signature.Client || field == signature.Prefix }
