package traffic_test

import (
	"bytes"
	"context"
	"errors"
	"net/netip"
	"regexp"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/drill/traffic"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

func config(vhost bool) traffic.Config {
	return traffic.Config{
		Seed: 5, Site: "a.example.org", VHost: vhost, Sessions: 0.2, Gateways: 0.02, FastCrawls: 1,
		Crowds: []traffic.Crowd{{ID: "call", Kind: truth.TelevisedCall, Starts: world.Calls(), Factor: 20, Decay: 5 * time.Minute, Landing: "/agenda"}},
		Floods: []traffic.Flood{
			{ID: "thin", Stealth: truth.Thin, Start: world.Day(2, 3, 0), Length: 20 * time.Minute, Addresses: 300, Rate: 0.8, Turn: 5 * time.Minute},
			{ID: "thick", Stealth: truth.Thick, Start: world.Day(3, 3, 0), Length: 3 * time.Minute, Addresses: 9, Rate: 70},
		},
		Scans: []traffic.Scan{{ID: "scan", Start: world.Day(4, 3, 0), Addresses: 2, Paths: 30}},
	}
}

var combined = regexp.MustCompile(`^([0-9a-f.:]+) - - \[([^\]]+)\] "(?:GET|HEAD|POST) (/[^ "]*) HTTP/1\.1" [2-5]\d\d (?:\d+|-) "([^"]*)" "[^"]*"$`)

func TestLines(t *testing.T) {
	var b bytes.Buffer
	if _, err := traffic.Write(t.Context(), &b, config(false)); err != nil {
		t.Fatal(err)
	}
	reserved := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("2001:db8::/32")}
	last, n := time.Time{}, 0
	for line := range bytes.Lines(b.Bytes()) {
		n++
		m := combined.FindSubmatch(bytes.TrimSuffix(line, []byte("\n")))
		if m == nil {
			t.Fatalf("line %d is not a Combined line: %s", n, line)
		}
		at, err := time.Parse("02/Jan/2006:15:04:05 -0700", string(m[2]))
		if err != nil || at.Before(last) || at.Before(world.Start()) || !at.Before(world.End()) {
			t.Fatalf("line %d: time %s after %v: %v", n, m[2], last, err)
		}
		last = at
		client, err := netip.ParseAddr(string(m[1]))
		if err != nil || client.String() != string(m[1]) {
			t.Fatalf("line %d: %s is not an address in its canonical text", n, m[1])
		}
		if !reserved[0].Contains(client) && !reserved[1].Contains(client) && !reserved[2].Contains(client) {
			t.Fatalf("line %d: %s may be somebody's", n, client)
		}
	}
	if n < 10_000 {
		t.Errorf("%d lines", n)
	}
}

// No address is in two items: what a member sends in its item's interval is
// the item's.
func TestMembersAreApart(t *testing.T) {
	var b bytes.Buffer
	items, err := traffic.Write(t.Context(), &b, config(true))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	owner := map[string]string{}
	for _, it := range items {
		ids = append(ids, it.ID)
		for _, m := range it.Members {
			if owner[m] != "" {
				t.Errorf("%s is in %s and in %s", m, owner[m], it.ID)
			}
			owner[m] = it.ID
		}
	}
	if len(ids) != 4 {
		t.Errorf("items %v, want four", ids)
	}
	for line := range bytes.Lines(b.Bytes()) {
		if !bytes.HasPrefix(line, []byte("a.example.org:443 ")) {
			t.Fatalf("no virtual host in %s", line)
		}
	}
}

func TestWriteStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := traffic.Write(ctx, &bytes.Buffer{}, config(false)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was stopped", err)
	}
	if _, err := traffic.Write(t.Context(), broken{}, config(false)); !errors.Is(err, errDisk) {
		t.Errorf("error %v, want the disk's", err)
	}
}

var errDisk = errors.New("no space left")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errDisk }
