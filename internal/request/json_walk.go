package request

import (
	"bytes"
	"math/bits"
)

// deepest is how many objects within one another are entered.
const deepest = 8

// collect walks over the object of a line and keeps the values that a table
// knows. What stands before the object (a prefix of syslog or of a container
// runtime) is passed over.
func (p *parser) collect(s *jsonShape, line []byte, v *values) bool {
	p.style = escapeJSON
	c := cursor{b: line, i: objectAt(line)}
	if p.path = p.path[:0]; p.shape != s {
		p.shape, p.memos = s, p.memos[:0]
	}
	ok := p.walkObject(s.table, &c, v, 0, 0)
	if ok && c.peek() != 0 {
		c.why = "there is more after the object"
	}
	if c.why != "" {
		return p.notJSON(c.why)
	}
	p.plain = true // every value was decoded
	return true
}

// objectAt is where the object of a line begins: at its first byte, or behind
// a prefix where the line ends with a brace.
func objectAt(line []byte) int {
	const longestPrefix = 256
	if len(line) == 0 || line[0] == '{' || line[len(line)-1] != '}' {
		return 0
	}
	head := line[:min(len(line), longestPrefix)]
	for i := 0; i < len(head); i++ {
		j := bytes.IndexByte(head[i:], '{')
		if j < 0 {
			return 0
		}
		i += j
		rest := bytes.TrimLeft(line[i+1:], " ")
		if len(rest) > 0 && (rest[0] == '"' || rest[0] == '}') {
			return i
		}
	}
	return 0
}

// walkObject reads the members of an object whose path is p.path.
func (p *parser) walkObject(t keyTable, c *cursor, v *values, object uint16, depth int) bool {
	if !c.open() {
		return false
	}
	base, first := len(p.path), true
	for nth := 0; ; nth++ {
		key, ok := c.member(&first)
		if !ok {
			return c.why == ""
		}
		m := p.memo(object, nth)
		if m == nil || string(m.key[:m.size]) != string(key) {
			p.path = fold(p.path[:base], key)
			m = p.remember(m, key, t)
		}
		if m.entry.mark {
			v.marks++
		}
		for others := m.entry.others; others != 0; others &= others - 1 {
			v.foreign[bits.TrailingZeros16(others)]++
		}
		if m.entry.enter && depth < deepest && c.peek() == '{' {
			p.path = append(fold(p.path[:base], key), '.')
			ok = p.walkObject(t, c, v, m.entry.object, depth+1)
		} else {
			ok = p.member(m.entry, c, v)
		}
		if !ok {
			return false
		}
	}
}

// memo is what the table said of a key. The objects of a log have the same
// keys in the same order nearly always, so that what the last line had in a
// place is what this one has, and the table is not asked.
type memo struct {
	key   [longestKey]byte
	size  uint8
	entry entry // the zero entry where the table does not know the key
}

// memo is the memo of the nth member of an object; nil beyond those that are
// remembered.
func (p *parser) memo(object uint16, nth int) *memo {
	const most = 96 // members of one object
	if nth >= most {
		return nil
	}
	for int(object) >= len(p.memos) {
		if len(p.memos) < cap(p.memos) {
			p.memos = p.memos[:len(p.memos)+1]
			last := &p.memos[len(p.memos)-1]
			*last = (*last)[:0]
			continue
		}
		p.memos = append(p.memos, nil)
	}
	members := p.memos[object]
	for nth >= len(members) {
		members = append(members, memo{})
		p.memos[object] = members
	}
	return &members[nth]
}

// remember asks the table about the key whose path is p.path.
func (p *parser) remember(m *memo, key []byte, t keyTable) *memo {
	if m == nil || len(key) > longestKey {
		m = &p.spare
		m.size = 0
	} else {
		m.size = uint8(copy(m.key[:], key))
	}
	m.entry = t[string(p.path)]
	return m
}

// member reads one value and keeps it where its key is known. Of an array the
// first string is taken, and all of one that holds a list of addresses.
func (p *parser) member(e entry, c *cursor, v *values) bool {
	raw, k, ok := c.value()
	if !ok || e.field == fieldSkip || k == kindObject {
		return ok
	}
	if k == kindArray {
		if e.field == fieldForwarded {
			raw = bytes.Trim(raw, "[] ")
		} else {
			raw = firstString(raw)
		}
	}
	p.keepValue(v, e.place, raw)
	return true
}
