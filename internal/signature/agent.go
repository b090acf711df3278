package signature

import "strings"

// browsers are the marks by which a browser names itself, in the order in
// which they decide: most browsers name the ones that they descend from too.
var browsers = []string{"Edg/", "OPR/", "SamsungBrowser/", "YaBrowser/", "Vivaldi/", "CriOS/", "FxiOS/", "Firefox/", "Chrome/"}

// pingback begins the last part of the agent of a site that checks a pingback
// for another; what follows is the address that asked for it.
const pingback = "verifying pingback from "

// Family is the browser or program that an agent names, with its major
// version: "Chrome/120", "Safari 17", "MSIE 6", "curl/7", "verifying pingback
// from 192.0.2.7". "" is no agent.
func Family(agent string) string {
	var buf [128]byte
	return string(AppendFamily(buf[:0], agent))
}

// AppendFamily appends the family of an agent.
func AppendFamily(dst []byte, agent string) []byte {
	if i := strings.Index(agent, pingback); i >= 0 {
		return append(append(dst, pingback...), address(agent[i+len(pingback):])...)
	}
	for _, mark := range browsers {
		if major := after(agent, mark); major != "" {
			return append(append(dst, mark...), major...)
		}
	}
	if major := after(agent, "Version/"); major != "" && strings.Contains(agent[strings.Index(agent, "Version/"):], "Safari/") {
		return append(append(dst, "Safari "...), major...)
	}
	if major := after(agent, "MSIE "); major != "" {
		return append(append(dst, "MSIE "...), major...)
	}
	return appendProduct(dst, agent)
}

// after is the number that follows a mark; "" where there is none, or where
// the mark is the end of a longer word.
func after(agent, mark string) string {
	i := strings.Index(agent, mark)
	if i < 0 || i > 0 && letter(agent[i-1]) {
		return ""
	}
	return major(agent[i+len(mark):])
}

// major is the number at the beginning; "" where it is none of a version.
func major(s string) string {
	n := 0
	for n < len(s) && digit(s[n]) {
		n++
	}
	if n > 6 {
		return ""
	}
	return s[:n]
}

// appendProduct writes the first word of an agent, with the major version.
func appendProduct(dst []byte, agent string) []byte {
	name := agent[:min(len(agent), maxSegment)]
	if i := strings.IndexAny(name, " /;(,"); i > 0 {
		name = name[:i]
	}
	dst = append(dst, name...)
	rest := agent[len(name):]
	if strings.HasPrefix(rest, "/") {
		if version := major(rest[1:]); version != "" {
			dst = append(append(dst, '/'), version...)
		}
	}
	return dst
}

// address is what may be an address at the beginning of a text; "" where it is
// longer than any.
func address(s string) string {
	n := 0
	for n < len(s) && addressByte(s[n]) {
		n++
	}
	if n > 45 {
		return ""
	}
	return s[:n]
}

func letter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }

func addressByte(c byte) bool {
	return digit(c) || c == '.' || c == ':' || c|0x20 >= 'a' && c|0x20 <= 'f'
}
