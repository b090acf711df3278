package rhythm_test

import (
	"fmt"
	"testing"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/post"
)

// tiny are inputs in which most of what is measured is not defined: no
// interval, no span, no language, no program, nobody else.
func tiny() map[string][]post.Post {
	plain := func(account string, at int64) post.Post {
		return post.Post{Account: account, Time: monday + at, Act: post.Original, Text: "some words"}
	}
	var moment, empty, crowd []post.Post
	for i := range 120 {
		moment = append(moment, plain(fmt.Sprintf("c%d", i%6), 0))
		empty = append(empty, post.Post{Account: fmt.Sprintf("c%d", i%2), Time: monday + int64(i)*hour})
	}
	for i := range 60 * 12 {
		crowd = append(crowd, plain(fmt.Sprintf("p%02d", i%60), 0))
	}
	named := plain("c0", 0)
	named.Language, named.Client, named.Since = "es", "web", monday-day
	return map[string][]post.Post{
		"one post":                            {plain("c0", 0)},
		"one account":                         {plain("c0", 0), plain("c0", hour)},
		"two accounts":                        {plain("c0", 0), plain("c1", 0)},
		"two accounts, nobody else's program": {named, plain("c1", minute)},
		"all in one second":                   moment,
		"all in one second, beside others":    append(moment, crowd...),
		"no texts":                            empty,
		"before 1970":                         {plain("c0", -100*365*day), plain("c1", -100*365*day+minute)},
	}
}

// TestTiny holds that a finding on any of them can be written: run seals it,
// which no finding with a number that is none survives; and that each number
// has a unit.
func TestTiny(t *testing.T) {
	for name, list := range tiny() {
		for _, f := range run(t, list, "c") {
			checkUnits(t, name, &f)
		}
	}
}

func checkUnits(t *testing.T, name string, f *finding.Finding) {
	t.Helper()
	measures := f.Measures
	for _, e := range f.Innocent {
		measures = append(measures, e.Measures...)
	}
	for _, m := range measures {
		if m.Name == "" || m.Unit == "" {
			t.Errorf("%s: the measure %q has the unit %q", name, m.Name, m.Unit)
		}
	}
}

// TestMany holds that of many groups five at most have a note of their own,
// that those are groups that stand out, and that one note sums up the others.
func TestMany(t *testing.T) {
	list := people(60, always)
	var names []string
	for g := range 9 {
		prefix := fmt.Sprintf("g%d-", g)
		list = append(list, crew(prefix, 4, always, anywhere, func(*post.Post) {})...)
		names = append(names, prefix)
	}
	found := runGroups(t, list, append(names, "p1"))
	if len(found) != 6 {
		t.Fatalf("%d findings", len(found))
	}
	for _, f := range found[:5] {
		if f.Headline.Key != "rhythm.headline" || len(f.Members.IDs) != 4 {
			t.Errorf("%s: %+v of %d accounts", f.Subject, f.Headline, len(f.Members.IDs))
		}
	}
	rest := found[5]
	if rest.Subject != "groups" || rest.Headline.Args["groups"] != 5 || rest.Headline.Args["standing"] != 4 || rest.Severity != finding.Note {
		t.Errorf("%s: %+v", rest.Subject, rest.Headline)
	}
	checkUnits(t, "the rest", &rest)
	if rest.End.Before(rest.Start) || rest.Start.IsZero() {
		t.Errorf("the rest is from %v to %v", rest.Start, rest.End)
	}
}
