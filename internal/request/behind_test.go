package request_test

import (
	"context"
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// TestPeerOf holds one address in, and one just beside, ranges of each party.
func TestPeerOf(t *testing.T) {
	for address, want := range map[string]request.Peer{
		"10.0.0.0": request.Own, "9.255.255.255": request.Stranger, "11.0.0.0": request.Stranger,
		"172.16.0.1": request.Own, "172.31.255.255": request.Own, "172.32.0.0": request.Stranger,
		"192.168.255.255": request.Own, "127.0.0.1": request.Own, "169.254.1.1": request.Own, "100.64.0.1": request.Own, "100.128.0.0": request.Stranger,
		"::1": request.Own, "fd00::1": request.Own, "fe80::1": request.Own, "::ffff:10.1.2.3": request.Own, "::2": request.Stranger,
		"104.16.0.0": request.Cloudflare, "104.27.255.255": request.Cloudflare, "104.28.0.0": request.Stranger, "104.15.255.255": request.Stranger,
		"172.64.0.1": request.Cloudflare, "172.71.255.255": request.Cloudflare, "172.72.0.0": request.Stranger, "2606:4700::1": request.Cloudflare, "2606:4701::1": request.Stranger,
		"2a06:98c7:ffff::1": request.Cloudflare, "2a06:98c8::": request.Stranger,
		"151.101.1.1": request.Fastly, "151.102.0.0": request.Stranger, "2a04:4e42::1": request.Fastly,
		"13.32.0.1": request.CloudFront, "13.34.0.0": request.Stranger, "54.230.200.9": request.CloudFront, "3.29.40.64": request.CloudFront, "3.29.40.63": request.Stranger,
		"2600:9000:1234::1": request.CloudFront, "2409:8c00:2421:300::1": request.CloudFront, "2409:8c00:2421:500::1": request.Stranger,
		"2.16.0.1": request.Akamai, "23.63.255.255": request.Akamai, "23.64.0.0": request.Stranger, "2a02:26f0:1::1": request.Akamai,
		"147.243.1.1": request.AzureFrontDoor, "2a01:111:205f::1": request.AzureFrontDoor, "2a01:111:2060::1": request.Stranger,
		"35.191.9.9": request.GoogleLB, "130.211.3.255": request.GoogleLB, "130.211.4.0": request.Stranger,
		"199.83.128.1": request.Imperva, "192.88.135.255": request.Sucuri, "192.88.136.0": request.Stranger,
		"192.0.2.1": request.Stranger, "198.51.100.1": request.Stranger, "203.0.113.1": request.Stranger, "2001:db8::1": request.Stranger,
	} {
		if got := request.PeerOf(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// via reads one line and says whom it names and how.
func via(t testing.TB, name, line string, trust ...string) string {
	t.Helper()
	var opt source.Options
	for _, s := range trust {
		opt.Trust = append(opt.Trust, netip.MustParsePrefix(s))
	}
	c := read(t, name, line, opt)
	if len(c.requests) != 1 {
		t.Fatalf("%s: kept %d, rejects %q", line, len(c.requests), sayAll(c.rejects))
	}
	return c.requests[0].Client + " " + c.requests[0].Via.String()
}

func TestClientBehindProxies(t *testing.T) {
	for name, tt := range map[string]struct {
		fields string // beside time and status
		trust  []string
		want   string
	}{
		"a peer":                         {`"remote_addr":"192.0.2.1"`, nil, "192.0.2.1 peer"},
		"a peer and nothing forwarded":   {`"remote_addr":"192.0.2.1","http_x_forwarded_for":"-"`, nil, "192.0.2.1 peer"},
		"a stranger's claim":             {`"remote_addr":"192.0.2.1","http_x_forwarded_for":"203.0.113.5"`, nil, "192.0.2.1 peer"},
		"a stranger's other claim":       {`"remote_addr":"192.0.2.1","http_cf_connecting_ip":"203.0.113.5","x_real_ip":"203.0.113.6"`, nil, "192.0.2.1 peer"},
		"a delivery network alone":       {`"remote_addr":"172.68.1.1"`, nil, "172.68.1.1 cdn-only"},
		"a network and its header":       {`"remote_addr":"172.68.1.1","http_cf_connecting_ip":"203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"a network and a list":           {`"remote_addr":"172.68.1.1","http_x_forwarded_for":"203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"made up before the network":     {`"remote_addr":"172.68.1.1","http_x_forwarded_for":"198.51.100.9, 203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"another network's header":       {`"remote_addr":"151.101.1.1","http_cf_connecting_ip":"198.51.100.9","http_x_forwarded_for":"203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"another network's header alone": {`"remote_addr":"151.101.1.1","http_cf_connecting_ip":"198.51.100.9"`, nil, "151.101.1.1 cdn-only"},
		"Fastly's own header":            {`"remote_addr":"151.101.1.1","http_fastly_client_ip":"203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"Akamai's own header":            {`"remote_addr":"2.16.1.1","http_true_client_ip":"203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"one's own proxy alone":          {`"remote_addr":"10.0.0.7"`, nil, "10.0.0.7 proxy-only"},
		"proxy and network":              {`"remote_addr":"10.0.0.7","http_x_forwarded_for":"198.51.100.9, 203.0.113.5, 172.68.1.1"`, nil, "203.0.113.5 forwarded"},
		"proxy and real IP":              {`"remote_addr":"10.0.0.7","http_x_real_ip":"203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"proxy and network's header":     {`"remote_addr":"10.0.0.7","cf_connecting_ip":"203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"proxy before an unknown list":   {`"remote_addr":"10.0.0.7","http_x_forwarded_for":"unknown"`, nil, "10.0.0.7 proxy-only"},
		"what is unknown ends the walk":  {`"remote_addr":"10.0.0.7","http_x_forwarded_for":"203.0.113.5, unknown, 172.68.1.1"`, nil, "172.68.1.1 cdn-only"},
		"only proxies":                   {`"remote_addr":"10.0.0.7","http_x_forwarded_for":"10.1.1.1, 10.0.0.3"`, nil, "10.1.1.1 proxy-only"},
		"an attack in the header":        {`"remote_addr":"10.0.0.7","http_x_forwarded_for":"' OR 1=1 --"`, nil, "10.0.0.7 proxy-only"},
		"RFC 7239":                       {`"remote_addr":"10.0.0.7","forwarded":"for=198.51.100.9, for=\"[2001:db8::17]:4711\";proto=https;by=10.0.0.1"`, nil, "2001:db8::17 forwarded"},
		"RFC 7239, hidden":               {`"remote_addr":"10.0.0.7","forwarded":"for=_hidden"`, nil, "10.0.0.7 proxy-only"},
		"ports and spaces":               {`"remote_addr":"10.0.0.7","xff":" 203.0.113.5:5511 ,10.0.0.2:80 , "`, nil, "203.0.113.5 forwarded"},
		"an array":                       {`"remote_addr":"10.0.0.7","x_forwarded_for":["198.51.100.9, 203.0.113.5","10.0.0.2"]`, nil, "203.0.113.5 forwarded"},
		"only a list":                    {`"http_x_forwarded_for":"198.51.100.9, 203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"only an address":                {`"remote_addr":"-","x_real_ip":"203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"a proxy of one's own":           {`"remote_addr":"198.51.100.77","xff":"203.0.113.5"`, []string{"2001:db8:7::/48", "198.51.100.64/26"}, "203.0.113.5 forwarded"},
		"a proxy of one's own, alone":    {`"remote_addr":"2001:db8:7::1"`, []string{"2001:db8:7::/48"}, "2001:db8:7::1 proxy-only"},
		"beside the trusted":             {`"remote_addr":"198.51.100.1","xff":"203.0.113.5"`, []string{"198.51.100.64/26"}, "198.51.100.1 peer"},
		"the server looked itself":       {`"remote_addr":"203.0.113.5","realip_remote_addr":"172.68.1.1"`, nil, "203.0.113.5 forwarded"},
		"the server had nothing to look": {`"remote_addr":"203.0.113.5","realip_remote_addr":"203.0.113.5"`, nil, "203.0.113.5 peer"},
		"IPv4 in IPv6":                   {`"remote_addr":"::ffff:10.0.0.7","xff":"::ffff:203.0.113.5"`, nil, "203.0.113.5 forwarded"},
		"a name":                         {`"remote_addr":"host-1.example.net","xff":"203.0.113.5"`, nil, "host-1.example.net peer"},
		"a name like an address":         {`"remote_addr":"10.example.net"`, nil, "10.example.net peer"},
	} {
		line := `{"time":1431849903,"status":200,"path":"/",` + tt.fields + `}`
		if d := cmp.Diff(tt.want, via(t, "nginx-json", line, tt.trust...)); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

func TestClientOfACommonLog(t *testing.T) {
	for client, want := range map[string]string{
		"192.0.2.1":          "192.0.2.1 peer",
		"172.68.1.1":         "172.68.1.1 cdn-only",
		"2606:4700::6810:1":  "2606:4700::6810:1 cdn-only",
		"10.0.0.7":           "10.0.0.7 proxy-only",
		"::1":                "::1 proxy-only",
		"fe80::1%eth0":       "fe80::1%eth0 proxy-only",
		"198.51.100.77":      "198.51.100.77 proxy-only",
		"host-1.example.net": "host-1.example.net peer",
		"fe.example.net":     "fe.example.net peer",
	} {
		line := client + ` - - [17/May/2015:10:05:03 +0200] "GET / HTTP/1.1" 200 12`
		if got := via(t, "common", line, "198.51.100.64/26"); got != want {
			t.Errorf("%s: %q, want %q", client, got, want)
		}
	}
}

// BenchmarkVia measures what the look-up of an address costs a line: reading
// lines of strangers, and of a delivery network.
func BenchmarkVia(b *testing.B) {
	const rows = 10000
	for name, client := range map[string]string{"stranger": "9.9.9.9", "near": "104.200.1.1", "network": "104.16.1.1", "ipv6": "2001:db8::1"} {
		b.Run(name, func(b *testing.B) {
			text := strings.Repeat(client+` - - [17/May/2015:10:05:03 +0200] "GET / HTTP/1.1" 200 12`+"\n", rows)
			f := format(b, "common")
			for b.Loop() {
				var c counter
				if err := f.Read(context.Background(), source.NewStream(strings.NewReader(text)), source.Options{}, &c); err != nil || c.kept != rows {
					b.Fatal(c, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}
