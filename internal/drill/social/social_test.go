package social_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/drill/social"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// tweet is what the X API v2 gives of a post, as far as a drill writes it.
type tweet struct {
	ID        string    `json:"id"`
	AuthorID  string    `json:"author_id"`
	CreatedAt time.Time `json:"created_at"`
	Text      string    `json:"text"`
	Source    string    `json:"source"`
	Lang      string    `json:"lang"`
	Author    struct {
		ID       string `json:"id"`
		Username string `json:"username"`
	} `json:"author"`
	Entities struct {
		Hashtags []entity `json:"hashtags"`
		URLs     []entity `json:"urls"`
		Mentions []entity `json:"mentions"`
	} `json:"entities"`
	Referenced []struct {
		Type string `json:"type"`
		tweet
	} `json:"referenced_tweets"`
}

type entity struct {
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Tag      string `json:"tag"`
	URL      string `json:"url"`
	Expanded string `json:"expanded_url"`
	Username string `json:"username"`
}

func config() social.Config {
	return social.Config{Seed: 3, Scale: 0.3, Networks: []social.Network{
		{ID: "p", Stealth: truth.Paraphrase, Accounts: 6, Waves: 12, Join: 0.8, Delay: 20 * time.Second, Everyday: 5, Start: world.Day(1, 0, 0), End: world.Day(4, 0, 0)},
		{ID: "r", Stealth: truth.Rented, Accounts: 9, Waves: 12, Join: 0.5, Delay: time.Minute, Start: world.Day(1, 0, 0), End: world.Day(4, 0, 0), DebateShare: 1},
	}}
}

func tweets(t *testing.T) []tweet {
	t.Helper()
	var b bytes.Buffer
	if _, err := social.Write(t.Context(), &b, config()); err != nil {
		t.Fatal(err)
	}
	var all []tweet
	for line := range bytes.Lines(b.Bytes()) {
		var x tweet
		if err := json.Unmarshal(line, &x); err != nil {
			t.Fatalf("line %d: %v", len(all)+1, err)
		}
		all = append(all, x)
	}
	return all
}

func TestTweets(t *testing.T) {
	all := tweets(t)
	if len(all) < 5000 {
		t.Fatalf("%d tweets", len(all))
	}
	ids, last := map[string]bool{}, time.Time{}
	for _, x := range all {
		if ids[x.ID] || x.CreatedAt.Before(last) || x.AuthorID != x.Author.ID || x.Lang != "es" || x.Source == "" {
			t.Fatalf("%+v: repeated, out of order or not whole", x)
		}
		ids[x.ID], last = true, x.CreatedAt
		checkID(t, x)
		checkEntities(t, x)
		for _, r := range x.Referenced {
			if !ids[r.ID] || !r.CreatedAt.Before(x.CreatedAt) {
				t.Errorf("%s refers to %s, which is not earlier", x.ID, r.ID)
			}
			checkRetweet(t, x, r.Type, r.tweet)
		}
	}
}

// checkID: the id holds the time, and the author's is none that X has given.
func checkID(t *testing.T, x tweet) {
	t.Helper()
	id, err := strconv.ParseInt(x.ID, 10, 64)
	if err != nil || id>>22+1288834974657 != x.CreatedAt.UnixMilli() {
		t.Errorf("id %s does not hold the time %v", x.ID, x.CreatedAt)
	}
	if author, err := strconv.ParseInt(x.AuthorID, 10, 64); err != nil || author < 9e18 {
		t.Errorf("author %s may be somebody's", x.AuthorID)
	}
}

// checkEntities: the characters from start to end are the object.
func checkEntities(t *testing.T, x tweet) {
	t.Helper()
	text := []rune(x.Text)
	check := func(e entity, want string) {
		if e.Start < 0 || e.End > len(text) || e.Start >= e.End || string(text[e.Start:e.End]) != want {
			t.Errorf("%q: %q is not at %d to %d", x.Text, want, e.Start, e.End)
		}
	}
	for _, e := range x.Entities.Hashtags {
		check(e, "#"+e.Tag)
	}
	for _, e := range x.Entities.URLs {
		check(e, e.URL)
		if !strings.Contains(e.Expanded, ".example/") {
			t.Errorf("%s is not a made-up address", e.Expanded)
		}
	}
	for _, e := range x.Entities.Mentions {
		check(e, "@"+e.Username)
	}
}

// checkRetweet: a retweet repeats the text, cut where it is too long.
func checkRetweet(t *testing.T, x tweet, kind string, of tweet) {
	t.Helper()
	if kind != "retweeted" {
		return
	}
	whole := "RT @" + usernameOf(x) + ": " + of.Text
	switch n := utf8.RuneCountInString(x.Text); {
	case x.Text == whole && n <= 140:
	case n == 140 && strings.HasSuffix(x.Text, "…") && strings.HasPrefix(whole, strings.TrimSuffix(x.Text, "…")):
	default:
		t.Errorf("%q is not a retweet of %q", x.Text, of.Text)
	}
}

// usernameOf is the account that a retweet names.
func usernameOf(x tweet) string {
	if len(x.Entities.Mentions) == 0 {
		return ""
	}
	return x.Entities.Mentions[0].Username
}

// A network that rewords its text still shares links; the others share texts.
func TestParaphrase(t *testing.T) {
	texts := map[string]map[string]map[string]bool{"p": {}, "r": {}} // network, link, wordings
	for _, x := range tweets(t) {
		for _, u := range x.Entities.URLs {
			for id, links := range texts {
				if len(x.Referenced) == 0 && strings.Contains(u.Expanded, "/"+id+"/") {
					if links[u.Expanded] == nil {
						links[u.Expanded] = map[string]bool{}
					}
					links[u.Expanded][strings.SplitN(x.Text, " #", 2)[0]] = true
				}
			}
		}
	}
	wordings := func(id string) (n, links int) {
		for _, w := range texts[id] {
			n += len(w)
			links++
		}
		return n, links
	}
	if n, links := wordings("p"); links != 12 || n < 3*links {
		t.Errorf("paraphrase: %d wordings on %d links", n, links)
	}
	if n, links := wordings("r"); links == 0 || n != links {
		t.Errorf("rented: %d wordings on %d links, want one each", n, links)
	}
}

func TestWriteStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := social.Write(ctx, &bytes.Buffer{}, config()); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was stopped", err)
	}
	if _, err := social.Write(t.Context(), broken{}, config()); !errors.Is(err, errDisk) {
		t.Errorf("error %v, want the disk's", err)
	}
}

var errDisk = errors.New("no space left")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errDisk }
