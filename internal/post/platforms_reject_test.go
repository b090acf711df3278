package post_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// TestPlatformRejects holds what each reader says of a record that lacks what
// a post needs, or holds it in another form.
func TestPlatformRejects(t *testing.T) {
	const at = `"time_us":1620216000000000,"kind":"commit"`
	const post = `"collection":"app.bsky.feed.post"`
	for _, tt := range []struct{ format, in, want string }{
		{"bluesky", `{` + at + `,"commit":{"operation":"create",` + post + `,"rkey":"k","record":{}}}`, "reject 1 commit field-missing"},
		{"bluesky", `{"did":"d",` + at + `,"commit":{"operation":"create",` + post + `,"record":{}}}`, "reject 1 commit field-missing"},
		{"bluesky", `{"did":"d",` + at + `,"commit":{"operation":"create",` + post + `,"rkey":"k","record":7}}`, "reject 1 commit field-missing"},
		{"bluesky", `{"did":"d",` + at + `}`, "reject 1 commit event-other"},
		{"bluesky", `{"did":"d","kind":"commit","time_us":"x","commit":{"operation":"create",` + post + `,"rkey":"k","record":{}}}`, "reject 1 time_us not-a-time"},
		{"bluesky", `{"did":"d","kind":"commit","time_us":1,"commit":{"operation":"create",` + post + `,"rkey":"k","record":{}}}`, "reject 1 time_us time-range"},
		{"bluesky", `{"did":"d","kind":"commit","commit":{"operation":"create",` + post + `,"rkey":"k","record":{"createdAt":"2021-05-05T12:00:00"}}}`, "reject 1 createdAt no-zone"},
		{"bluesky", `{"type":"record","record":{"action":"update",` + post + `}}`, "reject 1 record event-other"},
		{"bluesky", `{"uri":"at://x","record":{"text":"x"}}`, "reject 1 author.did field-missing"},
		{"bluesky", `{"uri":"at://x","author":{"did":"d"},"record":{},"indexedAt":"0000-10-14T15:06:10.730Z"}`, "reject 1 indexedAt time-range"},
		{"bluesky", `{"post":{"uri":"at://x","record":{}},"reason":{"by":{"did":"d"}}}`, "reject 1 reason.indexedAt field-missing"},
		{"bluesky", `{"post":{"uri":"at://x","record":{}},"reason":{"by":{"did":"d"},"indexedAt":"x"}}`, "reject 1 reason.indexedAt not-a-time"},
		{"bluesky", `{"post":{"record":{}},"reason":{"by":{"did":"d"}}}`, "reject 1  not-a-post"},
		{"crowdtangle-api", `{"platformId":"1","date":"2021-05-05 12:00:00","account":{}}`, "reject 1 account.platformId field-missing"},
		{"crowdtangle-api", `{"platformId":"1","date":"x","account":{}}`, "reject 1 date not-a-time"},
		{"telegram", `{"messages":[{"type":"message","date_unixtime":"1620216000","from_id":"u"}]}`, "reject 1 id field-missing"},
		{"telegram", `{"messages":[{"type":"message","id":1,"from_id":"u"}]}`, "reject 1 date_unixtime field-missing"},
		{"telegram", `{"messages":[{"type":"message","id":1,"date_unixtime":"ayer","from_id":"u"}]}`, "reject 1 date_unixtime not-a-time"},
		{"telethon", `{"id":1,"message":"x","date":"ayer","peer_id":{"user_id":2}}`, "reject 1 date not-a-time"},
		{"telethon", `{"id":1,"message":"x","date":1620216000}`, "reject 1 from_id field-missing"},
		{"telethon", `{"id":1,"date":1620216000}`, "reject 1  not-a-post"},
		{"mastodon", `{"id":"1","created_at":"ayer","content":"","account":{"id":"2"}}`, "reject 1 created_at not-a-time"},
		{"mastodon", `{"id":"1","created_at":"2021-05-05T12:00:00Z","content":"","account":{}}`, "reject 1 account.id field-missing"},
		{"mastodon", `{"id":1.2E+18,"created_at":"2021-05-05T12:00:00Z","content":"","account":{"id":"2"}}`, "warn 1 id rounded-id;reject 1  not-a-post"},
		{"youtube", `{"id":"1","snippet":{"textDisplay":"x"}}`, "reject 1 snippet.publishedAt field-missing"},
		{"youtube", `{"id":"1","snippet":{"textDisplay":"x","publishedAt":"ayer"}}`, "reject 1 snippet.publishedAt not-a-time"},
		{"vk", `{"id":1,"text":"x","date":1620216000}`, "reject 1 from_id field-missing"},
		{"vk", `{"id":1,"from_id":2,"text":"x","date":"ayer"}`, "reject 1 date not-a-time"},
		{"vk", `{"from_id":2,"text":"x","date":1620216000}`, "reject 1  not-a-post"},
		{"vk", `{"response":[7,{"id":1,"from_id":2,"text":"\ud800`, "reject 1  json-cut"},
		{"vk", "{\"id\":1,\"from_id\":2,\"text\":\"\xff\",\"date\":1}", "warn 1  not-utf8;reject 1 date time-range"},
	} {
		k := readString(t, tt.format, tt.in, source.Options{})
		if got := strings.Join(problems(k), ";"); got != tt.want || len(k.posts) > 0 {
			t.Errorf("%s: %s: %q and %d posts, want %q", tt.format, tt.in, got, len(k.posts), tt.want)
		}
	}
}

// TestTelethonSenders holds who is taken for the sender of a message, in the
// forms of several years.
func TestTelethonSenders(t *testing.T) {
	for in, want := range map[string]string{
		`"from_id":{"_":"PeerUser","user_id":7}`:       "account=user7 act=original id=9/1",
		`"from_id":{"_":"PeerChannel","channel_id":7}`: "account=channel7 act=original id=9/1",
		`"from_id":7`:                                                          "account=user7 act=original id=9/1",
		`"_sender":{"id":7,"username":"a7"}`:                                   "account=user7 handle=a7 act=original id=9/1",
		`"_sender":{"id":7,"title":"Canal","username":"c7"}`:                   "account=channel7 handle=c7 act=original id=9/1",
		`"_chat":{"id":9,"username":"c9"}`:                                     "account=channel9 handle=c9 act=original id=9/1",
		`"via_bot_id":5`:                                                       "account=channel9 act=original id=9/1",
		`"fwd_from":{"channel_id":3,"channel_post":4}`:                         "account=channel9 act=repost id=9/1",
		`"fwd_from":{"from_name":"x"}`:                                         "account=channel9 act=repost id=9/1",
		`"reply_to":{"reply_to_msg_id":6,"reply_to_peer_id":{"channel_id":8}}`: "account=channel9 act=reply id=9/1",
		`"reply_to_msg_id":6`:                                                  "account=channel9 act=reply id=9/1",
		`"entities":[{"_":"MessageEntityMentionName","offset":0,"length":1,"user_id":4}]`: "account=channel9 act=original id=9/1",
	} {
		k := readString(t, "telethon", `{"id":1,"date":1620216000,"message":"x","peer_id":{"channel_id":9},`+in+`}`, source.Options{})
		if len(k.posts) != 1 {
			t.Errorf("%s: %v", in, problems(k))
			continue
		}
		_, got, _ := strings.Cut(line(k.posts[0]), " ")
		got, _, _ = strings.Cut(got, " platform")
		if got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}

// TestTelegramBroken holds that a message which breaks off costs itself alone,
// and that what was read of it is shown as it stands in the file.
func TestTelegramBroken(t *testing.T) {
	const whole = `{"type": "message", "id": 1, "date_unixtime": "1620216000", "from_id": "u", "text": "x"}`
	for name, tt := range map[string]struct {
		in    string
		posts int
		want  []string
	}{
		"a string is cut by a line end": {"{\"messages\": [\n " + whole + ",\n {\"id\": \"\n " + whole + "\n]}", 2, []string{"reject 2  json-syntax"}},
		"the last one":                  {"{\"messages\": [\n " + whole + ",\n {\"id\": \"\n], \"id\": 7}", 1, []string{"reject 2  json-syntax"}},
		"no comma inside":               {"{\"messages\": [\n {\"id\": 1 \"x\": 2},\n " + whole + "\n]}", 1, []string{"reject 1  json-syntax"}},
		"brackets that do not match":    {"{\"messages\": [\n {\"id\": ]},\n " + whole + "\n]}", 1, []string{"reject 1  json-syntax"}},
		"nothing at all":                {"{\"messages\": []}", 0, nil},
		"not a list":                    {"{\"messages\": {\"id\": 1}}", 0, nil},
	} {
		k := readString(t, "telegram", tt.in, source.Options{})
		if len(k.posts) != tt.posts {
			t.Errorf("%s: %d posts", name, len(k.posts))
		}
		got := slices.DeleteFunc(problems(k), func(p string) bool { return strings.HasSuffix(p, "list-open") })
		if d := cmp.Diff(tt.want, got); len(tt.want)+len(got) > 0 && d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
		for _, i := range k.issues {
			if !strings.HasPrefix(tt.in[i.Offset:], string(i.Raw)) && i.Reject {
				t.Errorf("%s: %q does not stand there", name, i.Raw)
			}
		}
	}
}

// TestMetaLibraryPlatforms holds how a table shows which platform it is of.
func TestMetaLibraryPlatforms(t *testing.T) {
	for in, want := range map[string]string{
		"mcl_url\n1,2021-05-05T12:00:00Z,7,https://www.facebook.com/transparency-tools/content-library/dataset/1/instagram/entity/1": "instagram",
		"mcl_url\n1,2021-05-05T12:00:00Z,7,https://www.facebook.com/transparency-tools/content-library/dataset/1/facebook/entity/1":  "facebook",
		"shared_post_id\n1,2021-05-05T12:00:00Z,7,": "facebook",
		"text\n1,2021-05-05T12:00:00Z,7,#x":         "threads",
	} {
		k := readString(t, "meta-library", "id,creation_time,post_owner.id,"+in+"\n", source.Options{Platform: "threads"})
		if len(k.posts) != 1 || k.posts[0].Platform != want {
			t.Errorf("%s: %v %v", in, k.posts, problems(k))
		}
	}
}
