package pack_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/pack"
	"github.com/unveil-project/unveil/internal/traffic"
)

// digits are those of a pseudonym.
var digits = regexp.MustCompile(`-[0-9a-f]{8}\b`)

// masked gives texts as a public report has them, with N for the digits of
// pseudonyms.
func masked(t *testing.T, texts ...string) []string {
	t.Helper()
	r := &traffic.Report{Sites: []traffic.Site{{Name: "results.example.org"}}, Bursts: []traffic.Burst{{Members: []string{"120.0.0.0", "198.51.100.9", "2001:db8::9", "pc-7.isp.example"}}}, Limits: texts}
	public, err := pack.Public(pack.Input{Key: key, Report: r, Users: []string{"maria", "john doe", "ab"}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range public.Limits {
		public.Limits[i] = digits.ReplaceAllString(public.Limits[i], "-N")
	}
	return public.Limits
}

func TestMaskText(t *testing.T) {
	for _, tt := range [][2]string{
		{"nothing to hide: 1,207 requests, 53.19 %, 2018-07-01 20:15:04 -0500, v1.2.3", "nothing to hide: 1,207 requests, 53.19 %, 2018-07-01 20:15:04 -0500, v1.2.3"},
		{"from 203.0.113.77:443", "from addr-N:443"},
		{"203.0.113.077, 203.000.113.077", "addr-N, addr-N"},
		{"[2001:db8:77::5]:443", "[addr-N]:443"},
		{"fe80::a1b2%eth0 and fe80::a1b2%25en1", "addr-N and addr-N"},
		{"::ffff:203.0.113.77 is ::ffff:cb00:714d", "addr-N is addr-N"},
		{"?from=2001%3Adb8%3A77%3A%3A5", "?from=addr-N"},
		{"203%2E0%2E113%2E77", "addr-N"},
		{"dsl-203-0-113-77.isp.example", "dsl-addr-N.isp.example"},
		{"198-51-100-9 is known, 198-51-100-8 is a number", "addr-N is known, 198-51-100-8 is a number"},
		{"the network 203.0.113.0/24, of 203.0.0.0/16", "the network net24-N, of 203.0.0.0/16"},
		{"2001:db8:1::/48 in 2001:db8::/32", "net48-N in 2001:db8::/32"},
		{"203.0.113.77/24/page", "addr-N/24/page"},
		{"cut off at 203.0.113…", "cut off at value-N…"},
		{"cut off at 203.0.11...", "cut off at value-N..."},
		{"cut off at 2001:db8:77:…", "cut off at value-N:…"},
		{"203.0.113.77.51234 as tcpdump has it", "value-N as tcpdump has it"},
		{"Chrome/120.0.0.0 Edg/4.3.2.1 127.0.0.1 ::1 0.0.0.0", "Chrome/addr-N Edg/4.3.2.1 127.0.0.1 ::1 0.0.0.0"},
		{"Chrome/121.0.0.0 from 198.51.100.9", "Chrome/121.0.0.0 from addr-N"},
		{"Chrome/198.51.100.9", "Chrome/addr-N"},
		{"std::string at 20:15:04", "std::string at 20:15:04"},
		{"pc-7.isp.example and PC-7.ISP.EXAMPLE", "host-N and host-N"},
		{"results.example.org keeps its name", "results.example.org keeps its name"},
		{"maria, Maria and maria.html, not mariana", "user-N, user-N and user-N.html, not mariana"},
		{"john doe, john+doe, john%20doe", "user-N, user-N, user-N"},
		{"ab is too short to be looked for", "ab is too short to be looked for"},
		{"write to voter.one@mail.example", "write to mail-N"},
		{"ftp://someone:secret@host.example/", "ftp://user-N@host.example/"},
		{"GET /a?q=voto&token=abc&x=1", "GET /a?q=voto&token=value-N&x=1"},
		{"GET /a?q=5512345678", "GET /a?q=value-N"},
		{"GET /a?1893456000123", "GET /a?1893456000123"},
		{"GET /a?Zm9vYmFy4MTIz7NDU2Nzg5MA HTTP", "GET /a?value-N HTTP"},
		{"id=1%27%20UNION%20SELECT&page=../../etc/passwd", "id=value-N&page=../../etc/passwd"},
		{"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "value-N"},
		{"/x;jsessionid=AB12CD34", "/x;jsessionid=value-N"},
		{"/~someone/index.html", "/~user-N/index.html"},
		{`198.51.100.9 - bob smith [12/Jun/2030:20:05:07 +0000] "GET / HTTP/1.1" 200 5`, `addr-N - user-N user-N [12/Jun/2030:20:05:07 +0000] "GET / HTTP/1.1" 200 5`},
		{`results.example.org:443 host9 - - [12/Jun/2030:20:05:07 +0000] "GET / HTTP/1.1" 200 5`, `results.example.org:443 host-N - - [12/Jun/2030:20:05:07 +0000] "GET / HTTP/1.1" 200 5`},
		{`{"remote_ip":"client.isp.example","user":"bob","uri":"/"}`, `{"remote_ip":"host-N","user":"user-N","uri":"/"}`},
		{`{"headers":{"Cookie":["session=1"],"X-Forwarded-For":["203.0.113.5, 203.0.113.6"]}}`, `{"headers":{"Cookie":["value-N"],"X-Forwarded-For":["addr-N, addr-N"]}}`},
		{`{\"client\":\"client.isp.example\"}`, `{\"client\":\"host-N\"}`},
	} {
		if d := cmp.Diff(tt[1], masked(t, tt[0])[0]); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt[0], d)
		}
	}
}

// TestOneNameOnePseudonym holds that every spelling of a name has the same
// pseudonym, and other names have others.
func TestOneNameOnePseudonym(t *testing.T) {
	same := []string{"203.0.113.77", "::ffff:203.0.113.77", "203.000.113.077", "::ffff:cb00:714d"}
	other := []string{"203.0.113.78", "2001:db8::77"}
	r := &traffic.Report{Limits: append(same, other...)}
	public, err := pack.Public(pack.Input{Key: key, Report: r})
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range public.Limits {
		if equal := got == public.Limits[0]; equal != (i < len(same)) || !strings.HasPrefix(got, "addr-") {
			t.Errorf("%s: %s", r.Limits[i], got)
		}
	}
}

// TestPseudonymsGrow gives so many addresses that eight digits cannot keep
// them apart: by the birthday bound 200,000 names in 2³² places share four or
// five on average.
func TestPseudonymsGrow(t *testing.T) {
	if testing.Short() {
		t.Skip("masks 200,000 addresses")
	}
	var r traffic.Report
	for i := range 200_000 {
		r.Limits = append(r.Limits, strings.Join([]string{"2001:db8:", hex4(i >> 8), "::", hex4(i & 0xff)}, ""))
	}
	public, err := pack.Public(pack.Input{Key: key, Report: &r})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, s := range public.Limits {
		seen[s] = true
	}
	if len(seen) != len(r.Limits) || len(public.Limits[0]) != len("addr-")+10 {
		t.Errorf("%d pseudonyms of %d names: %s", len(seen), len(r.Limits), public.Limits[0])
	}
}

func hex4(n int) string {
	const digit = "0123456789abcdef"
	return "1" + string([]byte{digit[n>>8&15], digit[n>>4&15], digit[n&15]})
}
