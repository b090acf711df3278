package origin_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/origin"
)

// said is what a set says of addresses, one line for each.
func said(s *origin.Set, addresses ...string) string {
	var b strings.Builder
	for _, a := range addresses {
		p := s.Lookup(addr(a))
		fmt.Fprintf(&b, "%s %s AS%d %s\n", a, p.Country, p.ASN, s.Organisation(p.ASN))
	}
	return b.String()
}

// TestTables holds the forms in which tables of ranges are distributed.
// Numbers: 3221225984 is 192.0.2.0, and 42540766411282592856903984951653826560
// is 2001:db8:: (Python's ipaddress).
func TestTables(t *testing.T) {
	const addresses = "192.0.2.0 192.0.2.255 2001:db8::1"
	tests := map[string]struct {
		data, built, want string
	}{
		"addresses and codes": {"192.0.2.0,192.0.2.255,MX\n2001:db8::,2001:db8::ff,CN\n", "user", "MX AS0 |MX AS0 |CN AS0 "},
		"quoted, with carriage returns and a mark of byte order": {"\ufeff\"192.0.2.0\",\"192.0.2.255\",\"MX\"\r\n", "user", "MX AS0 |MX AS0 | AS0 "},
		"numbers":                           {"3221225984,3221226239,MX\n42540766411282592856903984951653826560,42540766411282592856903984951653826815,CN\n", "user", "MX AS0 |MX AS0 |CN AS0 "},
		"numbers of IPv4 mapped into IPv6":  {"281473902969344,281473902969599,MX,Mexico\n", "user", "MX AS0 |MX AS0 | AS0 "},
		"networks":                          {"192.0.2.0,192.0.2.255,64496,\"Example, \"\"the\"\" network\"\n", "user", ` AS64496 Example, "the" network| AS64496 Example, "the" network| AS0 `},
		"networks after a prefix":           {"\"3221225984\",\"3221226239\",\"192.0.2.0/24\",\"64496\",\"Example\"\n", "user", " AS64496 Example| AS64496 Example| AS0 "},
		"networks and codes, by tabulators": {"192.0.2.0\t192.0.2.255\t64496\tMX\tEXAMPLE\n198.51.100.0\t198.51.100.1\t0\tNone\tNot routed\n", "user", "MX AS64496 EXAMPLE|MX AS64496 EXAMPLE| AS0 "},
		"continents and cities":             {"192.0.2.0,192.0.2.255,NA,MX,Jalisco,X\n2001:db8::,2001:db8::ff,AS,CN,X,X\n", "user", "MX AS0 |MX AS0 |CN AS0 "},
		"prefixes":                          {"192.0.2.0/24,MX\n2001:db8::/64,CN\n", "user", "MX AS0 |MX AS0 |CN AS0 "},
		"a row of names":                    {"network,country,country_code,asn,as_name\n192.0.2.0/24,Mexico,MX,AS64496,Example\n192.0.2.9,,,,\n", "user", "MX AS64496 Example|MX AS64496 Example| AS0 "},
		"text of Tor":                       {"# Last updated based on June 3 2022 data\n3221225984,3221226239,MX\n3221226240,3221226240,??\n", "text", "MX AS0 |MX AS0 | AS0 "},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			dbs := add(t, dir, "x.csv", tt.data, origin.Options{Built: aDay})
			for _, d := range dbs {
				if d.Rejects != 0 || d.BuiltBy != tt.built {
					t.Errorf("%+v", d)
				}
			}
			var want strings.Builder
			for i, a := range strings.Fields(addresses) {
				fmt.Fprintf(&want, "%s %s\n", a, strings.Split(tt.want, "|")[i])
			}
			if d := cmp.Diff(want.String(), said(open(t, dir), strings.Fields(addresses)...)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestOverlaps: the narrower range holds, of two that cross the later one.
func TestOverlaps(t *testing.T) {
	dir := t.TempDir()
	d := add(t, dir, "x.csv", strings.Join([]string{
		"192.0.2.100,192.0.2.120,RU", // within the wide one
		"192.0.2.0,192.0.2.255,MX",
		"192.0.2.110,192.0.2.130,CN", // crosses it
		"192.0.2.110,192.0.2.112,US", // begins with that, shorter
		"192.0.2.0,192.0.2.255,MX",   // twice the same
	}, "\n"), origin.Options{Built: aDay})[0]
	if d.Overlaps != 3 || d.Ranges != 5 {
		t.Errorf("%d overlaps, %d ranges", d.Overlaps, d.Ranges)
	}
	s := open(t, dir)
	for a, want := range map[string]string{
		"192.0.2.0": "MX", "192.0.2.99": "MX", "192.0.2.100": "RU", "192.0.2.109": "RU", "192.0.2.110": "US",
		"192.0.2.112": "US", "192.0.2.113": "CN", "192.0.2.130": "CN", "192.0.2.131": "MX", "192.0.2.255": "MX", "192.0.3.0": "",
	} {
		if got := s.Lookup(addr(a)).Country.String(); got != want {
			t.Errorf("%s: %q, want %q", a, got, want)
		}
	}
}

// TestWholeSpace: ranges up to the last address of each family.
func TestWholeSpace(t *testing.T) {
	dir := t.TempDir()
	add(t, dir, "x.csv", "0.0.0.0,255.255.255.255,MX\n::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,RU\n2001:db8::1,2001:db8::1,CN\n", origin.Options{Built: aDay})
	s := open(t, dir)
	for a, want := range map[string]string{"1.1.1.1": "MX", "223.255.255.255": "MX", "2001:db8::": "RU", "2001:db8::1": "CN", "2001:db8::2": "RU", "2a00::": "RU"} {
		if got := s.Lookup(addr(a)).Country.String(); got != want {
			t.Errorf("%s: %q, want %q", a, got, want)
		}
	}
}

// TestRejects: a few broken rows are counted and the first is shown; many, and
// files of another kind, are refused.
func TestRejects(t *testing.T) {
	rows := strings.Repeat("192.0.2.0,192.0.2.255,MX\n", 600)
	d := add(t, t.TempDir(), "x.csv", rows+"192.0.2.9,192.0.2.1,MX\n192.0.2.1,2001:db8::1,MX\nbroken\n"+strings.Repeat("9", 20_000)+"\n", origin.Options{Built: aDay})[0]
	if d.Rejects != 4 || d.First != "192.0.2.9,192.0.2.1,MX" {
		t.Errorf("%d rejects, the first %q", d.Rejects, d.First)
	}
	tests := map[string]struct {
		name, data string
		o          origin.Options
		want       string
	}{
		"empty":            {"x.csv", "", origin.Options{Built: aDay}, "origin-empty"},
		"comments only":    {"x.csv", "# nothing\n", origin.Options{Built: aDay}, "origin-empty"},
		"prose":            {"x.txt", "This is no database.\n", origin.Options{Built: aDay}, "origin-columns"},
		"a log":            {"x.log", `192.0.2.1 - - [01/Jul/2030:00:00:00 +0000] "GET / HTTP/1.1" 200 1` + "\n", origin.Options{Built: aDay}, "origin-columns"},
		"a list":           {"x.txt", "192.0.2.1\n192.0.2.0/24\n", origin.Options{Built: aDay}, "origin-list"},
		"many broken rows": {"x.csv", "192.0.2.0,192.0.2.255,MX\n198.51.100.9,198.51.100.1,MX\n", origin.Options{Built: aDay}, "origin-rows"},
		"nothing known":    {"x.csv", "192.0.2.0,192.0.2.255,ZZ\n", origin.Options{Built: aDay}, "origin-nothing"},
		"no day":           {"x.csv", "192.0.2.0,192.0.2.255,MX\n", origin.Options{}, "origin-built"},
		"not a day":        {"x.csv", "192.0.2.0,192.0.2.255,MX\n", origin.Options{Built: "yesterday"}, "origin-day"},
		"no name":          {"x.csv", "192.0.2.0,192.0.2.255,MX\n", origin.Options{Built: aDay, Name: "../x"}, "origin-name"},
		"no kind":          {"x.csv", "192.0.2.1\n", origin.Options{Built: aDay, Kind: "evil"}, "origin-kind"},
		"a picture":        {"x.png", "\x89PNG\r\n\x1a\n\x00\x00\x00", origin.Options{Built: aDay}, "origin-unknown"},
		"a ZIP":            {"x.zip", "PK\x03\x04rest", origin.Options{Built: aDay}, "origin-zip"},
	}
	for name, tt := range tests {
		var f *origin.Failure
		_, err := origin.Add(t.Context(), t.TempDir(), write(t, tt.name, []byte(tt.data)), tt.o)
		if !errors.As(err, &f) || f.Problem.Key != tt.want {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
	var f *origin.Failure
	if _, err := origin.Add(t.Context(), t.TempDir(), "missing.csv", origin.Options{}); !errors.As(err, &f) || f.Problem.Key != "origin-unreadable" {
		t.Errorf("a missing file: %v", err)
	}
}
