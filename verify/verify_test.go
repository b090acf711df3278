package verify_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/unveil-project/unveil/verify"
)

// fixture reads a file that the writer of packs made once.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func identities(t testing.TB) []age.Identity {
	t.Helper()
	ids, err := verify.Identities(bytes.NewReader(fixture(t, "identity.txt")))
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func input(name string, b []byte) verify.Input {
	return verify.Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
}

func run(t testing.TB, b []byte, opt verify.Options) *verify.Result {
	t.Helper()
	r, err := verify.Pack(t.Context(), bytes.NewReader(b), int64(len(b)), opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func told(r *verify.Result) (out []string) {
	for _, c := range r.Checks {
		out = append(out, string(c.Outcome)+" "+c.Reason)
	}
	return out
}

func TestPack(t *testing.T) {
	log := input("access.log.gz", fixture(t, "access.log.gz"))
	alone := []string{"passed container.ok", "not-possible id.none", "passed file.ok", "passed manifest.ok", "passed schema.ok", "passed agree.ok"}
	numbers := []string{"passed counts.ok", "passed bursts.ok", "passed quotes.ok"}
	compared := []string{"passed commitments.ok", "passed pseudonyms.ok", "passed masking.ok", "passed left.ok"}
	for _, tt := range []struct {
		name, file string
		opt        verify.Options
		want       [][]string
	}{
		{"open", "open.zip", verify.Options{}, [][]string{alone, {"not-possible sealed.none"}, numbers, {"not-possible input.not-given"}}},
		{"open with the log", "open.zip", verify.Options{Inputs: []verify.Input{log}}, [][]string{alone, {"not-possible sealed.none"}, numbers, {"passed input.ok", "passed bytes.text"}}},
		{"sealed", "sealed.zip", verify.Options{}, [][]string{alone, {"not-possible sealed.closed"}, numbers, {"not-possible input.not-given"}}},
		{"opened", "sealed.zip", verify.Options{Identities: identities(t)}, [][]string{alone, {"passed sealed.ok"}, numbers, {"not-possible input.not-given"}, compared}},
		{"opened with the log", "sealed.zip", verify.Options{Identities: identities(t), Inputs: []verify.Input{log}}, [][]string{alone, {"passed sealed.ok"}, numbers, {"passed input.ok", "passed bytes.key"}, compared}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := run(t, fixture(t, tt.file), tt.opt)
			if d := cmp.Diff(slices.Concat(tt.want...), told(r)); d != "" || !r.OK() {
				t.Errorf("(-want +got):\n%s", d)
			}
			if opened := len(tt.opt.Identities) > 0; opened != (r.Sealed != nil) {
				t.Errorf("sealed: %+v", r.Sealed)
			}
		})
	}
	r := run(t, fixture(t, "sealed.zip"), verify.Options{Identities: identities(t)})
	want := &verify.Contents{Files: []string{"key.txt", "lines.jsonl", "names.jsonl", "report.json"}, Lines: 17, Names: r.Sealed.Names, Members: 16}
	if d := cmp.Diff(want, r.Sealed); d != "" || r.Sealed.Names < 30 {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestInputs gives files that are not the log, or cannot be read.
func TestInputs(t *testing.T) {
	log := fixture(t, "access.log.gz")
	broken := verify.Input{Name: "broken", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(iotest.ErrReader(errors.New("the disk is gone"))), nil
	}}
	missing := verify.Input{Name: "missing", Open: func() (io.ReadCloser, error) { return nil, os.ErrNotExist }}
	for _, tt := range []struct {
		name   string
		inputs []verify.Input
		want   []string
	}{
		{"another", []verify.Input{input("x", log[:100])}, []string{"failed input.other", "not-possible input.not-given"}},
		{"twice", []verify.Input{input("x", log), input("y", log)}, []string{"passed input.ok", "passed bytes.text"}},
		{"broken", []verify.Input{broken}, []string{"failed input.unreadable", "not-possible input.not-given"}},
		{"missing", []verify.Input{missing, input("x", log)}, []string{"failed input.unreadable", "passed input.ok", "passed bytes.text"}},
	} {
		r := run(t, fixture(t, "open.zip"), verify.Options{Inputs: tt.inputs})
		var got []string
		for _, s := range told(r) {
			if strings.Contains(s, " input.") || strings.Contains(s, " bytes.") {
				got = append(got, s)
			}
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}

func TestNoPack(t *testing.T) {
	log := fixture(t, "access.log.gz")
	for name, b := range map[string][]byte{
		"empty": nil, "text": []byte("hello"), "a log": log, "an empty zip": []byte("PK\x05\x06" + strings.Repeat("\x00", 18)),
		"zeros": make([]byte, 5000),
	} {
		if r := run(t, b, verify.Options{}); r.OK() || r.ID != "" {
			t.Errorf("%s: %v", name, told(r))
		}
	}
}

func TestErrors(t *testing.T) {
	b := fixture(t, "open.zip")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := verify.Pack(ctx, bytes.NewReader(b), int64(len(b)), verify.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: %v", err)
	}
	gone := errors.New("the disk is gone")
	if _, err := verify.Pack(t.Context(), readerAt{gone}, 1000, verify.Options{}); !errors.Is(err, gone) {
		t.Errorf("a disk that is gone: %v", err)
	}
}

type readerAt struct{ err error }

func (r readerAt) ReadAt([]byte, int64) (int, error) { return 0, r.err }

func TestIdentities(t *testing.T) {
	const ssh = "-----BEGIN OPENSSH PRIVATE KEY-----\nrubbish\n-----END OPENSSH PRIVATE KEY-----\n"
	for name, text := range map[string]string{
		"nothing": "", "a comment": "# none\n", "a public key": "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq\n", "a broken ssh key": ssh,
		"too large": strings.Repeat("#\n", 64<<10),
	} {
		if ids, err := verify.Identities(strings.NewReader(text)); err == nil {
			t.Errorf("%s: %v", name, ids)
		}
	}
}

// TestSentences holds that every reason in the code has a sentence in both
// languages with the same arguments, that no sentence is idle, and that what is
// told fills all of them in.
func TestSentences(t *testing.T) {
	sentences, used := verify.Sentences(), map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`(?:pass|fail|cannot)\("([a-z]+\.[a-z-]+)"|return "(sealed\.[a-z]+)"|formError\{[^}]*"([a-z]+)"\}`)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		for _, m := range code.FindAllStringSubmatch(string(b), -1) {
			reason := m[1] + m[2]
			if m[3] != "" {
				reason = "container." + m[3]
			}
			used[reason] = true
		}
	}
	arguments := regexp.MustCompile(`\{[a-z0-9]+(?::[a-z]+)?\}`)
	for reason, s := range sentences {
		if !used[reason] {
			t.Errorf("%s: nothing says it", reason)
		}
		en, es := arguments.FindAllString(s.En, -1), arguments.FindAllString(s.Es, -1)
		slices.Sort(en)
		slices.Sort(es)
		if !slices.Equal(en, es) || s.En == s.Es {
			t.Errorf("%s: %v and %v", reason, en, es)
		}
	}
	for reason := range used {
		if sentences[reason].En == "" {
			t.Errorf("%s has no sentence", reason)
		}
	}
	for _, c := range run(t, fixture(t, "sealed.zip"), verify.Options{Identities: identities(t)}).Checks {
		if s := c.String(); strings.ContainsAny(s, "{}") || strings.Contains(s, "<nil>") {
			t.Errorf("%s: %s", c.Reason, s)
		}
	}
}

// TestPackings reads the quoted lines of a log that is not packed, or packed by
// zstd, with packs that say so.
func TestPackings(t *testing.T) {
	plain := unzipped(t, fixture(t, "access.log.gz"))
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for packing, log := range map[string][]byte{"": plain, "zstd": w.EncodeAll(plain, nil)} {
		b := relabelled(t, fixture(t, "open.zip"), fixture(t, "access.log.gz"), log, packing)
		r := run(t, b, verify.Options{Inputs: []verify.Input{input("log", log)}})
		if !slices.Contains(told(r), "passed bytes.text") || !r.OK() {
			t.Errorf("%q: %v", packing, told(r))
		}
		short := relabelled(t, fixture(t, "open.zip"), fixture(t, "access.log.gz"), log[:len(log)/2], packing)
		if r := run(t, short, verify.Options{Inputs: []verify.Input{input("log", log[:len(log)/2])}}); !slices.Contains(told(r), "failed bytes.unreadable") {
			t.Errorf("%q cut: %v", packing, told(r))
		}
	}
	b := relabelled(t, fixture(t, "open.zip"), fixture(t, "access.log.gz"), plain, "rar")
	if r := run(t, b, verify.Options{Inputs: []verify.Input{input("log", plain)}}); !slices.Contains(told(r), "failed bytes.unreadable") {
		t.Errorf("an unknown packing: %v", told(r))
	}
}

// FuzzPack replaces parts of packs: whatever comes, the verifier ends without
// panic, and what is not the pack itself does not pass.
func FuzzPack(f *testing.F) {
	packs := [][]byte{fixture(f, "open.zip"), fixture(f, "sealed.zip"), nil}
	for i := range packs {
		f.Add(uint8(i), uint32(0), uint32(0), []byte{})
		f.Add(uint8(i), uint32(26), uint32(2), []byte("\xff\xff"))
		f.Add(uint8(i), uint32(10_000), uint32(1<<30), []byte("PK\x05\x06"+strings.Repeat("\x00", 18)))
		f.Add(uint8(i), uint32(7_000), uint32(30), []byte("PK\x01\x02"))
	}
	ids, log := identities(f), fixture(f, "access.log.gz")
	f.Fuzz(func(t *testing.T, which uint8, at, n uint32, with []byte) {
		was := packs[int(which)%len(packs)]
		from := min(int(at), len(was))
		to := min(from+int(n), len(was))
		b := slices.Concat(was[:from], with, was[to:])
		r := run(t, b, verify.Options{Identities: ids, Inputs: []verify.Input{input("access.log.gz", log)}})
		if len(r.Checks) == 0 || r.OK() && which%3 != 1 {
			t.Errorf("a key without a sealed part, or no check: %v", told(r))
		}
		if r := run(t, b, verify.Options{}); r.OK() != bytes.Equal(b, was) && len(was) > 0 {
			t.Errorf("passed %v, the same %v: %v", r.OK(), bytes.Equal(b, was), told(r))
		}
	})
}

// FuzzFiles puts hostile files into a well-formed pack, so that the parsers
// behind the digests are reached.
func FuzzFiles(f *testing.F) {
	const in = `{"file":"a.log","role":"log","sha256":"SUM","bytes":9,"unpacked":9,"packing":"gzip","read":1,"kept":1}`
	log := fixture(f, "access.log.gz")
	sum := fmt.Sprintf("%x", sha256.Sum256(log))
	f.Add(`{"schema":"unveil/traffic/1","lines":{"read":1,"kept":1},"inputs":[`+in+`],"bursts":[{"evidence":[{"sha256":"SUM","offset":1,"length":3}]}]}`,
		`{"schema":"unveil/pack/1","inputs":[`+in+`]}`, `{"sha256":"SUM","offset":1,"length":3,"text":"addr-00000000 x"}`)
	f.Add("{}", "{}", "{}")
	f.Add("null", "[]", "\n\n")
	f.Add(`{"bursts":[null],"inputs":[{}],"evidence":[{"offset":-1,"length":9223372036854775807}]}`, `{"inputs":null}`, `{"offset":9223372036854775807,"length":1}`)
	f.Fuzz(func(t *testing.T, report, inputs, lines string) {
		files := map[string]string{"README.txt": "x", "report.json": report, "inputs.json": inputs, "lines.jsonl": lines}
		for name, text := range files {
			files[name] = strings.ReplaceAll(text, "SUM", sum)
		}
		r := run(t, zipped(t, files), verify.Options{Inputs: []verify.Input{input("access.log.gz", log)}})
		if !slices.Contains(told(r), "passed container.ok") || !slices.Contains(told(r), "passed file.ok") {
			t.Errorf("%v", told(r))
		}
		for _, c := range r.Checks {
			if c.String() == "" {
				t.Errorf("%+v says nothing", c)
			}
		}
	})
}
