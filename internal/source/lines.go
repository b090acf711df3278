package source

import (
	"bytes"
	"errors"
	"io"
)

// MaxRecord is how many bytes one record may have. A longer one is a reject:
// memory stays bounded whatever a file holds.
const MaxRecord = 1 << 20

// Stream is one decompressed input on its way to a reader.
type Stream struct {
	r     io.Reader
	whole []byte // all of it, where it lies in memory
}

// NewStream makes a stream of decompressed bytes. A byte order mark at its
// beginning is part of it, and is skipped by Lines, CSV and Values.
func NewStream(r io.Reader) *Stream { return &Stream{r: r} }

// Read reads decompressed bytes.
func (s *Stream) Read(p []byte) (int, error) { return s.r.Read(p) }

var bom = []byte("\xef\xbb\xbf")

// window is a buffer over a stream that keeps the unread rest of a record in
// one piece and knows the offset of every byte.
type window struct {
	r      io.Reader
	buf    []byte
	start  int   // first unread byte in buf
	end    int   // end of what was read into buf
	offset int64 // of buf[0] in the stream
	err    error // of the last read, io.EOF included
}

func newWindow(r io.Reader) *window {
	if s, ok := r.(*Stream); ok && s.whole != nil {
		return &window{r: r, buf: s.whole, end: len(s.whole), err: io.EOF}
	}
	return &window{r: r, buf: make([]byte, 256<<10)}
}

// rest is what was read and not consumed.
func (w *window) rest() []byte { return w.buf[w.start:w.end] }

// more reads on, growing the buffer up to limit unread bytes. It is false
// where nothing more comes or the limit is reached.
func (w *window) more(limit int) bool {
	if w.err != nil {
		return false
	}
	if w.end-w.start > limit {
		return false
	}
	if w.start > 0 && w.end == len(w.buf) {
		copy(w.buf, w.buf[w.start:w.end])
		w.offset += int64(w.start)
		w.end -= w.start
		w.start = 0
	}
	if w.end == len(w.buf) {
		grown := make([]byte, 2*len(w.buf))
		copy(grown, w.buf[:w.end])
		w.buf = grown
	}
	for range 100 {
		n, err := w.r.Read(w.buf[w.end:])
		w.end += n
		if err != nil {
			w.err = err
		}
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	w.err = io.ErrNoProgress
	return false
}

func (w *window) skipBOM() {
	for w.end-w.start < len(bom) && w.more(MaxRecord) {
	}
	if bytes.HasPrefix(w.rest(), bom) {
		w.start += len(bom)
	}
}

// failure is the error that ended the stream early, if one did.
func (w *window) failure() error {
	if w.err == nil || errors.Is(w.err, io.EOF) {
		return nil
	}
	return w.err
}

// Lines reads a stream line by line. Blank lines are no records and are
// skipped.
//
//	for lines.Next() {
//		use(lines.Where, lines.TooLong)
//	}
//	return lines.Err()
type Lines struct {
	Where        // the current line; Raw has no line end
	TooLong bool // the line was longer than MaxRecord, Raw is its beginning
	Open    bool // the stream ended without a line end after this line

	w    *window
	line int64 // lines consumed
}

// NewLines starts reading a stream by lines.
func NewLines(in io.Reader) *Lines {
	l := &Lines{w: newWindow(in)}
	l.w.skipBOM()
	return l
}

// Next moves to the next line that is not blank.
func (l *Lines) Next() bool {
	for l.next() {
		if len(bytes.TrimSpace(l.Raw)) > 0 {
			l.Row++
			return true
		}
	}
	return false
}

func (l *Lines) next() bool {
	searched := 0
	for {
		rest := l.w.rest()
		if i := bytes.IndexByte(rest[searched:], '\n'); i >= 0 && searched+i <= MaxRecord {
			l.take(rest[:searched+i], searched+i+1)
			return true
		}
		searched = len(rest)
		if searched > MaxRecord {
			l.skipLong(rest[:MaxRecord])
			return true
		}
		if !l.w.more(MaxRecord) {
			rest = l.w.rest()
			if len(rest) == 0 {
				return false
			}
			l.take(rest, len(rest))
			l.Open = true
			return true
		}
	}
}

// take makes b the current line and consumes n bytes.
func (l *Lines) take(b []byte, n int) {
	l.Offset = l.w.offset + int64(l.w.start)
	l.TooLong, l.Open = false, false
	if len(b) > 0 && b[len(b)-1] == '\r' {
		b = b[:len(b)-1]
	}
	l.Raw, l.Length = b, int64(len(b))
	l.w.start += n
	l.line++
	l.Line = l.line
}

// skipLong makes the beginning of an overlong line current and consumes all
// of it.
func (l *Lines) skipLong(head []byte) {
	raw := bytes.Clone(head)
	l.take(head, len(head))
	l.Raw, l.TooLong = raw, true
	for {
		rest := l.w.rest()
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			l.Length += int64(i)
			l.w.start += i + 1
			return
		}
		l.Length += int64(len(rest))
		l.w.start = l.w.end
		if !l.w.more(MaxRecord) {
			return
		}
	}
}

// Err is the error that ended the stream before its end.
func (l *Lines) Err() error { return l.w.failure() }
