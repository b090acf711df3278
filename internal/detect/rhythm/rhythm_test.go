package rhythm_test

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/detecttest"
	"github.com/unveil-project/unveil/internal/detect/rhythm"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
)

// monday is the first Monday of July 2030, 00:00 UTC.
var monday = time.Date(2030, 7, 1, 0, 0, 0, 0, time.UTC).UnixMicro()

const (
	second = int64(1e6)
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour
)

// posts are observations of posts alone.
type posts struct {
	detecttest.Observations
	list []post.Post
}

// Posts yields each in one reused place, as the store does.
func (p *posts) Posts(context.Context) iter.Seq2[*detect.Obs[post.Post], error] {
	return func(yield func(*detect.Obs[post.Post], error) bool) {
		for i := range p.list {
			if !yield(&detect.Obs[post.Post]{Record: p.list[i]}, nil) {
				return
			}
		}
	}
}

// people post at any waking hour, with breaks of the collection on the days
// left out.
func people(n int, skip func(d int64) bool) (out []post.Post) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for a := range n {
		for d := range int64(28) {
			for range 3 {
				at := monday + d*day + (7+rnd.Int64N(16))*hour + rnd.Int64N(3600)*second
				if !skip(d) {
					out = append(out, post.Post{Account: fmt.Sprintf("p%02d", a), Time: at, Client: "web", Act: post.Original, Text: "some words"})
				}
			}
		}
	}
	return out
}

// crew posts six times a working day; at gives the moment within the hour.
func crew(prefix string, n int, skip func(d int64) bool, at func(rnd *rand.Rand) int64, dress func(*post.Post)) (out []post.Post) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for d := range int64(28) {
		if d%7 > 4 || skip(d) {
			continue
		}
		for h := range int64(6) {
			moment := at(rnd)
			for a := range n {
				p := post.Post{Account: fmt.Sprintf("%s%02d", prefix, a), Time: monday + d*day + (8+h)*hour + moment + int64(a)*second, Client: "crewtool", Act: post.Original, Text: "some words"}
				dress(&p)
				out = append(out, p)
			}
		}
	}
	return out
}

func always(int64) bool { return false }

func anywhere(rnd *rand.Rand) int64 { return rnd.Int64N(3400) * second }

// run gives the findings on posts, with a group of the accounts that have the
// prefix.
func run(t *testing.T, list []post.Post, prefix string) []finding.Finding {
	t.Helper()
	return runGroups(t, list, []string{prefix})
}

// runGroups gives the findings on posts, with a group for each prefix.
func runGroups(t *testing.T, list []post.Post, prefixes []string) []finding.Finding {
	t.Helper()
	slices.SortStableFunc(list, func(a, b post.Post) int { return int(min(max(a.Time-b.Time, -1), 1)) })
	var before, out []finding.Finding
	for i, prefix := range prefixes {
		before = append(before, group(fmt.Sprintf("group %d", i+1), list, prefix))
	}
	err := rhythm.Detector.Run(t.Context(), &detect.Pass{
		Election: &election.Election{}, Observations: &posts{list: list}, Before: detect.Found(before),
		Report: func(f *finding.Finding) {
			f.Detector = "rhythm"
			f.Seal()
			out = append(out, *f)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// group is the finding of coord on the accounts that have the prefix.
func group(name string, list []post.Post, prefix string) finding.Finding {
	f := finding.Finding{
		Detector: "coord", Subject: name, Evidence: []finding.Evidence{{Source: "s", Row: 7}}, Members: &finding.Members{Unit: "accounts"},
	}
	var ids []string
	for _, p := range list {
		if strings.HasPrefix(p.Account, prefix) {
			ids = append(ids, p.Account)
			f.End = time.UnixMicro(p.Time)
			if len(ids) == 1 {
				f.Start = f.End
			}
		}
	}
	slices.Sort(ids)
	f.Members.IDs = slices.Compact(ids)
	return f
}

func measure(t *testing.T, f *finding.Finding, name string) float64 {
	t.Helper()
	return detecttest.Measure(t, f, name)
}

// TestGroup holds what is said of a group that works together.
func TestGroup(t *testing.T) {
	list := slices.Concat(people(60, always), crew("c", 6, always, anywhere, func(*post.Post) {}))
	found := run(t, list, "c")
	if len(found) != 1 {
		t.Fatalf("%d findings", len(found))
	}
	f := &found[0]
	if f.Severity != finding.Note || f.Likelihood != nil || f.Subject != "group 1" || f.Members.Unit != "accounts" || len(f.Members.IDs) != 6 {
		t.Errorf("%+v", f)
	}
	for name, least := range map[string]float64{
		"office_hours": 0.9, "sessions_joined": 0.99, "sessions_joined_percentile": 0.99, "hours_alike_percentile": 0.99, "one_client": 1,
	} {
		if got := measure(t, f, name); got < least {
			t.Errorf("%s is %v, want at least %v", name, got, least)
		}
	}
	if p := measure(t, f, "sessions_p"); p > 0.01 {
		t.Errorf("sessions that begin together have p %v", p)
	}
	if f.Headline.Key != "rhythm.headline" || len(f.Evidence) != 1 || f.Evidence[0].Role.Key != "rhythm.role.post" {
		t.Errorf("headline %v, evidence %v", f.Headline, f.Evidence)
	}
	for _, l := range lang.Langs() {
		p := lang.Printer{Lang: l, Catalogue: finding.Catalogue}
		for _, m := range f.Messages() {
			if text := p.Print(m); strings.ContainsAny(text, "{}") {
				t.Errorf("%s: %s", m.Key, text)
			}
		}
	}
	if d := cmp.Diff(found, run(t, list, "c")); d != "" {
		t.Errorf("another run differs\n%s", d)
	}
}

// TestTooFewOthers holds that nothing is compared with nobody.
func TestTooFewOthers(t *testing.T) {
	f := run(t, slices.Concat(people(5, always), crew("c", 6, always, anywhere, func(*post.Post) {})), "c")[0]
	if f.Headline.Key != "rhythm.headline.bare" || f.Confidence != finding.Low {
		t.Errorf("%v with %s confidence", f.Headline, f.Confidence)
	}
	for _, m := range f.Measures {
		if strings.HasSuffix(m.Name, "_percentile") {
			t.Errorf("%s is %v", m.Name, m.Value)
		}
	}
}

// TestInnocent holds the outcome of each explanation where it is so and where
// it is not.
func TestInnocent(t *testing.T) {
	plain := func(*post.Post) {}
	break10 := func(d int64) bool { return d >= 10 && d < 20 }
	break16 := func(d int64) bool { return d >= 5 && d < 21 }
	for _, tt := range []struct {
		name, prefix string
		list         []post.Post
		want         finding.Outcome
	}{
		{"scheduled-posts", "c", slices.Concat(people(40, always), crew("c", 6, always, func(*rand.Rand) int64 { return 30 * minute }, plain)), finding.Supported},
		{"scheduled-posts", "c", slices.Concat(people(40, always), crew("c", 6, always, anywhere, func(p *post.Post) { p.Client = "Hootsuite Inc." })), finding.Supported},
		{"scheduled-posts", "c", slices.Concat(people(40, always), crew("c", 6, always, anywhere, plain)), finding.Unlikely},
		{"newsroom", "c", slices.Concat(people(40, always), crew("c", 6, always, anywhere, func(p *post.Post) { p.Links = []string{"https://example.org/a"} })), finding.Supported},
		{"newsroom", "c", slices.Concat(people(40, always), crew("c", 6, always, anywhere, plain)), finding.Unlikely},
		{"batch-times", "c", slices.Concat(people(40, always), crew("c", 6, always, anywhere, func(p *post.Post) { p.Time = p.Time / day * day })), finding.Supported},
		{"batch-times", "c", slices.Concat(people(40, always), crew("c", 6, always, anywhere, plain)), finding.Unlikely},
		{"export-gap", "c", slices.Concat(people(40, break16), crew("c", 6, break16, anywhere, plain)), finding.Supported},
		{"export-gap", "c", slices.Concat(people(40, break10), crew("c", 6, break10, anywhere, plain)), finding.Possible},
		{"export-gap", "c", slices.Concat(people(40, always), crew("c", 6, break10, anywhere, plain)), finding.Unlikely},
		{"export-gap", "c", crew("c", 6, break10, anywhere, plain), finding.NotTestable},
		{"declared-bots", "c", slices.Concat(people(40, always), crew("c", 6, always, anywhere, func(p *post.Post) { p.Handle = "weatherbot" })), finding.Supported},
		{"declared-bots", "c", slices.Concat(people(40, always), crew("c", 6, always, anywhere, plain)), finding.Unlikely},
		{"shift-work", "p", people(40, always), finding.Unlikely},
		{"shift-work", "c", slices.Concat(people(40, always), crew("c", 6, always, anywhere, func(p *post.Post) { p.Time += int64(p.Account[2]-'0') * 4 * hour })), finding.Possible},
	} {
		f := run(t, tt.list, tt.prefix)[0]
		i := slices.IndexFunc(f.Innocent, func(e finding.Explanation) bool { return e.Name == tt.name })
		if i < 0 || f.Innocent[i].Outcome != tt.want {
			t.Errorf("%s: %+v, want %s", tt.name, f.Innocent[max(i, 0)], tt.want)
		}
	}
}

// TestClocks holds that accounts which post by the clock are listed, and
// others are not.
func TestClocks(t *testing.T) {
	list := people(30, always)
	for i := range int64(100) {
		list = append(list, post.Post{Account: "every six hours", Time: monday + i*6*hour, Act: post.Original, Text: "x"})
	}
	rnd := rand.New(rand.NewPCG(5, 6))
	for i := range int64(80) {
		list = append(list, post.Post{Account: "quarters", Time: monday + i*5*hour + rnd.Int64N(16)*15*minute + rnd.Int64N(9)*second, Act: post.Original, Text: "x"})
	}
	found := run(t, list, "none")
	if len(found) != 1 {
		t.Fatalf("%d findings", len(found))
	}
	if d := cmp.Diff([]string{"every six hours", "quarters"}, found[0].Members.IDs); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if found[0].Headline.Key != "rhythm.clock.headline" || found[0].Severity != finding.Note {
		t.Errorf("%+v", found[0].Headline)
	}
}

// TestNothing holds that nothing is said of nothing.
func TestNothing(t *testing.T) {
	if found := run(t, nil, "c"); len(found) != 0 {
		t.Errorf("%d findings on no posts", len(found))
	}
	if found := run(t, people(30, always), "c"); len(found) != 0 {
		t.Errorf("%d findings without groups", len(found))
	}
}
