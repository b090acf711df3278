package document_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/unveil-project/unveil/internal/document"
)

func TestNeutral(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain\n\ttext ñ 😡 👩\u200d🌾", "plain\n\ttext ñ 😡 👩\u200d🌾"},
		{"a\u202eb\u2066c", "a‹U+202E›b‹U+2066›c"},
		{"\x1b[31m\x00", "‹U+001B›[31m‹U+0000›"},
		{"\xff\xc3(", "\uFFFD\uFFFD("},
		{"\u200b\ufeff\U000e0041", "‹U+200B›‹U+FEFF›‹U+E0041›"},
	}
	for _, tt := range tests {
		if got := string(document.Neutral([]byte(tt.in))); got != tt.want {
			t.Errorf("Neutral(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// small is the least set of templates.
var small = fstest.MapFS{"templates/page.tmpl": {Data: []byte(`{{define "page"}}<meta content="{{.Policy}}">{{template "style"}}<p title="{{.Text}}">{{t "key"}} {{.Text}}</p>{{end}}`)}}

func TestWrite(t *testing.T) {
	d, err := document.New(small, "p{margin:0}")
	if err != nil {
		t.Fatal(err)
	}
	words := func(key string) string { return "<" + key + ">" }
	data := map[string]string{"Policy": d.Policy, "Text": "\"><script>\x1b\u202e"}
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := d.Write(w, words, data); err != nil {
			t.Fatal(err)
		}
	}
	if a.String() != b.String() {
		t.Error("two writes differ")
	}
	for _, want := range []string{"p{margin:0}</style>", "&lt;key&gt;", `title="&#34;&gt;&lt;script&gt;‹U+001B›‹U+202E›"`, "style-src &#39;sha256-"} {
		if !strings.Contains(a.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

func TestWriteFails(t *testing.T) {
	d, err := document.New(small, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Write(&bytes.Buffer{}, strings.ToUpper, struct{ Other string }{"x"}); err == nil {
		t.Error("a page without its fields was written")
	}
	if _, err := document.New(fstest.MapFS{"templates/page.tmpl": {Data: []byte("{{define")}}, ""); err == nil {
		t.Error("a broken template was read")
	}
}
