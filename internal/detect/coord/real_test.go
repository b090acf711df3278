package coord_test

import (
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/network"

	"github.com/klauspost/compress/gzip"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// realData finds shared/data beside the module, or skips the test.
func realData(t testing.TB, name string) string {
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

// keeper clones the posts that a reader hands out.
type keeper struct{ posts []post.Post }

func (k *keeper) Record(p *post.Post) error {
	q := *p
	q.Raw = nil
	for _, s := range []*string{&q.Platform, &q.ID, &q.Account, &q.Handle, &q.Text, &q.Language, &q.Client, &q.RepostOf, &q.ReplyTo} {
		*s = strings.Clone(*s)
	}
	q.Act = post.Act(strings.Clone(string(q.Act)))
	for _, l := range []*[]string{&q.Links, &q.Hashtags, &q.Mentions, &q.Media, &q.Objects} {
		*l = slices.Clone(*l)
		for i := range *l {
			(*l)[i] = strings.Clone((*l)[i])
		}
	}
	k.posts = append(k.posts, q)
	return nil
}

func (k *keeper) Issue(source.Issue) error { return nil }

// load reads a real file in a named format.
func load(t testing.TB, name, format string, opt source.Options) *observations {
	t.Helper()
	f, err := source.Open(context.Background(), realData(t, name), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var k keeper
	for _, r := range post.Formats() {
		if r.Name == format {
			if err := r.Read(context.Background(), source.NewStream(f), opt, &k); err != nil {
				t.Fatal(err)
			}
		}
	}
	return newObservations(k.posts)
}

// TestInternetResearchAgency: nearly every account of this file belongs to one
// operation, so large groups must be found, and not hundreds of them.
func TestInternetResearchAgency(t *testing.T) {
	if testing.Short() {
		t.Skip("589,604 posts")
	}
	o := load(t, "posts/ira-2016h2.csv.zst", "ira", source.Options{})
	fs := detectAll(t, o, nil)
	t.Logf("%d findings\n%s", len(fs), summary(fs))
	accounts := 0
	for i, f := range fs {
		accounts += len(f.Members.IDs)
		if i > 0 && len(f.Members.IDs) > len(fs[i-1].Members.IDs) && i < len(fs)-1 {
			t.Errorf("finding %d is larger than the one before", i)
		}
		if got := measure(t, f, "effective_window_max_s") - measure(t, f, "window_s"); got != 59 {
			t.Errorf("times to the minute widen the window by %g s, want 59", got)
		}
	}
	if len(fs) == 0 || len(fs) > 25 || accounts < 200 || len(fs[0].Members.IDs) < 50 {
		t.Errorf("%d findings with %d accounts; want 1 to 25 with 200 and more, the first with 50 and more", len(fs), accounts)
	}
}

// TestShareTables runs on the share tables of CooRTweet: they have no texts,
// and no finding may claim more than low confidence.
func TestShareTables(t *testing.T) {
	german := map[string]string{"account": "account_id", "time": "timestamp", "id": "post_id", "link": "url_id", "hashtag": "hashtag_id"}
	tests := []struct {
		file, format string
		opt          source.Options
	}{
		{"posts/coortweet-russian.csv.gz", "share-table", source.Options{}},
		{"posts/coortweet-german-2021.csv.gz", "csv", source.Options{Map: german}},
	}
	for _, tt := range tests {
		fs := detectAll(t, load(t, tt.file, tt.format, tt.opt), nil)
		t.Logf("%s: %d findings\n%s", tt.file, len(fs), summary(fs))
		for _, f := range fs {
			if f.Confidence != "low" {
				t.Errorf("%s: confidence %s without texts", tt.file, f.Confidence)
			}
		}
	}
}

// pairWeight is an edge as CooRTweet counts it.
type pairWeight struct {
	A, B   string
	Weight int
}

// TestPeerWeights counts raw pairs as CooRTweet does (every pair of rows of
// one object within the window, loops dropped) on its own cases without a
// threshold on participation.
func TestPeerWeights(t *testing.T) {
	for _, tt := range []struct {
		dir, input string
		window     int64
	}{
		{"07-coor-ira-hashtags-tw60-mp1", "input.csv.gz", 60},
		{"16-coor-tiny-semantics-tw10-mp1", "input.csv", 10},
	} {
		dir := "posts/cases/" + tt.dir + "/"
		got := rawPairs(t, readCSV(t, realData(t, dir+tt.input)), tt.window)
		want := []pairWeight{}
		for _, row := range readCSV(t, realData(t, dir+"expected_edges.csv")) {
			n, _ := strconv.Atoi(row[2])
			want = append(want, pairWeight{row[0], row[1], n})
		}
		slices.SortFunc(want, comparePairs)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.dir, diff)
		}
	}
}

func comparePairs(a, b pairWeight) int {
	if c := strings.Compare(a.A, b.A); c != 0 {
		return c
	}
	return strings.Compare(a.B, b.B)
}

// rawPairs counts with the kernel.
func rawPairs(t *testing.T, rows [][]string, window int64) []pairWeight {
	objects, accounts, contents := map[string]uint32{}, map[string]uint32{}, map[string]uint32{}
	number := func(m map[string]uint32, s string) uint32 {
		if _, ok := m[s]; !ok {
			m[s] = uint32(len(m))
		}
		return m[s]
	}
	var s network.Shares
	for _, r := range rows {
		sec, err := strconv.ParseInt(r[3], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		s.Add(number(objects, r[0]), number(accounts, r[1]), number(contents, r[2]), sec)
	}
	object, account, content := reverse(objects), reverse(accounts), reverse(contents)
	s.Group(len(objects))
	weight := map[[2]string]int{}
	s.EachPair(window, 0, func(i, j int) {
		a, b := account[s.Account[i]], account[s.Account[j]]
		x, y, o := content[s.Post[i]], content[s.Post[j]], object[s.Object[i]]
		if a != b && x != y && x != o && y != o {
			weight[[2]string{min(a, b), max(a, b)}]++
		}
	})
	out := []pairWeight{}
	for k, n := range weight {
		out = append(out, pairWeight{k[0], k[1], n})
	}
	slices.SortFunc(out, comparePairs)
	return out
}

func reverse(m map[string]uint32) []string {
	out := make([]string, len(m))
	for s, i := range m {
		out[i] = s
	}
	return out
}

// readCSV reads the rows of a small table, without its header.
func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func BenchmarkInternetResearchAgency(b *testing.B) {
	o := load(b, "posts/ira-2016h2.csv.zst", "ira", source.Options{})
	b.ReportAllocs()
	for b.Loop() {
		detectAll(b, o, nil)
	}
}
