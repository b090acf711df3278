package verify

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// Bounds of what is read. A pack keeps its files unpacked, so that nothing in
// it can grow; these hold for packs that were packed again as well.
const (
	maxFile   = 32 << 20
	maxSealed = 129 << 20
)

// publicFiles and sealedFiles are the files that there can be, in the order in
// which they stand, with the most bytes that each may have.
var (
	publicFiles = map[string]int64{
		"README.txt": 1 << 20, "inputs.json": maxFile, "lines.jsonl": maxFile, "manifest.json": 1 << 20,
		"report.html": maxFile, "report.json": maxFile, "sealed.age": maxSealed,
	}
	sealedFiles = map[string]int64{"key.txt": 4 << 10, "lines.jsonl": maxSealed, "names.jsonl": maxSealed, "report.json": maxSealed}
)

// entry is one file of a pack.
type entry struct {
	name   string
	data   *io.SectionReader
	size   int64
	sum    string // SHA-256
	crc    uint32
	offset int64 // of its local header
}

// bytes reads the whole file. Its size was bounded when it was found.
func (e *entry) bytes() ([]byte, error) {
	b := make([]byte, e.size)
	_, err := io.ReadFull(io.NewSectionReader(e.data, 0, e.size), b)
	return b, err
}

// formError is where a zip file is not as it should be, and how.
type formError struct {
	at   int64 // byte of the file
	file string
	why  string // the second part of a reason: "changed", "path", …
}

func (e *formError) Error() string { return fmt.Sprintf("byte %d: %s %s", e.at, e.why, e.file) }

// strict reads a zip file in the one form that packs have: the files in order
// of their names, each stored as it is behind a header without extra fields,
// then the directory, then the end. Not a byte is left open.
func strict(ctx context.Context, r io.ReaderAt, size int64, allowed map[string]int64) ([]*entry, error) {
	var list []*entry
	at := int64(0)
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		head := make([]byte, localSize)
		if _, err := r.ReadAt(head, at); err != nil {
			return nil, cut(at, err)
		}
		if binary.LittleEndian.Uint32(head) == centralSignature {
			break
		}
		e, err := next(r, at, size, head, allowed)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 && list[len(list)-1].name >= e.name {
			return nil, &formError{at, e.name, "order"}
		}
		list = append(list, e)
		at = e.offset + localSize + int64(len(e.name)) + e.size
	}
	return list, closes(r, at, size, list)
}

// cut says that a file ends too early, or hands on what else went wrong.
func cut(at int64, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &formError{at, "", "changed"}
	}
	return err
}

// The parts of a zip file (PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12
// and 4.3.16).
const (
	localSize, centralSize, endSize                = 30, 46, 22
	localSignature, centralSignature, endSignature = 0x04034b50, 0x02014b50, 0x06054b50
	version, unix, year1980, mode                  = 20, 3, 1<<5 | 1, 0o100644
)

// next reads the file whose header is given.
func next(r io.ReaderAt, at, size int64, head []byte, allowed map[string]int64) (*entry, error) {
	length := int64(binary.LittleEndian.Uint16(head[26:]))
	if length > 64 {
		return nil, &formError{at, "", "changed"}
	}
	name := make([]byte, length)
	if _, err := r.ReadAt(name, at+localSize); err != nil {
		return nil, cut(at, err)
	}
	e := &entry{
		name: string(name), offset: at,
		crc: binary.LittleEndian.Uint32(head[14:]), size: int64(binary.LittleEndian.Uint32(head[22:])),
	}
	limit, known := allowed[e.name]
	begin := at + localSize + length
	switch {
	case !known:
		return nil, &formError{at, e.name, "extra"}
	case !bytes.Equal(head, e.local()) || e.size > size-begin:
		return nil, &formError{at, e.name, "changed"}
	case e.size > limit:
		return nil, &formError{at, e.name, "large"}
	}
	e.data = io.NewSectionReader(r, begin, e.size)
	crc, err := e.digest()
	if err != nil {
		return nil, err
	}
	if crc != e.crc {
		return nil, &formError{begin, e.name, "crc"}
	}
	return e, nil
}

// digest reads the file and keeps its SHA-256.
func (e *entry) digest() (crc uint32, err error) {
	sum, check := sha256.New(), crc32.NewIEEE()
	if _, err := io.Copy(io.MultiWriter(sum, check), io.NewSectionReader(e.data, 0, e.size)); err != nil {
		return 0, err
	}
	e.sum = hex.EncodeToString(sum.Sum(nil))
	return check.Sum32(), nil
}

// local is the header before the file's name.
func (e *entry) local() []byte {
	b := binary.LittleEndian.AppendUint32(nil, localSignature)
	b = binary.LittleEndian.AppendUint16(b, version)
	return append(e.common(b), 0, 0)
}

// common is what both headers hold: flags, method, time, date, CRC-32, sizes,
// length of the name.
func (e *entry) common(b []byte) []byte {
	b = append(b, 0, 0, 0, 0, 0, 0)
	b = binary.LittleEndian.AppendUint16(b, year1980)
	b = binary.LittleEndian.AppendUint32(b, e.crc)
	b = binary.LittleEndian.AppendUint32(b, uint32(e.size))
	b = binary.LittleEndian.AppendUint32(b, uint32(e.size))
	return binary.LittleEndian.AppendUint16(b, uint16(len(e.name)))
}

// central is the file's entry in the directory.
func (e *entry) central() []byte {
	b := binary.LittleEndian.AppendUint32(nil, centralSignature)
	b = binary.LittleEndian.AppendUint16(b, unix<<8|version)
	b = binary.LittleEndian.AppendUint16(b, version)
	b = append(e.common(b), 0, 0, 0, 0, 0, 0, 0, 0)
	b = binary.LittleEndian.AppendUint32(b, mode<<16)
	b = binary.LittleEndian.AppendUint32(b, uint32(e.offset))
	return append(b, e.name...)
}

// closes holds the directory and the end against the files before them.
func closes(r io.ReaderAt, at, size int64, list []*entry) error {
	var want []byte
	for _, e := range list {
		want = append(want, e.central()...)
	}
	directory := len(want)
	want = binary.LittleEndian.AppendUint32(want, endSignature)
	want = append(want, 0, 0, 0, 0)
	want = binary.LittleEndian.AppendUint16(want, uint16(len(list)))
	want = binary.LittleEndian.AppendUint16(want, uint16(len(list)))
	want = binary.LittleEndian.AppendUint32(want, uint32(directory))
	want = binary.LittleEndian.AppendUint32(want, uint32(at))
	want = append(want, 0, 0)
	got := make([]byte, len(want))
	if _, err := r.ReadAt(got, at); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	for i := range want {
		if got[i] != want[i] {
			return &formError{at + int64(i), "", "changed"}
		}
	}
	if end := at + int64(len(want)); size != end {
		return &formError{end, "", "changed"}
	}
	return nil
}

// lenient reads a zip file that other tools packed again, with the same bounds:
// the known names only, each once, none larger than it says or may be.
func lenient(ctx context.Context, r io.ReaderAt, size int64, allowed map[string]int64) ([]*entry, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &formError{0, "", "unreadable"}
	}
	seen := map[string]bool{}
	var list []*entry
	for _, f := range z.File {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		limit, known := allowed[f.Name]
		switch {
		case !known:
			return nil, &formError{0, f.Name, "extra"}
		case seen[f.Name]:
			return nil, &formError{0, f.Name, "twice"}
		case f.UncompressedSize64 > uint64(limit):
			return nil, &formError{0, f.Name, "large"}
		}
		seen[f.Name] = true
		e, err := unpacked(f)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

// unpacked reads a packed file into memory.
func unpacked(f *zip.File) (*entry, error) {
	in, err := f.Open()
	if err != nil {
		return nil, &formError{0, f.Name, "unreadable"}
	}
	defer func() { _ = in.Close() }() // only read
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(in, int64(f.UncompressedSize64)+1))
	if err != nil || n != int64(f.UncompressedSize64) {
		return nil, &formError{0, f.Name, "crc"}
	}
	e := &entry{name: f.Name, size: n, data: io.NewSectionReader(bytes.NewReader(b.Bytes()), 0, n)}
	_, err = e.digest()
	return e, err
}
