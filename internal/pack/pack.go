// Package pack writes the evidence pack of a traffic report: a zip file with
// what a court, a newsroom or the other party needs to check what was said of
// an access log, without the log and without this program.
//
//	Report, lines ─ Masker ─▶ public report, lines, inputs ─┐
//	     └──────────── age ─▶ sealed.age ───────────────────┴─▶ manifest ─▶ zip
//
// Names of persons (addresses, host names of clients, user names) are keyed
// pseudonyms in the public files; the key, the full report and the raw lines
// are only in the sealed part. docs/formats/pack.md shows the bytes. Package
// verify, which shares no code with this one, checks a pack.
package pack

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"

	"filippo.io/age"

	"github.com/unveil-project/unveil/internal/traffic"
)

// Schema names the form of a pack; it changes when a file or a field changes
// its meaning or goes.
const Schema = "unveil/pack/1"

// MinKey is how many bytes a key has at least. With a shorter one the
// pseudonym of an address could be turned back by trying all keys.
const MinKey = 16

// Bounds of a pack. Write refuses to write more, verify to read more.
const (
	MaxFile   = 32 << 20  // bytes of a public file
	MaxSealed = 128 << 20 // bytes of the sealed part
)

// Reasons why no pack is written.
var (
	ErrKey   = errors.New("the key of a pack needs at least 16 bytes")
	ErrCount = errors.New("the counts of the report do not add up")
	ErrLine  = errors.New("the lines do not fit the report")
	ErrLeak  = errors.New("a name that should be masked stands in a public file")
	ErrSize  = errors.New("the pack would be too large")
)

// Line is one line that the report quotes, with its bytes as they stand in the
// input. Where the input cannot be read again (standard input, a case whose
// logs are elsewhere) Raw is nil, and the evidence's quote is the record as
// its fields say it.
type Line struct {
	Evidence traffic.Evidence
	Raw      []byte
}

// Input is what a pack is made of.
type Input struct {
	Report *traffic.Report // the full one
	// HTML is the report as a page, made of what Public gives; nil: none.
	HTML []byte
	// Lines are the lines that the report's evidence names: all of them, in
	// any order. Others are added to the pack as well.
	Lines []Line
	// Clients and Users are host names of clients and names of users that are
	// hidden wherever they stand, beside those that the report and the heads of
	// its lines show. Addresses are recognised without being named.
	Clients, Users []string
	// Key is the key of the pseudonyms and commitments, from NewKey or Derive.
	// It becomes part of the sealed part.
	Key []byte
	// Recipients can open the sealed part. Without any there is none, and only
	// who keeps the key can open the pseudonyms.
	Recipients []age.Recipient
}

// NewKey draws a key.
func NewKey(random io.Reader) ([]byte, error) {
	key := make([]byte, 32)
	if _, err := io.ReadFull(random, key); err != nil {
		return nil, fmt.Errorf("drawing the key of a pack: %w", err)
	}
	return key, nil
}

// Derive gives the key of a pack from the key under which a case masks names,
// so that the pack of the same logs has the same pseudonyms and its recipients
// can open nothing else of the case:
//
//	HMAC-SHA-256(secret, "unveil/pack/1" 0x00 SHA-256 of each input, sorted)
func Derive(secret []byte, r *traffic.Report) []byte {
	var inputs []string
	for i := range r.Inputs {
		inputs = append(inputs, r.Inputs[i].SHA256)
	}
	slices.Sort(inputs)
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(Schema))
	for _, s := range inputs {
		h.Write([]byte{0})
		h.Write([]byte(s))
	}
	return h.Sum(nil)
}

// Public gives the report as the pack publishes it: addresses, host names of
// clients and user names as pseudonyms, quotes masked, members left out.
func Public(in Input) (*traffic.Report, error) {
	p, err := mask(in)
	if err != nil {
		return nil, err
	}
	return p.report, nil
}

// Write writes the pack and gives its id, the SHA-256 of its manifest. The
// same input gives the same bytes, but for the sealed part: age draws a new
// key for each file.
func Write(w io.Writer, in Input) (id string, err error) {
	p, err := mask(in)
	if err != nil {
		return "", err
	}
	files, err := p.files(in)
	if err != nil {
		return "", err
	}
	if err := p.leaks(files); err != nil {
		return "", err
	}
	if len(in.Recipients) > 0 {
		sealed, err := p.seal(in)
		if err != nil {
			return "", err
		}
		files = append(files, file{"sealed.age", sealed})
	}
	list, id, err := manifest(files)
	if err != nil {
		return "", err
	}
	return id, writeZip(w, append(files, list))
}

// published is a masked report with what is needed to open it again.
type published struct {
	report *traffic.Report
	lines  []line
	masker *masker
}

// line is one quoted line, masked, with its raw bytes.
type line struct {
	Line
	commitment string
	text       []piece
}

// mask checks the input and masks it. Pseudonyms have as many digits as are
// needed to keep all of them apart.
func mask(in Input) (*published, error) {
	if len(in.Key) < MinKey {
		return nil, ErrKey
	}
	if err := consistent(in.Report); err != nil {
		return nil, err
	}
	lines, err := quoted(in)
	if err != nil {
		return nil, err
	}
	for digits := 8; ; digits += 2 {
		m := newMasker(in, lines, digits)
		p := &published{masker: m, lines: slices.Clone(lines)}
		for i := range p.lines {
			p.lines[i].commitment = m.commitment(p.lines[i].Line)
			p.lines[i].text = m.pieces(p.lines[i].shown())
		}
		if p.report, err = m.report(in.Report, p.lines); err != nil {
			return nil, err
		}
		if m.apart() {
			return p, nil
		}
	}
}
