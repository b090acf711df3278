package origin

import (
	"regexp"
	"strings"
	"time"
)

// describedBy takes over what a package says of itself.
func (d *draft) describedBy(m manifest, readme string) {
	d.name = plainText(clip(m.Name, 200))
	if s, ok := m.License.(string); ok {
		d.licence = clip(plainText(s), 200)
	}
	if t, ok := dayIn(m.Version); ok {
		d.built, d.builtBy = t, builtByVersion
	}
	d.warning = notice(readme)
	if s, ok := m.Deprecated.(string); ok && d.warning == "" {
		d.warning = clip(plainText(s), maxNotice)
	}
}

// digits are runs of at least eight digits: a day, perhaps with an hour.
var digits = regexp.MustCompile(`\d{8,}`)

// dayIn finds a day in a version such as 2.3.2026061719.
func dayIn(version string) (string, bool) {
	for _, run := range digits.FindAllString(version, -1) {
		t, err := time.Parse("20060102", run[:8])
		if err == nil && t.Year() >= 2000 && t.Year() < 2100 {
			return t.Format(day), true
		}
	}
	return "", false
}

const maxNotice = 400

var (
	alert   = regexp.MustCompile(`(?i)^\s*>\s*\[!(CAUTION|WARNING|IMPORTANT)\]`)
	link    = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	serious = regexp.MustCompile(`(?i)\b(bugs?|incorrect|inaccurate|deprecated|outdated|no longer|discontinued|do not use|unmaintained)\b`)
)

// notice is what a README warns of, in its own words: the sentences of its
// boxes of warning that speak of bugs, of incorrect data or of an end.
func notice(readme string) string {
	var said []string
	inside := false
	for line := range strings.Lines(readme) {
		switch {
		case alert.MatchString(line):
			inside = true
		case !strings.HasPrefix(strings.TrimSpace(line), ">"):
			inside = false
		case inside:
			said = append(said, sentences(line)...)
		}
	}
	return clip(strings.Join(said, " "), maxNotice)
}

// sentences are the serious sentences of a line, without marks of Markdown.
func sentences(line string) (out []string) {
	line = strings.TrimLeft(strings.TrimSpace(line), "> ")
	line = link.ReplaceAllString(line, "$1")
	line = plainText(strings.NewReplacer("**", "", "`", "", "__", "").Replace(line))
	for s := range strings.SplitAfterSeq(line, ". ") {
		if s = strings.TrimSpace(s); serious.MatchString(s) && strings.HasSuffix(s, ".") {
			out = append(out, s)
		}
	}
	return out
}
