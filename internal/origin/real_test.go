package origin_test

import (
	"archive/tar"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/oschwald/maxminddb-golang/v2"

	"github.com/unveil-project/unveil/internal/origin"
)

// realFiles are packages of real databases, in a directory that the variable
// UNVEIL_ORIGIN_PACKAGES names. Without it the tests on them are skipped.
func realFiles(t testing.TB) []string {
	t.Helper()
	dir := os.Getenv("UNVEIL_ORIGIN_PACKAGES")
	if dir == "" {
		t.Skip("UNVEIL_ORIGIN_PACKAGES names no directory with packages of real databases (*.tgz)")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(files) < 3 {
		t.Skipf("%s has %d packages, three are needed", dir, len(files))
	}
	return files
}

// realDir converts the first three of the real packages, in order of name.
func realDir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range realFiles(t)[:3] {
		if _, err := origin.Add(t.Context(), dir, f, origin.Options{}); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
	}
	return dir
}

func open(t testing.TB, dirs ...string) *origin.Set {
	t.Helper()
	s, err := origin.Open(dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRealDatabases holds what any database agrees on (who runs the public
// resolvers), and the memory of three.
func TestRealDatabases(t *testing.T) {
	dir := realDir(t)
	before := memory()
	s := open(t, dir)
	t.Logf("three databases take %.1f MB of memory", float64(memory()-before)/1e6)
	for _, d := range s.Databases() {
		t.Logf("%s %s %s: %d ranges, %d networks, %d rejects (%s), %d overlaps; %s; warning %q", d.Name, d.Kind, d.Built, d.Ranges, d.Networks, d.Rejects, d.First, d.Overlaps, d.Licence, d.Warning)
		if d.Ranges < 50_000 || d.Rejects > 100 {
			t.Errorf("%s: %d ranges, %d rejects", d.Name, d.Ranges, d.Rejects)
		}
	}
	for addr, want := range map[string]uint32{"8.8.8.8": 15169, "1.1.1.1": 13335, "2001:4860:4860::8888": 15169, "2606:4700:4700::1111": 13335} {
		if p := s.Lookup(netip.MustParseAddr(addr)); p.ASN != want || p.Kind != origin.Hosting {
			t.Errorf("%s: %+v", addr, p)
		}
	}
	runtime.KeepAlive(s)
}

func memory() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestRealAgainstItsReader asks the original file and what was made of it for
// the same addresses: at random, and at the ends of ranges.
func TestRealAgainstItsReader(t *testing.T) {
	for _, file := range realFiles(t) {
		raw := memberOf(t, file, ".mmdb")
		if raw == nil {
			continue
		}
		db, err := maxminddb.OpenBytes(raw)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if _, err := origin.Add(t.Context(), dir, file, origin.Options{}); err != nil {
			t.Fatal(err)
		}
		s, asked, known := open(t, dir), 0, 0
		check := func(a netip.Addr) {
			if why := origin.Reserved(a); why != "" {
				return
			}
			var code string
			if err := db.Lookup(a).DecodePath(&code, "country_code"); err != nil {
				t.Fatal(err)
			}
			want, _ := origin.ParseCountry(code)
			if got := s.Lookup(a).Country; got != want {
				t.Errorf("%s: %s is in %v, the original says %v", filepath.Base(file), a, got, want)
			}
			if asked++; want != 0 {
				known++
			}
		}
		r := rand.New(rand.NewPCG(1, 2))
		for range 200_000 {
			check(random4(r))
			a := random6(r)
			check(a)
			if got := s.Answers(a); len(got) == 1 && got[0].First != "" {
				last := netip.MustParseAddr(got[0].Last)
				check(netip.MustParseAddr(got[0].First))
				check(last)
				check(last.Next())
			}
		}
		if known < 100_000 {
			t.Errorf("%s: of %d addresses only %d are known", filepath.Base(file), asked, known)
		}
	}
}

func random4(r *rand.Rand) netip.Addr {
	n := r.Uint32()
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}

// random6 is an address of the part of IPv6 that registries give out.
func random6(r *rand.Rand) netip.Addr {
	var b [16]byte
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	b[0], b[1] = 0x2a+byte(r.IntN(2))*0xfa, b[1]&0x1f // 2a00::/11 and 2400::/11
	return netip.AddrFrom16(b)
}

// memberOf is the one file of a package that ends so and holds both families.
func memberOf(t *testing.T, file, ending string) []byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(h.Name, ending) && !strings.Contains(h.Name, "-ipv") {
			b, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
	}
}

// BenchmarkOpen loads three real databases: less than 30 ms is wanted.
func BenchmarkOpen(b *testing.B) {
	dir := realDir(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := origin.Open(dir); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLookup asks three real databases: less than 300 ns is wanted, and
// no allocation.
func BenchmarkLookup(b *testing.B) {
	s := open(b, realDir(b))
	r := rand.New(rand.NewPCG(1, 2))
	for name, draw := range map[string]func(*rand.Rand) netip.Addr{"ipv4": random4, "ipv6": random6} {
		addrs := make([]netip.Addr, 1<<16)
		for i := range addrs {
			addrs[i] = draw(r)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				sink = s.Lookup(addrs[i&(1<<16-1)])
				i++
			}
		})
	}
}

var sink origin.Place
