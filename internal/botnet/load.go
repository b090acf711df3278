package botnet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"unicode/utf8"
)

// maxFile bounds a profile: ten sketches of 4,096 hashes of 21 bytes.
const maxFile = 4 << 20

// ErrFormat is the answer to a file that is no profile, or of another version.
var ErrFormat = errors.New("not a botnet profile of version 1")

// Save writes a profile as indented JSON.
func (p *Profile) Save(w io.Writer) error {
	out, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		return fmt.Errorf("encoding a profile: %w", err)
	}
	_, err = w.Write(append(out, '\n'))
	return err
}

// Load reads a profile and refuses one that no program of this kind wrote. The
// file may come from strangers.
func Load(r io.Reader) (*Profile, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("reading a profile: %w", err)
	}
	if len(text) > maxFile {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrFormat, maxFile)
	}
	p := &Profile{}
	if err := json.Unmarshal(text, p); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return p, nil
}

func (p *Profile) check() error {
	if p.Format != Format || p.Version != Version {
		return fmt.Errorf("it says format %.40q, version %d", p.Format, p.Version)
	}
	if utf8.RuneCountInString(p.Name) > 200 || len(p.Key) > 16 || len(p.Log) > 16 || p.Requests < 0 || p.End.Before(p.Start) {
		return errors.New("name, key, requests or times")
	}
	for _, sets := range []map[string]*Sketch{p.Sets, p.Usual} {
		for kind, s := range sets {
			if !slices.Contains(Sets(), kind) || !s.valid() {
				return fmt.Errorf("the set %.40q", kind)
			}
		}
	}
	for kind, e := range p.Chance {
		if kind != Beat && !slices.Contains(Sets(), kind) || !(e >= 0 && e <= 1) {
			return fmt.Errorf("the chance of %.40q", kind)
		}
	}
	if p.Rhythm != nil && !p.Rhythm.valid() {
		return errors.New("the rhythm")
	}
	return nil
}

// valid holds of a sketch that a set can have.
func (s *Sketch) valid() bool {
	if s == nil || len(s.Hashes) == 0 || len(s.Hashes) > MaxHashes || s.Total < len(s.Hashes) || s.Total > math.MaxInt32 ||
		s.Total > len(s.Hashes) && len(s.Hashes) < MaxHashes {
		return false
	}
	for i := 1; i < len(s.Hashes); i++ {
		if s.Hashes[i] <= s.Hashes[i-1] {
			return false
		}
	}
	return true
}

func (r *Rhythm) valid() bool {
	within := func(xs []float64, lo float64) bool {
		return !slices.ContainsFunc(xs, func(x float64) bool { return !(x >= lo && x <= 1) })
	}
	return (len(r.Gaps) == 0 || len(r.Gaps) == gapBins) && (len(r.Waves) == 0 || len(r.Waves) == lags) &&
		within(r.Gaps, 0) && within(r.Waves, -1)
}
