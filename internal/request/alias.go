package request

import "unsafe"

// alias is the string whose bytes are b, without a copy. It is the one unsafe
// function of this package. The string is valid only as long as nobody writes
// to b: the fields of a Request alias the line buffer or the parser's scratch,
// both of which are overwritten by the next line, and a Sink clones what it
// keeps (source.Sink).
func alias(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
