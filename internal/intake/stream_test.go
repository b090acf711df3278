package intake_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// taker remembers what it was given.
type taker struct {
	native []bool
	got    []string
	fail   error
}

func (k *taker) File(nativeID bool) { k.native = append(k.native, nativeID) }

func (k *taker) Record(p *post.Post) error {
	k.got = append(k.got, p.Account+" "+p.ID)
	return k.fail
}

func inputFile(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

const (
	someShares = "object_id,account_id,content_id,timestamp_share\nx,a,1,1530403200\nx,,2,1530403201\nx,b,1,1530403202\n"
	somePosts  = "id,account,time,text\n1,a,2018-07-01T00:00:00Z,hello\n1,a,2018-07-01T00:00:00Z,hello\n"
)

func TestPosts(t *testing.T) {
	k := &taker{}
	got, err := intake.Posts(context.Background(), k, intake.Request{Files: []string{inputFile(t, "s.csv", someShares), inputFile(t, "p.csv", somePosts)}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a 1", "b 1", "a 1", "a 1"}, k.got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]bool{false, true}, k.native); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	i := got[0].Info
	if i.Read != 3 || i.Kept != 2 || i.Rejects != 1 || i.Format != "share-table" || len(i.SHA256) != 64 || len(got[0].Rejects) != 1 {
		t.Errorf("%+v", i)
	}
}

func TestPostsRefuses(t *testing.T) {
	shares := inputFile(t, "s.csv", someShares)
	full := errors.New("full")
	for name, c := range map[string]struct {
		files []string
		fail  error
		want  string // key of a Failure
	}{
		"twice the same bytes": {[]string{shares, inputFile(t, "again.csv", someShares)}, nil, "given-twice"},
		"no posts":             {[]string{inputFile(t, "log", "192.0.2.1 - - [01/Jul/2018:20:00:01 -0500] \"GET / HTTP/1.1\" 200 512 \"-\" \"curl/8\"\n")}, nil, "not-posts"},
		"no usable row":        {[]string{inputFile(t, "bad.csv", "object_id,account_id,content_id,timestamp_share\nx,a,1,noon\n")}, nil, "no-record"},
		"no row":               {[]string{inputFile(t, "head.csv", "object_id,account_id,content_id,timestamp_share\n")}, nil, "no-rows"},
		"a taker that fails":   {[]string{shares}, full, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := intake.Posts(context.Background(), &taker{fail: c.fail}, intake.Request{Files: c.files})
			var f *source.Failure
			if c.want == "" && !errors.Is(err, full) || c.want != "" && (!errors.As(err, &f) || f.Problem.Key != c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

// TestPostsNotUTF8 holds that what is not UTF-8 is replaced and warned of.
func TestPostsNotUTF8(t *testing.T) {
	k := &taker{}
	text := "object_id,account_id,content_id,timestamp_share\nx,a\xff,1,1530403200\nx,b,2,1530403202\n"
	got, err := intake.Posts(context.Background(), k, intake.Request{Files: []string{inputFile(t, "s.csv", text)}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a\uFFFD 1", "b 2"}, k.got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if w := got[0].Warnings; got[0].Info.Warnings != 1 || len(w) != 1 || w[0].Problem.Key != "not-utf8" || w[0].Row != 1 {
		t.Errorf("%+v", w)
	}
}

// TestNearColumns holds that a table whose columns nearly have known names is
// refused with the map that reads it, quoted for a shell.
func TestNearColumns(t *testing.T) {
	for head, want := range map[string]string{
		"object_id,account_id,content_id,timestamp_shar\nx,a,1,2\n": "--map account=account_id,time=timestamp_shar,object=object_id,id=content_id",
		"objectid,acct,content,ts\nx,a,1,2\n":                       "--map account=acct,time=ts,object=objectid,text=content",
		"acount id,date,time,mesage\nx,a,1,2\n":                     "--map 'account=acount id,time=time,text=mesage'",
		"alpha,beta\n1,2\n":                                         "",
		"acct,ts\nx,1\n":                                            "",
		"text,object\nx,y\n":                                        "",
	} {
		_, err := intake.Posts(context.Background(), &taker{}, intake.Request{Files: []string{inputFile(t, "n.csv", head)}})
		var f *source.Failure
		if !errors.As(err, &f) {
			t.Fatalf("%q: %v", head, err)
		}
		got := ""
		if f.Problem.Key == "table-near" {
			got, _ = f.Problem.Args["map"].(string)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", head, got, want)
		}
	}
}
