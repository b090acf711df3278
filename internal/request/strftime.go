package request

import "fmt"

// What a time layout is made of, one byte each: a verb of strftime, opFraction
// or opLiteral with the byte it stands for.
const (
	opLiteral  = 0
	opFraction = 1
)

// strftimeMacros are the verbs that stand for several.
var strftimeMacros = map[byte]string{
	'T': "%H:%M:%S", 'F': "%Y-%m-%d", 'D': "%m/%d/%y", 'R': "%H:%M", 'h': "%b", 'n': "\n", 't': "\t", '%': "",
}

// strftime compiles a time layout into s.ops.
func (s *step) strftime(form string, at int) error {
	for i := 0; i < len(form); i++ {
		if form[i] != '%' {
			s.ops = append(s.ops, opLiteral, form[i])
			continue
		}
		i++
		for i < len(form) && (form[i] == '-' || form[i] == 'E' || form[i] == 'O') {
			i++
		}
		if i == len(form) {
			return layoutError("layout-strftime", at, "value", "%")
		}
		switch verb := form[i]; verb {
		case '%':
			s.ops = append(s.ops, opLiteral, '%')
		case 'd', 'e', 'm', 'b', 'Y', 'y', 'H', 'k', 'M', 'S', 'z', 'Z', 'a':
			s.ops = append(s.ops, verb)
		default:
			macro, ok := strftimeMacros[verb]
			if !ok {
				return layoutError("layout-strftime", at, "value", "%"+string(verb))
			}
			if err := s.strftime(macro, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// parts says which parts of a time the ops give: a bit each for year, month,
// day, hour, minute, second.
func (s *step) parts() (bits int) {
	for i := 0; i < len(s.ops); i++ {
		switch s.ops[i] {
		case opLiteral:
			i++
		case 'Y', 'y':
			bits |= 1
		case 'm', 'b':
			bits |= 2
		case 'd', 'e':
			bits |= 4
		case 'H', 'k':
			bits |= 8
		case 'M':
			bits |= 16
		case 'S':
			bits |= 32
		}
	}
	return bits
}

const allParts = 63

// readTime reads part of a time at the beginning of b into c and says how
// many bytes it took, -1 where b does not follow the ops.
func readTime(ops, b []byte, c *civil) int {
	i := 0
	for k := 0; k < len(ops); k++ {
		rest := b[min(i, len(b)):]
		n := -1
		switch op := ops[k]; op {
		case opLiteral:
			k++
			if len(rest) > 0 && rest[0] == ops[k] {
				n = 1
			}
		case 'b':
			if len(rest) >= 3 {
				c.month, n = monthOf(rest[:3]), 3
			}
		case 'Z', 'a':
			n = letters(rest)
		case 'z':
			n = c.readOffset(rest)
		case opFraction:
			if c.micro, n = fraction(rest); n == 0 {
				n = -1
			}
		default:
			n = c.readNumber(op, rest)
		}
		if n < 0 {
			return -1
		}
		i += n
	}
	return i
}

func letters(b []byte) (n int) {
	for n < len(b) && b[n]|0x20 >= 'a' && b[n]|0x20 <= 'z' {
		n++
	}
	return n
}

func (c *civil) readOffset(b []byte) int {
	offset, n := offsetOf(b)
	if n == 0 {
		return -1
	}
	c.offset, c.zoned = offset, true
	return n
}

// readNumber reads a number of two digits, four for a year.
func (c *civil) readNumber(op byte, b []byte) int {
	if op == 'Y' {
		if len(b) < 4 || digits2(b) < 0 || digits2(b[2:]) < 0 {
			return -1
		}
		c.year = digits2(b)*100 + digits2(b[2:])
		return 4
	}
	if len(b) < 2 {
		return -1
	}
	v := digits2(b)
	if (op == 'e' || op == 'k') && b[0] == ' ' && isDigit(b[1]) {
		v = int(b[1] - '0')
	}
	if v < 0 {
		return -1
	}
	switch op {
	case 'd', 'e':
		c.day = v
	case 'm':
		c.month = v
	case 'y': // POSIX: 69 to 99 are 1969 to 1999
		c.year = 2000 + v
		if v >= 69 {
			c.year = 1900 + v
		}
	case 'H', 'k':
		c.hour = v
	case 'M':
		c.minute = v
	case 'S':
		c.second = v
	}
	return 2
}

// text writes a time that was read in parts, for a message about it.
func (c *civil) text() []byte {
	return fmt.Appendf(nil, "%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second)
}
