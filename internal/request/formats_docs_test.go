package request_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// TestDocumentedLines reads the example lines of the page on formats: each
// block is labelled with its format.
func TestDocumentedLines(t *testing.T) {
	page, err := os.ReadFile("../../docs/formats/requests.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, block := range strings.Split(string(page), "\n```")[1:] {
		name, text, _ := strings.Cut(block, "\n")
		if name == "" || strings.HasPrefix(text, "--layout") {
			continue
		}
		shown[name] = true
		if got := sniffed(text + "\n"); got != name {
			t.Errorf("%s: sniffed as %q", name, got)
			continue
		}
		c := read(t, name, text, source.Options{Zone: time.UTC})
		if len(c.requests) == 0 || len(c.rejects)+len(c.warnings) > 0 {
			t.Errorf("%s: kept %d, rejects %q, warnings %q", name, len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
		}
		for _, r := range c.requests {
			if r.Client != "192.0.2.1" || r.Path == "" || r.Time/1e6/3600 != 1431857103/3600 {
				t.Errorf("%s: %+v", name, r)
			}
		}
	}
	for _, f := range request.Formats() {
		if !strings.Contains(string(page), "`"+f.Name+"`") {
			t.Errorf("%s is not on the page", f.Name)
		}
		if own := !strings.HasSuffix(f.Name, "-json") && f.Name != "layout" && f.Name != "cloudfront"; own && !shown[f.Name] {
			t.Errorf("%s has no example", f.Name)
		}
	}
}
