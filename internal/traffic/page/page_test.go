package page_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/page"
	"github.com/unveil-project/unveil/internal/traffic/traffictest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func draw(t *testing.T, r *traffic.Report, o page.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := page.Write(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, tt := range []struct {
		name string
		o    page.Options
	}{
		{"attack", page.Options{Full: true, Width: 80}},
		{"attack", page.Options{Width: 110, Colour: true}},
		{"crowd", page.Options{}},
		{"both", page.Options{Width: 60}},
		{"unclear", page.Options{}},
		{"quiet", page.Options{}},
		{"empty", page.Options{}},
		{"hostile", page.Options{}},
	} {
		for _, l := range lang.Langs() {
			o := tt.o
			o.Printer.Lang = l
			name := tt.name
			if o.Colour {
				name += ".colour"
			}
			t.Run(name+"."+string(l), func(t *testing.T) { golden(t, name+"."+string(l)+".txt", draw(t, traffictest.All()[tt.name], o)) })
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
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
}
