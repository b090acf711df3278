package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// asProgram makes this test binary run as unveil itself.
const asProgram = "UNVEIL_TEST_AS_PROGRAM"

// unveil prepares to run this very program.
func unveil(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", "UNVEIL_LANG=en")
	return cmd
}

// writeLog writes a log of n lines that all differ.
func writeLog(t *testing.T, name string, n int) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	at := time.Date(2018, 7, 1, 18, 0, 0, 0, time.UTC)
	for i := range n {
		fmt.Fprintf(w, "192.0.2.%d - - [%s] \"GET /page/%d HTTP/1.1\" 200 %d \"-\" \"agent %d\"\n", i%250, at.Add(time.Duration(i)*time.Second/40).Format("02/Jan/2006:15:04:05 -0700"), i, i, i%17)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// held opens a case and counts its requests by reading every one.
func held(t *testing.T, dir string) (generation, rows int64) {
	t.Helper()
	c, err := store.Open(dir)
	if err != nil {
		t.Fatalf("the case cannot be opened: %v", err)
	}
	for _, err := range c.Requests(context.Background()) {
		if err != nil {
			t.Fatalf("the case cannot be read: %v", err)
		}
		rows++
	}
	if m := c.Manifest(); rows != m.Rows(source.Requests) {
		t.Fatalf("%d rows are there, the manifest names %d", rows, m.Rows(source.Requests))
	}
	return c.Manifest().Generation, rows
}

// TestKilledAdd kills an add at random moments. The case must be as before or
// as after, never between, and must take the add again.
func TestKilledAdd(t *testing.T) {
	const before, added, kills = 500, 150_000, 15
	dir := t.TempDir()
	first, second := filepath.Join(dir, "first.log"), filepath.Join(dir, "second.log")
	writeLog(t, first, before)
	writeLog(t, second, added)
	base := filepath.Join(dir, "case")
	for _, args := range [][]string{{"new", base}, {"add", "--case", base, first}} {
		if out, err := unveil(args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	probe := filepath.Join(dir, "probe")
	if err := os.CopyFS(probe, os.DirFS(base)); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	// The second log begins with the same rows as the first.
	if out, err := unveil("add", "--case", probe, "--keep-overlap", second).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(start)
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[int64]int{}
	for k := range kills {
		c := filepath.Join(dir, fmt.Sprint("case", k))
		if err := os.CopyFS(c, os.DirFS(base)); err != nil {
			t.Fatal(err)
		}
		cmd := unveil("add", "--case", c, "--keep-overlap", second)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(whole) * 5 / 4)))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		generation, rows := held(t, c)
		seen[generation]++
		if !(generation == 1 && rows == before) && !(generation == 2 && rows == before+added) {
			t.Fatalf("kill %d: generation %d with %d rows", k, generation, rows)
		}
		out, err := unveil("add", "--json", "--case", c, "--keep-overlap", second).Output()
		if err != nil {
			t.Fatalf("kill %d: the case takes no add any more: %v", k, err)
		}
		var got struct{ Sources []source.Info }
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatal(err)
		}
		if i := got.Sources[0]; i.Read != added || i.Kept != added*(2-generation) || i.Duplicates != added*(generation-1) {
			t.Fatalf("kill %d: added again: %+v", k, i)
		}
		if _, rows := held(t, c); rows != before+added {
			t.Fatalf("kill %d: %d rows in the end", k, rows)
		}
		if err := os.RemoveAll(c); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("an add takes %v; of %d killed, %d left the case as before and %d as after", whole, kills, seen[1], seen[2])
	if seen[1] == 0 {
		t.Errorf("no kill came before the commit; the test shows nothing")
	}
}
