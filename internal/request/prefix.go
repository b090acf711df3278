package request

import "bytes"

// mostPrefixes is how many collectors a line may have passed: the name that
// Docker Compose puts first inside a syslog line, say.
const mostPrefixes = 3

// prefix is how many bytes stand before the line proper where a log was
// collected by syslog (RFC 5424, RFC 3164, or with a time of RFC 3339; the
// short output of journald is the same), by a container runtime (Kubernetes
// CRI), or shown by Docker Compose. Their time is when the line was collected;
// it is not used.
func prefix(b []byte) int {
	n := 0
	for range mostPrefixes {
		used := onePrefix(b[n:])
		if used == 0 {
			break
		}
		n += used
	}
	return n
}

func onePrefix(b []byte) int {
	if len(b) < 20 {
		return 0
	}
	switch c := b[0]; {
	case c == '<':
		return priority(b)
	case isDigit(c):
		if n := stamped(b); n > 0 {
			return n
		}
		return rfc5424(b)
	case !isLetterOrDigit(c):
		return 0
	case c >= 'A' && c <= 'S':
		if n := syslog(b); n > 0 {
			return n
		}
	}
	if n := compose(b); n > 0 {
		return n
	}
	return program(b)
}

// priority passes "<190>" before a syslog line.
func priority(b []byte) int {
	i := bytes.IndexByte(b[:6], '>')
	if i < 2 {
		return 0
	}
	if _, ok := whole(b[1:i]); !ok {
		return 0
	}
	after := b[i+1:]
	n := syslog(after)
	if n == 0 {
		n = stamped(after)
	}
	if n == 0 {
		n = rfc5424(after)
	}
	if n == 0 {
		n = program(after)
	}
	if n == 0 {
		return 0
	}
	return i + 1 + n
}

// syslog passes "Oct 11 22:14:15 host tag[pid]: "; the seconds may have a
// fraction.
func syslog(b []byte) int {
	if len(b) < 20 || monthOf(b[:3]) == 0 || b[3] != ' ' || b[6] != ' ' || b[9] != ':' || b[12] != ':' {
		return 0
	}
	i := 15
	if b[i] == '.' {
		_, n := fraction(b[i+1:])
		i += 1 + n
	}
	if i >= len(b) || b[i] != ' ' {
		return 0
	}
	return tag(b, i+1)
}

// stamped passes a time of RFC 3339 and either the stream and flag of the
// Kubernetes runtime ("stdout F ") or host and tag of syslog.
func stamped(b []byte) int {
	if b[4] != '-' {
		return 0
	}
	_, n := isoTime(b)
	if n == 0 || n >= len(b) || b[n] != ' ' {
		return 0
	}
	n++
	for _, stream := range []string{"stdout F ", "stdout P ", "stderr F ", "stderr P "} {
		if len(b) > n+len(stream) && string(b[n:n+len(stream)]) == stream {
			return n + len(stream)
		}
	}
	return tag(b, n)
}

// tag passes "host tag[pid]: " from a place on. The tag ends with a colon,
// which no word of an access log's head does.
func tag(b []byte, i int) int {
	for range 2 {
		j := space(b, i)
		if j+1 >= len(b) {
			return 0
		}
		if j-1 > i && b[j-1] == ':' && b[j-2] != ':' {
			return j + 1
		}
		i = j + 1
	}
	return 0
}

// rfc5424 passes "1 2018-07-01T20:15:04Z host app pid id [data] " with its
// structured data, and the byte order mark that may stand before the text.
func rfc5424(b []byte) int {
	i := bytes.IndexByte(b[:min(len(b), 4)], ' ')
	if i < 1 || !digits(b[:i]) {
		return 0
	}
	i++
	if b[i] != '-' {
		_, n := isoTime(b[i:])
		if n == 0 {
			return 0
		}
		i += n
	} else {
		i++
	}
	if i >= len(b) || b[i] != ' ' {
		return 0
	}
	i++
	for range 4 { // host, app, process, message id
		if i = space(b, i) + 1; i >= len(b) {
			return 0
		}
	}
	n := structured(b[i:])
	if n == 0 || i+n >= len(b) || b[i+n] != ' ' {
		return 0
	}
	i += n + 1
	if bytes.HasPrefix(b[i:], []byte("\xef\xbb\xbf")) {
		i += 3
	}
	return i
}

// structured is the length of the structured data of RFC 5424 section 6.3 at
// the beginning of b, 0 if there is none.
func structured(b []byte) int {
	if b[0] == '-' {
		return 1
	}
	i := 0
	for i < len(b) && b[i] == '[' {
		quoted := false
		for i++; i < len(b) && (quoted || b[i] != ']'); i++ {
			switch {
			case b[i] == '\\' && quoted:
				i++
			case b[i] == '"':
				quoted = !quoted
			}
		}
		i++
	}
	return min(i, len(b))
}

// compose passes the name that Docker Compose puts before every line,
// "web-1  | ".
func compose(b []byte) int {
	i := bytes.IndexByte(b, ' ')
	if i < 1 {
		return 0
	}
	for i < len(b) && b[i] == ' ' {
		i++
	}
	if i+1 >= len(b) || b[i] != '|' || b[i+1] != ' ' {
		return 0
	}
	return i + 2
}

// program passes a syslog tag that stands without a time, "host nginx: " or
// "haproxy[77]: ". A client may end with a colon too ("unix: - - [").
func program(b []byte) int {
	n := tag(b, 0)
	if n == 0 || n >= len(b) || b[n] == '-' {
		return 0
	}
	for _, c := range b[:n] {
		if !isLetterOrDigit(c) && bytes.IndexByte([]byte(" -_./[]:"), c) < 0 {
			return 0
		}
	}
	name := b[:n-2]
	if i := bytes.LastIndexByte(name, ' '); i >= 0 {
		name = name[i+1:]
	}
	if bytes.IndexByte(name, ':') >= 0 { // an address or a port
		return 0
	}
	return n
}
