package post_test

import (
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// TestRealPlatforms holds exactly how many posts of each kind whole files of
// real exports have, and what is not one.
func TestRealPlatforms(t *testing.T) {
	for name, tt := range map[string]struct {
		format            string
		acts              map[post.Act]int
		rejects, warnings map[string]int
	}{
		"samples/jetstream/expected_v1.jsonl": {
			"bluesky",
			map[post.Act]int{post.Original: 9, post.Reply: 8, post.Repost: 15},
			map[string]int{"event-other": 120},
			map[string]int{},
		},
		"samples/jetstream/golden_v1.jsonl": {
			"bluesky",
			map[post.Act]int{post.Reply: 1, post.Repost: 1},
			map[string]int{"event-other": 8},
			map[string]int{},
		},
		"samples/twitwi/bluesky-firehose-posts.json":          {"bluesky", map[post.Act]int{post.Original: 8, post.Reply: 1}, nil, nil},
		"samples/twitwi/bluesky-tap-posts.json":               {"bluesky", map[post.Act]int{post.Original: 8, post.Reply: 6}, nil, nil},
		"samples/twitwi/bluesky-hydrated-firehose-posts.json": {"bluesky", map[post.Act]int{post.Original: 8, post.Reply: 1}, nil, nil},
		"samples/twitwi/bluesky-posts.json":                   {"bluesky", map[post.Act]int{post.Original: 82, post.Quote: 21, post.Reply: 17, post.Repost: 2}, map[string]int{"time-range": 1}, map[string]int{"client-clock": 1}},
		"samples/aggie/ct-1.json":                             {"crowdtangle-api", map[post.Act]int{post.Original: 2}, map[string]int{}, map[string]int{"duplicate-field": 1}},
	} {
		acts := map[post.Act]int{}
		k := &kept{check: func(p *post.Post) { acts[p.Act]++ }}
		read(t, tt.format, realFile(t, name), source.Options{}, k)
		for _, d := range []string{cmp.Diff(tt.acts, acts), cmp.Diff(tt.rejects, k.rejects), cmp.Diff(tt.warnings, k.warnings)} {
			if d != "" {
				t.Errorf("%s: -want +got\n%s", name, d)
			}
		}
	}
}

// normal is a post as twitwi (medialab, Sciences Po) normalises it.
type normal struct {
	URI      string   `json:"uri"`
	Account  string   `json:"user_did"`
	Handle   string   `json:"user_handle"`
	Text     string   `json:"original_text"`
	Indexed  string   `json:"indexed_at_utc"`
	Firehose int64    `json:"firehose_timestamp_us"`
	Seconds  int64    `json:"timestamp_utc"`
	ReplyTo  string   `json:"to_post_uri"`
	Quoted   string   `json:"quoted_uri"`
	Reposter string   `json:"repost_by_user_did"`
	Tags     []string `json:"hashtags"`
	Mentions []string `json:"mentioned_user_dids"`
	Links    []string `json:"links"`
	Media    []string `json:"media_urls"`
}

// TestRealBluesky holds each post against what another program makes of it.
// That program writes tags in lower case and addresses in another form, and
// takes no tags and links from a text without facets or from record.tags.
func TestRealBluesky(t *testing.T) {
	for raw, normalised := range map[string]string{
		"bluesky-posts.json":          "bluesky-normalized-posts.json",
		"bluesky-firehose-posts.json": "bluesky-normalized-firehose-posts.json",
		"bluesky-tap-posts.json":      "bluesky-normalized-tap-posts.json",
	} {
		want := normals(t, "samples/twitwi/"+normalised)
		k := read(t, "bluesky", realFile(t, "samples/twitwi/"+raw), source.Options{}, &kept{})
		for _, p := range k.posts {
			compareNormal(t, p, want[p.Row-1])
		}
	}
}

// normals reads normalised posts: of each record its own, which stands last
// in a list with those collected by the way.
func normals(t *testing.T, name string) []normal {
	t.Helper()
	whole, err := io.ReadAll(realFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	var each []json.RawMessage
	if err := json.Unmarshal(whole, &each); err != nil {
		t.Fatal(err)
	}
	all := make([]normal, len(each))
	for i, raw := range each {
		var many []normal
		if json.Unmarshal(raw, &many) == nil {
			all[i] = many[len(many)-1]
		} else if err := json.Unmarshal(raw, &all[i]); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func compareNormal(t *testing.T, p post.Post, n normal) {
	t.Helper()
	if p.Text != n.Text {
		t.Errorf("%s: text %q, want %q", p.ID, p.Text, n.Text)
	}
	if n.Reposter != "" {
		return
	}
	if p.Account != n.Account || p.Handle != n.Handle || p.ReplyTo != n.ReplyTo {
		t.Errorf("%s: %s %s to %q, want %s %s to %q", p.ID, p.Account, p.Handle, p.ReplyTo, n.Account, n.Handle, n.ReplyTo)
	}
	if p.Act == post.Quote && p.RepostOf != n.Quoted {
		t.Errorf("%s: quotes %q, want %q", p.ID, p.RepostOf, n.Quoted)
	}
	plain := !strings.Contains(string(p.Raw), `"facets"`)
	more := plain || strings.Contains(string(p.Raw), `"tags"`)
	if got, want := lowered(p.Hashtags), lowered(n.Tags); !slices.Equal(got, want) && !(more && contains(got, want)) {
		t.Errorf("%s: tags %v, want %v", p.ID, got, n.Tags)
	}
	if got := lowered(p.Mentions); !slices.Equal(got, lowered(n.Mentions)) {
		t.Errorf("%s: mentions %v, want %v", p.ID, got, n.Mentions)
	}
	switch {
	case n.Firehose != 0 && p.Time != n.Firehose,
		n.Indexed != "" && !near(p.Time, n.Indexed),
		n.Firehose == 0 && n.Indexed == "" && p.Time/1e6 != n.Seconds:
		t.Errorf("%s: at %v, want %s %d %d", p.ID, time.UnixMicro(p.Time).UTC(), n.Indexed, n.Firehose, n.Seconds)
	}
	for _, cid := range p.Media {
		if !strings.Contains(strings.Join(n.Media, " "), cid) {
			t.Errorf("%s: medium %s is not among %v", p.ID, cid, n.Media)
		}
	}
	if (len(p.Links) == 0) != (len(n.Links) == 0) && !plain {
		t.Errorf("%s: links %v, want %v", p.ID, p.Links, n.Links)
	}
}

func near(micros int64, stated string) bool {
	at, err := time.Parse(time.RFC3339Nano, stated)
	return err == nil && at.UnixMicro() == micros
}

// contains says whether all of the wanted are there.
func contains(got, want []string) bool {
	for _, w := range want {
		if !slices.Contains(got, w) {
			return false
		}
	}
	return true
}

func lowered(l []string) []string {
	var out []string
	for _, s := range l {
		out = append(out, strings.ToLower(s))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestPlatformsClaimNothingElse holds that none of these formats claims a
// real file that is of another.
func TestPlatformsClaimNothingElse(t *testing.T) {
	own := map[string]string{
		"samples/jetstream/": "bluesky", "samples/twitwi/bluesky-posts.json": "bluesky",
		"samples/twitwi/bluesky-firehose-posts.json": "bluesky", "samples/twitwi/bluesky-tap-posts.json": "bluesky",
		"samples/twitwi/bluesky-hydrated-firehose-posts.json": "bluesky", "samples/aggie/ct-1.json": "crowdtangle-api",
	}
	platforms := []string{"crowdtangle", "crowdtangle-api", "meta-library", "telegram", "telethon", "bluesky", "mastodon", "youtube", "vk"}
	root := realData(t)
	files := 0
	err := filepath.WalkDir(filepath.Dir(root), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path, filepath.Join(filepath.Dir(root), "knowledge")) {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		want := ""
		for prefix, format := range own {
			if strings.HasPrefix(filepath.ToSlash(name), prefix) {
				want = format
			}
		}
		head, err := io.ReadAll(io.LimitReader(realFile(t, name), source.HeadSize))
		if err != nil {
			return err
		}
		files++
		for _, platform := range platforms {
			if n := format(t, platform).Sniff(head); (n > 0) != (platform == want) {
				t.Errorf("%s: %s is sure of it to %d", name, platform, n)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("only %d files", files)
	}
	if _, err := os.Stat(filepath.Join(root, "samples")); err != nil {
		t.Fatal(err)
	}
}
