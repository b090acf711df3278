package known_test

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

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/detecttest"
	"github.com/unveil-project/unveil/internal/detect/known"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/fingerprint"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
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

var monday = time.Date(2030, 7, 1, 0, 0, 0, 0, time.UTC).UnixMicro()

// month makes a month of posts: ordinary people on some topics, and a crew
// that works at night on one.
func month(seed uint64, topic string) []post.Post {
	rnd := rand.New(rand.NewPCG(seed, 1))
	const hour = int64(3600e6)
	var out []post.Post
	for a := range 60 {
		for d := range int64(28) {
			for range 3 {
				tag := fmt.Sprintf("topic%d", rnd.IntN(6))
				out = append(out, post.Post{
					Account: fmt.Sprintf("p%02d", a), Time: monday + d*24*hour + (7+rnd.Int64N(16))*hour + rnd.Int64N(3600)*1e6, Act: post.Original,
					Text: "the weather of today is like " + tag + " and so on", Hashtags: []string{tag}, Language: "es", Client: "web",
				})
			}
		}
	}
	for d := range int64(28) {
		for a := range 8 {
			for h := range int64(3) {
				out = append(out, post.Post{
					Account: fmt.Sprintf("c%02d", a), Time: monday + d*24*hour + h*hour + rnd.Int64N(3600)*1e6, Act: post.Repost, RepostOf: fmt.Sprint(rnd.IntN(1000)),
					Text: "nobody should vote for " + topic + " they say", Hashtags: []string{topic, "night"}, Language: "en", Client: "crewtool",
				})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b post.Post) int { return int(min(max(a.Time-b.Time, -1), 1)) })
	return out
}

func ids(prefix string, n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("%s%02d", prefix, i))
	}
	return out
}

// fingerprintOf makes the fingerprint of accounts in posts.
func fingerprintOf(t *testing.T, list []post.Post, accounts []string, name string) fingerprint.Known {
	t.Helper()
	c, err := activity.Read((&posts{list: list}).Posts(t.Context()), activity.Options{Objects: activity.Kinds()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	members, _ := c.Find(accounts)
	f, err := c.Fingerprint(members, []byte("0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	f.Name = name
	return fingerprint.Known{Base: "op.json", SHA256: "00", File: f}
}

func run(t *testing.T, list []post.Post, group []string, files ...fingerprint.Known) []finding.Finding {
	t.Helper()
	var out []finding.Finding
	err := known.Detector.Run(t.Context(), &detect.Pass{
		Election: &election.Election{}, Observations: &posts{list: list}, Known: files,
		Before: detect.Found([]finding.Finding{{Detector: "coord", Subject: "group 1", Members: &finding.Members{Unit: "accounts", IDs: group}}}),
		Report: func(f *finding.Finding) {
			f.Seal()
			out = append(out, *f)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSameCrewAnotherMonth holds that a crew is like its own fingerprint of
// another month on every axis but its topic, that a group of people is not,
// and that nothing more is said than that.
func TestSameCrewAnotherMonth(t *testing.T) {
	file := fingerprintOf(t, month(1, "first"), ids("c", 8), "night <crew>")
	found := run(t, month(2, "second"), ids("c", 8), file)
	if len(found) != 1 {
		t.Fatalf("%d findings", len(found))
	}
	f := &found[0]
	for _, axis := range []string{"hours", "languages", "clients", "pairs", "hashtags", "texts"} {
		if got := detecttest.Measure(t, f, "known_"+axis+"_percentile"); got < 0.95 {
			t.Errorf("%s: the same crew is above %v of ordinary groups", axis, got)
		}
	}
	// Of "first", "second" and "night" each month has two: a third is shared.
	if got := detecttest.Measure(t, f, "known_hashtags"); got < 0.33 || got > 0.34 {
		t.Errorf("hashtags %v", got)
	}
	if f.Severity != finding.Note || f.Likelihood != nil || f.Verdict != "" || f.Headline.Args["label"] != "night <crew>" {
		t.Errorf("%+v", f)
	}
	for _, l := range lang.Langs() {
		p := lang.Printer{Lang: l, Catalogue: finding.Catalogue}
		for _, m := range f.Messages() {
			if text := p.Print(m); strings.ContainsAny(text, "{}") {
				t.Errorf("%s: %s", m.Key, text)
			}
		}
	}
	people := run(t, month(2, "second"), ids("p", 8), file)[0]
	for _, axis := range []string{"hours", "languages", "clients"} {
		if got := detecttest.Measure(t, &people, "known_"+axis+"_percentile"); got > 0.95 {
			t.Errorf("%s: people are above %v of ordinary groups", axis, got)
		}
	}
	if d := cmp.Diff(found, run(t, month(2, "second"), ids("c", 8), file)); d != "" {
		t.Errorf("another run differs\n%s", d)
	}
}

// TestPercentilesAreCalibrated holds that of groups of ordinary people about
// one in twenty comes out above 95 %, whatever the file.
func TestPercentilesAreCalibrated(t *testing.T) {
	list := month(3, "third")
	file := fingerprintOf(t, month(4, "fourth"), ids("p", 8), "people")
	rnd := rand.New(rand.NewPCG(9, 9))
	high, all := 0, 0
	for range 25 {
		var group []string
		for _, i := range rnd.Perm(60)[:8] {
			group = append(group, fmt.Sprintf("p%02d", i))
		}
		slices.Sort(group)
		f := run(t, list, group, file)[0]
		for _, axis := range []string{"hours", "pairs", "texts"} {
			all++
			if detecttest.Measure(t, &f, "known_"+axis+"_percentile") > 0.95 {
				high++
			}
		}
	}
	if high > all/5 {
		t.Errorf("%d of %d percentiles of ordinary people are above 95 %%", high, all)
	}
}

// TestNoFiles holds that nothing is done without files or groups.
func TestNoFiles(t *testing.T) {
	if found := run(t, month(1, "x"), ids("c", 8)); len(found) != 0 {
		t.Errorf("%d findings without files", len(found))
	}
	file := fingerprintOf(t, month(1, "x"), ids("c", 8), "")
	if found := run(t, month(1, "x"), []string{"nobody"}, file); len(found) != 0 {
		t.Errorf("%d findings on nobody", len(found))
	}
	f := run(t, month(1, "x")[:0], ids("c", 8), file)
	if len(f) != 0 {
		t.Errorf("%d findings on no posts", len(f))
	}
	if got := run(t, month(1, "x"), ids("c", 8), file)[0].Headline.Args["label"]; got != "op.json" {
		t.Errorf("a file without a name is called %v", got)
	}
}
