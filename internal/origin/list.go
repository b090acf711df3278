package origin

import (
	"encoding/json"
	"errors"
	"io"
	"net/netip"
	"regexp"
	"strings"
	"time"
)

// Prefixes shorter than these are refused in a list: no list of exits, proxies
// or crawlers marks a part of the internet so large.
const (
	shortest4 = 7
	shortest6 = 15
)

// list reads a list of addresses: one prefix or address on each line, or JSON
// in which prefixes stand as texts, as the operators of crawlers and clouds
// publish theirs.
func (d *draft) list(in *stream, head []byte) error {
	if text := strings.TrimSpace(strings.TrimPrefix(string(head), "\ufeff")); text != "" && (text[0] == '{' || text[0] == '[') {
		return d.listJSON(in)
	}
	for {
		line, long, err := in.line()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return in.failure(err)
		case long:
			d.reject(string(line))
			continue
		}
		if err := d.listLine(strings.TrimPrefix(string(line), "\ufeff")); err != nil {
			return err
		}
	}
}

// listLine reads one line. Of the list of Tor exits that names relays, only
// lines of exit addresses count.
func (d *draft) listLine(line string) error {
	line = strings.TrimSpace(line)
	if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";") || strings.HasPrefix(line, "//") {
		d.comment(line)
		return nil
	}
	for _, word := range []string{"ExitNode ", "Published ", "LastStatus "} {
		if strings.HasPrefix(line, word) {
			return nil
		}
	}
	word := firstWord(strings.TrimPrefix(line, "ExitAddress "))
	if p, ok := parsePrefix(word); ok {
		return d.listed(p, line)
	}
	d.reject(line)
	return nil
}

// listed keeps a prefix.
func (d *draft) listed(p netip.Prefix, row string) error {
	if p.Addr().Is4() && p.Bits() <= shortest4 || p.Addr().Is6() && p.Bits() <= shortest6 {
		d.reject(row)
		return nil
	}
	d.rows++
	d.prefixes[p] = true
	if len(d.prefixes) > maxListLen {
		return refuse(nil, "many", "limit", maxListLen)
	}
	return nil
}

// listJSON takes every text of a JSON document that is a prefix, and the day
// that its creationTime says.
func (d *draft) listJSON(in *stream) error {
	dec, before, depth := json.NewDecoder(in), "", 0
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			if depth > 0 {
				return in.failure(io.ErrUnexpectedEOF)
			}
			return nil
		}
		if err != nil {
			return in.failure(err)
		}
		s, ok := tok.(string)
		if !ok {
			before, depth = "", depth+nesting(tok)
			continue
		}
		if p, ok := parsePrefix(s); ok {
			if err := d.listed(p, s); err != nil {
				return err
			}
		} else if t, ok := dayInText(s); ok && d.built == "" && strings.Contains(strings.ToLower(before), "creat") {
			d.built, d.builtBy = t, builtByText
		}
		before = s
	}
}

// nesting is by how much a token changes how deep a document is.
func nesting(tok json.Token) int {
	switch tok {
	case json.Delim('{'), json.Delim('['):
		return 1
	case json.Delim('}'), json.Delim(']'):
		return -1
	}
	return 0
}

var (
	isoDay  = regexp.MustCompile(`\b(20\d\d)-(\d\d)-(\d\d)`)
	longDay = regexp.MustCompile(`\b([A-Z][a-z]{2,8}) +(\d{1,2}),? +(20\d\d)\b`)
	mailDay = regexp.MustCompile(`\b(\d{1,2}) +([A-Z][a-z]{2}) +(20\d\d)\b`)
)

// dayInText finds a day in a text: 2026-06-01, June 1 2026 or 1 Jun 2026.
func dayInText(s string) (string, bool) {
	s = clip(s, 300)
	if m := isoDay.FindString(s); m != "" {
		if t, err := time.Parse(day, m); err == nil {
			return t.Format(day), true
		}
	}
	if m := longDay.FindStringSubmatch(s); m != nil {
		if t, err := time.Parse("Jan 2 2006", m[1][:3]+" "+m[2]+" "+m[3]); err == nil {
			return t.Format(day), true
		}
	}
	if m := mailDay.FindStringSubmatch(s); m != nil {
		if t, err := time.Parse("2 Jan 2006", m[1]+" "+m[2]+" "+m[3]); err == nil {
			return t.Format(day), true
		}
	}
	return "", false
}
