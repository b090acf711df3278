package source

// MaxDepth is how deep arrays and objects of a JSON value may nest.
const MaxDepth = 100

// expect is what the grammar of JSON allows next inside a value.
type expect uint8

const (
	value     expect = iota // a value
	valueEnd                // a value, or ] of an empty array
	key                     // a member's name
	keyEnd                  // a member's name, or } of an empty object
	colon                   // :
	separator               // , or the end of the array or object
)

// scanner finds where one JSON value ends. It checks how a value is put
// together (brackets, commas, colons, names, strings) and leaves the spelling
// of numbers, words and escapes to who reads the value. It can be fed piece
// by piece.
type scanner struct {
	next    expect
	str     bool // inside a string
	esc     bool // after a backslash inside a string
	isKey   bool // the string is a member's name
	literal bool // inside a number or a word
	depth   int
	object  [MaxDepth + 1]bool // by depth: is it an object
	fault   string             // key of Problems, after feed gave broken
}

// outcome says what feed found.
type outcome uint8

const (
	unfinished outcome = iota // the value goes on after b
	complete                  // the value ends before b[n]
	broken                    // b[n] cannot be there
)

func (s *scanner) reset() {
	s.next, s.depth = value, 0
	s.str, s.esc, s.isKey, s.literal = false, false, false, false
	s.fault = ""
}

// feed reads on in a value.
func (s *scanner) feed(b []byte) (n int, o outcome) {
	for i := 0; i < len(b); {
		switch {
		case s.str:
			n, closed := s.text(b[i:])
			i += n
			switch {
			case s.fault != "":
				return i, broken
			case closed && s.closeString():
				return i, complete
			}
		case s.literal && literal(b[i]):
			i++
		case s.literal:
			s.literal = false
			if s.ended() {
				return i, complete
			}
		case b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t':
			i++
		default:
			done := s.token(b[i])
			if s.fault != "" {
				return i, broken
			}
			i++
			if done {
				return i, complete
			}
		}
	}
	return len(b), unfinished
}

// text reads on in a string up to its closing quote. A line end inside a
// string is never valid, and is how a line that breaks off is noticed.
func (s *scanner) text(b []byte) (n int, closed bool) {
	esc := s.esc
	for i, c := range b {
		switch {
		case c == '\n':
			s.fault = "json-syntax"
			return i, false
		case esc:
			esc = false
		case c == '\\':
			esc = true
		case c == '"':
			s.esc = false
			return i + 1, true
		}
	}
	s.esc = esc
	return len(b), false
}

// closeString says whether the string that ended was the whole value.
func (s *scanner) closeString() bool {
	s.str = false
	if s.isKey {
		s.isKey = false
		s.next = colon
		return false
	}
	return s.ended()
}

// ended notes the end of a value and says whether it was the outermost.
func (s *scanner) ended() bool {
	s.next = separator
	return s.depth == 0
}

// token takes a byte between strings and literals; it is true where the
// outermost value ends with it.
func (s *scanner) token(c byte) bool {
	switch s.next {
	case value, valueEnd:
		return s.begin(c)
	case key, keyEnd:
		switch {
		case c == '"':
			s.str, s.isKey = true, true
		case c == '}' && s.next == keyEnd:
			return s.end()
		default:
			s.fault = "json-syntax"
		}
	case colon:
		if c != ':' {
			s.fault = "json-syntax"
		}
		s.next = value
	case separator:
		return s.separate(c)
	}
	return false
}

// begin takes the first byte of a value.
func (s *scanner) begin(c byte) bool {
	switch {
	case c == '"':
		s.str = true
	case c == '{' || c == '[':
		if s.depth == MaxDepth {
			s.fault = "json-depth"
			return false
		}
		s.depth++
		s.object[s.depth] = c == '{'
		s.next = valueEnd
		if c == '{' {
			s.next = keyEnd
		}
	case c == ']' && s.next == valueEnd:
		return s.end()
	case literal(c):
		s.literal = true
	default:
		s.fault = "json-syntax"
	}
	return false
}

// separate takes the byte after a value inside an array or object.
func (s *scanner) separate(c byte) bool {
	object := s.object[s.depth]
	switch {
	case c == ',' && object:
		s.next = key
	case c == ',':
		s.next = value
	case c == '}' && object, c == ']' && !object:
		return s.end()
	default:
		s.fault = "json-syntax"
	}
	return false
}

func (s *scanner) end() bool {
	s.depth--
	return s.ended()
}

// literal says whether c can be part of a number or of true, false, null.
func literal(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.'
}
