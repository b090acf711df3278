package signature_test

import (
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/signature"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// adder is a sink that keeps requests as rows.
type adder struct{ b *weblog.Builder }

func (a adder) Record(r *request.Request) error { a.b.Add(0, r); return nil }
func (a adder) Issue(source.Issue) error        { return nil }

// realTable reads a log of the directory shared/data beside the module.
func realTable(t *testing.T, name string) *weblog.Table {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		f, err := os.Open(filepath.Join(dir, "shared", "data", "requests", name))
		if err != nil {
			continue
		}
		defer func() { _ = f.Close() }()
		return readTable(t, f, name)
	}
	t.Skip("no directory shared/data beside the module: real logs are not asked about")
	return nil
}

func readTable(t *testing.T, f *os.File, name string) *weblog.Table {
	t.Helper()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		in = z
	}
	a := adder{weblog.NewBuilder(0)}
	for _, format := range request.Formats() {
		if format.Name != "combined" {
			continue
		}
		if err := format.Read(context.Background(), source.NewStream(in), source.Options{}, a); err != nil {
			t.Fatal(err)
		}
	}
	return weblog.Merge([]*weblog.Builder{a.b}, []source.Info{{Name: name}}, weblog.NewSites(nil))
}

// TestARealFlood: 856 of the 858 lines are of one /16, all of one agent; two
// that look added by hand are not.
func TestARealFlood(t *testing.T) {
	table := realTable(t, "http2-flood-2023.log")
	q := signature.Question{
		Table: table, Burst: weblog.Window{Site: weblog.AllSites, From: table.Row(0).Second(), To: table.Row(table.Len()-1).Second() + 1},
		Hostile: func(c uint32) bool { return strings.HasPrefix(table.Clients.Text(c), "192.236.") },
	}
	s := signature.Find(q).Signature
	if s == nil || s.Coverage < 0.99 || s.BurstClients > 0 || s.Days != 0 {
		t.Fatalf("signature is %+v", s)
	}
}

// TestARealThinAttack: 1,080 forms sent from 439 addresses, two or three each,
// among ordinary requests of days. Half of the addresses are enough to find
// what all have in common.
func TestARealThinAttack(t *testing.T) {
	table := realTable(t, "distributed-lowrate-2015.log.gz")
	posts := map[uint32]bool{}
	all := 0.0
	for i := range table.Len() {
		if r := table.Row(i); r.Method() == "POST" {
			posts[r.Client] = true
			all++
		}
	}
	window := weblog.Window{Site: weblog.AllSites, From: table.Row(0).Second(), To: table.Row(table.Len()-1).Second() + 1}
	half := func(c uint32) bool { return posts[c] && weblog.Hash(table.Clients.Text(c))&256 == 0 }
	s := signature.Find(signature.Question{Table: table, Burst: window, Hostile: half}).Signature
	if s == nil {
		t.Fatal("no signature")
	}
	m, matched := s.Compile(table, nil), 0.0
	for r := range table.In(window) {
		if r.Method() == "POST" && m.Match(r) {
			matched++
		}
	}
	t.Logf("%d addresses, %.0f forms, %.0f matched, visitors %.4f: %+v", len(posts), all, matched, s.BurstVisitors, s.Terms)
	if matched < 0.95*all || s.BurstVisitors > 0.02 {
		t.Errorf("%.0f of %.0f forms; signature %+v", matched, all, s)
	}
}
