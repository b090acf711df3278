package pack_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/pack"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/verify"
)

// write writes a pack.
func write(t *testing.T, in pack.Input) ([]byte, string) {
	t.Helper()
	var b bytes.Buffer
	id, err := pack.Write(&b, in)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), id
}

// unzip reads a pack with the zip reader of the standard library.
func unzip(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// identity is a key of age that only tests have.
func identity(t *testing.T) *age.X25519Identity {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// check verifies a pack and gives what failed, and the checks by name.
func check(t *testing.T, b []byte, opt verify.Options) (r *verify.Result, failed []string) {
	t.Helper()
	r, err := verify.Pack(t.Context(), bytes.NewReader(b), int64(len(b)), opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Checks {
		if c.Outcome == verify.Failed {
			failed = append(failed, c.String())
		}
	}
	return r, failed
}

// reasons lists the reasons of a result.
func reasons(r *verify.Result) (out []string) {
	for _, c := range r.Checks {
		out = append(out, c.Reason)
	}
	return out
}

func given(name string, b []byte) verify.Input {
	return verify.Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
}

func TestMessagesAreSound(t *testing.T) {
	if wrong := lang.Check(pack.Messages); len(wrong) > 0 {
		t.Errorf("%s", strings.Join(wrong, "\n"))
	}
}

// TestNothingIsLeft takes every name of a made-up log and looks for it in the
// public files.
func TestNothingIsLeft(t *testing.T) {
	for seed := range uint64(4) {
		s := made(t, seed, 400)
		public, err := pack.Public(s.in)
		if err != nil {
			t.Fatal(err)
		}
		page, err := json.Marshal(public)
		if err != nil {
			t.Fatal(err)
		}
		s.in.HTML = page
		b, _ := write(t, s.in)
		for name, text := range unzip(t, b) {
			text = strings.ToLower(text)
			for _, secret := range s.secrets {
				if at := strings.Index(text, strings.ToLower(secret)); at >= 0 && alone(text, at, len(secret)) {
					t.Errorf("seed %d: %s holds %q: …%s…", seed, name, secret, text[max(0, at-60):min(len(text), at+60)])
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

// alone is true where what was found is not part of a longer number or word by
// chance: "1.2.3.4" within "11.2.3.45".
func alone(text string, at, n int) bool {
	part := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] >= 'a' && text[i] <= 'f')
	}
	return !part(at-1) && !part(at+n)
}

// TestWhatStays holds that masking leaves what a reader needs.
func TestWhatStays(t *testing.T) {
	s := made(t, 1, 40)
	r, err := pack.Public(s.in)
	if err != nil {
		t.Fatal(err)
	}
	b := r.Bursts[0]
	full := s.in.Report.Bursts[0]
	for name, pair := range map[string][2]any{
		"site": {full.Site, b.Site}, "verdict": {full.Verdict, b.Verdict}, "id": {full.ID, b.ID}, "countries": {full.Countries, b.Countries},
		"features": {full.Features, b.Features}, "start": {full.Start, b.Start}, "lines": {s.in.Report.Lines, r.Lines}, "inputs": {s.in.Report.Inputs, r.Inputs},
		"asn": {full.NetworkTop[0].ASN, b.NetworkTop[0].ASN}, "origin": {s.in.Report.Origin, r.Origin}, "technique": {"T1110.004", r.Probes[0].Technique},
	} {
		if d := cmp.Diff(pair[0], pair[1]); d != "" {
			t.Errorf("%s (-full +public):\n%s", name, d)
		}
	}
	if !strings.Contains(r.Command, "--exclude 10.0.0.0/8 access.log.gz") || !strings.Contains(b.Headline, "results.example.org, most from addr-") {
		t.Errorf("%s\n%s", r.Command, b.Headline)
	}
	if !slices.ContainsFunc(b.Evidence, func(e traffic.Evidence) bool { return strings.Contains(e.Quote, "Chrome/120.0.0.0") }) {
		t.Errorf("a browser's version was hidden: %s", b.Evidence[0].Quote)
	}
	if b.Members != nil || s.in.Report.Bursts[0].Members == nil {
		t.Error("members: they go from the public report only")
	}
	if !strings.HasPrefix(b.NetworkTop[0].Prefix, "net24-") || b.Recon[0].Client == b.Recon[1].Client {
		t.Errorf("%s %v", b.NetworkTop[0].Prefix, b.Recon)
	}
}

// TestPackIsVerified writes packs and has them checked, from the pack alone to
// the log and a key.
func TestPackIsVerified(t *testing.T) {
	s := made(t, 2, 200)
	me := identity(t)
	s.in.Recipients = []age.Recipient{identity(t).Recipient(), me.Recipient()}
	s.in.HTML = []byte("<!doctype html><title>report</title>")
	b, id := write(t, s.in)
	sum := sha256.Sum256([]byte(unzip(t, b)["manifest.json"]))
	if hex.EncodeToString(sum[:]) != id {
		t.Errorf("the id %s is not the digest of the manifest", id)
	}
	log := given("copy.gz", s.packed)
	for _, tt := range []struct {
		name string
		opt  verify.Options
		want []string // among the reasons
	}{
		{"alone", verify.Options{}, []string{"container.ok", "id.none", "file.ok", "schema.ok", "agree.ok", "counts.ok", "bursts.ok", "quotes.ok", "sealed.closed", "input.not-given"}},
		{"with its id", verify.Options{ID: " " + strings.ToUpper(id)}, []string{"id.ok"}},
		{"with the log", verify.Options{Inputs: []verify.Input{log}}, []string{"input.ok", "bytes.text", "sealed.closed"}},
		{"with a key", verify.Options{Identities: []age.Identity{me}}, []string{"sealed.ok", "commitments.ok", "pseudonyms.ok", "masking.ok", "left.ok"}},
		{"with both", verify.Options{Identities: []age.Identity{me}, Inputs: []verify.Input{log}}, []string{"bytes.key", "masking.ok"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, failed := check(t, b, tt.opt)
			if len(failed) > 0 || !r.OK() || r.ID != id {
				t.Errorf("%s\n%s", r.ID, strings.Join(failed, "\n"))
			}
			for _, want := range tt.want {
				if !slices.Contains(reasons(r), want) {
					t.Errorf("no %s in %v", want, reasons(r))
				}
			}
		})
	}
}

// TestSameInputSameBytes holds that an open pack depends on nothing but its
// input, and on the order of its lines neither.
func TestSameInputSameBytes(t *testing.T) {
	a, idA := write(t, made(t, 3, 60).in)
	s := made(t, 3, 60)
	slices.Reverse(s.in.Lines)
	s.in.Lines = append(s.in.Lines, s.in.Lines[4])
	b, idB := write(t, s.in)
	if !bytes.Equal(a, b) || idA != idB {
		t.Error("two packs of one input differ")
	}
	s.in.Key = []byte("another key, also 16 bytes long")
	c, _ := write(t, s.in)
	if bytes.Equal(a, c) {
		t.Error("the key changes nothing")
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*sample)
		want   error
	}{
		{"a short key", func(s *sample) { s.in.Key = key[:15] }, pack.ErrKey},
		{"no report", func(s *sample) { s.in.Report = nil }, pack.ErrCount},
		{"counts", func(s *sample) { s.in.Report.Lines.Kept++ }, pack.ErrCount},
		{"counts of an input", func(s *sample) { s.in.Report.Inputs[0].Duplicates++ }, pack.ErrCount},
		{"counts that are not the inputs'", func(s *sample) { s.in.Report.Lines.Read++; s.in.Report.Lines.Kept++ }, pack.ErrCount},
		{"a quote without its line", func(s *sample) { s.in.Lines = s.in.Lines[1:] }, pack.ErrLine},
		{"a line that was changed", func(s *sample) { s.in.Lines[3].Raw = append([]byte("9"), s.in.Lines[3].Raw[1:]...) }, pack.ErrLine},
		{"a line of another length", func(s *sample) { s.in.Lines[3].Raw = s.in.Lines[3].Raw[1:] }, pack.ErrLine},
		{"a line of no input", func(s *sample) { s.in.Lines[3].Evidence.Input = "00" }, pack.ErrLine},
		{"a digest of the report", func(s *sample) { s.in.Report.Bursts[0].Evidence[2].Digest = "00" }, pack.ErrLine},
		{"an address in the page", func(s *sample) { s.in.HTML = []byte("<p>" + s.in.Report.Bursts[0].Members[2] + "</p>") }, pack.ErrLeak},
		{"a host in the page", func(s *sample) { s.in.HTML = []byte("<p>" + s.in.Report.Bursts[0].Members[6] + ".</p>") }, pack.ErrLeak},
		{"too large a page", func(s *sample) { s.in.HTML = make([]byte, pack.MaxFile+1) }, pack.ErrSize},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := made(t, 4, 40)
			tt.change(s)
			var b bytes.Buffer
			if _, err := pack.Write(&b, s.in); !errors.Is(err, tt.want) || b.Len() > 0 {
				t.Errorf("%v, %d bytes", err, b.Len())
			}
		})
	}
}

// TestReadme holds that the text says what to do, in both languages.
func TestReadme(t *testing.T) {
	s := made(t, 5, 40)
	b, _ := write(t, s.in)
	text := unzip(t, b)["README.txt"]
	for _, want := range []string{
		"unveil verify FILE.zip", "unveil verify ARCHIVO.zip", "sha256sum", "| tail -c +1 | head -c", "dd bs=1 skip=0", "gzip -dc 'access.log.gz'",
		"An address is not a person", "Una dirección no es una persona", "A country is where a registry", "There is no sealed part", "results.example.org, 2030-06-12 20:05:00 +0000",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for l := range strings.Lines(text) {
		if len([]rune(l)) > 200 || strings.Contains(l, "{") {
			t.Errorf("%q", l)
		}
	}
}

func TestKeys(t *testing.T) {
	a, err := pack.NewKey(bytes.NewReader(bytes.Repeat([]byte{7}, 40)))
	if err != nil || len(a) != 32 {
		t.Errorf("%x %v", a, err)
	}
	if _, err := pack.NewKey(strings.NewReader("short")); err == nil {
		t.Error("a key of five bytes")
	}
	one := &traffic.Report{Inputs: []traffic.Input{{SHA256: "aa"}, {SHA256: "bb"}}}
	two := &traffic.Report{Inputs: []traffic.Input{{SHA256: "bb"}, {SHA256: "aa"}}, Span: traffic.Span{Start: time.Unix(1, 0)}}
	// printf 'unveil/pack/1\0aa\0bb' | openssl dgst -sha256 -hmac secret
	const want = "ed64990256a61f792028426e5f1740f19a5bd48f139be445073f2a19b69d04c7"
	if got := hex.EncodeToString(pack.Derive([]byte("secret"), one)); got != want || got != hex.EncodeToString(pack.Derive([]byte("secret"), two)) {
		t.Errorf("%s", got)
	}
}
