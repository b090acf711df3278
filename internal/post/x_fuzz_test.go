package post_test

import (
	"testing"

	"github.com/unveil-project/unveil/internal/source"
)

func FuzzX1(f *testing.F) {
	fuzz(f, "x-v1", source.Options{}, append(samples["x-v1"],
		`[{"id_str":"91","text":{},"user":7},{"statuses":[1,{}]},{"tweets":{},"statuses":[]}]`,
		`{"id":91e5,"text":"\ud800","user":{"id":1.5},"created_at":"Fri Apr 09 12:00:00 +0000 2021","retweeted_status":[],"entities":[]}`)...)
}

func FuzzTwarcCSV(f *testing.F) {
	fuzz(f, "twarc-csv", source.Options{}, append(samples["twarc-csv"],
		"id,created_at,text,author_id,entities.urls\n1,2021-04-09T12:00:00Z,\"\"\"\\n\\u\"\"\",7,[[\n\"\"\"\",2021-04-09T12:00:00Z,\\n,7,[1]\n")...)
}

func FuzzXIO(f *testing.F) {
	fuzz(f, "x-io", source.Options{}, append(samples["x-io"], "tweetid,userid,tweet_time,tweet_text\n,,,\n1,a,2017-08-19 15:13,\xff\n")...)
}

func FuzzFourCAT(f *testing.F) {
	fuzz(f, "4cat", source.Options{}, append(samples["4cat"],
		"id,thread_id,author,body,timestamp,is_reply,reply_to\nt-1,t,a,\"RT @\",0,True,9\nt-1,t,a,\"RT @b:\",1617969600,True,9\n",
		`{"id":"1","thread_id":1,"body":{},"author":"a","timestamp":1617969600,"is_reply":true}`)...)
}

func FuzzZeeschuimer(f *testing.F) {
	fuzz(f, "zeeschuimer", source.Options{}, append(samples["zeeschuimer"],
		`{"source_platform":"tiktok.com","data":{"id":1,"desc":[],"createTime":1617969600,"author":{}}}`,
		`{"source_platform":7,"data":[]}`+"\n"+`{"__import_meta":[],"legacy":{"full_text":1}}`)...)
}

func FuzzCNT(f *testing.F) {
	fuzz(f, "cnt", source.Options{}, cntTable)
}
