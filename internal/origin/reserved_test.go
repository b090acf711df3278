package origin_test

import (
	"testing"

	"github.com/unveil-project/unveil/internal/origin"
)

// TestReserved is the IANA registries of special-purpose addresses, with the
// first and last address of blocks and their neighbours.
func TestReserved(t *testing.T) {
	tests := map[string]string{
		"0.0.0.0": "unspecified", "0.255.255.255": "unspecified", "1.0.0.0": "",
		"9.255.255.255": "", "10.0.0.0": "private", "10.255.255.255": "private", "11.0.0.0": "",
		"100.63.255.255": "", "100.64.0.0": "cgnat", "100.127.255.255": "cgnat", "100.128.0.0": "",
		"126.255.255.255": "", "127.0.0.1": "loopback", "128.0.0.0": "",
		"169.253.255.255": "", "169.254.0.0": "link-local", "169.254.255.255": "link-local", "169.255.0.0": "",
		"172.15.255.255": "", "172.16.0.0": "private", "172.31.255.255": "private", "172.32.0.0": "",
		"192.0.0.255": "protocol", "192.0.1.0": "", "192.0.2.0": "documentation", "192.0.2.255": "documentation", "192.0.3.0": "",
		"192.88.99.1": "tunnel", "192.88.98.255": "", "192.168.0.0": "private", "192.168.255.255": "private", "192.169.0.0": "",
		"198.17.255.255": "", "198.18.0.0": "benchmark", "198.19.255.255": "benchmark", "198.20.0.0": "",
		"198.51.100.0": "documentation", "203.0.113.255": "documentation",
		"223.255.255.255": "", "224.0.0.1": "multicast", "239.255.255.255": "multicast",
		"240.0.0.0": "reserved", "255.255.255.255": "reserved",
		"::": "unspecified", "::1": "loopback", "::2": "reserved", "::ffff:10.0.0.1": "private", "::ffff:1.0.0.1": "",
		"64:ff9b::1": "tunnel", "100::1": "reserved", "2001::1": "tunnel", "2001:1::1": "protocol", "2001:2::1": "benchmark",
		"2001:20::1": "protocol", "2001:1ff:ffff::": "protocol", "2001:200::": "", "2001:db8::1": "documentation", "2001:db9::": "",
		"2002::1": "tunnel", "2003::1": "", "3fff::1": "documentation", "3fff:fff:ffff::": "documentation", "3fff:1000::": "",
		"4000::": "reserved", "5f00::1": "protocol", "fbff::": "reserved", "fc00::1": "private", "fdff::1": "private",
		"fe80::1": "link-local", "febf::1": "link-local", "fec0::1": "private", "ff02::1": "multicast", "2a00::1": "",
	}
	for a, want := range tests {
		if got := origin.Reserved(addr(a)); got != want {
			t.Errorf("%s: %q, want %q", a, got, want)
		}
	}
}

func TestParseCountry(t *testing.T) {
	for s, want := range map[string]string{"MX": "MX", "mx": "MX", " ru ": "RU", "XK": "XK", "ZZ": "", "-": "", "??": "", "EU": "", "": ""} {
		if c, ok := origin.ParseCountry(s); !ok || c.String() != want {
			t.Errorf("%q: %q %v", s, c, ok)
		}
	}
	for _, s := range []string{"AA", "MEX", "M", "M1", "É", "AN"} {
		if c, ok := origin.ParseCountry(s); ok {
			t.Errorf("%q is %q", s, c)
		}
	}
	n := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if c, ok := origin.ParseCountry(string([]rune{a, b})); ok && c != 0 {
				n++
			}
		}
	}
	if n != 250 { // 249 codes of the standard, and XK
		t.Errorf("%d codes", n)
	}
}

// TestProviders holds the table to its order, which lookups rely on.
func TestProviders(t *testing.T) {
	list := origin.Providers()
	kinds := map[origin.NetworkKind]int{}
	for i, p := range list {
		if i > 0 && list[i-1].ASN >= p.ASN {
			t.Errorf("AS%d stands after AS%d", p.ASN, list[i-1].ASN)
		}
		if p.Name == "" || p.Kind == origin.Unknown {
			t.Errorf("AS%d: %+v", p.ASN, p)
		}
		kinds[p.Kind]++
	}
	if len(list) < 200 || len(kinds) != 5 {
		t.Errorf("%d providers of %d kinds", len(list), len(kinds))
	}
}
