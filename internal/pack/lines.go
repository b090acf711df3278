package pack

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"

	"github.com/unveil-project/unveil/internal/traffic"
)

// place is where a line stands.
type place struct {
	input          string
	offset, length int64
}

func placeOf(e traffic.Evidence) place { return place{e.Input, e.Offset, e.Length} }

func (p place) compare(o place) int {
	return cmp.Or(cmp.Compare(p.input, o.input), cmp.Compare(p.offset, o.offset), cmp.Compare(p.length, o.length))
}

// quoted gives the lines in the order of their places, each once, after
// checking that their bytes are those that the evidence names and that no
// evidence lacks its line.
func quoted(in Input) ([]line, error) {
	inputs := map[string]bool{}
	for i := range in.Report.Inputs {
		inputs[in.Report.Inputs[i].SHA256] = true
	}
	var out []line
	for _, l := range in.Lines {
		if err := fits(l, inputs); err != nil {
			return nil, err
		}
		out = append(out, line{Line: l})
	}
	slices.SortStableFunc(out, func(a, b line) int {
		return cmp.Or(placeOf(a.Evidence).compare(placeOf(b.Evidence)), cmp.Compare(len(b.Raw), len(a.Raw)))
	})
	out = slices.CompactFunc(out, func(a, b line) bool { return placeOf(a.Evidence) == placeOf(b.Evidence) })
	return out, cited(in.Report, out)
}

// cited holds that every line that a report quotes is there.
func cited(r *traffic.Report, lines []line) error {
	quotes := slices.Clone(r.Evidence)
	for i := range r.Bursts {
		quotes = append(quotes, r.Bursts[i].Evidence...)
	}
	for _, e := range quotes {
		at, ok := slices.BinarySearchFunc(lines, placeOf(e), func(l line, p place) int { return placeOf(l.Evidence).compare(p) })
		if !ok {
			return fmt.Errorf("%w: the line of %s at byte %d is quoted and not given", ErrLine, e.File, e.Offset)
		}
		if e.Digest != lines[at].Evidence.Digest {
			return fmt.Errorf("%w: the line of %s at byte %d has two digests", ErrLine, e.File, e.Offset)
		}
	}
	return nil
}

// record is true of a line whose bytes are not at hand.
func (l Line) record() bool { return l.Raw == nil && l.Evidence.Length > 0 }

// shown is the line as text, or the record where its bytes are not at hand.
func (l Line) shown() string {
	if l.record() {
		return l.Evidence.Quote
	}
	return printable(l.Raw)
}

// digestForm is that of the digest of a record.
var digestForm = regexp.MustCompile(`^(?:[0-9a-f]{32})?$`)

// fits holds a line against what its evidence says of it.
func fits(l Line, inputs map[string]bool) error {
	e := l.Evidence
	sum := sha256.Sum256(l.Raw)
	switch {
	case !inputs[e.Input]:
		return fmt.Errorf("%w: a line is of %s, which is no input", ErrLine, e.File)
	case l.record() && e.Offset >= 0 && digestForm.MatchString(e.Digest):
		return nil
	case e.Offset < 0 || e.Length != int64(len(l.Raw)):
		return fmt.Errorf("%w: the line of %s at byte %d has %d bytes, not %d", ErrLine, e.File, e.Offset, len(l.Raw), e.Length)
	case e.Digest != hex.EncodeToString(sum[:16]):
		return fmt.Errorf("%w: the line of %s at byte %d is another now: its digest differs", ErrLine, e.File, e.Offset)
	}
	return nil
}

// publicLine is one line of lines.jsonl.
type publicLine struct {
	Input      string `json:"sha256"`
	File       string `json:"file"`
	Offset     int64  `json:"offset"`
	Length     int64  `json:"length"`
	Commitment string `json:"commitment"`
	Record     bool   `json:"record,omitempty"` // the text is the record, not the line
	Text       string `json:"text"`
}

// rawLine is one line of lines.jsonl in the sealed part.
type rawLine struct {
	Input  string `json:"sha256"`
	Offset int64  `json:"offset"`
	Length int64  `json:"length"`
	Digest string `json:"digest"`
	Raw    []byte `json:"raw"`            // base64; null of a record
	Text   string `json:"text,omitempty"` // of a record
}

// publicLines writes lines.jsonl.
func (p *published) publicLines() ([]byte, error) {
	var b bytes.Buffer
	for _, l := range p.lines {
		e := l.Evidence
		one, err := encodeLine(publicLine{e.Input, p.masker.text(e.File), e.Offset, e.Length, l.commitment, l.record(), join(l.text)})
		if err != nil {
			return nil, err
		}
		b.Write(one)
	}
	return b.Bytes(), nil
}

// rawLines writes lines.jsonl of the sealed part.
func (p *published) rawLines() ([]byte, error) {
	var b bytes.Buffer
	for _, l := range p.lines {
		e := l.Evidence
		sealed := rawLine{Input: e.Input, Offset: e.Offset, Length: e.Length, Digest: e.Digest, Raw: l.Raw}
		if l.record() {
			sealed.Text = l.shown()
		}
		one, err := encodeLine(sealed)
		if err != nil {
			return nil, err
		}
		b.Write(one)
	}
	return b.Bytes(), nil
}
