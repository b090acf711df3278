package share

import (
	"strings"

	"github.com/unveil-project/unveil/internal/text"
)

// Kind is what accounts share.
type Kind uint8

// The kinds of object. A repost counts as a repost alone where that can be
// told: what it holds was chosen by whoever wrote the original.
const (
	Hashtag Kind = iota // in lower case
	Link                // address without what tracks its reader
	Domain              // registered domain of a link, by the public suffix list
	Text                // normalised text, if it is long enough to tell
	Similar             // near-duplicate texts
	Repost              // id of the original, else its normalised text
	Reply               // what is replied to
	Mention             // account named
	Media               // id, hash or address of a picture or video
	Object              // object of a share table, or the column that a map calls so
	kinds
)

var kindNames = [kinds]string{"hashtag", "link", "domain", "text", "similar", "repost", "reply", "mention", "media", "object"}

// String is the kind's name as --on takes it.
func (k Kind) String() string { return kindNames[k] }

// Kinds lists the kinds.
func Kinds() []Kind {
	all := make([]Kind, kinds)
	for i := range all {
		all[i] = Kind(i)
	}
	return all
}

// KindOf finds a kind by its name, in the singular or plural.
func KindOf(name string) (Kind, bool) {
	for k, n := range kindNames {
		if strings.EqualFold(name, n) || strings.EqualFold(name, n+"s") {
			return Kind(k), true
		}
	}
	return 0, false
}

// Set is a set of kinds.
type Set uint16

// Of makes a set.
func Of(ks ...Kind) (s Set) {
	for _, k := range ks {
		s |= 1 << k
	}
	return s
}

// Has says whether a kind is in the set.
func (s Set) Has(k Kind) bool { return s&(1<<k) != 0 }

// Kinds lists the set.
func (s Set) Kinds() []Kind {
	var all []Kind
	for k := range kinds {
		if s.Has(k) {
			all = append(all, k)
		}
	}
	return all
}

// Shortened says whether a link in canonical form is a shortener's.
func Shortened(link string) bool { return text.Shortener(text.Domain(link)) }
