package export

import (
	"bytes"
	"encoding/xml"
)

// attribute escapes text for an XML attribute or element. White space other
// than the blank is escaped too, so that no reader makes blanks of it.
func attribute(s string) string {
	var b bytes.Buffer
	xml.Escape(&b, []byte(clean(s)))
	return b.String()
}

// attributes escapes many.
func attributes(texts []string) []string {
	escaped := make([]string, len(texts))
	for i, s := range texts {
		escaped[i] = attribute(s)
	}
	return escaped
}

// header is the first line of an XML file.
const header = `<?xml version="1.0" encoding="UTF-8"?>`

func edgeKind(directed bool) string {
	if directed {
		return "directed"
	}
	return "undirected"
}
