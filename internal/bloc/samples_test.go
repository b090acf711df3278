package bloc_test

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/bloc"
)

// tweet is a post of version 1.1 of the API of X, as far as the strings need
// it.
type tweet struct {
	Text    string `json:"full_text"`
	Created string `json:"created_at"`
	Lang    string `json:"lang"`
	Reply   string `json:"in_reply_to_status_id"`
	ReplyTo string `json:"in_reply_to_user_id"`
	User    struct {
		ID   string `json:"id"`
		Name string `json:"screen_name"`
	} `json:"user"`
	Entities struct {
		Tags     []mark `json:"hashtags"`
		Cashtags []mark `json:"symbols"`
		Mentions []mark `json:"user_mentions"`
		Links    []mark `json:"urls"`
	} `json:"entities"`
	Extended struct {
		Media []mark `json:"media"`
	} `json:"extended_entities"`
	Repost *tweet `json:"retweeted_status"`
}

type mark struct {
	Link    string `json:"expanded_url"`
	Indices []int  `json:"indices"`
}

// event reads a tweet as its authors' program does.
func (w *tweet) event(t *testing.T) bloc.Event {
	t.Helper()
	at, err := time.Parse(time.RubyDate, w.Created)
	if err != nil {
		t.Fatal(err)
	}
	e := bloc.Event{Time: at.UnixMicro(), Act: bloc.Original}
	from := w
	switch {
	case w.Reply != "" && w.ReplyTo == w.User.ID:
		e.Act = bloc.SelfReply
	case w.Reply != "":
		e.Act = bloc.Reply
	case w.Repost != nil && w.Repost.User.ID == w.User.ID:
		e.Act, from = bloc.SelfRepost, w.Repost
	case w.Repost != nil:
		e.Act, from = bloc.Repost, w.Repost
	}
	c := bloc.Content{Media: len(from.Extended.Media), Hashtags: len(from.Entities.Tags), Cashtags: len(from.Entities.Cashtags), Mentions: len(from.Entities.Mentions)}
	if from.Reply != "" {
		c.Mentions = max(0, c.Mentions-1)
	}
	for _, l := range from.Entities.Links {
		if kind := linkKind(l.Link, from.User.Name); kind != 0 {
			c.Links = append(c.Links, kind)
		}
	}
	c.Text = from.hasWords()
	e.Word = c.Word()
	return e
}

// linkKind reads the address of a link.
func linkKind(link, own string) bloc.Link {
	_, rest, ok := strings.Cut(link, "twitter.com/")
	name, _, status := strings.Cut(rest, "/status/")
	switch {
	case !ok || !status:
		return bloc.Page
	case strings.Contains(link, "/photo/"):
		return 0
	case name == own:
		return bloc.SelfQuote
	}
	return bloc.Quote
}

// hasWords says whether something is left where every entity is blanked.
func (w *tweet) hasWords() bool {
	text := []rune(w.Text)
	for _, list := range [][]mark{w.Entities.Tags, w.Entities.Cashtags, w.Entities.Mentions, w.Entities.Links, w.Extended.Media} {
		for _, m := range list {
			for i := 0; len(m.Indices) == 2 && i < m.Indices[1]-m.Indices[0] && m.Indices[0]+i < len(text); i++ {
				text[m.Indices[0]+i] = ' '
			}
		}
	}
	return strings.TrimSpace(string(text)) != ""
}

// sample finds a file of real data beside the module.
func sample(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for up := filepath.Dir(dir); up != dir; dir, up = up, filepath.Dir(up) {
		path := filepath.Join(dir, "shared", "data", "posts", "samples", "bloc", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("%s is not here", name)
	return ""
}

// TestExpectedStrings compares with the strings that the authors' program
// wrote beside its sample tweets, in the zone of the machine it ran on. The
// zone can be told from the local times that stand beside them.
func TestExpectedStrings(t *testing.T) {
	for _, name := range []string{"tweets_0.json.gz", "tweets_1.json.gz"} {
		f, err := os.Open(sample(t, name))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		var in struct {
			Bloc   map[string]string `json:"bloc"`
			Tweets []tweet           `json:"tweets"`
		}
		if err := json.NewDecoder(z).Decode(&in); err != nil {
			t.Fatal(err)
		}
		var events []bloc.Event
		for i, w := range in.Tweets {
			e := w.event(t)
			if i > 0 && w.Lang != in.Tweets[i-1].Lang {
				e.Change = "λ"
			}
			events = append(events, e)
		}
		got := bloc.Write(events, time.FixedZone("", -5*3600))
		for alphabet, g := range map[string]string{"action": got.Action, "content_syntactic": got.Content, "change": got.Change} {
			if want := strings.TrimSpace(in.Bloc[alphabet]); g != want || want == "" {
				t.Errorf("%s %s:\n got %s\nwant %s", name, alphabet, g, want)
			}
		}
	}
}
