package flood_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// The years are those of the public release calendars; the contradictions are
// ones that no browser has shipped with.
func TestClaim(t *testing.T) {
	tests := []struct {
		agent   string
		year    int
		clashes bool
	}{
		{"", 0, false},
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.0.0 Safari/537.36", 2020, false},
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36", 2026, false},
		{"Mozilla/5.0 (Windows NT 6.1) Chrome/41.0", 2015, true},
		{"Mozilla/5.0 (Windows NT 6.1; rv:24.0) Gecko/20100101 Firefox/24.0", 2013, false},
		{"Mozilla/5.0 (Windows NT 6.1; rv:24.0) Gecko/20100101 Firefox/31.0", 2014, true},
		{"Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0", 2023, false},
		{"Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/121.0", 2023, true},
		{"Mozilla/5.0 (X11; U; Linux; en; rv:1.9.2) Gecko/20100115 Firefox/3.6", 2010, false},
		{"Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)", 2006, false},
		{"Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 10.0)", 2006, true},
		{"Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0)", 2020, false},
		{"Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)", 2012, false},
		{"Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; Trident/4.0)", 2011, true},
		{"Mozilla/5.0 (iPhone; Android 9) AppleWebKit/605.1.15", 0, true},
		{"Mozilla/5.0 (Windows Phone 10.0; Android 4.2.1) AppleWebKit/537.36 like iPhone", 0, false},
		{"Opera/9.80 (Windows NT 5.1; U; en) Presto/2.10.289 Version/12.02", 2013, false},
		{"Chrome/99999999999999999999", 2063, true},
		{strings.Repeat("Chrome/", 200), 0, false},
	}
	for _, tt := range tests {
		year, clashes := flood.Claim(tt.agent)
		if year != tt.year || clashes != tt.clashes {
			t.Errorf("%.90q: %d %v, want %d %v", tt.agent, year, clashes, tt.year, tt.clashes)
		}
	}
}

// feature is one line of evidence of a finding.
func feature(t *testing.T, f *finding.Finding, name string) finding.Feature {
	t.Helper()
	for _, x := range f.Features {
		if x.Name == name {
			return x
		}
	}
	t.Fatalf("no %s among the evidence", name)
	return finding.Feature{}
}

// TestClaimsOfABurst holds that a flood of old and contradictory agents is
// told by them, and that the same agents in ordinary time weigh nothing.
func TestClaimsOfABurst(t *testing.T) {
	const old = "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 10.0)"
	for _, c := range []struct {
		name       string
		usual      string // one in three of ordinary visitors
		old, clash float64
		heavy      bool
	}{
		{name: "new to the site", usual: browsers[0], old: 1, clash: 1, heavy: true},
		{name: "usual at the site", usual: old, old: 1, clash: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMaker(3)
			m.organic(0, 38*3600, 60)
			for i := range m.out {
				if i%3 == 0 {
					m.out[i].Agent = c.usual
				}
			}
			from := len(m.out)
			m.flood(30*3600, 600, 3000, 3, "/", true)
			for i := from; i < len(m.out); i++ {
				m.out[i].Agent = old
			}
			found := detectIn(t, newLog(m.out), nil)
			if diff := cmp.Diff([]string{"attack"}, verdicts(found)); diff != "" {
				t.Fatal(diff)
			}
			for name, want := range map[string]float64{"obsolete_agent_share": c.old, "mismatched_agent_share": c.clash} {
				if x := feature(t, found[0], name); x.Value < want-0.05 || x.Baseline == nil {
					t.Errorf("%s: %+v, want %g", name, x, want)
				}
			}
			x := feature(t, found[0], "mismatched_agent_share")
			if heavy := x.Weight >= 0.55; heavy != c.heavy {
				t.Errorf("weight of contradictions %g beside %g of ordinary time", x.Weight, *x.Baseline)
			}
		})
	}
}

// TestPlaces holds that a burst from other countries and networks than usual
// weighs a little, that one from the usual ones speaks against an attack, and
// that without a database the lines are not there.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name          string
		abroad, given bool
		low, high     float64 // of the two weights together
	}{
		{"as usual", false, true, -0.2, -0.1},
		{"from abroad", true, true, 0.15, 0.45},
		{"not given", true, false, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMaker(11)
			m.organic(0, 38*3600, 60)
			from := m.when(30 * 3600)
			m.flood(30*3600, 600, 3000, 3, "/", true)
			l := newLog(m.out)
			abroad := map[string]bool{}
			for _, r := range l.requests {
				if c.abroad && r.Time >= from.UnixMicro() {
					abroad[r.Client] = true
				}
			}
			table := tableOf(t, l.requests)
			o := flood.Options{}
			if c.given {
				o.Place = func(id uint32) (string, uint32) {
					if abroad[table.Clients.Text(id)] {
						return "ZZ", 64500
					}
					return "XX", 64496
				}
			}
			res, err := flood.Analyse(context.Background(), table, o)
			if err != nil || len(res.Bursts) != 1 {
				t.Fatalf("%d bursts, %v", len(res.Bursts), err)
			}
			sum, lines := 0.0, 0
			for _, x := range res.Bursts[0].Finding.Features {
				if x.Name == "country_divergence" || x.Name == "network_divergence" {
					sum, lines = sum+x.Weight, lines+1
				}
			}
			if sum < c.low-1e-9 || sum > c.high+1e-9 || lines == 2 != c.given {
				t.Errorf("%d lines weigh %g, want %g to %g", lines, sum, c.low, c.high)
			}
		})
	}
}

func tableOf(t *testing.T, requests []request.Request) *weblog.Table {
	t.Helper()
	b := weblog.NewBuilder(0)
	for i := range requests {
		b.Add(0, &requests[i])
	}
	return weblog.Merge([]*weblog.Builder{b}, []source.Info{{Name: "a.log", SHA256: "aa"}}, weblog.NewSites(nil))
}

// TestUncertainAlone holds that a burst without ordinary time is never called
// all but certain, however plain.
func TestUncertainAlone(t *testing.T) {
	m := newMaker(11)
	m.flood(30*3600, 20, 50, 100, "/", true)
	found := detectIn(t, newLog(m.out), nil)
	if len(found) != 1 || *found[0].Likelihood != 0.95 {
		t.Errorf("%v, want 0.95", *found[0].Likelihood)
	}
}
