package pack_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/unveil-project/unveil/internal/pack"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/verify"
)

// FuzzWriteAndVerify packs hostile texts and lines: what is written passes
// every check with the key and the log, and an address that the text holds as
// a word of its own is not in the public files.
func FuzzWriteAndVerify(f *testing.F) {
	me, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"", "from 203.0.113.77:443 to [2001:db8::1]:80", "fe80::1%25eth0 ::ffff:203.0.113.7 2001%3Adb8%3A%3A1", "addr-00000000 user-0123456789",
		"?token=abc&user=maria&mail=a%40b.example", `{"remote_ip":"c.isp.example","user":"OPS\\\\bob"}`, "203-0-113-77.isp.example 203.0.113.0/24 2001:db8:1::/48",
		"192.000.002.001:80 - - [12/Jun/2030:20:05:07 +0000] \"GET / HTTP/1.1\" 200 5", "[fe80::1%25eth0]:443 - ΣΑΣ [12/Jun/2030:20:05:07 +0000] σας σασ",
		"host9 - bob smith [12/Jun/2030:20:05:07 +0000] \"GET /~bob HTTP/1.1\" 200 5", "MARIA maria ｍａｒｉａ \x00\u202e", "1.2.3… 1.2.3.4.5 eyJhbGciOiJI.x.y",
	} {
		f.Add(s, []byte(s+"\xff"))
	}
	f.Fuzz(func(t *testing.T, text string, raw []byte) {
		if len(text)+len(raw) > 4096 {
			return
		}
		sum := sha256.Sum256(raw)
		input := hex.EncodeToString(sum[:])
		e := traffic.Evidence{Input: input, File: "a.log", Length: int64(len(raw)), Digest: hex.EncodeToString(sum[:16]), Quote: "x"}
		text = strings.ToValidUTF8(text, "?")
		r := &traffic.Report{
			Schema: traffic.Schema, Inputs: []traffic.Input{{File: "a.log", Role: "log", SHA256: input, Bytes: int64(len(raw)), Unpacked: int64(len(raw))}},
			Limits: []string{text, "seen: 198.51.100.23, " + text}, Evidence: []traffic.Evidence{e},
		}
		in := pack.Input{Report: r, Lines: []pack.Line{{Evidence: e, Raw: raw}}, Key: key, Users: []string{"maria"}, Clients: []string{"c.isp.example"}, Recipients: []age.Recipient{me.Recipient()}}
		var b bytes.Buffer
		if _, err := pack.Write(&b, in); err != nil {
			t.Fatal(err)
		}
		_, failed := check(t, b.Bytes(), verify.Options{Identities: []age.Identity{me}, Inputs: []verify.Input{given("a.log", raw)}})
		if len(failed) > 0 {
			t.Errorf("%q %q: %v", text, raw, failed)
		}
		public, err := pack.Public(in)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(public.Limits[1], "198.51.100.23") {
			t.Errorf("%q keeps the address", public.Limits[1])
		}
		for _, w := range strings.Fields(text) {
			if a, err := netip.ParseAddr(w); err == nil && a.Is6() && a.Zone() == "" && !a.IsLoopback() && !a.IsUnspecified() && !a.Is4In6() && wordOf(public.Limits[0], w) {
				t.Errorf("%q keeps %s: %q", text, w, public.Limits[0])
			}
		}
	})
}

func wordOf(s, w string) bool {
	for _, f := range strings.Fields(s) {
		if f == w {
			return true
		}
	}
	return false
}
