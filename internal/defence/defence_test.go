package defence_test

import (
	"encoding/json"
	"errors"
	"net/netip"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/defence"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/signature"
)

func measured() defence.Measured {
	at := time.Date(2030, 7, 1, 20, 15, 0, 0, time.UTC)
	return defence.Measured{
		Site: "candidata.example.org", Start: at, End: at.Add(15 * time.Minute),
		Stopped: 0.93, Attack: 0.99, Clients: 0.002, Requests: 0.0004, Days: 7, Visitors: 0.001, Lang: lang.En,
	}
}

func of(terms ...signature.Term) *signature.Signature { return &signature.Signature{Terms: terms} }

func term(field string, values ...string) signature.Term {
	return signature.Term{Field: field, Values: values}
}

func negated(field string, values ...string) signature.Term {
	return signature.Term{Field: field, Values: values, Negated: true}
}

// whole is a signature with every field that servers can ask for.
func whole() *signature.Signature {
	return of(
		term(signature.Shape, "?{n}", "?a={n}&b=*", ""), term(signature.Path, "/", "/a b\"'$x{%}"), negated(signature.PathForm, "/{AAAAAA}", "/n/{slug}/{n}.html", "/%7Bx%7D"),
		term(signature.Agent, "", "x/1 (`\"'; $a {b} #c %d é)"), negated(signature.AgentFamily, "Chrome/120", "Safari 17", "verifying pingback from 192.0.2.7"),
		term(signature.Method, "GET", "POST"), term(signature.Protocol, "HTTP/1.1", "HTTP/2"), negated(signature.Referer, "", "https://example.org/?a=$b"),
	)
}

func render(t *testing.T, target string, s *signature.Signature) string {
	t.Helper()
	text, err := defence.Render(target, s, measured())
	if err != nil {
		t.Fatalf("%s: %v", target, err)
	}
	return text
}

func TestTexts(t *testing.T) {
	s := of(term(signature.Shape, "?{n}"), term(signature.Path, "/"), negated(signature.Referer, "https://example.org/"))
	addresses := of(term(signature.Prefix, "192.0.2.0/24", "2001:db8:1::/48"))
	const header = `# unveil: rule for the burst at candidata.example.org, 2030-07-01T20:15:00Z to 2030-07-01T20:30:00Z
# It would have stopped 93 % of the burst's requests and 99 % of those that look like machines'.
# Of ordinary time it would have hit 0.2 % of the clients and 0.04 % of the requests (7 d measured), and 0.1 % of those who look like visitors in the burst.
# Remove it after 24 h at the latest; measure again if the attack goes on.
`
	for _, c := range []struct {
		target string
		s      *signature.Signature
		want   string
	}{
		{defence.Nginx, s, `map $args $unveil_1 {
    default 0;
    "~^[0-9]+$" 1;
}
map $request_uri $unveil_path {
    "~^([^?]*)" $1;
}
map $unveil_path $unveil_2 {
    default 0;
    "~^/$" 1;
}
map $http_referer $unveil_3 {
    default 1;
    "~^https://example\.org/$" 0;
}
map "$unveil_1$unveil_2$unveil_3" $unveil_block {
    default 0;
    "111" 1;
}

if ($unveil_block) {
    return 403;
}
`},
		{defence.HAProxy, s, `acl unveil_1 query -m reg '^[0-9]+$'
acl unveil_2 path -m reg '^/$'
acl unveil_3 req.fhdr(referer) -m reg '^https://example\.org/$'
http-request deny deny_status 403 if unveil_1 unveil_2 !unveil_3
`},
		{defence.Caddy, s, "@unveil expression `({http.request.orig_uri.query}.matches(r\"^[0-9]+$\")) && ({http.request.orig_uri}.matches(r\"^/(?:[?]|$)\")) && " +
			"!({http.request.header.Referer}.matches(r\"^https://example\\.org/$\"))`\nrespond @unveil 403\n"},
		{defence.Cloudflare, s, `(raw.http.request.uri.query matches r"^[0-9]+$") and (raw.http.request.uri.path matches r"^/$") and not (http.referer matches r"^https://example\.org/$")` + "\n"},
		{defence.Cloudflare, of(term(signature.ASN, "AS64500"), term(signature.Client, "192.0.2.7")), "(ip.src.asnum in {64500}) and (ip.src in {192.0.2.7})\n"},
		{defence.NFTables, addresses, `table inet unveil {
    set v4 {
        type ipv4_addr; flags interval, timeout; timeout 24h;
        elements = { 192.0.2.0/24 }
    }
    set v6 {
        type ipv6_addr; flags interval, timeout; timeout 24h;
        elements = { 2001:db8:1::/48 }
    }
    chain input {
        type filter hook input priority -10; policy accept;
        ip saddr @v4 tcp dport { 80, 443 } counter drop
        ip6 saddr @v6 tcp dport { 80, 443 } counter drop
    }
}
`},
		{defence.Scenario, s, `type: trigger
name: unveil/burst
description: "requests like those of a burst"
filter: |
  evt.Meta.service == "http" and
  (evt.Parsed.http_args matches "^[0-9]+$") and
  (evt.Meta.http_path matches "^/$") and
  not (evt.Parsed.http_referer matches "^https://example\\.org/$")
groupby: evt.Meta.source_ip
blackhole: 24h
labels:
  service: http
  remediation: true
`},
	} {
		got := render(t, c.target, c.s)
		if !strings.HasPrefix(got, header) {
			t.Errorf("%s begins with\n%s", c.target, got)
			continue
		}
		body := got[len(header):]
		body = body[strings.IndexByte(body, '\n')+1:] // where it belongs
		if d := cmp.Diff(c.want, body); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.target, d)
		}
	}
}

func TestDecisions(t *testing.T) {
	text := render(t, defence.CrowdSec, of(term(signature.Client, "192.0.2.9", "192.0.2.7", "2001:db8::1")))
	var got []map[string]string
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || got[0]["value"] != "192.0.2.7" || got[0]["scope"] != "Ip" || got[0]["duration"] != "24h" || got[0]["type"] != "ban" ||
		!strings.Contains(got[0]["reason"], "0.2 % of ordinary clients") {
		t.Errorf("decisions are %v", got)
	}
	text = render(t, defence.CrowdSec, of(term(signature.Prefix, "192.0.2.0/24")))
	if !strings.Contains(text, `"scope": "Range"`) || !strings.Contains(text, `"value": "192.0.2.0/24"`) {
		t.Errorf("decisions are %s", text)
	}
}

func TestRefusals(t *testing.T) {
	spread := of(term(signature.Shape, "?{n}"))
	spread.Distributed = true
	long := term(signature.Path)
	for i := range 60 {
		long.Values = append(long.Values, "/"+strings.Repeat("x", 100)+string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	for _, c := range []struct {
		target string
		s      *signature.Signature
		key    string
	}{
		{defence.Nginx, nil, "signature"},
		{defence.Nginx, of(), "signature"},
		{defence.Nginx, of(term(signature.Path)), "signature"},
		{"iptables", spread, "target"},
		{defence.NFTables, spread, "distributed"},
		{defence.CrowdSec, spread, "distributed"},
		{defence.NFTables, of(term(signature.Shape, "?{n}")), "addresses"},
		{defence.Nginx, of(term(signature.ASN, "AS64500")), "field"},
		{defence.HAProxy, of(term(signature.Country, "XA")), "field"},
		{defence.Caddy, of(term(signature.ASN, "AS64500")), "field"},
		{defence.Cloudflare, of(long), "length"},
		{defence.Nginx, of(term(signature.Agent, "a\nb")), "value"},
		{defence.Nginx, of(term(signature.Agent, "a\xffb")), "value"},
		{defence.Nginx, of(term(signature.Agent, "a\u202eb")), "value"},
		{defence.Nginx, of(term(signature.Method, "GET;")), "value"},
		{defence.Nginx, of(term(signature.Protocol, "HTTP/9")), "value"},
		{defence.NFTables, of(term(signature.Client, "192.0.2.1; drop")), "value"},
		{defence.Cloudflare, of(term(signature.ASN, "AS1} or true")), "value"},
		{defence.Cloudflare, of(term(signature.Country, "x\"")), "value"},
		{defence.Nginx, of(term(signature.Status, "200")), "value"},
	} {
		text, err := defence.Render(c.target, c.s, measured())
		var r *defence.Refusal
		if !errors.As(err, &r) || r.Key != "defence.no."+c.key || text != "" {
			t.Errorf("%s %+v: %q, %v; want a refusal for %s", c.target, c.s, text, err, c.key)
			continue
		}
		if r.In(lang.Es) == r.Error() || strings.Contains(r.In(lang.Es), "{") {
			t.Errorf("the refusal in Spanish is %q", r.In(lang.Es))
		}
	}
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct {
		change  func(*defence.Measured)
		warning bool
	}{
		{func(*defence.Measured) {}, false},
		{func(m *defence.Measured) { m.Clients = 0.02 }, true},
		{func(m *defence.Measured) { m.Visitors = 0.02 }, true},
		{func(m *defence.Measured) { m.Days = 0 }, true},
	} {
		m := measured()
		c.change(&m)
		for _, l := range lang.Langs() {
			m.Lang = l
			text, err := defence.Render(defence.Nginx, whole(), m)
			if err != nil {
				t.Fatal(err)
			}
			if got := regexp.MustCompile(`WARNING|ADVERTENCIA`).MatchString(text); got != c.warning {
				t.Errorf("warning %v in %s of %+v", got, l, m)
			}
		}
	}
}

func TestMessages(t *testing.T) {
	for _, problem := range lang.Check(defence.Messages) {
		t.Error(problem)
	}
}

// TestTheSiteIsAttackersToo: a host name comes from the log.
func TestTheSiteIsAttackersToo(t *testing.T) {
	m := measured()
	m.Site = "x\n}\r\nserver {\u2028evil"
	for _, target := range []string{defence.Nginx, defence.HAProxy, defence.Caddy, defence.Cloudflare, defence.Scenario} {
		text, err := defence.Render(target, of(term(signature.Path, "/")), m)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(text) {
			if strings.Contains(line, "evil") && !strings.HasPrefix(line, "# ") {
				t.Errorf("%s: the line %q", target, line)
			}
		}
	}
}

func TestAddressesAreNormal(t *testing.T) {
	text := render(t, defence.NFTables, of(term(signature.Client, "::ffff:192.0.2.1", "192.0.2.1", "2001:DB8::0:1")))
	if strings.Count(text, "192.0.2.1") != 1 || !strings.Contains(text, "2001:db8::1") {
		t.Error(text)
	}
	if _, err := netip.ParseAddr("192.0.2.1"); err != nil {
		t.Fatal(err)
	}
}
