package request

import "bytes"

// isErrorLog is true for a line of the error log of nginx
// ("2021/12/01 13:53:33 [error] 31#31: …", with or without a host before it),
// Apache ("[Thu Oct 13 12:24:49.880562 2022] [auth_basic:error] …"), LiteSpeed
// ("2022-06-08 22:49:20.774649 [NOTICE] …"), Envoy
// ("[2022-06-08 22:49:20.774][1][info] …"), Traefik ("time="…" level=…"),
// Zoraxy ("[2022-06-08 22:49:20.774649] [system:…"), HAProxy ("[NOTICE] …"), or
// of the scripts that start a container of nginx.
func isErrorLog(b []byte) bool {
	if len(b) < 22 {
		return false
	}
	switch c := b[0]; {
	case c == '[':
		return isBracketedError(b) || isNotice(b)
	case c == '/' || isDigit(c) && b[2] == '-':
		return bytes.Contains(b[:min(len(b), 60)], []byte(".sh: ")) // starting a container
	case c == 't':
		return bytes.HasPrefix(b, []byte(`time="`)) && bytes.Contains(b[:min(len(b), 80)], []byte(`" level=`))
	case isNginxError(b):
		return true
	case isDigit(c) && b[4] == '-':
		_, n := isoTime(b)
		if n == 0 || n+1 >= len(b) || b[n] != ' ' || b[n+1] != '[' {
			return false
		}
		level, _, closed := bytes.Cut(b[n+2:min(len(b), n+12)], []byte("]"))
		return closed && isUpper(level)
	}
	host, rest := cutSpace(b)
	return len(rest) >= 22 && isHost(host) && isNginxError(rest)
}

func isNginxError(b []byte) bool {
	return b[4] == '/' && b[7] == '/' && b[13] == ':' && b[16] == ':' && b[19] == ' ' && b[20] == '['
}

func isBracketedError(b []byte) bool {
	i := bytes.IndexByte(b, ']')
	if i < 20 || i > 40 {
		return false
	}
	after := b[i+1:]
	if b[4] == ' ' && monthOf(b[5:8]) > 0 {
		return bytes.HasPrefix(after, []byte(" ["))
	}
	if _, n := isoTime(b[1:]); n == 0 || n+1 != i {
		return false
	}
	return len(after) > 1 && after[0] == '[' && isDigit(after[1]) || bytes.HasPrefix(after, []byte(" [system:"))
}

// notRequest says that a line is of the format and holds no request.
func (p *parser) notRequest() bool {
	p.final = true
	return p.bad("not-a-request", "", nil)
}

// isNotice is true for what HAProxy says of itself: "[NOTICE]   (1) : …".
func isNotice(b []byte) bool {
	for _, level := range []string{"[NOTICE] ", "[WARNING] ", "[ALERT] "} {
		if bytes.HasPrefix(b, []byte(level)) {
			return true
		}
	}
	return false
}
