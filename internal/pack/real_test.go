package pack_test

import (
	"bufio"
	"compress/gzip"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/pack"
	"github.com/unveil-project/unveil/internal/traffic"
)

// realLines reads the first lines of a real log.
func realLines(t *testing.T, path string, most int) (lines []string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	s := bufio.NewScanner(in)
	s.Buffer(nil, 1<<20)
	for s.Scan() && len(lines) < most {
		lines = append(lines, strings.ToValidUTF8(s.Text(), "?"))
	}
	return lines
}

// TestRealLines masks lines of real logs and looks for the addresses of their
// clients in what is left.
func TestRealLines(t *testing.T) {
	found, err := filepath.Glob("../../../shared/data/requests/*.log*")
	if err != nil || len(found) == 0 {
		t.Skip("there is no directory shared/data beside the module")
	}
	total := 0
	for _, path := range found {
		lines := realLines(t, path, 900)
		public, err := pack.Public(pack.Input{Key: key, Report: &traffic.Report{Limits: lines}})
		if err != nil {
			t.Fatal(err)
		}
		clients := map[string]bool{}
		for _, l := range lines {
			first, _, _ := strings.Cut(l, " ")
			if a, err := netip.ParseAddr(first); err == nil {
				clients[a.String()] = true
			}
		}
		total += len(clients) // some logs came with other names in this place
		text := strings.Join(public.Limits, "\n")
		for c := range clients {
			if at := strings.Index(text, c); at >= 0 && alone(text, at, len(c)) {
				t.Errorf("%s: %s is left in …%s…", filepath.Base(path), c, text[max(0, at-50):min(len(text), at+50)])
			}
		}
		got, want := strings.Count(text, "Mozilla/"), strings.Count(strings.Join(lines, "\n"), "Mozilla/")
		if got != want {
			t.Errorf("%s: of %d agents %d are left", filepath.Base(path), want, got)
		}
	}
	if total < 400 {
		t.Errorf("only %d clients", total)
	}
}
