package request_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// shared finds the directory of real logs beside the module, or skips.
func shared(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		found := filepath.Join(dir, "shared", "data", "requests")
		if _, err := os.Stat(found); err == nil {
			return found
		}
	}
	t.Skip("no directory shared/data beside the module: real logs are not compared")
	return ""
}

func load(t testing.TB, name string) string {
	t.Helper()
	f, err := os.Open(filepath.Join(shared(t), name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sniffed is the format that is surest of a text.
func sniffed(text string) string {
	best, name := 0, ""
	for _, f := range request.Formats() {
		if f.Sniff == nil {
			continue
		}
		if n := f.Sniff([]byte(text[:min(len(text), source.HeadSize)])); n > best {
			best, name = n, f.Name
		}
	}
	return name
}

func TestRealLogs(t *testing.T) {
	for _, tt := range []struct {
		file           string
		format         string
		kept, rejected int
		warnings       []string
	}{
		{"semicomplete-2015.log.gz", "combined", 10000, 0, []string{"agent: the record breaks off inside agent; its other fields are whole"}},
		{"http2-flood-2023.log", "combined", 858, 0, nil},
		{"distributed-lowrate-2015.log.gz", "combined", 3456, 0, nil},
		{"webshell-scan-2024.log.gz", "combined", 1791, 0, nil},
		{"background-2022.log.gz", "combined", 114, 0, nil},
		{"scanner-acunetix-2016.log.gz", "combined", 6539, 0, nil},
		{"scanner-w3af-2016.log.gz", "combined", 3996, 0, nil},
		{"crowdsec-hub/apache2-logs/apache2-logs.log", "combined", 7, 2, nil},
		{"crowdsec-hub/nginx_http-logs/nginx_http-logs.log", "combined", 8, 1, nil},
		{"crowdsec-hub/nginx-http-malformed/nginx_http-logs.log", "combined", 12, 0, nil},
		{"crowdsec-hub/caddy-logs/caddy-logs.log", "caddy-json", 10, 1, nil},
		{"crowdsec-hub/http-dos-bypass-cache/http_dos_bypass_cache.log", "combined", 356, 0, nil},
		{"crowdsec-hub/http-dos-random-uri/http_dos_random_uri.log", "combined", 66, 0, nil},
		{"crowdsec-hub/nginx-bad-user-agent/nginx-bad-user-agent.log", "combined", 3, 0, nil},
		{"crowdsec-hub/nginx-http-path-traversal/nginx-http-path-traversal.log", "combined", 9, 0, nil},
		{"crowdsec-hub/nginx-http-sqli-probing/nginx-http-sqli-probing.log", "combined", 16, 0, nil},
		{"crowdsec-hub/traefik_clf/traefik_clf.log", "traefik-clf", 7, 0, nil},
		{"crowdsec-hub/aws-alb-logs/aws-alb-logs.log", "aws-alb", 14, 0, nil},
	} {
		t.Run(tt.file, func(t *testing.T) {
			text := load(t, tt.file)
			if got := sniffed(text); got != tt.format {
				t.Errorf("sniffed as %q, want %q", got, tt.format)
			}
			c := read(t, tt.format, text, source.Options{})
			if len(c.requests) != tt.kept || len(c.rejects) != tt.rejected {
				t.Errorf("kept %d, rejected %d: %.10q; want %d and %d", len(c.requests), len(c.rejects), sayAll(c.rejects), tt.kept, tt.rejected)
			}
			if d := cmp.Diff(tt.warnings, sayAll(c.warnings)); d != "" {
				t.Errorf("warnings -want +got\n%s", d)
			}
		})
	}
}
