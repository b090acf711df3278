package post_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/source"
)

// TestWritten holds that a text of X comes as it was written, whichever of the
// forms of its API holds it: the three characters that X escapes are given
// back, once, and nothing else is touched.
func TestWritten(t *testing.T) {
	const (
		v1    = `{"created_at":"Fri Apr 09 12:00:00 +0000 2021","id_str":"31","full_text":"%s","user":{"id_str":"7","screen_name":"a7"},"entities":{}}` + "\n"
		v1Cut = `{"created_at":"Fri Apr 09 12:00:00 +0000 2021","id_str":"31","text":"%s","user":{"id_str":"7","screen_name":"a7"}}` + "\n"
		v2    = `{"id":"11","text":"%s","author_id":"7","author":{"id":"7","username":"a7"},"created_at":"2021-04-09T12:00:00.000Z","entities":{}}` + "\n"
		note  = `{"id":"11","text":"corto","author_id":"7","author":{"id":"7","username":"a7"},"created_at":"2021-04-09T12:00:00.000Z","note_tweet":{"text":"%s"}}` + "\n"
		zee   = `{"item_id":"93","source_platform":"twitter.com","data":{"rest_id":"93","user":{"id_str":"9"},"legacy":{"id_str":"93","user_id_str":"9","full_text":"%s","created_at":"Fri Apr 09 12:00:02 +0000 2021","entities":{}}}}` + "\n"
		twarc = "id,text,created_at,author.username,author_id,referenced_tweets\n11,%s,2021-04-09T12:00:00.000Z,a7,7,\n"
	)
	for format, forms := range map[string][]string{"x-v1": {v1, v1Cut}, "x-v2": {v2, note}, "zeeschuimer": {zee}, "twarc-csv": {twarc}} {
		for _, form := range forms {
			for escaped, want := range map[string]string{
				"uno &amp; dos &lt;3 &gt;": "uno & dos <3 >",
				"&amp;lt; &amp;amp;":       "&lt; &amp;",
				"a & b &copy; &amp &#39;":  "a & b &copy; &amp &#39;",
				"fin &amp;":                "fin &",
				"nada":                     "nada",
			} {
				k := readString(t, format, fmt.Sprintf(form, escaped), source.Options{})
				if len(k.posts) != 1 || k.posts[0].Text != want {
					t.Errorf("%s: %s: %v, want %q", format, escaped, lines(k), want)
				}
			}
		}
	}
	// Where the export names no objects, those in the text are read as written.
	k := readString(t, "x-v1", fmt.Sprintf(v1Cut, "mira https://example.org/?a=1&amp;b=2"), source.Options{})
	if got := strings.Join(k.posts[0].Links, " "); got != "https://example.org/?a=1&b=2" {
		t.Errorf("link %s", got)
	}
}
