package dossier

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
)

// MinKey is how many bytes a mask key has at least. With a shorter one the
// pseudonym of an IPv4 address could be turned back by trying all of them.
const MinKey = 16

// ErrNoKey says that something was to be masked without a key.
var ErrNoKey = errors.New("masking needs a key of at least 16 bytes")

// Masker replaces ordinary accounts and addresses by keyed pseudonyms:
// "account-7f3a9c", "address-91bc02 (192.0.x.x)". The same name has the same
// pseudonym wherever it stands in a dossier, and in every dossier that is
// made with the same key. Handles of candidates and parties and the host
// names of protected sites are public and stay.
type Masker struct {
	key    []byte
	digits int             // hex digits of a pseudonym
	public map[string]bool // folded handles and host names
	known  map[string][]knownID
	sorted []string // folded known ids, for ids that a quote cuts short
}

// knownID is a member of a finding, which is masked wherever it stands.
type knownID struct{ id, pseudonym string }

// NewMasker makes the masker of a dossier. It knows the members of all
// findings, so that they are masked in free text as well.
func NewMasker(key []byte, e *election.Election, fs []finding.Finding) (*Masker, error) {
	if len(key) < MinKey {
		return nil, ErrNoKey
	}
	m := &Masker{key: slices.Clone(key), public: publicNames(e), known: map[string][]knownID{}}
	members := maskedMembers(fs)
	m.digits = digitsFor(len(members))
	for _, id := range members {
		m.learn(id.name, id.unit)
	}
	for head := range m.known {
		// The longest first: "a17-b" before "a17".
		slices.SortFunc(m.known[head], func(a, b knownID) int {
			return cmp.Or(cmp.Compare(len(b.id), len(a.id)), cmp.Compare(a.id, b.id))
		})
	}
	slices.Sort(m.sorted)
	return m, nil
}

// digitsFor keeps the chance that any two of n pseudonyms are the same below
// about one in a thousand: n²/2 pairs over 16^digits values.
func digitsFor(n int) int {
	digits, room := 6, 1.0*(1<<24)
	for float64(n)*float64(n)*500 > room {
		digits, room = digits+2, room*256
	}
	return digits
}

type member struct{ name, unit string }

// maskedMembers gives the members that are masked, each once, in order.
func maskedMembers(fs []finding.Finding) []member {
	seen := map[member]bool{}
	var out []member
	add := func(name, unit string) {
		if v := (member{name, unit}); name != "" && !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	for i := range fs {
		ms := fs[i].Members
		if ms == nil || publicUnit(ms.Unit) {
			continue
		}
		for _, id := range ms.IDs {
			add(id, ms.Unit)
		}
		for _, e := range ms.Edges {
			add(e.A, ms.Unit)
			add(e.B, ms.Unit)
		}
	}
	return out
}

// publicUnit says whether members of a unit are public things. A unit that
// nobody has thought of is masked.
func publicUnit(unit string) bool {
	switch unit {
	case "sheets", "stations", "sites", "objects", "requests":
		return true
	}
	return false
}

// publicNames are the handles and hosts that election.yaml publishes.
func publicNames(e *election.Election) map[string]bool {
	names := map[string]bool{}
	if e == nil {
		return names
	}
	for _, c := range e.People {
		for _, h := range c.Handles {
			names[fold(h)] = true
		}
	}
	for _, p := range e.Parties {
		for _, a := range p.Aliases {
			if strings.HasPrefix(a, "@") {
				names[fold(a)] = true
			}
		}
	}
	for _, s := range e.Sites {
		for _, h := range append([]string{s.Host}, s.Names...) {
			names[fold(h)] = true
		}
	}
	delete(names, "")
	return names
}

// fold makes the spellings of one name equal.
func fold(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "@"))
}

func (m *Masker) learn(id, unit string) {
	bare := strings.TrimPrefix(strings.TrimSpace(id), "@")
	if bare == "" || m.public[fold(id)] {
		return
	}
	k := knownID{id: strings.ToLower(bare), pseudonym: m.Member(id, unit)}
	head := strings.ToLower(word(bare))
	m.known[head] = append(m.known[head], k)
	m.sorted = append(m.sorted, k.id)
}

// Member masks a member of a finding by the unit that its finding counts.
func (m *Masker) Member(id, unit string) string {
	switch {
	case publicUnit(unit):
		return id
	case unit == "addresses" || unit == "networks" || unit == "clients":
		return m.Address(id)
	}
	return m.Account(id)
}

// Account gives the pseudonym of an account. A public handle stays.
func (m *Masker) Account(id string) string {
	name := fold(id)
	if name == "" || m.public[name] {
		return id
	}
	return m.pseudonym("account", name)
}

// Address gives the pseudonym of an address or of a client's host name. Of an
// address the coarse network stays: the first 16 bits of IPv4, the first 32
// of IPv6. The host names of protected sites stay.
func (m *Masker) Address(s string) string {
	name := fold(s)
	if name == "" || m.public[name] {
		return s
	}
	addr, err := netip.ParseAddr(name)
	if err != nil {
		p, err := netip.ParsePrefix(name)
		if err != nil {
			return m.pseudonym("address", name)
		}
		return m.pseudonym("network", p.Masked().String()) + coarse(p.Addr())
	}
	addr = addr.Unmap().WithZone("")
	return m.pseudonym("address", addr.String()) + coarse(addr)
}

// coarse writes the network that a masked address keeps. It is not written as
// a prefix ("192.0.0.0/16"), because that is itself an address.
func coarse(a netip.Addr) string {
	if a.Is4() {
		b := a.As4()
		return fmt.Sprintf(" (%d.%d.x.x)", b[0], b[1])
	}
	b := a.As16()
	return fmt.Sprintf(" (%x:%x:x)", uint16(b[0])<<8|uint16(b[1]), uint16(b[2])<<8|uint16(b[3]))
}

func (m *Masker) pseudonym(kind, name string) string {
	return kind + "-" + m.mac(kind, name)[:m.digits]
}

// Commitment hides the digest of a record. With the digest itself and the
// masked quote beside it, a reader could try all addresses of the network
// until the digest fits. Whoever holds the key can open the commitment.
func (m *Masker) Commitment(digest string) string {
	return CommitmentPrefix + m.mac("digest", digest)[:32]
}

// CommitmentPrefix marks a digest that is a commitment.
const CommitmentPrefix = "hmac:"

func (m *Masker) mac(kind, name string) string {
	h := hmac.New(sha256.New, m.key)
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write([]byte(name))
	return hex.EncodeToString(h.Sum(nil))
}
