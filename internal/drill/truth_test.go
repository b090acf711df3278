package drill_test

import (
	"slices"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
)

// What truth.json says lies in the files, and nothing else does.
func TestTruthHolds(t *testing.T) {
	scenarios := []string{"debate-night", "thick-flood", "thin-flood", "everything"}
	if testing.Short() {
		scenarios = scenarios[:1]
	}
	for _, name := range scenarios {
		t.Run(name, func(t *testing.T) {
			dir, tr := written(t, name, 5)
			o := read(t, dir)
			for i := range tr.Items {
				switch it := &tr.Items[i]; it.Unit {
				case truth.Accounts:
					holdAccounts(t, o, it)
				case truth.Requests:
					holdRequests(t, o, it)
				case truth.Sheets:
					holdSheets(t, o, it)
				}
			}
			holdSums(t, o, tr)
		})
	}
}

func within(it *drill.Item, micros int64) bool {
	at := time.UnixMicro(micros)
	return !at.Before(it.Start) && !at.After(it.End.Add(time.Second-1))
}

func isMember(it *drill.Item, id string) bool {
	_, ok := slices.BinarySearch(it.Members, id)
	return ok
}

// holdAccounts: every member posts in the interval; a planted one shares at
// least three links with others of its network.
func holdAccounts(t *testing.T, o *observed, it *drill.Item) {
	t.Helper()
	posts, sharers := map[string]int{}, map[string]map[string]bool{}
	for i := range o.posts {
		p := &o.posts[i].Record
		if !isMember(it, p.Account) || !within(it, p.Time) {
			continue
		}
		posts[p.Account]++
		for _, l := range p.Links {
			if sharers[l] == nil {
				sharers[l] = map[string]bool{}
			}
			sharers[l][p.Account] = true
		}
	}
	together := map[string]int{}
	for _, who := range sharers {
		for a := range who {
			if len(who) > 1 {
				together[a]++
			}
		}
	}
	for _, m := range it.Members {
		if posts[m] == 0 {
			t.Errorf("%s: %s never posts", it.ID, m)
		}
		if it.Planted && together[m] < 3 {
			t.Errorf("%s: %s shares %d links with its network", it.ID, m, together[m])
		}
	}
}

// holdRequests: the members' requests to the site in the interval are as many
// as the item's size, and each member has one.
func holdRequests(t *testing.T, o *observed, it *drill.Item) {
	t.Helper()
	holdRequestsOf(t, o, it, func(name string) string {
		return map[string]string{
			drill.LogFile(world.CampaignSite): world.CampaignSite,
			drill.LogFile(world.ResultsSite):  world.ResultsSite,
		}[name]
	})
}

func holdRequestsOf(t *testing.T, o *observed, it *drill.Item, siteOf func(file string) string) {
	t.Helper()
	seen, n := map[string]bool{}, 0
	for i := range o.requests {
		r := &o.requests[i].Record
		site := r.Site
		if site == "" {
			site = siteOf(o.sources[o.requests[i].Source].Name)
		}
		if site == it.Site && within(it, r.Time) && isMember(it, r.Client) {
			n++
			seen[r.Client] = true
		}
	}
	if n != it.Size || len(seen) != len(it.Members) {
		t.Errorf("%s: %d requests of %d addresses in the log, the truth says %d of %d", it.ID, n, len(seen), it.Size, len(it.Members))
	}
}

// holdSheets: every member is a sheet; withheld ones arrive in the rush after
// the end, and meanwhile nothing of their state does.
func holdSheets(t *testing.T, o *observed, it *drill.Item) {
	t.Helper()
	n := 0
	for i := range o.sheets {
		s := &o.sheets[i].Record
		at, member := time.UnixMicro(s.Time), isMember(it, s.Station)
		if member {
			n++
		}
		switch {
		case it.Kind != truth.Withheld:
			if member && !within(it, s.Time) {
				t.Errorf("%s: %s arrived at %v", it.ID, s.Station, at)
			}
		case member && (at.Before(it.End) || at.After(it.End.Add(6*time.Minute))):
			t.Errorf("%s: %s arrived at %v, not in the rush", it.ID, s.Station, at)
		case s.Station[:2] == it.Members[0][:2] && !at.Before(it.Start) && at.Before(it.End):
			t.Errorf("%s: %s of the same state arrived at %v", it.ID, s.Station, at)
		}
	}
	if n != it.Size {
		t.Errorf("%s: %d of its %d sheets are in the file", it.ID, n, it.Size)
	}
}

// holdSums: the sums of the altered sheets fail, those of all others hold,
// the consistently altered ones among them.
func holdSums(t *testing.T, o *observed, tr *drill.Truth) {
	t.Helper()
	broken := map[string]bool{}
	for _, it := range tr.Items {
		for _, m := range it.Members {
			if it.Kind == truth.Altered && it.Detector == "arithmetic" {
				broken[m] = true
			}
		}
	}
	for i := range o.sheets {
		s := &o.sheets[i].Record
		if addsUp(s) == broken[s.Station] {
			t.Errorf("%s adds up: %t, altered: %t", s.Station, addsUp(s), broken[s.Station])
		}
	}
}

// addsUp checks a sheet against the columns of world.Options.
func addsUp(s *sheet.Sheet) bool {
	by := map[string]int64{}
	for _, f := range s.Figures {
		by[f.Name] = f.Votes
	}
	sums, total := map[string]int64{}, by["CNR"]+by["NULOS"]+by["CD"]
	for _, o := range world.Options() {
		sums[o.Candidate] += by[o.Name]
		total += by[o.Name]
	}
	return sums["CA"] == by["CA"] && sums["CB"] == by["CB"] && sums["CC"] == by["CC"] && total == by["TOTAL"]
}

// What truth.json says of an example of one log lies in that log, and its
// election.yaml is whole.
func TestExamplesHold(t *testing.T) {
	for _, s := range drill.Scenarios() {
		if !s.LogsOnly || testing.Short() && s.Name != "debate-2018-attack" {
			continue
		}
		dir, tr := written(t, s.Name, 2)
		if len(tr.Items) == 0 {
			t.Errorf("%s: no item", s.Name)
		}
		e, problems := election.Parse(drill.ElectionFile, bytesOf(t, dir, drill.ElectionFile))
		if e == nil || len(problems) > 0 {
			t.Fatalf("%s: %v", s.Name, problems)
		}
		o := &observed{}
		readInto(t, o, dir, drill.LogFile(e.Sites[0].Host), request.Formats(), &o.requests, ownRequest)
		for i := range tr.Items {
			holdRequestsOf(t, o, &tr.Items[i], func(string) string { return e.Sites[0].Host })
		}
	}
}
