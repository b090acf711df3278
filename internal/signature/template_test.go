package signature_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/signature"
)

func TestTemplates(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"", ""},
		{"*", "*"},
		{"/", "/"},
		{"/noticias/gana-la-primera-vuelta-en/4711", "/noticias/{slug}/{n}"},
		{"/noticias/4711.html", "/noticias/{n}.html"},
		{"/casilla-0123B.pdf", "/casilla-{n}B.pdf"},
		{"/img/3f2a9c1e77b0.png", "/img/{hex}.png"},
		{"/2030/07/01/", "/{n}/{n}/{n}/"},
		{"/v/6ba7b810-9dad-11d1-80b4-00c04fd430c8", "/v/{uuid}"},
		{"/KQZVTA", "/{AAAAAA}"},
		{"/PREP", "/PREP"},
		{"/kqzvtbnw", "/{r}"}, // eight consonants on end
		{"/KQZVTAB", "/KQZVTAB"},
		{"/a9X2k7q", "/{r}"},
		{"/wp-login.php", "/wp-login.php"},
		{"/xmlrpc.php", "/xmlrpc.php"},
		{"/.env", "/.env"},
		{"/{id}", "/%7Bid%7D"},
		{"/" + strings.Repeat("x", 65), "/{long}"},
		{"/a/b/c/d/e/f/g/h/i/j", "/a/b/c/d/e/f/g/h/{rest}"},
		{"\x16\x03\x01", "{raw}"},
		{"http://example.org/", "{raw}"},
		{"//", "//"},
	} {
		if got := signature.Template(c.path); got != c.want {
			t.Errorf("Template(%q) is %q, want %q", c.path, got, c.want)
		}
	}
}

func TestQueryShapes(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"", ""},
		{"8391047265", "?{n}"},
		{"q=elecciones&page=2", "?page={n}&q=*"},
		{"page=2&q=elecciones", "?page={n}&q=*"},
		{"_=3f2a9c1e77b0", "?_={hex}"},
		{"wsdl", "?wsdl"},
		{"a=&b", "?a=&b"},
		{"x9K2p4zQ", "?{r}"},
		{"a&a=1&a=2", "?a&a={n}&a={n}"},
		{"a*b={x}", "?a%2Ab=*"},
		{"1&2&3&4&5&6&7&8&9", "?{many}"},
		{"s=" + strings.Repeat("y", 90), "?s=*"},
	} {
		if got := signature.QueryShape(c.query); got != c.want {
			t.Errorf("QueryShape(%q) is %q, want %q", c.query, got, c.want)
		}
	}
}

func TestFamilies(t *testing.T) {
	for _, c := range []struct{ agent, want string }{
		{"", ""},
		{browserAgents[0], "Chrome/120"},
		{browserAgents[1], "Safari 17"},
		{browserAgents[3], "Firefox/121"},
		{browserAgents[4], "Edg/120"},
		{"Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)", "MSIE 6"},
		{"Mozilla/5.0 (compatible; Thing/2.1; +http://example.org/)", "Mozilla/5"},
		{"curl/7.88.1", "curl/7"},
		{"python-requests/2.31.0", "python-requests/2"},
		{"WordPress/3.9.2; http://blog.example.net; verifying pingback from 192.0.2.77", "verifying pingback from 192.0.2.77"},
		{"WordPress/3.9.2; http://blog.example.net", "WordPress/3"},
		{"NotChrome/5 x", "NotChrome/5"},
		{strings.Repeat("z", 100), strings.Repeat("z", 64)},
	} {
		if got := signature.Family(c.agent); got != c.want {
			t.Errorf("Family(%q) is %q, want %q", c.agent, got, c.want)
		}
	}
}

// TestPatternsLeaveOthersAlone: what is of another kind is not matched.
func TestPatternsLeaveOthersAlone(t *testing.T) {
	for _, c := range []struct {
		field, value string
		yes, no      []string
	}{
		{signature.PathForm, "/noticias/{n}", []string{"/noticias/1"}, []string{"/noticias/", "/noticias/a", "/x/noticias/1", "/noticias/1/2"}},
		{signature.PathForm, "/{AAAAAA}", []string{"/ABCDEF"}, []string{"/ABCDEFG", "/abcdef", "/"}},
		{signature.PathForm, "/a.b(c)+$", []string{"/a.b(c)+$"}, []string{"/aXb(c)+$"}},
		{signature.Shape, "?{n}", []string{"12"}, []string{"", "a", "a=1", "12&3"}},
		{signature.Shape, "?a={n}&b=*", []string{"a=1&b=x", "b=&a=2"}, []string{"a=x&b=1", "a=1"}},
		{signature.Shape, "", []string{""}, []string{"a"}},
		{signature.AgentFamily, "Chrome/12", []string{"x Chrome/12.0"}, []string{"x Chrome/120.0", "x NotChrome/12.0"}},
		{signature.AgentFamily, "verifying pingback from 192.0.2.7", []string{"WordPress/4; verifying pingback from 192.0.2.7"}, []string{"verifying pingback from 192.0.2.77"}},
	} {
		expr, ok := signature.Pattern(c.field, c.value)
		re, err := regexp.Compile(expr)
		if !ok || err != nil {
			t.Fatalf("Pattern(%s, %q): %q %v %v", c.field, c.value, expr, ok, err)
		}
		for _, s := range c.yes {
			if !re.MatchString(s) {
				t.Errorf("%s of %q does not match %q", expr, c.value, s)
			}
		}
		for _, s := range c.no {
			if re.MatchString(s) {
				t.Errorf("%s of %q matches %q", expr, c.value, s)
			}
		}
	}
	for _, c := range [][2]string{{signature.Shape, "?a&b&c&d&e"}, {signature.PathForm, "/a\nb"}, {signature.AgentFamily, "Mozilla/5"}, {signature.Agent, "x"}} {
		if _, ok := signature.Pattern(c[0], c[1]); ok {
			t.Errorf("%s %q has a pattern", c[0], c[1])
		}
	}
}

// FuzzPatterns: a text is matched by the expression of its own kind, a kind is
// the same again, and neither panics.
func FuzzPatterns(f *testing.F) {
	for _, s := range []string{"/a/b-c-d-e/12.html", "/%7Bx%7D/{y}", "a=1&b=x&c", "&&=*", "Mozilla/5.0 Version/17.1 Safari/6", "MSIE 6.0", "x; verifying pingback from ::1", "/\xff\xfe", strings.Repeat("é", 70)} {
		f.Add(s)
	}
	forms := map[string]func(string) string{signature.PathForm: signature.Template, signature.Shape: signature.QueryShape, signature.AgentFamily: signature.Family}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4096 || strings.ContainsAny(s, "\n?") {
			return // a request line has no line feed, a path no question mark
		}
		for field, form := range forms {
			value := form(s)
			expr, ok := signature.Pattern(field, value)
			if !ok {
				continue
			}
			re, err := regexp.Compile(expr)
			if err != nil {
				t.Fatalf("%s of %q: %v", field, value, err)
			}
			if !re.MatchString(s) {
				t.Errorf("%s %q of %q has the expression %s, which does not match", field, value, s, expr)
			}
		}
	})
}

func TestKindsCostLittle(t *testing.T) {
	buf := make([]byte, 0, 512)
	if n := testing.AllocsPerRun(100, func() {
		buf = signature.AppendTemplate(buf[:0], "/noticias/gana-la-primera-vuelta-en/4711")
		buf = signature.AppendShape(buf[:0], "q=elecciones&page=2")
		buf = signature.AppendFamily(buf[:0], browserAgents[0])
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if d := cmp.Diff("Chrome/120", string(buf)); d != "" {
		t.Error(d)
	}
}
