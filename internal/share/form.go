package share

import (
	"net/netip"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/unveil-project/unveil/internal/text"
)

// canonical appends the form in which equal objects are equal.
func canonical(k Kind, dst []byte, s string) []byte {
	switch k {
	case Hashtag, Mention:
		return text.Hashtag(dst, strings.TrimPrefix(s, "@"))
	case Link:
		return text.Link(dst, s)
	case Domain:
		return domain(dst, s)
	case Text:
		return text.Normal(dst, s)
	}
	return append(dst, strings.TrimSpace(s)...)
}

// domain appends the registered domain of a link: the public suffix of its
// host and the label before it. A host that is an address, or a suffix itself,
// stays as it is.
func domain(dst []byte, link string) []byte {
	begin := len(dst)
	dst = text.Link(dst, link)
	host := text.Domain(string(dst[begin:]))
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	dst = dst[:begin]
	host = strings.TrimSuffix(host, ".")
	if _, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		return append(dst, host...)
	}
	if own, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return append(dst, own...)
	}
	return append(dst, host...)
}
