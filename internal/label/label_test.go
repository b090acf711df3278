package label_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/stance"
)

func one(text, coder string, s stance.Stance) label.Label {
	return label.Label{Schema: label.Schema, Key: label.Key("X", text), Candidate: "X", Stance: s, Coder: coder, Time: "2018-06-01T00:00:00Z", Part: label.Random, Text: text}
}

// TestLog holds that labels are read back as they were written, behind a line
// that a crash cut off too.
func TestLog(t *testing.T) {
	name := filepath.Join(t.TempDir(), "labels.jsonl")
	log, err := label.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	first, second := one("a <b> \n", "a17", stance.Hostile), one("c", "a17", "")
	for _, x := range []label.Label{first, second} {
		if err := log.Add(x); err != nil {
			t.Fatal(err)
		}
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	data, _ := os.ReadFile(name)
	if err := os.WriteFile(name, append(data, `{"schema":1,"key":"cut o`...), 0o600); err != nil {
		t.Fatal(err)
	}
	if log, err = label.Open(name); err != nil {
		t.Fatal(err)
	}
	third := one("d", "b2", stance.Favourable)
	if err := log.Add(third); err != nil {
		t.Fatal(err)
	}
	_ = log.Close()
	got, err := label.Read(name)
	if err != nil || got.Broken != 1 {
		t.Fatalf("%d broken lines, %v", got.Broken, err)
	}
	if d := cmp.Diff([]label.Label{first, second, third}, got.Labels); d != "" {
		t.Error(d)
	}
}

func TestLast(t *testing.T) {
	in := []label.Label{one("a", "x", stance.Hostile), one("b", "x", ""), one("a", "y", stance.Unclear), one("a", "x", stance.Favourable)}
	want := []label.Label{in[3], in[1], in[2]}
	if d := cmp.Diff(want, label.Last(in)); d != "" {
		t.Error(d)
	}
}

// TestKappa has the table of Cohen's own kind: 20 yes-yes, 5 yes-no, 10 no-yes,
// 15 no-no. By hand: observed 0.7, by chance 0.5, kappa 0.4.
func TestKappa(t *testing.T) {
	h, f := stance.Hostile, stance.Favourable
	got := label.Kappa(map[[2]stance.Stance]int{{h, h}: 20, {h, f}: 5, {f, h}: 10, {f, f}: 15})
	if got.Texts != 50 || got.Same != 35 || math.Abs(got.Kappa-0.4) > 1e-12 {
		t.Errorf("%+v", got)
	}
	if got := label.Kappa(map[[2]stance.Stance]int{{h, h}: 3}); got.Kappa != 1 {
		t.Errorf("kappa %v of two who always say the same", got.Kappa)
	}
}

func items(n int) []label.Item {
	var out []label.Item
	for i := range n {
		s := stance.Stances()[i%3]
		out = append(out, label.Item{Key: label.Key("X", fmt.Sprint(i)), Candidate: "X", Text: fmt.Sprint(i), Opinion: stance.Opinion{Stance: s, Score: float64(i%7) / 4}})
	}
	return out
}

// TestSample holds that a sample has no text twice, is half even and half
// doubtful, and depends on nothing but the texts and the seed.
func TestSample(t *testing.T) {
	all := items(90)
	got := label.Sample(all, 21, 5)
	seen, parts := map[string]bool{}, map[string]int{}
	for _, x := range got {
		if seen[x.Key] {
			t.Errorf("%s twice", x.Key)
		}
		seen[x.Key] = true
		parts[x.Part]++
	}
	if d := cmp.Diff(map[string]int{label.Random: 11, label.Uncertain: 10}, parts); d != "" {
		t.Error(d)
	}
	for i, j := 0, len(all)-1; i < j; i, j = i+1, j-1 {
		all[i], all[j] = all[j], all[i]
	}
	if d := cmp.Diff(got, label.Sample(all, 21, 5)); d != "" {
		t.Error(d)
	}
	if cmp.Equal(got, label.Sample(all, 21, 6)) {
		t.Error("another seed draws the same")
	}
	if n := len(label.Sample(all, 1000, 1)); n != 90 {
		t.Errorf("%d drawn of 90", n)
	}
}

// TestEven holds that the even half is even: over many seeds each of ten texts
// is drawn about as often as another (chi-square with 9 degrees of freedom,
// 27.88 at 0.001).
func TestEven(t *testing.T) {
	count := map[string]int{}
	for seed := range uint64(2000) {
		count[label.Sample(items(10), 1, seed)[0].Key]++
	}
	chi := 0.0
	for _, x := range items(10) {
		d := float64(count[x.Key]) - 200
		chi += d * d / 200
	}
	if chi > 27.88 {
		t.Errorf("chi-square %.1f", chi)
	}
}

// learnable makes examples that a word decides.
func learnable(n int) []label.Example {
	words := map[stance.Stance][]string{stance.Hostile: {"vil", "mal"}, stance.Favourable: {"bien", "grato"}, stance.Unclear: {"hoy", "luego"}}
	var out []label.Example
	for i := range n {
		s := stance.Stances()[i%3]
		out = append(out, label.Example{
			Words: []string{stance.Self, words[s][i/3%2], fmt.Sprint("w", i%11)}, Want: s, Part: label.Random,
			Rules: stance.Opinion{Stance: stance.Unclear},
		})
	}
	return out
}

// TestTrain holds that what can be learnt is learnt, that the measure is of
// texts not seen, and that the order of the examples changes nothing.
func TestTrain(t *testing.T) {
	all := learnable(90)
	model, report := label.Train(all, 5)
	if e := report.Model.Errors(); e.N != 90 || e.Share() > 0.05 {
		t.Errorf("model: %+v", e)
	}
	if e := report.Rules.Errors(); e.K != 60 {
		t.Errorf("rules that answer unclear err %d times of 90, want 60", e.K)
	}
	one, _ := model.Encode()
	for i, j := 0, len(all)-1; i < j; i, j = i+1, j-1 {
		all[i], all[j] = all[j], all[i]
	}
	again, _ := label.Train(all, 5)
	two, _ := again.Encode()
	if !bytes.Equal(one, two) {
		t.Error("another order of the same examples gives another model")
	}
	back, err := label.Decode(one)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if got, p := back.Answer(e.Words, e.Rules); got != e.Want {
			t.Errorf("%q: %s (%.2f), want %s", e.Words, got, p, e.Want)
		}
	}
}

// TestChance holds that where nothing can be learnt, cross-validation says so:
// labels dealt out to words that mean nothing.
func TestChance(t *testing.T) {
	var all []label.Example
	for i := range 120 {
		all = append(all, label.Example{Words: []string{fmt.Sprint("a", i*7919%101), fmt.Sprint("b", i*104729%97)}, Want: stance.Stances()[i*31%7%3], Rules: stance.Opinion{Stance: stance.Unclear}})
	}
	_, report := label.Train(all, 5)
	if e := report.Model.Errors(); e.Share() < 0.4 {
		t.Errorf("error %.2f on noise", e.Share())
	}
	if !report.WithoutRandom {
		t.Error("no text was drawn evenly, and the report does not say so")
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, in := range []string{"", "{}", `{"kind":"unveil-stance-model","schema":2}`, `{"kind":"unveil-stance-model","schema":1,"dimensions":65536,"at":[99999],"weights":[[1,1,1]]}`, `{"kind":"unveil-stance-model","schema":1,"dimensions":65536,"at":[1]}`} {
		if _, err := label.Decode([]byte(in)); err == nil {
			t.Errorf("%s: taken for a model", in)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"schema":1,"key":"k","candidate":"X","stance":"hostile","coder":"a","text":"t"}` + "\n{\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "l")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		in, err := label.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range in.Labels {
			if x.Text == "" || x.Candidate == "" {
				t.Fatalf("%+v", x)
			}
		}
	})
}
