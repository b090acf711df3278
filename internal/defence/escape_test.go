package defence_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/defence"
	"github.com/unveil-project/unveil/internal/signature"
)

// tokens reads a text as its target does: what stands outside literals, each
// of which is a «, and the literals.
type tokens func(text string) (skeleton string, literals []string)

// readers are small readers of each target's quoting, written from its
// documentation and held to the programs themselves in check_test.go.
var readers = map[string]tokens{
	defence.Nginx:      func(s string) (string, []string) { return scan(uncomment(s), `"`, nginxEscape) },
	defence.HAProxy:    func(s string) (string, []string) { return scan(uncomment(s), `'`, nil) },
	defence.Caddy:      caddyTokens,
	defence.Cloudflare: func(s string) (string, []string) { return scan(uncomment(s), `"`, nil) },
	defence.Scenario:   func(s string) (string, []string) { return scan(uncomment(s), `"`, exprEscape) },
}

// uncomment leaves out lines that begin with a number sign. Our comments stand
// on lines of their own; one that a value began elsewhere would stay.
func uncomment(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(line, "#") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// scan finds literals between quotes. escape reads what follows a backslash;
// without it a backslash is one.
func scan(s, quote string, escape func(next byte) (string, bool)) (skeleton string, literals []string) {
	var out, lit strings.Builder
	inside := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case inside && c == '\\' && escape != nil && i+1 < len(s):
			text, ok := escape(s[i+1])
			if !ok {
				text = s[i : i+2]
			}
			lit.WriteString(text)
			i++
		case strings.IndexByte(quote, c) >= 0:
			if inside {
				literals = append(literals, lit.String())
				lit.Reset()
			} else {
				out.WriteString("«")
			}
			inside = !inside
		case inside:
			lit.WriteByte(c)
		default:
			out.WriteByte(c)
		}
	}
	if inside {
		out.WriteString("OPEN")
	}
	return out.String(), literals
}

func nginxEscape(next byte) (string, bool) {
	switch next {
	case '"', '\'', '\\':
		return string(next), true
	case 't':
		return "\t", true
	case 'r':
		return "\r", true
	case 'n':
		return "\n", true
	}
	return "", false
}

func exprEscape(next byte) (string, bool) {
	if next == '\\' || next == '"' {
		return string(next), true
	}
	return "BAD", true // no other escape may be written
}

// caddyTokens reads the token between backticks, then the raw strings of CEL
// in it. What Caddy would replace is part of the skeleton even in a string.
func caddyTokens(s string) (string, []string) {
	outer, inner := scan(uncomment(s), "`", nil)
	if len(inner) != 1 {
		return "BACKTICKS", nil
	}
	skeleton, literals := scan(inner[0], `"`, nil)
	for _, l := range literals {
		skeleton += strings.Join(regexp.MustCompile(`\{\$|\{[a-zA-Z][\w.-]+\}`).FindAllString(l, -1), "")
	}
	return outer + skeleton, literals
}

// texts are the fields of which a value may be any text.
var texts = []string{signature.Path, signature.PathForm, signature.Shape, signature.Agent, signature.AgentFamily, signature.Referer}

// hold renders one value for every target and complains of one that leaves its
// literal, or whose literal does not say the value.
func hold(t *testing.T, field, value string) {
	for target, read := range readers {
		text, err := defence.Render(target, of(term(field, value)), measured())
		if err != nil {
			continue
		}
		plain, err := defence.Render(target, of(term(field, "/x")), measured())
		if err != nil {
			t.Fatalf("%s %s: %v", target, field, err)
		}
		skeleton, literals := read(text)
		want, others := read(plain)
		skeleton = absent.ReplaceAllString(skeleton, "")
		if skeleton != want || len(literals) < len(others) {
			t.Errorf("%s %s %q leaves its literal:\n%s\nwant\n%s", target, field, value, skeleton, want)
			continue
		}
		says(t, target, field, value, literals)
	}
}

// says holds that one of the literals is an expression that matches the value.
func says(t *testing.T, target, field, value string, literals []string) {
	if field != signature.Path && field != signature.Agent && field != signature.Referer {
		return // package signature holds expressions to kinds
	}
	for _, l := range literals {
		if value == "" && l == "" {
			return // nginx compares what is empty as it stands
		}
		re, err := regexp.Compile(strings.TrimPrefix(l, "~"))
		if err == nil && re.MatchString(value) && !re.MatchString(value+"x") && !re.MatchString("x"+value) {
			return
		}
	}
	t.Errorf("%s %s %q: no literal matches it alone: %q", target, field, value, literals)
}

// absent is the line that HAProxy has besides, for what is not there.
var absent = regexp.MustCompile(`acl unveil_1 (?:url -m reg «|req\.fhdr_cnt\([a-z-]+\) eq 0)\n`)

var hostile = []string{
	"", "/", `"`, `'`, "`", `\`, `\\`, `\"`, "$", "$1", "${HOME}", "$http_cookie", "{", "}", "{}", "{http.request.host}", "{$HOME}", "%[src]", "%{+Q}o",
	`x" 1; } server { return 200`, `x' or true`, "x` respond 200", "# comment", ";", "a;b", `" or true or http.host eq "`, "r\"", `\x22`, `\n`, `a\`,
	"(?i)x", "(?#", "[", "]", "[^", "a|b", "*", "+", "?", ".", "^$", "é", "日本", "\u00a0", "a b", "  ", "-i", "--", "~", "~*x", "<script>", "&&", "||",
	"Mozilla/5.0 (Windows NT 10.0) {\"x\":'y'} #1 100% $5", "/{n}", "?{n}&x=*", "%7B", "default", "include /etc/passwd", "hostnames", "volatile",
}

func TestValuesStayInTheirLiterals(t *testing.T) {
	for _, field := range texts {
		for _, value := range hostile {
			hold(t, field, value)
		}
	}
}

func FuzzRender(f *testing.F) {
	for _, value := range hostile {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		for _, field := range texts {
			hold(t, field, value)
		}
		for _, field := range []string{signature.Client, signature.Prefix, signature.ASN, signature.Country, signature.Method, signature.Protocol} {
			for _, target := range defence.Targets() {
				text, err := defence.Render(target, of(term(field, value)), measured())
				if err == nil && strings.ContainsAny(value, "\"'`\\${}#;\n ") {
					t.Errorf("%s takes the %s %q: %s", target, field, value, text)
				}
			}
		}
	})
}
