package post_test

import (
	"bytes"
	"context"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// judge is a sink that holds what every reader promises: records and rejects
// come in order, each row exactly once, each where it says it lies, and a
// post has an account, a possible time and text that is valid UTF-8.
type judge struct {
	t    *testing.T
	in   []byte
	rows int64
	end  int64
	// relative: times may count from any moment.
	relative bool
}

func (j *judge) place(w source.Where) {
	j.rows++
	if w.Row != j.rows {
		j.t.Fatalf("row %d follows row %d", w.Row, j.rows-1)
	}
	if w.Offset < j.end || w.Offset+w.Length > int64(len(j.in)) || !bytes.HasPrefix(j.in[w.Offset:], w.Raw) {
		j.t.Fatalf("row %d does not lie at %d+%d", w.Row, w.Offset, w.Length)
	}
	if want := 1 + int64(bytes.Count(j.in[:w.Offset], []byte{'\n'})); w.Line != want {
		j.t.Fatalf("row %d is said to begin on line %d, not %d", w.Row, w.Line, want)
	}
	j.end = w.Offset + w.Length
}

func (j *judge) Record(p *post.Post) error {
	j.place(p.Where)
	if p.Account == "" || p.Act == "" {
		j.t.Fatalf("row %d has no account or act", p.Row)
	}
	if y := time.UnixMicro(p.Time).UTC().Year(); y < 1990 && !j.relative || y < 1970 || y > 2100 {
		j.t.Fatalf("row %d is of the year %d", p.Row, y)
	}
	for _, s := range []string{p.ID, p.Account, p.Handle, p.Text, p.Language, p.Client, p.RepostOf, p.ReplyTo} {
		j.whole(s)
	}
	for _, l := range [][]string{p.Links, p.Hashtags, p.Mentions, p.Media, p.Objects} {
		for _, s := range l {
			j.whole(s)
			if s == "" {
				j.t.Fatalf("row %d shares an empty object", p.Row)
			}
		}
	}
	return nil
}

func (j *judge) whole(s string) {
	if !utf8.ValidString(s) {
		j.t.Fatalf("%q is not UTF-8", s)
	}
}

func (j *judge) Issue(i source.Issue) error {
	if _, ok := source.Problems[i.Problem.Key]; !ok {
		j.t.Fatalf("problem %q is not in the catalogue", i.Problem.Key)
	}
	if i.Reject {
		j.place(i.Where)
	}
	return nil
}

func fuzz(f *testing.F, name string, opt source.Options, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
		f.Add([]byte(s[:len(s)*2/3]))
	}
	f.Add([]byte{})
	f.Add([]byte("\xff\xfe\x00\n\x00,\"\n"))
	format := format(f, name)
	f.Fuzz(func(t *testing.T, in []byte) {
		if n := format.Sniff(in); n < 0 || n > 100 {
			t.Fatalf("sure to %d of 100", n)
		}
		j := &judge{t: t, in: in, relative: name == "share-table" || name == "cnt"}
		if err := format.Read(context.Background(), source.NewStream(bytes.NewReader(in)), opt, j); err != nil {
			return
		}
		if want := countRows(name, in); want >= 0 && want != j.rows {
			t.Fatalf("%d rows kept or rejected of %d", j.rows, want)
		}
	})
}

// countRows says how many records an input has, -1 where that takes reading.
func countRows(name string, in []byte) (n int64) {
	switch name {
	case "ira":
		c := source.NewCSV(bytes.NewReader(in), ',', false)
		c.Header()
		for c.Next() {
			n++
		}
		return n
	case "jsonl":
		v := source.NewValues(bytes.NewReader(in))
		for v.Next() {
			n++
		}
		return n
	}
	return -1
}

func FuzzIRA(f *testing.F) {
	fuzz(f, "ira", source.Options{}, iraOriginal, iraByAuthor, iraAllInOne)
}

func FuzzShareTable(f *testing.F) {
	fuzz(f, "share-table", source.Options{Zone: time.UTC},
		"object_id,account_id,content_id,timestamp_share\no,a,c,1611750019\no,b,,2021-01-27 10:00\n",
		"timestamp_share;object_id;account_id;content_id\n99999999999999999999;\"\";a;c\n-1;o;a;c\n1e9;o;a;c\n")
}

func FuzzCSV(f *testing.F) {
	fuzz(f, "csv", source.Options{Map: map[string]string{
		"account": "a", "time": "t", "text": "x", "id": "i", "link": "l", "hashtag": "h", "mention": "m",
		"object": "o", "repost": "r", "reply": "p", "media": "d", "platform": "f", "handle": "n",
	}},
		"a,t,x,i,l,h,m,o,r,p,d,f,n\na1,2018-07-01T00:00:00Z,#t,1.2E+18,\"['https://example.org/1']\",\"[a, b]\",\"[\"\"\\u0061\"\"]\",o1|o2,1,0,m m,X,@n\n",
		"a\tt\tx\ti\tl\th\tm\to\tr\tp\td\tf\tn\na1\t1611750019.5\t\xff\t[[\t]\t[\"\t'[\t[,]\t\t\t\t\t\n\t03/04/2018\t\t\t\t\t\t\t\t\t\t\t\n")
}

func FuzzJSONL(f *testing.F) {
	fuzz(f, "jsonl", source.Options{Map: map[string]string{
		"account": "user.id", "time": "t", "text": "x", "id": "i", "link": "e.urls.u", "hashtag": "h", "repost": "r",
	}},
		`{"user":{"id":7},"t":1611750019,"x":"a #b","e":{"urls":[{"u":"https://example.org"},{"u":null}]}}`+"\n"+`{"user.id":"8","t":"Wed Oct 10 20:19:24 +0000 2018","h":["#a",["b"]],"r":true}`,
		`[{"user":[{"id":1.2E+18}],"t":"2018-07-01T00:00:00+02:00","x":"\ud800\u0000"},`+"\n"+` {"user":`+"\n"+` {"t":[]}]`)
}

func FuzzX(f *testing.F) {
	fuzz(f, "x-v2", source.Options{}, xPage, xFlat, xStream,
		`{"data":[1,"a",null,[{}],{"id":"1","text":{}}],"includes":{"users":[1,{"id":"\n"}],"tweets":{}}}`,
		`{"data":[{"id":"1","text":"a","author_id":"2","created_at":"2018-07-01T00:00:00Z","referenced_tweets":[{"type":"retweeted","id":"1"}]}],"data":{}}`)
}
