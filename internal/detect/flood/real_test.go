package flood_test

import (
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// keeper is a sink that clones what it is given.
type keeper struct{ kept []request.Request }

func (k *keeper) Record(r *request.Request) error {
	c := *r
	c.Raw = nil
	for _, s := range []*string{
		&c.Client, &c.User, &c.Site, &c.Method, &c.Path, &c.Query, &c.Protocol, &c.Referer, &c.Agent,
	} {
		*s = strings.Clone(*s)
	}
	k.kept = append(k.kept, c)
	return nil
}

func (k *keeper) Issue(source.Issue) error { return nil }

// realLog reads a log of the directory shared/data beside the module.
func realLog(t *testing.T, name string) *log {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		f, err := os.Open(filepath.Join(dir, "shared", "data", "requests", name))
		if err != nil {
			continue
		}
		defer f.Close()
		return readLog(t, f, name)
	}
	t.Skip("no directory shared/data beside the module: real logs are not judged")
	return nil
}

func readLog(t *testing.T, f *os.File, name string) *log {
	t.Helper()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		in = z
	}
	k := &keeper{}
	for _, format := range request.Formats() {
		if format.Name != "combined" {
			continue
		}
		if err := format.Read(context.Background(), source.NewStream(in), source.Options{}, k); err != nil {
			t.Fatal(err)
		}
	}
	l := newLog(k.kept)
	l.sources[0].Name = name
	return l
}

// TestRealLogs holds the verdicts on logs whose truth is known.
func TestRealLogs(t *testing.T) {
	for _, c := range []struct {
		file string
		want []string // verdicts in order; "note" for a finding that judges nothing
	}{
		{"http2-flood-2023.log", []string{"attack"}},
		{"semicomplete-2015.log.gz", []string{"note"}},
		{"distributed-lowrate-2015.log.gz", nil},
		{"background-2022.log.gz", nil},
		{"webshell-scan-2024.log.gz", nil},
		{"scanner-acunetix-2016.log.gz", nil},
		{"scanner-w3af-2016.log.gz", []string{"unclear"}},
	} {
		t.Run(c.file, func(t *testing.T) {
			found := detectIn(t, realLog(t, c.file), nil)
			var got []string
			for _, f := range found {
				got = append(got, verdictOf(f))
			}
			if strings.Join(got, " ") != strings.Join(c.want, " ") {
				t.Errorf("got %v, want %v", got, c.want)
				for _, f := range found {
					t.Logf("%s to %s %s", f.Start, f.End, render(f))
				}
			}
		})
	}
}

func verdictOf(f *finding.Finding) string {
	if f.Verdict == "" {
		return "note"
	}
	return string(f.Verdict)
}
