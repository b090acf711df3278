// Package fingerprint is the file in which labs exchange how a group of
// accounts behaved without exchanging its posts: hours, languages, programs,
// forms, and salted hashes of what at least two of its accounts shared. It
// names no account, quotes no post, and says nothing of who is behind them.
// docs/formats/fingerprint.md has its bytes, and what its hashes protect.
package fingerprint

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
)

// Format and Version stand at the beginning of every file.
const (
	Format  = "unveil-fingerprint"
	Version = 1
)

// The privacy floor: a group of fewer accounts or posts is not written, and
// what fewer than Shared of its accounts used is left out of it.
const (
	MinAccounts = 5
	MinPosts    = 100
	Shared      = 2
)

// MaxHashes is how many hashes of one kind a file holds.
const MaxHashes = 4096

// Kinds are the kinds of objects, in the order of the file.
func Kinds() []string { return []string{"hashtags", "links", "domains", "texts"} }

// File is one fingerprint.
type File struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	// Name, Maker and Note are free text of the person who made the file:
	// hostile text to everybody else.
	Name       string             `json:"name"`
	Maker      string             `json:"maker"`
	Note       string             `json:"note"`
	Period     Period             `json:"period"`
	Accounts   int                `json:"accounts"`
	Posts      int                `json:"posts"`
	Hours      []float64          `json:"hours"` // 168 shares, Monday 00 UTC first; sum 1
	Languages  []Part             `json:"languages"`
	Clients    []Part             `json:"clients"`
	Pairs      []Part             `json:"pairs"` // pairs of symbols of BLOC
	Salt       string             `json:"salt"`  // hex, 16 to 64 bytes
	Objects    map[string]*Sketch `json:"objects"`
	Techniques []string           `json:"techniques"` // ids of DISARM
}

// Period is the first and the last day with posts, in UTC.
type Period struct {
	First string `json:"first"`
	Last  string `json:"last"`
}

// Part is a share of a whole.
type Part struct {
	Name  string  `json:"name"`
	Share float64 `json:"share"`
}

// Sketch is a sample of a set: every object whose hash ends in Level zero
// bits, by its salted hash. With level 0 it is the whole set.
type Sketch struct {
	Level  int      `json:"level"`
	Total  int      `json:"total"`  // different objects of the set; estimated above level 0
	Hashes []string `json:"hashes"` // 16 hex digits each, ascending
}

// Keyed is the salted hash of an object: the first 8 bytes of the HMAC-SHA256
// of its hash (8 bytes, big endian) under the salt, in hex.
func Keyed(salt []byte, hash uint64) string {
	return NewSalter(salt).Hash(hash)
}

// Salter makes salted hashes under one salt.
type Salter struct {
	sign func([]byte) []byte
	sum  []byte
}

// NewSalter begins to hash under a salt.
func NewSalter(salt []byte) *Salter {
	mac := hmac.New(sha256.New, salt)
	s := &Salter{}
	s.sign = func(b []byte) []byte {
		mac.Reset()
		_, _ = mac.Write(b) // a hash never fails
		s.sum = mac.Sum(s.sum[:0])
		return s.sum
	}
	return s
}

// Hash is the salted hash of an object's hash.
func (s *Salter) Hash(hash uint64) string {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], hash)
	return hex.EncodeToString(s.sign(b[:])[:8])
}

// SaltBytes is the salt of the file.
func (f *File) SaltBytes() []byte {
	b, err := hex.DecodeString(f.Salt)
	if err != nil {
		return nil // Read refuses such a file
	}
	return b
}

// Mix turns counts by name into shares, those of the names first that are
// most frequent, at most n; what is left is no part. Names without text are
// left out.
func Mix(counts map[string]float64, n int) []Part {
	total := 0.0
	out := []Part{}
	for name, c := range counts {
		if name != "" && c > 0 {
			out = append(out, Part{name, c})
		}
	}
	slices.SortFunc(out, func(a, b Part) int {
		switch {
		case a.Share != b.Share:
			return map[bool]int{true: -1, false: 1}[a.Share > b.Share]
		case a.Name < b.Name:
			return -1
		}
		return 1
	})
	for _, p := range out {
		total += p.Share
	}
	out = out[:min(n, len(out))]
	for i := range out {
		out[i].Share = Digits(out[i].Share / total)
	}
	return out
}
