package post

import (
	"bytes"

	"github.com/unveil-project/unveil/internal/source"
)

// delimiters that a table may have, the most common first.
const delimiters = ",;\t|"

// headerNames reads the first record of head as column names, or nothing
// where head is not text.
func headerNames(head []byte, comma byte) []string {
	if !isText(head) {
		return nil
	}
	line := head
	if i := bytes.IndexByte(line, '\n'); i >= 0 && bytes.Count(line[:i], []byte{'"'})%2 == 0 {
		line = line[:i+1]
	}
	names, _ := source.NewCSV(bytes.NewReader(line), comma, false).Header()
	return names
}

// delimiter finds what separates the columns of a table: of the delimiters
// the one that cuts the header into most names.
func delimiter(head []byte) byte {
	best, most := byte(','), 1
	for i := range len(delimiters) {
		if n := len(headerNames(head, delimiters[i])); n > most {
			best, most = delimiters[i], n
		}
	}
	return best
}

// isText says whether the first bytes of a stream can be those of a table or
// of JSON: no control characters but line ends and tabs in the first line, and
// few after it. Posts are written by strangers, and one that holds a control
// character must not keep the others out.
func isText(head []byte) bool {
	first, bad := true, 0
	for _, c := range head {
		if c == '\n' {
			first = false
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f {
			if first {
				return false
			}
			bad++
		}
	}
	return len(head) > 0 && bad*100 <= len(head)
}
