package post_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// drain is a sink that keeps nothing.
type drain struct{ n int }

func (d *drain) Record(*post.Post) error  { d.n++; return nil }
func (d *drain) Issue(source.Issue) error { return nil }

func bench(b *testing.B, name string, in []byte, rows int, opt source.Options) {
	b.Helper()
	f := format(b, name)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		d := &drain{}
		if err := f.Read(b.Context(), source.NewStream(bytes.NewReader(in)), opt, d); err != nil {
			b.Fatal(err)
		}
		if d.n != rows {
			b.Fatalf("%d posts, want %d", d.n, rows)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

const benchRows = 20000

func BenchmarkIRA(b *testing.B) {
	var in bytes.Buffer
	in.WriteString("author_id,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,retweet\n")
	for i := range benchRows {
		fmt.Fprintf(&in, "a%d,\"Vota hoy, dice @b%d: \"\"ya\"\" #elección%d https://example.org/%d, y más\",Unknown,Spanish,2016-08-%02d %02d:47:00,2016-08-16 11:49:00,6050,6344,2226,R,1\n", i%97, i%31, i%7, i, 1+i%28, i%24)
	}
	bench(b, "ira", in.Bytes(), benchRows, source.Options{})
}

func BenchmarkShareTable(b *testing.B) {
	var in bytes.Buffer
	in.WriteString("object_id,account_id,content_id,timestamp_share\n")
	for i := range benchRows {
		fmt.Fprintf(&in, "%032x,%032x,%032x,%d\n", i%1000, i%300, i, 1611750019+i)
	}
	bench(b, "share-table", in.Bytes(), benchRows, source.Options{})
}

func BenchmarkCSV(b *testing.B) {
	var in bytes.Buffer
	in.WriteString("user_id;created_at;text;urls\n")
	for i := range benchRows {
		fmt.Fprintf(&in, "u%d;2018-07-01T%02d:15:04.25-05:00;\"Un texto #voto; con @b%d\";['https://example.org/%d', 'https://example.org/x']\n", i%97, i%24, i%31, i)
	}
	bench(b, "csv", in.Bytes(), benchRows, source.Options{})
}

func BenchmarkJSONL(b *testing.B) {
	var in bytes.Buffer
	for i := range benchRows {
		fmt.Fprintf(&in, `{"id_str":"%d","created_at":"Sun Jul 01 %02d:19:24 +0000 2018","text":"Un texto #voto con @b%d https://example.org/%d","user":{"id_str":"%d","screen_name":"a%d"},"lang":"es"}`+"\n", 1000000+i, i%24, i%31, i, i%97, i%97)
	}
	bench(b, "jsonl", in.Bytes(), benchRows, source.Options{})
}

func BenchmarkX(b *testing.B) {
	var in bytes.Buffer
	for range benchRows / 100 {
		in.WriteString(`{"data":[` + strings.Repeat(xTweet+",", 99) + xTweet + `],"includes":{"users":[{"id":"7","username":"a7"}],"tweets":[{"id":"90","text":"entero"}]},"meta":{"result_count":100}}` + "\n")
	}
	bench(b, "x-v2", in.Bytes(), benchRows, source.Options{})
}

// xTweet is a repost as the API gives it, with the parts that are not read.
const xTweet = `{"id":"91","author_id":"7","created_at":"2021-04-09T12:00:00.000Z","text":"RT @b1: Un texto que sigue y sigue y sigue hasta que se corta…","lang":"es","source":"Web","conversation_id":"91","reply_settings":"everyone","possibly_sensitive":false,"public_metrics":{"retweet_count":3,"reply_count":0,"like_count":0,"quote_count":0},"referenced_tweets":[{"type":"retweeted","id":"90"}],"entities":{"mentions":[{"start":3,"end":6,"username":"b1","id":"8"}],"hashtags":[{"start":9,"end":12,"tag":"voto"}],"annotations":[{"start":1,"end":9,"probability":0.98,"type":"Place","normalized_text":"Rusia"}]},"context_annotations":[{"domain":{"id":"10","name":"Person"},"entity":{"id":"1","name":"x"}}]}`

// BenchmarkRealIRA reads the release itself, unpacked into memory.
func BenchmarkRealIRA(b *testing.B) {
	in, err := io.ReadAll(realFile(b, "ira-2016h2.csv.zst"))
	if err != nil {
		b.Fatal(err)
	}
	bench(b, "ira", in, 589604, source.Options{})
}
