package html_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

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
