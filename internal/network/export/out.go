package export

import (
	"io"
	"math"
	"strconv"
)

// out gathers bytes and hands them on in large pieces. The first error stays.
type out struct {
	w   io.Writer
	buf []byte
	err error
}

// piece is how many bytes are gathered.
const piece = 1 << 16

func newOut(w io.Writer) *out { return &out{w: w, buf: make([]byte, 0, piece+piece/4)} }

// str adds strings as they are.
func (o *out) str(parts ...string) {
	for _, s := range parts {
		o.buf = append(o.buf, s...)
	}
}

func (o *out) int(i int) { o.buf = strconv.AppendInt(o.buf, int64(i), 10) }

func (o *out) float(v float64) { o.buf = appendFloat(o.buf, v) }

// row ends a line, and hands on what is gathered when it is enough.
func (o *out) row() {
	o.buf = append(o.buf, '\n')
	if len(o.buf) >= piece {
		o.flush()
	}
}

func (o *out) flush() {
	if o.err == nil {
		_, o.err = o.w.Write(o.buf)
	}
	o.buf = o.buf[:0]
}

// close hands on the rest and tells the first error.
func (o *out) close() error {
	o.flush()
	return o.err
}

// appendFloat gives the shortest digits that read back as the same number:
// whole numbers without a point, and an exponent only where zeros would be
// many.
func appendFloat(buf []byte, v float64) []byte {
	abs := math.Abs(v)
	switch {
	case abs < 1e15 && v == math.Trunc(v):
		return strconv.AppendInt(buf, int64(v), 10)
	case abs < 1e-4 || abs >= 1e15:
		return strconv.AppendFloat(buf, v, 'e', -1, 64)
	}
	return strconv.AppendFloat(buf, v, 'f', -1, 64)
}
