package signature

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kinds are regular expressions for the kinds of Template and QueryShape, in
// the syntax that RE2 and PCRE share. Each matches every text of its kind, and
// may match others: what a signature matches is measured by the expression.
var kinds = map[string]string{
	"{n}": `[0-9]+`, "{hex}": `[0-9A-Fa-f]{8,64}`,
	"{uuid}":   `[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}`,
	"{AAAAAA}": `[A-Z]{6}`, "{slug}": `[0-9A-Za-z]*(?:[-_][0-9A-Za-z]*){3,}`, "{r}": `[0-9A-Za-z]{6,64}`,
	"{rest}": `[^?]*`,
	"%7B":    `(?:\x7b|\x257B)`, "%7D": `(?:\x7d|\x257D)`, "%2A": `(?:\x2a|\x252A)`,
}

// {long} is 17 runes or more, since 65 bytes hold no fewer: of a segment of a
// path, or of a name in a query.
const (
	longSegment = `[^/?]{17,}`
	longName    = `[^&=]{17,}`
)

// Pattern is the regular expression, anchored where it has to be, that the
// text of a request must match for a value of the field: the path for a
// template, the query for its shape, the agent for its family. Its syntax is
// common to RE2 and PCRE. False where the field's values are compared as they
// stand, or where no expression of sensible length tells the value.
func Pattern(field, value string) (expr string, ok bool) {
	return PatternWith(field, value, regexp.QuoteMeta)
}

// PatternWith is Pattern with an own way to write a text that stands for
// itself. What it adds to those texts holds no quote, dollar (but as the last
// anchor), percent sign or number sign, and braces only around numbers.
func PatternWith(field, value string, quote func(string) string) (expr string, ok bool) {
	switch field {
	case PathForm:
		return pathPattern(value, quote)
	case Shape:
		return shapePattern(value, quote)
	case AgentFamily:
		return familyPattern(value, quote)
	}
	return "", false
}

func pathPattern(value string, quote func(string) string) (string, bool) {
	if value == "{raw}" {
		return `^(?:[^/*]|[*].)`, true
	}
	return "^" + expand(value, longSegment, quote) + "$", writable(value)
}

// expand replaces the kinds of a value by their expressions.
func expand(value, long string, quote func(string) string) string {
	var b strings.Builder
	for value != "" {
		at := strings.IndexAny(value, "{%*")
		if at < 0 {
			break
		}
		b.WriteString(quote(value[:at]))
		value = value[at:]
		n := kindLength(value)
		e, ok := kinds[value[:n]]
		switch {
		case value[:n] == "{long}":
			b.WriteString(long)
		case ok:
			b.WriteString(e)
		default:
			b.WriteString(quote(value[:n]))
		}
		value = value[n:]
	}
	b.WriteString(quote(value))
	return b.String()
}

// kindLength is how long the mark is with which a text begins.
func kindLength(s string) int {
	if s[0] == '%' && len(s) >= 3 {
		if _, ok := kinds[s[:3]]; ok {
			return 3
		}
	}
	if end := strings.IndexByte(s, '}'); s[0] == '{' && end > 0 {
		return end + 1
	}
	return 1
}

// maxOrders is how many parts a query may have so that every order of them is
// written out.
const maxOrders = 4

func shapePattern(value string, quote func(string) string) (string, bool) {
	if value == "" {
		return "^$", true
	}
	if value == "?{many}" {
		return `^[^&]*(?:&[^&]*){8,}$`, true
	}
	parts := strings.Split(strings.TrimPrefix(value, "?"), "&")
	if len(parts) > maxOrders || !writable(value) {
		return "", false
	}
	for i, p := range parts {
		parts[i] = partPattern(p, quote)
	}
	var orders []string
	permute(parts, 0, func() { orders = append(orders, strings.Join(parts, "&")) })
	slices.Sort(orders)
	if orders = slices.Compact(orders); len(orders) == 1 {
		return "^" + orders[0] + "$", true
	}
	return "^(?:" + strings.Join(orders, "|") + ")$", true
}

func partPattern(part string, quote func(string) string) string {
	if name, ok := strings.CutSuffix(part, "=*"); ok {
		return expand(name, longName, quote) + "=[^&]*"
	}
	return expand(part, longName, quote)
}

// permute calls f with every order of the parts.
func permute(parts []string, k int, f func()) {
	if k == len(parts) {
		f()
		return
	}
	for i := k; i < len(parts); i++ {
		parts[k], parts[i] = parts[i], parts[k]
		permute(parts, k+1, f)
		parts[k], parts[i] = parts[i], parts[k]
	}
}

func familyPattern(value string, quote func(string) string) (string, bool) {
	if value == "" {
		return "^$", true
	}
	if version, ok := strings.CutPrefix(value, "Safari "); ok {
		return "Version/" + quote(version) + "(?:[^0-9].*)?Safari/", writable(value)
	}
	if strings.HasPrefix(value, "Mozilla/") {
		return "", false // nearly all agents begin so; the family is of those that name no browser
	}
	if value == pingback {
		return quote(value), true
	}
	if strings.HasPrefix(value, pingback) {
		return quote(value) + "(?:[^0-9A-Fa-f.:]|$)", writable(value)
	}
	end := "(?:[^0-9]|$)"
	if !digit(value[len(value)-1]) || len(value) >= maxSegment {
		end = "" // the name was cut there
	}
	if !strings.HasPrefix(value, "MSIE ") && !slices.ContainsFunc(browsers, func(b string) bool { return strings.HasPrefix(value, b) }) {
		return "^" + quote(value) + end, writable(value)
	}
	return "(?:^|[^A-Za-z])" + quote(value) + end, writable(value)
}

// writable is true of a text that a configuration can hold as it stands: valid
// UTF-8 of sensible length, without control or invisible characters, and not
// shortened by the log's dictionary.
func writable(s string) bool {
	return len(s) <= 512 && utf8.ValidString(s) && !strings.Contains(s, "…#") &&
		!strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError })
}

// expressible is true of a value that a term may have.
func expressible(field, value string) bool {
	switch field {
	case Client:
		_, err := netip.ParseAddr(value)
		return err == nil
	case Prefix:
		_, err := netip.ParsePrefix(value)
		return err == nil
	case PathForm, Shape, AgentFamily:
		_, ok := Pattern(field, value)
		return ok
	case Method:
		return value != "" && value != "?"
	case Protocol:
		return value != "" && value != "HTTP/?"
	case ASN, Country:
		return value != ""
	case Status:
		return false
	}
	return writable(value)
}
