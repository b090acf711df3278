package post_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

func TestMappedTable(t *testing.T) {
	mexico, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		in       string
		opt      source.Options
		posts    []string
		problems []string
	}{
		"guessed, semicolons": {
			"user_id;username;created_at;text;id;lang;retweeted_id\n7;@a7;2018-07-01T10:00:00-05:00;hola, #voto;1;es;\n8;a8;1530457200;x;2;es;1\n",
			source.Options{Platform: "facebook"},
			[]string{
				"2018-07-01T15:00:00 account=7 handle=a7 act=original id=1 platform=facebook language=es tags=voto text=hola, #voto",
				"2018-07-01T15:00:00 account=8 handle=a8 act=repost id=2 platform=facebook language=es text=x",
			},
			nil,
		},
		"mapped, tabs, every role": {
			"who\twhen\twhat\tnum\tnick\tlng\turls\ttags\tats\tobj\trt\tre\tapp\tnet\tpics\n" +
				"7\t2018-07-01 10:00:05.25 +02\thola #x\t12\t@a7\tes\thttps://example.org/a,b https://example.org/c|https://example.org/d\t['#uno', 'dos']\t@b1, b2\to 1\t44\t\tWeb\tX\t[\"p\\u0031\", \"p2\"]\n",
			source.Options{Map: map[string]string{
				"account": "who", "time": "when", "text": "what", "id": "num", "handle": "nick", "language": "lng", "links": "urls",
				"hashtags": "tags", "mentions": "ats", "object": "obj", "repost": "RT", "reply": "re", "client": "app", "platform": "net", "media": "pics",
			}},
			[]string{"2018-07-01T08:00:05.25 account=7 handle=a7 act=repost id=12 platform=x language=es client=Web of=44 links=https://example.org/a,b,https://example.org/c,https://example.org/d tags=uno,dos mentions=b1,b2 media=p1,p2 objects=o 1 text=hola #x"},
			nil,
		},
		"zones": {
			"account,time,text\na,2018-07-01 10:00,x\na,2018-04-01 02:30:00,skipped hour\na,03/04/2018 10:00,x\n",
			source.Options{Zone: mexico},
			[]string{"2018-07-01T15:00:00 account=a act=original text=x"},
			[]string{"reject 2 time time-skipped", "reject 3 time time-order"},
		},
		"no zone": {
			"account,time,text\na,2018-07-01 10:00,x\n", source.Options{}, nil, []string{"reject 1 time no-zone"},
		},
		"time format": {
			"a,t,x\na17,03/04/2018 10:00,x\na17,31/02/2018 10:00,x\na17,2018-04-03 10:00,x\n",
			source.Options{Zone: time.UTC, Map: map[string]string{"account": "a", "time": "t", "text": "x", "time_format": "%d/%m/%Y %H:%M"}},
			[]string{"2018-04-03T10:00:00 account=a17 act=original text=x"},
			[]string{"reject 2 t not-a-time", "reject 3 t not-a-time"},
		},
		"a column twice": {
			"account,text,time,text\na,one,2018-07-01T10:00:00Z,two\nb,one,2018-07-01T10:00:00Z\n",
			source.Options{Map: map[string]string{"account": "account", "time": "time", "text": "text"}},
			[]string{"2018-07-01T10:00:00 account=a act=original text=one"},
			[]string{"warn 0 text duplicate-field", "reject 2  field-count"},
		},
		"rounded ids": {
			"account_id,handle,time,text,id\n1.2E+18,a1,2018-07-01T10:00:00Z,x,1.01E+18\n1.2E+18,,2018-07-01T10:00:00Z,x,1014580356430536707\n",
			source.Options{},
			[]string{"2018-07-01T10:00:00 account=a1 handle=a1 act=original text=x"},
			[]string{"warn 1 account_id rounded-id", "warn 1 id rounded-id", "reject 2 account_id field-empty"},
		},
	} {
		k := readString(t, "csv", tt.in, tt.opt)
		if d := cmp.Diff(tt.posts, lines(k)); d != "" {
			t.Errorf("%s: posts -want +got\n%s", name, d)
		}
		if d := cmp.Diff(tt.problems, problems(k)); d != "" {
			t.Errorf("%s: problems -want +got\n%s", name, d)
		}
	}
}

func TestMappedObjects(t *testing.T) {
	in := `{"user":{"id":7,"screen_name":"a7"},"created_at":"Sun Jul 01 10:00:00 +0000 2018","text":"uno #voto","e":{"urls":[{"u":"https://example.org/1"},{"u":"https://example.org/2"}]},"n":1014580356430536707}
{"user":{"id":8},"created_at":"Sun Jul 01 10:00:01 +0000 2018","text":null,"n":1.2E+18}
{"user":{"id":9},"text":"x"}
{"user":{},"created_at":"Sun Jul 01 10:00:01 +0000 2018"}
[{"user.id":"10","created_at":1530439202,"text":"plano"}, 4]
`
	opt := source.Options{Map: map[string]string{
		"account": "user.id", "handle": "user.screen_name", "time": "created_at", "text": "text", "link": "e.urls.u", "id": "n",
	}}
	k := readString(t, "jsonl", in, opt)
	want := []string{
		"2018-07-01T10:00:00 account=7 handle=a7 act=original id=1014580356430536707 links=https://example.org/1,https://example.org/2 tags=voto text=uno #voto",
		"2018-07-01T10:00:01 account=8 act=original",
		"2018-07-01T10:00:02 account=10 act=original text=plano",
	}
	if d := cmp.Diff(want, lines(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	wrong := []string{
		"warn 2 n rounded-id", "reject 3 created_at field-empty", "reject 4 user.id field-empty", "reject 6  not-a-post",
	}
	if d := cmp.Diff(wrong, problems(k)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	guessed := readString(t, "jsonl", `{"user":{"id_str":"7","screen_name":"a7"},"created_at":"Sun Jul 01 10:00:00 +0000 2018","text":"uno","id":5,"id_str":"5"}`, source.Options{})
	if d := cmp.Diff([]string{"2018-07-01T10:00:00 account=7 handle=a7 act=original id=5 text=uno"}, lines(guessed)); d != "" {
		t.Errorf("guessed: -want +got\n%s", d)
	}
}

// TestMapErrors holds that a map which does not fit says what would.
func TestMapErrors(t *testing.T) {
	for _, tt := range []struct {
		format, in string
		m          map[string]string
		want       []string
	}{
		{"csv", "autor;fecha;texto\n", nil, []string{"autor, fecha, texto", "account: ?", "--map account=autor,time="}},
		{"csv", "account_id,author_id,date,text\n", nil, []string{"account: account_id | author_id", "--map account=account_id,time=date,text=text"}},
		{"csv", "autor,fecha\n", map[string]string{"account": "author", "time": "fecha"}, []string{"no column author", "nearest: autor"}},
		{"csv", "a,b\n", map[string]string{"acount": "a"}, []string{"no key acount", "time_format"}},
		{"csv", "a,b\n", map[string]string{"link": "a", "links": "b"}, []string{"the link twice"}},
		{"csv", "a,b\n", map[string]string{"account": "a"}, []string{"which column is the time", "--map account=a,time=…"}},
		{"csv", "a,b\n", map[string]string{"account": "a", "time": "b", "time_format": "02/01/2006"}, []string{"strftime"}},
		{"csv", "a,b\n", map[string]string{"account": "a", "time": "b", "time_format": "%d/%m/%Y"}, []string{"the hour"}},
		{"csv", "", nil, []string{"no header"}},
		{"jsonl", `{"autor":1}`, nil, []string{"autor"}},
		{"jsonl", "[", nil, []string{"--map account=user.id"}},
		{"ira", "a,b\n", nil, []string{"no column author or author_id"}},
		{"share-table", "object_id,b\n", nil, []string{"no column account_id", "--map"}},
	} {
		err := format(t, tt.format).Read(context.Background(), source.NewStream(strings.NewReader(tt.in)), source.Options{Map: tt.m}, &kept{})
		if err == nil {
			t.Errorf("%q with %v: no error", tt.in, tt.m)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q with %v: %v does not say %q", tt.in, tt.m, err, want)
			}
		}
	}
}
