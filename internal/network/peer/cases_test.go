package peer_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network/peer"
)

// params is what a case says of itself.
type params struct {
	Tool        string
	Command     string
	Window      int64   `json:"time_window"`
	Actions     int     `json:"min_participation"`
	Quantile    float64 `json:"edge_weight_percentile"`
	RemoveLoops bool    `json:"remove_loops"`
	Fast        int64   `json:"fast_time_window"`
	Least       int     `json:"min_edge_weight"`
	Loops       bool    `json:"include_self_loops"`
	Kind        string  `json:"input_kind"`
}

// TestCases holds that every recorded result of the two programs comes out
// again: the same edges, and every column of them.
func TestCases(t *testing.T) {
	dirs, err := filepath.Glob(recorded(t, "posts", "cases", "*", "params.json"))
	if err != nil || len(dirs) < 11 {
		t.Fatalf("%d cases (%v)", len(dirs), err)
	}
	for _, file := range dirs {
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			p, input := caseIn(t, dir)
			want := readCSV(t, filepath.Join(dir, "expected_edges.csv"))
			if strings.HasPrefix(p.Tool, "CooRTweet") {
				compare(t, want, cooRTweet(t, input, p, want[0]))
				return
			}
			compare(t, want, toolkit(t, input, p))
		})
	}
}

// caseIn gives what a case says of itself, and its input.
func caseIn(t *testing.T, dir string) (p params, input string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "params.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &p); err != nil {
		t.Fatal(err)
	}
	input = filepath.Join(dir, "input.csv")
	if _, err := os.Stat(input); err != nil {
		input += ".gz"
	}
	return p, input
}

// TestWholeSet is the largest recorded result: 159 edges of 35,125 shares.
func TestWholeSet(t *testing.T) {
	want := readCSV(t, recorded(t, "posts", "cases", "full-russian-tw60-mp10.csv"))
	got := cooRTweet(t, recorded(t, "posts", "coortweet-russian.csv.gz"), params{Window: 60, Actions: 10, Quantile: 0.5, RemoveLoops: true}, want[0])
	if len(got) != 160 {
		t.Errorf("%d lines, want 160", len(got))
	}
	compare(t, want, got)
}

func same(s string) string { return s }

// cooRTweet gives the edges as CooRTweet writes them, with its columns.
func cooRTweet(t *testing.T, input string, p params, header []string) [][]string {
	t.Helper()
	tab := load(t, input, same)
	edges, err := tab.CooRTweet(context.Background(), peer.CooRTweet{
		Window: p.Window * 1e6, MinActions: p.Actions, Loops: !p.RemoveLoops, Quantile: p.Quantile, Fast: p.Fast * 1e6,
	})
	if err != nil {
		t.Fatal(err)
	}
	out := [][]string{header}
	for i := range edges {
		e := &edges[i]
		line := []string{tab.accounts[e.A], tab.accounts[e.B]}
		for _, column := range header[2:] {
			line = append(line, cell(e, column))
		}
		out = append(out, line)
	}
	return out
}

// cell writes one value as R does: 15 digits, an empty cell for NA.
func cell(e *peer.Edge, column string) string {
	side := &e.Full
	if strings.HasSuffix(column, "_fast") {
		side = &e.Fast
	}
	if side.Weight == 0 {
		return ""
	}
	value := 0.0
	switch strings.TrimSuffix(strings.TrimSuffix(column, "_full"), "_fast") {
	case "weight":
		value = float64(side.Weight)
	case "avg_time_delta":
		value = side.Delay
	case "n_content_id":
		value = float64(side.Older)
	case "n_content_id_y":
		value = float64(side.Newer)
	case "edge_symmetry_score":
		value = side.Symmetry()
	case "weight_threshold":
		if side.Exceeds {
			value = 1
		}
	}
	return strconv.FormatFloat(value, 'g', 15, 64)
}

func toolkit(t *testing.T, input string, p params) [][]string {
	t.Helper()
	form := same
	if p.Kind == "text" {
		form = func(s string) string { return string(peer.MessageText(nil, s)) }
	}
	tab := load(t, input, form)
	arcs, err := tab.Toolkit(context.Background(), peer.Toolkit{
		Window: p.Window * 1e6, Least: p.Least, Loops: p.Loops, Many: p.Kind == "hashtag",
	})
	if err != nil {
		t.Fatal(err)
	}
	out := [][]string{{"source", "target", "weight"}}
	for _, a := range arcs {
		out = append(out, []string{tab.accounts[a.From], tab.accounts[a.To], strconv.Itoa(a.Weight)})
	}
	return out
}

// compare holds two tables against each other, whatever the order of their
// lines, numbers to 1e-12.
func compare(t *testing.T, want, got [][]string) {
	t.Helper()
	sorted := func(table [][]string) [][]string {
		lines := slices.Clone(table[1:])
		slices.SortFunc(lines, func(a, b []string) int { return slices.Compare(a[:2], b[:2]) })
		return lines
	}
	numbers := cmp.Comparer(func(a, b string) bool {
		if a == "NA" || b == "NA" {
			a, b = strings.TrimSuffix(a, "NA"), strings.TrimSuffix(b, "NA")
		}
		x, err1 := strconv.ParseFloat(a, 64)
		y, err2 := strconv.ParseFloat(b, 64)
		return a == b || err1 == nil && err2 == nil && math.Abs(x-y) <= 1e-12*math.Max(1, math.Abs(x))
	})
	if diff := cmp.Diff(want[0], got[0]); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(sorted(want), sorted(got), numbers); diff != "" {
		if len(diff) > 4000 {
			diff = diff[:4000]
		}
		t.Errorf("%d lines, want %d (-want +got):\n%s", len(got)-1, len(want)-1, diff)
	}
}
