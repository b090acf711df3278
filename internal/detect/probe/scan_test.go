package probe_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/weblog"
)

func TestOrdinaryTrafficIsNoProbe(t *testing.T) {
	for seed := range uint64(5) {
		m := newMaker(seed)
		m.visitors(3000, 7200)
		res := probe.Scan(m.log().table(), probe.Options{})
		for _, p := range res.Probes {
			t.Errorf("seed %d: %s, %d requests of %v", seed, p.Family, p.Requests, p.Top)
		}
	}
}

// expect is one way in which a log is probed, with what must come of it.
type expect struct {
	name      string
	plant     func(m *maker)
	family    probe.Family
	requests  int64
	clients   float64
	succeeded int64
	spread    bool
}

var expects = []expect{
	{
		name: "a scan by one address", family: probe.Scanning, requests: 30, clients: 1,
		plant: func(m *maker) {
			for i := range 30 {
				m.hit(float64(i)/2, "192.0.2.1", "GET", fmt.Sprintf("/no-%d.html", i), "", 404, 500)
			}
		},
	},
	{
		name: "a slow scan", family: probe.Scanning, requests: 40, clients: 1,
		plant: func(m *maker) {
			for i := range 40 {
				m.hit(float64(i)*120, "192.0.2.1", "GET", fmt.Sprintf("/no-%d.html", i), "", 404, 500)
			}
		},
	},
	{
		name: "a scan spread over a subnet", family: probe.Scanning, requests: 60, clients: 12, spread: true,
		plant: func(m *maker) {
			for i := range 60 {
				m.hit(float64(i)*60, fmt.Sprintf("192.0.2.%d", 1+i%12), "GET", fmt.Sprintf("/no-%d.html", i), "", 404, 500)
			}
		},
	},
	{
		name: "one address guesses passwords", family: probe.LoginBruteForce, requests: 31, clients: 1, succeeded: 1,
		plant: func(m *maker) {
			for i := range 30 {
				m.hit(float64(i), "192.0.2.1", "POST", "/wp-login.php", "", 200, 4000)
			}
			m.hit(30, "192.0.2.1", "POST", "/wp-login.php", "", 302, 0)
		},
	},
	{
		name: "passwords guessed from many addresses", family: probe.CredentialStuffing, requests: 120, clients: 60, spread: true,
		plant: func(m *maker) {
			for i := range 120 {
				m.hit(float64(i)*30, fmt.Sprintf("198.51.%d.7", i%60), "POST", "/login", "", 401, 90)
			}
		},
	},
	{
		name: "the interface of WordPress", family: probe.XMLRPCBruteForce, requests: 50, clients: 1,
		plant: func(m *maker) {
			for i := range 50 {
				m.hit(float64(i), "192.0.2.1", "POST", "/xmlrpc.php", "", 200, 400)
			}
		},
	},
	{
		name: "a form filled in by programs", family: probe.FormAbuse, requests: 100, clients: 50, spread: true,
		plant: func(m *maker) {
			for i := range 100 {
				c := fmt.Sprintf("198.51.%d.9", i%50)
				m.hit(float64(i)*40, c, "GET", "/registro", "", 200, 8000)
				m.hit(float64(i)*40+1, c, "POST", "/registro", "", 302, 0).Referer = "https://example.org/registro"
			}
		},
	},
	{
		name: "a secret file that is there", family: probe.SensitiveFile, requests: 2, clients: 1, succeeded: 1,
		plant: func(m *maker) {
			for i := range 5 {
				m.hit(float64(i), "192.0.2.9", "GET", fmt.Sprintf("/x%d", i), "", 404, 500)
			}
			m.hit(7, "192.0.2.1", "GET", "/.env", "", 200, 1733)
			m.hit(8, "192.0.2.1", "GET", "/.git/config", "", 404, 500)
		},
	},
	{
		name: "a site that answers everything alike", family: probe.SensitiveFile, requests: 4, clients: 1,
		plant: func(m *maker) {
			for i := range 5 {
				m.hit(float64(i), "192.0.2.9", "GET", fmt.Sprintf("/x%d", i), "", 404, 500)
			}
			for i, path := range []string{"/.env", "/.git/config", "/.aws/credentials", "/backup.sql"} {
				m.hit(float64(10+i), "192.0.2.1", "GET", path, "", 200, 3010+int64(i))
			}
		},
	},
	{
		name: "a web shell that is used", family: probe.WebShell, requests: 14, clients: 1, succeeded: 4,
		plant: func(m *maker) {
			for i, n := range []string{"c99", "r57", "b374k", "wso2", "xleet", "alfa3", "indoxploit", "0byte", "minishell", "sh3llx"} {
				m.hit(float64(i), "192.0.2.1", "GET", "/"+n+".php", "", 404, 500)
			}
			m.hit(20, "192.0.2.1", "GET", "/wso.php", "", 200, 7777)
			for i := range 3 {
				m.hit(float64(30+i), "192.0.2.1", "POST", "/wso.php", "", 200, 9000+int64(i)*1000)
			}
		},
	},
	{
		name: "one file out of many tries", family: probe.Traversal, requests: 8, clients: 1, succeeded: 1,
		plant: func(m *maker) {
			for i := range 7 {
				m.hit(float64(i), "192.0.2.1", "GET", "/ver", "f="+strings.Repeat("../", i+1)+"etc/passwd", 200, 1200)
			}
			m.hit(9, "192.0.2.1", "GET", "/ver", "f="+strings.Repeat("../", 8)+"etc/passwd", 200, 2999)
			for i := range 4 {
				m.hit(float64(20+i), "192.0.2.9", "GET", fmt.Sprintf("/x%d", i), "", 404, 500)
			}
		},
	},
	{
		name: "another protocol", family: probe.NotHTTP, requests: 1, clients: 1,
		plant: func(m *maker) { m.hit(1, "192.0.2.1", "", "\x16\x03\x01\x02", "", 400, 150).Protocol = "" },
	},
	{
		name: "an open proxy is looked for", family: probe.OpenProxy, requests: 1, clients: 1,
		plant: func(m *maker) { m.hit(1, "192.0.2.1", "CONNECT", "example.com:443", "", 405, 150) },
	},
	{
		name: "made-up paths", family: probe.RandomPath, requests: 200, clients: 1,
		plant: func(m *maker) {
			for i := range 200 {
				m.hit(float64(i)/100, "192.0.2.1", "GET", fmt.Sprintf("/QWER%c%c", 'A'+i/26, 'A'+i%26), "", 404, 500)
			}
		},
	},
	{
		name: "past the cache", family: probe.CacheBuster, requests: 200, clients: 1,
		plant: func(m *maker) {
			for i := range 200 {
				m.hit(float64(i)/100, "192.0.2.1", "GET", "/", fmt.Sprint(81_234_567+i*7919), 200, 22_000)
			}
		},
	},
}

func TestProbesAreFoundAmongVisitors(t *testing.T) {
	for _, c := range expects {
		t.Run(c.name, func(t *testing.T) {
			m := newMaker(3)
			m.visitors(800, 7200)
			c.plant(m)
			table := m.log().table()
			res := probe.Scan(table, probe.Options{})
			p := ofFamily(res, c.family)
			if p == nil {
				t.Fatalf("not found; found %v", res.Probes)
			}
			got := expect{requests: p.Requests, clients: p.Clients, succeeded: p.Succeeded, spread: p.Spread}
			want := expect{requests: c.requests, clients: c.clients, succeeded: c.succeeded, spread: c.spread}
			if d := cmp.Diff(want, got, cmp.AllowUnexported(expect{}), cmp.Comparer(func(a, b func(*maker)) bool { return true })); d != "" {
				t.Errorf("-want +got\n%s%v", d, p.Examples)
			}
			for _, id := range p.Members {
				if !res.Of(id).Has(c.family) {
					t.Errorf("%s is a member, but not by its set", table.Clients.Text(id))
				}
			}
		})
	}
}

// TestOwnPagesAreNoProbe holds that what a site's own people use is none of
// what it is named like: editors of WordPress, an API, a login that works.
func TestOwnPagesAreNoProbe(t *testing.T) {
	m := newMaker(5)
	m.visitors(500, 7200)
	for i := range 12 {
		c := fmt.Sprintf("203.0.113.%d", i)
		for k := range 6 {
			at := float64(i*300 + k*20)
			m.hit(at, c, "GET", "/wp-admin/edit.php", fmt.Sprintf("post=%d", k), 200, 30_000).Referer = "https://example.org/wp-admin/"
			m.hit(at+1, c, "GET", "/wp-includes/js/jquery.js", "", 200, 80_000).Referer = "https://example.org/wp-admin/"
			m.hit(at+2, c, "POST", "/wp-admin/admin-ajax.php", "", 200, 60).Referer = "https://example.org/wp-admin/"
		}
		m.hit(float64(i*300), c, "POST", "/wp-login.php", "", 302, 0).Referer = "https://example.org/wp-login.php"
	}
	for i := range 400 { // an application that reports, from many telephones
		m.hit(float64(i)*15, fmt.Sprintf("198.51.%d.%d", i%100, i%9), "POST", "/api/v1/events", "", 204, 0).Agent = "ResultadosApp/2.1 (Android 8.0)"
	}
	res := probe.Scan(m.log().table(), probe.Options{})
	for _, p := range res.Probes {
		t.Errorf("%s: %d requests, %v", p.Family, p.Requests, p.Examples)
	}
}

func TestCrawlersAreToldFromImpostors(t *testing.T) {
	m := newMaker(1)
	const agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
	for i := range 20 {
		m.hit(float64(i*60), "198.51.100.7", "GET", fmt.Sprintf("/n/%d", i), "", 200, 9000).Agent = agent
	}
	for i := range 5 {
		m.hit(float64(i*60+5), "203.0.113.9", "GET", "/", "", 200, 9000).Agent = agent
	}
	table := m.log().table()
	ranges := netip.MustParsePrefix("198.51.100.0/24")
	crawler := func(a netip.Addr) string {
		if ranges.Contains(a) {
			return "googlebot"
		}
		return ""
	}
	res := probe.Scan(table, probe.Options{Crawler: crawler, Lists: []string{"googlebot-2026"}})
	want := []probe.Crawler{{
		Name: "Googlebot", Requests: 25, Clients: 2, Verified: 20, Impostors: 5, ImpostorClients: 1,
		Top: []probe.Count{{Name: "203.0.113.9", Requests: 5}},
	}}
	if d := cmp.Diff(want, res.Crawlers); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if p := ofFamily(res, probe.ImpostorCrawler); p == nil || p.Requests != 5 {
		t.Errorf("impostors: %v", p)
	}
	unchecked := probe.Scan(table, probe.Options{})
	if unchecked.Checked || unchecked.Crawlers[0].Impostors != 0 || ofFamily(unchecked, probe.ImpostorCrawler) != nil {
		t.Errorf("without ranges nobody can be called an impostor: %+v", unchecked.Crawlers)
	}
	for _, lists := range [][]string{nil, {"bingbot"}} {
		other := probe.Scan(table, probe.Options{Crawler: crawler, Lists: lists})
		if other.Crawlers[0].Impostors != 0 || ofFamily(other, probe.ImpostorCrawler) != nil {
			t.Errorf("lists %q say nothing of Googlebot: %+v", lists, other.Crawlers)
		}
	}
}

// TestOrderOfReadingDoesNotMatter holds that results do not depend on the
// numbers that dictionaries give.
func TestOrderOfReadingDoesNotMatter(t *testing.T) {
	m := newMaker(9)
	m.visitors(300, 3600)
	for _, c := range expects {
		c.plant(m)
	}
	l := m.log()
	one, a, b := weblog.NewBuilder(0), weblog.NewBuilder(0), weblog.NewBuilder(0)
	for i := range l.requests {
		one.Add(0, &l.requests[i])
		[]*weblog.Builder{a, b}[i/97%2].Add(0, &l.requests[i])
	}
	brief := func(bs ...*weblog.Builder) (out []string) {
		table := weblog.Merge(bs, sources, weblog.NewSites(nil))
		for _, p := range probe.Scan(table, probe.Options{}).Probes {
			out = append(out, fmt.Sprint(p.Family, p.Requests, p.Clients, p.Networks, p.Succeeded, p.Spread, p.Top, p.CVEs, p.Examples))
		}
		return out
	}
	if d := cmp.Diff(brief(one), brief(b, a)); d != "" {
		t.Errorf("-one builder +two\n%s", d)
	}
}

func TestEmptyTable(t *testing.T) {
	b := weblog.NewBuilder(0)
	table := weblog.Merge([]*weblog.Builder{b}, sources, weblog.NewSites(nil))
	if res := probe.Scan(table, probe.Options{}); len(res.Probes) != 0 || res.Of(3) != 0 {
		t.Errorf("found %v in nothing", res.Probes)
	}
	w := weblog.Window{Site: weblog.AllSites, To: 1 << 40}
	if got := probe.Tools(table, w, nil); len(got) != 0 {
		t.Errorf("tools %v in nothing", got)
	}
	if got := probe.FindRecon(table, w, nil); len(got) != 0 {
		t.Errorf("reconnaissance %v in nothing", got)
	}
}

// TestHostileLines holds that no line, however odd, stops a scan.
func TestHostileLines(t *testing.T) {
	b := weblog.NewBuilder(0)
	for i, s := range []string{"", "\x00", "%", "%%%", "\xff\xfe", strings.Repeat("../", 5000), strings.Repeat("%25", 9000), "*", "${${${", "?"} {
		b.Add(0, &request.Request{Time: int64(i), Client: s, Method: s, Path: s, Query: s, Agent: s, Referer: s, Protocol: s, Status: -5, Bytes: -7, Site: s})
	}
	probe.Scan(weblog.Merge([]*weblog.Builder{b}, sources, weblog.NewSites(nil)), probe.Options{})
}
