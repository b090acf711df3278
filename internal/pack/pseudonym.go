package pack

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// The kinds of hidden text, which pseudonyms begin with. A prefix has its
// length in its kind: net24, net48.
const (
	kindAddress = "addr"
	kindNetwork = "net"
	kindHost    = "host"
	kindUser    = "user"
	kindMail    = "mail"
	kindValue   = "value" // of a parameter that names a person or carries a secret
)

// hidden is a text that is replaced by a pseudonym.
type hidden struct {
	kind string
	name string // in the one form that all its spellings share
}

// entry is a hidden text with every way in which it is spelled.
type entry struct {
	hidden
	spellings map[string]bool
}

// canonicalAddress is the one form of an address: IPv4 within IPv6 as IPv4,
// without zone, as netip writes it.
func canonicalAddress(a netip.Addr) hidden {
	return hidden{kindAddress, a.Unmap().WithZone("").String()}
}

// canonicalNetwork is the one form of a prefix.
func canonicalNetwork(p netip.Prefix) hidden {
	return hidden{kindNetwork + strconv.Itoa(p.Bits()), p.Masked().String()}
}

// canonicalName is the one form of any other name.
func canonicalName(kind, name string) hidden {
	return hidden{kind, strings.ToLower(strings.TrimSpace(name))}
}

// mac is HMAC-SHA-256 over the kind, a zero byte and the name.
func mac(key []byte, kind string, name []byte) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write(name)
	return hex.EncodeToString(h.Sum(nil))
}

// pseudonym gives the pseudonym of a hidden text and notes how it is spelled
// here, so that the sealed part can open it.
func (m *masker) pseudonym(h hidden, spelling string) string {
	p := h.kind + "-" + mac(m.key, h.kind, []byte(h.name))[:m.digits]
	e, ok := m.table[p]
	if !ok {
		e = &entry{h, map[string]bool{}}
		m.table[p] = e
	}
	if e.hidden != h {
		m.clash = true
	}
	e.spellings[spelling] = true
	return p
}

// apart is true where no two hidden texts share a pseudonym.
func (m *masker) apart() bool { return !m.clash || m.digits >= 64 }

// commitment hides the bytes of a line: with a bare digest beside the masked
// text, a reader could try all addresses until one fits. Of a line whose bytes
// are not at hand it hides the digest that the evidence has, if it has one.
func (m *masker) commitment(l Line) string {
	switch {
	case !l.record():
		return "hmac:" + mac(m.key, "line", l.Raw)
	case l.Evidence.Digest != "":
		return "hmac-digest:" + mac(m.key, "digest", []byte(l.Evidence.Digest))
	}
	return ""
}

// name is one line of names.jsonl in the sealed part.
type name struct {
	Pseudonym string   `json:"pseudonym"`
	Name      string   `json:"name"`
	Spellings []string `json:"spellings"`
}

// names lists what the pseudonyms stand for, in their order.
func (m *masker) names() []name {
	var out []name
	for p, e := range m.table {
		out = append(out, name{p, e.name, slices.Sorted(maps.Keys(e.spellings))})
	}
	slices.SortFunc(out, func(a, b name) int { return cmp.Compare(a.Pseudonym, b.Pseudonym) })
	return out
}
