package post_test

// The fixtures are made up; only their layout is that of the exports.

const crowdTanglePages = `Page Name,User Name,Facebook Id,Page Category,Page Admin Top Country,Page Description,Page Created,Likes at Posting,Followers at Posting,Post Created,Post Created Date,Post Created Time,Type,Total Interactions,Likes,URL,Message,Link,Final Link,Image Text,Link Text,Description,Sponsor Id,Sponsor Name,Sponsor Category,Total Interactions (weighted  —  Likes 1x Shares 1x )
A17,a17,100017,NEWS,MX,"Noticias, y más",2010-03-25 03:00:57 EST,"1,234","1,300",2021-05-05 12:00:00 EDT,2021-05-05,12:00:00,Link,"1,024",900,https://www.facebook.com/100017/posts/500017,"Lea #hoy https://short.example/x con @b2 https://example.org/otra",https://short.example/x,https://example.org/nota?id=1,,Nota,,,,,"1,024"
A18,,100018,NEWS,MX,,,1,1,2021-12-05 12:00:00 EST,2021-12-05,12:00:00,Photo,1,1,https://www.facebook.com/100018/photos/7,,https://www.facebook.com/a18/photos/7,,,,,,,,1
A19,a19,1.00019E+14,NEWS,MX,,,1,1,2021-12-05 12:00:00 UTC,2021-12-05,12:00:00,Status,1,1,https://www.facebook.com/permalink.php?story_fbid=9&id=8,solo,,,,,,,,,1
A20,a20,100020,NEWS,MX,,,1,1,2021-12-05 12:00:00 CST,2021-12-05,12:00:00,Link,1,1,https://www.facebook.com/100020/posts/500020,ambigua,,,,,,,,,1
A20,a20,100020,NEWS,MX,,,1,1,2021-12-05 12:00:00,2021-12-05,12:00:00,Link,1,1,https://www.facebook.com/100020/posts/500020,sin zona,,,,,,,,,1
,,,NEWS,MX,,,1,1,2021-12-05 12:00:00 EST,2021-12-05,12:00:00,Link,1,1,https://www.facebook.com/1/posts/2,de nadie,,,,,,,,,1
A20,a20,100020,NEWS,MX,,,1,1,,2021-12-05,12:00:00,Link,1,1,https://www.facebook.com/100020/posts/500020,sin hora,,,,,,,,,1
`

const crowdTangleGroups = `Group Name,User Name,Facebook Id,Post Created,Type,Total Interactions,URL,Message,Link,Final Link
Grupo,grupo,77,2021-05-05 12:00:00 CDT,Native Video,1,https://www.facebook.com/groups/77/permalink/88,texto,https://www.facebook.com/v/1,
`

const crowdTangleOld = `Page Name,User Name,Facebook Id,Likes at Posting,Created,Type,Likes,URL,Message,Link,Final Link
A17,a17,100017,12,2018-05-05 12:00:00 EDT,Link,1,https://www.facebook.com/100017/posts/5,texto,https://short.example/x,https://example.org/x
A17,a17,100017,12,ayer,Link,1,https://www.facebook.com/100017/posts/6,texto,,
`

const crowdTangleInstagram = `Account,User Name,Followers at Posting,Post Created,Type,Total Interactions,Likes,Comments,Views,URL,Link,Photo,Title,Description,Image Text,Sponsor Id,Sponsor Name
A 17,a17,12,2021-05-05 12:00:00 CEST,Album,1,1,1,,https://www.instagram.com/p/Cabc/,https://www.instagram.com/p/Cabc/,https://cdn.example/1.jpg,,Vota #ya,,,
`

const crowdTangleAPI = `{"status":200,"result":{"posts":[
 {"id":1,"platformId":"100017_5","platform":"Facebook","date":"2021-05-05 16:00:00","type":"link","message":"Lea https://short.example/x y https://short.example/y","expandedLinks":[{"original":"https://short.example/x","expanded":"https://example.org/nota"},{"original":"https://short.example/y","expanded":"https://example.org/otra"}],"link":"https://short.example/x","postUrl":"https://www.facebook.com/a17/posts/5","account":{"id":3,"name":"A17","handle":"a17","platformId":"100017"}},
 {"id":2,"platformId":"100018_6","platform":"Facebook","date":"2021-05-05 16:00:01","date":"2021-05-06 16:00:01","type":"photo","message":"foto #ya","link":"https://www.facebook.com/f/6","media":[{"type":"photo","url":"https://cdn.example/s.jpg","full":"https://cdn.example/l.jpg"}],"account":{"id":4,"name":"A18","platformId":"100018"}},
 {"id":3,"platformId":"100018_7","platform":"Facebook","type":"status","account":{"id":4,"name":"A18"}},
 {"id":4,"title":"lista"}
],"pagination":{"nextPage":"https://api.example/"}}}
`

const metaLibrary = `id,creation_time,modified_time,text,lang,post_owner.type,post_owner.id,post_owner.name,post_owner.username,surface.id,surface.name,link_attachment.link,multimedia,shared_post_id,hashtags,mcl_url,statistics.like_count
901,2024-05-05T12:00:00+0000,,"Lea #hoy @b2 https://example.org/otra",es,page,100017,A17,a17,100017,A17,https://example.org/nota,"[{""id"": ""31"", ""type"": ""photo""}, {""id"": 32}]",,"[""hoy""]",https://www.facebook.com/transparency-tools/content-library/dataset/1/facebook/entity/901,3
902,2024-05-05 12:00:01,,,es,page,100018,A18,,100018,A18,,"[{'id': '33', 'type': 'video'}]",901,,,3
903,2024-05-05T12:00:02Z,,miren,es,page,100018,A18,,100018,A18,,,901,,,3
9.04E+02,2024-05-05T12:00:03Z,,x,es,page,,A19,,100018,A18,,,,,,3
905,2024-05-05,,x,es,page,1,A19,,100018,A18,,,,,,3
906,2024-05-05T12:00:03Z,,x,es,page,,,,100018,A18,,,,,,3
`

// telegramChat is an export of one chat.
const telegramChat = `{
 "name": "Canal \"17\"",
 "type": "public_channel",
 "id": 1017,
 "messages": [
  {
   "id": 1,
   "type": "service",
   "date": "2021-05-05T12:00:00",
   "date_unixtime": "1620208800",
   "actor": "Canal",
   "actor_id": "channel1017",
   "action": "create_channel",
   "text": ""
  },
  {
   "id": 2,
   "type": "message",
   "date": "2021-05-05T12:01:00",
   "date_unixtime": "1620208860",
   "from": "Canal",
   "from_id": "channel1017",
   "photo": "photos/photo_1@05-05-2021_12-01-00.jpg",
   "width": 1,
   "text": [
    "Lea ",
    {
     "type": "link",
     "text": "https://example.org/a"
    },
    " y ",
    {
     "type": "text_link",
     "text": "esto",
     "href": "https://example.org/b"
    },
    " #hoy"
   ],
   "text_entities": [
    {"type": "plain", "text": "Lea "},
    {"type": "link", "text": "https://example.org/a"},
    {"type": "plain", "text": " y "},
    {"type": "text_link", "text": "esto", "href": "https://example.org/b"},
    {"type": "plain", "text": " "},
    {"type": "hashtag", "text": "#hoy"}
   ]
  },
  {
   "id": 3,
   "type": "message",
   "date": "2021-05-05T12:02:00",
   "from": "A 17",
   "from_id": "user17",
   "forwarded_from": "Otro",
   "forwarded_from_id": "channel99",
   "via_bot": "@bot",
   "file": "(File not included. Change data exporting settings to download.)",
   "text": ["hola ", {"type": "mention", "text": "@b2"}, {"type": "mention_name", "text": "C", "user_id": 33}]
  },
  {
   "id": 4,
   "type": "message",
   "date_unixtime": "1620208980",
   "from": null,
   "from_id": "user18",
   "reply_to_message_id": 2,
   "text": "sí"
  },
  {
   "id": 5,
   "type": "message",
   "date_unixtime": "1620208990",
   "text": "de nadie"
  },
  7,
  {
   "id": 6,
   "type": "unsupported"
  }
 ]
}
`

// telegramAccount is an export of an account, with a list of contacts that
// is not read.
const telegramAccount = `{
 "about": "Here is the data you requested.",
 "personal_information": {"user_id": 17, "messages": [{"id": 1}]},
 "contacts": {"about": "x", "list": [{"user_id": 18, "messages": [2]}]},
 "chats": {
  "about": "y",
  "list": [
   {
    "name": "A",
    "type": "personal_chat",
    "id": 18,
    "messages": []
   },
   {
    "name": "B",
    "type": "private_group",
    "id": 19,
    "messages": [
     {"id": 1, "type": "message", "date_unixtime": "1620208860", "from": "A", "from_id": "user18", "text": "uno"},
     {"id": 2, "type": "message", "date_unixtime": "1620208861", "from": "A", "from_id": "user18", "te
     {"id": 3, "type": "message", "date_unixtime": "1620208862", "from": "A", "from_id": "user18", "text": "tres"}
    ]
   }
  ]
 },
 "left_chats": {"list": [{"id": 20, "messages": [{"id": 1, "type": "message", "date_unixtime": "1620208863", "from": "A", "from_id": "user18", "text": "cuatro"}]}]}
}
`

const telethonLines = `{"_":"Message","id":5,"peer_id":{"_":"PeerChannel","channel_id":1017},"date":"2021-05-05T12:00:00+00:00","message":"😀 mira https://example.org/a aquí #hoy @b2","from_id":null,"fwd_from":{"_":"MessageFwdHeader","date":"2021-05-05T11:00:00+00:00","from_id":{"_":"PeerChannel","channel_id":99},"channel_post":44},"entities":[{"_":"MessageEntityUrl","offset":8,"length":21},{"_":"MessageEntityTextUrl","offset":30,"length":4,"url":"https://example.org/b"},{"_":"MessageEntityHashtag","offset":35,"length":4},{"_":"MessageEntityMention","offset":40,"length":3},{"_":"MessageEntityUrl","offset":41,"length":30}],"media":{"_":"MessageMediaWebPage","webpage":{"_":"WebPage","url":"https://example.org/a"}},"reply_to":null}
{"_":"Message","id":6,"peer_id":{"_":"PeerChannel","channel_id":1017},"date":1620216001.0,"message":"sí #ya","from_id":{"_":"PeerUser","user_id":17},"fwd_from":null,"reply_to":{"_":"MessageReplyHeader","reply_to_msg_id":5},"media":{"_":"MessageMediaPhoto","photo":{"_":"Photo","id":7700}}}
{"id":7,"_chat":{"id":1017,"username":"canal17"},"_sender":{"id":18,"username":"a18"},"peer_id":{"_type":"PeerChannel","channel_id":1017},"date":1620216002,"message":"hola","from_id":{"_type":"PeerUser","user_id":18},"media":null,"entities":[]}
{"_":"MessageService","id":8,"peer_id":{"_":"PeerChannel","channel_id":1017},"date":"2021-05-05T12:00:00+00:00","action":{"_":"MessageActionPinMessage"}}
{"_":"Message","id":9,"peer_id":{"_":"PeerChannel","channel_id":1017},"message":"sin hora"}
`

const jetstream = `{"did":"did:plc:a17","time_us":1620216000000001,"kind":"commit","commit":{"rev":"r","operation":"create","collection":"app.bsky.feed.post","rkey":"k1","record":{"$type":"app.bsky.feed.post","createdAt":"2021-05-05T11:59:59.5Z","langs":["es","en"],"text":"Lea example.org/a… #hoy @b2","tags":["extra","hoy"],"facets":[{"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://example.org/a?larga"}],"index":{"byteStart":4,"byteEnd":19}},{"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"hoy"}]},{"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:b2"}]}],"embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://example.org/a?larga","title":"t"}}},"cid":"c1"}}
{"did":"did:plc:a18","time_us":1620216001000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.repost","rkey":"k2","record":{"$type":"app.bsky.feed.repost","createdAt":"2021-05-05T12:00:00Z","subject":{"uri":"at://did:plc:a17/app.bsky.feed.post/k1","cid":"c1"}}}}
{"did":"did:plc:a19","time_us":1620216002000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"k3","record":{"createdAt":"2019-05-05T12:00:02Z","text":"de otro día https://example.org/b #ya","reply":{"parent":{"uri":"at://did:plc:a17/app.bsky.feed.post/k1"},"root":{"uri":"at://did:plc:a17/app.bsky.feed.post/k0"}},"embed":{"$type":"app.bsky.embed.recordWithMedia","media":{"$type":"app.bsky.embed.images","images":[{"alt":"","image":{"ref":{"$link":"bafy1"}}},{"image":{"cid":"bafy2","mimeType":"image/jpeg"}}]},"record":{"record":{"uri":"at://did:plc:b2/app.bsky.feed.post/k9"}}}}}}
{"did":"did:plc:a19","time_us":1620216003000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.like","rkey":"k4","record":{}}}
{"did":"did:plc:a19","time_us":1620216004000000,"kind":"commit","commit":{"operation":"delete","collection":"app.bsky.feed.post","rkey":"k3"}}
{"did":"did:plc:a19","time_us":1620216005000000,"kind":"identity","identity":{"did":"did:plc:a19","handle":"a19.example.org"}}
{"did":"did:plc:a19","time_us":1620216006000000,"kind":"account","account":{"active":true}}
{"did":"did:plc:a20","time_us":1620216006000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"k5","record":{"createdAt":"ayer","text":"sin hora propia","embed":{"$type":"app.bsky.embed.record","record":{"uri":"at://did:plc:b2/app.bsky.graph.list/k9"}}}}}
`

const tap = `[{"id":1,"type":"record","record":{"live":true,"did":"did:plc:a17","collection":"app.bsky.feed.post","rkey":"k1","action":"create","record":{"createdAt":"2021-05-05T12:00:00Z","text":"uno","embed":{"$type":"app.bsky.embed.video","video":{"ref":{"$link":"bafy3"}}}},"cid":"c"}},
{"id":2,"type":"identity","identity":{"did":"did:plc:a17","handle":"a17.example.org"}},
{"id":3,"type":"record","record":{"did":"did:plc:a17","collection":"app.bsky.feed.post","rkey":"k2","action":"create","record":{"text":"sin hora"}}}]
`

const blueskyAnswers = `{"feed":[{"post":{"uri":"at://did:plc:a17/app.bsky.feed.post/k1","cid":"c","author":{"did":"did:plc:a17","handle":"a17.example.org","createdAt":"2020-01-02T03:04:05Z"},"record":{"createdAt":"2021-05-05T12:00:00Z","text":"uno #x","facets":[]},"indexedAt":"2021-05-05T12:00:01Z"}},
{"post":{"uri":"at://did:plc:a17/app.bsky.feed.post/k1","cid":"c","author":{"did":"did:plc:a17","handle":"a17.example.org"},"record":{"createdAt":"2021-05-05T12:00:00Z","text":"uno"},"indexedAt":"2021-05-05T12:00:01Z"},"reason":{"$type":"app.bsky.feed.defs#reasonRepost","by":{"did":"did:plc:a18","handle":"a18.example.org"},"uri":"at://did:plc:a18/app.bsky.feed.repost/k7","indexedAt":"2021-05-05T13:00:00Z"}}],"cursor":"x"}
{"posts":[]}
{"thread":{"post":{"uri":"at://did:plc:a17/app.bsky.feed.post/k2","author":{"did":"did:plc:a17"},"record":{"text":"dos"},"indexedAt":"2021-05-05T12:00:02Z"},
 "replies":[{"post":{"uri":"at://did:plc:a18/app.bsky.feed.post/k3","author":{"did":"did:plc:a18"},"record":{"text":"tres","createdAt":"2021-05-05T12:00:03Z","reply":{"parent":{"uri":"at://did:plc:a17/app.bsky.feed.post/k2"}}},"indexedAt":"2021-05-05T12:00:03Z"}},{"uri":"at://x","blocked":true}]}}
{"did":"did:plc:a17","handle":"a17.example.org","createdAt":"2020-01-02T03:04:05Z"}
`

const mastodonList = `[{"id":"101","created_at":"2021-05-05T12:00:00.000Z","in_reply_to_id":null,"language":"es","uri":"https://social.example/users/a17/statuses/101","content":"<p>Lea <a href=\"https://example.org/nota\"><span class=\"invisible\">https://</span><span>example.org/nota</span></a><br />ya &amp; bien</p><p><a href=\"https://social.example/tags/hoy\" class=\"mention hashtag\">#<span>Hoy</span></a> <span class=\"h-card\"><a href=\"https://social.example/@b2\" class=\"u-url mention\">@<span>b2</span></a></span></p>","reblog":null,"application":{"name":"Cliente"},"account":{"id":"17","acct":"a17@social.example","username":"a17","created_at":"2019-01-01T00:00:00.000Z"},"media_attachments":[{"id":"5","url":"https://cdn.example/5.png","blurhash":"x"}],"mentions":[{"id":"2","acct":"b2"}],"tags":[{"name":"hoy"}],"card":{"url":"https://example.org/tarjeta"}},
{"id":"102","created_at":"2021-05-05T12:00:01.000Z","content":"","account":{"id":"18","acct":"a18"},"reblog":{"id":"101","content":"<p>Lea</p>","created_at":"2021-05-05T12:00:00.000Z","account":{"id":"17","acct":"a17"},"tags":[{"name":"hoy"}],"mentions":[],"media_attachments":[]},"media_attachments":[]},
{"id":"103","created_at":"2021-05-05T12:00:02.000Z","spoiler_text":"aviso","content":"<ul><li>a</li><li>b</li></ul><script>no</script>","account":{"id":"18","acct":"a18"},"in_reply_to_id":"101","in_reply_to_account_id":"17","media_attachments":[]},
{"id":"104","created_at":"2021-05-05T12:00:03.000Z","content":"<p>cita</p>","url":"https://truthsocial.com/@a19/104","account":{"id":"19","acct":"a19"},"quote_id":"101","media_attachments":[]},
{"id":"18","username":"a18","acct":"a18","created_at":"2019-01-01T00:00:00.000Z"},
{"id":"105","content":"<p>sin hora</p>","account":{"id":"19","acct":"a19"}},
{"id":"106","created_at":"2021-05-05T12:00:03","content":"<p>sin zona</p>","account":{"id":"19","acct":"a19"}}]
`

// mastodonCaptured is a status as Zeeschuimer captures it and as 4CAT writes
// it again.
const mastodonCaptured = `{"nav_index":"1:1","item_id":"201","timestamp_collected":1620216000000,"source_platform":"truthsocial.com","data":{"id":"201","created_at":"2021-05-05T12:00:00.000Z","content":"<p>hola</p>","url":"https://truthsocial.com/@a19/201","reblogs_count":0,"account":{"id":"19","acct":"a19"}}}
{"id":"202","created_at":"2021-05-05T12:00:01.000Z","content":"<p>adiós</p>","uri":"https://truthsocial.com/@a19/202","reblogs_count":0,"account":{"id":"19","acct":"a19"},"__import_meta":{"source_platform":"truthsocial.com"}}
`

const youtubeThreads = `{"kind":"youtube#commentThreadListResponse","items":[
 {"kind":"youtube#commentThread","id":"T1","snippet":{"videoId":"V1","topLevelComment":{"kind":"youtube#comment","id":"T1","snippet":{"authorDisplayName":"@a17","authorChannelUrl":"http://www.youtube.com/channel/UC17","authorChannelId":{"value":"UC17"},"videoId":"V1","textDisplay":"Mira &quot;esto&quot;<br><a href=\"https://example.org/a\">https://example.org/a</a> #hoy","textOriginal":"Mira \"esto\"\nhttps://example.org/a #hoy","publishedAt":"2021-05-05T12:00:00Z"}},"totalReplyCount":1},
  "replies":{"comments":[{"kind":"youtube#comment","id":"T1.r1","snippet":{"authorDisplayName":"B 2","authorChannelUrl":"http://www.youtube.com/channel/UC2","videoId":"V1","parentId":"T1","textDisplay":"@a17 s&iacute; &amp; no<br><a href=\"https://example.org/b\">aqu&iacute;</a>","publishedAt":"2021-05-05T12:01:00Z"}}]}},
 {"kind":"youtube#commentThread","id":"T2","snippet":{"videoId":"V1","topLevelComment":{"id":"T2","snippet":{"authorDisplayName":"","textDisplay":"de nadie","publishedAt":"2021-05-05T12:00:00Z"}}}},
 {"kind":"youtube#video","id":"V1","snippet":{"title":"no"}}
]}
{"kind":"youtube#comment","id":"T3","snippet":{"authorDisplayName":"a18","textOriginal":"suelto","publishedAt":"2021-05-05T12:02:00Z","parentId":"T1"}}
`

const youtubeComments = `id,replyCount,likeCount,publishedAt,authorName,text,authorChannelId,authorChannelUrl,isReply,isReplyTo,isReplyToName
U1,1,0,"2021-05-05 12:00:00","A 17","Mira \"esto\", ya https://example.org/a #hoy",UC17,http://www.youtube.com/channel/UC17,0,,
U1.r,,0,"2021-05-05 12:01:00",@b2,"sí, ""no""",UC2,http://www.youtube.com/channel/UC2,1,U1,"A 17"
`

const youtubeVideos = "position\tchannelId\tchannelTitle\tvideoId\tpublishedAt\tvideoTitle\tvideoDescription\n" +
	"1\tUC17\tCanal\tV1\t2021-05-05T12:00:00Z\tTítulo\tLea https://example.org/a\n" +
	"2\tUC17\tCanal\tV2\t\tTítulo\t\n"

const vkWall = `{"response":{"count":3,"items":[
 {"id":5,"from_id":-17,"owner_id":-17,"date":1620216000,"post_type":"post","text":"Lea #hoy@grupo [id33|un nombre] https://example.org/c","attachments":[{"type":"link","link":{"url":"https://example.org/a"}},{"type":"photo","photo":{"id":7,"owner_id":-17}}],"post_source":{"type":"api","platform":"android"}},
 {"id":6,"from_id":18,"owner_id":18,"date":1620216001,"post_type":"post","text":"","copy_history":[{"id":5,"owner_id":-17,"from_id":-17,"date":1620216000,"text":"Lea #hoy","attachments":[{"type":"link","link":{"url":"https://example.org/a"}}]}]},
 {"id":7,"from_id":18,"owner_id":18,"date":1620216002,"text":"miren","copy_history":[{"id":6,"owner_id":19},{"id":5,"owner_id":-17,"text":"Lea #hoy"}]},
 {"id":8,"from_id":18,"owner_id":18,"text":"sin hora","is_deleted":true}
],"profiles":[{"id":18,"screen_name":"a18"}],"groups":[{"id":17,"screen_name":"g17"}]}}
`

const vkLines = `{"id":9,"from_id":18,"owner_id":-17,"post_id":5,"date":1620216003,"text":"sí","reply_to_comment":8,"4cat_item_type":"comment","author_profile":{"screen_name":"a18"},"thread":{"count":1,"items":[{"id":10}]},"likes":{"count":1}}
{"id":11,"from_id":19,"owner_id":-17,"post_id":5,"date":1620216004,"text":"no","thread":{"count":1,"items":[{"id":12,"text":"x"}]},"likes":{"count":1}}
{"type":"post","source_id":-17,"post_id":13,"date":1620216005,"text":"de un muro"}
{"type":"wall_photo","source_id":-17,"date":1620216005,"photos":{"items":[]}}
`
