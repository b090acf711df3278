package stance_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/stance"
)

// plainOpinion is what of an opinion must follow a name.
type plainOpinion struct {
	Stance stance.Stance
	Score  float64
	Marks  []string // rule, weight, words
}

func by(t testing.TB, text string, list []stance.Opinion) map[string]plainOpinion {
	t.Helper()
	out := map[string]plainOpinion{}
	for _, o := range list {
		p := plainOpinion{Stance: o.Stance, Score: o.Score}
		for _, m := range o.Marks {
			words := strings.NewReplacer("Robin Xolot Quiroz", "?", "Xolot", "?", "@xolot", "?", "Alex Yerba", "?", "Yerba", "?", "@yerba_mx", "?").Replace(text[m.Start:m.End])
			p.Marks = append(p.Marks, m.Rule+" "+words)
		}
		out[o.Candidate] = p
	}
	return out
}

// TestSwap holds that exchanging two candidates' names exchanges their
// opinions, marks and all, however many words the names have.
func TestSwap(t *testing.T) {
	r := stance.New(contest(t))
	pairs := [][2]string{{"Xolot", "Yerba"}, {"Robin Xolot Quiroz", "Yerba"}, {"Xolot", "Alex Yerba"}, {"@xolot", "@yerba_mx"}}
	var texts []string
	for _, e := range examples(t) {
		texts = append(texts, e.text)
	}
	texts = append(texts,
		"{X} y {Y} mienten", "{X} acusa a {Y}, y {Y} acusa a {X} de robar", "RT {Y}: {X} gana", "{X}, {Y}: corruptos los dos",
		"Ni {X} ni {Y} son honestos", "{X} and {Y} lie", "{Y}'s lies about {X}", "con {X} o con {Y}", "«{X}» «{Y}» \"{X}\"")
	for _, text := range texts {
		for i, p := range pairs {
			if i > 0 && strings.Contains(text, "#") {
				continue // in a hashtag only names of one word can be exchanged
			}
			one, two := named(text, p[0], p[1]), named(text, p[1], p[0])
			a, b := by(t, one, r.Read(one, "")), by(t, two, r.Read(two, ""))
			if d := cmp.Diff(a["X"], b["Y"]); d != "" {
				t.Errorf("%q: -as X +as Y\n%s", one, d)
			}
			if d := cmp.Diff(a["Y"], b["X"]); d != "" {
				t.Errorf("%q: -as Y +as X\n%s", one, d)
			}
		}
	}
}

// TestSwapGold does the same on real headlines.
func TestSwapGold(t *testing.T) {
	texts, _ := gold(t)
	r := stance.New(example2018(t))
	other := strings.NewReplacer("Andrés Manuel López Obrador", "Ricardo Anaya Cortés", "López Obrador", "Anaya", "LÓPEZ OBRADOR", "ANAYA", "AMLO", "ANAYA", "Andrés Manuel", "Ricardo Anaya")
	for _, text := range texts {
		for _, o := range r.Read(text, "es") {
			swapped := other.Replace(text)
			if o.Candidate != "AMLO" || len(r.Read(text, "es")) > 1 || swapped == text {
				continue
			}
			got := r.Read(swapped, "es")
			if len(got) != 1 || got[0].Candidate != "RAC" || got[0].Stance != o.Stance || got[0].Score != o.Score {
				t.Errorf("%q: %v, swapped %v", text, o, got)
			}
		}
	}
}

// FuzzRead holds that any text is read without a panic, that marks lie in the
// text and add up to the score, and that only named candidates get opinions.
func FuzzRead(f *testing.F) {
	e := contest(f)
	r, names := stance.New(e), e.Names()
	for _, x := range examples(f) {
		f.Add(named(x.text, "Xolot", "Yerba"))
	}
	f.Add("Xo\u0301lot miente, #NoX\u00d3LOT ＸＯＬＯＴ Xo\u00adlot … XOLOT😡")
	f.Add("0¾ Xolot¾ miente¾")
	f.Add("\xff\"Xolot“ 'Yerba’ #NoXolotYa_ \u200d: \"\"\"")
	f.Fuzz(func(t *testing.T, text string) {
		list := r.Read(text, "")
		for _, id := range names.Named(text) {
			found := false
			for _, o := range list {
				found = found || o.Candidate == id
			}
			if !found {
				t.Fatalf("%q names %s, and has no opinion of it", text, id)
			}
		}
		for _, o := range list {
			sum := 0.0
			for _, m := range o.Marks {
				if m.Start < 0 || m.Start >= m.End || m.End > len(text) {
					t.Fatalf("%q: mark %v", text, m)
				}
				sum += m.Weight
			}
			if d := sum - o.Score; d > 1e-9 || d < -1e-9 {
				t.Fatalf("%q: marks %v, score %v", text, sum, o.Score)
			}
		}
	})
}

// BenchmarkReadNone reads a text that names nobody, as most texts do.
func BenchmarkReadNone(b *testing.B) {
	r := stance.New(contest(b))
	text := "Confirmado: alguien propone cobrar un impuesto a las mascotas y otra persona la acusa de mentir, dicen «aquí» en la plaza"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(text, "es")
	}
}

func BenchmarkRead(b *testing.B) {
	r := stance.New(contest(b))
	text := "Confirmado: Xolot propone cobrar un impuesto a las mascotas y Yerba lo acusa de mentir, dicen en la plaza"
	r.Read(text, "es") // the lexicon is built once
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(text, "es")
	}
}
