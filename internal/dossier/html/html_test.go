package html_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/dossier/html"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

var update = flag.Bool("update", false, "write the golden files anew")

func render(t *testing.T, in dossier.Input, l lang.Lang) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Render(&b, in, printer(l)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	in := sampleInput(flood(0, finding.Attack, 0.93, finding.Serious), coord(1, 0.7, finding.Minor), sums(0, finding.Minor), silence(0))
	for _, l := range lang.Langs() {
		t.Run(string(l), func(t *testing.T) {
			got := render(t, in, l)
			path := filepath.Join("testdata", "small."+string(l)+".html")
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

// TestNoTime holds that a finding on records without times says so, and is
// not put on the axis.
func TestNoTime(t *testing.T) {
	for l, want := range map[lang.Lang]string{lang.En: "no time given", lang.Es: "sin hora"} {
		f := sums(1, finding.Serious)
		f.Start, f.End = time.Time{}, time.Time{}
		page := render(t, sampleInput(f), l)
		if strings.Contains(page, "0000-12-31") || strings.Contains(page, "0001-01-01") {
			t.Errorf("%s: a time was made up", l)
		}
		// In the summary, at the head of the finding and in the table of the timeline.
		if n := strings.Count(page, want); n < 3 {
			t.Errorf("%s: %q stands %d times", l, want, n)
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	in := crowdedInput()
	a := render(t, in, lang.Es)
	for i, j := 0, len(in.Findings)-1; i < j; i, j = i+1, j-1 {
		in.Findings[i], in.Findings[j] = in.Findings[j], in.Findings[i]
	}
	if b := render(t, in, lang.Es); a != b {
		t.Error("the order of the findings changed the page")
	}
}

func TestSizeOf300Findings(t *testing.T) {
	const limit = 2 << 20
	if n := len(render(t, crowdedInput(), lang.Es)); n > limit {
		t.Errorf("the page has %d bytes, more than %d", n, limit)
	}
}

func TestNoKey(t *testing.T) {
	in := fullInput()
	in.MaskKey = []byte("short")
	if err := html.Render(&bytes.Buffer{}, in, printer(lang.En)); !errors.Is(err, dossier.ErrNoKey) {
		t.Errorf("got %v, want ErrNoKey", err)
	}
	in.Sealed = true
	if err := html.Render(&bytes.Buffer{}, in, printer(lang.En)); err != nil {
		t.Errorf("sealed: %v", err)
	}
}
