package dossier

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

// The functions below give the replacement of what a rule matched, and false
// where it stays as it is.

func maskAccount(m *Masker, s string) (string, bool) {
	masked := m.Account(s)
	return masked, masked != s
}

func maskAddress(m *Masker, s string) (string, bool) {
	masked := m.Address(s)
	return masked, masked != s
}

func maskEmail(m *Masker, s string) (string, bool) {
	return m.pseudonym("email", fold(s)), true
}

func maskIPv6(m *Masker, s string) (string, bool) {
	if _, err := netip.ParseAddr(s); err != nil || strings.Trim(s, ":") == "" {
		return "", false
	}
	return m.Address(s), true
}

func maskIPv4(m *Masker, s string) (string, bool) {
	addr, err := netip.ParseAddr(strings.ReplaceAll(s, "-", "."))
	if err != nil {
		return "", false
	}
	return m.Address(addr.String()), true
}

// maskPhone masks a number of eight to fifteen digits, the most that E.164
// allows.
func maskPhone(m *Masker, s string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if len(digits) < 8 || len(digits) > 15 {
		return "", false
	}
	return m.pseudonym("phone", digits), true
}

// maskPath masks the account of a page's path and drops the rest.
func maskPath(m *Masker, path string) (string, bool) {
	name, rest, _ := strings.Cut(path, "/")
	name, _, _ = strings.Cut(name, "?")
	if name == "" || m.public[fold(name)] {
		return "", false
	}
	if rest == "" && strings.ContainsRune(path, '?') {
		rest = "?"
	}
	masked := m.Account(name)
	if rest != "" {
		masked += "/…"
	}
	return masked, true
}

var secretName = regexp.MustCompile(`(?i)(token|key|auth|sess|sid$|passw|pwd|secret|sig$|signature|jwt|code|state|nonce|mail|user|usr|login|name|phone|tel$|cel$|movil|curp|rfc$|clave|id$|uid|addr|^ip$)`)

// maskQuery hides the values of a query string that name a person or carry a
// secret: by the parameter's name, or by the look of the value.
func maskQuery(_ *Masker, q string) (string, bool) {
	changed := false
	parts := strings.Split(q[1:], "&")
	for i, p := range parts {
		name, value, ok := strings.Cut(p, "=")
		switch {
		case !ok && looksSecret(p):
			parts[i], changed = "…", true
		case ok && value != "" && (secretName.MatchString(name) || looksSecret(value)):
			parts[i], changed = name+"=…", true
		}
	}
	return "?" + strings.Join(parts, "&"), changed
}

// looksSecret says that a value is long and mixes digits with letters, or is
// an e-mail address.
func looksSecret(v string) bool {
	if u, err := url.QueryUnescape(v); err == nil {
		v = u
	}
	if strings.ContainsRune(v, '@') {
		return true
	}
	digits, letters := 0, 0
	for _, r := range v {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits >= 10 || (digits >= 4 && letters >= 4 && digits+letters >= 16)
}
