package post

import (
	"bytes"
	"strings"
	"unsafe"
)

// alias views bytes of a reader's buffer as a string without copying them. It
// is the one place where the string may change later: a record is valid only
// until the Sink's method returns, as source.Sink says.
func alias(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// trimmed is a field without the blanks around it.
func trimmed(b []byte) string { return alias(bytes.TrimSpace(b)) }

// handle is an account's name without the @ it may be written with.
func handle(s string) string { return strings.TrimPrefix(s, "@") }

// quoted bounds a value for a message, and copies it: messages are kept.
func quoted(s string) string {
	const most = 60
	if len(s) > most {
		s = s[:most] + "…"
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// reset empties a post and keeps the room of its slices.
func (p *Post) reset() {
	*p = Post{
		Links: p.Links[:0], Hashtags: p.Hashtags[:0], Mentions: p.Mentions[:0],
		Media: p.Media[:0], Objects: p.Objects[:0],
	}
}
