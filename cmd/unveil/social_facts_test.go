package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// table reads a CSV file: its header and its rows.
func table(t *testing.T, name string) (header []string, rows [][]string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("%s: %v", name, err)
	}
	return all[0], all[1:]
}

// weights gives the weight of each edge, from the first three columns.
func weights(t *testing.T, name string) map[string]float64 {
	t.Helper()
	_, rows := table(t, name)
	out := make(map[string]float64, len(rows))
	for _, r := range rows {
		w, err := strconv.ParseFloat(r[2], 64)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		key := r[0] + " → " + r[1]
		if _, twice := out[key]; twice {
			t.Errorf("%s: %s stands there twice", name, key)
		}
		out[key] = w
	}
	return out
}

// peerCase is the params.json of a recorded case.
type peerCase struct {
	TimeWindow       int     `json:"time_window"`
	MinParticipation int     `json:"min_participation"`
	EdgePercentile   float64 `json:"edge_weight_percentile"`
	RemoveLoops      bool    `json:"remove_loops"`
	FastWindow       int     `json:"fast_time_window"`
	MinEdgeWeight    int     `json:"min_edge_weight"`
	SelfLoops        bool    `json:"include_self_loops"`
	Kind             string  `json:"input_kind"`
}

// flags are what the case was run with.
func (c *peerCase) flags() []string {
	out := []string{"--within", fmt.Sprintf("%ds", c.TimeWindow)}
	if c.Kind != "" {
		kind := c.Kind
		if kind == "retweet" {
			kind = "repost"
		}
		out = append(out, "--as", "cnt", "--on", kind, "--min-weight", strconv.Itoa(c.MinEdgeWeight))
		if c.SelfLoops {
			out = append(out, "--self-loops")
		}
		return out
	}
	out = append(out, "--as", "coortweet", "--min-actions", strconv.Itoa(c.MinParticipation),
		"--edge-quantile", strconv.FormatFloat(c.EdgePercentile, 'g', -1, 64))
	if !c.RemoveLoops {
		out = append(out, "--self-loops")
	}
	if c.FastWindow >= 0 {
		out = append(out, "--fast-within", fmt.Sprintf("%ds", c.FastWindow))
	}
	return out
}

// TestPeersNumbers holds, from the command line, that the numbers of two other
// programs come back: every edge and its weight.
func TestPeersNumbers(t *testing.T) {
	posts := filepath.Join(sharedData(t), "data", "posts")
	cases, err := filepath.Glob(filepath.Join(posts, "cases", "*", "params.json"))
	if err != nil || len(cases) == 0 {
		t.Fatal(cases, err)
	}
	for _, params := range cases {
		dir := filepath.Dir(params)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			b, err := os.ReadFile(params)
			if err != nil {
				t.Fatal(err)
			}
			var c peerCase
			if err := json.Unmarshal(b, &c); err != nil {
				t.Fatal(err)
			}
			input, err := filepath.Glob(filepath.Join(dir, "input.csv*"))
			if err != nil || len(input) != 1 {
				t.Fatal(input, err)
			}
			sameEdges(t, filepath.Join(dir, "expected_edges.csv"), append([]string{input[0]}, c.flags()...))
		})
	}
	t.Run("full-russian", func(t *testing.T) {
		sameEdges(t, filepath.Join(posts, "cases", "full-russian-tw60-mp10.csv"), []string{
			filepath.Join(posts, "coortweet-russian.csv.gz"), "--as", "coortweet", "--within", "60s", "--min-actions", "10",
		})
	})
}

func sameEdges(t *testing.T, want string, args []string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "edges.csv")
	program(t, append(append([]string{"network"}, args...), "--quiet", "-o", out)...)
	if d := cmp.Diff(weights(t, want), weights(t, out)); d != "" {
		t.Errorf("-peer +unveil\n%s", d)
	}
}

// TestSharesOfOneCampaign holds the shares of accounts that posted or reposted
// the same text as another within a time (the measure of Schoch et al. 2022),
// in percent of the 823 accounts of half a year of the Internet Research
// Agency's tweets. The figures were computed apart, by another program.
func TestSharesOfOneCampaign(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 589,604 posts six times")
	}
	input := filepath.Join(sharedData(t), "data", "posts", "ira-2016h2.csv.zst")
	const accounts = 823
	for _, want := range []struct {
		within                   string
		original, repost, either float64
	}{
		{"0s", 22.1, 62.2, 70.8},
		{"60s", 33.2, 65.5, 73.8},
		{"8h", 54.8, 71.4, 82.9},
	} {
		in := map[string]bool{}
		percent := map[string]float64{}
		for _, on := range []string{"text", "repost"} {
			out := filepath.Join(t.TempDir(), on+".csv")
			program(t, "network", input, "--on", on, "--within", want.within, "--no-null", "--quiet", "-o", out)
			own := map[string]bool{}
			_, rows := table(t, out)
			for _, r := range rows {
				for _, a := range r[:2] {
					own[a], in[a] = true, true
				}
			}
			percent[on] = 100 * float64(len(own)) / accounts
		}
		got := [3]float64{percent["text"], percent["repost"], 100 * float64(len(in)) / accounts}
		for i, w := range [3]float64{want.original, want.repost, want.either} {
			if math.Abs(got[i]-w) > 0.05 {
				t.Errorf("within %s: %.1f %% of accounts, want %.1f %% (texts, reposts, either: %.1f)", want.within, got[i], w, got)
			}
		}
	}
}
