package request

import (
	"bytes"
	"maps"
	"slices"
	"strings"
)

// jsonKeys are the keys of a JSON log by the field that they hold, best
// first. A key in an object is written with a dot, "request.headers.referer";
// a log may hold it so or as one key with a dot. Keys are folded (fold).
type jsonKeys [numFields][]string

// entry says what a key of a JSON log is.
type entry struct {
	place
	enter  bool   // an object here holds keys that are known
	mark   bool   // only this format uses the key
	others uint16 // of JSON in any shape: formats that have it as a mark, a bit each
	object uint16 // number of the object, from 1, where one is entered
}

// keyTable finds entries by the folded path of a key.
type keyTable map[string]entry

// newKeyTable makes the table of a format. Marks are keys that tell it from
// others; what a user maps comes before the usual keys.
func newKeyTable(keys jsonKeys, marks []string, over map[field]string) keyTable {
	t := make(keyTable, 256)
	for f, names := range keys {
		for rank, name := range names {
			t.add(name, entry{place: place{field(f), int16(rank)}})
		}
	}
	for rank, h := range edgeHeaders {
		t.header(h.key, place{fieldEdge, int16(rank)})
	}
	t.header("x_forwarded_for", place{fieldForwarded, 0})
	t.header("forwarded", place{fieldForwarded, 50})
	t.header("x_real_ip", place{fieldRealIP, 0})
	for _, name := range marks {
		e := t[name]
		e.mark = true
		t.add(name, e)
	}
	for f := range numFields {
		if name, ok := over[f]; ok {
			t.add(string(fold(nil, []byte(name))), entry{place: place{f, -1}})
		}
	}
	t.number()
	return t
}

// number gives the objects that are entered their numbers.
func (t keyTable) number() {
	n := uint16(0)
	for _, name := range slices.Sorted(maps.Keys(t)) {
		if e := t[name]; e.enter {
			n++
			e.object = n
			t[name] = e
		}
	}
}

// tell notes which keys are marks of other formats.
func (t keyTable) tell(specific []*jsonShape) keyTable {
	for i, s := range specific {
		for name, e := range s.table {
			if !e.mark {
				continue
			}
			known := t[name]
			known.others |= 1 << i
			t.add(name, known)
		}
	}
	t.number()
	return t
}

// header adds a request header by the names that it is logged under.
func (t keyTable) header(name string, at place) {
	for i, before := range []string{"", "http_", "request_", "request.headers.", "headers.", "request.header.", "http.request.headers."} {
		if _, taken := t[before+name]; !taken {
			t.add(before+name, entry{place: place{at.field, at.rank + int16(i*len(edgeHeaders))}})
		}
	}
}

// add adds an entry, and marks the objects on the way to it.
func (t keyTable) add(name string, e entry) {
	e.enter = e.enter || t[name].enter
	t[name] = e
	for i := strings.IndexByte(name, '.'); i > 0; {
		way := t[name[:i]]
		way.enter = true
		t[name[:i]] = way
		next := strings.IndexByte(name[i+1:], '.')
		if next < 0 {
			break
		}
		i += 1 + next
	}
}

// longestKey is how long a key that is looked at may be.
const longestKey = 64

// fold appends a key as tables have it: lower case, one underscore for a dash
// or a space, a dot for the ">" of Caddy's flat names, and without the
// underscore that GELF puts before the names of its users.
func fold(path, key []byte) []byte {
	if len(key) > longestKey {
		return append(path, '*')
	}
	key, _ = bytes.CutPrefix(key, []byte("_"))
	for _, c := range key {
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == '-' || c == ' ':
			c = '_'
		case c == '>':
			c = '.'
		}
		path = append(path, c)
	}
	return path
}
