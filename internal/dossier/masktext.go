package dossier

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a part of a text: done where it was masked, so that no later rule
// looks into a pseudonym.
type piece struct {
	text string
	done bool
}

// rule finds what its pattern's group 1 matches and gives the replacement;
// false leaves it.
type rule struct {
	pattern *regexp.Regexp
	replace func(m *Masker, group string) (string, bool)
}

// logLine matches a Combined or Common line up to its time; group 1 is what
// stands before it: an optional virtual host, the client, the identity, the
// user.
var logLine = regexp.MustCompile(`^\s*"?(\S.{0,600}?) \[\d{1,2}/[A-Z][a-z]{2}/\d{4}:`)

// fieldRules and textRules are applied in this order to any text, which
// docs/formats/report.md describes to readers. The first ones come before the
// known members are masked, because they mask more than the name: a post's id
// leads to its account.
var fieldRules = []rule{
	// Fields of JSON lines that hold a client or an account.
	{regexp.MustCompile(`(?i)"(?:remote_addr|remote_ip|client_ip|client|clientip|x_forwarded_for|x-forwarded-for)"\s*:\s*"([^"]+)"`), maskAddress},
	{regexp.MustCompile(`(?i)"(?:remote_user|user_id|user|username|user_name|screen_name|account|account_id|author|author_id|handle|external_author_id|in_reply_to_user_id|name|display_name)"\s*:\s*"([^"]+)"`), maskAccount},
	{regexp.MustCompile(`(?i)"(?:user_id|account_id|author_id|external_author_id|in_reply_to_user_id)"\s*:\s*(\d+)`), maskAccount},
	// Pages of social networks: the path names the account, and a post's id
	// leads to it.
	{regexp.MustCompile(`(?i)\b(?:twitter|x|facebook|fb|instagram|tiktok|threads|vk|gab|linkedin)\.(?:com|net|me)/([^\s"'<>]+)`), maskPath},
	{regexp.MustCompile(`(?i)\b(?:t\.me|wa\.me|bsky\.app/profile|ok\.ru|truthsocial\.com)/([^\s"'<>]+)`), maskPath},
	{regexp.MustCompile(`(?i)\byoutube\.com/(?:user|channel|c)/([^\s"'<>/?#]+)`), maskAccount},
}

// textRules come after the known members were masked.
var textRules = []rule{
	// Query strings that carry a secret or a person.
	{regexp.MustCompile(`(\?[^\s"'<>#]+)`), maskQuery},
	// Mentions, of one network and of federated ones.
	{regexp.MustCompile(`(?:^|[^\p{L}\p{N}_.+-])[@＠]([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}.-]+[\p{L}\p{N}])?)`), maskAccount},
	{regexp.MustCompile(`([\p{L}\p{N}._+-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)`), maskEmail},
	// Addresses, also as reverse names spell them. A browser's version
	// ("Chrome/120.0.0.0") looks like one and is not.
	{regexp.MustCompile(`(?:^|[^0-9A-Za-z_:.])([0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*[0-9A-Fa-f:])(?:%\w+)?`), maskIPv6},
	{regexp.MustCompile(`((?:\b(?:Chrome|HeadlessChrome|Chromium|Edg|EdgA|OPR|CriOS|YaBrowser|Brave|Electron|UCBrowser|Whale|Vivaldi|SamsungBrowser|FBAV)/)?(?:\d{1,3}\.){3}\d{1,3})`), maskIPv4},
	{regexp.MustCompile(`\b(\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3})[.-][A-Za-z]`), maskIPv4},
	// Telephone numbers: international, Mexican with and without spaces. Ten
	// digits that begin with 1 are a Unix time.
	{regexp.MustCompile(`(\+\d{1,3}(?:[ .-]?\(?\d{2,4}\)?){2,5})`), maskPhone},
	{regexp.MustCompile(`(\(\d{2,3}\) ?\d{3,4}[ .-]?\d{4})\b`), maskPhone},
	{regexp.MustCompile(`\b(\d{2,3}[.-]\d{3,4}[.-]\d{4})\b`), maskPhone},
	{regexp.MustCompile(`\b([2-9]\d{9}|52\d{10,11})\b`), maskPhone},
}

// spacedPhone is a telephone number in groups parted by spaces. In a log line
// such groups are a status, a size and a duration.
var spacedPhone = rule{regexp.MustCompile(`\b(\d{2,3} \d{3,4} \d{4})\b`), maskPhone}

// Text masks every account, address, e-mail address, telephone number and
// secret that it can recognize in a text, and every known member.
func (m *Masker) Text(s string) string {
	if s == "" {
		return ""
	}
	ps, isLog := m.logFields(s)
	for _, r := range fieldRules {
		ps = m.apply(ps, r)
	}
	ps = m.each(ps, m.replaceKnown)
	for _, r := range textRules {
		ps = m.apply(ps, r)
	}
	if !isLog {
		ps = m.apply(ps, spacedPhone)
	}
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.text)
	}
	return b.String()
}

// Known masks only the known members: for file names and commands, which
// would be of no use without their digits.
func (m *Masker) Known(s string) string {
	var b strings.Builder
	for _, p := range m.replaceKnown(s) {
		b.WriteString(p.text)
	}
	return b.String()
}

// logFields masks the client and the user of a log line: all of what stands
// before its time, but for public hosts.
func (m *Masker) logFields(s string) ([]piece, bool) {
	loc := logLine.FindStringSubmatchIndex(s)
	if loc == nil {
		return []piece{{text: s}}, false
	}
	words := strings.Split(s[loc[2]:loc[3]], " ")
	identity := slices.Index(words, "-")
	for i, w := range words {
		host, _, _ := strings.Cut(w, ":")
		switch {
		case w == "-" || w == "" || m.public[fold(host)]:
		case i < max(identity, 1):
			words[i] = m.Address(w)
		default:
			words[i] = m.Account(w)
		}
	}
	return []piece{{text: s[:loc[2]]}, {strings.Join(words, " "), true}, {text: s[loc[3]:]}}, true
}

func (m *Masker) each(ps []piece, f func(string) []piece) []piece {
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

func (m *Masker) apply(ps []piece, r rule) []piece {
	return m.each(ps, func(s string) []piece {
		var out []piece
		at := 0
		for _, loc := range r.pattern.FindAllStringSubmatchIndex(s, -1) {
			masked, ok := r.replace(m, s[loc[2]:loc[3]])
			if !ok {
				continue
			}
			out = append(out, piece{text: s[at:loc[2]]}, piece{masked, true})
			at = loc[3]
		}
		return append(out, piece{text: s[at:]})
	})
}

// replaceKnown masks every known member that stands in the text as a word of
// its own.
func (m *Masker) replaceKnown(s string) []piece {
	if len(m.known) == 0 {
		return []piece{{text: s}}
	}
	var out []piece
	from, at := 0, 0
	for at < len(s) {
		w := word(s[at:])
		n, masked := m.knownAt(s[at:], w)
		if n == 0 {
			at += len(w)
			continue
		}
		out = append(out, piece{text: s[from:at]}, piece{masked, true})
		at += n
		from = at
	}
	return append(out, piece{text: s[from:]})
}

// knownAt gives the length of the known member that s begins with, and its
// pseudonym; 0 where it begins with none.
func (m *Masker) knownAt(s, w string) (int, string) {
	for _, k := range m.known[strings.ToLower(w)] {
		if n := foldPrefix(s, k.id); n > 0 && endsWord(s, n) {
			return n, k.pseudonym
		}
	}
	if rest := s[len(w):]; len(w) >= 4 && (rest == "…" || rest == "...") {
		return m.cutShort(w)
	}
	return 0, ""
}

// cutShort masks the last word of a shortened quote where a known member
// begins with it.
func (m *Masker) cutShort(w string) (int, string) {
	low := strings.ToLower(w)
	i, _ := slices.BinarySearch(m.sorted, low)
	if i < len(m.sorted) && strings.HasPrefix(m.sorted[i], low) {
		return len(w), "…"
	}
	return 0, ""
}

// word gives the word that s begins with, or its first character where that
// is not part of a word.
func word(s string) string {
	for i, r := range s {
		if !isWord(r) {
			if i == 0 {
				return s[:max(1, runeLen(s))]
			}
			return s[:i]
		}
	}
	return s
}

func runeLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// foldPrefix gives how many bytes of s spell the lower-case id in any case, 0
// where s does not begin with it.
func foldPrefix(s, id string) int {
	n := 0
	for _, want := range id {
		got, size := utf8.DecodeRuneInString(s[n:])
		if size == 0 || unicode.ToLower(got) != want {
			return 0
		}
		n += size
	}
	return n
}

// endsWord says that s has no word running over position n.
func endsWord(s string, n int) bool {
	last, _ := utf8.DecodeLastRuneInString(s[:n])
	next, size := utf8.DecodeRuneInString(s[n:])
	return size == 0 || !isWord(last) || !isWord(next)
}
