package post_test

// The fixtures are made up; only their layout is that of the exports.

const iraOriginal = `external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,account_type,retweet,account_category,new_june_2018,alt_external_id,tweet_id,article_url,tco1_step1,tco2_step1,tco3_step1
906000000000000000,A17,"""Una cita"" de @b2 sobre #elección https://t.co/aaaa",Unknown,Spanish,10/1/2017 19:58,10/1/2017 19:59,1052,9636,253,,Right,0,RightTroll,0,905874659358453760,914580356430536707,http://example.org/914580356430536707,https://example.org/nota,,
906000000000000000,A17,RT sin enlaces,Unknown,Spanish,1/31/2018 0:05,10/1/2017 19:59,1052,9636,254,RETWEET,Right,1,RightTroll,0,905874659358453760,914621840496189440,http://example.org/1,,,
1671234620,A18,cita https://example.org/(x).,Unknown,Spanish,10/1/2017 22:43,10/1/2017 22:43,1054,9637,256,QUOTE_TWEET,Right,1,RightTroll,0,1671234620,9.23991E+17,http://example.org/2,,,
1671234620,A18,mes trece,Unknown,Spanish,13/1/2017 22:43,10/1/2017 22:43,1054,9637,256,,Right,0,RightTroll,0,1671234620,914623490375979008,http://example.org/3,,,
`

const iraByAuthor = `author_id,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,retweet
a17,"Vota, #hoy y #mañana",Unknown,Spanish,2016-08-16 11:47:00,2016-08-16 11:49:00,6050,6344,2226,,0
a17,"dos
líneas",Unknown,Spanish,2016-08-16 11:48:00,2016-08-16 11:49:00,6050,6344,2226,R,1
a18,cita,Unknown,Spanish,2016-02-29 23:59:59,2016-08-16 11:49:00,6050,6344,2226,Q,1
a18,no hay tal día,Unknown,Spanish,2016-02-30 11:48:00,2016-08-16 11:49:00,6050,6344,2226,,0
,nadie,Unknown,Spanish,2016-02-28 11:48:00,2016-08-16 11:49:00,6050,6344,2226,,0
a18,corta,Unknown
`

const iraAllInOne = `author_id,external_author_id,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,retweet
a17,9.06E+17,hola,Unknown,Spanish,2016-08-16 11:47:00,2016-08-16 11:49:00,6050,6344,2226,,0
a17,9.06E+17,otra,Unknown,Spanish,2016-08-16 11:47:00,2016-08-16 11:49:00,6050,6344,2226,,0
a17,312,2016-08-16,2017-01-02,0,,,,,,,
a18,12,2016-08-16 10:00:00,2017-01-02 10:00:00,0
`

// xPage is a page: a repost whose original is included, a quote, a reply, a
// user and a tweet without a time.
const xPage = `{"data":[
 {"id":"91","author_id":"7","created_at":"2021-04-09T12:00:00.123Z","text":"RT @b1: Un texto que se corta…","lang":"es","source":"Web",
  "referenced_tweets":[{"type":"retweeted","id":"90"}],"entities":{"hashtags":[{"start":1,"end":2,"tag":"cor"}]}},
 {"id":"92","author_id":"8","created_at":"2021-04-09T12:00:01.000Z","text":"mira https://t.co/a https://t.co/b","in_reply_to_user_id":"7",
  "referenced_tweets":[{"type":"quoted","id":"80"},{"type":"replied_to","id":"91"}],"attachments":{"media_keys":["3_1"]},
  "entities":{"urls":[{"url":"https://t.co/a","expanded_url":"https://example.org/a?x","unwound_url":"https://example.org/a"},
   {"url":"https://t.co/b","expanded_url":"https://twitter.com/b1/status/80"},
   {"url":"https://t.co/c","expanded_url":"https://twitter.com/b1/status/92/photo/1"},
   {"url":"https://t.co/d","expanded_url":"https://x.com/b1/status/79"}]}},
 {"id":"93","author_id":"9","created_at":"2021-04-09T12:00:02Z","text":"@a7 sí #ya","in_reply_to_user_id":"7"},
 {"id":"7","username":"a7","name":"A","created_at":"2010-01-01T00:00:00Z"},
 {"id":"94","author_id":"9","text":"sin hora"},
 {"id":"95","author_id":"9","created_at":"2221-04-09T12:00:02Z","text":"otro siglo"}
],"includes":{"users":[{"id":"7","username":"a7"},{"id":"8","username":"a8"}],
 "tweets":[{"id":"90","text":"Un texto que se corta si no se lee entero","entities":{"hashtags":[{"tag":"entero"}],"mentions":[{"username":"c3"}]},"attachments":{"media_keys":["3_2"]}}]},
"errors":[{"title":"Not Found Error"}],"meta":{"result_count":6}}
`

const xFlat = `{"id":"11","text":"RT @b1: cor…","author_id":"7","author":{"id":"7","username":"a7"},"created_at":"2021-04-09T12:00:00.000Z","referenced_tweets":[{"type":"retweeted","id":"10","text":"corto","note_tweet":{"text":"largo #entero","entities":{"hashtags":[{"tag":"entero"}]}}}]}
{"id":"12","text":"hola","author":{"id":"8","username":"a8"},"created_at":"2021-04-09T12:00:01.000Z"}
`

const xStream = `{"data":{"id":"21","author_id":"7","created_at":"2021-04-09T12:00:00.000Z","text":"uno"},"includes":{"users":[{"id":"7","username":"a7"}]},"matching_rules":[{"id":1}]}
{"errors":[{"title":"operational-disconnect","detail":"the stream was closed"}]}
{"meta":{"result_count":0}}
{"data":{"id":"22","author_id":"7","created_at":"2021-04-09T12:00:01.000Z","te
{"data":{"id":"23","author_id":"8","created_at":"2021-04-09T12:00:02.000Z","text":"tres"}}
`
