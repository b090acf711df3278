package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTheCombinedLogIsTheSameEachTime(t *testing.T) {
	write := func(seed uint64) string {
		var b bytes.Buffer
		if err := writeCombined(&b, 2000, seed); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := write(1)
	if first != write(1) {
		t.Error("two logs of one seed differ")
	}
	if first == write(2) {
		t.Error("two seeds give one log")
	}
	lines := strings.SplitAfter(first, "\n")
	if got := len(lines) - 1; got != 2000 {
		t.Fatalf("%d lines, want 2000", got)
	}
	if mean := len(first) / 2000; mean < 227 || mean > 247 {
		t.Errorf("a line has %d bytes, want about 237", mean)
	}
	addresses := map[string]bool{}
	for _, l := range lines[:2000] {
		addresses[l[:strings.Index(l, " ")]] = true
	}
	if len(addresses) < 1990 {
		t.Errorf("%d addresses in 2000 lines", len(addresses))
	}
}

func TestAnInputThatCannotBeWrittenIsTold(t *testing.T) {
	name := filepath.Join(t.TempDir(), "input")
	fails := func(io.Writer) error { return io.ErrShortWrite }
	if err := create(name, io.Discard, fails); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("the error is %v", err)
	}
	err := create(name, io.Discard, func(w io.Writer) error { _, err := io.WriteString(w, "whole"); return err })
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(name); string(got) != "whole" {
		t.Errorf("the input holds %q, %v", got, err)
	}
}

func TestStepsNeedTheirInputs(t *testing.T) {
	names := func(in inputs, lines int) (n []string) {
		for _, s := range steps(in, lines) {
			if s.most.wall > 0 {
				n = append(n, s.name)
			}
		}
		return n
	}
	made := inputs{log: "a", drillLog: "b", public: "c"}
	want := []string{
		"add a Combined log, every address random", "add the drill's log with bursts",
		"traffic of a Combined log, every address random", "traffic of the drill's log with bursts, with origins",
		"network of 1,459,249 shares", "network of 300,000 shares",
		"network of 1,459,249 shares, with p and q", "network of 300,000 shares, with p and q", "network of 2,400,000 texts",
		"detect over posts, log and sheets",
	}
	if d := cmp.Diff(want, names(made, 1_000_000)); d != "" {
		t.Errorf("steps with a target (-want +got):\n%s", d)
	}
	if got := names(made, 1000); got != nil {
		t.Errorf("targets for a thousand lines: %q", got)
	}
}

// TestTheTablesAreTheSameEachTime, and have the rows and the density that the
// targets are for.
func TestTheTablesAreTheSameEachTime(t *testing.T) {
	for name, c := range map[string]struct {
		write    func(io.Writer, int, uint64) error
		low, top int // bytes of a row
	}{"shares": {writeShares, 42, 60}, "texts": {writeTexts, 120, 180}} {
		var first, second, other bytes.Buffer
		for b, seed := range map[*bytes.Buffer]uint64{&first: 1, &second: 1, &other: 2} {
			if err := c.write(b, 3000, seed); err != nil {
				t.Fatal(err)
			}
		}
		if first.String() != second.String() || first.String() == other.String() {
			t.Errorf("%s: a seed does not decide the table", name)
		}
		if rows := bytes.Count(first.Bytes(), []byte{'\n'}) - 1; rows != 3000 {
			t.Errorf("%s: %d rows, want 3000", name, rows)
		}
		if mean := first.Len() / 3000; mean < c.low || mean > c.top {
			t.Errorf("%s: a row has %d bytes", name, mean)
		}
	}
	if got := scaled(allShares, 1_000_000); got != allShares {
		t.Errorf("a million lines go with %d shares", got)
	}
}

func TestTheTable(t *testing.T) {
	results := []result{
		{
			step:    step{name: "add", most: target{3 * time.Second, 300 * megabyte}},
			samples: []sample{{3200 * time.Millisecond, 280 * megabyte}, {2 * time.Second, 290 * megabyte}, {2500 * time.Millisecond, 310 * megabyte}},
			bytes:   237 * megabyte,
		},
		{step: step{name: "slow", most: target{wall: time.Second}}, samples: []sample{{2 * time.Second, 1}}},
		{step: step{name: "big", most: target{time.Hour, 10}}, samples: []sample{{time.Second, 11 * megabyte}}},
		{step: step{name: "free"}, samples: []sample{{time.Second, 0}}},
	}
	want := `# The whole program, measured
a machine

| step | file size | time | range | rate | peak memory | target | met |
|---|---:|---:|---:|---:|---:|---:|---|
| add | 237.0 MB | 2.50 s | 2.00 s–3.20 s | 95 MB/s | 290.0 MB | 3.00 s, 300.0 MB | yes |
| slow | – | 2.00 s | 2.00 s–2.00 s | – | 0.0 MB | 1.00 s | **no** |
| big | – | 1.00 s | 1.00 s–1.00 s | – | 11.0 MB | 3600.00 s, 0.0 MB | **no** |
| free | – | 1.00 s | 1.00 s–1.00 s | – | – | – | – |
`
	if d := cmp.Diff(want, render("a machine", results)); d != "" {
		t.Errorf("table (-want +got):\n%s", d)
	}
}
