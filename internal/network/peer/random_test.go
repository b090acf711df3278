package peer_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/network/peer"
)

// jumble makes a small table with everything that the definitions speak of:
// duplicate rows, contents of several accounts and objects, ties, loops, and
// objects that are contents.
func jumble(r *chance.Rand) []plainRow {
	n, accounts, contents := 2+r.IntN(60), 1+r.IntN(7), 1+r.IntN(50)
	span := 1 + r.Int64N(60)
	var rows []plainRow
	for range n {
		row := plainRow{
			object: fmt.Sprint("o", r.IntN(5)), account: fmt.Sprint("a", r.IntN(accounts)),
			content: fmt.Sprint("c", r.IntN(contents)), at: 1000 + r.Int64N(span),
		}
		switch {
		case r.Is(0.1) && len(rows) > 0:
			row = rows[r.IntN(len(rows))]
		case r.Is(0.1) && len(rows) > 0:
			row.content = rows[len(rows)-1].content
		case r.Is(0.1):
			row.object = fmt.Sprint("c", r.IntN(contents))
		}
		rows = append(rows, row)
	}
	return rows
}

// written gives rows to the loader of tables.
func written(t *testing.T, dir string, rows []plainRow) *table {
	t.Helper()
	name := filepath.Join(dir, "input.csv")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	lines := [][]string{{"object_id", "account_id", "content_id", "timestamp_share"}}
	for _, r := range rows {
		lines = append(lines, []string{r.object, r.account, r.content, strconv.FormatInt(r.at, 10)})
	}
	if err := w.WriteAll(lines); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return load(t, name, same)
}

// TestCooRTweetOnRandomTables compares both implementations.
func TestCooRTweetOnRandomTables(t *testing.T) {
	dir := t.TempDir()
	for seed := range uint64(1500) {
		r := chance.New(seed, "peer/coortweet")
		rows := jumble(r)
		q := peer.CooRTweet{
			Window: r.Int64N(30) * 1e6, MinActions: r.IntN(5), Loops: r.Is(0.3),
			Quantile: float64(r.IntN(11)) / 10,
		}
		if r.Is(0.5) {
			q.Fast, q.FastActions = (1+r.Int64N(10))*1e6, 1+r.IntN(3)
		}
		tab := written(t, dir, rows)
		edges, err := tab.CooRTweet(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		got := map[[2]string]*plainEdge{}
		for i := range edges {
			e := plain(&edges[i].Full)
			if edges[i].Fast.Weight > 0 {
				e.Fast = plain(&edges[i].Fast)
			}
			got[[2]string{tab.accounts[edges[i].A], tab.accounts[edges[i].B]}] = e
		}
		pairs := plainPairs(rows, q.Window/1e6, q.MinActions, q.Loops)
		want := plainEdges(rows, pairs, q.Quantile, q.Fast/1e6, q.FastActions)
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Fatalf("seed %d, %+v, rows %v\n(-want +got):\n%s", seed, q, rows, diff)
		}
	}
}

func plain(s *peer.Side) *plainEdge {
	return &plainEdge{Weight: s.Weight, Older: s.Older, Newer: s.Newer, Delay: s.Delay, Exceeds: s.Exceeds}
}

// TestToolkitOnRandomTables compares both implementations. Rows that follow
// each other with one id are one message, of one account at one time.
func TestToolkitOnRandomTables(t *testing.T) {
	dir := t.TempDir()
	for seed := range uint64(1500) {
		r := chance.New(seed, "peer/toolkit")
		rows, many := jumble(r), r.Is(0.5)
		for i := 1; i < len(rows); i++ {
			if rows[i].content == rows[i-1].content {
				rows[i].account, rows[i].at = rows[i-1].account, rows[i-1].at
			}
		}
		q := peer.Toolkit{Window: r.Int64N(30) * 1e6, Least: r.IntN(4), Loops: r.Is(0.3), Many: many}
		tab := written(t, dir, rows)
		arcs, err := tab.Toolkit(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		got := map[[2]string]int{}
		for _, a := range arcs {
			got[[2]string{tab.accounts[a.From], tab.accounts[a.To]}] = a.Weight
		}
		if diff := cmp.Diff(plainArcs(rows, q.Window/1e6, q.Least, q.Loops, many), got); diff != "" {
			t.Fatalf("seed %d, %+v, rows %v\n(-want +got):\n%s", seed, q, rows, diff)
		}
	}
}

// TestRecordedPairsAndAccounts holds the second implementation against the
// pairs of shares that CooRTweet recorded, and the edges against what it says
// of accounts.
func TestRecordedPairsAndAccounts(t *testing.T) {
	files, err := filepath.Glob(recorded(t, "posts", "cases", "*", "expected_share_pairs.csv"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%d recorded lists of pairs (%v)", len(files), err)
	}
	for _, file := range files {
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			p, input := caseIn(t, dir)
			var rows []plainRow
			for _, r := range readCSV(t, input)[1:] {
				at, err := strconv.ParseInt(r[3], 10, 64)
				if err != nil {
					t.Fatal(err)
				}
				rows = append(rows, plainRow{r[0], r[1], r[2], at})
			}
			pairs := pairsByObject(rows, p)
			checkPairs(t, readCSV(t, file), pairs)
			stats := filepath.Join(dir, "expected_account_stats.csv")
			if _, err := os.Stat(stats); err == nil {
				checkAccounts(t, readCSV(t, stats), cooRTweet(t, input, p, readCSV(t, filepath.Join(dir, "expected_edges.csv"))[0]), pairs)
			}
		})
	}
}

// pairsByObject is plainPairs without comparing the rows of different objects,
// which would take too long for a recorded table.
func pairsByObject(rows []plainRow, p params) []plainPair {
	rows = active(rows, p.Actions)
	of := map[string][]plainRow{}
	first := map[string]int{}
	for i, r := range rows {
		if _, ok := first[r.account]; !ok {
			first[r.account] = i
		}
	}
	slices.SortStableFunc(rows, func(a, b plainRow) int { return first[a.account] - first[b.account] })
	for _, r := range rows {
		of[r.object] = append(of[r.object], r)
	}
	var pairs []plainPair
	for _, own := range of {
		pairs = append(pairs, plainPairs(own, p.Window, 0, !p.RemoveLoops)...)
	}
	return participating(pairs, rows, p.Actions)
}

func checkPairs(t *testing.T, want [][]string, pairs []plainPair) {
	t.Helper()
	got := [][]string{want[0]}
	for _, p := range pairs {
		got = append(got, []string{p.object, p.older, p.newer, strconv.FormatInt(p.gap, 10), p.olderAccount, p.newerName})
	}
	for _, list := range [][][]string{want[1:], got[1:]} {
		slices.SortFunc(list, slices.Compare)
	}
	if p := len(want[0]); p > 6 { // flags of the fast network, which the edges are tested by
		for i := range want {
			want[i] = want[i][:6]
		}
		got[0] = want[0]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%d pairs, want %d (-want +got):\n%.2000s", len(got)-1, len(want)-1, diff)
	}
}

// checkAccounts compares the means over an account's edges, of which that
// program takes those with the same two numbers once, and the number of the
// account's contents in pairs.
func checkAccounts(t *testing.T, want, edges [][]string, pairs []plainPair) {
	t.Helper()
	type sums struct{ delay, symmetry, edges float64 }
	of, contents := map[string]*sums{}, map[string]map[string]bool{}
	counted := map[[3]string]bool{}
	delay, symmetry := slices.Index(edges[0], "avg_time_delta"), slices.Index(edges[0], "edge_symmetry_score")
	for _, e := range edges[1:] {
		d, _ := strconv.ParseFloat(e[delay], 64)
		s, _ := strconv.ParseFloat(e[symmetry], 64)
		for _, a := range e[:2] {
			k := [3]string{a, e[delay], e[symmetry]}
			if counted[k] {
				continue
			}
			counted[k] = true
			if of[a] == nil {
				of[a] = &sums{}
			}
			of[a].delay, of[a].symmetry, of[a].edges = of[a].delay+d, of[a].symmetry+s, of[a].edges+1
		}
	}
	add := func(account, content string) {
		if contents[account] == nil {
			contents[account] = map[string]bool{}
		}
		contents[account][content] = true
	}
	for _, p := range pairs {
		add(p.olderAccount, p.older)
		add(p.newerName, p.newer)
	}
	if len(of) != len(want)-1 {
		t.Errorf("%d accounts, want %d", len(of), len(want)-1)
	}
	for _, w := range want[1:] {
		s := of[w[0]]
		if s == nil {
			t.Errorf("no account %s", w[0])
			continue
		}
		got := []float64{s.delay / s.edges, s.symmetry / s.edges, float64(len(contents[w[0]]))}
		for i, v := range got {
			if x, err := strconv.ParseFloat(w[i+1], 64); err != nil || math.Abs(x-v) > 1e-9*max(1, x) {
				t.Errorf("account %s: %s %v, want %s", w[0], strings.TrimSpace(want[0][i+1]), v, w[i+1])
			}
		}
	}
}
