package post

import (
	"bytes"
	"io"
)

// mask passes on an export of Telegram Desktop with blanks for everything but
// the messages; line ends stay. An export is one JSON value and may be larger
// than memory. What mask leaves of it is a stream of messages, each on the
// line and at the offset where it stands in the file, which source.Values
// reads one by one.
//
// The messages are the elements of an array named "messages" in the outermost
// object (one chat), or in an element of "list" in its member "chats" or
// "left_chats" (a whole account).
type mask struct {
	in     io.Reader
	offset int64 // of the next byte

	depth  int                   // open arrays and objects around the current byte
	levels [chatsDepth + 1]level // by depth; what is deeper is only counted
	word   []byte                // the name, string or number being read, cut off
	str    bool                  // inside a string
	esc    bool                  // after a backslash in it

	array   bool // between the brackets of an array of messages
	element bool // inside one of its elements
	nest    int  // open arrays and objects in the element
	column  int  // bytes since the last line end
	indent  int  // column at which the element began
	lost    bool // the element is broken: up to a line on which one can begin
	blank   bool // only blanks on the line so far

	chat  string   // id of the chat being read
	fresh bool     // none of its messages was passed on yet
	chats []chatAt // what was passed on and not asked for, by offset
}

// level is an open array or object.
type level struct {
	object bool
	member string // the member being read: one of those that matter, else ""
}

// chatAt says from which offset on messages are of a chat.
type chatAt struct {
	offset int64
	id     string
}

// chatsDepth is how deep in the export of an account a chat lies.
const chatsDepth = 4

// Read reads bytes and masks them.
func (m *mask) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	for i := 0; i < n; {
		if m.element && !m.lost {
			i += m.pass(p[i:n])
			continue
		}
		c := p[i]
		if !m.keep(c) && c != '\n' {
			p[i] = ' '
		}
		if c != '\n' && c != ' ' && c != '\t' && c != '\r' {
			m.blank = false
		}
		m.moved(p[i : i+1])
		i++
	}
	return n, err
}

// pass goes through an element, which is passed on as it is, up to its end or
// that of b.
func (m *mask) pass(b []byte) (n int) {
	for n < len(b) && m.element && !m.lost {
		if m.str && !m.esc {
			n += plainText(b[n:])
		}
		if n == len(b) || !m.within(b[n]) {
			break
		}
		n++
	}
	m.moved(b[:n])
	return n
}

// plainText is how many bytes of a string come before one that matters.
func plainText(b []byte) int {
	for i, c := range b {
		if c == '"' || c == '\\' || c == '\n' {
			return i
		}
	}
	return len(b)
}

// moved counts bytes that were passed on or masked.
func (m *mask) moved(b []byte) {
	m.offset += int64(len(b))
	if i := bytes.LastIndexByte(b, '\n'); i >= 0 {
		m.column, m.blank = len(b)-1-i, true
		return
	}
	m.column += len(b)
}

// unclosed says whether the stream ended inside the export.
func (m *mask) unclosed() bool { return m.depth > 0 || m.element }

// chatOf is the id of the chat that the message at an offset is of. Offsets
// are asked for in order.
func (m *mask) chatOf(offset int64) string {
	for len(m.chats) > 1 && m.chats[1].offset <= offset {
		m.chats = m.chats[1:]
	}
	if len(m.chats) == 0 {
		return ""
	}
	return m.chats[0].id
}

// keep follows the export over one byte that is not inside a message, or
// inside a broken one, and says whether it belongs to one.
func (m *mask) keep(c byte) bool {
	switch {
	case m.lost:
		return m.recover(c)
	case m.array:
		return m.between(c)
	}
	m.outside(c)
	return false
}

// within follows an element. It is false where the element ended before c.
func (m *mask) within(c byte) bool {
	switch {
	case m.str:
		m.text(c)
		m.element = m.str || m.nest > 0 || m.lost
	case c == '"':
		m.str = true
	case c == '{' || c == '[':
		m.nest++
	case m.nest == 0:
		if c == ',' || c == ']' || c == '}' || c <= ' ' {
			m.element = false
			return false
		}
	case c == '}' || c == ']':
		m.nest--
		m.element = m.nest > 0
	}
	return true
}

// text follows a string. A line end inside one is never valid: inside a
// message it shows that the message breaks off.
func (m *mask) text(c byte) {
	switch {
	case c == '\n':
		m.str, m.esc, m.lost = false, false, m.element
	case m.esc:
		m.esc = false
	case c == '\\':
		m.esc = true
	case c == '"':
		m.str = false
	}
}

// recover looks for the line on which reading can go on after a broken
// message, by the rule of source.Values.
func (m *mask) recover(c byte) bool {
	if !m.blank || m.column > m.indent {
		return true
	}
	switch c {
	case '{', '[':
		m.lost = false
		m.begin(c)
	case ']':
		m.lost, m.element, m.nest = false, false, 0
		return m.between(c)
	}
	return true
}

// between takes what stands between the messages of a chat, or begins one.
func (m *mask) between(c byte) bool {
	switch {
	case c <= ' ' || c == ',' || c == '}' || c == ':':
		return false
	case c == ']':
		m.array = false
		m.leave()
		return false
	}
	m.begin(c)
	return true
}

// begin starts an element.
func (m *mask) begin(c byte) {
	m.element, m.indent = true, m.column
	m.str, m.nest = c == '"', 0
	if c == '{' || c == '[' {
		m.nest = 1
	}
	if m.fresh {
		m.fresh = false
		m.chats = append(m.chats, chatAt{m.offset, m.chat})
	}
}

// outside follows the structure around the messages.
func (m *mask) outside(c byte) {
	switch {
	case m.str:
		m.text(c)
		if m.str {
			m.spell(c)
		}
	case c == '"':
		m.str, m.word = true, m.word[:0]
	case c == '{' || c == '[':
		m.enter(c == '{')
	case c == '}' || c == ']':
		m.valued()
		m.leave()
	case c == ',':
		m.valued()
	case c == ':':
		m.named()
	case c > ' ':
		m.spell(c)
	}
}

// spell keeps the beginning of a name or value where it can matter.
func (m *mask) spell(c byte) {
	if m.depth <= chatsDepth && len(m.word) < 32 {
		m.word = append(m.word, c)
	}
}

// named takes the name of a member.
func (m *mask) named() {
	if m.depth <= chatsDepth {
		m.levels[m.depth].member = memberName(m.word)
	}
	m.word = m.word[:0]
}

func memberName(word []byte) string {
	for _, name := range [...]string{"messages", "id", "chats", "left_chats", "list"} {
		if string(word) == name {
			return name
		}
	}
	return ""
}

// valued takes the value of a member.
func (m *mask) valued() {
	if m.isChat() && m.levels[m.depth].member == "id" {
		m.chat = string(m.word)
	}
	m.word = m.word[:0]
}

// isChat says whether the current byte is in a chat's own object.
func (m *mask) isChat() bool {
	l := &m.levels
	switch m.depth {
	case 1:
		return l[1].object
	case chatsDepth:
		return l[1].object && (l[1].member == "chats" || l[1].member == "left_chats") &&
			l[2].object && l[2].member == "list" && !l[3].object && l[4].object
	}
	return false
}

// enter opens an array or object.
func (m *mask) enter(object bool) {
	messages := !object && m.isChat() && m.levels[m.depth].member == "messages"
	m.depth++
	m.word = m.word[:0]
	if m.depth <= chatsDepth {
		m.levels[m.depth] = level{object: object}
	}
	switch {
	case messages:
		m.array, m.fresh = true, true
	case m.isChat():
		m.chat = ""
	}
}

// leave closes an array or object.
func (m *mask) leave() { m.depth = max(m.depth-1, 0) }
