package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOutputsAreNoInputs holds that no command writes over a file that it
// reads, under whatever name.
func TestOutputsAreNoInputs(t *testing.T) {
	dir := t.TempDir()
	table := filepath.Join(dir, "t.csv")
	const rows = "object_id,account_id,content_id,timestamp_share\no,A,1,1600000000\no,B,2,1600000001\n"
	if err := os.WriteFile(table, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.csv")
	if err := os.Symlink(table, link); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"network", table, "-o", table},
		{"network", table, "-o", filepath.Join(dir, "new.json"), "-o", link},
		{"posts", table, "--account", "A", "-o", filepath.Join(dir, ".", "t.csv")},
		{"narratives", table, "-o", table},
		{"stance", table, "--election", "mexico-2018", "-o", table},
		{"fingerprint", table, "--accounts", table, "-o", table},
		{"label", "train", table, "-o", table},
		{"detect", table, "-o", table},
	} {
		got := run(t, false, nil, args...)
		if got.Code != 2 || !strings.Contains(got.Err, "would be written over") {
			t.Errorf("%v: exit %d\n%s", args, got.Code, got.Err)
		}
		if b, err := os.ReadFile(table); err != nil || string(b) != rows {
			t.Fatalf("%v changed the input: %v", args, err)
		}
	}
}
