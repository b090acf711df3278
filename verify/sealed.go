package verify

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

// sealed is an opened sealed part.
type sealed struct {
	key    []byte
	report []byte // report.json
	lines  map[spot]rawLine
	names  []name
	// spellings are what each pseudonym may stand for in a text.
	spellings map[string][]string
}

// name is one line of names.jsonl.
type name struct {
	Pseudonym string   `json:"pseudonym"`
	Name      string   `json:"name"`
	Spellings []string `json:"spellings"`
}

// rawLine is one line of the sealed lines.jsonl.
type rawLine struct {
	Input  string `json:"sha256"`
	Offset int64  `json:"offset"`
	Length int64  `json:"length"`
	Digest string `json:"digest"`
	Raw    []byte `json:"raw"`  // null where the bytes were not at hand
	Text   string `json:"text"` // what the record's fields say, there
}

// text is what the public text of the line is the masking of.
func (l rawLine) text() string {
	if l.record() {
		return l.Text
	}
	return printable(l.Raw)
}

func (l rawLine) record() bool { return l.Raw == nil && l.Length > 0 }

// commits gives what a line's commitment has to be.
func (s *sealed) commits(l rawLine) string {
	switch {
	case !l.record():
		return s.commitment(l.Raw)
	case l.Digest != "":
		return s.ofDigest(l.Digest)
	}
	return ""
}

// mac is HMAC-SHA-256 over the kind, a zero byte and the bytes.
func (s *sealed) mac(kind string, b []byte) string {
	h := hmac.New(sha256.New, s.key)
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil))
}

func (s *sealed) commitment(raw []byte) string { return "hmac:" + s.mac("line", raw) }

func (s *sealed) ofDigest(digest string) string {
	return "hmac-digest:" + s.mac("digest", []byte(digest))
}

// unseal opens the sealed part, where there is one and an identity for it.
func (p *pack) unseal(io.ReaderAt, int64) error {
	e := p.files["sealed.age"]
	switch {
	case e == nil && len(p.opt.Identities) > 0:
		p.fail("sealed.missing")
		return nil
	case e == nil:
		p.cannot("sealed.none")
		return nil
	case len(p.opt.Identities) == 0:
		p.cannot("sealed.closed", "bytes", e.size)
		return nil
	}
	clear, size, err := age.DecryptReaderAt(e.data, e.size, p.opt.Identities...)
	if err != nil {
		p.fail(whyClosed(err), "why", err.Error())
		return nil
	}
	list, err := strict(p.ctx, clear, size, sealedFiles)
	if err != nil {
		return p.badSeal(err)
	}
	return p.contents(list)
}

// whyClosed tells a key that is not the right one from a damaged file.
func whyClosed(err error) string {
	if other := new(age.NoIdentityMatchError); errors.As(err, &other) {
		return "sealed.identity"
	}
	return "sealed.damaged"
}

// badSeal notes what is wrong with the sealed part.
func (p *pack) badSeal(err error) error {
	if p.ctx.Err() != nil {
		return p.ctx.Err()
	}
	p.fail("sealed.damaged", "why", err.Error())
	return nil
}

// contents reads what the sealed part holds.
func (p *pack) contents(list []*entry) error {
	s := &sealed{lines: map[spot]rawLine{}, spellings: map[string][]string{}}
	found := &Contents{}
	for _, e := range list {
		found.Files = append(found.Files, e.name)
		b, err := e.bytes()
		if err == nil {
			err = s.take(e.name, b)
		}
		if err != nil {
			return p.badSeal(fmt.Errorf("%s: %w", e.name, err))
		}
	}
	if len(found.Files) != len(sealedFiles) {
		return p.badSeal(errors.New("a file is missing"))
	}
	found.Lines, found.Names = len(s.lines), len(s.names)
	p.sealed, p.result.Sealed = s, found
	if err := p.members(found); err != nil {
		return p.badSeal(err)
	}
	p.pass("sealed.ok", "lines", int64(found.Lines), "names", int64(found.Names), "members", int64(found.Members))
	return nil
}

// members counts the addresses that only the full report has.
func (p *pack) members(found *Contents) error {
	full := new(report)
	if err := decodeAll(p.sealed.report, full); err != nil {
		return fmt.Errorf("report.json: %w", err)
	}
	for i := range full.Bursts {
		found.Members += len(full.Bursts[i].Members)
	}
	return nil
}

// take reads one file of the sealed part.
func (s *sealed) take(file string, b []byte) (err error) {
	switch file {
	case "key.txt":
		s.key, err = hex.DecodeString(string(bytes.TrimSuffix(b, []byte("\n"))))
		if err == nil && len(s.key) < 16 {
			err = errors.New("the key has fewer than 16 bytes")
		}
	case "report.json":
		s.report = b
	case "lines.jsonl":
		err = each(b, func(l rawLine) error {
			if !l.record() && (int64(len(l.Raw)) != l.Length || digest(l.Raw) != l.Digest) {
				return fmt.Errorf("the %d bytes are not those of the line", len(l.Raw))
			}
			s.lines[spot{l.Input, l.Offset, l.Length}] = l
			return nil
		})
	case "names.jsonl":
		err = each(b, func(n name) error {
			if _, twice := s.spellings[n.Pseudonym]; twice {
				return fmt.Errorf("%s is there twice", n.Pseudonym)
			}
			s.names = append(s.names, n)
			s.spellings[n.Pseudonym] = n.Spellings
			return nil
		})
	}
	return err
}

// each reads JSON Lines.
func each[T any](b []byte, take func(T) error) error {
	n := 0
	for one := range bytes.Lines(b) {
		n++
		var v T
		if err := decodeAll(one, &v); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := take(v); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}
