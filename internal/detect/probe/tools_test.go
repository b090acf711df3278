package probe_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/weblog"
)

// burst is the window in which tests plant floods.
var burst = weblog.Window{Site: weblog.AllSites, From: start + 3600, To: start + 3600 + 900}

// isBot is true of the addresses of floods in tests, 192.0.x.y.
func isBot(t *weblog.Table) func(uint32) bool {
	return func(c uint32) bool { return strings.HasPrefix(t.Clients.Text(c), "192.0.") }
}

func bot(i, of int) string { return fmt.Sprintf("192.0.%d.%d", i%of/200, i%of%200) }

func TestTools(t *testing.T) {
	const n = 1000
	at := func(i int) float64 { return 3600 + float64(i)*0.8 }
	for _, c := range []struct {
		name  string
		plant func(m *maker)
		want  []string
	}{
		{"made-up paths", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 20), "GET", fmt.Sprintf("/%x%xQz", m.Uint32(), m.Uint32()), "", 404, 500)
			}
		}, []string{probe.ToolRandomPath}},
		{"six capitals", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 20), "GET", fmt.Sprintf("/QW%c%c%c%c", 'A'+m.IntN(26), 'A'+m.IntN(26), 'A'+m.IntN(26), 'A'+m.IntN(26)), "", 404, 500)
			}
		}, []string{probe.ToolLOIC}},
		{"cache buster", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 20), "GET", "/", fmt.Sprint(10_000_000+m.IntN(1e9)), 200, 20_000)
			}
		}, []string{probe.ToolCacheBuster, probe.ToolOneURL}},
		{"agents anew", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 20), "GET", []string{"/", "/noticias"}[i%2], "", 200, 20_000).Agent = fmt.Sprintf("Mozilla/5.0 (%d)", m.Uint32())
			}
		}, []string{probe.ToolAgentCycling}},
		{"versions", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 20), "GET", []string{"/", "/noticias"}[i%2], "", 400, 0).Protocol = "HTTP/1.2"
			}
		}, []string{probe.ToolVersions}},
		{"given up", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 20), "GET", "/", "", 499, 0).Protocol = "HTTP/2.0"
			}
		}, []string{probe.ToolOneURL, probe.ToolRapidReset}},
		{"passwords", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 20), "POST", "/wp-login.php", "", 200, 4000)
			}
		}, []string{probe.ToolLogin, probe.ToolOneURL, probe.ToolPost}},
		{"interface of WordPress", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 20), "POST", "/xmlrpc.php", "", 200, 400).Agent = "Go-http-client/1.1"
			}
		}, []string{probe.ToolLibrary, probe.ToolOneURL, probe.ToolPost, probe.ToolXMLRPC}},
		{"searches", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 20), "GET", "/buscar", fmt.Sprintf("q=palabra+%s", string(rune('a'+i%26))), 200, 8000)
			}
		}, []string{probe.ToolOneURL, probe.ToolSearch}},
		{"heads without a name, thin", func(m *maker) {
			for i := range n {
				m.hit(at(i), bot(i, 400), "HEAD", "/", "", 200, 0).Agent = ""
			}
		}, []string{probe.ToolHead, probe.ToolNoAgent, probe.ToolOneURL, probe.ToolThin}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMaker(2)
			m.visitors(600, 7200)
			c.plant(m)
			table := m.log().table()
			var got []string
			for _, tool := range probe.Tools(table, burst, isBot(table)) {
				got = append(got, tool.Name)
				if tool.Requests != n {
					t.Errorf("%s has %d requests, want %d", tool.Name, tool.Requests, n)
				}
			}
			slices.Sort(got)
			slices.Sort(c.want)
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestPingbacks: blogs are made to ask, and name who made them.
func TestPingbacks(t *testing.T) {
	m := newMaker(2)
	m.visitors(300, 7200)
	for i := range 900 {
		from := "203.0.113.5"
		if i%9 == 0 {
			from = "203.0.113.77"
		}
		m.hit(3600+float64(i), bot(i, 300), "GET", "/", fmt.Sprint(1_000_000+i), 200, 900).Agent = fmt.Sprintf("WordPress/3.9.2; http://blog%d.example; verifying pingback from %s", i%300, from)
	}
	table := m.log().table()
	tools := probe.Tools(table, burst, isBot(table))
	i := slices.IndexFunc(tools, func(x probe.Tool) bool { return x.Name == probe.ToolPingback })
	if i < 0 {
		t.Fatalf("no pingbacks among %v", tools)
	}
	want := []probe.Count{{Name: "203.0.113.5", Requests: 800}, {Name: "203.0.113.77", Requests: 100}}
	if d := cmp.Diff(want, tools[i].Details); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestPeopleUseNoTools: the visitors of a burst taken for hostile show none of
// the tools that are made of programs.
func TestPeopleUseNoTools(t *testing.T) {
	m := newMaker(2)
	m.visitors(3000, 7200)
	table := m.log().table()
	for _, tool := range probe.Tools(table, burst, nil) {
		if tool.Name != probe.ToolThin {
			t.Errorf("people use %s: %d requests, %v", tool.Name, tool.Requests, tool.Details)
		}
	}
}

func TestReconnaissance(t *testing.T) {
	m := newMaker(4)
	m.visitors(800, 7200)
	for i := range 2000 { // the flood, from 3600 s
		r := m.hit(3600+float64(i)*0.4, bot(i, 40), "GET", "/propuestas", "", 503, 0)
		r.Agent = "Mozilla/4.0 (compatible; MSIE 6.0)"
	}
	for i := range 600 { // visitors who find it failing
		m.hit(3610+float64(i), fmt.Sprintf("10.9.%d.%d", i/200, i%200), "GET", "/", "", 503, 0)
	}
	m.hit(2640, "203.0.113.50", "HEAD", "/propuestas", "", 200, 0).Agent = ""                                       // 16 minutes before
	m.hit(1000, "203.0.113.51", "GET", "/propuestas", "", 200, 22_000).Agent = "Mozilla/4.0 (compatible; MSIE 6.0)" // the same program
	m.hit(3900, "203.0.113.60", "GET", "/propuestas", "", 503, 0).Agent = "check-host (https://check-host.net/)"
	m.hit(1500, "203.0.113.70", "GET", "/propuestas", "", 200, 22_000).Agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
	for i := range 40 { // a monitor that always comes
		m.hit(float64(i)*180, "203.0.113.80", "HEAD", "/propuestas", "", 200, 0).Agent = "UptimeRobot/2.0"
	}
	table := m.log().table()
	got := map[string]string{}
	for _, r := range probe.FindRecon(table, burst, isBot(table)) {
		got[r.Name] = r.When
		if len(r.Why) < 2 || r.Innocent.Key == "" || r.Line == "" {
			t.Errorf("%s is listed without reasons: %+v", r.Name, r)
		}
	}
	want := map[string]string{"203.0.113.50": "before", "203.0.113.51": "before", "203.0.113.60": "during"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
