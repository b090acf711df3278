package post_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// TestBlueskyRecords holds what is taken of the odd records that programs
// write, of which the real ones have many.
func TestBlueskyRecords(t *testing.T) {
	for name, tt := range map[string]struct{ record, want string }{
		"types of other names": {
			`"text":"a #b c","facets":[{"features":[{"$type":"FACETTAG","tag":"b"}]},{"features":[{"$type":"app.bsky.feature.url","uri":"https://example.org"}]}]`,
			"links=https://example.org tags=b text=a #b c",
		},
		"a tag by its range": {
			`"text":"más #Tango","facets":[{"features":[{"$type":"app.bsky.richtext.tag#tag"}],"index":{"byteStart":5,"byteEnd":11}}]`,
			"tags=Tango text=más #Tango",
		},
		"ranges that the text has not": {
			`"text":"más","facets":[{"features":[{"$type":"x#tag"}],"index":{"byteStart":0,"byteEnd":2}},{"features":[{"$type":"x#tag"}],"index":{"byteStart":3,"byteEnd":9}},{"features":[{"$type":"x#tag"}],"index":{"byteStart":-1,"byteEnd":1}}]`,
			"text=más",
		},
		"several tags in one": {
			`"text":"x","facets":[{"features":[{"$type":"x#tag","tag":" uno #dos"}]}],"tags":["#tres","uno",7]`,
			"tags=uno,dos,tres text=x",
		},
		"a moving picture": {
			`"text":"","facets":[],"embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://media.tenor.com/x.gif"}}`,
			"media=https://media.tenor.com/x.gif",
		},
		"an empty video": {
			`"text":"","facets":[],"embed":{"$type":"app.bsky.embed.video","video":{"ref":{"$link":"bafy"},"size":0}}`,
			"",
		},
		"the address of what is quoted": {
			`"text":"","facets":[{"features":[{"uri":"https://bsky.app/profile/b2.example/post/k9"}]},{"features":[{"uri":"https://bsky.app/profile/b2.example/post/k8"}]}],"embed":{"$type":"app.bsky.embed.record","record":{"uri":"at://did:plc:b2/app.bsky.feed.post/k9"}}`,
			"of=at://did:plc:b2/app.bsky.feed.post/k9 links=https://bsky.app/profile/b2.example/post/k8",
		},
		"no facets": {
			`"text":"mira https://example.org/x. #hoy @b2.example"`,
			"links=https://example.org/x tags=hoy text=mira https://example.org/x. #hoy @b2.example",
		},
	} {
		in := `{"uri":"at://u","author":{"did":"d"},"record":{` + tt.record + `},"indexedAt":"2021-05-05T12:00:00Z"}`
		k := readString(t, "bluesky", in, source.Options{})
		if len(k.posts) != 1 {
			t.Errorf("%s: %v", name, problems(k))
			continue
		}
		_, got, _ := strings.Cut(line(k.posts[0]), "platform=bluesky")
		if strings.TrimSpace(got) != tt.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestMarkup holds the plain text and the links of posts in HTML.
func TestMarkup(t *testing.T) {
	for in, want := range map[string]string{
		`<p>uno</p><p>dos<br/>tres</p>`:                                                          "text=uno\n\ndos\ntres",
		`sin marcas &lt;b&gt; &amp;amp;`:                                                         "text=sin marcas <b> &amp;",
		`<p>a<script>alert(1)</script><style>b{}</style>c</p>`:                                   "text=ac",
		`<ul><li>a</li><li>b</li></ul>`:                                                          "text=a\nb",
		`<a href="https://example.org/?a=1&amp;b=2">x</a>`:                                       "links=https://example.org/?a=1&b=2 text=x",
		`<a href="javascript:x">x</a><a class="u-url mention" href="https://example.org">@b</a>`: "text=x@b",
		`<a title="t" href='https://example.org/1'>x`:                                            "links=https://example.org/1 text=x",
		`<p>a</p`:            "text=a",
		`<!-- no --><p></p>`: "",
	} {
		content, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		k := readString(t, "mastodon", fmt.Sprintf(`{"id":"1","created_at":"2021-05-05T12:00:00Z","account":{"id":"2"},"content":%s}`, content), source.Options{})
		_, got, _ := strings.Cut(line(k.posts[0]), "platform=mastodon")
		if strings.TrimSpace(got) != want {
			t.Errorf("%s: %q", in, got)
		}
	}
}

// TestZoneNames holds how abbreviations of zones are read: those that mean one
// offset anywhere, else those that the zone given goes by at that time.
func TestZoneNames(t *testing.T) {
	mexico, shanghai := zone(t, "America/Mexico_City"), zone(t, "Asia/Shanghai")
	for _, tt := range []struct {
		in   string
		zone *time.Location
		want string // UTC, or the problem
	}{
		{"2021-07-01 12:00:00 EDT", nil, "16:00"},
		{"2021-07-01 12:00:00 EST", mexico, "17:00"},
		{"2021-07-01 12:00:00 UTC", mexico, "12:00"},
		{"2021-07-01 12:00 CEST", nil, "10:00"},
		{"2021-07-01 12:00:00 CST", nil, "zone-name"},
		{"2021-07-01 12:00:00 CST", time.UTC, "zone-name"},
		{"2021-07-01 12:00:00 CST", shanghai, "04:00"},
		{"2021-07-01 12:00:00 CST", mexico, "zone-name"}, // it is CDT there in July
		{"2021-07-01 12:00:00 CDT", mexico, "17:00"},
		{"2021-10-31 01:30:00 CDT", mexico, "06:30"}, // the hour that comes twice
		{"2021-10-31 01:30:00 CST", mexico, "07:30"},
		{"2021-04-04 02:30:00 CST", mexico, "time-skipped"},
		{"2021-07-01 12:00:00 XYZ", mexico, "zone-name"},
		{"2021-07-01 12:00:00", mexico, "17:00"},
		{"2021-07-01 12:00:00", nil, "no-zone"},
		{"2021-07-01 12:00:00 -0500", nil, "17:00"},
		{"2021-07-01 25:00:00 EDT", nil, "not-a-time"},
		{"1980-07-01 12:00:00 EDT", nil, "time-range"},
	} {
		in := "Facebook Id,Post Created,Message,URL\n1," + tt.in + ",x,\n"
		k := readString(t, "crowdtangle", in, source.Options{Zone: tt.zone})
		got := ""
		if len(k.posts) == 1 {
			got = time.UnixMicro(k.posts[0].Time).UTC().Format("15:04")
		} else {
			got = k.issues[0].Problem.Key
		}
		if got != tt.want {
			t.Errorf("%s in %v: %s, want %s", tt.in, tt.zone, got, tt.want)
		}
	}
}

// TestPostAddresses holds which ids are in the addresses of posts.
func TestPostAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.facebook.com/12/posts/34":                       "12_34",
		"https://www.facebook.com/groups/12/permalink/34/":           "12_34",
		"https://www.facebook.com/a17/posts/34?x=1":                  "34",
		"https://www.facebook.com/permalink.php?story_fbid=34&id=12": "12_34",
		"https://www.facebook.com/photo.php?fbid=34":                 "34",
		"https://www.facebook.com/photo.php":                         "",
		"https://www.instagram.com/p/Cab_c/":                         "Cab_c",
		"https://www.facebook.com/":                                  "",
		"34":                                                         "",
	} {
		k := readString(t, "crowdtangle", "Facebook Id,Post Created,Message,URL\n1,2021-07-01 12:00:00 EDT,x,"+in+"\n", source.Options{})
		if got := k.posts[0].ID; got != want {
			t.Errorf("%s: %q", in, got)
		}
	}
}

// TestSniffNeedsMore holds that what only resembles a format is not taken for
// it.
func TestSniffNeedsMore(t *testing.T) {
	for _, in := range []string{
		`{"messages":[{"role":"user","content":"x"}]}`,
		`{"did":"d","kind":"x"}`,
		`{"id":"1","created_at":"2021","content":"x"}`,
		`{"kind":"youtube#videoListResponse","items":[{"snippet":{"publishedAt":"2021"}}]}`,
		`{"items":[{"id":1,"date":2}]}`,
		"Page Name,Post Created,Message\n",
		"id,creation_time,text\n",
		"id,text,publishedAt\n",
		"", "{", "[", "\x00",
	} {
		for _, name := range []string{"crowdtangle", "crowdtangle-api", "meta-library", "telegram", "telethon", "bluesky", "mastodon", "youtube", "vk"} {
			if n := format(t, name).Sniff([]byte(in)); n != 0 {
				t.Errorf("%s is sure of %q to %d", name, in, n)
			}
		}
	}
}

// TestTablesLackColumns holds that a table without a column that is needed is
// refused by its name.
func TestTablesLackColumns(t *testing.T) {
	got := map[string]string{}
	for _, name := range []string{"crowdtangle", "meta-library", "youtube"} {
		err := format(t, name).Read(t.Context(), source.NewStream(strings.NewReader("a,b\n1,2\n")), source.Options{}, &kept{})
		got[name] = fmt.Sprint(err)
	}
	want := map[string]string{
		"crowdtangle":  "has no column Post Created; for other names use --format csv with --map",
		"meta-library": "has no column id; for other names use --format csv with --map",
		"youtube":      "has no column videoId; for other names use --format csv with --map",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
