package origin_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/origin"
)

const faulty = `> [!CAUTION]
> **NOTICE: Data Bugs**
>
> Please note that the data **contain bugs**. Nothing is wrong here.
> Updates via ` + "`npm`" + ` are [deprecated](https://example.org/x).

# Heading

This paragraph says incorrect outside of a box.
`

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// TestPackage reads a package as npm pack makes it: name and day from its
// package.json, the warning from its README, its better form where it lies
// there in several.
func TestPackage(t *testing.T) {
	four, six := "192.0.2.0,192.0.2.255,64496,Example\n", "2001:db8::,2001:db8::ff,64497,Other\n"
	data := archive(
		t, entry{name: "package/package.json", data: `{"name":"@example/asn","version":"2.3.2030070119","license":"SEE LICENSE IN X (CC-BY-4.0)"}`},
		entry{name: "package/asn-ipv4-num.csv", data: "1,2,64499,Never read\n"},
		entry{name: "package/asn-ipv4.csv", data: four}, entry{name: "package/asn-ipv6.csv", data: six},
		entry{name: "package/README.md", data: faulty},
	)
	dir := t.TempDir()
	dbs, err := origin.Add(t.Context(), dir, write(t, "example-asn.tgz", data), origin.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []origin.Database{{
		Name: "asn", Kind: "network", Built: aDay, BuiltBy: "version", SHA256: sum(data), File: "example-asn.tgz",
		Ranges: 2, Networks: 2, Licence: "SEE LICENSE IN X (CC-BY-4.0)",
		Warning: "Please note that the data contain bugs. Updates via npm are deprecated.",
		Members: []origin.Member{
			{Name: "package/asn-ipv4.csv", Bytes: int64(len(four)), SHA256: sum([]byte(four))},
			{Name: "package/asn-ipv6.csv", Bytes: int64(len(six)), SHA256: sum([]byte(six))},
		},
	}}
	if d := cmp.Diff(want, dbs); d != "" {
		t.Errorf("what was added (-want +got):\n%s", d)
	}
	if d := cmp.Diff(want, open(t, dir).Databases()); d != "" {
		t.Errorf("what was stored (-want +got):\n%s", d)
	}
}

// TestSameBytes: adding a file twice gives the same file.
func TestSameBytes(t *testing.T) {
	var files [2][]byte
	for i := range files {
		dir := t.TempDir()
		add(t, dir, "n.csv", tableN, origin.Options{Built: aDay})
		b, err := os.ReadFile(filepath.Join(dir, "n.origin"))
		if err != nil {
			t.Fatal(err)
		}
		files[i] = b
	}
	if string(files[0]) != string(files[1]) {
		t.Error("two runs differ")
	}
}

// TestPackedTable: a table through gzip, whose content is digested too.
func TestPackedTable(t *testing.T) {
	data := packed(t, []byte(tableA))
	d := add(t, t.TempDir(), "country-2030.csv.gz", string(data), origin.Options{Built: aDay})[0]
	want := []origin.Member{{Name: "country-2030.csv", Bytes: int64(len(tableA)), SHA256: sum([]byte(tableA))}}
	if diff := cmp.Diff(want, d.Members); diff != "" || d.Name != "country-2030" || d.SHA256 != sum(data) {
		t.Errorf("%+v\n%s", d, diff)
	}
}

// TestHostileArchives: names that lead elsewhere are only names, links are
// nothing, and what is cut or holds nothing is refused.
func TestHostileArchives(t *testing.T) {
	table := "192.0.2.0,192.0.2.255,MX\n"
	dir := t.TempDir()
	above := filepath.Join(dir, "..", "evil.csv")
	data := archive(t, entry{name: "../../evil.csv", data: table}, entry{name: "link.mmdb", link: "/etc/passwd"})
	d := add(t, dir, "x.tgz", string(data), origin.Options{Built: aDay})[0]
	if d.Members[0].Name != "../../evil.csv" || d.Name != "x" {
		t.Errorf("%+v", d)
	}
	if _, err := os.Stat(above); err == nil {
		t.Errorf("%s was written", above)
	}
	var many []entry
	for i := range 10_001 {
		many = append(many, entry{name: fmt.Sprint("f", i)})
	}
	whole := archive(t, entry{name: "a.csv", data: strings.Repeat(table, 10_000)})
	for what, tt := range map[string]struct {
		data []byte
		o    origin.Options
		want string
	}{
		"cut":                  {whole[:len(whole)-40], origin.Options{Built: aDay}, "origin-broken"},
		"no database":          {archive(t, entry{name: "x.txt", data: "x"}), origin.Options{Built: aDay}, "origin-none"},
		"several databases":    {archive(t, entry{name: "a.csv", data: table}, entry{name: "b.csv", data: table}), origin.Options{Built: aDay}, "origin-several"},
		"very many files":      {archive(t, many...), origin.Options{Built: aDay}, "origin-members"},
		"given as a list":      {archive(t, entry{name: "a.csv", data: table}), origin.Options{Built: aDay, Kind: "tor"}, "origin-no-list"},
		"no day":               {archive(t, entry{name: "a.csv", data: table}), origin.Options{}, "origin-built"},
		"a table of something": {archive(t, entry{name: "a.csv", data: "a,b,c\n"}), origin.Options{Built: aDay}, "origin-columns"},
	} {
		var f *origin.Failure
		if _, err := origin.Add(t.Context(), t.TempDir(), write(t, "x.tgz", tt.data), tt.o); !errors.As(err, &f) || f.Problem.Key != tt.want {
			t.Errorf("%s: %v, want %s", what, err, tt.want)
		}
	}
}

// TestLargeMember: an mmdb that says it is larger than any is refused before a
// byte of it is read.
func TestLargeMember(t *testing.T) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.WriteHeader(&tar.Header{Name: "x.mmdb", Mode: 0o644, Size: 1 << 30, Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	var f *origin.Failure
	if _, err := origin.Add(t.Context(), t.TempDir(), write(t, "x.tgz", packed(t, b.Bytes())), origin.Options{Built: aDay}); !errors.As(err, &f) || f.Problem.Key != "origin-large" {
		t.Error(err)
	}
}
