package post

// utf16Text cuts pieces out of a text by offsets in UTF-16 units, in which
// some platforms count. Pieces that are asked for in order cost one walk over
// the text.
type utf16Text struct {
	text  string
	units int // UTF-16 units before bytes
	bytes int
}

// at is the piece of a length from an offset on, "" where the text has none.
func (t *utf16Text) at(offset, length int) string {
	if offset < 0 || length <= 0 {
		return ""
	}
	if offset < t.units {
		t.units, t.bytes = 0, 0
	}
	begin, ok := t.seek(offset)
	if !ok {
		return ""
	}
	here := *t
	end, ok := here.seek(offset + length)
	if !ok {
		return ""
	}
	return t.text[begin:end]
}

// seek walks to an offset in units and gives that in bytes.
func (t *utf16Text) seek(units int) (at int, ok bool) {
	for i, c := range t.text[t.bytes:] {
		if t.units >= units {
			t.bytes += i
			return t.bytes, t.units == units
		}
		t.units++
		if c > 0xffff {
			t.units++
		}
	}
	t.bytes = len(t.text)
	return t.bytes, t.units == units
}
