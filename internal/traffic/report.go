package traffic

import (
	"time"

	"github.com/unveil-project/unveil/internal/finding"
)

// Schema names the form of the JSON; it changes when a field changes its
// meaning or goes.
const Schema = "unveil/traffic/1"

// Report is the result of `unveil traffic`. docs/formats/traffic.md describes
// it field by field.
type Report struct {
	Schema  string `json:"schema"`
	Version string `json:"version"` // of the program
	// Command is the command that gives the same report again.
	Command string     `json:"command"`
	Lines   Lines      `json:"lines"`
	Formats []Format   `json:"formats"`
	Inputs  []Input    `json:"inputs"`
	Span    Span       `json:"span"`
	Sample  Sample     `json:"sample"`
	Clock   Clock      `json:"clock"`
	Clients Addresses  `json:"addresses"`
	Sites   []Site     `json:"sites"`
	Bursts  []Burst    `json:"bursts"`
	Probes  []Probe    `json:"probes"`
	Origin  []Database `json:"origin"`
	// Evidence are lines that show the probes; those of a burst stand with it.
	Evidence []Evidence `json:"evidence"`
	// Rejected are the first lines that could not be read, of each input at
	// most 20.
	Rejected []Reject `json:"rejected"`
	// Notes are things to know of the log itself: clock artefacts, clocks that
	// jump back, lines that look added by hand.
	Notes []Note `json:"notes"`
	// Limits are what an access log cannot show, as texts of the catalogue.
	Limits []string `json:"limits"`
}

// Lines are the lines of all inputs; Read is the sum of the others.
type Lines struct {
	Read       int64 `json:"read"`
	Kept       int64 `json:"kept"`
	Duplicates int64 `json:"duplicates"`
	Rejects    int64 `json:"rejects"`
	// Problems counts rejects and warnings by problem.
	Problems map[string]int64 `json:"problems,omitempty"`
	// Outside are kept lines that --since, --until and --site leave out.
	Outside int64 `json:"outside,omitempty"`
}

// Format is how many lines were read in one format.
type Format struct {
	Name  string `json:"name"`
	Lines int64  `json:"lines"`
}

// Input is one file.
type Input struct {
	File     string `json:"file"`
	Role     string `json:"role"` // "log", "baseline", "timeline"
	Format   string `json:"format"`
	SHA256   string `json:"sha256"` // of the bytes as given
	Bytes    int64  `json:"bytes"`
	Packing  string `json:"packing,omitempty"`
	Unpacked int64  `json:"unpacked"`
	Read     int64  `json:"read"`
	Kept     int64  `json:"kept"`
	// Read is the sum of Kept, Duplicates and Rejects.
	Duplicates int64     `json:"duplicates"`
	Rejects    int64     `json:"rejects"`
	Start      time.Time `json:"start"`
	End        time.Time `json:"end"`
}

// Span is a stretch of time.
type Span struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// Sample says how much of the requests the judgement of single addresses
// rests on. Volumes are always exact.
type Sample struct {
	Exact bool    `json:"exact"`
	Share float64 `json:"share"` // of addresses, 1 where exact
	Rows  int64   `json:"rows"`
	Error float64 `json:"error"` // relative standard error of numbers of addresses
}

// Clock is what is assumed of the clock of the log.
type Clock struct {
	Zone   string  `json:"zone"`             // zone in which times are shown
	Offset float64 `json:"offset_seconds"`   // added to the log's times before they are compared with the timeline
	Stated string  `json:"stated,omitempty"` // who says so: "log", "flag", "case", "format", "assumed"
}

// Assumed is who says the zone where nobody does: UTC is taken.
const Assumed = "assumed"

// Addresses says which address was taken for the client's, in lines.
type Addresses struct {
	Peer      int64 `json:"peer"`       // the connection's own
	Forwarded int64 `json:"forwarded"`  // named by a trusted proxy or delivery network
	CDNOnly   int64 `json:"cdn_only"`   // of a delivery network: the client is not known
	ProxyOnly int64 `json:"proxy_only"` // of a private network: the client is not known
}

// Site is one web site of the log.
type Site struct {
	Name     string  `json:"name"`
	Requests int64   `json:"requests"`
	Clients  float64 `json:"clients"`
	Networks float64 `json:"networks"`
	// Series is the requests over time, of at most 480 equal steps.
	Series Series `json:"series"`
}

// Series is numbers over equal steps of time.
type Series struct {
	Start    time.Time `json:"start"`
	Step     int64     `json:"step_seconds"`
	Requests []int64   `json:"requests"`
	Failed   []int64   `json:"failed,omitempty"`
	Expected []float64 `json:"expected,omitempty"` // by the baseline
}

// Burst is a stretch of time in which a site, or one kind of its pages, got
// clearly more requests than usual, and what is said of it.
type Burst struct {
	ID       string    `json:"id"` // of the finding
	Site     string    `json:"site"`
	Template string    `json:"template,omitempty"` // of URL, where the burst is one of such pages alone
	Start    time.Time `json:"start"`
	End      time.Time `json:"end"`
	Requests int64     `json:"requests"`
	Clients  float64   `json:"clients"`
	Networks float64   `json:"networks"` // /24 and /48

	Verdict    finding.Verdict    `json:"verdict"`
	Likelihood float64            `json:"likelihood"` // that the burst contains an attack
	Term       string             `json:"term"`       // of ICD 203
	Confidence finding.Confidence `json:"confidence"`
	Headline   string             `json:"headline"`

	AttackRequests float64 `json:"attack_requests"` // of the excess
	CrowdRequests  float64 `json:"crowd_requests"`
	OtherRequests  float64 `json:"other_requests"` // crawlers, scans, scheduled jobs, undetermined

	Baseline Baseline  `json:"baseline"`
	Shape    Shape     `json:"shape"`
	Timeline []Event   `json:"timeline"` // events near, the nearest first
	Features []Feature `json:"features"`
	Innocent []Reason  `json:"explanations"` // innocent explanations, tested

	Countries   []Country     `json:"countries"`
	Origins     *Origins      `json:"origins,omitempty"`
	NetworkTop  []NetworkPart `json:"top_networks"`
	Signature   *Signature    `json:"signature,omitempty"`
	Tools       []Tool        `json:"tools"`
	Recon       []Recon       `json:"reconnaissance"`
	Similar     []Similarity  `json:"similar"`
	Consequence *Consequence  `json:"consequences,omitempty"`
	Evidence    []Evidence    `json:"evidence"`
	Members     []string      `json:"members,omitempty"` // addresses of machines; only in full versions
	Series      Series        `json:"series"`
	NotSeen     []string      `json:"limits"` // what the log cannot show of this burst
}

// Baseline is what a burst is compared with.
type Baseline struct {
	Mode     string  `json:"mode"` // "same-hour", "neighbours", "none"
	History  float64 `json:"history_days"`
	Expected float64 `json:"expected_requests"`
	Ratio    float64 `json:"ratio"`
	Z        float64 `json:"z"` // robust standard deviations
}

// Shape is how a burst rises and falls.
type Shape struct {
	Peak     float64 `json:"peak_rate"` // requests a second
	PeakAt   string  `json:"peak_at"`
	Onset    float64 `json:"onset_seconds"`    // from 10 % to 90 % of the peak
	Off      float64 `json:"off_seconds"`      // from 90 % to 10 %
	Doubling float64 `json:"doubling_seconds"` // over the rise; 0 where it cannot be told
}

// Event is an entry of the timeline beside a burst.
type Event struct {
	Time  time.Time `json:"time"`
	Name  string    `json:"name"`
	Kind  string    `json:"kind"`
	Delay float64   `json:"delay_seconds"` // from the event to the beginning of the burst
}

// Feature is one line of the evidence list.
type Feature struct {
	Name      string   `json:"name"`
	Title     string   `json:"title"`
	Unit      string   `json:"unit,omitempty"` // of value and baseline: "share" (0..1), "s", "ratio", "requests", …
	Value     float64  `json:"value"`
	Baseline  *float64 `json:"baseline"`
	Direction string   `json:"direction"` // "attack", "crowd", "neutral"
	Weight    float64  `json:"weight"`    // natural logarithm of a likelihood ratio
}

// Reason is an innocent explanation with what was found of it.
type Reason struct {
	Name    string `json:"name"`
	Outcome string `json:"outcome"` // "fits", "partly", "does-not-fit", "not-testable"
	Text    string `json:"text"`
}

// Country is the share of a burst's requests that came from addresses which
// the databases place in a country.
type Country struct {
	Code   string  `json:"code"` // ISO 3166-1; "" not known
	Share  float64 `json:"share"`
	Low    float64 `json:"low"` // least and greatest share that any one database gives
	High   float64 `json:"high"`
	Before float64 `json:"usual"` // share in ordinary time
}

// Origins sums up where addresses are registered.
type Origins struct {
	Agreed  float64 `json:"agreed"`  // share of requests for whose address all databases agree
	Hosting float64 `json:"hosting"` // share from networks of hosting providers
	Proxy   float64 `json:"proxy"`   // share from known proxies and Tor
	Unknown float64 `json:"unknown"`
	// Distance is the Jensen–Shannon divergence, in bits, of the countries of
	// the burst from those of ordinary time.
	Distance float64 `json:"distance"`
}

// NetworkPart is the part of one network in a burst.
type NetworkPart struct {
	ASN      uint32  `json:"asn,omitempty"`
	Name     string  `json:"name,omitempty"`
	Kind     string  `json:"kind,omitempty"`
	Prefix   string  `json:"prefix,omitempty"`
	Share    float64 `json:"share"`
	Clients  float64 `json:"clients"`
	Requests int64   `json:"requests"`
}

// Signature is the smallest set of field values that covers the excess.
type Signature struct {
	Terms      []Term  `json:"terms"`                // all of them hold
	Coverage   float64 `json:"coverage"`             // share of the excess that it matches
	Collateral float64 `json:"collateral_clients"`   // share of the clients of ordinary time that it matches
	Usual      float64 `json:"collateral_requests"`  // and of their requests
	Days       float64 `json:"collateral_days"`      // days of ordinary time that was measured on
	Spread     bool    `json:"distributed"`          // too many addresses for a list of them to help
	Alternates []Term  `json:"alternates,omitempty"` // single values that stand out, best first
}

// Term is one condition of a signature.
type Term struct {
	Field      string   `json:"field"` // client, prefix, agent, path, template, query-shape, method, protocol, referer, country, asn
	Values     []string `json:"values"`
	Negated    bool     `json:"negated,omitempty"`
	Coverage   float64  `json:"coverage"`
	Collateral float64  `json:"collateral"`
}

// Tool is a family of tools that the requests resemble.
type Tool struct {
	Family   string   `json:"family"`
	Requests int64    `json:"requests"`
	Clients  float64  `json:"clients"`
	Detail   []string `json:"detail,omitempty"` // controlling addresses of pingbacks, patterns
}

// Recon is an address that looked before the burst, or looked at the result.
type Recon struct {
	Client string    `json:"client"`
	When   string    `json:"when"` // "before", "during"
	Time   time.Time `json:"time"`
	What   string    `json:"what"`
	Why    string    `json:"why"`
}

// Similarity compares a burst with another, of this log or of another case.
type Similarity struct {
	With      string  `json:"with"` // id of the other burst
	Start     string  `json:"start,omitempty"`
	Addresses float64 `json:"addresses"` // overlap: shared ÷ smaller
	Prefixes  float64 `json:"prefixes"`
	Networks  float64 `json:"networks"`
	Agents    float64 `json:"agents"`
	Rhythm    float64 `json:"rhythm"`
	Expected  float64 `json:"expected_prefixes"` // overlap of prefixes that two samples of the site's ordinary visitors have
	Score     float64 `json:"score"`
}

// Consequence is what visitors suffered.
type Consequence struct {
	Failed          float64 `json:"failed_share"`
	FailedUsual     float64 `json:"failed_share_usual"`
	Known           float64 `json:"known_visitors"`        // visitors seen in ordinary time who came in the burst
	KnownServed     float64 `json:"known_visitors_served"` // share of them who got an answer
	Latency         float64 `json:"median_ms,omitempty"`
	LatencyUsual    float64 `json:"median_ms_usual,omitempty"`
	LatencyP95      float64 `json:"p95_ms,omitempty"`
	LatencyP95Usual float64 `json:"p95_ms_usual,omitempty"`
	LatencyKnown    bool    `json:"latency_logged"`
	// Outages are stretches of at least ten seconds in which most requests
	// failed or none was answered.
	Outages []Outage `json:"outages"`
}

// Outage is a stretch in which visitors were not served.
type Outage struct {
	Start   time.Time `json:"start"`
	Seconds int64     `json:"seconds"`
	Failed  float64   `json:"failed_share"`
}

// Evidence is a line of an input that can be looked up.
type Evidence struct {
	Input  string `json:"sha256"` // of the input
	File   string `json:"file"`
	Offset int64  `json:"offset"` // in the decompressed stream
	Length int64  `json:"length"`
	Digest string `json:"digest"` // first 16 bytes of the line's SHA-256
	Quote  string `json:"quote"`
	Why    string `json:"why"`
}

// Probe is one kind of attempt at finding or using a weakness.
type Probe struct {
	Family    string    `json:"family"`
	Technique string    `json:"technique"` // of MITRE ATT&CK
	Clients   float64   `json:"clients"`
	Networks  float64   `json:"networks"`
	Requests  int64     `json:"requests"`
	Succeeded int64     `json:"succeeded"` // requests whose answer looks like success
	Start     time.Time `json:"start"`
	End       time.Time `json:"end"`
	Spread    bool      `json:"spread"` // over a subnet, each address below a limit of its own
	Top       []string  `json:"top_clients,omitempty"`
	Examples  []string  `json:"examples"`
	Why       string    `json:"success_rule,omitempty"`
}

// Database is a source of origins.
type Database struct {
	Database string `json:"database"`
	Kind     string `json:"kind"`
	Built    string `json:"built"`
	SHA256   string `json:"sha256"`
	Ranges   int    `json:"ranges"`
	Licence  string `json:"licence,omitempty"`
	Warning  string `json:"warning,omitempty"`
}

// Reject is a line that could not be read as a request.
type Reject struct {
	File   string `json:"file"`
	Line   int64  `json:"line"`   // from 1
	Offset int64  `json:"offset"` // of its first byte, in the decompressed stream
	Length int64  `json:"length"`
	Reason string `json:"reason"`
}

// Note is something to know of the log.
type Note struct {
	Name string `json:"name"`
	Site string `json:"site,omitempty"`
	Text string `json:"text"`
}
