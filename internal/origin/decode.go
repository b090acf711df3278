package origin

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"net/netip"
	"slices"
)

// Limits of a stored database.
const (
	maxHeader  = 1 << 20
	maxStored  = 1 << 30 // bytes of a file
	maxRanges  = 8_000_000
	maxListLen = 2_000_000
)

// errDamaged is a file that does not hold what its header says.
var errDamaged = errors.New("the file is damaged, or none that was made by unveil origin add")

// decode reads the file of a database, of size bytes.
func decode(r io.Reader, size int64) (*compact, error) {
	if size > maxStored {
		return nil, fmt.Errorf("%d bytes are more than the %d that a file may have", size, int64(maxStored))
	}
	d := &decoder{r: r, sum: crc32.New(castagnoli), buf: make([]byte, 64<<10)}
	h, used, err := d.header(size)
	if err != nil {
		return nil, err
	}
	if used+h.columnBytes()+4 != size {
		return nil, errDamaged
	}
	c := &compact{Database: h.Database}
	if h.Kind == CountryDB {
		readRanges(d, h, &c.country)
	} else {
		readRanges(d, h, &c.network)
	}
	c.networks.asn, c.networks.ends = d.uint32s(h.ASNs), d.uint32s(h.ASNs)
	c.networks.names = string(d.bytes(h.Names))
	c.prefixes = d.prefixes(h.Prefixes)
	want := d.sum.Sum32()
	if got := binary.LittleEndian.Uint32(d.next(4)); d.err != nil || got != want {
		return nil, errors.Join(errDamaged, d.err)
	}
	return c, c.verify()
}

// verify holds the columns to what the lookups rely on.
func (c *compact) verify() error {
	if !c.country.ordered() || !c.network.ordered() || !c.networks.ordered() {
		return errDamaged
	}
	for _, values := range [][]uint16{c.country.value4, c.country.value6} {
		last := uint16(0)
		for _, v := range values {
			if v != last && !Country(v).valid() {
				return errDamaged
			}
			last = v
		}
	}
	n := uint32(len(c.networks.asn))
	for _, values := range [][]uint32{c.network.value4, c.network.value6} {
		if slices.ContainsFunc(values, func(v uint32) bool { return v > n }) {
			return errDamaged
		}
	}
	if c.isList() != (len(c.prefixes) > 0) {
		return errDamaged
	}
	return nil
}

// decoder reads columns; after the first error what they hold means nothing.
type decoder struct {
	r   io.Reader
	sum hash.Hash32
	buf []byte
	err error
}

// next reads n bytes, at most as many as the buffer has. They hold until the
// next call.
func (d *decoder) next(n int) []byte {
	b := d.buf[:n]
	if d.err == nil {
		_, d.err = io.ReadFull(d.r, b)
	}
	if d.err != nil {
		clear(b)
	}
	_, _ = d.sum.Write(b) // never fails
	return b
}

// bytes reads n bytes of their own.
func (d *decoder) bytes(n int) []byte {
	out := make([]byte, 0, n)
	for len(out) < n && d.err == nil {
		out = append(out, d.next(min(n-len(out), len(d.buf)))...)
	}
	return out
}

// header reads magic and header, and says how many bytes they took.
func (d *decoder) header(size int64) (h header, used int64, err error) {
	if string(d.next(len(magic))) != magic {
		return h, 0, errors.Join(errDamaged, d.err)
	}
	n := int64(binary.LittleEndian.Uint32(d.next(4)))
	used = int64(len(magic)) + 4 + n
	if n > maxHeader || used > size {
		return h, 0, errDamaged
	}
	if err := json.Unmarshal(d.bytes(int(n)), &h); err != nil || d.err != nil {
		return h, 0, errors.Join(errDamaged, err, d.err)
	}
	for _, n := range []int{h.V4, h.V6, h.ASNs, h.Names, h.Prefixes} {
		if n < 0 || n > maxStored {
			return h, 0, errDamaged
		}
	}
	return h, used, h.check()
}

func (d *decoder) uint32s(n int) []uint32 {
	out := make([]uint32, n)
	for rest := out; len(rest) > 0 && d.err == nil; {
		b := d.next(min(4*len(rest), len(d.buf)))
		part := rest[:len(b)/4]
		for i := range part {
			part[i] = binary.LittleEndian.Uint32(b[4*i:])
		}
		rest = rest[len(part):]
	}
	return out
}

func (d *decoder) uint16s(n int) []uint16 {
	out := make([]uint16, n)
	for rest := out; len(rest) > 0 && d.err == nil; {
		b := d.next(min(2*len(rest), len(d.buf)))
		part := rest[:len(b)/2]
		for i := range part {
			part[i] = binary.LittleEndian.Uint16(b[2*i:])
		}
		rest = rest[len(part):]
	}
	return out
}

func (d *decoder) uint64s(n int) []uint64 {
	out := make([]uint64, n)
	for rest := out; len(rest) > 0 && d.err == nil; {
		b := d.next(min(8*len(rest), len(d.buf)))
		part := rest[:len(b)/8]
		for i := range part {
			part[i] = binary.LittleEndian.Uint64(b[8*i:])
		}
		rest = rest[len(part):]
	}
	return out
}

// prefixes reads the prefixes of a list. One that is none makes it damaged.
func (d *decoder) prefixes(n int) []netip.Prefix {
	var out []netip.Prefix
	for len(out) < n && d.err == nil {
		b := d.next(17)
		a, bits := netip.AddrFrom16([16]byte(b[:16])), int(b[16])
		if a.Is4In6() && bits >= 96 {
			a, bits = a.Unmap(), bits-96
		}
		p := netip.PrefixFrom(a, bits)
		if !p.IsValid() {
			d.err = errDamaged
			return nil
		}
		out = append(out, p)
	}
	return out
}

func readRanges[V uint16 | uint32](d *decoder, h header, r *ranges[V]) {
	r.start4 = d.uint32s(h.V4)
	readValues(d, h.V4, &r.value4)
	r.hi6 = d.uint64s(h.V6)
	if h.Wide {
		r.lo6 = d.uint64s(h.V6)
	}
	readValues(d, h.V6, &r.value6)
}

func readValues[V uint16 | uint32](d *decoder, n int, to *[]V) {
	switch to := any(to).(type) {
	case *[]uint16:
		*to = d.uint16s(n)
	case *[]uint32:
		*to = d.uint32s(n)
	}
}
