package score

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/finding"
)

const day = 86_400_000_000 // microseconds

// poster is what the baselines need of an account.
type poster struct {
	name  string
	posts int
	day   int64 // the UTC day that today counts
	today int
	most  int // posts in the busiest day
}

func (p *poster) add(at int64) {
	if d := at / day; d != p.day || p.posts == 0 {
		p.day, p.today = d, 0
	}
	p.posts++
	p.today++
	p.most = max(p.most, p.today)
}

// scoreAccounts scores coord in accounts and in edges. A true edge is a pair
// of accounts that belong to one planted item; the edges of a baseline are
// all pairs of the accounts that it suspects.
func scoreAccounts(ctx context.Context, t *truth.Truth, obs detect.Observations, findings []finding.Finding) (accounts, edges Row, err error) {
	members := membership(planted(t, "coord"))
	posters, err := readPosters(ctx, obs)
	if err != nil {
		return Row{}, Row{}, err
	}
	named := map[string]bool{}
	for _, f := range findings {
		if f.Members.Unit == "accounts" {
			for _, id := range f.Members.IDs {
				named[id] = true
			}
		}
	}
	fixed, busy := overDaily(posters), busiestPosters(posters)
	accounts = row("coord", "accounts", len(members), countIn(named, members), countIn(fixed, members), countIn(busy, members))
	edges = row("coord", "edges", members.pairs(members.names()),
		foundEdges(findings, members), suspectPairs(fixed, members), suspectPairs(busy, members))
	return accounts, edges, nil
}

func readPosters(ctx context.Context, obs detect.Observations) (map[string]*poster, error) {
	posters := map[string]*poster{}
	for o, err := range obs.Posts(ctx) {
		if err != nil {
			return nil, err
		}
		p := posters[o.Record.Account]
		if p == nil {
			p = &poster{name: strings.Clone(o.Record.Account)}
			posters[p.name] = p
		}
		p.add(o.Record.Time)
	}
	return posters, nil
}

// overDaily gives the accounts with a day of more than PostsPerDay posts.
func overDaily(posters map[string]*poster) map[string]bool {
	set := map[string]bool{}
	for name, p := range posters {
		if p.most > PostsPerDay {
			set[name] = true
		}
	}
	return set
}

func busiestPosters(posters map[string]*poster) map[string]bool {
	all := slices.SortedFunc(maps.Values(posters), func(a, b *poster) int {
		return cmp.Or(cmp.Compare(b.posts, a.posts), cmp.Compare(a.name, b.name))
	})
	set := map[string]bool{}
	for _, p := range all[:hundredth(len(all))] {
		set[p.name] = true
	}
	return set
}

func countIn(set map[string]bool, members items) (y tally) {
	for name := range set {
		y.add(members[name] != nil)
	}
	return y
}

// items maps an account to the planted items that it belongs to, by index, in
// rising order.
type items map[string][]int

func membership(planted []truth.Item) items {
	in := items{}
	for i, it := range planted {
		for _, m := range it.Members {
			in[m] = append(in[m], i)
		}
	}
	return in
}

func (in items) names() map[string]bool {
	set := make(map[string]bool, len(in))
	for name := range in {
		set[name] = true
	}
	return set
}

// joined is true for accounts of one item.
func (in items) joined(a, b string) bool { return meet(in[a], in[b]) }

// meet says whether two rising lists share a number.
func meet(a, b []int) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			return true
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}

// pairs counts the pairs of some accounts that are joined. Accounts of the
// same items are taken together, so that it never lists the pairs.
func (in items) pairs(names map[string]bool) int {
	type class struct {
		of []int
		n  int
	}
	classes := map[string]*class{}
	for name := range names {
		of := in[name]
		if of == nil {
			continue
		}
		key := signature(of)
		if classes[key] == nil {
			classes[key] = &class{of: of}
		}
		classes[key].n++
	}
	list := slices.Collect(maps.Values(classes))
	total := 0
	for i, c := range list {
		total += c.n * (c.n - 1) / 2
		for _, d := range list[i+1:] {
			if meet(c.of, d.of) {
				total += c.n * d.n
			}
		}
	}
	return total
}

// signature writes indexes so that equal lists give equal strings.
func signature(of []int) string {
	var b strings.Builder
	for _, i := range of {
		for range 4 {
			b.WriteByte(byte(i))
			i >>= 8
		}
	}
	return b.String()
}

func foundEdges(findings []finding.Finding, members items) (y tally) {
	seen := map[[2]string]bool{}
	for _, f := range findings {
		if f.Members.Unit != "accounts" {
			continue
		}
		for _, e := range f.Members.Edges {
			pair := [2]string{min(e.A, e.B), max(e.A, e.B)}
			if !seen[pair] && e.A != e.B {
				seen[pair] = true
				y.add(members.joined(e.A, e.B))
			}
		}
	}
	return y
}

func suspectPairs(suspects map[string]bool, members items) tally {
	n := len(suspects)
	return tally{found: n * (n - 1) / 2, right: members.pairs(suspects)}
}
