package fuse

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Edge is one significant edge of a channel.
type Edge struct {
	A, B   uint32 // accounts, A < B
	Weight float64
	P      float64 // of the channel's own test; NaN: not known
	// Posts are the posts behind the edge, ascending; nil: not known.
	Posts []uint32
	// Times are when the two met, ascending, microseconds since 1970 UTC; nil:
	// not known.
	Times []int64
}

// Channel is the edges of one kind of object.
type Channel struct {
	Name string
	// Family names what the channel carries. Channels of one family are never
	// independent. Empty: what FamilyOf says of the name.
	Family string
	Edges  []Edge
}

// FamilyOf gives the family of a kind of object: a link and its domain carry
// the same thing, and so do a text and a text nearly like it. Any other kind is
// a family by itself.
func FamilyOf(kind string) string {
	switch strings.ToLower(kind) {
	case "link", "domain":
		return "link"
	case "text", "similar":
		return "text"
	}
	return kind
}

// mostChannels bounds the channels, so that a set of them fits in a word and
// every subset of those of one account can be looked at.
const mostChannels = 16

// ready checks channels and gives them with their edges in order of A, B.
func ready(accounts int, channels []Channel) ([]Channel, error) {
	if len(channels) > mostChannels {
		return nil, fmt.Errorf("%d channels; at most %d can be joined", len(channels), mostChannels)
	}
	out := slices.Clone(channels)
	for i := range out {
		c := &out[i]
		if c.Family == "" {
			c.Family = FamilyOf(c.Name)
		}
		for _, e := range c.Edges {
			if e.A >= e.B || int(e.B) >= accounts {
				return nil, fmt.Errorf("channel %s: an edge joins accounts %d and %d of %d", c.Name, e.A, e.B, accounts)
			}
		}
		c.Edges = slices.Clone(c.Edges)
		slices.SortStableFunc(c.Edges, compareEdges)
		for k := 1; k < len(c.Edges); k++ {
			if e := c.Edges[k]; compareEdges(e, c.Edges[k-1]) == 0 {
				return nil, fmt.Errorf("channel %s: the edge %d–%d is given twice", c.Name, e.A, e.B)
			}
		}
	}
	return out, nil
}

func compareEdges(a, b Edge) int {
	return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
}

// families numbers the families of channels and gives each channel's.
func families(channels []Channel) (of []int, count int) {
	number := map[string]int{}
	of = make([]int, len(channels))
	for i, c := range channels {
		k, ok := number[c.Family]
		if !ok {
			k = len(number)
			number[c.Family] = k
		}
		of[i] = k
	}
	return of, len(number)
}

// Added puts edges in order of A, B, and makes one of those of two accounts,
// their weights added: a directed network seen without its directions. The
// smaller p stays.
func Added(edges []Edge) []Edge {
	edges = slices.Clone(edges)
	slices.SortStableFunc(edges, compareEdges)
	out := edges[:0]
	for _, e := range edges {
		if k := len(out) - 1; k >= 0 && compareEdges(out[k], e) == 0 {
			out[k].Weight += e.Weight
			out[k].P = min(out[k].P, e.P)
			continue
		}
		out = append(out, e)
	}
	return out
}
