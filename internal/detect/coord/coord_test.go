package coord_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
)

// scene is a week of ordinary posts with one planted group.
func scene(seed uint64, n int) *world {
	w := newWorld(seed)
	w.organic(250)
	w.plant(n, stealths[0])
	return w
}

func TestFindsPlantedGroup(t *testing.T) {
	w := scene(1, 12)
	fs := detectAll(t, newObservations(w.posts), nil)
	if len(fs) != 1 {
		t.Fatalf("%d findings, want 1\n%s", len(fs), summary(fs))
	}
	f := fs[0]
	var want []string
	for a := range w.planted {
		want = append(want, a)
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, f.Members.IDs); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	if *f.Likelihood < 0.8 || f.Term == "" || f.Hypothesis == nil || *f.Prior != 0.2 {
		t.Errorf("likelihood %.2f %q, prior %v", *f.Likelihood, f.Term, f.Prior)
	}
	if got := measure(t, f, "effective_window_max_s"); got != 60 && got != 900 {
		t.Errorf("times to the second give an effective window of %g s", got)
	}
	for _, a := range want {
		if strings.Contains(f.Subject, a) {
			t.Errorf("subject %q names an account", f.Subject)
		}
	}
	if n := len(f.Evidence); n == 0 || n > 12 || n%2 != 0 {
		t.Errorf("%d pieces of evidence", n)
	}
	sum := 0.0
	for _, v := range f.Series.Values {
		sum += v
	}
	if sum != measure(t, f, "shares") {
		t.Errorf("the figure adds up to %g posts of %g", sum, measure(t, f, "shares"))
	}
}

// TestLikelihoodAddsUp: prior and weights printed give the likelihood printed.
func TestLikelihoodAddsUp(t *testing.T) {
	w := newWorld(3)
	w.innocents()
	w.plant(10, stealths[1])
	for _, f := range detectAll(t, newObservations(w.posts), nil) {
		logit := math.Log(*f.Prior / (1 - *f.Prior))
		for _, x := range f.Features {
			logit += x.Weight
		}
		if want := finding.Clamp(1 / (1 + math.Exp(-logit))); *f.Likelihood != want {
			t.Errorf("%s: likelihood %g, features give %g", f.Subject, *f.Likelihood, want)
		}
	}
}

// TestEdgesAreOrdered holds that members and edges are sorted and closed.
func TestEdgesAreOrdered(t *testing.T) {
	f := detectAll(t, newObservations(scene(2, 9).posts), nil)[0]
	if !slices.IsSorted(f.Members.IDs) {
		t.Error("accounts are not sorted")
	}
	for i, e := range f.Members.Edges {
		if e.A >= e.B || e.Weight < 3 || !slices.Contains(f.Members.IDs, e.A) || !slices.Contains(f.Members.IDs, e.B) {
			t.Errorf("edge %d: %+v", i, e)
		}
	}
}

func TestSameTwice(t *testing.T) {
	w := newWorld(5)
	w.innocents()
	w.plant(15, stealths[2])
	encode := func() string {
		b, err := json.Marshal(detectAll(t, newObservations(slices.Clone(w.posts)), nil))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if a, b := encode(), encode(); a != b {
		t.Errorf("two runs differ:\n%s", cmp.Diff(a, b))
	}
}

// TestVersionsCountOnce: a second version of a post is not a second share.
func TestVersionsCountOnce(t *testing.T) {
	w := scene(1, 12)
	once := newObservations(w.posts)
	twice := &observations{}
	for _, p := range once.posts {
		twice.posts = append(twice.posts, p, p)
		twice.versions = append(twice.versions, 0, 1)
	}
	a, b := detectAll(t, once, nil), detectAll(t, twice, nil)
	if diff := cmp.Diff(summary(a), summary(b)); diff != "" {
		t.Errorf("(-once +with second versions):\n%s", diff)
	}
}

func TestMinuteTimes(t *testing.T) {
	w := scene(1, 12)
	for i := range w.posts {
		w.posts[i].Time -= w.posts[i].Time % min60
	}
	fs := detectAll(t, newObservations(w.posts), nil)
	if len(fs) != 1 {
		t.Fatalf("%d findings", len(fs))
	}
	if got := measure(t, fs[0], "effective_window_max_s") - measure(t, fs[0], "window_s"); got != 59 {
		t.Errorf("the window is %g s wider, want 59", got)
	}
}

// TestInnocents: each look-alike alone is explained, and by the right
// explanation where it gives a finding at all.
func TestInnocents(t *testing.T) {
	tests := []struct {
		name, explained string
		add             func(*world)
	}{
		{"wires", "news-wire", func(w *world) { w.wires(10) }},
		{"schedulers", "scheduled-posts", func(w *world) { w.trends(3); w.schedulers(15) }},
		{"fans", "community", func(w *world) { w.fans(30) }},
		{"activists", "community", func(w *world) { w.activists(60) }},
		{"trends", "popular-topic", func(w *world) { w.trends(4) }},
		{"buttons", "share-button", func(w *world) { w.buttons(40) }},
		{"giveaway", "giveaway", giveaway},
		{"official", "official-accounts", official},
	}
	e := &election.Election{}
	for i := range 8 {
		e.People = append(e.People, election.Candidate{ID: fmt.Sprint("C", i), Handles: []string{fmt.Sprintf("@Campana_%d", i)}})
	}
	must := map[string]bool{"wires": true, "giveaway": true, "official": true}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(11)
			w.organic(250)
			tt.add(w)
			fs := detectAll(t, newObservations(w.posts), e)
			if must[tt.name] && len(fs) == 0 {
				t.Error("nothing was found to explain")
			}
			for _, f := range fs {
				if *f.Likelihood >= above || outcome(t, f, tt.explained) != finding.Supported {
					t.Errorf("not explained:\n%s", summary([]*finding.Finding{f}))
				}
			}
		})
	}
}

// giveaway adds accounts that enter every draw of a shop as soon as it opens.
func giveaway(w *world) {
	together(w, "concursante", 12, func(d, k int) post.Post {
		return post.Post{Text: fmt.Sprintf("Quiero ganar, participo en el sorteo número %d del día %d de la tienda", k, d)}
	})
}

// official adds the accounts of a campaign, which post the same at once.
func official(w *world) {
	together(w, "campana_", 8, func(d, k int) post.Post {
		return post.Post{Text: fmt.Sprintf("Propuesta %d del día %d: lo que haremos por las escuelas", k, d)}
	})
}

// together makes n accounts post the same within a minute four times a day.
func together(w *world, name string, n int, what func(d, k int) post.Post) {
	for d := range w.days {
		for k := range 4 {
			start := w.moment(d)
			for i := range n {
				p := what(d, k)
				p.Account, p.Time = fmt.Sprint(name, i), start+int64(w.rng.IntN(40))*sec
				w.add(p)
			}
		}
	}
}

// TestPoorInput: nothing here can carry a finding, and nothing may break.
func TestPoorInput(t *testing.T) {
	same := func(n int, p post.Post) []post.Post {
		out := make([]post.Post, n)
		for i := range out {
			out[i] = p
		}
		return out
	}
	tests := []struct {
		name  string
		posts []post.Post
	}{
		{"no posts", nil},
		{"one post", same(1, post.Post{Account: "a17", Text: "hola"})},
		{"no account", same(9, post.Post{Text: "las mismas palabras de siempre aquí"})},
		{"one account", same(5000, post.Post{Account: "a17", Text: "las mismas palabras de siempre aquí", Hashtags: []string{"x", "x", "#X"}})},
		{"before 1970 and after", []post.Post{{Account: "a", Time: math.MinInt64 / 2}, {Account: "b", Time: math.MaxInt64 / 2}}},
		{"hostile text", same(50, post.Post{Account: "a17", Text: strings.Repeat("\xff<script>@@http://", 9999), Links: []string{"", "://", "?&=&#"}, Hashtags: []string{"", "#"}})},
	}
	for _, tt := range tests {
		if fs := detectAll(t, newObservations(tt.posts), nil); len(fs) != 0 {
			t.Errorf("%s: %d findings\n%s", tt.name, len(fs), summary(fs))
		}
	}
}

// TestSentences renders every sentence in both languages with its arguments.
func TestSentences(t *testing.T) {
	w := newWorld(3)
	w.innocents()
	w.plant(10, stealths[0])
	for _, f := range detectAll(t, newObservations(w.posts), nil) {
		all := append([]lang.Message{f.Headline, *f.Hypothesis}, f.Details...)
		all = append(append(all, f.Basis...), f.Limits...)
		for _, e := range f.Innocent {
			all = append(all, e.Text)
		}
		for _, e := range f.Evidence {
			all = append(all, e.Role)
		}
		for _, l := range lang.Langs() {
			for _, m := range all {
				s := lang.Printer{Lang: l, Catalogue: finding.Catalogue}.Print(m)
				if strings.ContainsAny(s, "{}") || strings.HasPrefix(s, m.Key) {
					t.Errorf("%s %s: %q", l, m.Key, s)
				}
			}
		}
	}
}

func BenchmarkDetector(b *testing.B) {
	w := newWorld(1)
	w.innocents()
	w.plant(20, stealths[0])
	o := newObservations(w.posts)
	b.ReportAllocs()
	for b.Loop() {
		detectAll(b, o, nil)
	}
	b.ReportMetric(float64(len(o.posts))*float64(b.N)/b.Elapsed().Seconds(), "posts/s")
}
