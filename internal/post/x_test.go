package post_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

func TestX(t *testing.T) {
	for name, tt := range map[string]struct {
		in       string
		posts    []string
		problems []string
	}{
		"page": {
			xPage,
			[]string{
				"2021-04-09T12:00:00.123 account=7 handle=a7 act=repost id=91 platform=x language=es client=Web of=90 tags=entero mentions=c3 media=3_2 text=Un texto que se corta si no se lee entero",
				"2021-04-09T12:00:01 account=8 handle=a8 act=quote id=92 platform=x of=80 to=91 links=https://example.org/a,https://x.com/b1/status/79 media=3_1 text=mira https://t.co/a https://t.co/b",
				"2021-04-09T12:00:02 account=9 act=reply id=93 platform=x to=7 tags=ya mentions=a7 text=@a7 sí #ya",
			},
			[]string{"reject 4  not-a-post", "reject 5 created_at field-missing", "reject 6 created_at time-range"},
		},
		"flattened": {
			xFlat,
			[]string{
				"2021-04-09T12:00:00 account=7 handle=a7 act=repost id=11 platform=x of=10 tags=entero text=largo #entero",
				"2021-04-09T12:00:01 account=8 handle=a8 act=original id=12 platform=x text=hola",
			},
			nil,
		},
		"stream": {
			xStream,
			[]string{
				"2021-04-09T12:00:00 account=7 handle=a7 act=original id=21 platform=x text=uno",
				"2021-04-09T12:00:02 account=8 act=original id=23 platform=x text=tres",
			},
			[]string{"reject 2  not-a-post", "reject 3  json-syntax"},
		},
		"pretty, in a list, cut off": {
			"[\n  {\n    \"id\": \"1\", \"text\": \"a\",\n    \"author_id\": \"2\", \"created_at\": \"2021-04-09T12:00:00Z\"\n  },\n  {\n    \"id\": \"2\",",
			[]string{"2021-04-09T12:00:00 account=2 act=original id=1 platform=x text=a"},
			[]string{"reject 2  json-cut", "warn 0  list-open"},
		},
		"what is no tweet": {
			`{"data":[{"end":"2021-10-16T19:00:00.000Z","tweet_count":1}]} {"id":"1","action":"delete"} 7 "x" {"data":[],"meta":{"result_count":0}} {"data":null} {"data":[],"data":[]}`,
			nil,
			[]string{"reject 1  not-a-post", "reject 2  not-a-post", "reject 3  not-a-post", "reject 4  not-a-post", "reject 5  not-a-post", "reject 6  not-a-post"},
		},
	} {
		k := readString(t, "x-v2", tt.in, source.Options{})
		if d := cmp.Diff(tt.posts, lines(k)); d != "" {
			t.Errorf("%s: posts -want +got\n%s", name, d)
		}
		if d := cmp.Diff(tt.problems, problems(k)); d != "" {
			t.Errorf("%s: problems -want +got\n%s", name, d)
		}
	}
}
