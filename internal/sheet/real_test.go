package sheet_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// shared finds a file of real data beside the module, and skips the test where
// it is not.
func shared(t testing.TB, name string) []byte {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for up := ""; up != dir; dir, up = filepath.Dir(dir), dir {
		if b, err := os.ReadFile(filepath.Join(dir, "shared", "data", name)); err == nil {
			return b
		}
	}
	t.Skipf("shared/data/%s is not here", name)
	return nil
}

// TestRealBatch reads the batch of 1 July 2018.
func TestRealBatch(t *testing.T) {
	got, err := read(t, "ine-remesa", shared(t, "sheets/REMESAS0100020000.txt"), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.sheets) != 6307 || got.issues != nil {
		t.Fatalf("%d sheets, issues %v; want 6307 and none", len(got.sheets), problems(got.issues))
	}
	sums, stations, special := map[string]int64{}, map[string]bool{}, 0
	for _, s := range got.sheets {
		sums["LISTA_NOMINAL"] += s.Registered
		stations[s.Station] = true
		if s.Special {
			special++
		}
		for _, f := range s.Figures {
			sums[f.Name] += f.Votes
		}
	}
	want := map[string]int64{
		"TOTAL": 2275143, "AMLO": 1207530, "RAC": 516739, "JAMK": 360034, "JHRC": 127800,
		"CNR": 4061, "NULOS": 58979, "LISTA_NOMINAL": 3620769,
	}
	for name := range sums {
		if _, ok := want[name]; !ok {
			delete(sums, name)
		}
	}
	if d := cmp.Diff(want, sums); d != "" {
		t.Errorf("sums: -want +got\n%s", d)
	}
	if len(stations) != 6307 || special != 42 || !stations["071187E0100"] || !stations["142695E0202"] {
		t.Errorf("%d stations, %d special", len(stations), special)
	}
}
