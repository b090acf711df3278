package weblog

import (
	"encoding/binary"
	"strings"
	"unsafe"
)

// Dict numbers texts from 1 in order of first appearance; 0 is the empty one.
// Texts lie one after another in blocks that are never moved, so that a
// dictionary of a million addresses is a few large pieces of memory without
// pointers.
type Dict struct {
	blocks [][]byte
	at     [][]uint64 // by number − 1: block<<32 | place in it
	n      int
	slots  []uint64 // hash's upper half <<32 | number; 0 is free
}

// MaxText is how many bytes of a text are kept. A longer one keeps its
// beginning and a hash of the whole, so that different ones stay different.
const MaxText = 1024

const (
	dictBlock = 1 << 20
	dictPart  = 1 << 10
	minSlots  = 1 << 10
	// fullBlocks is how much text a dictionary holds before it keeps of a new
	// one only the beginning and a hash.
	fullBlocks = 96
	shortText  = 48
)

// Len is the number of texts; valid numbers are 1 to Len.
func (d *Dict) Len() int { return d.n }

// Text is the text of a number; "" for 0.
func (d *Dict) Text(id uint32) string {
	if id == 0 {
		return ""
	}
	at := d.at[(id-1)/dictPart][(id-1)%dictPart]
	b := d.blocks[at>>32][uint32(at):]
	n := binary.LittleEndian.Uint16(b)
	return unsafe.String(&b[2], int(n)) // blocks are written once
}

// ID gives the number of a text, which is new where it was not there.
func (d *Dict) ID(s string) uint32 {
	if s == "" {
		return 0
	}
	s, h := key(s)
	if len(d.blocks) > fullBlocks && len(s) > shortText && d.find(s, h) == 0 {
		s = shorten(s, h, shortText)
		h = Hash(s)
	}
	return d.id(s, h)
}

// key is what a text is known by, with its hash.
func key(s string) (string, uint64) {
	h := Hash(s)
	if len(s) > MaxText {
		s = shorten(s, h, MaxText)
		h = Hash(s)
	}
	return s, h
}

func (d *Dict) id(s string, h uint64) uint32 {
	if 4*d.n >= 3*len(d.slots) {
		d.grow()
	}
	mask := uint64(len(d.slots) - 1)
	for i := h >> 32 & mask; ; i = (i + 1) & mask {
		slot := d.slots[i]
		if slot == 0 {
			id := d.add(s)
			d.slots[i] = h>>32<<32 | uint64(id)
			return id
		}
		if slot>>32 == h>>32 && d.Text(uint32(slot)) == s {
			return uint32(slot)
		}
	}
}

// Find is the number of a text, 0 where it is not there. In a table it goes
// through the texts from the first on: the way to numbers is let go when
// nothing is added any more.
func (d *Dict) Find(s string) uint32 {
	if s == "" {
		return 0
	}
	s, h := key(s)
	if d.slots != nil {
		return d.find(s, h)
	}
	for id := uint32(1); int(id) <= d.n; id++ {
		if d.Text(id) == s {
			return id
		}
	}
	return 0
}

func (d *Dict) find(s string, h uint64) uint32 {
	if len(d.slots) == 0 {
		return 0
	}
	mask := uint64(len(d.slots) - 1)
	for i := h >> 32 & mask; d.slots[i] != 0; i = (i + 1) & mask {
		if slot := d.slots[i]; slot>>32 == h>>32 && d.Text(uint32(slot)) == s {
			return uint32(slot)
		}
	}
	return 0
}

// shorten makes a text of at most most bytes of the beginning of a longer one,
// cut between runes, and its hash.
func shorten(s string, h uint64, most int) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	b.WriteString(strings.ToValidUTF8(s[:most-24], ""))
	b.WriteString("…#")
	for i := 60; i >= 0; i -= 4 {
		b.WriteByte(hex[h>>i&15])
	}
	return b.String()
}

func (d *Dict) add(s string) uint32 {
	last := len(d.blocks) - 1
	if last < 0 || len(d.blocks[last])+2+len(s) > dictBlock {
		d.blocks = append(d.blocks, make([]byte, 0, dictBlock))
		last++
	}
	b := d.blocks[last]
	if d.n%dictPart == 0 {
		d.at = append(d.at, make([]uint64, 0, dictPart))
	}
	part := &d.at[d.n/dictPart]
	*part = append(*part, uint64(last)<<32|uint64(len(b)))
	d.n++
	b = binary.LittleEndian.AppendUint16(b, uint16(len(s)))
	d.blocks[last] = append(b, s...)
	return uint32(d.n)
}

// grow doubles the slots. The upper halves of the hashes are in them already.
func (d *Dict) grow() {
	old := d.slots
	d.slots = make([]uint64, max(2*len(old), minSlots))
	mask := uint64(len(d.slots) - 1)
	for _, slot := range old {
		if slot == 0 {
			continue
		}
		i := slot >> 32 & mask
		for d.slots[i] != 0 {
			i = (i + 1) & mask
		}
		d.slots[i] = slot
	}
}

// merge takes the texts of another dictionary in, which is used up, and gives
// the numbers that they have here, by their number there.
func (d *Dict) merge(other *Dict) []uint32 {
	other.slots = nil
	to := make([]uint32, other.Len()+1)
	done := 0
	for id := 1; id <= other.Len(); id++ {
		s := other.Text(uint32(id))
		to[id] = d.id(s, Hash(s))
		if id%dictPart == 0 { // what was taken over is let go
			for next := int(other.at[id/dictPart-1][dictPart-1] >> 32); done < next; done++ {
				other.blocks[done] = nil
			}
			other.at[id/dictPart-1] = nil
		}
	}
	*other = Dict{}
	return to
}

// keep is a dictionary of only the texts that are used, and the numbers that
// they have there, by their number here.
func (d *Dict) keep(used []bool) (kept *Dict, to []uint32) {
	kept, to = &Dict{}, make([]uint32, d.Len()+1)
	for id := 1; id <= d.Len(); id++ {
		if used[id] {
			to[id] = kept.ID(d.Text(uint32(id)))
		}
	}
	return kept, to
}
