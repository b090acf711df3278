package weblog

// A sample of addresses does not help against one address that alone sends
// more than memory holds. Of an address with more than a sixteenth of the
// limit one request in 2, then 4, … is held, drawn by a hash of its place,
// and each that is held stands for as many.

const (
	heavyPart = 16
	shiftAt   = 3
	maxShift  = 31
)

// Count is how many requests of its address the row stands for: 1, but for
// addresses of very many requests.
func (r *Row) Count() uint32 { return 1 << (r.Flags >> shiftAt) }

// drawn says whether the request at a place is among the one in 2^shift that
// are held.
func drawn(offset int64, shift uint8) bool {
	return Mix(uint64(offset)|1<<63, 0x9e3779b97f4a7c15)&(1<<shift-1) == 0
}

// thinHeavy halves the rows of each address that holds more than its part of
// the limit; false where there is none.
func (b *Builder) thinHeavy() bool {
	rows := make([]uint32, b.clients.Len()+1)
	b.each(func(r *Row) { rows[r.Client]++ })
	shift := map[uint32]uint8{}
	for id, n := range rows {
		if int(n) <= b.limit/heavyPart {
			continue
		}
		h := Hash(b.clients.Text(uint32(id)))
		if b.heavy == nil {
			b.heavy = map[uint64]uint8{}
		}
		if b.heavy[h] < maxShift {
			b.heavy[h]++
			shift[uint32(id)] = b.heavy[h]
		}
	}
	if len(shift) == 0 {
		return false
	}
	b.rows = 0
	for i := range b.units {
		b.units[i].filter(func(r *Row) bool {
			s, ok := shift[r.Client]
			if ok {
				r.Flags = r.Flags&(1<<shiftAt-1) | Flags(s)<<shiftAt
			}
			return !ok || drawn(r.Offset, s)
		})
		b.rows += b.units[i].rows
	}
	b.compact()
	return true
}
