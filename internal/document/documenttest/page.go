// Package documenttest holds what the tests of every page ask of it.
package documenttest

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

// WellFormed reads the page as XML, which asks for more than HTML does: every
// element closed in order, every attribute quoted, no bare ampersand.
func WellFormed(t *testing.T, pg string) {
	t.Helper()
	body := strings.TrimPrefix(pg, "<!doctype html>")
	style := regexp.MustCompile(`(?s)<style>.*?</style>`)
	body = style.ReplaceAllString(body, "")
	void := regexp.MustCompile(`<(meta|link)( [^>]*)>`)
	body = void.ReplaceAllString(body, "<$1$2/>")
	d := xml.NewDecoder(strings.NewReader(body))
	d.Entity = xml.HTMLEntity
	ids := map[string]bool{}
	var links []string
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		el, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range el.Attr {
			switch {
			case a.Name.Local == "id" && ids[a.Value]:
				t.Errorf("id %q is used twice", a.Value)
			case a.Name.Local == "id":
				ids[a.Value] = true
			case a.Name.Local == "href" && strings.HasPrefix(a.Value, "#"):
				links = append(links, a.Value[1:])
			case a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on"):
				t.Errorf("<%s> has the attribute %s", el.Name.Local, a.Name.Local)
			}
		}
	}
	for _, l := range links {
		if !ids[l] {
			t.Errorf("a link leads to #%s, which is not there", l)
		}
	}
}

// NeedsNothingElse holds that a page has the content security policy, loads
// nothing, and refers to the outside only by links that say nothing of where
// they were followed.
func NeedsNothingElse(t *testing.T, pg string) {
	t.Helper()
	csp := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[^ ]+&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;">`)
	if !csp.MatchString(pg) {
		t.Error("the content security policy is missing")
	}
	for _, tag := range regexp.MustCompile(`<[a-zA-Z][^>]*>`).FindAllString(pg, -1) {
		for _, bad := range []string{"<script", "<img", "<iframe", "<object", "<embed", "<form", " src=", " srcset=", "url(", "@import"} {
			if strings.Contains(tag, bad) {
				t.Errorf("the page loads something: %s", tag)
			}
		}
		if strings.Contains(tag, "://") && !strings.Contains(tag, `xmlns="http://www.w3.org/2000/svg"`) &&
			!(strings.HasPrefix(tag, "<a ") && strings.Contains(tag, `rel="noreferrer"`)) {
			t.Errorf("a reference to the outside: %s", tag)
		}
	}
	css := pg[strings.Index(pg, "<style>"):strings.Index(pg, "</style>")]
	for _, bad := range []string{"url(", "@import", "http"} {
		if strings.Contains(css, bad) {
			t.Errorf("the style sheet holds %q", bad)
		}
	}
}
