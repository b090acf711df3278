package fingerprint_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unveil-project/unveil/internal/fingerprint"
)

// sample is a small sound file.
func sample() *fingerprint.File {
	hours := make([]float64, 168)
	hours[9], hours[33] = 0.5, 0.5
	return &fingerprint.File{
		Format: fingerprint.Format, Version: 1, Name: "the group of May", Maker: "a lab", Period: fingerprint.Period{First: "2030-05-01", Last: "2030-05-31"},
		Accounts: 6, Posts: 120, Hours: hours,
		Languages: []fingerprint.Part{{"es", 0.9}, {"en", 0.1}}, Clients: []fingerprint.Part{{"web", 1}}, Pairs: []fingerprint.Part{{"TT", 1}},
		Salt: strings.Repeat("ab", 16), Techniques: []string{"T0049", "T0084.001"},
		Objects: map[string]*fingerprint.Sketch{"hashtags": {Total: 3, Hashes: []string{"0000000000000001", "0000000000000002", "00000000000000ff"}}},
	}
}

func encode(t testing.TB, f *fingerprint.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := fingerprint.Write(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestThereAndBack(t *testing.T) {
	b := encode(t, sample())
	got, err := fingerprint.Read(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(sample(), got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if !bytes.Equal(b, encode(t, got)) {
		t.Error("the bytes change when a file is read and written")
	}
}

// TestSchema holds that docs/formats/fingerprint.schema.json describes what is
// written.
func TestSchema(t *testing.T) {
	raw, err := os.Open("../../docs/formats/fingerprint.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	doc, err := jsonschema.UnmarshalJSON(raw)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("s.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("s.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(encode(t, sample())))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("%v", err)
	}
	v.(map[string]any)["accounts_named"] = []any{"a17"}
	if s.Validate(v) == nil {
		t.Error("the schema lets a list of accounts through")
	}
}

// TestRefused holds what a reader refuses of strangers' files.
func TestRefused(t *testing.T) {
	for name, spoil := range map[string]func(*fingerprint.File){
		"another format":         func(f *fingerprint.File) { f.Format = "x" },
		"a later version":        func(f *fingerprint.File) { f.Version = 2 },
		"four accounts":          func(f *fingerprint.File) { f.Accounts = 4 },
		"99 posts":               func(f *fingerprint.File) { f.Posts = 99 },
		"a long name":            func(f *fingerprint.File) { f.Name = strings.Repeat("x", 201) },
		"a name that is no text": func(f *fingerprint.File) { f.Name = "\xff" },
		"a day that is none":     func(f *fingerprint.File) { f.Period.First = "2030-02-31" },
		"an end before":          func(f *fingerprint.File) { f.Period.Last = "2029-01-01" },
		"hours missing":          func(f *fingerprint.File) { f.Hours = f.Hours[1:] },
		"hours above one":        func(f *fingerprint.File) { f.Hours[9] = 2 },
		"hours below zero":       func(f *fingerprint.File) { f.Hours[9] = -0.5 },
		"hours not whole":        func(f *fingerprint.File) { f.Hours[9] = 0.1 },
		"parts above one":        func(f *fingerprint.File) { f.Languages[1].Share = 0.5 },
		"a part twice":           func(f *fingerprint.File) { f.Languages[1].Name = "es" },
		"a part without name":    func(f *fingerprint.File) { f.Clients[0].Name = "" },
		"too many parts":         func(f *fingerprint.File) { f.Pairs = make([]fingerprint.Part, 401) },
		"a short salt":           func(f *fingerprint.File) { f.Salt = "abcd" },
		"a salt that is no hex":  func(f *fingerprint.File) { f.Salt = strings.Repeat("zz", 16) },
		"unknown objects":        func(f *fingerprint.File) { f.Objects["accounts"] = &fingerprint.Sketch{} },
		"no objects":             func(f *fingerprint.File) { f.Objects["links"] = nil },
		"hashes out of order":    func(f *fingerprint.File) { f.Objects["hashtags"].Hashes[2] = "0000000000000000" },
		"a short hash":           func(f *fingerprint.File) { f.Objects["hashtags"].Hashes[2] = "ff" },
		"capitals":               func(f *fingerprint.File) { f.Objects["hashtags"].Hashes[2] = "00000000000000FF" },
		"another total":          func(f *fingerprint.File) { f.Objects["hashtags"].Total = 7 },
		"a level":                func(f *fingerprint.File) { f.Objects["hashtags"].Level = 99 },
		"a technique":            func(f *fingerprint.File) { f.Techniques[0] = "T49" },
	} {
		f := sample()
		spoil(f)
		var b bytes.Buffer
		if err := fingerprint.Write(&b, f); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	for _, text := range []string{"", "{", "[]", `{"format":"unveil-fingerprint","version":1}`, string(encode(t, sample())) + "{}", strings.Replace(string(encode(t, sample())), `"maker"`, `"members"`, 1), strings.Repeat(" ", 5<<20)} {
		if _, err := fingerprint.Read(strings.NewReader(text)); err == nil {
			t.Errorf("read %.40q", text)
		}
	}
}

// TestKeyed compares with HMAC-SHA256 put together by hand from its
// definition, H((K⊕opad) ‖ H((K⊕ipad) ‖ m)).
func TestKeyed(t *testing.T) {
	salt := []byte("0123456789abcdef")
	inner, outer := make([]byte, 64), make([]byte, 64)
	copy(inner, salt)
	copy(outer, salt)
	for i := range inner {
		inner[i] ^= 0x36
		outer[i] ^= 0x5c
	}
	m := []byte{0, 0, 0, 0, 0, 0, 0x30, 0x39}
	first := sha256.Sum256(append(inner, m...))
	want := sha256.Sum256(append(outer, first[:]...))
	if got := fingerprint.Keyed(salt, 12345); got != hex.EncodeToString(want[:8]) {
		t.Errorf("%s, want %x", got, want[:8])
	}
	s, mac := fingerprint.NewSalter(salt), hmac.New(sha256.New, salt)
	_, _ = mac.Write(m)
	if first := s.Hash(12345); first != s.Hash(12345) || first != hex.EncodeToString(mac.Sum(nil)[:8]) {
		t.Error("a salter changes from call to call")
	}
}

// TestCompare compares axes with numbers worked out by hand.
func TestCompare(t *testing.T) {
	a, b := sample(), sample()
	b.Languages = []fingerprint.Part{{"es", 1}}
	b.Clients = []fingerprint.Part{{"phone", 1}}
	b.Pairs = nil
	b.Hours = make([]float64, 168)
	b.Hours[12], b.Hours[36] = 0.5, 0.5 // three hours later
	b.Objects["hashtags"] = &fingerprint.Sketch{Total: 2, Hashes: []string{"0000000000000002", "0000000000000003"}}
	b.Techniques = []string{"T0049"}
	// Jensen–Shannon of (0.9, 0.1) and (1, 0): by hand in bits.
	js := 0.5*(0.9*math.Log2(0.9/0.95)+0.1*math.Log2(0.1/0.05)) + 0.5*math.Log2(1/0.95)
	want := map[string]float64{
		"hours": 0, "hours-shifted": 1, "languages": 1 - js, "clients": 0, "pairs": math.NaN(),
		"hashtags": 0.25, "links": math.NaN(), "domains": math.NaN(), "texts": math.NaN(), "techniques": 0.5,
	}
	var names []string
	for _, x := range fingerprint.Compare(a, b) {
		names = append(names, x.Name)
		if w := want[x.Name]; math.IsNaN(w) != math.IsNaN(x.Similarity) || math.Abs(w-x.Similarity) > 1e-12 {
			t.Errorf("%s: %v, want %v", x.Name, x.Similarity, w)
		}
		if math.IsNaN(x.Similarity) && x.Why != "empty" {
			t.Errorf("%s: why %q", x.Name, x.Why)
		}
	}
	if d := cmp.Diff(fingerprint.Axes(), names); d != "" {
		t.Errorf("axes: -want +got\n%s", d)
	}
	b.Salt = strings.Repeat("cd", 16)
	if x := fingerprint.Compare(a, b)[5]; x.Why != "salt" || !math.IsNaN(x.Similarity) {
		t.Errorf("hashes under other salts are compared: %+v", x)
	}
}

// TestEstimate holds that a sample gives the similarity of the whole sets: of
// 8000 and 4000 objects 2000 are shared, so 2000/10000.
func TestEstimate(t *testing.T) {
	if got := fingerprint.Estimate(250, 1000, 8000, 4000, 4000); math.Abs(got-0.2) > 1e-12 {
		t.Errorf("%v, want 0.2", got)
	}
	if got := fingerprint.Estimate(0, 0, 0, 5, 5); !math.IsNaN(got) {
		t.Errorf("nothing is %v like something", got)
	}
}

func TestMix(t *testing.T) {
	got := fingerprint.Mix(map[string]float64{"": 50, "b": 3, "a": 3, "c": 2}, 2)
	if d := cmp.Diff([]fingerprint.Part{{"a", 0.375}, {"b", 0.375}}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestLoad(t *testing.T) {
	good := encode(t, sample())
	list, err := fingerprint.Load(fstest.MapFS{"b.json": {Data: good}, "a.json": {Data: good}, "notes.txt": {Data: []byte("x")}})
	if err != nil || len(list) != 2 || list[0].Base != "a.json" || list[0].SHA256 != fmt.Sprintf("%x", sha256.Sum256(good)) {
		t.Errorf("%v %+v", err, list)
	}
	if _, err := fingerprint.Load(fstest.MapFS{"bad.json": {Data: []byte("{")}}); err == nil || !strings.Contains(err.Error(), "bad.json") {
		t.Errorf("a broken file: %v", err)
	}
	many := fstest.MapFS{}
	for i := range fingerprint.MaxFiles + 1 {
		many[fmt.Sprintf("%03d.json", i)] = &fstest.MapFile{Data: good}
	}
	if _, err := fingerprint.Load(many); err == nil {
		t.Error("more files than allowed were read")
	}
	if list, err := fingerprint.Load(os.DirFS(t.TempDir() + "/none")); err != nil || list != nil {
		t.Errorf("a directory that is not there: %v %v", list, err)
	}
}

// FuzzRead holds that hostile bytes give an error or a file that is written
// and read back the same, and that comparing it never fails.
func FuzzRead(f *testing.F) {
	f.Add(encode(f, sample()))
	f.Add([]byte(`{"format":"unveil-fingerprint","version":1,"hours":[1e309]}`))
	f.Add([]byte(`{"objects":{"texts":{"level":-1,"hashes":[null]}}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := fingerprint.Read(bytes.NewReader(b))
		if err != nil {
			return
		}
		again, err := fingerprint.Read(bytes.NewReader(encode(t, got)))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if !bytes.Equal(encode(t, got), encode(t, again)) {
			t.Fatal("the bytes change")
		}
		for _, x := range fingerprint.Compare(got, sample()) {
			if x.Similarity < 0 || x.Similarity > 1 {
				t.Fatalf("%s is %v", x.Name, x.Similarity)
			}
		}
	})
}
