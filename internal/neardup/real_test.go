package neardup_test

import (
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/unveil-project/unveil/internal/neardup"
)

// realPosts reads the texts of a release of 589,604 posts.
func realPosts(t testing.TB) []string {
	t.Helper()
	f, err := os.Open(shared(t, "posts/ira-2016h2.csv.zst"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	r := csv.NewReader(z)
	header, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	column := -1
	for i, name := range header {
		if name == "content" {
			column = i
		}
	}
	var out []string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row[column])
	}
}

func shared(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		path := filepath.Join(dir, "shared", "data", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		if filepath.Dir(dir) == dir {
			t.Skipf("shared/data/%s is not here", name)
		}
		dir = filepath.Dir(dir)
	}
}

// TestRecallOnRealPosts clusters real posts and compares with every pair of
// different texts whose similarity is 0.8 or more. With UNVEIL_ALL_POSTS in the
// environment it takes all posts, which needs a minute.
func TestRecallOnRealPosts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads half a million posts")
	}
	posts := realPosts(t)
	if os.Getenv("UNVEIL_ALL_POSTS") == "" {
		posts = posts[:60_000]
	}
	begin := time.Now()
	all := neardup.New(neardup.Defaults())
	for _, p := range posts {
		all.Add(p)
	}
	c, err := all.Cluster(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	t.Logf("%d posts, %d distinct, %d clusters in %v, %d MB from the system", all.Len(), all.Distinct(), c.Len(), time.Since(begin), mem.Sys>>20)
	precise(t, all, c)
	exhaustive(t, all, c)
}

// precise holds that every text of a cluster is as near to the representative
// as the cluster says.
func precise(t *testing.T, all *neardup.Texts, c *neardup.Clusters) {
	for i, k := range c.Of {
		if k == neardup.None {
			continue
		}
		s := neardup.Similarity(all.Text(c.Distinct[i]), all.Text(c.Representative[k]))
		if s < neardup.Defaults().Anchor || s < c.Loosest[k]-1e-6 {
			t.Fatalf("post %d is %g near to its representative, at least %g is said", i, s, c.Loosest[k])
		}
	}
}

// exhaustive finds every pair of different texts at 0.8 or more by a way that
// misses none and compares with the clusters.
func exhaustive(t *testing.T, all *neardup.Texts, c *neardup.Clusters) {
	of := make([]uint32, all.Distinct())
	for i, k := range c.Of {
		if k != neardup.None {
			of[c.Distinct[i]] = k
		}
	}
	pairs, together := 0, 0
	everyPair(all, func(a, b uint32) {
		pairs++
		if of[a] == of[b] {
			together++
		}
	})
	t.Logf("%d of %d pairs of different texts at 0.8 or more are in one cluster", together, pairs)
	if float64(together) < 0.99*float64(pairs) {
		t.Errorf("recall is %d of %d", together, pairs)
	}
}

// everyPair finds all pairs by prefix filtering (Chaudhuri, Ganti and Kaushik,
// ICDE 2006): two sets of similarity 0.8 share one of the rarest |x| − ⌈0.8|x|⌉
// + 1 shingles of each. Shingles are compared as they are, not as hashes.
func everyPair(all *neardup.Texts, pair func(a, b uint32)) {
	ids, sets, freq := map[string]uint32{}, make([][]uint32, all.Distinct()), []int{}
	for d := range sets {
		runes := []rune(string(all.Text(uint32(d))))
		for i := 0; i+neardup.ShingleRunes <= len(runes); i++ {
			s := string(runes[i : i+neardup.ShingleRunes])
			id, ok := ids[s]
			if !ok {
				id = uint32(len(ids))
				ids[s], freq = id, append(freq, 0)
			}
			sets[d] = append(sets[d], id)
		}
		slices.Sort(sets[d])
		sets[d] = slices.Compact(sets[d])
		for _, id := range sets[d] {
			freq[id]++
		}
	}
	index, seen := make([][]uint32, len(freq)), make([]int, len(sets))
	for d, set := range sets {
		rare := slices.Clone(set)
		slices.SortFunc(rare, func(a, b uint32) int { return cmp.Or(cmp.Compare(freq[a], freq[b]), cmp.Compare(a, b)) })
		rare = rare[:len(set)-(4*len(set)+4)/5+1]
		for _, id := range rare {
			for _, other := range index[id] {
				if seen[other] != d+1 && alike(set, sets[other]) {
					pair(other, uint32(d))
				}
				seen[other] = d + 1
			}
			index[id] = append(index[id], uint32(d))
		}
	}
}

// alike is |a∩b| / |a∪b| ≥ 0.8 in whole numbers.
func alike(a, b []uint32) bool {
	if 5*min(len(a), len(b)) < 4*max(len(a), len(b)) {
		return false
	}
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch cmp.Compare(a[i], b[j]) {
		case 0:
			both, i, j = both+1, i+1, j+1
		case -1:
			i++
		default:
			j++
		}
	}
	return 5*both >= 4*(len(a)+len(b)-both)
}

// BenchmarkCluster clusters the posts of the release, without reading them.
func BenchmarkCluster(b *testing.B) {
	posts := realPosts(b)
	for b.Loop() {
		t := neardup.New(neardup.Defaults())
		for _, p := range posts {
			t.Add(p)
		}
		if _, err := t.Cluster(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
