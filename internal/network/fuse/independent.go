package fuse

import (
	"math/bits"
	"slices"
)

// overlap is the share of the smaller of two sets of posts from which on the
// channels that they stand behind are not independent.
const overlap = 0.5

// Traces are what an account has edges on: so many channels, of so many
// families, of which so many are independent.
type Traces struct{ Channels, Families, Independent int }

// independence counts, account by account, on how many independent channels
// it has edges. Two of an account's channels are independent when they are of
// different families and fewer than half of the posts behind its edges in the
// one (in that with fewer posts) are also behind its edges in the other: a
// text that always comes with a link, or with a hashtag, is one trace and not
// two. Where posts are not known, families alone decide.
func independence(accounts int, channels []Channel) []Traces {
	family, _ := families(channels)
	posts := make([][][]uint32, len(channels))
	has := make([]uint16, accounts)
	for c, ch := range channels {
		posts[c] = postsOfAccounts(accounts, ch.Edges)
		for _, e := range ch.Edges {
			has[e.A] |= 1 << c
			has[e.B] |= 1 << c
		}
	}
	traces := make([]Traces, accounts)
	for a := range accounts {
		k := bits.OnesCount16(has[a])
		if traces[a] = (Traces{k, k, k}); k < 2 {
			continue
		}
		traces[a].Families = 0
		seen := uint16(0)
		for c := range channels {
			if bit := uint16(1) << family[c]; has[a]>>c&1 == 1 && seen&bit == 0 {
				seen |= bit
				traces[a].Families++
			}
		}
		var tied [mostChannels]uint16
		for c := range channels {
			for d := range c {
				if family[c] == family[d] || sameTrace(posts[c][a], posts[d][a]) {
					tied[c] |= 1 << d
					tied[d] |= 1 << c
				}
			}
		}
		traces[a].Independent = most(has[a], &tied)
	}
	return traces
}

// most is the size of the largest set of channels of which no two are tied.
func most(has uint16, tied *[mostChannels]uint16) int {
	if has == 0 {
		return 0
	}
	c := bits.TrailingZeros16(has)
	rest := has &^ (1 << c)
	with := 1 + most(rest&^tied[c], tied)
	if rest&tied[c] == 0 {
		return with
	}
	return max(with, most(rest, tied))
}

// postsOfAccounts joins the posts behind each account's edges.
func postsOfAccounts(accounts int, edges []Edge) [][]uint32 {
	posts := make([][]uint32, accounts)
	for _, e := range edges {
		posts[e.A] = append(posts[e.A], e.Posts...)
		posts[e.B] = append(posts[e.B], e.Posts...)
	}
	for a := range posts {
		posts[a] = distinct(posts[a])
	}
	return posts
}

// sameTrace says whether two sets of posts are largely the same.
func sameTrace(a, b []uint32) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return float64(common(a, b)) >= overlap*float64(min(len(a), len(b)))
}

// common counts what two ascending lists share.
func common(a, b []uint32) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for _, x := range a {
		at, ok := slices.BinarySearch(b, x)
		if ok {
			n++
		}
		b = b[at:]
	}
	return n
}
