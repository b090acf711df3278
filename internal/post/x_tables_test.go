package post_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// ioArchive is the whole header of the archive and rows in its layout: an
// account whose ids are hashed, a repost, a reply that quotes, a row that a
// spreadsheet spoilt.
const ioArchive = `tweetid,userid,user_display_name,user_screen_name,user_reported_location,user_profile_description,user_profile_url,follower_count,following_count,account_creation_date,account_language,tweet_language,tweet_text,tweet_time,tweet_client_name,in_reply_to_userid,in_reply_to_tweetid,quoted_tweet_tweetid,is_retweet,retweet_userid,retweet_tweetid,latitude,longitude,quote_count,reply_count,like_count,retweet_count,hashtags,urls,user_mentions,poll_choices
898925911294132224,hA=,hA=,hA=,"Lugar, País",Perfil,,17,23,2016-12-04,en,es,Un texto #uno,2017-08-19 15:13,Cliente,,,,False,,,absent,absent,0.0,0.0,0.0,0.0,"[uno, dos]","[https://example.org/a, https://example.org/b]",[],
898925911294132225,1017,A,a17,,,,1,1,2017-05-08,en,es,RT @b1: cor…,2017-05-09 09:41,Web,,,,True,55,77,,,0,0,0,0,"['tres']",[],"['55', '56']",
898925911294132226,1017,A,a17,,,,1,1,2017-05-08,en,es,sí,2017-05-09 09:42,Web,55,66,44,false,,,,,0,0,0,0,,,,
8.98925911294132E+17,1017,A,a17,,,,1,1,bad,en,es,sí,2017-05-09 09:43,Web,5.5E+17,,,False,,,,,0,0,0,0,,,,
898925911294132228,,A,,,,,1,1,,en,es,nadie,2017-05-09 09:43,Web,,,,False,,,,,0,0,0,0,,,,
898925911294132229,1017,A,a17,,,,1,1,,en,es,fecha,09/05/2017,Web,,,,False,,,,,0,0,0,0,,,,
`

func TestXIO(t *testing.T) {
	k := readString(t, "x-io", "\xef\xbb\xbf"+ioArchive, source.Options{})
	want := []string{
		"2017-08-19T15:13:00 account=hA= act=original id=898925911294132224 platform=x language=es client=Cliente links=https://example.org/a,https://example.org/b tags=uno,dos text=Un texto #uno",
		"2017-05-09T09:41:00 account=1017 handle=a17 act=repost id=898925911294132225 platform=x language=es client=Web of=77 tags=tres mentions=55,56 text=RT @b1: cor…",
		"2017-05-09T09:42:00 account=1017 handle=a17 act=quote id=898925911294132226 platform=x language=es client=Web of=44 to=66 text=sí",
		"2017-05-09T09:43:00 account=1017 handle=a17 act=reply platform=x language=es client=Web text=sí",
	}
	if d := cmp.Diff(want, lines(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	wrong := []string{
		"warn 4 tweetid rounded-id", "warn 4 in_reply_to_userid rounded-id", "reject 5 userid field-empty",
		"reject 6 tweet_time time-order", "warn 2 text truncated-repost",
	}
	if d := cmp.Diff(wrong, problems(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// twarcTable has the columns of the version of today; rows: a reply that
// quotes, a repost with its whole text, values all written as JSON.
const twarcTable = `id,conversation_id,referenced_tweets.replied_to.id,referenced_tweets.retweeted.id,referenced_tweets.quoted.id,author_id,in_reply_to_user_id,created_at,text,lang,source,entities.hashtags,entities.mentions,entities.urls,attachments.media,attachments.media_keys,author.id,author.created_at,author.username
91,80,90,,80,7,6,2021-04-09T12:00:00.000Z,mira\nesto,es,Web,"[""#uno""]","[""@b1""]","[""https://example.org/a"", ""pic.twitter.com/x"", ""https://twitter.com/b1/status/80"", ""https://twitter.com/a7/status/91/photo/1""]","[{""media_key"": ""3_1"", ""url"": ""https://pbs.example.org/1.jpg""}, {""media_key"": ""7_2""}]","[""3_1""]",7,2014-07-24T01:13:04.000Z,a7
92,92,,90,,7,,2021-04-09T12:00:01.000Z,El texto entero,es,Web,,,,,"[""3_9""]",7,2014-07-24T01:13:04.000Z,a7
"""93""","""93""",,,,"""8""",,"""2021-04-09T12:00:02.000Z""","""dos\n\u00e9""","""es""",,,,,,,"""8""",,"""a8"""
1.2E+18,94,,,,8,,2021-04-09T12:00:03.000Z,redondo,es,,,,,,,8,,a8
95,95,,,,,,2021-04-09T12:00:03.000Z,nadie,es,,,,,,,,,
96,96,,,,8,,ayer,x,es,,,,,,,8,,a8
97,97,,,,8,,,x,es,,,,,,,8,,a8
`

// twarcOld has the columns of the first versions: references and entities as
// X gave them.
const twarcOld = `id,text,author_id,conversation_id,created_at,lang,source,entities.mentions,entities.urls,entities.hashtags,referenced_tweets,author.username,author.created_at
91,"""mira\n#uno""",7,91,2021-04-09T12:00:00.000Z,es,Web,"[{""start"": 1, ""username"": ""b1""}]","[{""url"": ""https://t.co/a"", ""expanded_url"": ""https://example.org/a"", ""unwound_url"": ""https://example.org/aa""}, {""expanded_url"": ""https://twitter.com/b1/status/80""}]","[{""tag"": ""uno""}]","[{""type"": ""quoted"", ""id"": ""80""}, {""type"": ""replied_to"", ""id"": ""79""}]",a7,2014-07-24T01:13:04.000Z
92,RT @b1: cor…,7,92,2021-04-09T12:00:01.000Z,es,Web,,[not json,,"[{""type"": ""retweeted"", ""id"": ""90""}]",a7,
`

func TestTwarcCSV(t *testing.T) {
	for name, tt := range map[string]struct {
		in       string
		posts    []string
		problems []string
	}{
		"today": {
			twarcTable,
			[]string{
				"2021-04-09T12:00:00 account=7 handle=a7 act=quote id=91 platform=x language=es client=Web of=80 to=90 links=https://example.org/a tags=uno mentions=b1 media=https://pbs.example.org/1.jpg,7_2 text=mira\nesto",
				"2021-04-09T12:00:01 account=7 handle=a7 act=repost id=92 platform=x language=es client=Web of=90 media=3_9 text=El texto entero",
				"2021-04-09T12:00:02 account=8 handle=a8 act=original id=93 platform=x language=es text=dos\né",
				"2021-04-09T12:00:03 account=8 handle=a8 act=original platform=x language=es text=redondo",
			},
			[]string{"warn 4 id rounded-id", "reject 5 author_id field-empty", "reject 6 created_at not-a-time", "reject 7 created_at field-empty"},
		},
		"first versions": {
			twarcOld,
			[]string{
				"2021-04-09T12:00:00 account=7 handle=a7 act=quote id=91 platform=x language=es client=Web of=80 to=79 links=https://example.org/aa tags=uno mentions=b1 text=mira\n#uno",
				"2021-04-09T12:00:01 account=7 handle=a7 act=repost id=92 platform=x language=es client=Web of=90 text=RT @b1: cor…",
			},
			[]string{"warn 2 text truncated-repost"},
		},
	} {
		k := readString(t, "twarc-csv", tt.in, source.Options{})
		if d := cmp.Diff(tt.posts, lines(k)); d != "" {
			t.Errorf("%s: posts -want +got\n%s", name, d)
		}
		if d := cmp.Diff(tt.problems, problems(k)); d != "" {
			t.Errorf("%s: problems -want +got\n%s", name, d)
		}
	}
}

// cntTable has times that count from any moment.
const cntTable = `message_id,user_id,username,repost_id,reply_id,message,timestamp,urls
1,4,user_4,,,mango #x,0,['https://example.org/2']
2,1,user_1,1,,camel,59.5,"['https://example.org/4', 'https://example.org/6']"
3,1,user_1,,2,camel,1606451170.518101,[]
4,1,user_1,,,camel,-1,[]
5,1,user_1,,,camel,1e3,""
`

func TestCNT(t *testing.T) {
	k := readString(t, "cnt", cntTable, source.Options{Platform: "x"})
	want := []string{
		"1970-01-01T00:00:00 account=4 handle=user_4 act=original id=1 platform=x links=https://example.org/2 tags=x text=mango #x",
		"1970-01-01T00:00:59.5 account=1 handle=user_1 act=repost id=2 platform=x of=1 links=https://example.org/4,https://example.org/6 text=camel",
		"2020-11-27T04:26:10.518101 account=1 handle=user_1 act=reply id=3 platform=x to=2 text=camel",
	}
	if d := cmp.Diff(want, lines(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]string{"reject 4 timestamp not-a-time", "reject 5 timestamp not-a-time"}, problems(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestRelativeShares holds that a share table may count its seconds from any
// moment, and that other tables may not.
func TestRelativeShares(t *testing.T) {
	in := "object_id,account_id,content_id,timestamp_share\no,a,c1,1000\no,b,c2,1010\no,b,c3,0\no,b,c4,-5\no,b,c5,5000000000\n"
	k := readString(t, "share-table", in, source.Options{})
	var got []int64
	for _, p := range k.posts {
		got = append(got, p.Time)
	}
	if d := cmp.Diff([]int64{1000e6, 1010e6, 0}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]string{"reject 4 timestamp_share not-a-time", "reject 5 timestamp_share time-range"}, problems(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	k = readString(t, "csv", "account,time,text\na,1000,x\n", source.Options{})
	if d := cmp.Diff([]string{"reject 1 time time-range"}, problems(k)); d != "" {
		t.Errorf("csv: -want +got\n%s", d)
	}
}
