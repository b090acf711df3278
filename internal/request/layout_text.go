package request

import (
	"strings"
)

// layoutText is a layout freed of the configuration around it, with the place
// of every byte in what the user gave.
type layoutText struct {
	b      []byte
	at     []int
	end    int    // length of what the user gave
	escape escape // as escape=… says
}

func (t *layoutText) add(c byte, at int) {
	t.b = append(t.b, c)
	t.at = append(t.at, at)
}

// place is where a byte of the layout stands in what the user gave.
func (t *layoutText) place(i int) int {
	if i < len(t.at) {
		return t.at[i]
	}
	return t.end
}

// namedLayouts are the layouts that servers know by name.
var namedLayouts = []struct{ name, layout string }{
	{"combined", `%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"`},
	{"common", `%h %l %u %t "%r" %>s %b`},
	{"vhost_combined", `%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"`},
	{"vhost_common", `%v %h %l %u %t "%r" %>s %b`},
}

// newLayoutText takes a layout as it is pasted: the string alone, the pieces
// that nginx joins ('…' '…';), or the whole directive.
func newLayoutText(given string) (*layoutText, error) {
	t := &layoutText{end: len(given)}
	s := strings.TrimSpace(given)
	if s == "" {
		return nil, &LayoutError{Problem: layoutProblem("layout-empty")}
	}
	for _, n := range namedLayouts {
		if s == n.name {
			for i := range len(n.layout) {
				t.add(n.layout[i], 0)
			}
			return t, nil
		}
	}
	begin := strings.Index(given, s)
	if at, ok := directive(s); ok {
		return t, t.pieces(given, begin+at)
	}
	if s[0] == '\'' || s[0] == '"' && strings.HasSuffix(strings.TrimRight(s, "; \n"), `"`) && strings.Contains(s, `\"`) {
		return t, t.pieces(given, begin)
	}
	for i := begin; i < begin+len(s); i++ {
		i = t.literal(given, i, begin+len(s))
	}
	return t, nil
}

// directive finds where the arguments of log_format, LogFormat or CustomLog
// begin.
func directive(s string) (at int, ok bool) {
	for _, name := range []string{"log_format", "LogFormat", "CustomLog", "TransferLog"} {
		if len(s) > len(name) && strings.EqualFold(s[:len(name)], name) && strings.IndexByte(" \t\n", s[len(name)]) >= 0 {
			return len(name), true
		}
	}
	return 0, false
}

// pieces joins the quoted strings from a place on and takes note of
// escape=…; names, paths and semicolons between them are passed over.
func (t *layoutText) pieces(s string, i int) error {
	word := i
	for ; i < len(s); i++ {
		switch c := s[i]; c {
		case '\'', '"':
			end := closingQuote(s, i)
			if end < 0 {
				return layoutError("layout-open", i, "value", string(c), "suggestion", string(c))
			}
			for j := i + 1; j < end; j++ {
				j = t.literal(s, j, end)
			}
			i = end
			word = i + 1
		case ' ', '\t', '\n', '\r', ';':
			t.option(s[word:i])
			word = i + 1
		}
	}
	t.option(s[min(word, len(s)):])
	if len(t.b) == 0 {
		return &LayoutError{Problem: layoutProblem("layout-empty")}
	}
	return nil
}

func closingQuote(s string, open int) int {
	for i := open + 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[open]:
			return i
		}
	}
	return -1
}

func (t *layoutText) option(word string) {
	switch word {
	case "escape=json":
		t.escape = escapeJSON
	case "escape=none":
		t.escape = escapeNone
	}
}

// literal adds the byte at i, or what the configuration file writes as an
// escape there, and says where it ended.
func (t *layoutText) literal(s string, i, end int) int {
	if s[i] != '\\' || i+1 >= end {
		t.add(s[i], i)
		return i
	}
	switch s[i+1] {
	case '"', '\'', '\\':
		t.add(s[i+1], i)
	case 't':
		t.add('\t', i)
	case 'n', 'r':
	default:
		t.add('\\', i)
		t.add(s[i+1], i+1)
	}
	return i + 1
}
