package origin

import "fmt"

// NetworkKind is what the addresses of a network are used for, as far as a
// list, the table of providers or the organisation's name says so.
type NetworkKind uint8

// The kinds of networks.
const (
	Unknown NetworkKind = iota
	Access              // connects homes and offices
	Hosting             // rents servers: hosting, clouds, content delivery
	Proxy               // passes on the traffic of others: VPNs, proxies
	Tor                 // exits of the Tor network
	Mobile              // connects telephones
)

// networkKinds are the names of the kinds.
var networkKinds = [...]string{"unknown", "access", "hosting", "proxy", "tor", "mobile"}

// String is the kind's name, as in JSON.
func (k NetworkKind) String() string {
	if int(k) >= len(networkKinds) {
		return fmt.Sprintf("NetworkKind(%d)", uint8(k))
	}
	return networkKinds[k]
}

// MarshalText writes the kind's name.
func (k NetworkKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// The kinds of databases. Lists of addresses mark what lies in them.
const (
	CountryDB   = "country"
	NetworkDB   = "network"
	CrawlerList = "crawler"
)

// listKind gives the mark of a list's kind. ok is false for a kind that is
// none of a list; a list of crawlers marks no network.
func listKind(kind string) (k NetworkKind, ok bool) {
	switch kind {
	case CrawlerList:
		return Unknown, true
	case "hosting":
		return Hosting, true
	case "proxy":
		return Proxy, true
	case "tor":
		return Tor, true
	case "mobile":
		return Mobile, true
	}
	return Unknown, false
}

// ListKinds are the kinds that a list of addresses can be of.
func ListKinds() []string { return []string{"tor", "proxy", "mobile", "hosting", CrawlerList} }
