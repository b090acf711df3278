package probe

import "math/bits"

// Family is one kind of probing. Its text is a fixed name.
type Family uint8

// The families. The order is that in which probes are listed where their
// numbers of requests are equal.
const (
	Traversal Family = iota
	SQLInjection
	CommandInjection
	ExpressionInjection
	CrossSiteScripting
	KnownVulnerability
	WebShell
	SensitiveFile
	AdminInterface
	WordPressScan
	UserEnumeration
	LoginBruteForce
	CredentialStuffing
	XMLRPCBruteForce
	FormAbuse
	OpenProxy
	NotHTTP
	InvalidVersion
	ScannerAgent
	UnwantedAgent
	ImpostorCrawler
	Scanning
	Crawling
	RandomPath
	CacheBuster
	AgentCycling
	families
)

// kind is what is fixed for a family.
type kind struct {
	name      string
	technique string // of MITRE ATT&CK
	title     string // of the technique, in the words of ATT&CK
	rule      Rule   // by which an answer is told from an attempt
	intrusion bool   // the request itself shows what it is after
}

var kinds = [families]kind{
	Traversal:           {"path-traversal", "T1190", "Exploit Public-Facing Application", RuleOther, true},
	SQLInjection:        {"sql-injection", "T1190", "Exploit Public-Facing Application", RuleNone, true},
	CommandInjection:    {"command-injection", "T1190", "Exploit Public-Facing Application", RuleOther, true},
	ExpressionInjection: {"expression-injection", "T1190", "Exploit Public-Facing Application", RuleNone, true},
	CrossSiteScripting:  {"cross-site-scripting", "T1059.007", "Command and Scripting Interpreter: JavaScript", RuleNone, true},
	KnownVulnerability:  {"known-vulnerability", "T1190", "Exploit Public-Facing Application", RuleSize, true},
	WebShell:            {"web-shell", "T1505.003", "Server Software Component: Web Shell", RuleFollowUp, true},
	SensitiveFile:       {"sensitive-file", "T1595.003", "Active Scanning: Wordlist Scanning", RuleSize, true},
	AdminInterface:      {"admin-interface", "T1595.003", "Active Scanning: Wordlist Scanning", RuleNone, true},
	WordPressScan:       {"wordpress-scan", "T1595.002", "Active Scanning: Vulnerability Scanning", RuleNone, true},
	UserEnumeration:     {"user-enumeration", "T1589", "Gather Victim Identity Information", RuleNone, true},
	LoginBruteForce:     {"login-brute-force", "T1110.001", "Brute Force: Password Guessing", RuleLogin, false},
	CredentialStuffing:  {"credential-stuffing", "T1110.004", "Brute Force: Credential Stuffing", RuleLogin, false},
	XMLRPCBruteForce:    {"xmlrpc-brute-force", "T1110.001", "Brute Force: Password Guessing", RuleNone, false},
	FormAbuse:           {"form-abuse", "T1585", "Establish Accounts", RuleNone, false},
	OpenProxy:           {"open-proxy", "T1595.002", "Active Scanning: Vulnerability Scanning", RuleNone, true},
	NotHTTP:             {"not-http", "T1595", "Active Scanning", RuleNone, true},
	InvalidVersion:      {"invalid-http-version", "T1499.002", "Endpoint Denial of Service: Service Exhaustion Flood", RuleNone, false},
	ScannerAgent:        {"scanner-agent", "T1595.002", "Active Scanning: Vulnerability Scanning", RuleNone, true},
	UnwantedAgent:       {"unwanted-agent", "T1594", "Search Victim-Owned Websites", RuleNone, false},
	ImpostorCrawler:     {"impostor-crawler", "T1036", "Masquerading", RuleNone, false},
	Scanning:            {"scan", "T1595.003", "Active Scanning: Wordlist Scanning", RuleNone, false},
	Crawling:            {"crawl", "T1594", "Search Victim-Owned Websites", RuleNone, false},
	RandomPath:          {"random-path", "T1499.002", "Endpoint Denial of Service: Service Exhaustion Flood", RuleNone, false},
	CacheBuster:         {"cache-buster", "T1499.003", "Endpoint Denial of Service: Application Exhaustion Flood", RuleNone, false},
	AgentCycling:        {"agent-cycling", "T1499.002", "Endpoint Denial of Service: Service Exhaustion Flood", RuleNone, false},
}

// intrusions are the families whose requests show what they are after.
var intrusions = func() (all Set) {
	for f, k := range kinds {
		if k.intrusion {
			all |= of(Family(f))
		}
	}
	return all
}()

// String is the fixed name of a family.
func (f Family) String() string {
	if f >= families {
		return "?"
	}
	return kinds[f].name
}

// Technique is the id of the family in MITRE ATT&CK, and its name there.
func (f Family) Technique() (id, name string) { return kinds[f].technique, kinds[f].title }

// Families lists every family.
func Families() []Family {
	all := make([]Family, families)
	for i := range all {
		all[i] = Family(i)
	}
	return all
}

// Set is a set of families.
type Set uint64

func of(fs ...Family) Set {
	var s Set
	for _, f := range fs {
		s |= 1 << f
	}
	return s
}

// Has says whether a family is in the set.
func (s Set) Has(f Family) bool { return s>>f&1 == 1 }

// Len is the number of families.
func (s Set) Len() int { return bits.OnesCount64(uint64(s)) }

// All lists the families of the set in their order.
func (s Set) All() []Family {
	var out []Family
	for ; s != 0; s &= s - 1 {
		out = append(out, Family(bits.TrailingZeros64(uint64(s))))
	}
	return out
}

// Rule is the name of a rule by which an answer that looks like success is
// told from an attempt.
type Rule string

// The rules. A status of 200 alone is never success.
const (
	// RuleNone: an access log does not hold what would tell.
	RuleNone Rule = "none"
	// RuleSize: 200 with a size unlike that of the site's answers for things
	// that are not there, of its front page and of its empty answers.
	RuleSize Rule = "size"
	// RuleFollowUp: RuleSize, and the same address used the path again, with a
	// POST or a query.
	RuleFollowUp Rule = "follow-up"
	// RuleOther: 200 with a size unlike every other answer of the same path.
	RuleOther Rule = "other-answers"
	// RuleLogin: a redirect after five and more of the same address's logins
	// at the same page were answered otherwise.
	RuleLogin Rule = "login"
)
