package world_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/drill/world"
	"github.com/unveil-project/unveil/internal/election"
)

func parsed(t *testing.T) *election.Election {
	t.Helper()
	e, problems := election.Parse("election.yaml", world.ElectionYAML())
	if len(problems) > 0 {
		t.Fatalf("election.yaml has problems: %v", problems)
	}
	return e
}

// The columns of the sheets are those that election.yaml gives a candidate.
func TestBallotIsThatOfTheElection(t *testing.T) {
	e := parsed(t)
	columns := map[string][]string{}
	for _, o := range world.Options() {
		columns[o.Candidate] = append(columns[o.Candidate], o.Name)
	}
	for _, c := range world.Candidates() {
		want := e.Composition(c)
		slices.Sort(want)
		got := columns[c]
		slices.Sort(got)
		if c == "CD" { // without party: its own column
			want, got = nil, got[:0:0]
			if len(columns[c]) != 0 {
				t.Errorf("candidate without party has columns %v", columns[c])
			}
		}
		if len(want)+len(got) > 0 && !cmp.Equal(want, got) {
			t.Errorf("%s: election.yaml composes it of %v, the sheets of %v", c, want, got)
		}
	}
	sum := world.IndependentShare + world.WriteInShare + world.NullShare
	for _, o := range world.Options() {
		sum += o.Share
	}
	if sum < 0.99 || sum > 1.01 {
		t.Errorf("the shares add up to %.4f", sum)
	}
}

func TestCalendarIsThatOfTheElection(t *testing.T) {
	e := parsed(t)
	var hosts []string
	for _, s := range e.Sites {
		hosts = append(hosts, s.Host)
	}
	if d := cmp.Diff([]string{world.CampaignSite, world.ResultsSite}, hosts); d != "" {
		t.Errorf("sites (-want +got):\n%s", d)
	}
	want := map[string][2]int64{
		election.Debate:  {world.DebateStart().Unix(), world.DebateEnd().Unix()},
		election.Results: {world.ResultsStart().Unix(), 0},
	}
	for _, ev := range e.Calendar {
		w, known := want[ev.Kind]
		if known && (ev.Start.Unix() != w[0] || w[1] != 0 && ev.End.Unix() != w[1]) {
			t.Errorf("%s from %v to %v, the drill has %v", ev.Kind, ev.Start, ev.End, w)
		}
		delete(want, ev.Kind)
	}
	if len(want) > 0 {
		t.Errorf("the calendar lacks %v", want)
	}
	for _, c := range world.Calls() {
		if c.Before(world.DebateStart()) || c.After(world.DebateEnd()) {
			t.Errorf("the call at %v is not in the debate", c)
		}
	}
	if _, offset := world.Start().In(e.Location()).Zone(); offset != -6*3600 {
		t.Errorf("the case's zone is %d s from UTC, the drill's six hours behind", offset)
	}
}
