package post_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// TestHazards holds what is said of tables that some tool spoilt.
func TestHazards(t *testing.T) {
	for name, tt := range map[string]struct {
		format, in string
		opt        source.Options
		posts      []string
		problems   []string
	}{
		"zones of some times only": {
			"csv", "account,time,text\na,2018-07-01T10:00:00-05:00,x\nb,2018-07-01 10:00:00,y\nb,2018-07-01 10:00:01,z\n",
			source.Options{},
			[]string{"2018-07-01T15:00:00 account=a act=original text=x"},
			[]string{"warn 2 time zones-mixed", "reject 2 time no-zone", "reject 3 time no-zone"},
		},
		"zones of some times only, one given": {
			"jsonl", `{"account":"a","time":"2018-07-01 10:00:00","text":"x"}` + "\n" + `{"account":"a","time":"2018-07-01 10:00:00+02:00","text":"y"}`,
			source.Options{Zone: time.UTC},
			[]string{"2018-07-01T10:00:00 account=a act=original text=x", "2018-07-01T08:00:00 account=a act=original text=y"},
			[]string{"warn 2 time zones-mixed"},
		},
		"another column has the zone": {
			"csv", "account,time,created_with_zone,text\na,2018-07-01 10:00:00,2018-07-01T10:00:00+02:00,x\n",
			source.Options{Map: map[string]string{"account": "account", "time": "time", "text": "text"}},
			nil,
			[]string{"warn 0 time zone-beside", "reject 1 time no-zone"},
		},
		"an index without a name": {
			"csv", "account,time,text\n1,a,1530475200,x\n2,b,1530475201,y\n",
			source.Options{},
			[]string{"2018-07-01T20:00:00 account=a act=original text=x", "2018-07-01T20:00:01 account=b act=original text=y"},
			[]string{"warn 0  index-column"},
		},
		"an index with an empty name": {
			"csv", ",account,time,text\n0,a,1530475200,x\n",
			source.Options{},
			[]string{"2018-07-01T20:00:00 account=a act=original text=x"},
			nil,
		},
		"rows that end in a comma too many": {
			"csv", "id,account,time,text\n1,a,1530475200,x,\n2,b,1530475201,y,\n",
			source.Options{},
			nil,
			[]string{"reject 1  field-count", "reject 2  field-count"},
		},
		"rows that only now and then have more": {
			"csv", "account,time,text\n1,a,1530475200,x\nb,1530475201,y\n",
			source.Options{},
			[]string{"2018-07-01T20:00:01 account=b act=original text=y"},
			[]string{"reject 1  field-count"},
		},
		"byte order mark, links in a list and with blanks": {
			"csv", "\xef\xbb\xbfuser_id,time,text,urls\n7,1530475200,x,\"['https://example.org/a', 'https://example.org/b']\"\n7,1530475200,x,https://example.org/a https://example.org/b\n",
			source.Options{},
			[]string{
				"2018-07-01T20:00:00 account=7 act=original links=https://example.org/a,https://example.org/b text=x",
				"2018-07-01T20:00:00 account=7 act=original links=https://example.org/a,https://example.org/b text=x",
			},
			nil,
		},
		"cut reposts where nothing says what is a repost": {
			"csv", "account,time,text\na,1530475200,RT @b1: entero\na,1530475201,RT @b1: cor… \nb,1530475202,RT @b1: cor...\n",
			source.Options{},
			[]string{
				"2018-07-01T20:00:00 account=a act=original mentions=b1 text=RT @b1: entero",
				"2018-07-01T20:00:01 account=a act=original mentions=b1 text=RT @b1: cor…",
				"2018-07-01T20:00:02 account=b act=original mentions=b1 text=RT @b1: cor...",
			},
			[]string{"warn 2 text truncated-repost"},
		},
	} {
		k := readString(t, tt.format, tt.in, tt.opt)
		if d := cmp.Diff(tt.posts, lines(k)); d != "" {
			t.Errorf("%s: posts -want +got\n%s", name, d)
		}
		if d := cmp.Diff(tt.problems, problems(k)); d != "" {
			t.Errorf("%s: problems -want +got\n%s", name, d)
		}
	}
}

// TestCutRepostsAreCounted holds that the one warning says how many there
// are, and that it lies at the first of them.
func TestCutRepostsAreCounted(t *testing.T) {
	in := ioArchive + strings.Repeat(strings.Split(ioArchive, "\n")[2]+"\n", 4)
	k := readString(t, "x-io", in, source.Options{})
	last := k.issues[len(k.issues)-1]
	if got := (lang.Printer{Catalogue: source.Problems}).Print(last.Problem); !strings.HasPrefix(got, "5 reposts are cut off") {
		t.Errorf("got %q", got)
	}
	if last.Row != 2 || last.Reject || last.Offset != int64(strings.Index(in, "898925911294132225")) {
		t.Errorf("the warning is at %+v", last.Where)
	}
}

// TestSummaryRows holds that the reason for a row with one author's counts
// says what it is.
func TestSummaryRows(t *testing.T) {
	k := readString(t, "ira", iraAllInOne, source.Options{})
	n := 0
	for _, i := range k.issues {
		if i.Reject && strings.Contains((lang.Printer{Catalogue: source.Problems}).Print(i.Problem), "summary row") {
			n++
		}
	}
	if n != 2 || k.rejects["statistics-row"] != 2 {
		t.Errorf("%d summary rows, rejects %v", n, k.rejects)
	}
}

// samples are one small input for each format of X and of research tools.
var samples = map[string][]string{
	"x-v1":        {x1Lines, x1Search, x1Hashed, x1Lines[:600]},
	"x-v2":        {xPage, xFlat, xStream},
	"twarc-csv":   {twarcTable, twarcOld},
	"x-io":        {ioArchive, "\xef\xbb\xbf" + ioArchive},
	"4cat":        {fourCATX, fourCATTelegram, fourCATTikTok, fourCATBluesky, fourCATTruth, fourCATImport},
	"zeeschuimer": {zeeX, zeeTikTok, zeeX[:700]},
	"cnt":         {cntTable},
	"ira":         {iraOriginal, iraByAuthor},
	"share-table": {"object_id,account_id,content_id,timestamp_share\n"},
}

// TestNoFormatStealsAnother holds that every sample is taken for what it is,
// by a margin, also where the head ends in the middle of it.
func TestNoFormatStealsAnother(t *testing.T) {
	for name, inputs := range samples {
		for i, in := range inputs {
			for _, n := range []int{len(in), len(in) / 2, len(in) / 4} {
				head := []byte(in[:max(n, strings.IndexByte(in, '\n')+1)])
				if got := best(head); got != name && got != "" {
					t.Errorf("%s, sample %d cut at %d: taken for %s", name, i, n, got)
				}
			}
			if got := best([]byte(in)); got != name {
				t.Errorf("%s, sample %d: taken for %q", name, i, got)
			}
			for _, f := range post.Formats() {
				if f.Name != name && f.Sniff([]byte(in)) >= 60 {
					t.Errorf("%s, sample %d: %s is sure to %d", name, i, f.Name, f.Sniff([]byte(in)))
				}
			}
		}
	}
}
