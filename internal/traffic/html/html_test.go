package html_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/document/documenttest"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/html"
	"github.com/unveil-project/unveil/internal/traffic/traffictest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func render(t *testing.T, r *traffic.Report, l lang.Lang) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, r, html.Options{Printer: lang.Printer{Lang: l}}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// withoutStyle leaves out the style sheet and the policy with its hash, which
// are looked at elsewhere.
func withoutStyle(pg string) string {
	pg = regexp.MustCompile(`(?s)<style>.*?</style>`).ReplaceAllString(pg, "<style></style>")
	return regexp.MustCompile(`sha256-.*?&#39;`).ReplaceAllString(pg, "sha256-&#39;")
}

func TestGolden(t *testing.T) {
	for _, l := range lang.Langs() {
		t.Run(string(l), func(t *testing.T) {
			got := withoutStyle(render(t, traffictest.Attack(), l))
			path := filepath.Join("testdata", "attack."+string(l)+".html")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("the page differs (-want +got); run with -update where that is meant:\n%s", diff)
			}
		})
	}
}

func TestEveryPageIsSound(t *testing.T) {
	for name, r := range traffictest.All() {
		for _, l := range lang.Langs() {
			t.Run(name+"."+string(l), func(t *testing.T) {
				pg := render(t, r, l)
				documenttest.WellFormed(t, pg)
				documenttest.NeedsNothingElse(t, pg)
				if !strings.Contains(pg, `<html lang="`+string(l)+`">`) {
					t.Error("the page does not say its language")
				}
			})
		}
	}
}

func TestHostileText(t *testing.T) {
	for _, l := range lang.Langs() {
		pg := render(t, traffictest.Hostile(), l)
		for _, bad := range []string{"<script", "<img", "onerror=alert(1)>", "</style></svg>", "\u202e", "\u2066", "\u200b", "\x1b", "\x07", "\x00", "\xff ", `href="javascript`, "ZgotmplZ"} {
			if strings.Contains(pg, bad) {
				t.Errorf("the page holds %q", bad)
			}
		}
		for _, want := range []string{"‹U+202E›", "‹U+001B›", "&lt;script&gt;alert(1)"} {
			if !strings.Contains(pg, want) {
				t.Errorf("the page lacks %q", want)
			}
		}
		if n := strings.Count(pg, "</style>"); n != 1 {
			t.Errorf("the page closes %d style elements", n)
		}
		if n := len(pg); n > 400_000 {
			t.Errorf("long texts make a page of %d bytes", n)
		}
	}
}

// TestSealed holds that the warning is there when, and only when, it is due,
// and so is the word on pseudonyms.
func TestSealed(t *testing.T) {
	for _, sealed := range []bool{false, true} {
		var b bytes.Buffer
		if err := html.Write(&b, traffictest.Attack(), html.Options{Sealed: sealed, Masked: !sealed}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), "appear under pseudonyms"); got == sealed {
			t.Errorf("sealed %v: pseudonyms are spoken of: %v", sealed, got)
		}
		if got := strings.Contains(b.String(), "Do not publish it"); got != sealed {
			t.Errorf("sealed %v: the warning is there: %v", sealed, got)
		}
	}
}

// TestApart holds ICD 203: a likelihood and a confidence never share a
// sentence.
func TestApart(t *testing.T) {
	tags := regexp.MustCompile(`<[^>]*>`)
	block := regexp.MustCompile(`(?s)<(p|li|dd|td|h2|figcaption)\b[^>]*>(.*?)</(?:p|li|dd|td|h2|figcaption)>`)
	words := map[lang.Lang][2][]string{
		lang.En: {{"likely", "roughly even", "almost certain"}, {"onfidence"}},
		lang.Es: {{"probable", "casi a la par", "casi seguro"}, {"onfianza"}},
	}
	for _, l := range lang.Langs() {
		seen := 0
		for _, m := range block.FindAllStringSubmatch(render(t, traffictest.Attack(), l), -1) {
			for s := range strings.SplitSeq(tags.ReplaceAllString(m[2], ""), ". ") {
				seen++
				has := func(ws []string) bool {
					return slices.ContainsFunc(ws, func(w string) bool { return strings.Contains(s, w) })
				}
				if has(words[l][0]) && has(words[l][1]) {
					t.Errorf("%s: one sentence has both: %s", l, s)
				}
			}
		}
		if seen < 80 {
			t.Errorf("%s: only %d sentences were looked at", l, seen)
		}
	}
}

// TestDrawingsHaveWords holds that a reader who sees no drawing has its
// numbers: every chart has a title, a description and a table.
func TestDrawingsHaveWords(t *testing.T) {
	pg := render(t, traffictest.Attack(), lang.En)
	figures := regexp.MustCompile(`(?s)<figure class="plot">.*?</figure>`).FindAllString(pg, -1)
	if len(figures) != 2 {
		t.Fatalf("%d charts, want those of the site and of the burst", len(figures))
	}
	for _, f := range figures {
		for _, want := range []string{`role="img"`, "<title id=", "<desc id=", `<table class="stack chart">`} {
			if !strings.Contains(f, want) {
				t.Errorf("a chart lacks %s", want)
			}
		}
	}
	for _, svg := range regexp.MustCompile(`<svg [^>]*>`).FindAllString(pg, -1) {
		if !strings.Contains(svg, `role="img"`) && !strings.Contains(svg, `aria-hidden="true"`) && !strings.Contains(svg, "preserveAspectRatio") {
			t.Errorf("a drawing is neither named nor hidden: %s", svg)
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	first := render(t, traffictest.Hostile(), lang.Es)
	if again := render(t, traffictest.Hostile(), lang.Es); first != again {
		t.Error("two pages of the same report differ")
	}
}
