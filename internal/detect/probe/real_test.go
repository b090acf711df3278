package probe_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// filler is a sink that fills a table.
type filler struct{ b *weblog.Builder }

func (f filler) Record(r *request.Request) error { f.b.Add(0, r); return nil }

func (f filler) Issue(source.Issue) error { return nil }

// shared finds a file or directory of shared/data/requests beside the module.
func shared(tb testing.TB, name string) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "shared", "data", "requests", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	tb.Skip("no directory shared/data beside the module: real logs are not read")
	return ""
}

// readTable reads a log in the format that its head resembles most.
func readTable(tb testing.TB, path string) *weblog.Table {
	tb.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(text))
		if err != nil {
			tb.Fatal(err)
		}
		if text, err = io.ReadAll(z); err != nil {
			tb.Fatal(err)
		}
	}
	best, most := -1, 0
	formats := request.Formats()
	for i, f := range formats {
		if f.Sniff == nil {
			continue
		}
		if n := f.Sniff(text[:min(len(text), 64<<10)]); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		tb.Fatalf("%s is in no format", path)
	}
	b := weblog.NewBuilder(0)
	if err := formats[best].Read(context.Background(), source.NewStream(bytes.NewReader(text)), source.Options{}, filler{b}); err != nil {
		tb.Fatal(err)
	}
	info := []source.Info{{Name: filepath.Base(path), SHA256: "aa", Kind: source.Requests}}
	return weblog.Merge([]*weblog.Builder{b}, info, weblog.NewSites(nil))
}

// TestRealLogs holds what is found in logs whose truth is known: the families
// that must be there with their requests and addresses, and those that must
// not be there.
func TestRealLogs(t *testing.T) {
	type count struct{ requests, clients int }
	for _, c := range []struct {
		file string
		want map[probe.Family]count // zero: there, with any number
		none []probe.Family         // must not be there; nil: no others than want
		most int64                  // requests of all probes, 0: any
	}{
		{file: "http2-flood-2023.log"},
		{
			file: "distributed-lowrate-2015.log.gz",
			want: map[probe.Family]count{probe.FormAbuse: {1080, 439}},
		},
		{
			file: "semicomplete-2015.log.gz", most: 150,
			want: map[probe.Family]count{probe.AdminInterface: {}, probe.WordPressScan: {}},
			none: []probe.Family{
				probe.Traversal, probe.SQLInjection, probe.CommandInjection, probe.ExpressionInjection, probe.CrossSiteScripting, probe.KnownVulnerability,
				probe.LoginBruteForce, probe.CredentialStuffing, probe.FormAbuse, probe.Scanning, probe.Crawling, probe.CacheBuster, probe.RandomPath, probe.AgentCycling,
			},
		},
		{
			file: "webshell-scan-2024.log.gz",
			want: map[probe.Family]count{
				probe.Scanning: {}, probe.WebShell: {}, probe.KnownVulnerability: {}, probe.SensitiveFile: {}, probe.NotHTTP: {}, probe.OpenProxy: {},
				probe.CommandInjection: {}, probe.Traversal: {}, probe.ScannerAgent: {}, probe.WordPressScan: {}, probe.AdminInterface: {},
			},
			none: []probe.Family{probe.FormAbuse, probe.CredentialStuffing, probe.CacheBuster, probe.RandomPath},
		},
		{
			file: "background-2022.log.gz",
			want: map[probe.Family]count{
				probe.SensitiveFile: {19, 8}, probe.KnownVulnerability: {}, probe.ExpressionInjection: {1, 1}, probe.CommandInjection: {}, probe.OpenProxy: {2, 1},
				probe.NotHTTP: {}, probe.ScannerAgent: {}, probe.AdminInterface: {},
			},
			none: []probe.Family{probe.FormAbuse, probe.CredentialStuffing, probe.LoginBruteForce, probe.Crawling},
		},
		{
			file: "scanner-acunetix-2016.log.gz",
			want: map[probe.Family]count{
				probe.Scanning: {}, probe.Traversal: {}, probe.SQLInjection: {}, probe.CrossSiteScripting: {}, probe.CommandInjection: {},
				probe.ExpressionInjection: {}, probe.KnownVulnerability: {}, probe.SensitiveFile: {}, probe.LoginBruteForce: {},
			},
			none: []probe.Family{probe.FormAbuse, probe.CredentialStuffing, probe.RandomPath},
		},
		{
			file: "scanner-w3af-2016.log.gz",
			want: map[probe.Family]count{probe.ScannerAgent: {}, probe.Scanning: {}},
			none: []probe.Family{probe.FormAbuse, probe.CredentialStuffing, probe.CacheBuster},
		},
	} {
		t.Run(c.file, func(t *testing.T) {
			res := probe.Scan(readTable(t, shared(t, c.file)), probe.Options{})
			for f, n := range c.want {
				p := ofFamily(res, f)
				if p == nil || n != (count{}) && (int(p.Requests) != n.requests || int(p.Clients) != n.clients) {
					t.Errorf("%s: got %+v, want %+v", f, p, n)
				}
			}
			for _, p := range res.Probes {
				if _, ok := c.want[p.Family]; !ok && c.none == nil || slices.Contains(c.none, p.Family) {
					t.Errorf("%s: %d requests: %v", p.Family, p.Requests, p.Examples)
				}
				if p.Succeeded > 0 {
					t.Errorf("%s: %d look successful in a log where nothing is known to be: %v", p.Family, p.Succeeded, p.Examples)
				}
			}
			if c.most > 0 && res.Requests > c.most {
				t.Errorf("%d requests are probes, want at most %d", res.Requests, c.most)
			}
		})
	}
}
