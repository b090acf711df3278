package text

import "strings"

// Link appends the form in which two addresses of the same page are equal:
// no scheme, "www.", fragment, tracking parameter or last slash; the host in
// lower case. Nothing is fetched, so a shortened link stays as it is.
func Link(dst []byte, s string) []byte {
	s = trimScheme(strings.TrimSpace(s))
	s, _, _ = strings.Cut(s, "#")
	rest, query, _ := strings.Cut(s, "?")
	host, path := rest, ""
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		host, path = rest[:i], strings.TrimRight(rest[i:], "/")
	}
	if len(host) > 4 && hasFold(host, "www.") {
		host = host[4:]
	}
	for i := range len(host) {
		c := host[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		dst = append(dst, c)
	}
	return appendQuery(append(dst, path...), query)
}

// Domain is the host of a link in the form that Link gives.
func Domain(link string) string {
	if i := strings.IndexAny(link, "/?"); i >= 0 {
		return link[:i]
	}
	return link
}

func trimScheme(s string) string {
	if i := strings.Index(s, "://"); i >= 0 && i <= 8 {
		return s[i+3:]
	}
	return s
}

// appendQuery appends the parameters that are not for tracking, in the order
// in which they stand.
func appendQuery(dst []byte, query string) []byte {
	sep := byte('?')
	for query != "" {
		var param string
		param, query, _ = strings.Cut(query, "&")
		name, _, _ := strings.Cut(param, "=")
		if param == "" || tracking(name) {
			continue
		}
		dst = append(append(dst, sep), param...)
		sep = '&'
	}
	return dst
}

// tracking knows the parameters that say how a reader came to a page.
func tracking(name string) bool {
	if hasFold(name, "utm_") {
		return true
	}
	switch name {
	case "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "ref_src", "ref_url", "cmpid":
		return true
	}
	return false
}

// Shortener says whether a host is one whose links hide the site they lead to.
func Shortener(host string) bool {
	switch host {
	case "bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly", "dlvr.it", "is.gd", "fb.me", "j.mp",
		"tiny.cc", "ift.tt", "trib.al", "cutt.ly", "rebrand.ly", "shorturl.at", "lnkd.in", "wp.me", "soo.gd",
		"s.id", "t.ly", "rb.gy", "v.gd", "ln.is", "bbc.in", "nyti.ms", "wapo.st", "cnn.it", "reut.rs", "ebx.sh",
		"youtu.be":
		return true
	}
	return false
}
