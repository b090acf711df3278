package origin_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net/netip"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/origin"
)

// pair is one member of a map of an mmdb, in order.
type pair struct {
	key   string
	value any
}

// control is the byte, or bytes, before a value: its type and its size.
func control(b *bytes.Buffer, kind, size int) {
	if size >= 29 { // of less than 285: one more byte
		b.WriteByte(byte(kind<<5 | 29))
		b.WriteByte(byte(size - 29))
		return
	}
	if kind > 7 {
		b.WriteByte(byte(size))
		b.WriteByte(byte(kind - 7))
		return
	}
	b.WriteByte(byte(kind<<5 | size))
}

// encodeValue writes texts, whole numbers and maps.
func encodeValue(b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case string:
		control(b, 2, len(v))
		b.WriteString(v)
	case uint32:
		control(b, 6, 4)
		b.Write(binary.BigEndian.AppendUint32(nil, v))
	case uint64:
		control(b, 9, 8)
		b.Write(binary.BigEndian.AppendUint64(nil, v))
	case uint16:
		control(b, 5, 2)
		b.Write(binary.BigEndian.AppendUint16(nil, v))
	case []pair:
		control(b, 7, len(v))
		for _, p := range v {
			encodeValue(b, p.key)
			encodeValue(b, p.value)
		}
	}
}

// leafOf marks a record that points at data; the rest are nodes, 0 nothing.
const leafOf = 1 << 30

// mmdbFile is a MaxMind DB of IPv6 with records of 24 bits, written by hand
// from the description of the format. IPv4 lies in ::/96.
func mmdbFile(kind string, built uint64, networks map[string][]pair) []byte {
	nodes, data := [][2]int{{}}, bytes.Buffer{}
	for _, text := range sortedKeys(networks) {
		p := netip.MustParsePrefix(text)
		a, n := p.Addr().As16(), p.Bits()
		if p.Addr().Is4() {
			four := p.Addr().As4()
			a = [16]byte{12: four[0], four[1], four[2], four[3]}
			n += 96
		}
		at := 0
		for bit := range n {
			side := int(a[bit/8] >> (7 - bit%8) & 1)
			if bit == n-1 {
				nodes[at][side] = leafOf + data.Len()
			} else if nodes[at][side] == 0 {
				nodes = append(nodes, [2]int{})
				nodes[at][side] = len(nodes) - 1
			}
			at = nodes[at][side]
		}
		encodeValue(&data, networks[text])
	}
	return assemble(nodes, data.Bytes(), kind, built)
}

func assemble(nodes [][2]int, data []byte, kind string, built uint64) []byte {
	var b bytes.Buffer
	for _, n := range nodes {
		for _, r := range n {
			switch {
			case r == 0:
				r = len(nodes)
			case r >= leafOf:
				r += len(nodes) + 16 - leafOf
			}
			b.Write([]byte{byte(r >> 16), byte(r >> 8), byte(r)})
		}
	}
	b.Write(make([]byte, 16))
	b.Write(data)
	b.WriteString("\xab\xcd\xefMaxMind.com")
	encodeValue(&b, []pair{
		{"binary_format_major_version", uint16(2)},
		{"binary_format_minor_version", uint16(0)},
		{"build_epoch", built},
		{"database_type", kind},
		{"ip_version", uint16(6)},
		{"node_count", uint32(len(nodes))},
		{"record_size", uint16(24)},
	})
	return b.Bytes()
}

func sortedKeys(m map[string][]pair) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// 1909094400 is 2030-07-01 00:00 UTC (date -u -d 2030-07-01 +%s).
const julyFirst = 1909094400

func TestMMDB(t *testing.T) {
	code := func(s string) []pair { return []pair{{"country_code", s}} }
	tests := map[string]struct {
		networks map[string][]pair
		kinds    []string
		want     map[string]string // address: country, AS number, organisation
	}{
		"countries in a plain field": {
			map[string][]pair{"192.0.2.0/24": code("MX"), "198.51.100.0/25": code("RU"), "2001:db8::/32": code("CN")},
			[]string{"country"},
			map[string]string{"192.0.2.0": "MX 0 ", "192.0.2.255": "MX 0 ", "192.0.3.0": " 0 ", "198.51.100.127": "RU 0 ", "198.51.100.128": " 0 ", "2001:db8:ffff::": "CN 0 ", "2001:db9::": " 0 "},
		},
		"a database of cities": {
			map[string][]pair{"192.0.2.0/24": {{"country", []pair{{"iso_code", "MX"}}}, {"registered_country", []pair{{"iso_code", "US"}}}}, "203.0.113.0/24": {{"registered_country", []pair{{"iso_code", "US"}}}}},
			[]string{"country"},
			map[string]string{"192.0.2.9": "MX 0 ", "203.0.113.9": " 0 "},
		},
		"networks": {
			map[string][]pair{"192.0.2.0/24": {{"autonomous_system_number", uint32(64496)}, {"autonomous_system_organization", "Example"}}},
			[]string{"network"},
			map[string]string{"192.0.2.9": " 64496 Example"},
		},
		"both": {
			map[string][]pair{"192.0.2.0/24": {{"country", "MX"}, {"asn", "AS64496"}, {"as_name", "Example"}}},
			[]string{"country", "network"},
			map[string]string{"192.0.2.9": "MX 64496 Example"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			dbs := add(t, dir, "x.mmdb", string(mmdbFile("Example-Type", julyFirst, tt.networks)), origin.Options{})
			var kinds []string
			for _, d := range dbs {
				kinds = append(kinds, d.Kind)
				if d.Built != aDay || d.BuiltBy != "database" || d.Rejects != 0 {
					t.Errorf("%+v", d)
				}
			}
			if d := cmp.Diff(tt.kinds, kinds); d != "" {
				t.Errorf("kinds (-want +got):\n%s", d)
			}
			s := open(t, dir)
			for a, want := range tt.want {
				p := s.Lookup(addr(a))
				if got := p.Country.String() + " " + itoa(p.ASN) + " " + s.Organisation(p.ASN); got != want {
					t.Errorf("%s: %q, want %q", a, got, want)
				}
			}
		})
	}
}

func itoa(n uint32) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// TestMMDBNames holds the names: of the type of the database, made fit.
func TestMMDBNames(t *testing.T) {
	data := string(mmdbFile("GeoLite2-Country", julyFirst, map[string][]pair{"192.0.2.0/24": {{"country_code", "MX"}}}))
	if got := add(t, t.TempDir(), "x.mmdb", data, origin.Options{})[0].Name; got != "geolite2-country" {
		t.Errorf("name %q", got)
	}
	if got := add(t, t.TempDir(), "x.mmdb", data, origin.Options{Name: "mine"})[0].Name; got != "mine" {
		t.Errorf("name %q", got)
	}
	data = string(mmdbFile("../../É\n", julyFirst, map[string][]pair{"192.0.2.0/24": {{"country_code", "MX"}}}))
	if got := add(t, t.TempDir(), "x.mmdb", data, origin.Options{})[0].Name; got != "database" {
		t.Errorf("name %q", got)
	}
}

// TestHostileMMDB: trees without end, records that point nowhere, codes that
// are none.
func TestHostileMMDB(t *testing.T) {
	good := mmdbFile("x", julyFirst, map[string][]pair{"192.0.2.0/24": {{"country_code", "MX"}}, "2001:db8::/32": {{"country_code", "CN"}}})
	refused := func(what string, data []byte) {
		t.Helper()
		var f *origin.Failure
		if _, err := origin.Add(t.Context(), t.TempDir(), write(t, "x.mmdb", data), origin.Options{}); !errors.As(err, &f) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for n := 0; n < len(good)-1; n += 7 {
		refused("cut", good[:n])
	}
	refused("no code", mmdbFile("x", julyFirst, map[string][]pair{"192.0.2.0/24": {{"country_code", "Mexico"}}}))
	refused("no countries", mmdbFile("x", julyFirst, map[string][]pair{"192.0.2.0/24": {{"city", "X"}}}))
	refused("no day", mmdbFile("x", 0, map[string][]pair{"192.0.2.0/24": {{"country_code", "MX"}}}))
	refused("both sides of a node are itself", assemble([][2]int{{leafOf, 1}, {1, 1}}, []byte{0xe0}, "x", julyFirst))
}
