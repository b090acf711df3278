package probe

import "net/netip"

// Options are what a scan may know besides the requests.
type Options struct {
	// Crawler gives the name of the crawler whose published ranges hold an
	// address, "" if none does. Nil: claims of agents cannot be checked.
	Crawler func(netip.Addr) string
	// Lists are the names of the lists of ranges at hand. A claim is checked
	// only where a list carries the crawler's name: that an address lies in
	// no range of Google's says nothing of another operator's crawler.
	Lists []string
}

// Result is what was found in a table.
type Result struct {
	// Probes are one for each family that was found, by descending number of
	// requests. A request counts in every family whose pattern or rule it
	// meets.
	Probes []Probe
	// Requests is how many requests were part of any probe, Clients how many
	// addresses, both scaled up from the sample.
	Requests int64
	Clients  float64
	// Crawlers are agents that name a crawler which publishes its ranges.
	Crawlers []Crawler
	// Checked says that claims of agents could be checked.
	Checked bool

	sets []Set // by number of the address
}

// Of is the set of families that an address took part in, by its number in
// the table.
func (r *Result) Of(client uint32) Set {
	if int(client) >= len(r.sets) {
		return 0
	}
	return r.sets[client]
}

// Probe is all requests of one family.
type Probe struct {
	Family    Family
	Technique string // id in MITRE ATT&CK
	Requests  int64  // scaled up from the sample
	Clients   float64
	Networks  float64 // /24 and /48
	// Succeeded is how many requests got an answer that looks like success by
	// Rule; 0 where the log does not show it.
	Succeeded int64
	Rule      Rule
	// Baseline is how many answers Rule compared with; 0: it could not.
	Baseline    int
	First, Last int64 // microseconds since 1970
	// Spread is true where addresses act together, each below what one alone
	// would be noticed by.
	Spread bool
	// Research is how many requests came from agents that say that they
	// measure the internet.
	Research int64
	Top      []Count // addresses, busiest first, at most ten
	CVEs     []Count // ids of published weaknesses, most asked for first
	Sites    []Count // most asked for first
	Examples []Example
	Rows     []int    // rows of the table that show it: successes first, then examples
	Members  []uint32 // numbers of all addresses, ordered by their texts

	spreadNetworks int
}

// Count is a number of requests of something.
type Count struct {
	Name     string
	Requests int64
}

// Example is one request as it stood in the log.
type Example struct {
	Row  int    // of the table
	Line string // method, target, status; hostile text
}

// Crawler is an agent that says that it is a crawler whose operator publishes
// the ranges that it comes from.
type Crawler struct {
	Name     string
	Requests int64
	Clients  float64
	// Verified and Impostors are the requests from inside and from outside of
	// the published ranges; both 0 where ranges are not known.
	Verified, Impostors int64
	ImpostorClients     float64
	Top                 []Count // addresses outside of the ranges
}
