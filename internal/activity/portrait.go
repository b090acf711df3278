package activity

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/rhythm"
)

// Count is a name and how many posts have it.
type Count struct {
	Name  string
	Posts int
	Share float64 // of the posts that name one
	// Others is the share among the posts of all other accounts, NaN where
	// there are none.
	Others float64
}

// Portrait is what can be said of the rhythm of one account or a group.
type Portrait struct {
	Accounts, Posts int
	First, Last     int64
	Week            rhythm.Week // active half hours
	Zones           *rhythm.Zones
	Quiet           rhythm.Quiet     // stretch of the day with at most a fiftieth of the activity
	Intervals       rhythm.Intervals // of the posts of one account; of a group those of its median account
	Round           rhythm.Round
	Beat            rhythm.Beat // of one account
	Together        rhythm.Together
	Clients         []Count
	Languages       []Count
	Switching       float64
	Made            rhythm.Cluster // densest week of creation dates
	Days            int            // with posts
	Span            int            // days from the first post to the last
	Gap             int64          // longest pause of all, microseconds
	GapAt           int64          // when it began
	Linked          float64        // share of posts with a link
	Replies         float64        // share of posts that answer
	Batch           float64        // share of the commonest second or minute of the day
	Bots            int            // accounts whose name says that they are automatic
}

// QuietShare is the share of activity that a quiet stretch may hold.
const QuietShare = 0.02

// Portray describes accounts together.
func (c *Corpus) Portray(members []int, seed uint64) *Portrait {
	p := &Portrait{Accounts: len(members), Switching: c.switching(members)}
	var times []int64
	for _, a := range members {
		w := c.week(a)
		p.Week.Add(&w)
		times = append(times, c.Times(a)...)
		if SaysBot(c.Accounts[a]) {
			p.Bots++
		}
	}
	slices.Sort(times)
	p.Posts = len(times)
	p.spans(times)
	p.Zones = rhythm.Locate(&p.Week)
	p.Quiet = p.Week.Quietest(QuietShare)
	p.Round = rhythm.Rounded(times, c.Step)
	p.Batch = batch(times)
	p.Intervals = c.typical(members)
	if len(members) == 1 {
		p.Beat = rhythm.Beats(rhythm.Thin(times, rhythm.Minute), c.Step)
	}
	p.Together = rhythm.BeginTogether(c.sessions(members), Window, max(c.Step, 1), seed)
	p.Clients = c.compare(members, c.posts.client, c.Clients, c.inClients)
	p.Languages = c.compare(members, c.posts.language, c.Languages, c.inTongues)
	p.Made = rhythm.Densest(c.dates(members), 7*rhythm.Day)
	c.habits(p, members)
	return p
}

// spans fills what the merged times say of days and pauses.
func (p *Portrait) spans(times []int64) {
	if len(times) == 0 {
		return
	}
	p.First, p.Last = times[0], times[len(times)-1]
	p.Span = int((p.Last/rhythm.Day - p.First/rhythm.Day) + 1)
	last := int64(math.MinInt64)
	for _, t := range times {
		if d := t / rhythm.Day; d != last {
			p.Days++
			last = d
		}
	}
	p.Gap, p.GapAt = rhythm.Longest(times)
}

// habits counts links and replies.
func (c *Corpus) habits(p *Portrait, members []int) {
	linked, replies := 0, 0
	for _, a := range members {
		for i := c.start[a]; i < c.start[a+1]; i++ {
			if c.posts.linked[i] {
				linked++
			}
			if act := c.posts.act[i]; act == 'p' || act == 'π' {
				replies++
			}
		}
	}
	p.Linked, p.Replies = float64(linked)/float64(p.Posts), float64(replies)/float64(p.Posts)
}

// batch is the share of posts at the commonest instant of the day, to the
// second: an export that writes one time for many posts has a high one.
func batch(times []int64) float64 {
	at := make([]int64, len(times))
	for i, t := range times {
		at[i] = (t%rhythm.Day + rhythm.Day) % rhythm.Day / rhythm.Second
	}
	slices.Sort(at)
	most, run := 0, 0
	for i := range at {
		if run++; i > 0 && at[i] != at[i-1] {
			run = 1
		}
		most = max(most, run)
	}
	return float64(most) / float64(len(at))
}

// typical gives the intervals of the account of median burstiness, among
// those with enough posts.
func (c *Corpus) typical(members []int) rhythm.Intervals {
	var all []rhythm.Intervals
	for _, a := range members {
		if c.PostsOf(a) >= Least || len(members) == 1 {
			all = append(all, rhythm.Between(c.Times(a)))
		}
	}
	if len(all) == 0 {
		return rhythm.Between(nil)
	}
	slices.SortStableFunc(all, func(a, b rhythm.Intervals) int { return cmp.Compare(a.Burstiness, b.Burstiness) })
	return all[len(all)/2]
}

// compare counts names among members and among all others.
func (c *Corpus) compare(members []int, column []uint32, names []string, all []float64) []Count {
	in := c.count(members, column)
	total, others := 0.0, 0.0
	for id, n := range all {
		if id != 0 {
			total, others = total+in[uint32(id)], others+n-in[uint32(id)]
		}
	}
	var out []Count
	for id, n := range all {
		if k := in[uint32(id)]; id != 0 && k > 0 {
			out = append(out, Count{names[id], int(k), k / total, (n - k) / others})
		}
	}
	slices.SortStableFunc(out, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Posts, a.Posts), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// SaysBot is true of an account whose name says that it is automatic.
func SaysBot(a Account) bool {
	for _, name := range []string{a.Handle, a.Name} {
		name = strings.ToLower(name)
		if strings.HasSuffix(name, "bot") || strings.HasPrefix(name, "bot_") || strings.Contains(name, "_bot_") {
			return true
		}
	}
	return false
}

// schedulers are programs whose work it is to post at a set time or whenever
// a feed has something new, by a part of their names.
func schedulers() []string {
	return []string{"hootsuite", "buffer", "tweetdeck", "ifttt", "dlvr.it", "twitterfeed", "sprout social", "socialflow", "socialoomph", "zapier", "wordpress", "later", "sprinklr", "echobox", "rss"}
}

// Scheduled is the share of the posts that name a client which name one made
// to schedule posts; NaN where none names any.
func (p *Portrait) Scheduled() float64 {
	if len(p.Clients) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, c := range p.Clients {
		name := strings.ToLower(c.Name)
		if slices.ContainsFunc(schedulers(), func(s string) bool { return strings.Contains(name, s) }) {
			sum += c.Share
		}
	}
	return sum
}

// Others counts the posts of accounts that are no members, in all and between
// two times.
func (c *Corpus) Others(members []int, from, to int64) (inside, all int) {
	own := map[int]bool{}
	for _, a := range members {
		own[a] = true
	}
	for a := range c.Accounts {
		if own[a] {
			continue
		}
		t := c.Times(a)
		lo, _ := slices.BinarySearch(t, from+1)
		hi, _ := slices.BinarySearch(t, to)
		inside, all = inside+max(hi-lo, 0), all+len(t)
	}
	return inside, all
}
