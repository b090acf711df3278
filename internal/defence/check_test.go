package defence_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/defence"
	"github.com/unveil-project/unveil/internal/signature"
)

// signatures are what the programs themselves are asked to read.
func signatures() map[string]*signature.Signature {
	all := map[string]*signature.Signature{
		"every field": whole(),
		"addresses":   of(term(signature.Client, "192.0.2.7", "2001:db8::7"), term(signature.Path, "/")),
		"prefixes":    of(term(signature.Prefix, "192.0.2.0/24", "2001:db8:7::/48")),
		"not those":   of(negated(signature.Method, "GET"), negated(signature.Agent, "", "x")),
	}
	nasty := of()
	for _, field := range texts {
		t := signature.Term{Field: field}
		for _, value := range hostile {
			if _, err := defence.Render(defence.Nginx, of(term(field, value)), measured()); err == nil {
				t.Values = append(t.Values, value)
			}
		}
		nasty.Terms = append(nasty.Terms, t)
	}
	all["hostile values"] = nasty
	return all
}

// check runs a program over the text of each signature, put into a whole
// configuration.
func check(t *testing.T, target, program string, wrap func(dir, text string) string, args func(file string) []string) {
	path, err := exec.LookPath(program)
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/" + program)
	}
	if err != nil {
		t.Skipf("%s is not installed", program)
	}
	for name, s := range signatures() {
		t.Run(name, func(t *testing.T) {
			text, err := defence.Render(target, s, measured())
			if err != nil {
				t.Skip(err)
			}
			dir := t.TempDir()
			file := filepath.Join(dir, "config")
			if err := os.WriteFile(file, []byte(wrap(dir, text)), 0o600); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command(path, args(file)...).CombinedOutput(); err != nil {
				t.Errorf("%s refuses it: %v\n%s\n%s", program, err, out, text)
			}
		})
	}
}

func TestNginxReadsIt(t *testing.T) {
	check(t, defence.Nginx, "nginx", func(dir, text string) string {
		maps, rule, _ := strings.Cut(text, "\nif ")
		return "pid " + dir + "/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\nclient_body_temp_path " + dir + ";\nproxy_temp_path " + dir +
			";\nfastcgi_temp_path " + dir + ";\nuwsgi_temp_path " + dir + ";\nscgi_temp_path " + dir + ";\n" + maps +
			"\nserver {\nlisten unix:" + dir + "/s;\nif " + rule + "}\n}\n"
	}, func(file string) []string { return []string{"-t", "-q", "-c", file} })
}

func TestHAProxyReadsIt(t *testing.T) {
	check(t, defence.HAProxy, "haproxy", func(_, text string) string {
		return "defaults\n mode http\n timeout client 1s\n timeout server 1s\n timeout connect 1s\nfrontend f\n bind 127.0.0.1:8080\n" + text + " default_backend b\nbackend b\n server s 127.0.0.1:1\n"
	}, func(file string) []string { return []string{"-c", "-f", file} })
}

func TestCaddyReadsIt(t *testing.T) {
	check(t, defence.Caddy, "caddy", func(_, text string) string {
		return "{\nadmin off\nauto_https off\n}\nhttp://127.0.0.1:0 {\n" + text + "}\n"
	}, func(file string) []string { return []string{"validate", "--adapter", "caddyfile", "--config", file} })
}

func TestNFTablesReadsIt(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("nft asks the kernel, which answers root only")
	}
	if out, err := exec.Command("/usr/sbin/nft", "list", "tables").CombinedOutput(); err != nil {
		t.Skipf("nft does not work here: %s", out)
	}
	check(t, defence.NFTables, "nft", func(_, text string) string { return text }, func(file string) []string { return []string{"-c", "-f", file} })
}
