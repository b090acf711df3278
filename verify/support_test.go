package verify_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// entries reads a pack with the zip reader of the standard library.
func entries(t testing.TB, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// zipped makes a pack of files, with a manifest that fits them, as
// docs/formats/pack.md says.
func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	files = maps.Clone(files)
	delete(files, "manifest.json")
	var list []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		sum := sha256.Sum256([]byte(files[name]))
		list = append(list, fmt.Sprintf("  {\n   \"path\": %q,\n   \"size\": %d,\n   \"sha256\": %q\n  }", name, len(files[name]), hex.EncodeToString(sum[:])))
	}
	files["manifest.json"] = "{\n \"schema\": \"unveil/pack/1\",\n \"files\": [\n" + strings.Join(list, ",\n") + "\n ]\n}\n"
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: name, CRC32: crc32.ChecksumIEEE([]byte(files[name])), CompressedSize64: uint64(len(files[name])), UncompressedSize64: uint64(len(files[name])),
			CreatorVersion: 3<<8 | 20, ReaderVersion: 20, ExternalAttrs: 0o100644 << 16,
			//lint:ignore SA1019 what took its place writes an extra field
			ModifiedDate: 33,
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unzipped(t testing.TB, b []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// relabelled is a pack that says of its input that it is another file, packed
// in another way.
func relabelled(t testing.TB, b, was, is []byte, packing string) []byte {
	t.Helper()
	files := entries(t, b)
	before, after := sha256.Sum256(was), sha256.Sum256(is)
	quoted, err := json.Marshal(packing)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		text = strings.ReplaceAll(text, hex.EncodeToString(before[:]), hex.EncodeToString(after[:]))
		text = regexp.MustCompile(`"packing": "[^"]*"`).ReplaceAllString(text, `"packing": `+string(quoted))
		files[name] = regexp.MustCompile(`"bytes": \d+`).ReplaceAllString(text, fmt.Sprintf(`"bytes": %d`, len(is)))
	}
	return zipped(t, files)
}
