// Package narrative finds narratives: texts that several accounts posted in
// nearly the same words.
//
//	posts ─ 1st reading ─▶ columns, distinct texts ─ neardup ─▶ clusters of ≥ N accounts
//	posts ─ 2nd reading ─▶ what each of these says, names, links to, how it spread
//
// It counts and compares; it does not say that a text is false, nor that those
// who posted it acted together. docs/methods/narrative.md describes the method.
package narrative

import (
	"context"
	"iter"

	"github.com/unveil-project/unveil/internal/claim"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// Posts are the posts of an input, which can be read more than once and come
// in the same order each time.
type Posts interface {
	Posts(ctx context.Context) iter.Seq2[*source.Obs[post.Post], error]
}

// Params are what a user may choose, and what a result depends on.
type Params struct {
	MinAccounts int // least distinct accounts of a narrative
	Most        int // narratives that are described; the largest are
	Labels      int // of these, the first so many have a label
}

// Defaults are three accounts and ten thousand narratives, all with a label.
func Defaults() Params { return Params{MinAccounts: 3, Most: 10_000, Labels: 10_000} }

// Input is what narratives are looked for in.
type Input struct {
	Posts
	Election    *election.Election
	Coordinated map[string]bool // accounts of groups that probably act on one plan
	// Later, where not nil, gives Coordinated once the texts are compared.
	Later    func(context.Context) (map[string]bool, error)
	Claims   *claim.Index // nil where there are none
	Progress func(posts int64)
}

// Result is the narratives of an input.
type Result struct {
	Narratives []Narrative // most writers first, then most accounts, then most posts
	Beyond     Rest        // narratives with enough accounts that Most left out
	Posts      int64       // read
	Compared   int64       // of these, long enough to be compared
	Accounts   int
	Step       int64 // largest of 1 minute and 1 second that divides every time, else 0; microseconds
	Handles    bool  // the election names accounts
	Candidates bool  // and candidates
}

// Rest sums up narratives that are not described one by one.
type Rest struct{ Narratives, Posts int }

// Narrative is posts of several accounts in nearly the same words.
type Narrative struct {
	ID       string   // "n" and 8 hex digits of its representative text's hash
	Label    []string // characteristic words, in the order of the text
	Text     string   // the first post that has the representative words, cut
	Language string   // ISO 639-1, "" where it could not be told

	Rows     []uint32 // its posts by their place in the order of reading, from 0
	Posts    int
	Accounts int
	Writers  int      // of these accounts, with a post that is no repost
	Members  []string // account names, sorted
	Variants int      // different wordings
	Cohesion float64  // mean similarity to the representative, 0..1
	Loosest  float64  // least

	First, Last int64   // microseconds since 1970 UTC
	Delay       float64 // median between one copy and the next by another account, seconds; NaN of none
	Spread      Spread
	Burst       Burst

	CoordinatedPosts, CoordinatedAccounts int

	Hashtags, Links, Sites, Languages []Tally // most frequent first
	Marks                             Marks
	Cites                             []Cite // the first posts, by different accounts
	Targets                           []Target
	Claim                             *Matched
}

// Tally is how many of a narrative's posts have something.
type Tally struct {
	Name  string
	Posts int
}

// Cite is a post that can be shown.
type Cite struct {
	Where  source.Where
	Source int
	Digest source.Digest
	Text   string
	Gap    float64 // seconds after the first post
}

// Matched is an examined claim that the narrative is like.
type Matched struct {
	claim.Claim
	Score, Share float64
}

// Marks are counts of a narrative's posts by what innocent explanations ask
// about.
type Marks struct {
	Reposts    int  // reposts
	Linked     int  // hold a link
	Talking    int  // reply to or mention somebody, reposts left out
	Via        int  // end as share buttons end
	Prizes     int  // speak of a draw
	Quoted     int  // stand in quotation marks
	Chain      int  // ask to be copied or passed on, or are prayers
	Official   int  // by accounts that the election names
	FirstIsOwn bool // the first one is by such an account
	Busiest    int  // by the account with most of them
	Comparable int  // accounts whose first link leads to a site that is known
	OtherSites int  // different sites among these
	TopTag     int  // have the most frequent hashtag
	BusyDay    int  // were made on the day with most of them
	Days       int  // days with one
}
