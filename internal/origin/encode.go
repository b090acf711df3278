package origin

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"net/netip"
)

// magic begins every file; its last character but one is the version.
const magic = "unveil origin 1\n"

// header is the JSON that follows the magic: the database, and how long the
// columns after it are.
type header struct {
	Database
	V4       int  `json:"v4"`
	V6       int  `json:"v6"`
	Wide     bool `json:"wide"` // starts of IPv6 have a lower half
	ASNs     int  `json:"asns"`
	Names    int  `json:"name_bytes"`
	Prefixes int  `json:"prefixes"`
}

// castagnoli is the polynomial of the checksum at the end of a file.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// valueBytes is the width of a value on disk.
func (h *header) valueBytes() int64 {
	if h.Kind == CountryDB {
		return 2
	}
	return 4
}

// columnBytes is how many bytes follow the header, without the checksum.
func (h *header) columnBytes() int64 {
	six := int64(8)
	if h.Wide {
		six = 16
	}
	return int64(h.V4)*(4+h.valueBytes()) + int64(h.V6)*(six+h.valueBytes()) +
		int64(h.ASNs)*8 + int64(h.Names) + int64(h.Prefixes)*17
}

// encode is the file of a database.
func (c *compact) encode() ([]byte, error) {
	h := header{Database: c.Database, ASNs: len(c.networks.asn), Names: len(c.networks.names), Prefixes: len(c.prefixes)}
	if c.Kind == CountryDB {
		h.V4, h.V6, h.Wide = len(c.country.start4), len(c.country.hi6), c.country.lo6 != nil
	} else {
		h.V4, h.V6, h.Wide = len(c.network.start4), len(c.network.hi6), c.network.lo6 != nil
	}
	text, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(len(magic) + len(text) + int(h.columnBytes()) + 8)
	b.WriteString(magic)
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(text))))
	b.Write(text)
	out := b.Bytes()
	if c.Kind == CountryDB {
		out = appendRanges(out, &c.country)
	} else {
		out = appendRanges(out, &c.network)
	}
	out = c.networks.append(out)
	for _, p := range c.prefixes {
		out = appendPrefix(out, p)
	}
	return binary.LittleEndian.AppendUint32(out, crc32.Checksum(out, castagnoli)), nil
}

func appendRanges[V uint16 | uint32](out []byte, r *ranges[V]) []byte {
	le := binary.LittleEndian
	for _, s := range r.start4 {
		out = le.AppendUint32(out, s)
	}
	out = appendValues(out, r.value4)
	for _, s := range r.hi6 {
		out = le.AppendUint64(out, s)
	}
	for _, s := range r.lo6 {
		out = le.AppendUint64(out, s)
	}
	return appendValues(out, r.value6)
}

func appendValues[V uint16 | uint32](out []byte, values []V) []byte {
	switch values := any(values).(type) {
	case []uint16:
		for _, v := range values {
			out = binary.LittleEndian.AppendUint16(out, v)
		}
	case []uint32:
		for _, v := range values {
			out = binary.LittleEndian.AppendUint32(out, v)
		}
	}
	return out
}

func (n *networks) append(out []byte) []byte {
	for _, a := range n.asn {
		out = binary.LittleEndian.AppendUint32(out, a)
	}
	for _, e := range n.ends {
		out = binary.LittleEndian.AppendUint32(out, e)
	}
	return append(out, n.names...)
}

// appendPrefix writes 16 bytes of the address (of IPv4: mapped into IPv6) and
// one with the length of the prefix within 128 bits.
func appendPrefix(out []byte, p netip.Prefix) []byte {
	a, bits := p.Addr().As16(), p.Bits()
	if p.Addr().Is4() {
		bits += 96
	}
	return append(append(out, a[:]...), byte(bits))
}
