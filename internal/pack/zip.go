package pack

import (
	"archive/zip"
	"cmp"
	"hash/crc32"
	"io"
	"slices"
)

// writeZip writes the one zip file that these files make: in order of their
// paths, stored as they are, all of 1 January 1980, without extra fields. So a
// pack can be held against its files byte for byte, and nothing in it unpacks
// to more than it shows.
func writeZip(w io.Writer, files []file) error {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.path, b.path) })
	z := zip.NewWriter(w)
	for _, f := range files {
		out, err := z.CreateRaw(&zip.FileHeader{
			Name: f.path, Method: zip.Store, CRC32: crc32.ChecksumIEEE(f.data),
			CompressedSize64: uint64(len(f.data)), UncompressedSize64: uint64(len(f.data)),
			CreatorVersion: 3<<8 | 20, ReaderVersion: 20, // of Unix, version 2.0 of the format
			//lint:ignore SA1019 what took its place writes an extra field
			ModifiedDate:  1<<5 | 1,
			ExternalAttrs: 0o100644 << 16,
		})
		if err != nil {
			return err
		}
		if _, err := out.Write(f.data); err != nil {
			return err
		}
	}
	return z.Close()
}
