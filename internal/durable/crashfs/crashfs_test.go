package crashfs_test

import (
	"io"
	"math/rand/v2"
	"testing"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/durable/crashfs"
)

// TestWriteFileIsAtomic replaces a file on a disk that goes down at every
// possible operation and looks at many of the disks that could remain.
func TestWriteFileIsAtomic(t *testing.T) {
	for limit := 0; ; limit++ {
		f := crashfs.New(limit)
		first := durable.WriteFile(f, "x", []byte("old"), 0o644)
		second := durable.WriteFile(f, "x", []byte("new and longer"), 0o644)
		for seed := range uint64(50) {
			got, err := durable.ReadFile(f.Crash(rand.New(rand.NewPCG(seed, 1))), "x", 1<<10)
			switch {
			case second == nil:
				if string(got) != "new and longer" {
					t.Fatalf("limit %d: acknowledged content lost: %q %v", limit, got, err)
				}
			case first == nil:
				if s := string(got); s != "old" && s != "new and longer" {
					t.Fatalf("limit %d: torn content %q %v", limit, got, err)
				}
			case err == nil && string(got) != "old":
				t.Fatalf("limit %d: torn content %q", limit, got)
			}
		}
		if second == nil {
			return
		}
	}
}

// TestLosesWhatWasNotSynced holds that the simulation is as unkind as it says:
// a writer that forgets to sync loses its file on some of the disks.
func TestLosesWhatWasNotSynced(t *testing.T) {
	f := crashfs.New(-1)
	w, err := f.Create("x", 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, "content"); err != nil {
		t.Fatal(err)
	}
	if err := f.SyncDir("."); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for seed := range uint64(100) {
		b, err := durable.ReadFile(f.Crash(rand.New(rand.NewPCG(seed, 1))), "x", 1<<10)
		if err != nil {
			t.Fatalf("the name was synced: %v", err)
		}
		seen[string(b)] = true
	}
	if !seen[""] || !seen["content"] || len(seen) < 4 {
		t.Errorf("crashes gave only %v", seen)
	}
}
