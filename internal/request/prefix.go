package request

import "bytes"

// prefix is how many bytes stand before the line proper where a log was
// collected by syslog (RFC 3164, or with a time of RFC 3339) or by a container
// runtime (Kubernetes CRI). Their time is when the line was collected; it is
// not used.
func prefix(b []byte) int {
	if len(b) < 20 {
		return 0
	}
	switch c := b[0]; {
	case c == '<':
		return priority(b)
	case c >= 'A' && c <= 'S':
		return syslog(b)
	case isDigit(c) && b[4] == '-':
		return stamped(b)
	}
	return 0
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
	n := syslog(b[i+1:])
	if n == 0 {
		n = stamped(b[i+1:])
	}
	if n == 0 {
		return 0
	}
	return i + 1 + n
}

// syslog passes "Oct 11 22:14:15 host tag[pid]: ".
func syslog(b []byte) int {
	if len(b) < 20 || monthOf(b[:3]) == 0 || b[3] != ' ' || b[6] != ' ' || b[9] != ':' || b[12] != ':' || b[15] != ' ' {
		return 0
	}
	return tag(b, 16)
}

// stamped passes a time of RFC 3339 and either the stream and flag of the
// Kubernetes runtime ("stdout F ") or host and tag of syslog.
func stamped(b []byte) int {
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
		if b[j-1] == ':' && j-1 > i && b[j-2] != ':' {
			return j + 1
		}
		i = j + 1
	}
	return 0
}

// isErrorLog is true for a line of the error log of nginx
// ("2021/12/01 13:53:33 [error] 31#31: …") or Apache
// ("[Thu Oct 13 12:24:49.880562 2022] [auth_basic:error] …").
func isErrorLog(b []byte) bool {
	if len(b) < 22 {
		return false
	}
	if b[0] == '[' {
		i := bytes.IndexByte(b, ']')
		return i >= 21 && i <= 40 && b[4] == ' ' && monthOf(b[5:8]) > 0 && bytes.HasPrefix(b[i+1:], []byte(" ["))
	}
	return b[4] == '/' && b[7] == '/' && b[13] == ':' && b[16] == ':' && b[19] == ' ' && b[20] == '['
}
