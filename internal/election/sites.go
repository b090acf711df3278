package election

import "strings"

// SiteInName gives the protected site that a file is named after, as in
// "access-www.example.org.log.1.gz": the one whose host stands in the name
// between characters that no host name has, or "" where none or several do.
func (e *Election) SiteInName(file string) string {
	file = strings.ToLower(file)
	found := ""
	for _, s := range e.Sites {
		for _, host := range append([]string{s.Host}, s.Names...) {
			if !standsIn(file, strings.ToLower(host)) {
				continue
			}
			if found != "" && found != s.Host {
				return ""
			}
			found = s.Host
		}
	}
	return found
}

// standsIn says whether a host stands in a name as a whole: what comes before
// it belongs to no host name, and so does what comes after, but for the
// extension of a file.
func standsIn(name, host string) bool {
	if host == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(name[at:], host)
		if i < 0 {
			return false
		}
		before, after := name[:at+i], name[at+i+len(host):]
		if endsHost(before) && beginsExtension(after) {
			return true
		}
		at += i + 1
	}
}

func endsHost(before string) bool {
	if before == "" {
		return true
	}
	c := before[len(before)-1]
	// A hyphen may belong to the host, but "access-" does not.
	return !alnum(c) && c != '.'
}

// beginsExtension is true for "", ".log.gz", "-2018.log", "_ssl.log", and not
// for ".mx.log" where the host goes on.
func beginsExtension(after string) bool {
	if after == "" || after[0] == '-' || after[0] == '_' {
		return true
	}
	if after[0] != '.' {
		return !alnum(after[0])
	}
	ext := after[1:]
	if i := strings.IndexAny(ext, ".-_"); i >= 0 {
		ext = ext[:i]
	}
	switch ext {
	case "log", "gz", "zst", "bz2", "txt", "json", "jsonl", "csv", "access", "1":
		return true
	}
	return strings.Trim(ext, "0123456789") == ""
}

func alnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80
}
