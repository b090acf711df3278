package origin_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	"github.com/unveil-project/unveil/internal/origin"
)

// write puts a file into a directory of its own and gives its name.
func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// add stores a made-up file and gives what was made of it.
func add(t testing.TB, dir, name, data string, o origin.Options) []origin.Database {
	t.Helper()
	dbs, err := origin.Add(t.Context(), dir, write(t, name, []byte(data)), o)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return dbs
}

func addr(s string) netip.Addr { return netip.MustParseAddr(s) }

// packed is data through gzip.
func packed(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// entry is one file of an archive.
type entry struct {
	name, data string
	link       string // a symbolic link to it
}

// archive is a .tgz of files.
func archive(t testing.TB, files ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		h := &tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.data)), Typeflag: tar.TypeReg}
		if f.link != "" {
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, f.link, 0
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if f.link == "" {
			if _, err := w.Write([]byte(f.data)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed(t, b.Bytes())
}

const (
	aDay = "2030-07-01"
	// Documentation addresses and AS numbers (RFC 5737, 3849, 5398) throughout.
	tableA = "192.0.2.0,192.0.2.127,MX\n192.0.2.128,192.0.2.255,NL\n203.0.113.0,203.0.113.255,RU\n2001:db8::,2001:db8:0:ffff:ffff:ffff:ffff:ffff,MX\n"
	tableB = "192.0.2.0,192.0.2.255,MX\n203.0.113.0,203.0.113.255,RU\n198.51.100.0,198.51.100.255,CN\n"
	tableC = "192.0.2.0,192.0.2.255,US\n"
	tableN = "192.0.2.0,192.0.2.255,64496,Example Hosting SA\n" +
		"198.51.100.0,198.51.100.127,64497,\"Example Telecom, Inc.\"\n" +
		"198.51.100.128,198.51.100.255,64498,Example University Cloud\n" +
		"203.0.113.0,203.0.113.255,16509,\"Amazon.com, Inc.\"\n"
)
