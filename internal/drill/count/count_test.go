package count_test

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/drill/count"
	"github.com/unveil-project/unveil/internal/drill/world"
)

func config(sheets int) count.Config {
	return count.Config{
		Seed: 9, Sheets: sheets,
		Altered:  []count.Altered{{ID: "a", Sheets: 5}, {ID: "b", Sheets: 3, Consistent: true}},
		Withheld: []count.Withheld{{ID: "w", State: 1, Start: world.Hour(20, 0), End: world.Hour(21, 0), Rush: time.Minute}},
	}
}

func TestBatch(t *testing.T) {
	for _, n := range []int{0, 1, 40, 800, 9000} {
		var b bytes.Buffer
		if _, err := count.Write(t.Context(), &b, config(n)); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		if lines[0] != strconv.Itoa(n) || len(lines) != n+2 {
			t.Fatalf("%d sheets: the first line says %s, %d rows follow the header", n, lines[0], len(lines)-2)
		}
		width, stations := strings.Count(lines[1], "|"), map[string]bool{}
		for _, row := range lines[2:] {
			f := strings.Split(row, "|")
			key := strings.Join([]string{f[0], f[2], f[3], f[4], f[5]}, "|")
			if len(f) != width+1 || stations[key] || len(f[2]) > 4 || len(f[4]) > 2 {
				t.Fatalf("%d sheets: row %q is not whole, or its station is there twice", n, row)
			}
			stations[key] = true
		}
	}
}

func TestItems(t *testing.T) {
	items, err := count.Write(t.Context(), &bytes.Buffer{}, config(2000))
	if err != nil {
		t.Fatal(err)
	}
	sizes, altered := map[string]int{}, map[string]bool{}
	for _, it := range items {
		sizes[it.ID] = it.Size
		for _, m := range it.Members {
			if it.Kind == "altered" && altered[m] {
				t.Errorf("%s was altered twice", m)
			}
			altered[m] = altered[m] || it.Kind == "altered"
		}
	}
	if sizes["a"] != 5 || sizes["b"] != 3 || sizes["w"] == 0 {
		t.Errorf("sizes %v", sizes)
	}
	for _, state := range world.RuralStates() {
		if id := "late-rural-" + strconv.Itoa(state); sizes[id] == 0 {
			t.Errorf("%s is missing", id)
		}
	}
}

func TestWriteStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := count.Write(ctx, &bytes.Buffer{}, config(100)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was stopped", err)
	}
	if _, err := count.Write(t.Context(), broken{}, config(100)); !errors.Is(err, errDisk) {
		t.Errorf("error %v, want the disk's", err)
	}
}

var errDisk = errors.New("no space left")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errDisk }
