package verify

import (
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// given compares the files that were given with what the pack says of its
// inputs.
func (p *pack) given(io.ReaderAt, int64) error {
	if p.report == nil {
		return nil
	}
	matched := map[string]bool{}
	for _, in := range p.opt.Inputs {
		if err := p.input(in, matched); err != nil {
			return err
		}
	}
	for _, s := range p.report.Inputs {
		if !matched[s.SHA256] {
			p.cannot("input.not-given", "file", s.File, "sha256", s.SHA256)
		}
	}
	return nil
}

// input compares one file. A file is what its digest says, not its name.
func (p *pack) input(in Input, matched map[string]bool) error {
	sum, size, err := digestOf(p.ctx, in)
	if err != nil {
		return p.unread(in, err)
	}
	for _, s := range p.report.Inputs {
		if s.SHA256 != sum || matched[sum] {
			continue
		}
		matched[sum] = true
		if s.Bytes != size {
			p.fail("input.size", "file", in.Name, "want", s.Bytes, "got", size)
			return nil
		}
		p.pass("input.ok", "file", in.Name, "sha256", sum)
		return p.bytes(in, s)
	}
	if !matched[sum] {
		p.fail("input.other", "file", in.Name, "sha256", sum)
	}
	return nil
}

// unread notes that a file could not be read; the end of the context is an
// error.
func (p *pack) unread(in Input, err error) error {
	if p.ctx.Err() != nil {
		return p.ctx.Err()
	}
	p.fail("input.unreadable", "file", in.Name, "why", err.Error())
	return nil
}

// following reads until the context ends.
type following struct {
	ctx context.Context
	r   io.Reader
}

func (f following) Read(b []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.r.Read(b)
}

func digestOf(ctx context.Context, in Input) (sum string, size int64, err error) {
	f, err := in.Open()
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = f.Close() }() // only read
	h := sha256.New()
	size, err = io.Copy(h, following{ctx, f})
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// bytes holds the bytes of every quoted line of an input against what the pack
// says of them: against the commitment with the key, against the masked text
// without it.
func (p *pack) bytes(in Input, s source) error {
	lines := p.at(s.SHA256)
	if len(lines) == 0 {
		p.pass("bytes.none", "file", in.Name)
		return nil
	}
	raw, err := read(p.ctx, in, s.Packing, lines)
	if err != nil {
		if p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		p.fail("bytes.unreadable", "file", in.Name, "why", err.Error())
		return nil
	}
	bad, blind := false, int64(0)
	for i, l := range lines {
		switch p.compare(l, raw[i]) {
		case Failed:
			bad = true
			p.fail("bytes.differ", "file", in.Name, "offset", l.Offset, "length", l.Length)
		case NotPossible:
			blind++
		}
	}
	n := int64(len(lines)) - blind
	if blind > 0 {
		p.cannot("bytes.record", "file", in.Name, "lines", blind)
	}
	switch {
	case bad || n == 0:
	case p.sealed != nil:
		p.pass("bytes.key", "file", in.Name, "lines", n)
	default:
		p.pass("bytes.text", "file", in.Name, "lines", n)
	}
	return nil
}

// compare holds the bytes of a line against its commitment, or without the key
// against its masked text. A record's text is not the line's.
func (p *pack) compare(l line, raw []byte) Outcome {
	fits := false
	switch {
	case l.Record && (p.sealed == nil || l.Commitment == ""):
		return NotPossible
	case l.Record:
		fits = l.Commitment == p.sealed.ofDigest(digest(raw))
	case p.sealed != nil:
		fits = l.Commitment == p.sealed.commitment(raw)
	default:
		fits = covers(l.Text, printable(raw))
	}
	if fits {
		return Passed
	}
	return Failed
}

// digest is the first 16 bytes of a line's SHA-256, as reports have it.
func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:16])
}

// maxQuoted bounds the bytes of all quoted lines of one input.
const maxQuoted = 256 << 20

// read gives the bytes of lines in order of their offsets, in one pass.
func read(ctx context.Context, in Input, packing string, lines []line) ([][]byte, error) {
	f, err := in.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	r, done, err := unpack(following{ctx, f}, packing)
	if err != nil {
		return nil, err
	}
	defer done()
	out := make([][]byte, 0, len(lines))
	var held []byte
	from, total := int64(0), int64(0)
	for _, l := range lines {
		if total += l.Length; total > maxQuoted {
			return nil, fmt.Errorf("the quoted lines have more than %d bytes", maxQuoted)
		}
		if held, err = advance(r, held, from, l); err != nil {
			return nil, fmt.Errorf("byte %d: %w", l.Offset, err)
		}
		from = l.Offset
		out = append(out, held[:l.Length:l.Length])
	}
	return out, nil
}

// advance moves what is held of a stream, which begins at from, to a line.
func advance(r io.Reader, held []byte, from int64, l line) ([]byte, error) {
	if end := from + int64(len(held)); l.Offset >= end {
		if _, err := io.CopyN(io.Discard, r, l.Offset-end); err != nil {
			return nil, noEOF(err)
		}
		held = nil
	} else {
		held = held[l.Offset-from:]
	}
	more := l.Length - int64(len(held))
	if more <= 0 {
		return held, nil
	}
	var b bytes.Buffer
	b.Write(held)
	if _, err := io.CopyN(&b, r, more); err != nil {
		return nil, noEOF(err)
	}
	return b.Bytes(), nil
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return errors.New("the file ends before this place")
	}
	return err
}

// unpack puts the decompressor in the way.
func unpack(r io.Reader, packing string) (out io.Reader, done func(), err error) {
	done = func() {}
	switch packing {
	case "":
		return r, done, nil
	case "gzip":
		out, err = gzip.NewReader(r)
		return out, done, err
	case "bzip2":
		return bzip2.NewReader(r), done, nil
	case "zstd":
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, done, err
		}
		return z, z.Close, nil
	}
	return nil, done, fmt.Errorf("the packing %q is not known", packing)
}
