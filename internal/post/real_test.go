package post_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

func TestRealIRA(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 120 MB")
	}
	acts := map[post.Act]int{}
	first, last := int64(1<<62), int64(0)
	k := &kept{counting: true, check: func(p *post.Post) {
		acts[p.Act]++
		first, last = min(first, p.Time), max(last, p.Time)
	}}
	read(t, "ira", realFile(t, "ira-2016h2.csv.zst"), source.Options{}, k)
	if k.n != 589604 || len(k.rejects) != 0 || len(k.warnings) != 0 {
		t.Errorf("%d posts, rejects %v, warnings %v", k.n, k.rejects, k.warnings)
	}
	if acts[post.Repost] != 387830 || acts[post.Quote] != 7765 || acts[post.Original] != 194009 {
		t.Errorf("acts %v", acts)
	}
	if y := time.UnixMicro(first).UTC(); y.Before(time.Date(2016, 7, 1, 0, 0, 0, 0, time.UTC)) || last >= time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro() {
		t.Errorf("from %v to %v", y, time.UnixMicro(last).UTC())
	}
}

func TestRealShareTables(t *testing.T) {
	k := read(t, "share-table", realFile(t, "coortweet-russian.csv.gz"), source.Options{}, &kept{counting: true})
	if k.n != 35125 || len(k.rejects) != 0 {
		t.Errorf("russian: %d shares, rejects %v", k.n, k.rejects)
	}
	m := map[string]string{"account": "account_id", "time": "timestamp", "object": "domain_id", "link": "url_id", "hashtag": "hashtag_id", "media": "phash_id"}
	objects := 0
	k = read(t, "csv", realFile(t, "coortweet-german-2021.csv.gz"), source.Options{Map: m}, &kept{counting: true, check: func(p *post.Post) {
		objects += len(p.Objects) + len(p.Links) + len(p.Hashtags) + len(p.Media)
	}})
	if k.n != 218971 || len(k.rejects) != 0 || objects == 0 {
		t.Errorf("german: %d rows, %d objects, rejects %v", k.n, objects, k.rejects)
	}
}

// countTweets counts the objects of a file that are tweets and those that are
// not, as encoding/json sees them.
func countTweets(t *testing.T, path string) (tweets, others int) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	count := func(raw json.RawMessage) {
		var o struct{ ID, Text, Username *string }
		if json.Unmarshal(raw, &o) == nil && o.ID != nil && o.Text != nil && o.Username == nil {
			tweets++
		} else {
			others++
		}
	}
	d := json.NewDecoder(f)
	for {
		var v json.RawMessage
		if err := d.Decode(&v); errors.Is(err, io.EOF) {
			return tweets, others
		} else if err != nil {
			return tweets, others + 1
		}
		var page struct{ Data json.RawMessage }
		var list []json.RawMessage
		switch {
		case json.Unmarshal(v, &page) != nil || page.Data == nil:
			count(v)
		case json.Unmarshal(page.Data, &list) == nil:
			for _, o := range list {
				count(o)
			}
		default:
			count(page.Data)
		}
	}
}

func TestRealX(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(realData(t), "samples", "twarc-csv", "*.jsonl"))
	more, _ := filepath.Glob(filepath.Join(realData(t), "samples", "twitwi", "*payload-v2*.json"))
	total := 0
	for _, path := range append(files, more...) {
		name := filepath.Base(path)
		tweets, others := countTweets(t, path)
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		k := &kept{}
		err = format(t, "x-v2").Read(context.Background(), source.NewStream(f), source.Options{}, k)
		f.Close()
		if want := noTweets[name]; want != "" || err != nil {
			checkRefused(t, name, err, want, k)
			continue
		}
		if len(k.posts) != tweets || k.rejects["not-a-post"]+k.rejects["json-cut"] != others {
			t.Errorf("%s: %d posts of %d, rejects %v of %d", name, len(k.posts), tweets, k.rejects, others)
		}
		total += len(k.posts)
		checkX(t, name, path, k)
	}
	if total < 1000 {
		t.Errorf("only %d tweets in all", total)
	}
}

// noTweets are the files of X that hold something else, by the refusal.
var noTweets = map[string]string{
	"counts.jsonl": "x-counts", "lists.jsonl": "x-lists", "users.jsonl": "x-users",
	"tweets_compliance.jsonl": "x-compliance", "users_compliance.jsonl": "x-compliance",
}

// checkRefused holds that a file was refused for the one reason, before any
// of it was read.
func checkRefused(t *testing.T, name string, err error, want string, k *kept) {
	t.Helper()
	var r *source.Refusal
	if !errors.As(err, &r) || r.Problem.Key != want {
		t.Errorf("%s: %v, want %s", name, err, want)
	}
	if k.n+len(k.issues) != 0 {
		t.Errorf("%s: %d posts and %d issues of a file refused", name, k.n, len(k.issues))
	}
}

// checkX holds that each tweet's bytes are the object with its id, and that a
// repost's text is not cut where the file has the whole.
func checkX(t *testing.T, name, path string, k *kept) {
	t.Helper()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	unescape := strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
	for _, p := range k.posts {
		var o struct{ ID, Text string }
		if json.Unmarshal(whole[p.Offset:p.Offset+p.Length], &o) != nil || o.ID != p.ID {
			t.Fatalf("%s: the bytes of %s are not at their place", name, p.ID)
		}
		if p.Account == "" || p.Platform != "x" || p.Text == "" {
			t.Errorf("%s: %s has no account or text", name, p.ID)
		}
		if p.Act == post.Repost && p.RepostOf == "" {
			t.Errorf("%s: %s reposts nothing", name, p.ID)
		}
		if p.Act != post.Repost && p.Text != unescape.Replace(o.Text) && !strings.Contains(string(whole), "note_tweet") {
			t.Errorf("%s: the text of %s changed", name, p.ID)
		}
	}
}

// TestRealSniff holds that each real file is taken for what it is. What X gives
// besides posts is taken for X's, whose reader says what it is; what else
// holds no posts is taken for nothing.
func TestRealSniff(t *testing.T) {
	for name, want := range map[string]string{
		"ira-2016h2.csv.zst":                                  "ira",
		"coortweet-russian.csv.gz":                            "share-table",
		"cases/16-coor-tiny-semantics-tw10-mp1/input.csv":     "share-table",
		"samples/twarc-csv/noflat.jsonl":                      "x-v2",
		"samples/twarc-csv/flat.jsonl":                        "x-v2",
		"samples/twarc-csv/two_tweets.jsonl":                  "x-v2",
		"samples/twarc-csv/streaming_output_with_error.jsonl": "x-v2",
		"samples/twitwi/payload-v2.json":                      "x-v2",
		"samples/twitwi/payload-v2-singletweet.json":          "x-v2",
		"samples/twarc-csv/counts.jsonl":                      "x-v2",
		"samples/twarc-csv/tweets_compliance.jsonl":           "x-v2",
		"samples/twarc-csv/lists.jsonl":                       "x-v2",
		"samples/twarc-csv/users_compliance.jsonl":            "x-v2",
		"samples/qut/sample_data.csv":                         "cnt",
		"samples/qut/coretweet_test_input.csv":                "cnt",
		"samples/twitwi/tweet-export.csv":                     "csv",
		"samples/twarc-csv/users.jsonl":                       "x-v2",
		"samples/twitwi/normalization-payload-search.json":    "x-v1",
		"samples/twitwi/normalization-payload-stream.json":    "x-v1",
		"samples/twitwi/api-users-v1.json":                    "x-v1",
		"samples/twitwi/normalization.json":                   "",
		"samples/bloc/sample_timeline.jsonl.gz":               "x-v1",
		"samples/bloc/tweets_0.json.gz":                       "x-v1",
		"samples/osome/CS4_data_sample.json":                  "x-v1",
		"samples/osome/CS1_tweets.json":                       "",
		"fakenews-mx/train.csv":                               "",
		"../requests/http2-flood-2023.log":                    "",
		"../requests/semicomplete-2015.log.gz":                "",
		"../sheets/REMESAS0100020000.txt":                     "",
		"../sheets/bo2019_trep_computo.csv.gz":                "",
		"../sheets/mx2018_frame.csv.gz":                       "",
	} {
		head, err := io.ReadAll(io.LimitReader(realFile(t, name), source.HeadSize))
		if err != nil {
			t.Fatal(err)
		}
		if got := best(head); got != want {
			t.Errorf("%s is taken for %q, want %q", name, got, want)
		}
	}
}

// best is the format that is surest of head, "" where none is.
func best(head []byte) string {
	name, most := "", 0
	for _, f := range post.Formats() {
		if n := f.Sniff(head); n > most {
			name, most = f.Name, n
		}
	}
	return name
}
