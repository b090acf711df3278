package signature

import "github.com/unveil-project/unveil/internal/weblog"

// Question is a burst and what it is compared with.
type Question struct {
	Table *weblog.Table
	Burst weblog.Window
	// Usual is ordinary time at the same site; the windows do not overlap.
	// Without any, no collateral of ordinary time is known.
	Usual []weblog.Window
	// Expected is how many requests the baseline expects in the burst. With 0
	// the mean rate of ordinary time is taken.
	Expected float64
	// Hostile is true of addresses that behave like machines. It is asked only
	// of addresses with requests in the burst. With nil every request that is
	// not of an evident visitor counts as of the attack.
	Hostile func(client uint32) bool
	// Place gives the country (ISO 3166-1, "" where not known) and the network
	// (0 where not known) of an address. It is nil without databases.
	Place Place
}

// Place looks up where the range of an address is registered.
type Place func(client uint32) (country string, asn uint32)

// Names of fields.
const (
	Client      = "client"       // an address
	Prefix      = "prefix"       // its /24 or /48
	ASN         = "asn"          // the number of its network: "AS64500"
	Country     = "country"      // in which its range is registered
	Agent       = "agent"        // as it was sent; "" for none
	AgentFamily = "agent-family" // browser or program with its major version (AppendFamily)
	Path        = "path"         // as it was sent, without the query
	PathForm    = "template"     // of the path (Template)
	Shape       = "query-shape"  // QueryShape
	Method      = "method"
	Protocol    = "protocol"
	Referer     = "referer" // as it was sent; "" for none
	Status      = "status"  // what the server answered: in clusters only
)

// Result is what a burst is made of.
type Result struct {
	Requests float64 // of the burst
	Expected float64 // by the baseline
	Excess   float64 // Requests − Expected
	// Attack is the excess of the addresses that behave like machines: their
	// requests in the burst less what they would send in ordinary time.
	Attack float64
	// Clusters are the values that grew, field by field in the order of Fields,
	// at most MaxClusters of each, the largest part of the excess first.
	Clusters []Cluster
	// Signature is nil where no terms tell the attack from ordinary traffic.
	Signature *Signature
}

// Cluster is one value of one field in the burst.
type Cluster struct {
	Field    string
	Value    string
	Requests float64 // in the burst
	Clients  float64 // addresses in the burst
	Usual    float64 // requests that ordinary time would have in a stretch like the burst
	Share    float64 // of the excess
	// G is the log-likelihood ratio of the value's share in the burst against
	// ordinary time, divided by the design effect of requests that come from
	// one address together.
	G float64
	// Surprise is −log₁₀ of the chance of such a G or a greater one, times the
	// number of values that were compared; 0 and more.
	Surprise float64
}

// Term is one condition: the field is one of the values, or none of them.
type Term struct {
	Field   string
	Values  []string // those that match most of the attack first
	Negated bool
	// Coverage is the share of the attack that the term alone matches,
	// Collateral the share of the addresses of ordinary time.
	Coverage   float64
	Collateral float64
}

// Signature is the smallest set of field values that was found to cover the
// excess. All terms hold of a request that it matches. Shares are 0..1.
type Signature struct {
	Terms []Term
	// Coverage is the share of the attack's excess that it matches.
	Coverage float64
	// Stopped is the share of all requests of the burst that it matches.
	Stopped float64
	// CollateralClients and CollateralRequests are the shares of the addresses
	// and of the requests of ordinary time that it matches, measured over Days
	// days; with 0 days nothing could be measured.
	CollateralClients  float64
	CollateralRequests float64
	Days               float64
	// BurstClients is the share of the burst's addresses that are not hostile
	// of which it matches a request; BurstVisitors of the evident visitors
	// among them: addresses that loaded what a page needs, or came before.
	BurstClients  float64
	BurstVisitors float64
	// Distributed is true where more than MaxAddresses addresses are needed to
	// cover nine tenths of the attack: a list of them would not help.
	Distributed bool
	// Alternates are single values that stand out, best first.
	Alternates []Term
}

// MaxAddresses is how many addresses or prefixes a term lists.
const MaxAddresses = 200

// MaxClusters is how many values of a field are reported.
const MaxClusters = 20

// Find answers the question. It reads each row of the windows once; two runs
// give the same result.
func Find(q Question) *Result {
	g := gather(&q)
	r := &Result{Requests: g.total, Expected: g.expected, Excess: g.total - g.expected, Attack: g.attack()}
	g.fill()
	r.Clusters = g.clusters(r.Excess)
	r.Signature = g.signature()
	return r
}

// Search is Find without clusters, for who needs the signature alone; it takes
// a quarter of the time less. nil where there is none.
func Search(q Question) *Signature {
	g := gather(&q)
	g.fill()
	return g.signature()
}

// signature searches where there is an attack.
func (g *ground) signature() *Signature {
	if g.attack() <= 0 {
		return nil
	}
	return g.search()
}
