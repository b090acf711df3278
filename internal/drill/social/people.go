package social

import (
	"fmt"
	"strconv"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// account is one account. Its id and handle are drawn at the end, so that
// they say nothing about the group that it belongs to. Parties' accounts alone
// have a handle from the beginning: the one that election.yaml gives.
type account struct {
	id        uint64
	handle    string
	client    string
	reach     float64 // mean number of direct reposts of one of its posts
	phase     int64   // milliseconds by which its day is shifted
	followers int
	born      int64 // milliseconds since 1970 UTC
}

// firstID is above every account id that X has given out.
const firstID = 9_000_000_000_000_000_000

func clients() []string {
	return []string{"Twitter for Android", "Twitter for Android", "Twitter for iPhone", "Twitter Web App", "Twitter for iPad"}
}

// populate makes the ordinary accounts. Activity is lognormal: most are
// quiet, and the busiest hundredth posts some twenty times the median.
func (s *stage) populate(n int) {
	r := s.rand("people")
	weights := make([]uint64, n)
	for i := range weights {
		weights[i] = uint64(1000 * min(max(r.LogNormal(1, 1.2), 0.02), 40))
		s.join(r, chance.Pick(r, clients()))
	}
	s.ordinary = n
	s.activity = chance.NewWeights(weights)
}

// join adds an account and gives its index.
func (s *stage) join(r *chance.Rand, client string) int32 {
	const hour, day = 3_600_000, 86_400_000
	reach := min(r.LogNormal(0.25, 1.2), 20)
	s.people = append(s.people, account{
		client: client, reach: reach,
		phase:     int64(r.Normal() * hour),
		followers: int(r.LogNormal(180, 1.6)),
		born:      s.first - int64(r.Between(60, 4000))*day,
	})
	return int32(len(s.people) - 1)
}

// group adds n accounts of one client, "" for any, and gives their indexes.
func (s *stage) group(r *chance.Rand, n int, client string) []int32 {
	g := make([]int32, n)
	for i := range g {
		c := client
		if c == "" {
			c = chance.Pick(r, clients())
		}
		g[i] = s.join(r, c)
	}
	return g
}

// nameAccounts draws ids and handles for everyone.
func (s *stage) nameAccounts() {
	r := s.rand("names")
	order := r.Perm(len(s.people))
	used := make(map[uint64]bool, len(s.people))
	for i := range s.people {
		id := firstID + r.Uint64N(200_000_000_000_000_000) | 1
		for used[id] {
			id += 2
		}
		used[id] = true
		s.people[i].id = id
		if s.people[i].handle == "" {
			s.people[i].handle = fmt.Sprintf("drill_a%05d", order[i]+1)
		}
	}
}

// ids gives the ids of accounts as author_id writes them.
func (s *stage) ids(group []int32) []string {
	ids := make([]string, len(group))
	for i, a := range group {
		ids[i] = strconv.FormatUint(s.people[a].id, 10)
	}
	return ids
}
