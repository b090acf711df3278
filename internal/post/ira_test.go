package post_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

func TestIRA(t *testing.T) {
	for name, tt := range map[string]struct {
		in       string
		posts    []string
		problems []string
	}{
		"original layout": {
			iraOriginal,
			[]string{
				`2017-10-01T19:58:00 account=A17 handle=A17 act=original id=914580356430536707 platform=x language=Spanish links=https://example.org/nota tags=elección mentions=b2 text="Una cita" de @b2 sobre #elección https://t.co/aaaa`,
				`2018-01-31T00:05:00 account=A17 handle=A17 act=repost id=914621840496189440 platform=x language=Spanish text=RT sin enlaces`,
				`2017-10-01T22:43:00 account=A18 handle=A18 act=quote platform=x language=Spanish links=https://example.org/(x) text=cita https://example.org/(x).`,
			},
			[]string{"warn 1 external_author_id rounded-id", "warn 3 tweet_id rounded-id", "reject 4 publish_date not-a-time"},
		},
		"layout by author": {
			iraByAuthor,
			[]string{
				"2016-08-16T11:47:00 account=a17 handle=a17 act=original platform=x language=Spanish tags=hoy,mañana text=Vota, #hoy y #mañana",
				"2016-08-16T11:48:00 account=a17 handle=a17 act=repost platform=x language=Spanish text=dos\nlíneas",
				"2016-02-29T23:59:59 account=a18 handle=a18 act=quote platform=x language=Spanish text=cita",
			},
			[]string{"reject 4 publish_date not-a-time", "reject 5 author_id field-empty", "reject 6  field-count"},
		},
		"statistics rows": {
			iraAllInOne,
			[]string{
				"2016-08-16T11:47:00 account=a17 handle=a17 act=original platform=x language=Spanish text=hola",
				"2016-08-16T11:47:00 account=a17 handle=a17 act=original platform=x language=Spanish text=otra",
			},
			[]string{"warn 1 external_author_id rounded-id", "reject 3  statistics-row", "reject 4  statistics-row"},
		},
		"not UTF-8": {
			"author_id,content,publish_date\na17,ma\xf1ana,2016-08-16 11:47:00\n\"a17,x\n",
			[]string{"2016-08-16T11:47:00 account=a17 handle=a17 act=original platform=x text=ma\uFFFDana"},
			[]string{"warn 1  not-utf8", "reject 2  quote-open"},
		},
	} {
		k := readString(t, "ira", tt.in, source.Options{})
		if d := cmp.Diff(tt.posts, lines(k)); d != "" {
			t.Errorf("%s: posts -want +got\n%s", name, d)
		}
		if d := cmp.Diff(tt.problems, problems(k)); d != "" {
			t.Errorf("%s: problems -want +got\n%s", name, d)
		}
	}
}

// TestIRADistrustsAColumn holds that ids which all end in zeros after 15
// digits are not used, though each by itself could be so by chance.
func TestIRADistrustsAColumn(t *testing.T) {
	in := "author,content,publish_date,tweet_id\n"
	for _, id := range []string{"914580356430536000", "914621840496189000", "914623490375979000"} {
		in += "a17,x,10/1/2017 19:58," + id + "\n"
	}
	k := readString(t, "ira", in, source.Options{})
	for _, p := range k.posts {
		if p.ID != "" {
			t.Errorf("the rounded id %s is used", p.ID)
		}
	}
	if d := cmp.Diff([]string{"warn 1 tweet_id rounded-id"}, problems(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestShareTable(t *testing.T) {
	in := "\"content_id\",\"object_id\",\"account_id\",\"timestamp_share\"\n" +
		"c1,o1,a17,1611750019\nc1,o2,a17,1611750019\nc2,o1,a18,2021-01-27T12:20:30Z\nc3,o1,a18,2021-01-27 12:20\n" +
		"c4,,a18,1611750019\nc5,o1,,1611750019\n,o1,a19,1611750019.5\nc6,o1,a18,1000\nc7,o1,a18,yesterday\n"
	k := readString(t, "share-table", in, source.Options{Platform: "facebook"})
	want := []string{
		"2021-01-27T12:20:19 account=a17 act=original id=c1 platform=facebook objects=o1",
		"2021-01-27T12:20:19 account=a17 act=original id=c1 platform=facebook objects=o2",
		"2021-01-27T12:20:30 account=a18 act=original id=c2 platform=facebook objects=o1",
		"2021-01-27T12:20:19.5 account=a19 act=original platform=facebook objects=o1",
		"1970-01-01T00:16:40 account=a18 act=original id=c6 platform=facebook objects=o1",
	}
	if d := cmp.Diff(want, lines(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	wrong := []string{
		"reject 4 timestamp_share no-zone", "reject 5 object_id field-empty", "reject 6 account_id field-empty",
		"reject 9 timestamp_share not-a-time",
	}
	if d := cmp.Diff(wrong, problems(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
