package origin

import (
	"net/netip"
	"sync/atomic"

	"github.com/gaissmai/bart"
)

// compact is a database in the form in which it lies on disk and in memory.
type compact struct {
	Database
	country  ranges[uint16] // of Country
	network  ranges[uint32] // of the number of a network, from 1
	networks networks
	prefixes []netip.Prefix // of a list, sorted
	list     *bart.Lite     // of the prefixes
}

// networks are the AS numbers that a database knows, ascending, with the name
// of the organisation of each.
type networks struct {
	asn   []uint32
	ends  []uint32 // where the name of each ends in names
	names string
	marks []atomic.Uint32 // what rules say of each, +1; 0: not asked yet
}

// name is the organisation of network i.
func (n *networks) name(i int) string {
	var from uint32
	if i > 0 {
		from = n.ends[i-1]
	}
	return n.names[from:n.ends[i]]
}

// find is the place of an AS number, −1 where it is not known.
func (n *networks) find(asn uint32) int {
	lo, hi := 0, len(n.asn)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if n.asn[mid] < asn {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(n.asn) && n.asn[lo] == asn {
		return lo
	}
	return -1
}

// ordered holds of networks whose columns fit each other.
func (n *networks) ordered() bool {
	if len(n.asn) != len(n.ends) {
		return false
	}
	var end uint32
	for i, e := range n.ends {
		if e < end || int64(e) > int64(len(n.names)) || i > 0 && n.asn[i] <= n.asn[i-1] {
			return false
		}
		end = e
	}
	return int(end) == len(n.names)
}

// seal makes what is only in memory.
func (c *compact) seal() {
	c.country.seal()
	c.network.seal()
	c.networks.marks = make([]atomic.Uint32, len(c.networks.asn))
	if len(c.prefixes) > 0 {
		c.list = &bart.Lite{}
		for _, p := range c.prefixes {
			c.list.Insert(p)
		}
	}
}

// isList is true of a list of addresses.
func (c *compact) isList() bool {
	_, ok := listKind(c.Kind)
	return ok
}
