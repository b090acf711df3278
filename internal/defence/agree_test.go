package defence_test

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/defence"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/signature"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// asked are requests that servers and the measure of a signature must judge
// alike.
var asked = []struct{ method, path, query, agent, referer string }{
	{"GET", "/", "", "x/1", ""},
	{"GET", "/", "12345", "x/1", ""},
	{"GET", "/", "12345", "", ""},
	{"POST", "/", "12345", "x/1", "https://example.org/"},
	{"GET", "/", "a=1&b=zz", "Mozilla/5.0 Chrome/120.0 Safari/537.36", "https://example.org/a?b=$c"},
	{"GET", "/", "b=zz&a=1", "Mozilla/5.0 Chrome/120.0 Safari/537.36", ""},
	{"GET", "/", "b=zz&a=q", "Mozilla/5.0 Chrome/121.0 Safari/537.36", ""},
	{"GET", "/KQZVTA", "", "x/1", ""},
	{"GET", "/KQZVTAB", "", "x/1", ""},
	{"GET", "/n/uno-dos-tres-cuatro/77.html", "", "x/1", ""},
	{"GET", "/n/uno/77.html", "", "x/1", ""},
	{"GET", "/%7Bid%7D/a%20b", "", "x/1", ""},
	{"GET", "/a'b\"c$d;e", "", "x/1 'q' \"d\" `b` $v {w} %{x}o #y \\z", ""},
	{"GET", "/donar", "12345", "WordPress/4.1; http://b.example.net; verifying pingback from 192.0.2.7", ""},
	{"GET", "/donar", "", "WordPress/4.1; http://b.example.net; verifying pingback from 192.0.2.77", ""},
	{"GET", "/index.html", "?", "(comma, and more)", "https://example.org/"},
}

// rules are signatures of one term for each field and value asked, negated
// too, and some of several.
func rules() (out []*signature.Signature) {
	for _, a := range asked {
		values := map[string]string{
			signature.Path: a.path, signature.PathForm: signature.Template(a.path), signature.Shape: signature.QueryShape(a.query),
			signature.Agent: a.agent, signature.AgentFamily: signature.Family(a.agent), signature.Referer: a.referer, signature.Method: a.method,
		}
		for _, field := range append([]string{signature.Method}, texts...) {
			out = append(out, of(term(field, values[field])), of(negated(field, values[field])))
		}
		out = append(out, of(term(signature.Path, a.path), negated(signature.Agent, a.agent), term(signature.Method, "GET", "HEAD")))
	}
	return append(out, of(term(signature.Protocol, "HTTP/1.1")), of(term(signature.Protocol, "HTTP/1.0", "HTTP/2")))
}

// table holds the requests asked, in order.
func table() *weblog.Table {
	b := weblog.NewBuilder(0)
	for i, a := range asked {
		b.Add(0, &request.Request{
			Where: source.Where{Offset: int64(i), Length: 1}, Time: int64(i) * 1e6, Client: "192.0.2.1", Method: a.method, Path: a.path,
			Query: a.query, Agent: a.agent, Referer: a.referer, Protocol: "HTTP/1.1", Status: 200,
		})
	}
	return weblog.Merge([]*weblog.Builder{b}, []source.Info{{Name: "a.log"}}, weblog.NewSites(nil))
}

// ask sends one request over a socket and says whether it was turned away.
func ask(t *testing.T, socket string, i int) bool {
	t.Helper()
	c, err := net.Dial("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	a := asked[i]
	target := a.path
	if a.query != "" {
		target += "?" + a.query
	}
	head := a.method + " " + target + " HTTP/1.1\r\nHost: x.example\r\nConnection: close\r\nContent-Length: 0\r\n"
	if a.agent != "" {
		head += "User-Agent: " + a.agent + "\r\n"
	}
	if a.referer != "" {
		head += "Referer: " + a.referer + "\r\n"
	}
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := c.Write([]byte(head + "\r\n")); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil {
		t.Fatalf("request %d: %v", i, err)
	}
	switch {
	case strings.Contains(line, " 403 "):
		return true
	case strings.Contains(line, " 204 "):
		return false
	}
	t.Fatalf("request %d is answered %q", i, line)
	return false
}

// serve starts a server with one socket for each rule and gives the sockets.
func serve(t *testing.T, program string, config string, dir string, args func(file string) []string, sockets int) []string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/" + program)
	}
	if err != nil {
		t.Skipf("%s is not installed", program)
	}
	file := filepath.Join(dir, "config")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args(file)...)
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	var out []string
	for i := range sockets {
		s := socket(dir, i)
		for tries := 0; ; tries++ {
			c, err := net.Dial("unix", s)
			if err == nil {
				_ = c.Close()
				break
			}
			if tries > 200 {
				t.Skipf("%s does not start here: %v", program, err)
			}
			time.Sleep(50 * time.Millisecond)
		}
		out = append(out, s)
	}
	return out
}

func socket(dir string, i int) string { return fmt.Sprintf("%s/%d", dir, i) }

// agree compares a server's answers with what the signature matches.
func agree(t *testing.T, target, program string, config func(dir string, texts []string) string, args func(file string) []string) {
	var all []*signature.Signature
	var texts []string
	for _, s := range rules() {
		text, err := defence.Render(target, s, measured())
		if err != nil {
			continue
		}
		all, texts = append(all, s), append(texts, text)
	}
	dir, err := os.MkdirTemp("", "u") // short: the name of a socket has a limit
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	sockets := serve(t, program, config(dir, texts), dir, args, len(all))
	rows, turned := table(), 0
	for i, s := range all {
		m := s.Compile(rows, nil)
		for k := range asked {
			got, want := ask(t, sockets[i], k), m.Match(rows.Row(k))
			if got != want {
				t.Errorf("%s turns request %d %+v away: %v, measured %v: %+v", program, k, asked[k], got, want, s.Terms)
			}
			if got {
				turned++
			}
		}
	}
	if len(all) < 100 || turned < 500 {
		t.Errorf("only %d rules, %d requests turned away", len(all), turned)
	}
}

func TestNginxAgrees(t *testing.T) {
	agree(t, defence.Nginx, "nginx", func(dir string, texts []string) string {
		var b strings.Builder
		fmt.Fprintf(&b, "daemon off;\nmaster_process off;\npid %s/pid;\nerror_log stderr crit;\nevents { worker_connections 4096; }\nhttp {\naccess_log off;\nvariables_hash_max_size 65536;\n", dir)
		for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
			fmt.Fprintf(&b, "%s_temp_path %s/%s;\n", kind, dir, kind)
		}
		for i, text := range texts {
			text = strings.ReplaceAll(text, "$unveil_", fmt.Sprintf("$unveil_%d_", i)) // many rules in one file
			maps, rule, _ := strings.Cut(text, "\nif ")
			fmt.Fprintf(&b, "%s\nserver {\nlisten unix:%s;\nif %s\nlocation / { return 204; }\n}\n", maps, socket(dir, i), rule)
		}
		return b.String() + "}\n"
	}, func(file string) []string { return []string{"-c", file} })
}

func TestHAProxyAgrees(t *testing.T) {
	agree(t, defence.HAProxy, "haproxy", func(dir string, texts []string) string {
		var b strings.Builder
		b.WriteString("global\n maxconn 200\ndefaults\n mode http\n timeout client 9s\n timeout server 9s\n timeout connect 9s\n")
		for i, text := range texts {
			fmt.Fprintf(&b, "frontend f%d\n bind unix@%s\n%s http-request return status 204\n", i, socket(dir, i), text)
		}
		return b.String()
	}, func(file string) []string { return []string{"-db", "-q", "-f", file} })
}

func TestCaddyAgrees(t *testing.T) {
	agree(t, defence.Caddy, "caddy", func(dir string, texts []string) string {
		var b strings.Builder
		b.WriteString("{\nadmin off\nauto_https off\n}\n")
		for i, text := range texts {
			fmt.Fprintf(&b, "http://x.example:%d {\nbind unix/%s\n%srespond 204\n}\n", 10000+i, socket(dir, i), text)
		}
		return b.String()
	}, func(file string) []string { return []string{"run", "--adapter", "caddyfile", "--config", file} })
}
