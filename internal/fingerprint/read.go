package fingerprint

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"time"
	"unicode/utf8"
)

// The bounds of a file that is read: it comes from strangers.
const (
	maxBytes = 4 << 20
	maxText  = 200 // characters of a name, maker, part
	maxNote  = 2000
	maxParts = 400
	maxCount = 1e12
	maxLevel = 48
)

// Digits rounds a share to five decimals: enough for every comparison, and no
// counter of posts.
func Digits(x float64) float64 { return math.Round(x*1e5) / 1e5 }

// Write encodes a file, the same bytes for the same content.
func Write(w io.Writer, f *File) error {
	if err := f.check(); err != nil {
		return err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", " ")
	if err := e.Encode(f); err != nil {
		return fmt.Errorf("encoding the fingerprint: %w", err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("writing the fingerprint: %w", err)
	}
	return nil
}

// Read reads a file of at most 4 MiB and refuses what the format does not
// allow. It never fails on hostile bytes but with an error.
func Read(r io.Reader) (*File, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading the fingerprint: %w", err)
	}
	if len(b) > maxBytes {
		return nil, fmt.Errorf("it has more than %d bytes", maxBytes)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	f := &File{}
	if err := d.Decode(f); err != nil {
		return nil, fmt.Errorf("it is no JSON of a fingerprint: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the fingerprint")
	}
	return f, f.check()
}

// check holds a file to the format.
func (f *File) check() error {
	switch {
	case f.Format != Format:
		return fmt.Errorf("its format is %q, not %q", cut(f.Format), Format)
	case f.Version != Version:
		return fmt.Errorf("its version is %d, this program reads %d", f.Version, Version)
	case f.Accounts < MinAccounts || f.Posts < MinPosts:
		return fmt.Errorf("it stands for %d accounts and %d posts, fewer than %d and %d", f.Accounts, f.Posts, MinAccounts, MinPosts)
	case float64(f.Posts) > maxCount || f.Posts < f.Accounts:
		return fmt.Errorf("its counts cannot be: %d accounts, %d posts", f.Accounts, f.Posts)
	}
	return errors.Join(f.checkText(), f.checkShares(), f.checkObjects())
}

func (f *File) checkText() error {
	for _, s := range []struct {
		name, text string
		most       int
	}{{"name", f.Name, maxText}, {"maker", f.Maker, maxText}, {"note", f.Note, maxNote}} {
		if !utf8.ValidString(s.text) || utf8.RuneCountInString(s.text) > s.most {
			return fmt.Errorf("its %s is too long or no text", s.name)
		}
	}
	for _, day := range []string{f.Period.First, f.Period.Last} {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return fmt.Errorf("its period has no day %q", cut(day))
		}
	}
	if f.Period.Last < f.Period.First {
		return errors.New("its period ends before it begins")
	}
	if len(f.Techniques) > maxParts {
		return errors.New("it has too many techniques")
	}
	for _, t := range f.Techniques {
		if !Technique(t) {
			return fmt.Errorf("%q is no id of a technique", cut(t))
		}
	}
	return nil
}

// Technique is true of an id of DISARM: T, four digits, perhaps a point and
// three more.
func Technique(id string) bool {
	if len(id) != 5 && len(id) != 9 {
		return false
	}
	for i, c := range []byte(id) {
		switch {
		case i == 0 && c != 'T', i == 5 && c != '.', i != 0 && i != 5 && (c < '0' || c > '9'):
			return false
		}
	}
	return true
}

func (f *File) checkShares() error {
	if len(f.Hours) != 168 {
		return fmt.Errorf("it has %d hours, not 168", len(f.Hours))
	}
	sum := 0.0
	for _, h := range f.Hours {
		if !share(h) {
			return errors.New("an hour has no share between 0 and 1")
		}
		sum += h
	}
	if math.Abs(sum-1) > 0.01 {
		return errors.New("the shares of its hours do not add up to 1")
	}
	for _, list := range [][]Part{f.Languages, f.Clients, f.Pairs} {
		if err := checkParts(list); err != nil {
			return err
		}
	}
	return nil
}

func checkParts(list []Part) error {
	if len(list) > maxParts {
		return fmt.Errorf("it has a list of %d parts, more than %d", len(list), maxParts)
	}
	sum, seen := 0.0, map[string]bool{}
	for _, p := range list {
		if !share(p.Share) || p.Name == "" || utf8.RuneCountInString(p.Name) > maxText || !utf8.ValidString(p.Name) || seen[p.Name] {
			return fmt.Errorf("the part %q cannot be", cut(p.Name))
		}
		seen[p.Name] = true
		sum += p.Share
	}
	if sum > 1.01 {
		return errors.New("the shares of its parts exceed 1")
	}
	return nil
}

func share(x float64) bool { return x >= 0 && x <= 1 }

func (f *File) checkObjects() error {
	if b, err := hex.DecodeString(f.Salt); err != nil || len(b) < 16 || len(b) > 64 {
		return errors.New("its salt is not 16 to 64 bytes in hex")
	}
	for kind, s := range f.Objects {
		if !slices.Contains(Kinds(), kind) || s == nil {
			return fmt.Errorf("it has objects of an unknown kind %q", cut(kind))
		}
		if err := s.check(); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
	}
	return nil
}

func (s *Sketch) check() error {
	switch {
	case s.Level < 0 || s.Level > maxLevel:
		return fmt.Errorf("the level %d cannot be", s.Level)
	case s.Total < len(s.Hashes) || float64(s.Total) > maxCount, s.Level == 0 && s.Total != len(s.Hashes):
		return fmt.Errorf("%d objects cannot have %d hashes", s.Total, len(s.Hashes))
	case len(s.Hashes) > MaxHashes:
		return fmt.Errorf("it has %d hashes, more than %d", len(s.Hashes), MaxHashes)
	}
	for i, h := range s.Hashes {
		if b, err := hex.DecodeString(h); err != nil || len(b) != 8 || hex.EncodeToString(b) != h || i > 0 && h <= s.Hashes[i-1] {
			return fmt.Errorf("the hash %q is malformed or out of order", cut(h))
		}
	}
	return nil
}

// cut shortens hostile text for an error.
func cut(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
