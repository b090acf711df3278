package peer_test

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/network/peer"
)

// recorded finds the directory of recorded inputs beside the module root, and
// skips the test where there is none.
func recorded(t testing.TB, parts ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		at := filepath.Join(dir, "shared", "data")
		if _, err := os.Stat(at); err == nil {
			return filepath.Join(append([]string{at}, parts...)...)
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skip("without the recorded inputs (shared/data)")
		}
		dir = up
	}
}

// table is a share table with its names.
type table struct {
	peer.Rows
	accounts []string
}

// numbering gives names numbers in order of first sight.
type numbering struct {
	ids   map[string]uint32
	names []string
}

func (n *numbering) id(s string) uint32 {
	if n.ids == nil {
		n.ids = map[string]uint32{}
	}
	id, ok := n.ids[s]
	if !ok {
		id = uint32(len(n.names))
		n.ids[s] = id
		n.names = append(n.names, s)
	}
	return id
}

// load reads a share table; form writes objects in another form.
func load(t testing.TB, name string, form func(string) string) *table {
	t.Helper()
	var objects, contents, accounts numbering
	tab := &table{}
	records := readCSV(t, name)
	for _, r := range records[1:] {
		at, err := strconv.ParseInt(r[3], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		tab.Object = append(tab.Object, objects.id(form(r[0])))
		tab.Account = append(tab.Account, accounts.id(r[1]))
		tab.Content = append(tab.Content, contents.id(r[2]))
		tab.Time = append(tab.Time, at*1e6)
	}
	for _, o := range objects.names {
		own, ok := contents.ids[o]
		if !ok {
			own = ^uint32(0)
		}
		tab.Own = append(tab.Own, own)
	}
	tab.accounts = slices.Clone(accounts.names)
	slices.Sort(tab.accounts)
	for i, a := range tab.Account {
		n, _ := slices.BinarySearch(tab.accounts, accounts.names[a])
		tab.Account[i] = uint32(n)
	}
	tab.Objects, tab.Accounts, tab.Contents = len(objects.names), len(accounts.names), len(contents.names)
	return tab
}

func readCSV(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	records, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}
