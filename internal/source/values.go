package source

import (
	"bytes"
	"io"
)

// MaxValue is how many bytes one JSON value may have: a page of a social
// platform's API is one value and holds many records.
const MaxValue = 64 << 20

// Values reads a stream of JSON values: one per line, or written over many
// lines one after another, or the elements of an array that the stream opens
// with. Commas between values are skipped wherever they are.
//
// A value that is broken does not end the reading. It goes on at the next
// line that begins with a bracket no deeper indented than the broken value,
// so that a line which breaks off costs that line alone.
//
//	for v.Next() {
//		use(v.Where, v.Problem)
//	}
//	return v.Err()
type Values struct {
	Where // the current value; Raw is its bytes, or the beginning of a broken one's
	// Problem is a key of Problems where the value is broken, else "".
	Problem string
	At      int64 // where in the value that was noticed, in bytes from its beginning
	Open    bool  // the stream ended inside this value, or inside the array around it

	w      *window
	line   int64 // line ends consumed
	column int   // bytes of the current line that were consumed and are blanks
	array  bool
	scan   scanner
}

// NewValues starts reading a stream of JSON values.
func NewValues(in io.Reader) *Values {
	v := &Values{w: newWindow(in)}
	v.w.skipBOM()
	return v
}

// Next moves to the next value. After the last, Open says whether the array
// around the values was closed.
func (v *Values) Next() bool {
	v.Problem, v.At, v.Open = "", 0, false
	if !v.between() {
		v.Raw = nil
		v.Open = v.array
		return false
	}
	v.Row++
	v.Line = v.line + 1
	v.Offset = v.w.offset + int64(v.w.start)
	v.extent()
	return true
}

// between consumes what stands between two values; it is false at the end.
func (v *Values) between() bool {
	for {
		rest := v.w.rest()
		for i, c := range rest {
			switch {
			case c == '\n':
				v.line++
				v.column = 0
			case c == ' ' || c == '\t' || c == '\r':
				v.column++
			case c == ',':
				v.column = 0
			case c == '[' && !v.array:
				v.array = true
			case c == ']' && v.array:
				v.array = false
			default:
				v.w.start += i
				return true
			}
		}
		v.w.start = v.w.end
		if !v.w.more(MaxValue) {
			return false
		}
	}
}

// extent finds the end of the value that begins at the window's start.
func (v *Values) extent() {
	v.scan.reset()
	read := 0
	for {
		n, o := v.scan.feed(v.w.rest()[read:])
		read += n
		switch {
		case read > MaxValue:
			v.fail("value-too-long", read)
			return
		case o == complete:
			v.take(read)
			return
		case o == broken:
			v.fail(v.scan.fault, read)
			return
		case v.w.more(MaxValue):
		case v.scan.literal && v.scan.depth == 0:
			v.take(read)
			return
		default:
			v.fail("json-cut", read)
			return
		}
	}
}

// take makes the next n bytes the current value.
func (v *Values) take(n int) {
	v.Raw, v.Length = v.w.rest()[:n], int64(n)
	v.w.start += n
	v.line += int64(bytes.Count(v.Raw, []byte{'\n'}))
	v.column = 0
}

// fail makes the broken value current: its first line, and the lines after it
// up to one on which a value can begin again.
func (v *Values) fail(problem string, at int) {
	v.Problem, v.At = problem, int64(at)
	first := v.firstLine()
	indent, bracket := v.column, first[0] == '{' || first[0] == '['
	v.Raw = bytes.Clone(bytes.TrimRight(first, "\r"))
	length, ended := v.dropLine()
	for ended == 1 && bracket && !v.resumes(indent) {
		n, e := v.dropLine()
		length += ended + n
		ended = e
	}
	v.Length = length
	v.Open = ended == 0
}

// firstLine is the rest of the line at the window's start, at most MaxRecord
// bytes of it.
func (v *Values) firstLine() []byte {
	searched := 0
	for {
		rest := v.w.rest()
		if i := bytes.IndexByte(rest[searched:], '\n'); i >= 0 {
			rest = rest[:searched+i]
			return rest[:min(len(rest), MaxRecord)]
		}
		searched = len(rest)
		if searched >= MaxRecord || !v.w.more(MaxRecord) {
			return rest[:min(len(rest), MaxRecord)]
		}
	}
}

// dropLine consumes a line: n bytes, and 1 or 0 for the line end that the
// last line of a stream may lack.
func (v *Values) dropLine() (n, end int64) {
	v.column = 0
	for {
		rest := v.w.rest()
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			v.w.start += i + 1
			v.line++
			return n + int64(i), 1
		}
		n += int64(len(rest))
		v.w.start = v.w.end
		if !v.w.more(MaxRecord) {
			return n, 0
		}
	}
}

// resumes says whether a value can begin on the line at the window's start:
// a bracket after at most indent blanks. The end of the stream counts.
func (v *Values) resumes(indent int) bool {
	for i := 0; i <= indent; i++ {
		for v.w.end-v.w.start <= i {
			if !v.w.more(MaxRecord) {
				return v.w.end == v.w.start
			}
		}
		switch v.w.rest()[i] {
		case '{', '[':
			return true
		case ']':
			return v.array
		case ' ', '\t':
		default:
			return false
		}
	}
	return false
}

// Err is the error that ended the stream before its end.
func (v *Values) Err() error { return v.w.failure() }
