package source_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// content is longer than the head of a file, so that reading goes on after it.
var content = strings.Repeat("a line of a log\n", 3*source.HeadSize/16)

func gz(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func zst(s string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(s), nil))
}

// bzipped is "one\ntwo\n" packed by bzip2.
const bzipped = "QlpoOTFBWSZTWacUK3cAAALBgAAQAgGEgCAAIYAMAjj1G4u5IpwoSFOKFbuA"

// put writes a file into a new directory.
func put(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestFailuresAreSound(t *testing.T) {
	for _, c := range []lang.Catalogue{source.Failures, source.Problems} {
		if wrong := lang.Check(c); len(wrong) > 0 {
			t.Errorf("%s", strings.Join(wrong, "\n"))
		}
	}
}

// problem is the key of the failure that an error is, "" if it is none.
func problem(err error) string {
	var f *source.Failure
	if !errors.As(err, &f) {
		return ""
	}
	return f.Problem.Key
}

func TestExpand(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.log", "a.log", "odd[1].log", "c.csv"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		names, want []string
		problem     string
	}{
		{names: []string{"-"}, want: []string{"-"}},
		{names: []string{"c.csv", "-", "b.log"}, want: []string{"c.csv", "-", "b.log"}},
		{names: []string{"?.log"}, want: []string{"a.log", "b.log"}},
		{names: []string{"odd[1].log"}, want: []string{"odd[1].log"}}, // a name that exists is no pattern
		{names: []string{"a.log", "a.log"}, want: []string{"a.log", "a.log"}},
		{names: nil, want: nil},
		{names: []string{"missing.log"}, problem: "no-match"},
		{names: []string{"*.zst"}, problem: "no-match"},
		{names: []string{"["}, problem: "no-match"},
		{names: []string{"c.csv", "."}, problem: "directory"},
	} {
		in := make([]string, len(tt.names))
		for i, n := range tt.names {
			if in[i] = n; n != "-" {
				in[i] = filepath.Join(dir, n)
			}
		}
		got, err := source.Expand(in)
		for i, n := range got {
			if n != "-" {
				got[i] = filepath.Base(n)
			}
		}
		if d := cmp.Diff(tt.want, got); d != "" || problem(err) != tt.problem || (err == nil) != (tt.problem == "") {
			t.Errorf("%v: %v, -want +got\n%s", tt.names, err, d)
		}
	}
}

func TestOpenUnpacks(t *testing.T) {
	short, err := base64.StdEncoding.DecodeString(bzipped)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, packed, packing, want string }{
		{"plain.gz", content, "", content}, // the name says nothing
		{"one byte", "x", "", "x"},
		{"a.log", gz(content), "gzip", content},
		{"two members", gz("one\n") + gz("two\n"), "gzip", "one\ntwo\n"},
		{"a.csv", zst(content), "zstd", content},
		{"two frames", zst("one\n") + zst("two\n"), "zstd", "one\ntwo\n"},
		{"a.bin", string(short), "bzip2", "one\ntwo\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := source.Open(t.Context(), put(t, tt.name, tt.packed), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if want := tt.want[:min(len(tt.want), source.HeadSize)]; string(f.Head) != want {
				t.Errorf("the head has %d bytes, want %d", len(f.Head), len(want))
			}
			got, err := io.ReadAll(f)
			if err != nil || string(got) != tt.want {
				t.Errorf("read %d bytes, want %d: %v", len(got), len(tt.want), err)
			}
			sum := sha256.Sum256([]byte(tt.packed))
			sha, size, unpacked, err := f.Finish()
			if err != nil || sha != hex.EncodeToString(sum[:]) || size != int64(len(tt.packed)) || unpacked != int64(len(tt.want)) {
				t.Errorf("sha %s, size %d, unpacked %d, %v", sha, size, unpacked, err)
			}
			if f.Name != tt.name || f.Packing != tt.packing || f.Progress() != size {
				t.Errorf("%s, %s, %d", f.Name, f.Packing, f.Progress())
			}
		})
	}
}

// TestFinishCoversTheWholeFile holds that the digest is of the file as given
// even where the reader stops early.
func TestFinishCoversTheWholeFile(t *testing.T) {
	f, err := source.Open(t.Context(), put(t, "a", content), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sum := sha256.Sum256([]byte(content))
	if sha, size, _, err := f.Finish(); err != nil || sha != hex.EncodeToString(sum[:]) || size != int64(len(content)) {
		t.Errorf("sha %s, size %d, %v", sha, size, err)
	}
}

func TestStandardInput(t *testing.T) {
	f, err := source.Open(t.Context(), "-", iotest.OneByteReader(strings.NewReader(gz("one\n"))))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); f.Name != "-" || f.Packing != "gzip" || string(got) != "one\n" || err != nil {
		t.Errorf("%s %s %q %v", f.Name, f.Packing, got, err)
	}
}

// readWhole opens and reads a file, and gives the first error.
func readWhole(ctx context.Context, name string, stdin io.Reader) error {
	f, err := source.Open(ctx, name, stdin)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(io.Discard, f)
	return err
}

func TestOpenFails(t *testing.T) {
	// What cannot be packed well, so that half of it is beyond the head.
	noise := make([]byte, 6*source.HeadSize)
	x := uint32(1)
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	whole := gz(string(noise))
	broken := errors.New("the cable is out")
	for name, tt := range map[string]struct {
		text    string
		stdin   io.Reader
		problem string
	}{
		"empty":             {text: "", problem: "empty"},
		"empty gzip":        {text: gz(""), problem: "empty"},
		"gzip header only":  {text: "\x1f\x8b", problem: "broken-pack"},
		"gzip cut late":     {text: whole[:len(whole)/2], problem: "broken-pack"},
		"gzip cut early":    {text: whole[:100], problem: "broken-pack"},
		"gzip spoilt end":   {text: whole[:len(whole)-8] + "xxxxxxxx", problem: "broken-pack"},
		"zstd cut":          {text: zst(content)[:20], problem: "broken-pack"},
		"bzip2 of nothing":  {text: "BZh9 but not really", problem: "broken-pack"},
		"broken at once":    {stdin: iotest.ErrReader(broken), problem: "broken-read"},
		"broken in the end": {stdin: io.MultiReader(strings.NewReader(content), iotest.ErrReader(broken)), problem: "broken-read"},
		"broken while gzip": {stdin: io.MultiReader(strings.NewReader(whole[:len(whole)/2]), iotest.ErrReader(broken)), problem: "broken-read"},
	} {
		file := "-"
		if tt.stdin == nil {
			file = put(t, "f", tt.text)
		}
		err := readWhole(t.Context(), file, tt.stdin)
		if got := problem(err); got != tt.problem {
			t.Errorf("%s: %q (%v), want %q", name, got, err, tt.problem)
		}
		if err != nil && strings.Contains(err.Error(), "{") {
			t.Errorf("%s: the sentence lacks a value: %v", name, err)
		}
	}
	if got := problem(readWhole(t.Context(), filepath.Join(t.TempDir(), "none"), nil)); got != "unreadable" {
		t.Errorf("a file that is not there: %q", got)
	}
}

func TestFailureKeepsItsCause(t *testing.T) {
	err := readWhole(t.Context(), filepath.Join(t.TempDir(), "none"), nil)
	if !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "none: cannot be opened: no such file") {
		t.Errorf("got %v", err)
	}
}

func TestCancelledReading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	f, err := source.Open(ctx, put(t, "f", content), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cancel()
	if _, err := io.ReadAll(f); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestWrongAndBinary(t *testing.T) {
	for name, tt := range map[string]struct {
		head, problem string
		binary        bool
	}{
		"log":      {head: "192.0.2.1 - - [", problem: ""},
		"json":     {head: `{"a":1}`, problem: ""},
		"bom":      {head: "\xef\xbb\xbfa,b\n", problem: ""},
		"page":     {head: " \n<!DOCTYPE html><html>", problem: "is-page"},
		"bom page": {head: "\xef\xbb\xbf<html>", problem: "is-page"},
		"xml":      {head: "<?xml version=\"1.0\"?>", problem: "is-page"},
		"png":      {head: "\x89PNG\r\n\x1a\n", problem: "is-picture"},
		"jpeg":     {head: "\xff\xd8\xff\xe0", problem: "is-picture"},
		"video":    {head: "\x1aE\xdf\xa3", problem: "is-media"},
		"audio":    {head: "ID3\x03", problem: "is-media"},
		"parquet":  {head: "PAR1\x15\x04", problem: "is-parquet", binary: true},
		"zip":      {head: "PK\x03\x04", problem: "is-archive", binary: true},
		"pdf":      {head: "%PDF-1.7", binary: true},
		"bytes":    {head: "\x00\x01\x02\xff", binary: true},
	} {
		m, wrong := source.Wrong([]byte(tt.head))
		if wrong != (tt.problem != "") || m.Key != tt.problem {
			t.Errorf("%s: %v %q, want %q", name, wrong, m.Key, tt.problem)
		}
		if _, known := source.Failures[m.Key]; wrong && !known {
			t.Errorf("%s: %q is no failure", name, m.Key)
		}
		if got := source.Binary([]byte(tt.head)); got != tt.binary {
			t.Errorf("%s: binary %v", name, got)
		}
	}
}

func TestAhead(t *testing.T) {
	long := strings.Repeat(content, 20) // several times what is buffered
	for _, r := range []io.Reader{strings.NewReader(long), iotest.HalfReader(strings.NewReader(long)), iotest.DataErrReader(strings.NewReader(long))} {
		in, stop := source.Ahead(r)
		got, err := io.ReadAll(iotest.OneByteReader(io.LimitReader(in, 10)))
		rest, err2 := io.ReadAll(in)
		stop()
		if err != nil || err2 != nil || string(got)+string(rest) != long {
			t.Errorf("read %d bytes, want %d: %v %v", len(got)+len(rest), len(long), err, err2)
		}
	}
}

func TestAheadPassesErrorsOn(t *testing.T) {
	broken := errors.New("broken")
	in, stop := source.Ahead(io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(broken)))
	defer stop()
	got, err := io.ReadAll(in)
	if string(got) != "abc" || !errors.Is(err, broken) {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := in.Read(make([]byte, 1)); !errors.Is(err, broken) {
		t.Errorf("reading on: %v", err)
	}
}

// unending never ends and says when it is read no more.
type unending struct{ reads int }

func (e *unending) Read(p []byte) (int, error) {
	e.reads++
	return len(p), nil
}

func TestAheadStops(t *testing.T) {
	for _, read := range []int{0, 1, 3 << 20} {
		e := &unending{}
		in, stop := source.Ahead(e)
		if _, err := io.ReadFull(in, make([]byte, read)); err != nil {
			t.Fatal(err)
		}
		stop() // waits for the goroutine
		if e.reads > read/1024+100 {
			t.Errorf("read %d times for %d bytes", e.reads, read)
		}
		if _, err := io.ReadAll(in); err == nil {
			t.Error("a stopped reader never ends")
		}
	}
}
