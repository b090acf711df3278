package source

import (
	"bytes"
	"io"
)

// Block is a piece of a stream that ends with a line, or with the stream.
type Block struct {
	Data   []byte
	Offset int64 // of its first byte in the stream
}

// Blocks cuts a stream between lines, so that its pieces can be read apart.
type Blocks struct {
	r      io.Reader
	size   int
	rest   []byte // what was read behind the last line end
	offset int64
	err    error
}

// NewBlocks cuts a stream into pieces of about size bytes.
func NewBlocks(r io.Reader, size int) *Blocks { return &Blocks{r: r, size: size} }

// Next reads the next piece into buf, which may be replaced by a longer one;
// false at the end. A line longer than MaxRecord is cut, which leaves it too
// long to be read.
func (b *Blocks) Next(buf []byte) (Block, bool) {
	buf = append(buf[:0], b.rest...)
	b.rest = b.rest[:0]
	at, dropped := b.offset, int64(0)
	if b.err != nil { // the last line has no end
		b.offset += int64(len(buf))
		return Block{Data: buf, Offset: at}, len(buf) > 0
	}
	for b.err == nil {
		n := len(buf)
		if cap(buf) < n+b.size/2 {
			buf = append(make([]byte, 0, max(2*cap(buf), 2*b.size)), buf...)
		}
		var got int
		got, b.err = io.ReadFull(b.r, buf[n:max(n+b.size/2, min(cap(buf), b.size))])
		buf = buf[:n+got]
		find := bytes.LastIndexByte
		if dropped > 0 { // what lies behind is at another distance than it seems
			find = bytes.IndexByte
		}
		if i := find(buf[n:], '\n'); i >= 0 {
			b.rest = append(b.rest, buf[n+i+1:]...)
			buf = buf[:n+i+1]
			break
		}
		if most := 2 * MaxRecord; len(buf) > most {
			dropped += int64(len(buf) - most)
			buf = buf[:most]
		}
	}
	b.offset = at + int64(len(buf)) + dropped
	return Block{Data: buf, Offset: at}, len(buf) > 0
}

// Err is the error that ended the stream before its end.
func (b *Blocks) Err() error {
	if b.err == io.EOF || b.err == io.ErrUnexpectedEOF {
		return nil
	}
	return b.err
}

// Stream is the piece as a stream of its own, read without a copy.
func (b *Block) Stream() *Stream { return &Stream{r: bytes.NewReader(b.Data), whole: b.Data} }
