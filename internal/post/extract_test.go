package post_test

import (
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/source"
)

func TestObjectsFromText(t *testing.T) {
	for _, tt := range []struct{ text, links, tags, mentions string }{
		{"", "", "", ""},
		{"#Elección2018 y #VotoÚtil, #2018 no; #a_b #año's", "", "Elección2018 VotoÚtil a_b año", ""},
		{"#выборы #選挙 #ไทย #नमस्ते #café́", "", "выборы 選挙 ไทย नमस्ते café́", ""},
		{"a#b &#39; ##c /#d ## # #_ #1_2", "", "", ""},
		{"(#uno)#dos #tres#cuatro", "", "uno dos tres", ""},
		{"#si❤️ #no", "", "si no", ""},
		{"@a17 hola @b_2: a@c .@d1 @ @é RT @e5: (@f6)", "", "", "a17 b_2 d1 e5 f6"},
		{"correo x@example.org y @user@example.org. @a.b-c.", "", "", "user@example.org a.b-c"},
		{"ver https://example.org/a. y (http://example.org/b), HTTPS://EXAMPLE.org/c!", "https://example.org/a http://example.org/b HTTPS://EXAMPLE.org/c", "", ""},
		{"https://example.org/x_(y) [https://example.org/z] «https://example.org/w»", "https://example.org/x_(y) https://example.org/z https://example.org/w", "", ""},
		{"https://t.co/abc… https:// http://. xhttp://example.org http:/x ftp://example.org :// http", "https://t.co/abc", "", ""},
		{"https://example.org/?q=a,b;c&d#e https://example.org/ñ?é=1", "https://example.org/?q=a,b;c&d#e https://example.org/ñ?é=1", "", ""},
		{"https://example.org/ahttps://example.org/b", "https://example.org/ahttps://example.org/b", "", ""},
		{strings.Repeat("http://", 3), "http://http://http://", "", ""},
	} {
		cell := `"` + strings.ReplaceAll(tt.text, `"`, `""`) + `"`
		k := readString(t, "csv", "account,time,text\na17,1530475200,"+cell+"\n", source.Options{})
		p := k.posts[0]
		check := func(what string, got []string, want string) {
			if strings.Join(got, " ") != want {
				t.Errorf("%q: %s %q, want %q", tt.text, what, got, want)
			}
		}
		check("links", p.Links, tt.links)
		check("hashtags", p.Hashtags, tt.tags)
		check("mentions", p.Mentions, tt.mentions)
	}
}

func TestSniff(t *testing.T) {
	for name, tt := range map[string]struct{ head, want string }{
		"ira original":   {iraOriginal, "ira"},
		"ira by author":  {iraByAuthor, "ira"},
		"ira all in one": {"\xef\xbb\xbf" + iraAllInOne, "ira"},
		"x page":         {xPage, "x-v2"},
		"x flattened":    {xFlat, "x-v2"},
		"x stream, cut":  {xStream[:90], "x-v2"},
		"shares":         {"object_id\taccount_id\tcontent_id\ttimestamp_share\n", "share-table"},
		"table":          {"user_id;created_at;message\n1;2;3\n", "csv"},
		"objects":        {`{"author":"a","date":"2018","text":"x"}`, "jsonl"},
		"list":           {"[\n {\"author\":\"a\",\"date\":\"2018\",\"text\":\"x\"},\n {", "jsonl"},
		"empty":          {"", ""},
		"prose":          {"account, time and text are three words\n", ""},
		"picture":        {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR account,time,text\n", ""},
		"page":           {"<!DOCTYPE html>\n<html><body>account,time,text</body></html>", ""},
		"access log":     {`192.0.2.1 - - [01/Jul/2018:20:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "a, b"` + "\n", ""},
		"json log":       {`{"time":"2018-07-01T20:00:00Z","user":"a","message":"x","status":200,"remote_addr":"192.0.2.1"}`, ""},
		"sheets":         {"CASILLA,account,time,text\n", ""},
		"no time":        {"account,text\n", ""},
		"no post":        {"account,time\n", ""},
		"ambiguous":      {"account_id,author_id,time,text\n", ""},
		"broken":         {"{\"author\": \n{{{", ""},
		"quote":          {`"`, ""},
		"other json":     {`{"type":"FeatureCollection","features":[]}`, ""},
	} {
		if got := best([]byte(tt.head)); got != tt.want {
			t.Errorf("%s is taken for %q, want %q", name, got, tt.want)
		}
	}
}
