package origin

import (
	"bufio"
	"errors"
	"hash"
	"io"
)

// maxLine is the longest row of a table; longer ones are rejects.
const maxLine = 16 << 10

// errLarge ends the reading of what unpacks to more than it may.
var errLarge = errors.New("too large")

// stream is a file being read, counted, bounded and, where sum is set before
// the first byte is taken, digested.
type stream struct {
	r     *bufio.Reader
	n     int64
	limit int64
	sum   hash.Hash
	buf   []byte
}

func newStream(r io.Reader) *stream {
	return &stream{r: bufio.NewReaderSize(r, 64<<10), limit: maxUnpacked}
}

// head is the first 4 kB, which stay to be read.
func (s *stream) head() ([]byte, error) {
	b, err := s.r.Peek(4096)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return b, err
}

func (s *stream) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if big := s.took(p[:n]); big != nil {
		return n, big
	}
	return n, err
}

// took counts what was read.
func (s *stream) took(p []byte) error {
	s.n += int64(len(p))
	if s.sum != nil {
		_, _ = s.sum.Write(p) // never fails
	}
	if s.n > s.limit {
		return errLarge
	}
	return nil
}

// line gives the next line without its end, which holds until the next call;
// io.EOF after the last. Of one longer than maxLine it gives the beginning,
// and long is true.
func (s *stream) line() (line []byte, long bool, err error) {
	s.buf = s.buf[:0]
	for {
		part, err := s.r.ReadSlice('\n')
		if big := s.took(part); big != nil {
			return nil, false, big
		}
		if len(s.buf) <= maxLine {
			s.buf = append(s.buf, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(s.buf) == 0:
			return nil, false, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return nil, false, err
		}
		b := s.buf
		for len(b) > 0 && (b[len(b)-1] == '\n' || b[len(b)-1] == '\r') {
			b = b[:len(b)-1]
		}
		if len(b) > maxLine {
			return b[:maxLine], true, nil
		}
		return b, false, nil
	}
}

// failure says why the bytes stopped.
func (s *stream) failure(err error) error {
	if errors.Is(err, errLarge) {
		return refuse(err, "large", "limit", s.limit)
	}
	return refuse(err, "broken", "why", plainCause(err))
}
