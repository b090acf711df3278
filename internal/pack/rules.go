package pack

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// rule finds texts by a pattern and says what its group 1 hides: ok is false
// where it stays.
type rule struct {
	pattern *regexp.Regexp
	hides   func(m *masker, match []string) (h hidden, ok bool)
}

// logLine matches a Common or Combined line up to its time. Group 1 is what
// stands before it: a virtual host perhaps, the client, the identity, the user.
var logLine = regexp.MustCompile(`^\s*"?(\S.{0,600}?) \[\d{1,2}/[A-Z][a-z]{2}/\d{4}:`)

// namedRules are of fields whose name says what they hold. They come before
// the known names, because they hide more than the name.
var namedRules = []rule{
	{regexp.MustCompile(`(?i)"(?:remote_addr|remote_ip|remoteip|client_ip|clientip|client|client_addr|clientaddr|clientaddress|clienthost|c-ip|x_forwarded_for|x-forwarded-for|http_x_forwarded_for|forwarded|x-real-ip|x_real_ip|real_ip|true-client-ip|cf-connecting-ip|realip|clientrequestip|ip)\\*"\s*:\s*\[?\s*\\*"([^"\\]+)`), hideClient},
	{regexp.MustCompile(`(?i)"(?:remote_user|user|username|user_name|user_id|userid|clientusername|cs-username|login|account|account_id|email|mail)\\*"\s*:\s*\[?\s*\\*"([^"\\]+(?:\\+[^"\\]+)*)`), hideUser},
	{regexp.MustCompile(`(?i)"(?:cookie|cookies|set-cookie|authorization|proxy-authorization|x-api-key|x-auth-token|token|session|session_id|sessionid)\\*"\s*:\s*\[?\s*\\*"([^"\\]+(?:\\+[^"\\]+)*)`), hideValue},
}

// textRules come after the known names were hidden.
var textRules = []rule{
	{regexp.MustCompile(`://([^\s/"'<>@?]{1,200})@`), hideUser},
	{regexp.MustCompile(`([\p{L}\p{N}._+-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)`), hideMail},
	{regexp.MustCompile(`()([\p{L}_][\p{L}\p{N}_.%\[\]-]{0,60})=([^&\s"'<>;,]+)`), hideParameter},
	{regexp.MustCompile(`\?([^=&\s"'<>?]+)(?:[&\s"'#]|$)`), hideToken},
	{regexp.MustCompile(`\b(eyJ[\w-]{8,}\.[\w-]*(?:\.[\w-]*)?)`), hideValue},
	{regexp.MustCompile(`/(?:~|%7[eE])([\p{L}][\p{L}\p{N}._-]*)`), hideUser},
}

// apply masks what a rule finds. A rule whose first group is empty hides its
// last.
func (m *masker) apply(ps []piece, r rule) []piece {
	return each(ps, func(s string) []piece {
		var out []piece
		at := 0
		for _, loc := range r.pattern.FindAllStringSubmatchIndex(s, -1) {
			match := make([]string, len(loc)/2)
			for i := range match {
				match[i] = s[loc[2*i]:loc[2*i+1]]
			}
			g := 1
			if match[1] == "" {
				g = len(match) - 1
			}
			h, ok := r.hides(m, match)
			if !ok {
				continue
			}
			out = append(out, piece{text: s[at:loc[2*g]]}, m.hide(h, match[g]))
			at = loc[2*g+1]
		}
		return append(out, piece{text: s[at:]})
	})
}

func hideClient(m *masker, match []string) (hidden, bool) { return m.clientName(match[1]) }

// clientName is what hides a client. A list of addresses is left for the
// search for addresses.
func (m *masker) clientName(s string) (hidden, bool) {
	if a, ok := address(s); ok {
		return canonicalAddress(a), true
	}
	host, _, _ := strings.Cut(s, ":")
	if s == "-" || m.hosts[strings.ToLower(host)] || strings.ContainsAny(s, ", ") {
		return hidden{}, false
	}
	return canonicalName(kindHost, s), true
}

func hideUser(_ *masker, match []string) (hidden, bool) {
	return canonicalName(kindUser, match[1]), match[1] != "-"
}

func hideMail(_ *masker, match []string) (hidden, bool) {
	return canonicalName(kindMail, strings.Replace(match[1], "%40", "@", 1)), true
}

func hideValue(_ *masker, match []string) (hidden, bool) {
	return canonicalName(kindValue, match[1]), true
}

// personal is what names of parameters contain whose values name a person or
// carry a secret.
var personal = regexp.MustCompile(`(?i)(token|key|auth|sess|sid$|passw|pwd|secret|sig$|signature|jwt|^code$|nonce|mail|user|usr|login|^log$|^(?:first|last|full|nick|display|real)?_?name$|phone|tel$|cel$|movil|curp|rfc$|clave|id$|addr|^ip$|_ip$|cookie|account|folio|nombre|apellido|seccion$)`)

func hideParameter(_ *masker, match []string) (hidden, bool) {
	parameter, value := match[2], match[3]
	return canonicalName(kindValue, value), personal.MatchString(parameter) || looksSecret(value, 10)
}

func hideToken(_ *masker, match []string) (hidden, bool) {
	return canonicalName(kindValue, match[1]), looksSecret(match[1], 1<<30)
}

// looksSecret says that a value is a mail address, a run of digits as long as
// a telephone number, or long and mixed of digits and letters as a token is.
func looksSecret(v string, phone int) bool {
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
	return digits >= phone || digits >= 4 && letters >= 4 && digits+letters >= 16
}

// headWords splits what stands before the time of a log line into its words:
// those up to and with the identity's place name hosts, the rest a user.
func headWords(s string) (from, to, users int, words []string) {
	loc := logLine.FindStringSubmatchIndex(s)
	if loc == nil {
		return 0, 0, 0, nil
	}
	words = strings.Split(s[loc[2]:loc[3]], " ")
	return loc[2], loc[3], max(slices.Index(words, "-"), 1), words
}

// head learns the client and the user of a log line.
func (m *masker) head(s string) {
	_, _, users, words := headWords(s)
	if words == nil {
		return
	}
	for _, w := range words[:users] {
		m.client(w)
	}
	rest := words[users:]
	if len(rest) > 1 && rest[0] == "-" {
		rest = rest[1:]
	}
	m.user(strings.Join(rest, " "))
	for _, w := range rest {
		m.user(w)
	}
}

// headPieces masks the client and the user of a log line, word by word.
func (m *masker) headPieces(s string) []piece {
	from, to, users, words := headWords(s)
	if words == nil {
		return []piece{{text: s}}
	}
	out := []piece{{text: s[:from]}}
	for i, w := range words {
		if i > 0 {
			out = append(out, piece{text: " ", done: true})
		}
		h, ok := canonicalName(kindUser, w), w != "-" && w != ""
		if i < users {
			h, ok = m.clientName(w)
		}
		if !ok {
			out = append(out, piece{text: w})
			continue
		}
		out = append(out, m.hide(h, w))
	}
	return append(out, piece{text: s[to:]})
}
