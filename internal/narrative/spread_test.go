package narrative_test

import (
	"context"
	"fmt"
	"iter"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/claim"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/narrative"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

type list []post.Post

func (l list) Posts(ctx context.Context) iter.Seq2[*source.Obs[post.Post], error] {
	return func(yield func(*source.Obs[post.Post], error) bool) {
		var obs source.Obs[post.Post]
		for i := range l {
			obs.Record = l[i]
			if !yield(&obs, ctx.Err()) {
				return
			}
		}
	}
}

var start = time.Date(2030, 6, 20, 12, 0, 0, 0, time.UTC)

const slogan = "El candidato B vendió el agua del norte y nadie lo dice ante notario"

func at(account string, after time.Duration, text string) post.Post {
	return post.Post{Account: account, Time: start.Add(after).UnixMicro(), Text: text, Act: post.Original}
}

func find(t testing.TB, posts list, claims *claim.Index) *narrative.Result {
	t.Helper()
	r, err := narrative.Find(t.Context(), narrative.Input{
		Posts: posts, Claims: claims, Coordinated: map[string]bool{"a0": true, "a1": true},
		Election: &election.Election{People: []election.Candidate{{ID: "B", Name: "Candidato B"}}},
	}, narrative.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSpread has one post an hour for two days, and thirty within half an hour
// in the middle: the burst is there and nowhere else.
func TestSpread(t *testing.T) {
	var posts list
	for i := range 48 {
		posts = append(posts, at(fmt.Sprintf("p%d", i%7), time.Duration(i)*time.Hour, slogan))
		if i == 24 {
			for j := range 30 {
				posts = append(posts, at(fmt.Sprintf("q%d", j), 24*time.Hour+time.Duration(j)*time.Minute, slogan))
			}
		}
	}
	r := find(t, posts, nil)
	if len(r.Narratives) != 1 {
		t.Fatalf("%d narratives", len(r.Narratives))
	}
	n := r.Narratives[0]
	sum := 0
	for _, v := range n.Spread.Posts {
		sum += int(v)
	}
	if sum != 78 || n.Posts != 78 || n.Accounts != 37 || len(n.Spread.Posts) > 200 {
		t.Errorf("%d in the spread, %d posts, %d accounts", sum, n.Posts, n.Accounts)
	}
	b := n.Burst
	from, to := start.Add(24*time.Hour), start.Add(25*time.Hour)
	if time.UnixMicro(b.Onset).Before(from.Add(-15*time.Minute)) || time.UnixMicro(b.End).After(to) || b.Posts < 30 || b.Posts > 32 {
		t.Errorf("burst of %d from %v to %v", b.Posts, time.UnixMicro(b.Onset).UTC(), time.UnixMicro(b.End).UTC())
	}
	if n.Delay != 60 && n.Delay != 3600 {
		t.Errorf("median delay %g s", n.Delay)
	}
}

// TestEven holds that posts at an even rate have no burst.
func TestEven(t *testing.T) {
	var posts list
	for i := range 60 {
		posts = append(posts, at(fmt.Sprintf("p%d", i%7), time.Duration(i)*20*time.Minute, slogan))
	}
	if b := find(t, posts, nil).Narratives[0].Burst; b.Posts != 0 {
		t.Errorf("a burst of %d", b.Posts)
	}
}

// TestAtOnce holds that a narrative of one moment is described too.
func TestAtOnce(t *testing.T) {
	n := find(t, list{at("a0", 0, slogan), at("a1", 0, slogan), at("a2", 0, slogan)}, nil).Narratives[0]
	if n.Delay != 0 || len(n.Spread.Posts) != 1 || n.CoordinatedPosts != 2 || n.CoordinatedAccounts != 2 || n.First != n.Last {
		t.Errorf("%+v", n)
	}
	before := list{at("a0", -80*365*24*time.Hour, slogan), at("a1", 0, slogan), at("a2", 0, slogan)}
	if n := find(t, before, nil).Narratives[0]; len(n.Spread.Posts) > 200 || n.Spread.Posts[0] != 1 {
		t.Errorf("80 years: %d steps", len(n.Spread.Posts))
	}
}

func TestTargetsAndClaim(t *testing.T) {
	posts := list{at("a0", 0, slogan), at("a1", time.Minute, slogan+" #ya"), at("a2", 2*time.Minute, slogan)}
	for i := range 50 {
		posts = append(posts, at("x", time.Duration(10+i)*time.Minute, fmt.Sprintf("otra cosa %d muy distinta de la %d", i*7, i*i)))
	}
	index := claim.NewIndex([]claim.Claim{
		{Text: "Los trenes del sur no llegan a tiempo nunca", Rating: "Engañoso"},
		{Text: "El candidato B vendió el agua del norte", Rating: "Falso", Publisher: "Verifica Ejemplo", URL: "https://verifica.example/1"},
	})
	n := find(t, posts, index).Narratives[0]
	if n.Claim == nil || n.Claim.Rating != "Falso" || n.Claim.Share < claim.Threshold {
		t.Errorf("claim %+v", n.Claim)
	}
	if len(n.Targets) != 1 {
		t.Fatalf("targets %+v", n.Targets)
	}
	got := n.Targets[0]
	if got.Named != 3 || got.Hostile+got.Favourable+got.Unclear != 3 || got.Share != 1 {
		t.Errorf("%+v", got)
	}
	// Wilson for 3 of 3 at 95 %: 3/(3 + 1.96²) = 0.43850.
	if math.Abs(got.Low-0.43850) > 1e-4 || got.High != 1 {
		t.Errorf("interval %g to %g", got.Low, got.High)
	}
}

// TestPostsOf holds that a narrative's posts are found again.
func TestPostsOf(t *testing.T) {
	posts := list{
		at("a0", 0, slogan), at("x", 1, "otra cosa muy distinta de las demás"), at("", 2, slogan), at("a1", 3, slogan), at("a2", 4, slogan),
	}
	n := find(t, posts, nil).Narratives[0]
	var got []string
	for o, err := range narrative.PostsOf(t.Context(), posts, &n) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, o.Record.Account)
	}
	if diff := cmp.Diff([]string{"a0", "a1", "a2"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNothing(t *testing.T) {
	r := find(t, nil, nil)
	if r.Posts != 0 || len(r.Narratives) != 0 {
		t.Errorf("%+v", r)
	}
}
