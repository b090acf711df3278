package post_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// zeeX are tweets as X's pages hold them: a repost with the author where it
// is today, a long quote with the author where it was, a tweet of the oldest
// captures, one that X wrapped, one without its members.
const zeeX = `{"nav_index":"1:2:3","item_id":"91","timestamp_collected":1700000000000,"source_platform":"twitter.com","source_platform_url":"https://x.com/home","source_url":"https://x.com/i/api","user_agent":"UA","data":{"rest_id":"91","id":"91","source":"<a href=\"https://example.org\">Web</a>","core":{"user_results":{"result":{"rest_id":"7","core":{"screen_name":"a7","created_at":"Fri Jul 22 16:50:20 +0000 2011"},"legacy":{}}}},"legacy":{"id_str":"91","user_id_str":"7","full_text":"RT @b1: cor…","created_at":"Fri Apr 09 12:00:00 +0000 2021","lang":"es","entities":{"hashtags":[],"urls":[],"user_mentions":[]},"retweeted_status_result":{"result":{"tweet":{"rest_id":"90","legacy":{"full_text":"corto #entero","entities":{"hashtags":[{"text":"entero"}],"urls":[{"expanded_url":"https://example.org/a"}],"user_mentions":[]},"extended_entities":{"media":[{"id_str":"5","media_url_https":"https://pbs.example.org/5.jpg"}]}}}}}}}}
{"item_id":"92","source_platform":"x.com","data":{"rest_id":"92","core":{"user_results":{"result":{"rest_id":"8","legacy":{"screen_name":"a8"}}}},"note_tweet":{"note_tweet_results":{"result":{"text":"muy largo #nota","entity_set":{"hashtags":[{"text":"nota"}],"urls":[],"user_mentions":[{"screen_name":"c3"}]}}}},"quoted_status_result":{"result":{"rest_id":"80"}},"legacy":{"full_text":"muy lar…","created_at":"Fri Apr 09 12:00:01 +0000 2021","in_reply_to_status_id_str":"91","entities":{}}}}
{"item_id":"93","source_platform":"twitter.com","data":{"id":93,"type":"adaptive","user":{"id_str":"9","screen_name":"a9"},"legacy":{"id_str":"93","user_id_str":"9","full_text":"viejo","created_at":"Fri Apr 09 12:00:02 +0000 2021","source":"Web","entities":{"hashtags":[]}}}}
{"item_id":"94","source_platform":"twitter.com","data":{"__typename":"TweetWithVisibilityResults","tweet":{"rest_id":"94","legacy":{"user_id_str":"9","full_text":"oculto","created_at":"Fri Apr 09 12:00:03 +0000 2021"}}}}
{"item_id":"95","source_platform":"twitter.com","data":{"__typename":"TweetTombstone"}}
{"item_id":"96","source_platform":"instagram.com","data":{"id":"96"}}
{"item_id":"97","source_platform":"twitter.com","data":{"rest_id":"97","legacy":{"full_text":"nadie","created_at":"Fri Apr 09 12:00:03 +0000 2021"}}}
`

// zeeTikTok are videos with the author as object and as handle.
const zeeTikTok = `{"item_id":"7001","source_platform":"tiktok.com","data":{"id":"7001000000000000001","desc":"baile #voto @b1 https://example.org/a","createTime":1617969600,"author":{"id":"70","uniqueId":"a70","nickname":"A"},"textExtra":[{"hashtagName":"voto"},{"hashtagName":"","userUniqueId":"b1"}],"challenges":[{"title":"voto"}],"music":{"id":"m1","title":"M"},"duetInfo":{"duetFromId":"0"},"textLanguage":"es"}}
{"item_id":"7002","source_platform":"tiktok.com","data":{"id":"7002","desc":"dúo","createTime":"1617969601","author":"a71","nickname":"A","challenges":[{"title":"reto"}],"duetInfo":{"duetFromId":"7001000000000000001"}}}
{"item_id":"7003","source_platform":"tiktok.com","data":{"id":"7003","desc":"sin hora","author":"a71"}}
{"item_id":"7004","source_platform":"tiktok.com","data":{"id":"7004","desc":"nadie","createTime":1617969601}}
{"item_id":"7005","source_platform":"tiktok.com","data":{"id":"7005"}}
`

var zeeXPosts = []string{
	"2021-04-09T12:00:00 account=7 handle=a7 act=repost id=91 platform=x language=es client=Web of=90 links=https://example.org/a tags=entero media=https://pbs.example.org/5.jpg text=corto #entero",
	"2021-04-09T12:00:01 account=8 handle=a8 act=quote id=92 platform=x of=80 to=91 tags=nota mentions=c3 text=muy largo #nota",
	"2021-04-09T12:00:02 account=9 handle=a9 act=original id=93 platform=x client=Web text=viejo",
	"2021-04-09T12:00:03 account=9 act=original id=94 platform=x text=oculto",
}

func TestZeeschuimer(t *testing.T) {
	for name, tt := range map[string]struct {
		in       string
		posts    []string
		problems []string
	}{
		"x": {
			zeeX, zeeXPosts,
			[]string{"reject 5  not-a-post", "reject 6 source_platform other-platform", "reject 7 user_id_str field-missing"},
		},
		"tiktok": {
			zeeTikTok,
			[]string{
				"2021-04-09T12:00:00 account=70 handle=a70 act=original id=7001000000000000001 platform=tiktok language=es links=https://example.org/a tags=voto mentions=b1 media=music:m1 text=baile #voto @b1 https://example.org/a",
				"2021-04-09T12:00:01 account=a71 handle=a71 act=quote id=7002 platform=tiktok of=7001000000000000001 tags=reto text=dúo",
			},
			[]string{"reject 3 createTime field-missing", "reject 4 author field-missing", "reject 5  not-a-post"},
		},
	} {
		k := readString(t, "zeeschuimer", tt.in, source.Options{})
		if d := cmp.Diff(tt.posts, lines(k)); d != "" {
			t.Errorf("%s: posts -want +got\n%s", name, d)
		}
		if d := cmp.Diff(tt.problems, problems(k)); d != "" {
			t.Errorf("%s: problems -want +got\n%s", name, d)
		}
	}
}

const fourCATX = `id,thread_id,timestamp,unix_timestamp,link,body,author,author_fullname,author_id,source,language_guess,retweet_count,is_retweet,retweeted_user,is_quote_tweet,quote_tweet_id,is_reply,replied_author,hashtags,urls,images,videos,mentions
91,91,2021-04-09 12:00:00,1617969600,https://x.com/a7/status/91,RT @b1: el texto entero,a7,A,7,Web,es,3,yes,b1,no,,no,,"uno,dos","https://example.org/a,https://example.org/b",https://pbs.example.org/1.jpg,,"b1,c3"
92,91,2021-04-09 12:00:01,,https://x.com/a8/status/92,sí,a8,A,8,Web,es,0,no,,yes,80,yes,a7,,,,,
93,93,2021-04-09 12:00:02,1617969602,,RT @b1: cor…,a8,A,8,Web,es,0,yes,b1,no,,no,,,,,,
94,94,,,,sin hora,a8,A,8,Web,es,0,no,,no,,no,,,,,,
95,95,2021-04-09 12:00:02,1617969602,,nadie,,A,,Web,es,0,no,,no,,no,,,,,,
1.2E+18,95,2021-04-09 12:00:02,1617969602,,redondo,a8,A,8,Web,es,0,no,,no,,no,,,,,,
`

const fourCATTelegram = `id,thread_id,chat,author,author_username,author_name,author_is_bot,body,is_reply,reply_to,views,timestamp,unix_timestamp,author_forwarded_from_name,author_forwarded_from_username,author_forwarded_from_id,entities_mentioned,link_attached
canal-5,canal,canal,1001,a1001,A,no,"hola #x",True,4,10,2021-04-09 14:00:00,1617969600,,,,"b1,b2",https://example.org/a
canal-6,canal,canal,1002,,A,no,reenviado,False,,10,2021-04-09 14:00:01,1617969601,Otro,otro,77,,
`

const fourCATTikTok = `id,thread_id,author,author_full,author_id,body,timestamp,unix_timestamp,is_duet,music_name,music_id,tiktok_url,hashtags
7001,7001,a70,A,70,baile #voto,2021-04-09 12:00:00,1617969600,False,M,m1,https://tiktok.com/@a70/video/7001,voto
7002,7002,a71,A,,dúo,2021-04-09 12:00:01,1617969601,True,M,m1,https://tiktok.com/@a71/video/7002,
`

const fourCATBluesky = `collected_at,query,id,thread_id,created_at,author,author_id,body,link,tags,like_count,quoted_post,quoted_user,replied_to_post,replied_to_user,replies_allowed,mentions,links,images,languages,author_created_at,timestamp
2024-01-01T00:00:00,x,at://did:plc:a/app.bsky.feed.post/1,at://did:plc:a/app.bsky.feed.post/1,2021-04-09T12:00:00+00:00,a.example.org,did:plc:a,hola,https://bsky.app/profile/a/post/1,uno,0,DELETED,,,,True,,https://example.org/a,,es,2023-05-01T10:00:00+00:00,1617969600.0
2024-01-01T00:00:00,x,at://did:plc:a/app.bsky.feed.post/2,at://did:plc:a/app.bsky.feed.post/1,2021-04-09T12:00:01+00:00,a.example.org,did:plc:a,cita,https://bsky.app/profile/a/post/2,,0,https://bsky.app/profile/b/post/9,b,https://bsky.app/profile/a/post/1,a,True,,,,es,2023-05-01T10:00:00+00:00,1617969601.5
`

const fourCATTruth = `id,created_at,body,url,reblogs_count,replies_count,account_id,account_username,account_display_name,thread_id,timestamp,media_url
1,2021-04-09T12:00:00.000Z,<p>hola <b>todos</b></p>,https://example.org/1,0,0,55,a55,A,1,2021-04-09 12:00:00,https://example.org/m.jpg
`

// fourCATImport is what 4CAT keeps of imported items, and a mapped item.
const fourCATImport = `{"rest_id":"93","legacy":{"id_str":"93","user_id_str":"9","full_text":"viejo","created_at":"Fri Apr 09 12:00:02 +0000 2021","entities":{"hashtags":[]}},"__import_meta":{"item_id":"93","source_platform":"twitter.com"}}
{"id":"7002","desc":"dúo","createTime":"1617969601","author":"a71","__import_meta":{"source_platform":"tiktok.com"}}
{"id":94,"thread_id":94,"author":"a8","author_id":8,"body":"con columnas","timestamp":"2021-04-09 12:00:03","is_retweet":true,"hashtags":"uno","urls":"","mentions":""}
{"unknown":1}
`

func TestFourCAT(t *testing.T) {
	for name, tt := range map[string]struct {
		in       string
		posts    []string
		problems []string
	}{
		"x": {
			fourCATX,
			[]string{
				"2021-04-09T12:00:00 account=7 handle=a7 act=repost id=91 platform=x language=es client=Web links=https://example.org/a,https://example.org/b tags=uno,dos mentions=b1,c3 media=https://pbs.example.org/1.jpg text=el texto entero",
				"2021-04-09T12:00:01 account=8 handle=a8 act=quote id=92 platform=x language=es client=Web of=80 to=a7 text=sí",
				"2021-04-09T12:00:02 account=8 handle=a8 act=repost id=93 platform=x language=es client=Web text=RT @b1: cor…",
				"2021-04-09T12:00:02 account=8 handle=a8 act=original platform=x language=es client=Web text=redondo",
			},
			[]string{"reject 4 timestamp field-empty", "reject 5 author field-empty", "warn 6 id rounded-id", "warn 3 text truncated-repost"},
		},
		"telegram": {
			fourCATTelegram,
			[]string{
				"2021-04-09T12:00:00 account=1001 handle=a1001 act=reply id=canal-5 platform=telegram to=canal-4 links=https://example.org/a tags=x mentions=b1,b2 text=hola #x",
				"2021-04-09T12:00:01 account=1002 act=repost id=canal-6 platform=telegram text=reenviado",
			},
			nil,
		},
		"tiktok": {
			fourCATTikTok,
			[]string{
				"2021-04-09T12:00:00 account=70 handle=a70 act=original id=7001 platform=tiktok tags=voto media=music:m1 text=baile #voto",
				"2021-04-09T12:00:01 account=a71 act=quote id=7002 platform=tiktok media=music:m1 text=dúo",
			},
			nil,
		},
		"bluesky": {
			fourCATBluesky,
			[]string{
				"2021-04-09T12:00:00 account=did:plc:a handle=a.example.org act=original id=at://did:plc:a/app.bsky.feed.post/1 platform=bluesky language=es links=https://example.org/a tags=uno text=hola",
				"2021-04-09T12:00:01.5 account=did:plc:a handle=a.example.org act=quote id=at://did:plc:a/app.bsky.feed.post/2 platform=bluesky language=es of=https://bsky.app/profile/b/post/9 to=https://bsky.app/profile/a/post/1 text=cita",
			},
			nil,
		},
		"truth": {
			fourCATTruth,
			[]string{"2021-04-09T12:00:00 account=55 handle=a55 act=original id=1 platform=truthsocial media=https://example.org/m.jpg text=hola todos"},
			nil,
		},
		"imported": {
			fourCATImport,
			[]string{
				"2021-04-09T12:00:02 account=9 act=original id=93 platform=x text=viejo",
				"2021-04-09T12:00:01 account=a71 handle=a71 act=original id=7002 platform=tiktok text=dúo",
				"2021-04-09T12:00:03 account=8 handle=a8 act=repost id=94 platform=x tags=uno text=con columnas",
			},
			[]string{"reject 4  not-a-post"},
		},
		"envelopes": {
			zeeX, zeeXPosts,
			[]string{"reject 5  not-a-post", "reject 6 source_platform other-platform", "reject 7 user_id_str field-missing"},
		},
	} {
		k := readString(t, "4cat", tt.in, source.Options{})
		if d := cmp.Diff(tt.posts, lines(k)); d != "" {
			t.Errorf("%s: posts -want +got\n%s", name, d)
		}
		if d := cmp.Diff(tt.problems, problems(k)); d != "" {
			t.Errorf("%s: problems -want +got\n%s", name, d)
		}
	}
}
