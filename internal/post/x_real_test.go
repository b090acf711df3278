package post_test

import (
	"bytes"
	"encoding/json"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// TestRealX1 holds the number of tweets of each real file in the form of
// version 1.1, as counted with Python's json module, and how many of them
// repost, quote and reply.
func TestRealX1(t *testing.T) {
	for name, want := range map[string]map[post.Act]int{
		"samples/bloc/sample_raw_tweets_1.json.gz": {"original": 272, "reply": 19},

		"samples/osome/CS4_data_sample.json":               {"original": 7, "quote": 1, "reply": 1, "repost": 8},
		"samples/twitwi/normalization-payload-search.json": {"repost": 1},
		"samples/twitwi/normalization-payload-show.json":   {"repost": 1},
		"samples/twitwi/normalization-payload-stream.json": {"repost": 1},
	} {
		got := map[post.Act]int{}
		k := read(t, "x-v1", realFile(t, name), source.Options{}, &kept{counting: true, check: func(p *post.Post) {
			got[p.Act]++
			if p.Account == "" || p.Platform != "x" || p.Act == post.Repost && (p.RepostOf == "" || strings.HasPrefix(p.Text, "RT @")) {
				t.Errorf("%s: %s: account %q, reposts %q: %q", name, p.ID, p.Account, p.RepostOf, p.Text)
			}
		}})
		if len(k.rejects)+len(k.warnings) != 0 {
			t.Errorf("%s: rejects %v, warnings %v", name, k.rejects, k.warnings)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
	for name, want := range map[string]int{
		"sample_raw_tweets_1.json.gz": 291, "sample_raw_tweets_2.json.gz": 1200, "sample_timeline.jsonl.gz": 1491,
		"tweets_0.json.gz": 45, "tweets_1.json.gz": 45,
	} {
		k := read(t, "x-v1", realFile(t, "samples/bloc/"+name), source.Options{}, &kept{counting: true})
		if k.n != want || len(k.rejects) != 0 {
			t.Errorf("%s: %d tweets, want %d, rejects %v", name, k.n, want, k.rejects)
		}
	}
	k := read(t, "x-v1", realFile(t, "samples/osome/CS1_tweets.json"), source.Options{}, &kept{counting: true})
	if k.n != 0 || k.rejects["field-missing"] != 11 {
		t.Errorf("tweets without a time: %d kept, rejects %v", k.n, k.rejects)
	}
}

// TestRealCutReposts holds that reposts whose original the file has not are
// counted: of 38 such, the texts of 30 end in an ellipsis, as counted with
// Python's json module.
func TestRealCutReposts(t *testing.T) {
	k := read(t, "x-v2", realFile(t, "samples/twarc-csv/withheld.jsonl"), source.Options{}, &kept{})
	if len(k.issues) != 1 || k.issues[0].Problem.Key != "truncated-repost" {
		t.Fatalf("got %v", problems(k))
	}
	if got := (lang.Printer{Catalogue: source.Problems}).Print(k.issues[0].Problem); !strings.HasPrefix(got, "30 reposts") {
		t.Errorf("got %q", got)
	}
}

// expected is a tweet as the library twitwi normalises it.
type expected struct {
	ID          string   `json:"id"`
	Time        float64  `json:"timestamp_utc"`
	Account     string   `json:"user_id"`
	Handle      string   `json:"user_screen_name"`
	Since       float64  `json:"user_timestamp_utc"`
	Language    string   `json:"lang"`
	Client      string   `json:"source_name"`
	Retweeted   string   `json:"retweeted_id"`
	Quoted      string   `json:"quoted_id"`
	ReplyTo     string   `json:"to_tweetid"`
	ReplyToUser string   `json:"to_userid"`
	Hashtags    []string `json:"hashtags"`
	Mentions    []string `json:"mentioned_names"`
	Links       []string `json:"links"`
	Media       []string `json:"media_urls"`
	Text        string   `json:"text"`
}

// differ lists how a post differs from what is expected. What the two do by
// design apart is left out: twitwi writes RT @name before the text of a repost
// and the quoted text behind that of a quote, with its objects among the
// tweet's; of version 2 it names the tweet replied to only where the page
// includes it; it takes a video's address where unveil takes its still picture;
// and of reposts by version 2 it takes the objects of the text that was cut.
func (e expected) differ(p *post.Post, version int) (wrong []string) {
	is := func(what string, got, want any) {
		if d := cmp.Diff(want, got); d != "" {
			wrong = append(wrong, what+" "+d)
		}
	}
	is("time", float64(p.Time/1_000_000), e.Time)
	is("account", p.Account, e.Account)
	is("handle", p.Handle, e.Handle)
	is("since", float64(p.Since/1_000_000), e.Since)
	is("language", p.Language, e.Language)
	is("client", p.Client, e.Client)
	is("repost", p.Act == post.Repost, e.Retweeted != "")
	is("of", p.RepostOf, e.Retweeted+e.Quoted)
	if e.Retweeted == "" && (version == 1 || e.ReplyTo != "") {
		is("to", p.ReplyTo, first(e.ReplyTo, e.ReplyToUser))
	}
	is("text", cutText(p.Text), cutText(e.Text))
	if e.Quoted == "" && (version == 1 || p.Act != post.Repost) {
		is("hashtags", lower(p.Hashtags), lower(e.Hashtags))
		is("links", outside(p.Links), outside(e.Links))
	}
	if e.Quoted == "" && p.Act != post.Repost {
		is("mentions", lower(p.Mentions), lower(e.Mentions))
		is("media", names(p.Media), names(e.Media))
	}
	return wrong
}

func first(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// cutText is a text before its first address, which twitwi replaces, and
// before the text that it quotes, without RT @name.
func cutText(s string) string {
	if strings.HasPrefix(s, "RT @") {
		_, s, _ = strings.Cut(s, ": ")
	}
	s, _, _ = strings.Cut(s, "http")
	s, _, _ = strings.Cut(s, "«")
	return strings.TrimSpace(s)
}

func lower(list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, strings.ToLower(s))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// outside are the links that leave X: twitwi keeps those of a tweet's own
// pictures.
func outside(list []string) []string {
	var out []string
	for _, s := range lower(list) {
		s = strings.ReplaceAll(s, "%3d", "=")
		if !strings.Contains(s, "twitter.com/") && !strings.Contains(s, "//x.com/") {
			out = append(out, s)
		}
	}
	return out
}

// names are the names of pictures; of videos there are none.
func names(list []string) []string {
	var out []string
	for _, s := range list {
		if name := path.Base(s); strings.Contains(s, "pbs.twimg.com/media/") {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// TestRealX1AsTwitwi holds tweets of version 1.1, and of X's embedded pages,
// against what twitwi makes of them.
func TestRealX1AsTwitwi(t *testing.T) {
	compared := 0
	for _, name := range []string{"normalization.json", "normalization-no-api-key.json"} {
		whole, err := io.ReadAll(realFile(t, "samples/twitwi/"+name))
		if err != nil {
			t.Fatal(err)
		}
		var cases []struct {
			Source     json.RawMessage
			Normalized []expected
		}
		if err := json.Unmarshal(whole, &cases); err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			k := read(t, "x-v1", bytes.NewReader(c.Source), source.Options{}, &kept{})
			if len(k.posts) != 1 {
				t.Fatalf("%s: %d posts, %v", name, len(k.posts), problems(k))
			}
			last := c.Normalized[len(c.Normalized)-1]
			for _, e := range c.Normalized {
				if e.ID == k.posts[0].ID {
					last = e
				}
			}
			for _, d := range last.differ(&k.posts[0], 1) {
				t.Errorf("%s: %s: %s", name, last.ID, d)
			}
			compared++
		}
	}
	if compared != 12 {
		t.Errorf("%d tweets compared, want 12", compared)
	}
}

// TestRealX2AsTwitwi holds tweets of version 2 against what twitwi makes of
// them.
func TestRealX2AsTwitwi(t *testing.T) {
	compared := 0
	for from, to := range map[string]string{
		"payload-v2.json":             "normalized-tweets-v2.json",
		"alternative-payload-v2.json": "normalized-alternative-payload.json",
	} {
		whole, err := io.ReadAll(realFile(t, "samples/twitwi/"+to))
		if err != nil {
			t.Fatal(err)
		}
		var all []expected
		if err := json.Unmarshal(whole, &all); err != nil {
			t.Fatal(err)
		}
		byID := map[string]expected{}
		for _, e := range all {
			byID[e.ID] = e
		}
		k := read(t, "x-v2", realFile(t, "samples/twitwi/"+from), source.Options{}, &kept{})
		for _, p := range k.posts {
			e, ok := byID[p.ID]
			if !ok {
				t.Errorf("%s: %s is not expected", from, p.ID)
				continue
			}
			for _, d := range e.differ(&p, 2) {
				t.Errorf("%s: %s: %s", from, p.ID, d)
			}
			compared++
		}
	}
	if compared != 110 {
		t.Errorf("%d tweets compared, want 110", compared)
	}
}

// TestRealRelativeTables holds that tables whose seconds count from any
// moment are read whole.
func TestRealRelativeTables(t *testing.T) {
	for name, tt := range map[string]struct {
		format string
		rows   int
	}{
		"cases/16-coor-tiny-semantics-tw10-mp1/input.csv":     {"share-table", 40},
		"cases/17-coor-tiny-semantics-tw10-mp2/input.csv":     {"share-table", 40},
		"cases/19-cnt-tiny-colink-tw10-w1-loops/input.csv":    {"share-table", 40},
		"cases/20-cnt-tiny-coretweet-tw10-w1-loops/input.csv": {"share-table", 40},
		"samples/qut/coretweet_test_input.csv":                {"cnt", 15},
		"samples/qut/sample_data.csv":                         {"cnt", 100},
	} {
		whole, err := io.ReadAll(realFile(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := best(whole); got != tt.format {
			t.Errorf("%s is taken for %q, want %s", name, got, tt.format)
		}
		k := read(t, tt.format, bytes.NewReader(whole), source.Options{}, &kept{counting: true})
		if k.n != tt.rows || len(k.rejects)+len(k.warnings) != 0 {
			t.Errorf("%s: %d rows, want %d, rejects %v, warnings %v", name, k.n, tt.rows, k.rejects, k.warnings)
		}
	}
}
