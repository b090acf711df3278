package origin_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/origin"
)

// TestLists: what lies in a list is marked, the more telling kind first.
func TestLists(t *testing.T) {
	dir := t.TempDir()
	add(t, dir, "n.csv", tableN, origin.Options{Built: aDay})
	add(t, dir, "exits.txt", "# made 2030-06-30\n192.0.2.9\n203.0.113.9 ; a remark\n", origin.Options{Kind: "tor"})
	add(t, dir, "relays.txt", "ExitNode 00AA\nPublished 2030-06-30 01:00:00\nExitAddress 203.0.113.77 2030-06-30 02:00:00\n", origin.Options{Kind: "tor", Built: aDay})
	add(t, dir, "vpn.txt", "192.0.2.0/28\n2001:db8::/64\n", origin.Options{Kind: "proxy", Built: aDay})
	add(t, dir, "bot.json", `{"creationTime":"2030-06-29T10:00:00.000000","prefixes":[{"ipv6Prefix":"2001:db8:1::/64"},{"ipv4Prefix":"198.51.100.0/27"}]}`, origin.Options{Kind: "crawler", Name: "examplebot"})
	s := open(t, dir)
	built := map[string]string{}
	for _, d := range s.Databases() {
		built[d.Name] = d.Kind + " " + d.Built + " " + d.BuiltBy
	}
	want := map[string]string{
		"n": "network 2030-07-01 user", "exits": "tor 2030-06-30 text", "relays": "tor 2030-07-01 user",
		"vpn": "proxy 2030-07-01 user", "examplebot": "crawler 2030-06-29 text",
	}
	if d := cmp.Diff(want, built); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for a, want := range map[string]struct {
		kind          origin.NetworkKind
		list, crawler string
	}{
		"192.0.2.9":      {origin.Tor, "exits", ""},
		"192.0.2.1":      {origin.Proxy, "vpn", ""},
		"192.0.2.99":     {origin.Hosting, "…hosting…", ""},
		"203.0.113.9":    {origin.Tor, "exits", ""},
		"203.0.113.77":   {origin.Tor, "relays", ""},
		"2001:db8::ff":   {origin.Proxy, "vpn", ""},
		"198.51.100.31":  {origin.Access, "telecom…", "examplebot"},
		"198.51.100.32":  {origin.Access, "telecom…", ""},
		"2001:db8:1::33": {origin.Unknown, "", "examplebot"},
	} {
		ip := addr(a)
		if got := s.Lookup(ip).Kind; got != want.kind {
			t.Errorf("%s is %v, want %v", a, got, want.kind)
		}
		if got := s.Mark(ip); got.Rule != want.list || got.Kind != want.kind {
			t.Errorf("%s: mark %+v, want %s", a, got, want.list)
		}
		if got := s.Crawler(ip); got != want.crawler {
			t.Errorf("%s: crawler %q, want %q", a, got, want.crawler)
		}
	}
	if got := s.Answers(addr("192.0.2.9")); !got[1].Listed || got[0].Listed {
		t.Errorf("answers %+v", got)
	}
}

func TestHostileLists(t *testing.T) {
	for what, tt := range map[string]struct{ data, want string }{
		"the whole internet":    {"0.0.0.0/0\n::/0\n", "origin-rows"},
		"half of it in JSON":    {`{"prefixes":["0.0.0.0/1"]}`, "origin-rows"},
		"prose":                 {"no addresses here\n", "origin-rows"},
		"nothing":               {"# nothing\n", "origin-empty"},
		"JSON without prefixes": {`{"a":[1,2,null]}`, "origin-empty"},
		"JSON that is cut":      {`{"prefixes":["192.0.2.0/24"`, "origin-broken"},
	} {
		var f *origin.Failure
		_, err := origin.Add(t.Context(), t.TempDir(), write(t, "x.txt", []byte(tt.data)), origin.Options{Kind: "proxy", Built: aDay})
		if !errors.As(err, &f) || f.Problem.Key != tt.want {
			t.Errorf("%s: %v, want %s", what, err, tt.want)
		}
	}
}
