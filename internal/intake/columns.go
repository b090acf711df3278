package intake

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/unveil-project/unveil/internal/source"
)

// columnsOf gives the column names of what looks like a table: its first two
// records have equally many fields, more than one, and the first are names.
func columnsOf(head []byte) []string {
	var best []string
	for _, comma := range []byte{',', ';', '\t', '|'} {
		c := source.NewCSV(bytes.NewReader(head), comma, false)
		names, ok := c.Header()
		if !ok || len(names) <= len(best) || !c.Next() || len(c.Fields) != len(names) || !allNames(names) {
			continue
		}
		best = names
	}
	if len(best) < 2 {
		return nil
	}
	return best
}

// allNames says whether fields can be column names: none is a number, a
// sentence or a piece of JSON.
func allNames(fields []string) bool {
	for _, f := range fields {
		if len(f) > 60 || strings.ContainsAny(f, "{}[]<>=") || strings.Trim(f, "0123456789.-+ :") == "" && f != "" {
			return false
		}
	}
	return true
}

// fieldsOf gives the names of the fields of the first JSON object, dotted
// where an object lies within.
func fieldsOf(head []byte) []string {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimLeft(head, " \t\r\n[\xef\xbb\xbf")))
	var names, path []string
	keys := []bool{} // of each open value: whether it is an object
	key := true
	for len(names) < 64 {
		t, err := d.Token()
		if err != nil {
			break
		}
		inObject := len(keys) > 0 && keys[len(keys)-1]
		if s, ok := t.(string); ok && inObject && key {
			path = append(path[:len(keys)-1], s)
			key = false
			continue
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			if t == json.Delim('[') && len(keys) > 0 && !within(keys) {
				names = append(names, strings.Join(path[:min(len(path), len(keys))], "."))
			}
			keys = append(keys, t == json.Delim('{'))
			path = append(path[:min(len(path), len(keys)-1)], "")
		case json.Delim('}'), json.Delim(']'):
			if keys = keys[:len(keys)-1]; len(keys) == 0 {
				return names
			}
		default:
			if inObject && !within(keys) {
				names = append(names, strings.Join(path[:len(keys)], "."))
			}
		}
		key = true
	}
	return names
}

// within says whether one of the open values is an array.
func within(objects []bool) bool {
	for _, o := range objects {
		if !o {
			return true
		}
	}
	return false
}

// listed writes names for a sentence, the first few of many.
func listed(names []string) string {
	const most = 16
	more := ""
	if len(names) > most {
		names, more = names[:most], ", …"
	}
	clean := make([]string, len(names))
	for i, n := range names {
		clean[i] = visibleName(n)
	}
	return strings.Join(clean, ", ") + more
}
