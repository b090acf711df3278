package null_test

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/null"
)

// realData finds shared/data beside the module, or skips the test.
func realData(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "shared", "data", filepath.FromSlash(name))
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("shared/data/%s is not beside the module", name)
	return ""
}

// germanLinks is the table of links of the German set.
func germanLinks(t *testing.T) (*network.Shares, int) {
	t.Helper()
	f, err := os.Open(realData(t, "posts/coortweet-german-2021.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows := csv.NewReader(z)
	if _, err := rows.Read(); err != nil {
		t.Fatal(err)
	}
	s := &network.Shares{}
	numbers := [3]map[string]uint32{{}, {}, {}}
	number := func(k int, name string) uint32 {
		n, ok := numbers[k][name]
		if !ok {
			n = uint32(len(numbers[k]))
			numbers[k][name] = n
		}
		return n
	}
	for {
		row, err := rows.Read() // account, post, link, …, time
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		at, err := strconv.ParseInt(row[6], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if row[2] != "" {
			s.Add(number(0, row[2]), number(1, row[0]), number(2, row[1]), at*second)
		}
	}
	s.Group(len(numbers[0]))
	return s, len(numbers[1])
}

// TestGermanLinks holds the figures of the method page. Jitter of half an hour
// to each side, computed elsewhere, leaves 58 of the repeated pairs: ours,
// within fixed hours, must be near.
func TestGermanLinks(t *testing.T) {
	if testing.Short() {
		t.Skip("permutations")
	}
	s, n := germanLinks(t)
	m := null.Model{Window: minute, Step: second, Workers: 2}
	pairs, _ := s.Pairs(network.Pairing{Window: minute, Least: 1})
	for _, c := range []struct {
		method   null.Method
		least    int
		observed int
		mean     float64
	}{
		{null.ByWhen, 2, 1119, 64.27},
		{null.ByWho, 2, 1119, 26.93},
		{null.ByWhen, 3, 781, 13.83},
		{null.ByWho, 3, 781, 2.39},
	} {
		observed := 0
		for _, p := range pairs {
			if int(p.Objects) >= c.least {
				observed++
			}
		}
		r, err := null.Permute(context.Background(), s, m, observed, null.Permutation{Method: c.method, N: 100, Seed: 1, Edges: edgesOf(minute, c.least)})
		if err != nil {
			t.Fatal(err)
		}
		if r.Observed != c.observed || math.Abs(r.Mean-c.mean) > 0.005 {
			t.Errorf("%s, %d objects: %+v", c.method, c.least, r)
		}
	}
	r, err := null.Test(context.Background(), s, n, pairs, m)
	if err != nil {
		t.Fatal(err)
	}
	edges := 0
	for _, c := range r.Pairs {
		if c.Q <= 0.05 {
			edges++
		}
	}
	if edges != 104 || len(pairs) != 2906 {
		t.Errorf("%d of %d pairs have a q of 0.05 or less; the page says 104 of 2,906", edges, len(pairs))
	}
}
