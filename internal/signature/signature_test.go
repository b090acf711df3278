package signature_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/signature"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// found is how well a signature's rows are those of the attack.
func found(w *world, t *weblog.Table, s *signature.Signature, window weblog.Window) (precision, recall float64) {
	m := s.Compile(t, nil)
	var hit, matched, planted float64
	for r := range t.In(window) {
		is := w.planted[t.Clients.Text(r.Client)]
		if is {
			planted++
		}
		if m.Match(r) {
			matched++
			if is {
				hit++
			}
		}
	}
	return hit / max(matched, 1), hit / max(planted, 1)
}

// seeds is how many logs of each family the table is of.
const seeds = 3

// TestSignaturesFindTheAttack: on logs whose truth is known, with a judge of
// addresses who misses a quarter of the attackers and takes one in a hundred
// people for a machine. The table of the means is held to that of the docs.
func TestSignaturesFindTheAttack(t *testing.T) {
	if testing.Short() {
		t.Skip("thirty logs")
	}
	var table strings.Builder
	fmt.Fprintf(&table, "%-24s %9s %9s %9s %9s %9s  %s\n", "family", "precision", "recall", "coverage", "clients", "visitors", "terms of the first log")
	for i, f := range families {
		var sums [5]float64
		terms := ""
		for seed := range uint64(seeds) {
			r := judgeFamily(t, i, seed)
			for k, x := range r.figures {
				sums[k] += x / seeds
			}
			if seed == 0 {
				terms = r.terms
			}
		}
		fmt.Fprintf(&table, "%-24s %9.4f %9.4f %9.4f %9.4f %9.4f  %s\n", f.name, sums[0], sums[1], sums[2], sums[3], sums[4], terms)
	}
	golden(t, table.String())
}

// outcome is the figures of one log: precision, recall, coverage, ordinary
// addresses, visitors in the burst.
type outcome struct {
	figures [5]float64
	terms   string
}

func judgeFamily(t *testing.T, i int, seed uint64) outcome {
	f := families[i]
	w, table := build(t, i, seed)
	q := w.question(table, 0.25, 0.01)
	if f.name == "thick" {
		q = w.question(table, 0, 0.01) // nobody misses an address of 1,500 requests
	}
	s := signature.Find(q).Signature
	if s == nil {
		t.Fatalf("%s %d: no signature", f.name, seed)
	}
	precision, recall := found(w, table, s, q.Burst)
	if precision < f.precision || recall < f.recall || s.BurstVisitors > f.visitors || s.Distributed != f.distributed {
		t.Errorf("%s %d: precision %.4f recall %.4f visitors %.4f distributed %v", f.name, seed, precision, recall, s.BurstVisitors, s.Distributed)
	}
	if f.field != "" && !slices.ContainsFunc(s.Terms, func(x signature.Term) bool { return x.Field == f.field }) {
		t.Errorf("%s %d: no term of %s", f.name, seed, f.field)
	}
	var terms []string
	for _, x := range s.Terms {
		not := ""
		if x.Negated {
			not = "not "
		}
		terms = append(terms, fmt.Sprintf("%s%s (%d)", not, x.Field, len(x.Values)))
	}
	return outcome{[5]float64{precision, recall, s.Coverage, s.CollateralClients, s.BurstVisitors}, strings.Join(terms, ", ")}
}

var update = flag.Bool("update", false, "write the golden files anew")

// golden holds the table to testdata/accuracy.txt and that to the page of the
// method.
func golden(t *testing.T, got string) {
	t.Helper()
	file := filepath.Join("testdata", "accuracy.txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("accuracy (-want +got):\n%s", d)
	}
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "methods", "signature.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), string(want)) {
		t.Error("docs/methods/signature.md does not quote testdata/accuracy.txt as it is")
	}
}

// TestTheSameWhateverTheNumbers: the dictionaries of two builders number texts
// differently.
func TestTheSameWhateverTheNumbers(t *testing.T) {
	w, one := build(t, 7, 3)
	var bs []*weblog.Builder
	for i := range 3 {
		b := weblog.NewBuilder(0)
		for k := len(w.hits) - 1; k >= 0; k-- {
			if k/1000%3 == i {
				b.Add(0, &w.hits[k])
			}
		}
		bs = append(bs, b)
	}
	two := weblog.Merge(bs, []source.Info{{Name: "a.log", SHA256: "aa"}}, weblog.NewSites(nil))
	a, b := signature.Find(w.question(one, 0.25, 0.01)), signature.Find(w.question(two, 0.25, 0.01))
	if d := cmp.Diff(a, b); d != "" {
		t.Errorf("results differ (-one +two):\n%s", d)
	}
	if d := cmp.Diff(a.Signature, signature.Search(w.question(one, 0.25, 0.01))); d != "" {
		t.Errorf("Find and Search differ (-find +search):\n%s", d)
	}
}

// TestNetworks: a thin flood that looks like browsers is told by its network
// where one is known, and by no country.
func TestNetworks(t *testing.T) {
	w, table := build(t, 2, 5)
	q := w.question(table, 0.25, 0.01)
	q.Place = func(client uint32) (string, uint32) {
		if strings.HasPrefix(table.Clients.Text(client), "198.1") {
			return "XA", 64500
		}
		return "XB", 64510
	}
	s := signature.Find(q).Signature
	if s == nil || len(s.Terms) != 1 || s.Terms[0].Field != signature.ASN || s.Coverage < 0.99 {
		t.Fatalf("signature is %+v", s)
	}
	if d := cmp.Diff([]string{"AS64500"}, s.Terms[0].Values); d != "" {
		t.Error(d)
	}
}

// TestWithoutJudgeOrHistory: structure alone still finds the cache buster, and
// says that nothing was measured.
func TestWithoutJudgeOrHistory(t *testing.T) {
	w, table := build(t, 3, 6)
	q := w.question(table, 0, 0)
	q.Hostile = nil
	if s := signature.Find(q).Signature; s == nil || s.Terms[0].Field != signature.Shape || s.CollateralClients > 0.01 {
		t.Errorf("without a judge: %+v", s)
	}
	q = w.question(table, 0.25, 0.01)
	q.Usual = nil
	r := signature.Find(q)
	if r.Signature == nil || r.Signature.Days != 0 || r.Signature.Coverage < 0.99 {
		t.Errorf("without history: %+v", r.Signature)
	}
	if r.Expected != 0 || r.Excess != r.Requests {
		t.Errorf("expects %v of %v", r.Expected, r.Requests)
	}
}

// TestACrowdHasNoSignature: people who are taken for machines at random are
// not told from the others.
func TestACrowdHasNoSignature(t *testing.T) {
	w := newWorld(9)
	w.ordinary(6000)
	w.crowd(6000, "/donar")
	q := w.question(w.table(t), 0, 0.1)
	if s := signature.Find(q).Signature; s != nil && s.Coverage > 0.3 {
		t.Errorf("signature covers %.2f: %+v", s.Coverage, s.Terms)
	}
}

func TestAnEmptyBurst(t *testing.T) {
	w := newWorld(1)
	table := w.table(t)
	r := signature.Find(w.question(table, 0, 0))
	if d := cmp.Diff(&signature.Result{}, r); d != "" {
		t.Errorf("result (-want +got):\n%s", d)
	}
}

// TestClustersSayWhatGrew: the numbers of one cluster, counted by hand.
func TestClustersSayWhatGrew(t *testing.T) {
	w := newWorld(1)
	for i := range 1000 { // 1,000 requests in 2 days; the burst lasts 1/288 of them
		w.put(float64(start)+float64(i)*172, "10.0.0."+strconv.Itoa(i%200), "/a", nil)
	}
	for i := range 300 {
		path := "/a"
		if i >= 100 {
			path = "/b"
		}
		w.put(float64(burstAt)+float64(i), "192.0.2."+strconv.Itoa(i%100), path, nil)
	}
	w.planted = map[string]bool{}
	q := w.question(w.table(t), 0, 0)
	q.Expected = 10
	r := signature.Find(q)
	i := slices.IndexFunc(r.Clusters, func(c signature.Cluster) bool { return c.Field == signature.Path })
	if i < 0 {
		t.Fatal("no cluster of paths")
	}
	got := r.Clusters[i]
	// G² of [200 of 300; 0 of 1000] by hand: 2·(200·ln(200/46.154) +
	// 100·ln(100/253.846) + 1000·ln(1000/846.154)) = 734.4; an ordinary address
	// sends 5 requests, so that the design effect is 5.
	want := signature.Cluster{Field: signature.Path, Value: "/b", Requests: 200, Clients: 100, Share: 200.0 / 290, G: 734.37 / 5}
	if d := cmp.Diff(want, got, cmpopts.EquateApprox(0, 0.01), cmpopts.IgnoreFields(got, "Surprise")); d != "" {
		t.Errorf("cluster (-want +got):\n%s", d)
	}
	if got.Surprise < 25 || got.Surprise > 33 {
		t.Errorf("surprise is %.1f", got.Surprise) // −log₁₀ of 1e-33 times a hundred values
	}
}

// TestASampleStandsForAll: beyond the limit of the table the figures are those
// of all requests, within the error of the sample.
func TestASampleStandsForAll(t *testing.T) {
	w, _ := build(t, 3, 11)
	b := weblog.NewBuilder(20_000)
	planted := 0.0
	for i := range w.hits {
		b.Add(0, &w.hits[i])
		if w.planted[w.hits[i].Client] {
			planted++
		}
	}
	table := weblog.Merge([]*weblog.Builder{b}, []source.Info{{Name: "a.log", SHA256: "aa"}}, weblog.NewSites(nil))
	if table.Level == 0 {
		t.Fatal("the table holds everything")
	}
	r := signature.Find(w.question(table, 0, 0.01))
	if r.Attack < 0.85*planted || r.Attack > 1.15*planted {
		t.Errorf("the attack has %.0f requests, planted were %.0f", r.Attack, planted)
	}
	if s := r.Signature; s == nil || s.Terms[0].Field != signature.Shape || s.Coverage < 0.99 || !s.Distributed {
		t.Errorf("signature is %+v", s)
	}
}
