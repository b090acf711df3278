package store_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// awkward are strings that a careless writer or reader would spoil.
var awkward = []string{"plain", "", "¡elección! 🗳️", "a,\"b\"\n\tc\\", "\x00nul", strings.Repeat("long ", 5000)}

func text(n int) string { return awkward[n%len(awkward)] }

// place is where row n of a made-up source lies.
func place(n int) source.Where {
	return source.Where{Row: int64(n + 1), Offset: int64(n) * 5e9, Length: int64(n * 7)}
}

func origin(n int) store.Origin {
	return store.Origin{Version: n % 3, Digest: source.Digest{byte(n), 0, 0xff}}
}

func somePost(n int) *post.Post {
	var links []string
	for i := range n % 4 {
		links = append(links, text(n+i))
	}
	return &post.Post{
		Where: place(n), Time: 1530475200123456 + int64(n), Platform: "x", ID: fmt.Sprint(1<<60 + n), Account: text(n), Handle: text(n + 1),
		Act: post.Reply, Text: text(n + 2), Language: "es", Client: text(n + 3), RepostOf: text(n + 4), ReplyTo: text(n + 5),
		Links: links, Hashtags: links, Mentions: nil, Media: links, Objects: []string{""},
	}
}

func someRequest(n int) *request.Request {
	return &request.Request{
		Where: place(n), Time: 1530475200000000 - int64(n), Client: "2001:db8::1", User: text(n), Site: "vote.example.org", Method: "GET",
		Path: text(n + 1), Query: text(n + 2), Protocol: "HTTP/1.1", Status: int32(n), Bytes: request.Unknown, Referer: text(n), Agent: text(n + 1),
		Duration: math.MaxInt64 - int64(n),
	}
}

func someSheet(n int) *sheet.Sheet {
	var figures []sheet.Figure
	for i := range n % 5 {
		figures = append(figures, sheet.Figure{Name: text(n + i), Role: sheet.Option, Votes: int64(i) - 1})
	}
	return &sheet.Sheet{
		Where: place(n), Contest: "president", Station: fmt.Sprint(n), State: "09", District: text(n), Town: text(n), Section: "0344", Stratum: text(n),
		Special: n%2 == 0, Registered: sheet.Unknown, Time: int64(n%2) * 1530475200000000, Modified: n%3 == 0, Origin: text(n), Figures: figures,
	}
}

// written is a small case and the rows that went into each kind of segment.
type written struct {
	c    *store.Case
	rows map[source.Kind][]map[string]any
}

// file is the segment of a kind.
func (w written) file(t *testing.T, k source.Kind) string {
	t.Helper()
	for _, s := range w.c.Manifest().Segments {
		if s.Kind == k {
			return filepath.Join(w.c.Dir, s.File)
		}
	}
	t.Fatalf("no segment of %s", k)
	return ""
}

// writeCase makes a case with one source of each kind, thirty rows each.
func writeCase(t *testing.T) written {
	t.Helper()
	c, err := store.Create(filepath.Join(t.TempDir(), "case"), []byte("name: x\n"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := c.Writer("test")
	if err != nil {
		t.Fatal(err)
	}
	out := written{c, map[source.Kind][]map[string]any{}}
	for _, k := range []source.Kind{source.Posts, source.Requests, source.Sheets} {
		src := w.Begin()
		b := w.Batch()
		for n := range 30 {
			o := origin(n)
			o.Source = src
			switch k {
			case source.Posts:
				b.AddPost(somePost(n), o)
				out.rows[k] = append(out.rows[k], columnsOf(b.Posts[n]))
			case source.Requests:
				b.AddRequest(someRequest(n), o)
				out.rows[k] = append(out.rows[k], columnsOf(b.Requests[n]))
			case source.Sheets:
				b.AddSheet(someSheet(n), o)
				out.rows[k] = append(out.rows[k], columnsOf(b.Sheets[n]))
			}
		}
		info := source.Info{Name: "a.log", Kind: k, SHA256: strings.Repeat(string(k[0:1]), 64), Read: 30, Kept: 30}
		if err := errors.Join(w.Put(b), w.End(info, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	return out
}

// columnsOf gives the columns of a row struct by the names in its tags, in
// the form in which JSON gives them back.
func columnsOf(row any) map[string]any {
	out := map[string]any{}
	v := reflect.ValueOf(row)
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			for name, x := range columnsOf(v.Field(i).Interface()) {
				out[name] = x
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		out[name] = plain(v.Field(i))
	}
	return out
}

func plain(v reflect.Value) any {
	switch v.Kind() {
	case reflect.String:
		return strings.Clone(v.String()) // a batch reuses its memory
	case reflect.Bool:
		return v.Bool()
	case reflect.Array:
		d := v.Interface().(source.Digest)
		return hex.EncodeToString(d[:])
	case reflect.Slice:
		list := []any{}
		for i := range v.Len() {
			list = append(list, plain(v.Index(i)))
		}
		return list
	case reflect.Struct:
		return columnsOf(v.Interface())
	}
	return json.Number(fmt.Sprint(v.Int()))
}
