package origin_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/origin"
)

func TestMessages(t *testing.T) {
	for _, w := range lang.Check(origin.Failures) {
		t.Error(w)
	}
}

// four stores three tables of countries and one of networks.
func four(t testing.TB) *origin.Set {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string]string{"a.csv": tableA, "b.csv": tableB, "c.csv": tableC, "n.csv": tableN} {
		add(t, dir, name, data, origin.Options{Built: aDay})
	}
	return open(t, dir)
}

func TestLookup(t *testing.T) {
	s := four(t)
	type place struct {
		Country string
		Agreed  bool
		ASN     uint32
		Kind    string
	}
	tests := map[string]place{
		"192.0.2.7":          {"MX", false, 64496, "hosting"}, // MX MX US
		"192.0.2.200":        {"", false, 64496, "hosting"},   // NL MX US: a tie
		"203.0.113.7":        {"RU", true, 16509, "hosting"},  // RU RU, by the table of providers
		"198.51.100.7":       {"CN", false, 64497, "access"},  // one answer
		"198.51.100.200":     {"CN", false, 64498, "unknown"}, // a university with a cloud in its name
		"2001:db8::7":        {"MX", false, 0, "unknown"},     // one answer, no network
		"2001:db8:1::7":      {"", false, 0, "unknown"},       // just after the range
		"::ffff:203.0.113.7": {"RU", true, 16509, "hosting"},  // IPv4 mapped into IPv6
		"192.0.1.255":        {"", false, 0, "unknown"},       // before every range
		"10.0.0.1":           {"", false, 0, "unknown"},       // reserved
		"255.255.255.255":    {"", false, 0, "unknown"},
	}
	for a, want := range tests {
		p := s.Lookup(addr(a))
		got := place{p.Country.String(), p.Agreed, p.ASN, p.Kind.String()}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", a, d)
		}
	}
	if n := testing.AllocsPerRun(100, func() { s.Lookup(addr("192.0.2.7")) }); n != 0 {
		t.Errorf("a lookup allocates %v times", n)
	}
}

func TestAnswers(t *testing.T) {
	s := four(t)
	want := []origin.Answer{
		{Database: "a", Kind: "country", Built: aDay, Country: "NL", First: "192.0.2.128", Last: "192.0.2.255"},
		{Database: "b", Kind: "country", Built: aDay, Country: "MX", First: "192.0.2.0", Last: "192.0.2.255"},
		{Database: "c", Kind: "country", Built: aDay, Country: "US", First: "192.0.2.0", Last: "192.0.2.255"},
		{Database: "n", Kind: "network", Built: aDay, ASN: 64496, Organisation: "Example Hosting SA", First: "192.0.2.0", Last: "192.0.2.255"},
	}
	if d := cmp.Diff(want, s.Answers(addr("192.0.2.200"))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	six := s.Answers(addr("2001:db8::7"))[0]
	if six.First != "2001:db8::" || six.Last != "2001:db8:0:ffff:ffff:ffff:ffff:ffff" {
		t.Errorf("the range of an address of IPv6: %+v", six)
	}
	if got := s.Answers(addr("127.0.0.1")); got != nil {
		t.Errorf("an address that is reserved has answers: %v", got)
	}
	if got := s.Organisation(64497); got != "Example Telecom, Inc." {
		t.Errorf("organisation %q", got)
	}
	if got := s.Organisation(1); got != "" {
		t.Errorf("organisation of an unknown network %q", got)
	}
}

func TestMark(t *testing.T) {
	s := four(t)
	tests := map[string]origin.Mark{
		"192.0.2.7":      {Kind: origin.Hosting, By: "name", Rule: "…hosting…"},
		"203.0.113.7":    {Kind: origin.Hosting, By: "table", Rule: "Amazon.com, Inc."},
		"198.51.100.7":   {Kind: origin.Access, By: "name", Rule: "telecom…"},
		"198.51.100.200": {},
		"2001:db8::7":    {},
	}
	for a, want := range tests {
		if d := cmp.Diff(want, s.Mark(addr(a))); d != "" {
			t.Errorf("%s (-want +got):\n%s", a, d)
		}
	}
}

// TestTwoNetworkDatabases holds the vote: of two that differ, the younger.
func TestTwoNetworkDatabases(t *testing.T) {
	dir := t.TempDir()
	add(t, dir, "old.csv", "192.0.2.0,192.0.2.255,64500,Old Name\n", origin.Options{Built: "2029-01-01"})
	add(t, dir, "young.csv", "192.0.2.0,192.0.2.255,64501,Young Cloud\n", origin.Options{Built: "2030-01-01"})
	if p := open(t, dir).Lookup(addr("192.0.2.1")); p.ASN != 64501 || p.Kind != origin.Hosting {
		t.Errorf("%+v", p)
	}
	add(t, dir, "third.csv", "192.0.2.0,192.0.2.254,64500,Old Name\n", origin.Options{Built: "2029-01-02"})
	if p := open(t, dir).Lookup(addr("192.0.2.1")); p.ASN != 64500 || p.Kind != origin.Unknown {
		t.Errorf("%+v", p)
	}
}

func TestOpen(t *testing.T) {
	if s := open(t); len(s.Databases()) != 0 || s.Lookup(addr("192.0.2.1")) != (origin.Place{}) || s.Answers(addr("192.0.2.1")) == nil {
		t.Error("a set of no directory is not an empty one")
	}
	if s := open(t, filepath.Join(t.TempDir(), "missing")); len(s.Databases()) != 0 {
		t.Error("a directory that is not there has databases")
	}
	first, second := t.TempDir(), t.TempDir()
	add(t, first, "a.csv", tableA, origin.Options{Built: aDay})
	add(t, second, "a.csv", tableC, origin.Options{Built: aDay})
	add(t, second, "b.csv", tableB, origin.Options{Built: aDay})
	s := open(t, first, second)
	if c := s.Answers(addr("192.0.2.200"))[0].Country; c != "NL" || len(s.Databases()) != 2 {
		t.Errorf("of two databases of one name the second counts: %s, %d databases", c, len(s.Databases()))
	}
	if err := origin.Remove(second, "a"); err != nil {
		t.Error(err)
	}
	var f *origin.Failure
	for _, name := range []string{"a", "../b", ""} {
		if err := origin.Remove(second, name); !errors.As(err, &f) || f.Problem.Key != "origin-absent" {
			t.Errorf("removing %q: %v", name, err)
		}
	}
	if err := os.Rename(filepath.Join(second, "b.origin"), filepath.Join(second, "z.origin")); err != nil {
		t.Fatal(err)
	}
	if _, err := origin.Open(second); err == nil {
		t.Error("a file under another name is used")
	}
}

// TestTwice: a file under a second name would agree with itself. It may be
// added again under the same name, and over one that is damaged.
func TestTwice(t *testing.T) {
	dir := t.TempDir()
	add(t, dir, "a.csv", tableA, origin.Options{Built: aDay})
	var f *origin.Failure
	if _, err := origin.Add(t.Context(), dir, write(t, "b.csv", []byte(tableA)), origin.Options{Built: aDay}); !errors.As(err, &f) || f.Problem.Key != "origin-twice" {
		t.Errorf("the same file under another name: %v", err)
	}
	add(t, dir, "a.csv", tableA, origin.Options{Built: aDay})
	if err := os.WriteFile(filepath.Join(dir, "a.origin"), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	add(t, dir, "a.csv", tableA, origin.Options{Built: aDay})
	if n := len(open(t, dir).Databases()); n != 1 {
		t.Errorf("%d databases", n)
	}
}

func TestApart(t *testing.T) {
	dir := t.TempDir()
	add(t, dir, "a.csv", tableA, origin.Options{Built: "2030-01-01"})
	add(t, dir, "b.csv", tableB, origin.Options{Built: "2030-06-30"})
	add(t, dir, "c.csv", tableC, origin.Options{Built: "2031-01-01"})
	at := time.Date(2030, 7, 1, 23, 0, 0, 0, time.UTC)
	// 2030: January to June have 181 days; July to December 184.
	want := []origin.Age{{Database: "a", Built: "2030-01-01", Days: 181}, {Database: "c", Built: "2031-01-01", Days: -184}}
	if d := cmp.Diff(want, open(t, dir).Apart(at, 60)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	add(t, dir, "n.csv", tableN+"2001:db8::1,2001:db8::2,64496,X\n", origin.Options{Built: aDay})
	name := filepath.Join(dir, "n.origin")
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	try := func(what string, data []byte) {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := origin.Open(dir); err == nil {
			t.Errorf("%s: the file is used", what)
		}
	}
	for n := range len(good) {
		try("cut", good[:n])
	}
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x41
		try("a byte changed", bad)
	}
	try("longer", append(append([]byte(nil), good...), 0))
}
