package activity

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/unveil-project/unveil/internal/fingerprint"
)

// TooFewError says that a group is below the privacy floor of fingerprints.
type TooFewError struct{ Accounts, Posts int }

// Error says how many there are.
func (e *TooFewError) Error() string {
	return fmt.Sprintf("%d accounts with %d posts, fewer than %d and %d", e.Accounts, e.Posts, fingerprint.MinAccounts, fingerprint.MinPosts)
}

// Fingerprint makes the fingerprint of a group, without the texts of a person
// and without techniques. It fails with a TooFewError below the privacy floor.
func (c *Corpus) Fingerprint(members []int, salt []byte) (*fingerprint.File, error) {
	f := c.newForms().of(members)
	if f.Accounts < fingerprint.MinAccounts || f.Posts < fingerprint.MinPosts {
		return nil, &TooFewError{f.Accounts, f.Posts}
	}
	f.Salt = hex.EncodeToString(salt)
	s := fingerprint.NewSalter(salt)
	f.Objects = map[string]*fingerprint.Sketch{}
	for _, k := range Kinds() {
		f.Objects[k.String()] = c.sketch(k, members, s)
	}
	return f, nil
}

// sketch samples the objects that members share down to MaxHashes.
func (c *Corpus) sketch(k Kind, members []int, salt *fingerprint.Salter) *fingerprint.Sketch {
	s := &c.sets[k]
	objects := c.newTally(k).shared(members)
	out := &fingerprint.Sketch{Level: s.level, Total: len(objects) << s.level, Hashes: []string{}}
	for len(objects) > fingerprint.MaxHashes {
		out.Level++
		objects = slices.DeleteFunc(objects, func(o uint32) bool { return bits.TrailingZeros64(s.hash[o]) < out.Level })
	}
	for _, o := range objects {
		out.Hashes = append(out.Hashes, salt.Hash(s.hash[o]))
	}
	slices.Sort(out.Hashes)
	return out
}

// Salt makes a salt that is the same for the same group of the same sources,
// and that nobody can make who does not hold the sources: 16 bytes of the
// SHA-256 of their digests and of the names of the accounts.
func (c *Corpus) Salt(sources []string, members []int) []byte {
	h := sha256.New()
	sources = slices.Sorted(slices.Values(sources))
	names := make([]string, 0, len(members))
	for _, a := range members {
		names = append(names, c.Accounts[a].Name)
	}
	slices.Sort(names)
	for _, list := range [][]string{{fingerprint.Format}, sources, names} {
		for _, s := range list {
			_, _ = fmt.Fprintf(h, "%d:%s", len(s), s) // a hash never fails
		}
		_, _ = h.Write([]byte{0})
	}
	return h.Sum(nil)[:16]
}

// Match holds a known fingerprint against groups of a corpus: the objects of
// the corpus that the file holds are looked up once.
type Match struct {
	c    *Corpus
	file *fingerprint.File
	has  [kinds][]bool // by object: the file holds it
	// What is worked out once for all groups.
	forms   *forms
	tallies [kinds]*tally
}

// NewMatch looks up a file's hashes among the objects of the corpus.
func (c *Corpus) NewMatch(f *fingerprint.File) *Match {
	m := &Match{c: c, file: f, forms: c.newForms()}
	for _, k := range Kinds() {
		m.tallies[k] = c.newTally(k)
	}
	salt := fingerprint.NewSalter(f.SaltBytes())
	for _, k := range Kinds() {
		sketch := f.Objects[k.String()]
		if sketch == nil || len(sketch.Hashes) == 0 {
			continue
		}
		level := sketch.Level
		m.has[k] = make([]bool, len(c.sets[k].hash))
		for o, h := range c.sets[k].hash {
			if bits.TrailingZeros64(h) >= level {
				_, m.has[k][o] = slices.BinarySearch(sketch.Hashes, salt.Hash(h))
			}
		}
	}
	return m
}

// Axes compares a group with the file along the axes of fingerprint.Axes but
// for the techniques, which no group of a corpus has.
func (m *Match) Axes(members []int) []float64 {
	g := m.forms.of(members)
	f := m.file
	out := []float64{
		fingerprint.Hours(g.Hours, f.Hours), fingerprint.HoursShifted(g.Hours, f.Hours),
		fingerprint.Parts(g.Languages, f.Languages), fingerprint.Parts(g.Clients, f.Clients), fingerprint.Parts(g.Pairs, f.Pairs),
	}
	for _, k := range Kinds() {
		out = append(out, m.objects(k, members))
	}
	return out
}

// objects estimates the Jaccard similarity of the group's shared objects of a
// kind with those of the file. The coarser of both samples is looked for in
// the finer.
func (m *Match) objects(k Kind, members []int) float64 {
	s, sketch := &m.c.sets[k], m.file.Objects[k.String()]
	if m.has[k] == nil || len(s.hash) == 0 {
		return math.NaN()
	}
	own := m.tallies[k].shared(members)
	if len(own) == 0 {
		return 0 // a group that has none of what the file has
	}
	level := max(s.level, sketch.Level)
	hits, coarse := 0, 0
	for _, o := range own {
		if bits.TrailingZeros64(s.hash[o]) >= level {
			coarse++
		}
		if m.has[k][o] {
			hits++
		}
	}
	total := len(own) << s.level
	if s.level > sketch.Level {
		return fingerprint.Estimate(hits, coarse, total, sketch.Total, len(sketch.Hashes))
	}
	return fingerprint.Estimate(hits, len(sketch.Hashes), sketch.Total, total, len(own))
}
