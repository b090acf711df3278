package origin_test

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/origin"
)

// FuzzAdd: whatever a file holds, it is refused or stored, and what is stored
// can be opened and says the same by Lookup and by Answers.
func FuzzAdd(f *testing.F) {
	for _, s := range []string{tableA, tableN, "192.0.2.1\n2001:db8::/64\n", `{"prefixes":[{"ipv4Prefix":"192.0.2.0/24"}]}`, "network,country_code\n192.0.2.0/24,MX\n"} {
		f.Add([]byte(s), false)
		f.Add([]byte(s), true)
	}
	f.Add(mmdbFile("x", julyFirst, map[string][]pair{"192.0.2.0/24": {{"country_code", "MX"}}, "2001:db8::/32": {{"country_code", "CN"}}}), false)
	f.Add(archive(f, entry{name: "package.json", data: `{"version":"1.20300701"}`}, entry{name: "a.csv", data: tableA}), false)
	f.Add(packed(f, []byte(tableN)), false)
	f.Fuzz(func(t *testing.T, data []byte, list bool) {
		if len(data) > 1<<16 {
			return
		}
		o := origin.Options{Built: aDay}
		if list {
			o.Kind = "proxy"
		}
		dir := t.TempDir()
		dbs, err := origin.Add(t.Context(), dir, write(t, "x", data), o)
		if err != nil {
			return
		}
		s := open(t, dir)
		if len(s.Databases()) != len(dbs) {
			t.Fatalf("%d databases were stored, %d are there", len(dbs), len(s.Databases()))
		}
		for _, a := range []string{"192.0.2.0", "192.0.2.255", "198.51.100.3", "8.8.8.8", "2001:db8::1", "2a00::1"} {
			same(t, s, addr(a))
		}
	})
}

// same holds that Lookup says what the answers say, where they are one.
func same(t *testing.T, s *origin.Set, a netip.Addr) {
	t.Helper()
	p := s.Lookup(a)
	for _, r := range s.Answers(a) {
		if r.Kind == origin.CountryDB && r.Country != p.Country.String() || r.Kind == origin.NetworkDB && r.ASN != p.ASN {
			t.Fatalf("%s: %+v, but %+v", a, p, r)
		}
		if r.First != "" && (a.Less(addr(r.First)) || addr(r.Last).Less(a)) {
			t.Fatalf("%s does not lie in its range: %+v", a, r)
		}
	}
}

// FuzzOpen: a stored file with a right checksum and any content is refused or
// answers without a panic.
func FuzzOpen(f *testing.F) {
	dir := f.TempDir()
	add(f, dir, "n.csv", tableN+"2001:db8::1,2001:db8::2,64496,X\n", origin.Options{Built: aDay})
	add(f, dir, "x.txt", "192.0.2.1\n2001:db8::/64\n", origin.Options{Built: aDay, Kind: "tor", Name: "n2"})
	for _, name := range []string{"n.origin", "n2.origin"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			f.Fatal(err)
		}
		size := binary.LittleEndian.Uint32(b[16:])
		f.Add(b[20:20+size], b[20+size:len(b)-4])
	}
	f.Fuzz(func(t *testing.T, header, columns []byte) {
		b := binary.LittleEndian.AppendUint32([]byte("unveil origin 1\n"), uint32(len(header)))
		b = append(append(b, header...), columns...)
		b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)))
		var h struct {
			Database string `json:"database"`
		}
		if json.Unmarshal(header, &h) != nil || h.Database == "" || strings.ContainsAny(h.Database, "/\x00") || len(h.Database) > 100 {
			return
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, h.Database+".origin"), b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := origin.Open(dir)
		if err != nil {
			return
		}
		for _, a := range []string{"0.0.0.0", "192.0.2.0", "203.0.113.255", "223.255.255.255", "2001:db8::1", "2a00::1"} {
			same(t, s, addr(a))
			s.Mark(addr(a))
			s.Crawler(addr(a))
			s.Organisation(s.Lookup(addr(a)).ASN)
		}
	})
}

// FuzzRanges holds overlapping ranges to their rule, one address at a time:
// the range that begins last, the shorter, the later row.
func FuzzRanges(f *testing.F) {
	f.Add([]byte{0, 255, 0, 10, 20, 1, 15, 30, 2})
	f.Add([]byte{5, 9, 0, 10, 20, 0, 7, 12, 1, 7, 12, 2})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 60 {
			return
		}
		codes := []string{"MX", "RU", "CN", "US"}
		type row struct{ first, last, code int }
		var rows []row
		var text strings.Builder
		for ; len(data) >= 3; data = data[3:] {
			r := row{int(min(data[0], data[1])), int(max(data[0], data[1])), int(data[2] % 4)}
			fmt.Fprintf(&text, "192.0.2.%d,192.0.2.%d,%s\n", r.first, r.last, codes[r.code])
			if n := len(rows); n > 0 && rows[n-1].code == r.code && rows[n-1].last+1 == r.first {
				rows[n-1].last = r.last // one range in two rows
				continue
			}
			rows = append(rows, r)
		}
		if len(rows) == 0 {
			return
		}
		dir := t.TempDir()
		add(t, dir, "x.csv", text.String(), origin.Options{Built: aDay})
		s := open(t, dir)
		for i := range 256 {
			want, best := "", row{-1, -1, 0}
			for _, r := range rows {
				if r.first <= i && i <= r.last && (r.first > best.first || r.first == best.first && r.last <= best.last) {
					best, want = r, codes[r.code]
				}
			}
			if got := s.Lookup(addr(fmt.Sprintf("192.0.2.%d", i))).Country.String(); got != want {
				t.Fatalf("%d: %q, want %q, of\n%s", i, got, want, text.String())
			}
		}
	})
}
