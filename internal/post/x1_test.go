package post_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// The fixtures are made up; only their layout is that of the exports.

// x1Lines are a stream: notices, a repost whose text is cut, a quote that
// replies, a long tweet of a stream, one without a time, users and numbers
// for ids.
const x1Lines = `{"delete":{"status":{"id":1,"id_str":"1","user_id_str":"7"},"timestamp_ms":"1"}}
{"limit":{"track":5,"timestamp_ms":"1617969600000"}}
{"created_at":"Fri Apr 09 12:00:00 +0000 2021","id":91,"id_str":"91","text":"RT @b1: Un texto que se corta…","truncated":false,"source":"<a href=\"https://example.org\" rel=\"nofollow\">Cliente</a>","user":{"id":7,"id_str":"7","screen_name":"a7","created_at":"Fri Jan 01 00:00:00 +0000 2010"},"retweeted_status":{"id_str":"90","text":"Un texto que se corta https://t.co/zz","truncated":true,"user":{"id_str":"6","screen_name":"b1"},"extended_tweet":{"full_text":"Un texto que se corta si no se lee #entero","entities":{"hashtags":[{"text":"entero"}],"user_mentions":[{"screen_name":"c3"}],"urls":[{"url":"https://t.co/u","expanded_url":"https://example.org/s","unwound":{"url":"https://example.org/largo"}}]},"extended_entities":{"media":[{"id_str":"500","media_url_https":"https://pbs.example.org/500.jpg"}]}}},"entities":{"hashtags":[],"urls":[],"user_mentions":[{"screen_name":"b1"}]},"lang":"es"}
{"created_at":"Fri Apr 09 12:00:01 +0000 2021","id_str":"92","full_text":"mira https://t.co/a","in_reply_to_status_id_str":"91","in_reply_to_user_id_str":"7","is_quote_status":true,"quoted_status_id_str":"80","user":{"id_str":"8","screen_name":"a8"},"entities":{"hashtags":[{"text":"ya"}],"user_mentions":[],"urls":[{"url":"https://t.co/a","expanded_url":"https://example.org/a"},{"url":"https://t.co/b","expanded_url":"https://twitter.com/b1/status/80"},{"url":"https://t.co/c","expanded_url":"https://twitter.com/i/web/status/92"}],"media":[{"id_str":"501"}]}}
{"id_str":"1380492604800270336","text":"sin hora #x","user":{"id":9,"screen_name":"a9"}}
{"id_str":"93","text":"ni hora ni la lleva el id","user":{"id_str":"9","screen_name":"a9"}}
{"id_str":"94","text":"otro siglo","created_at":"Fri Apr 09 12:00:01 +0000 2221","user":{"id_str":"9","screen_name":"a9"}}
{"id_str":"95","text":"nadie","created_at":"Fri Apr 09 12:00:01 +0000 2021","user":{"screen_name":"a9"}}
{"id_str":"1.38E+18","text":"redondeado","created_at":"Fri Apr 09 12:00:01 +0000 2021","user":{"id_str":"9","screen_name":"a9"}}
{"id":96,"text":"@a7 número","created_at":"Fri Apr 09 12:00:02 +0000 2021","in_reply_to_user_id":7,"user":{"id":9,"screen_name":"a9"}}
{"hello":1}
`

const x1Search = `{"statuses":[
 {"created_at":"Fri Apr 09 12:00:00 +0000 2021","id_str":"11","full_text":"uno","user":{"id_str":"7","screen_name":"a7"},"entities":{}},
 {"created_at":"Fri Apr 09 12:00:01 +0000 2021","id_str":"12","full_text":"dos","user":{"id_str":"8","screen_name":"a8"},"entities":{}}
],"search_metadata":{"count":2}}
`

// x1Hashed is a tweet in the form of X's de-identified samples.
const x1Hashed = `{"created_at":"Sun Apr 09 02:05:34 +0000 2017","id_str_h":"idA","text_m":"mira #x","in_reply_to_status_id_str_h":"","user":{"id_str_h":"uA","screen_name_h":"nA","created_at":"Fri Jan 01 00:00:00 +0000 2010"},"entities":{"hashtags":[{"text":"x"}],"user_mentions":[{"screen_name_h":"nB"}],"urls":[{"url_h":"https://t.co/q","expanded_url_h":"https://example.org/h","unwound":{"url_h":"https://example.org/hh"}}]}}
`

func TestX1(t *testing.T) {
	for name, tt := range map[string]struct {
		in       string
		posts    []string
		problems []string
	}{
		"stream": {
			x1Lines,
			[]string{
				"2021-04-09T12:00:00 account=7 handle=a7 act=repost id=91 platform=x language=es client=Cliente of=90 links=https://example.org/largo tags=entero mentions=c3 media=https://pbs.example.org/500.jpg text=Un texto que se corta si no se lee #entero",
				"2021-04-09T12:00:01 account=8 handle=a8 act=quote id=92 platform=x of=80 to=91 links=https://example.org/a tags=ya media=501 text=mira https://t.co/a",
				"2021-04-09T12:07:39.953 account=9 handle=a9 act=original id=1380492604800270336 platform=x tags=x text=sin hora #x",
				"2021-04-09T12:00:02 account=9 handle=a9 act=reply id=96 platform=x to=7 mentions=a7 text=@a7 número",
			},
			[]string{
				"reject 1  stream-notice", "reject 2  stream-notice", "reject 6 created_at field-missing", "reject 7 created_at time-range",
				"reject 8 user.id_str field-missing", "reject 9 id_str rounded-id", "reject 11  not-a-post",
			},
		},
		"search": {
			x1Search,
			[]string{
				"2021-04-09T12:00:00 account=7 handle=a7 act=original id=11 platform=x text=uno",
				"2021-04-09T12:00:01 account=8 handle=a8 act=original id=12 platform=x text=dos",
			},
			nil,
		},
		"de-identified": {
			x1Hashed,
			[]string{"2017-04-09T02:05:34 account=uA handle=nA act=original id=idA platform=x links=https://example.org/hh tags=x mentions=nB text=mira #x"},
			nil,
		},
		"the entities of the cut text": {
			`{"created_at":"Fri Apr 09 12:00:00 +0000 2021","id_str":"31","text":"corto… https://t.co/a","full_text":"largo #todo https://twitter.com/a7/status/31/photo/1","truncated":true,"user":{"id_str":"7","screen_name":"a7"},"entities":{"hashtags":[],"urls":[]}}`,
			[]string{"2021-04-09T12:00:00 account=7 handle=a7 act=original id=31 platform=x tags=todo text=largo #todo https://twitter.com/a7/status/31/photo/1"},
			nil,
		},
		"a cut repost without its original": {
			strings.Repeat(`{"created_at":"Fri Apr 09 12:00:00 +0000 2021","id_str":"41","text":"RT @b1: cor…","user":{"id_str":"7","screen_name":"a7"},"retweeted_status":{"id_str":"40","text":"RT @b1: cor…"}}`+"\n", 2),
			[]string{
				"2021-04-09T12:00:00 account=7 handle=a7 act=repost id=41 platform=x of=40 mentions=b1 text=RT @b1: cor…",
				"2021-04-09T12:00:00 account=7 handle=a7 act=repost id=41 platform=x of=40 mentions=b1 text=RT @b1: cor…",
			},
			[]string{"warn 1 text truncated-repost"},
		},
		"a list that breaks off": {
			"[" + strings.TrimSpace(x1Hashed) + ",\n{\"id_str\":",
			[]string{"2017-04-09T02:05:34 account=uA handle=nA act=original id=idA platform=x links=https://example.org/hh tags=x mentions=nB text=mira #x"},
			[]string{"reject 2  json-cut", "warn 0  list-open"},
		},
	} {
		k := readString(t, "x-v1", tt.in, source.Options{})
		if d := cmp.Diff(tt.posts, lines(k)); d != "" {
			t.Errorf("%s: posts -want +got\n%s", name, d)
		}
		if d := cmp.Diff(tt.problems, problems(k)); d != "" {
			t.Errorf("%s: problems -want +got\n%s", name, d)
		}
	}
}

// TestSnowflake holds the time in an id: of the first the platform's own
// documentation gives created_at as Wed Oct 10 20:19:24 +0000 2018; the
// milliseconds were computed with Python as (id >> 22) + 1288834974657. Ids
// that were counted up hold no time.
func TestSnowflake(t *testing.T) {
	for id, want := range map[string]string{
		"1050118621198921728":  "2018-10-10T20:19:24.211Z",
		"1541815603606036480":  "2022-06-28T16:07:40.105Z",
		"20":                   "",
		"29700859247":          "",
		"30000000000":          "",
		"99999999999999999999": "",
		"abc":                  "",
		"":                     "",
	} {
		in := `{"id_str":"` + id + `","text":"x","user":{"id_str":"7"}}`
		k := readString(t, "x-v1", in, source.Options{})
		got := ""
		if len(k.posts) == 1 {
			got = time.UnixMicro(k.posts[0].Time).UTC().Format(time.RFC3339Nano)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

// TestAccountAge holds that readers take when an account was made.
func TestAccountAge(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"x-v1":        {x1Hashed, "2010-01-01T00:00:00Z"},
		"x-v2":        {`{"data":{"id":"1","author_id":"7","created_at":"2021-04-09T12:00:00.000Z","text":"a"},"includes":{"users":[{"id":"7","username":"a7","created_at":"2010-02-01T00:00:00.000Z"}]}}`, "2010-02-01T00:00:00Z"},
		"x-io":        {ioArchive, "2016-12-04T00:00:00Z"},
		"twarc-csv":   {twarcTable, "2014-07-24T01:13:04Z"},
		"zeeschuimer": {zeeX, "2011-07-22T16:50:20Z"},
		"4cat":        {fourCATBluesky, "2023-05-01T10:00:00Z"},
	} {
		k := readString(t, name, tt.in, source.Options{})
		if len(k.posts) == 0 {
			t.Errorf("%s: no post: %v", name, problems(k))
			continue
		}
		if got := time.UnixMicro(k.posts[0].Since).UTC().Format(time.RFC3339Nano); got != tt.want {
			t.Errorf("%s: got %s, want %s", name, got, tt.want)
		}
	}
}

// TestRefusals holds that what X and Zeeschuimer give besides posts is refused
// in one sentence that says what it is.
func TestRefusals(t *testing.T) {
	for _, tt := range []struct{ format, in, want string }{
		{"x-v1", `[{"id":7,"id_str":"7","screen_name":"a7","name":"A","followers_count":1,"statuses_count":2}]`, "profiles of users"},
		{"x-v2", `{"data":[{"id":"7","username":"a7","name":"A"}],"includes":{"tweets":[]}}`, "profiles of users"},
		{"x-v2", `{"data":[{"start":"2021-10-16T18:21:34.000Z","end":"2021-10-16T19:00:00.000Z","tweet_count":3}]}`, "counts of posts"},
		{"x-v2", `{"id":"1","action":"delete","created_at":"2021-10-16T18:21:34.000Z","reason":"deactivated"}`, "compliance"},
		{"x-v2", `{"data":{"id":"1","name":"A","owner_id":"7","member_count":3}}`, "lists of X"},
		{"zeeschuimer", `{"item_id":"1","source_platform":"instagram.com","data":{"id":"1"}}`, "captured from instagram.com"},
		{"4cat", `{"id":"1","__import_meta":{"source_platform":"linkedin.com"}}`, "captured from linkedin.com"},
	} {
		f := format(t, tt.format)
		k := &kept{}
		err := f.Read(t.Context(), source.NewStream(strings.NewReader(tt.in)), source.Options{}, k)
		if err == nil || !strings.Contains(err.Error(), tt.want) || k.n+len(k.issues) != 0 {
			t.Errorf("%s: %v, %d posts, want %q", tt.in, err, k.n, tt.want)
		}
		if got := best([]byte(tt.in)); got != tt.format {
			t.Errorf("%s is taken for %q, want %s", tt.in, got, tt.format)
		}
	}
	for _, in := range []string{
		`[{"id":1,"username":"a7","name":"A","state":"active"}]`,
		`{"id":1,"action":"login","created_at":"2021-10-16T18:21:34.000Z","reason":"password"}`,
		`{"id":1,"name":"A","owner_id":7,"private":true}`,
	} {
		if got := best([]byte(in)); got != "" {
			t.Errorf("%s is taken for %q, though nothing says that it is of X", in, got)
		}
	}
}
