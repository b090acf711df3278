package request

import (
	"fmt"
	"net/netip"
	"os"
	"strings"
	"testing"
)

// TestPeerRanges holds that every range is a whole one, that none of two
// parties overlap, and that text and address find the same.
func TestPeerRanges(t *testing.T) {
	seen := map[netip.Prefix]Peer{}
	for peer, ranges := range peerRanges {
		for _, s := range strings.Fields(ranges) {
			p, err := netip.ParsePrefix(s)
			if err != nil || p != p.Masked() || p.Addr().Is4() && p.Bits() < 8 {
				t.Errorf("%s: %v", s, err)
			}
			for other, of := range seen {
				if of != Peer(peer) && other.Overlaps(p) {
					t.Errorf("%s of %s overlaps %s of %s", p, Peer(peer), other, of)
				}
			}
			seen[p] = Peer(peer)
			for _, a := range []netip.Addr{p.Addr(), p.Addr().Next()} {
				if !p.Contains(a) {
					continue
				}
				if got := PeerOf(a); got != Peer(peer) {
					t.Errorf("%s: %q, want %q", a, got, Peer(peer))
				}
				if got := peerOfText(a.String()); got != Peer(peer) {
					t.Errorf("%s as text: %q, want %q", a, got, Peer(peer))
				}
			}
			if before := p.Addr().Prev(); before.IsValid() {
				if got, text := PeerOf(before), peerOfText(before.Unmap().String()); got != text {
					t.Errorf("%s: %q as address, %q as text", before, got, text)
				}
			}
		}
	}
	page, err := os.ReadFile("../../docs/methods/client-address.md")
	if err != nil {
		t.Fatal(err)
	}
	if count := fmt.Sprintf("%d ranges", len(seen)); !strings.Contains(string(page), count) {
		t.Errorf("docs/methods/client-address.md does not say that there are %s", count)
	}
	for p := Stranger + 1; p < numPeers; p++ {
		if p.String() == "" {
			t.Errorf("party %d has no name", p)
		}
	}
}

func FuzzPeerOfText(f *testing.F) {
	for _, s := range []string{"104.16.0.1", "104.", "1.2.3.4.5", "::", ":", "fe80::1%x", "2606:4700::", "10.x", "256.1.1.1", "10.0.0.1%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := peerOfText(s)
		if a, err := netip.ParseAddr(s); err == nil && a.String() == s && !a.Is4In6() && got != PeerOf(a.WithZone("")) {
			t.Fatalf("%s: %q as text, %q as address", s, got, PeerOf(a))
		}
	})
}

func BenchmarkPeerOfText(b *testing.B) {
	for _, s := range []string{"9.9.9.9", "203.0.113.17", "104.200.1.1", "104.16.1.1", "2001:db8::1:2:3"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				_ = peerOfText(s)
			}
		})
	}
}
