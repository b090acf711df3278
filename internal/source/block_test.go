package source_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// byBlocks reads lines piece by piece, with their places in the stream.
func byBlocks(t *testing.T, text string, size int) (out []string) {
	t.Helper()
	bs := source.NewBlocks(iotest.HalfReader(strings.NewReader(text)), size)
	var buf []byte
	for {
		b, ok := bs.Next(buf)
		if !ok {
			break
		}
		lines := source.NewLines(b.Stream())
		for lines.Next() {
			out = append(out, fmt.Sprintf("%d %d %v", lines.Offset+b.Offset, lines.Length, lines.TooLong))
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
		buf = b.Data
	}
	if err := bs.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBlocksGiveTheLinesOfTheStream(t *testing.T) {
	var text strings.Builder
	for i := range 5000 {
		text.WriteString(strings.Repeat("x", i*7%300) + "\n")
	}
	for _, end := range []string{"", "last", "last\n", "\n\n", "\r\n"} {
		whole := text.String() + end
		var want []string
		lines := source.NewLines(source.NewStream(strings.NewReader(whole)))
		for lines.Next() {
			want = append(want, fmt.Sprintf("%d %d %v", lines.Offset, lines.Length, lines.TooLong))
		}
		for _, size := range []int{64, 1000, 1 << 20} {
			if d := cmp.Diff(want, byBlocks(t, whole, size)); d != "" {
				t.Fatalf("end %q, size %d (-lines +blocks):\n%s", end, size, d)
			}
		}
	}
}

func TestBlocksBoundALineWithoutEnd(t *testing.T) {
	long := strings.Repeat("y", 5<<20)
	got := byBlocks(t, "a\n"+long+"\nb\n", 1<<16)
	want := []string{"0 1 false", fmt.Sprintf("2 %d true", 2<<20), fmt.Sprintf("%d 1 false", 2+len(long)+1)}
	if d := cmp.Diff(want[2], got[len(got)-1]); d != "" || len(got) > 4 {
		t.Errorf("%d lines, the last is %s, want %s", len(got), got[len(got)-1], want[2])
	}
	if got[0] != want[0] || !strings.HasSuffix(got[1], "true") {
		t.Errorf("lines are %q", got)
	}
}

func TestBlocksReportWhatEndsAStream(t *testing.T) {
	bs := source.NewBlocks(iotest.TimeoutReader(bytes.NewReader(bytes.Repeat([]byte("line\n"), 1000))), 100)
	for _, ok := bs.Next(nil); ok; _, ok = bs.Next(nil) {
	}
	if bs.Err() == nil {
		t.Error("a stream that broke off looks whole")
	}
}
