package score_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/drill/score"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

type fake struct {
	posts    []post.Post
	requests []request.Request
	sheets   []sheet.Sheet
	err      error
}

func (f fake) Sources() []source.Info { return []source.Info{{Name: "access-a.example.org.log.gz"}} }

func (f fake) Posts(context.Context) iter.Seq2[*source.Obs[post.Post], error] {
	return each(f.posts, f.err)
}

func (f fake) Requests(context.Context) iter.Seq2[*source.Obs[request.Request], error] {
	return each(f.requests, f.err)
}

func (f fake) Sheets(context.Context) iter.Seq2[*source.Obs[sheet.Sheet], error] {
	return each(f.sheets, f.err)
}

func each[R any](rows []R, err error) iter.Seq2[*source.Obs[R], error] {
	return func(yield func(*source.Obs[R], error) bool) {
		for _, r := range rows {
			if !yield(&source.Obs[R]{Record: r}, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

var noon = time.Date(2024, 2, 28, 12, 0, 0, 0, time.UTC)

func after(d time.Duration) int64 { return noon.Add(d).UnixMicro() }

func item(kind, detector, unit string, members ...string) truth.Item {
	return truth.Item{ID: kind + detector, Kind: kind, Planted: true, Detector: detector, Unit: unit, Start: noon, End: noon.Add(10 * time.Minute), Members: members, Size: len(members)}
}

func found(detector, unit string, ids ...string) finding.Finding {
	p := 0.8
	return finding.Finding{
		Detector: detector, Severity: finding.Serious, Verdict: finding.Attack, Likelihood: &p,
		Start: noon, End: noon.Add(10 * time.Minute), Members: &finding.Members{Unit: unit, IDs: ids},
		Headline: lang.M(detector + ".sum.headline"),
	}
}

// one scores and gives one row.
func one(t *testing.T, row int, items []truth.Item, obs fake, fs ...finding.Finding) score.Row {
	t.Helper()
	s, err := score.Score(t.Context(), &truth.Truth{Items: items}, obs, fs)
	if err != nil {
		t.Fatal(err)
	}
	return s.Detectors[row]
}

func ratio(x float64) *float64 { return &x }

func TestAccountsAndEdges(t *testing.T) {
	var obs fake
	for i := range 60 { // a1 is busy, 60 posts in one day; b1 and b2 are not
		obs.posts = append(obs.posts, post.Post{Account: "a1", Time: after(time.Duration(i) * time.Second)})
	}
	for _, a := range []string{"b1", "b2", "b3", "a2"} {
		obs.posts = append(obs.posts, post.Post{Account: a, Time: after(time.Minute)})
	}
	items := []truth.Item{item(truth.Coordination, "coord", "accounts", "b1", "b2", "b3")}
	f := found("coord", "accounts", "a2", "b1", "b2")
	f.Members.Edges = []finding.Edge{{A: "b1", B: "b2"}, {A: "b2", B: "b1"}, {A: "a2", B: "b1"}, {A: "b1", B: "b1"}}
	weak := found("coord", "accounts", "b3")
	weak.Likelihood = ratio(0.54)
	want := score.Row{
		Name: "coord", Unit: "accounts", Precision: ratio(2.0 / 3), Recall: ratio(2.0 / 3), Planted: 3, Found: 3,
		Baselines: []score.Baseline{
			{Name: score.FixedThreshold, Precision: ratio(0), Recall: ratio(0), Found: 1},
			{Name: score.Busiest, Precision: ratio(0), Recall: ratio(0), Found: 1},
		},
	}
	if d := cmp.Diff(want, one(t, 0, items, obs, f, weak)); d != "" {
		t.Errorf("accounts (-want +got):\n%s", d)
	}
	want = score.Row{
		Name: "coord", Unit: "edges", Precision: ratio(0.5), Recall: ratio(1.0 / 3), Planted: 3, Found: 2,
		Baselines: []score.Baseline{
			{Name: score.FixedThreshold, Recall: ratio(0)}, {Name: score.Busiest, Recall: ratio(0)},
		},
	}
	if d := cmp.Diff(want, one(t, 1, items, obs, f, weak)); d != "" {
		t.Errorf("edges (-want +got):\n%s", d)
	}
}

// Pairs are those of one item; an account may be in several.
func TestPairsOfOverlappingNetworks(t *testing.T) {
	a := item(truth.Coordination, "coord", "accounts", "x1", "x2", "x3")
	b := item(truth.Coordination, "coord", "accounts", "x2", "x3", "x4")
	if got := one(t, 1, []truth.Item{a, b}, fake{}).Planted; got != 5 { // 3 + 3 − the pair x2–x3
		t.Errorf("%d planted edges, want 5", got)
	}
}

func TestRequests(t *testing.T) {
	flood := item(truth.Flood, "flood", "requests", "192.0.2.1", "192.0.2.2")
	flood.Site = "a.example.org"
	scan := item(truth.Scan, "", "requests", "192.0.2.9")
	scan.Site = "a.example.org"
	var obs fake
	add := func(client, site string, n int, at time.Duration) {
		for range n {
			obs.requests = append(obs.requests, request.Request{Client: client, Site: site, Time: after(at)})
		}
	}
	add("192.0.2.1", "", 5, -time.Second)                                     // before it
	add("192.0.2.1", "", 3, time.Minute)                                      // planted; the site is that of the source
	add("192.0.2.2", "a.example.org", 2, 10*time.Minute+999*time.Millisecond) // planted: the last second counts
	add("192.0.2.2", "b.example.org", 4, 2*time.Minute)                       // another site
	add("192.0.2.9", "", 100, 3*time.Minute)                                  // the scan: neither right nor wrong
	add("198.51.100.7", "", score.RequestsPerMinute+1, 4*time.Minute)         // a crawler
	add("203.0.113.5", "", score.RequestsPerMinute, 5*time.Minute)            // just below
	f := found("flood", "addresses", "192.0.2.1", "192.0.2.9", "203.0.113.5") // 3 right, 60 wrong
	f.Subject = "a.example.org"
	crowd := found("flood", "addresses", "192.0.2.2")
	crowd.Verdict = finding.Crowd
	want := score.Row{
		Name: "flood", Unit: "requests", Precision: ratio(3.0 / 63), Recall: ratio(3.0 / 5), Planted: 5, Found: 63,
		Baselines: []score.Baseline{
			{Name: score.FixedThreshold, Precision: ratio(0), Recall: ratio(0), Found: 61},
			{Name: score.Busiest, Precision: ratio(0), Recall: ratio(0), Found: 61},
		},
	}
	if d := cmp.Diff(want, one(t, 2, []truth.Item{flood, scan}, obs, f, crowd)); d != "" {
		t.Errorf("requests (-want +got):\n%s", d)
	}
}

func TestSheets(t *testing.T) {
	altered := item(truth.Altered, "arithmetic", "sheets", "s1", "s2")
	hidden := item(truth.Altered, "", "sheets", "s3")
	held := item(truth.Withheld, "silence", "sheets", "s4", "s5")
	at := map[string]time.Duration{"s1": 0, "s2": time.Minute, "s3": 2 * time.Minute, "s4": 40 * time.Minute, "s5": 49 * time.Minute, "s6": 55 * time.Minute}
	var obs fake
	for i, key := range []string{"s1", "s2", "s3", "s4", "s5", "s6"} {
		s := sheet.Sheet{Station: key, State: "01", Registered: 300, Time: after(at[key])}
		s.Figures = []sheet.Figure{{Name: "TOTAL", Role: sheet.Total, Votes: int64(100 + i)}}
		if key == "s6" {
			s.Figures[0].Votes = 301
		}
		obs.sheets = append(obs.sheets, s)
	}
	lawful := found("arithmetic", "sheets", "s6")
	lawful.Headline = lang.M("arithmetic.over-small.headline")
	note := found("silence", "sheets", "s6")
	note.Severity = finding.Note
	fs := []finding.Finding{found("arithmetic", "sheets", "s1", "s3", "s4"), lawful, found("silence", "sheets", "s4"), note}
	items := []truth.Item{altered, hidden, held}
	want := score.Row{
		Name: "arithmetic", Unit: "sheets", Precision: ratio(0.5), Recall: ratio(0.5), Planted: 2, Found: 2,
		Baselines: []score.Baseline{
			{Name: score.FixedThreshold, Precision: ratio(0), Recall: ratio(0), Found: 1},
			{Name: score.Busiest, Precision: ratio(0), Recall: ratio(0), Found: 1},
		},
	}
	if d := cmp.Diff(want, one(t, 3, items, obs, fs...)); d != "" {
		t.Errorf("arithmetic (-want +got):\n%s", d)
	}
	want = score.Row{ // the gap of 38 minutes: the two sheets within ten minutes after it
		Name: "silence", Unit: "sheets", Precision: ratio(1), Recall: ratio(0.5), Planted: 2, Found: 1,
		Baselines: []score.Baseline{
			{Name: score.FixedThreshold, Precision: ratio(1), Recall: ratio(1), Found: 2},
			{Name: score.Busiest, Precision: ratio(0), Recall: ratio(0), Found: 1},
		},
	}
	if d := cmp.Diff(want, one(t, 4, items, obs, fs...)); d != "" {
		t.Errorf("silence (-want +got):\n%s", d)
	}
}

// The keys of the JSON form are a contract; what is not defined is null.
func TestJSON(t *testing.T) {
	s, err := score.Score(t.Context(), &truth.Truth{}, fake{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	row := func(name, unit string) string {
		return fmt.Sprintf(`{"name":%q,"unit":%q,"precision":null,"recall":null,"planted":0,"found":0,"baselines":[`+
			`{"name":"fixed-threshold","precision":null,"recall":null,"found":0},{"name":"busiest-1%%","precision":null,"recall":null,"found":0}]}`, name, unit)
	}
	want := `{"detectors":[` + row("coord", "accounts") + "," + row("coord", "edges") + "," + row("flood", "requests") + "," +
		row("arithmetic", "sheets") + "," + row("silence", "sheets") + "]}"
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("JSON (-want +got):\n%s", d)
	}
}

func TestReadingFails(t *testing.T) {
	broken := errors.New("disk")
	if _, err := score.Score(t.Context(), &truth.Truth{}, fake{err: broken}, nil); !errors.Is(err, broken) {
		t.Errorf("error %v, want the reader's", err)
	}
}
