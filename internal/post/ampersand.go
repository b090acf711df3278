package post

import "strings"

// written gives a text of X as it was written. X's API hands out the three
// characters &, < and > of a text as &amp;, &lt; and &gt;, and nothing else so;
// the same words have to be the same from whatever platform and by whatever
// tool they come. A text that was written as "&amp;lt;" stays "&lt;".
func written(s string) string {
	at := strings.IndexByte(s, '&')
	if at < 0 {
		return s
	}
	var b strings.Builder
	for at >= 0 {
		b.WriteString(s[:at])
		c, n := escape(s[at:])
		b.WriteByte(c)
		s = s[at+n:]
		at = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// escape reads the character that an & begins: the length is 1 where it stands
// for itself.
func escape(s string) (c byte, length int) {
	switch {
	case strings.HasPrefix(s, "&amp;"):
		return '&', len("&amp;")
	case strings.HasPrefix(s, "&lt;"):
		return '<', len("&lt;")
	case strings.HasPrefix(s, "&gt;"):
		return '>', len("&gt;")
	}
	return '&', 1
}
