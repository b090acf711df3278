package page_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic/page"
	"github.com/unveil-project/unveil/internal/traffic/tell"
	"github.com/unveil-project/unveil/internal/traffic/traffictest"
)

// fits holds that no line is wider than the page.
func fits(t *testing.T, text string, most int) {
	t.Helper()
	for line := range strings.Lines(text) {
		n := 0
		for _, r := range strings.TrimSuffix(line, "\n") {
			n++
			if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
				n++
			}
		}
		if n > most {
			t.Errorf("a line of %d columns on a page of %d: %.200q", n, most, line)
			return
		}
	}
}

// harmless holds that a text has nothing that a terminal would obey.
func harmless(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Error("the page is not UTF-8")
	}
	for _, r := range text {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xe000 {
			t.Fatalf("the page holds %U", r)
		}
	}
}

func TestFits(t *testing.T) {
	for name, r := range traffictest.All() {
		for _, wide := range []int{0, 1, 40, 60, 80, 100, 132, 500} {
			for _, l := range lang.Langs() {
				for _, full := range []bool{false, true} {
					got := draw(t, r, page.Options{Width: wide, Full: full, Printer: lang.Printer{Lang: l}})
					most := min(max(wide, 40), 140)
					if wide == 0 {
						most = 80
					}
					fits(t, got, most)
					harmless(t, got)
					if t.Failed() {
						t.Fatalf("%s at %d in %s", name, wide, l)
					}
				}
			}
		}
	}
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// TestColourSaysNothing holds that colour only repeats what words say.
func TestColourSaysNothing(t *testing.T) {
	for name, r := range traffictest.All() {
		without := draw(t, r, page.Options{Full: true})
		with := draw(t, r, page.Options{Full: true, Colour: true})
		if strings.Contains(without, "\x1b") {
			t.Errorf("%s: colour where none is allowed", name)
		}
		if name != "empty" && !strings.Contains(with, "\x1b[1m") {
			t.Errorf("%s: no colour where it is allowed", name)
		}
		if got := sgr.ReplaceAllString(with, ""); got != without {
			t.Errorf("%s: the page with colours says something else", name)
		}
	}
}

func TestAnswerComesFirst(t *testing.T) {
	for name, want := range map[string]string{
		"attack":  "1 burst at vota.example: attack, almost certain (97 %); 180,330 requests in\n15 min from 4,012 addresses.\n",
		"crowd":   "1 burst at vota.example: a crowd (an attack in it: almost no chance, 4 %);\n",
		"both":    "1 burst at vota.example: a crowd with an attack in it, very likely (88 %);\n",
		"unclear": "2 bursts (1 unclear, 1 crowd); the gravest at vota.example /resultados/*: cannot\nbe told ",
		"quiet":   "No burst: the volume stays within what is usual in this log.\n",
		"empty":   "There is nothing to judge: none of the 0 lines read was kept as a request.\n",
	} {
		if got := draw(t, traffictest.All()[name], page.Options{}); !strings.HasPrefix(got, want) {
			t.Errorf("%s begins with %.120q, want %q", name, got, want)
		}
	}
}

// TestNothingIsLost holds that a full page has every cell of every table.
func TestNothingIsLost(t *testing.T) {
	squash := func(s string) string { return strings.Join(strings.Fields(s), "") }
	got := squash(draw(t, traffictest.Attack(), page.Options{Full: true, Width: 140}))
	v := tell.New(traffictest.Attack(), tell.Options{Full: true})
	cells := 0
	for _, b := range v.Bursts {
		for _, s := range b.Sections {
			for _, e := range append(s.Ends, s.Says...) {
				if !strings.Contains(got, squash(e)) {
					t.Errorf("the page lacks %q", e)
				}
			}
			if s.Table == nil {
				continue
			}
			for _, r := range s.Table.Rows {
				for _, c := range r.Cells {
					cells++
					if first, _, _ := strings.Cut(c, " "); !strings.Contains(got, squash(first)) {
						t.Errorf("the page lacks %q of %s", c, s.ID)
					}
				}
			}
		}
	}
	if cells < 50 {
		t.Errorf("only %d cells were looked at", cells)
	}
}

func TestSameBytesTwice(t *testing.T) {
	var pages [2]bytes.Buffer
	for i := range pages {
		if err := page.Write(&pages[i], traffictest.Hostile(), page.Options{Full: true}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(pages[0].Bytes(), pages[1].Bytes()) {
		t.Error("two pages of the same report differ")
	}
}

func TestWriteFails(t *testing.T) {
	if err := page.Write(&full{}, traffictest.Quiet(), page.Options{}); err == nil {
		t.Error("a failed write is not reported")
	}
}
