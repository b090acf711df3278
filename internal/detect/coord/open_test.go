package coord_test

import (
	"fmt"
	"testing"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/post"
)

// month makes up 25 days of users with short texts who mention nobody, and of
// n accounts that share what says, joining with a chance and within a time.
func month(name string, n, perDay int, joins float64, spread int64, what func(d, k int) post.Post) *world {
	w := newWorld(3)
	w.days = 25
	for range 3000 {
		link := fmt.Sprintf("https://sitio.example.org/%d", w.zipf(300))
		w.add(post.Post{
			Account: fmt.Sprintf("u%d", w.zipf(600)), Time: w.moment(w.rng.IntN(w.days)), Text: w.id("hola "),
			Hashtags: []string{fmt.Sprintf("tema%d", w.zipf(200))}, Links: []string{link},
		})
	}
	for d := range w.days {
		for k := range perDay {
			start := w.moment(d)
			for i := range n {
				if w.rng.Float64() < joins {
					p := what(d, k)
					p.Account, p.Time = fmt.Sprint(name, i), start+w.rng.Int64N(spread)/sec*sec
					w.add(p)
				}
			}
		}
	}
	return w
}

// TestLeftOpen: what openly shares together, in an input that cannot show why,
// is found, said to be open, and never serious.
func TestLeftOpen(t *testing.T) {
	link := func(site string) func(d, k int) post.Post {
		return func(d, k int) post.Post {
			return post.Post{Text: fmt.Sprintf("Nota %d-%d", d, k), Links: []string{fmt.Sprintf("https://%s.example.org/%d-%d", site, d, k)}}
		}
	}
	tag := func(d, k int) post.Post {
		return post.Post{Text: fmt.Sprintf("#lema%d_%d", d, k), Hashtags: []string{fmt.Sprintf("lema%d_%d", d, k)}}
	}
	tests := []struct {
		name, explained string
		outcome         finding.Outcome
		world           *world
	}{
		{"two accounts of one paper", "cross-posting", finding.Supported, month("diario", 2, 12, 1, 30*sec, link("diario"))},
		{"papers with one wire", "one-source", finding.Possible, month("periodico", 30, 6, 0.7, 5*min60, link("agencia"))},
		{"fans of one site", "one-source", finding.Possible, month("fan", 40, 4, 0.3, 10*min60, link("estrella"))},
		{"a party", "official-accounts", finding.NotTestable, month("partido", 20, 5, 0.4, 20*min60, tag)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fs := detectAll(t, newObservations(tt.world.posts), nil)
			if len(fs) == 0 {
				t.Fatal("nothing was found to explain")
			}
			for _, f := range fs {
				if *f.Likelihood >= 0.55 || f.Severity != finding.Note || f.Confidence != finding.Low {
					t.Errorf("severity %s, confidence %s\n%s", f.Severity, f.Confidence, summary([]*finding.Finding{f}))
				}
				if got := outcome(t, f, tt.explained); got != tt.outcome {
					t.Errorf("%s is %s, want %s", tt.explained, got, tt.outcome)
				}
				for _, m := range f.Basis {
					if m.Key == "coord.basis.no_text" {
						t.Error("texts that are short are said to be missing")
					}
				}
			}
		})
	}
}

// TestPairIsNeverMore holds that two accounts alone stay at "roughly even",
// whatever they copy.
func TestPairIsNeverMore(t *testing.T) {
	w := newWorld(5)
	w.organic(250)
	together(w, "par", 2, func(d, k int) post.Post {
		return post.Post{Text: fmt.Sprintf("Las mismas palabras largas del día %d a la hora %d de siempre", d, k)}
	})
	for _, a := range []string{"par0", "par1"} {
		for d := range w.days {
			w.ordinary(a, d, 6)
		}
	}
	fs := detectAll(t, newObservations(w.posts), nil)
	if len(fs) != 1 || len(fs[0].Members.IDs) != 2 {
		t.Fatalf("want the pair alone\n%s", summary(fs))
	}
	if f := fs[0]; *f.Likelihood >= 0.55 || f.Severity == finding.Serious || outcome(t, f, "cross-posting") != finding.Possible {
		t.Errorf("severity %s\n%s", f.Severity, summary(fs))
	}
}

// TestUntestedIsNeverSerious takes texts and mentions from a planted group.
func TestUntestedIsNeverSerious(t *testing.T) {
	w := scene(1, 12)
	for i := range w.posts {
		w.posts[i].Text, w.posts[i].Mentions, w.posts[i].Act, w.posts[i].ReplyTo = "", nil, post.Original, ""
		if l := w.posts[i].RepostOf; l != "" {
			w.posts[i].RepostOf, w.posts[i].Objects = "", []string{l}
		}
	}
	fs := detectAll(t, newObservations(w.posts), nil)
	for _, f := range fs {
		if *f.Likelihood >= 0.55 || f.Severity != finding.Note || outcome(t, f, "community") != finding.NotTestable {
			t.Errorf("severity %s\n%s", f.Severity, summary(fs))
		}
	}
	if len(fs) == 0 {
		t.Error("the group was not found")
	}
}
