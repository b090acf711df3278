package peer_test

import (
	"math"
	"slices"
)

// A second implementation of both programs' definitions, as they are written
// down in docs/methods/network.md and with no thought of speed: every row is
// compared with every other one. It shares no code with the one it checks.

// plainRow is one row of a share table; times in seconds.
type plainRow struct {
	object, account, content string
	at                       int64
}

// plainPair is two rows, the older one first.
type plainPair struct {
	object, older, newer    string
	olderAccount, newerName string
	gap                     int64
}

// plainPairs follows detect_groups: steps 1 to 4.
func plainPairs(rows []plainRow, window int64, least int, loops bool) []plainPair {
	rows = regrouped(active(rows, least))
	var pairs []plainPair
	for i, a := range rows {
		for _, b := range rows[i+1:] {
			gap := max(a.at-b.at, b.at-a.at)
			if a.object != b.object || gap > window {
				continue
			}
			if !loops && (a.account == b.account || a.content == b.content || a.object == a.content || b.object == b.content) {
				continue
			}
			older, newer := a, b
			if b.at < a.at {
				older, newer = b, a
			}
			pairs = append(pairs, plainPair{a.object, older.content, newer.content, older.account, newer.account, gap})
		}
	}
	return participating(pairs, rows, least)
}

// active keeps the accounts with enough rows.
func active(rows []plainRow, least int) (kept []plainRow) {
	count := map[string]int{}
	for _, r := range rows {
		count[r.account]++
	}
	for _, r := range rows {
		if count[r.account] >= least {
			kept = append(kept, r)
		}
	}
	return kept
}

// regrouped puts the rows of each account together, accounts in order of
// first appearance.
func regrouped(rows []plainRow) (out []plainRow) {
	var accounts []string
	for _, r := range rows {
		if !slices.Contains(accounts, r.account) {
			accounts = append(accounts, r.account)
		}
	}
	for _, a := range accounts {
		for _, r := range rows {
			if r.account == a {
				out = append(out, r)
			}
		}
	}
	return out
}

// participating keeps the pairs of which either content is of an account with
// enough rows among the contents paired.
func participating(pairs []plainPair, rows []plainRow, least int) (kept []plainPair) {
	if least < 1 {
		return pairs
	}
	paired := map[string]bool{}
	for _, p := range pairs {
		paired[p.older], paired[p.newer] = true, true
	}
	count := map[string]int{}
	for _, r := range rows {
		if paired[r.content] {
			count[r.account]++
		}
	}
	good := map[string]bool{}
	for _, r := range rows {
		if count[r.account] >= least {
			good[r.content] = true
		}
	}
	for _, p := range pairs {
		if good[p.older] || good[p.newer] {
			kept = append(kept, p)
		}
	}
	return kept
}

// plainEdge is an edge with CooRTweet's columns; those of the fast network are
// 0 where it has none.
type plainEdge struct {
	Weight, Older, Newer int
	Delay                float64
	Exceeds              bool
	Fast                 *plainEdge
}

// plainEdges follows flag_speed_share, where fast is not 0, and
// generate_coordinated_network: steps 5 to 9.
func plainEdges(rows []plainRow, pairs []plainPair, quantile float64, fast int64, fastLeast int) map[[2]string]*plainEdge {
	edges := summed(pairs)
	exceeding(edges, quantile)
	if fast == 0 {
		return edges
	}
	var quick []plainPair
	for _, p := range pairs {
		if p.gap <= fast {
			quick = append(quick, p)
		}
	}
	flagged := map[[2]string]bool{}
	for _, p := range participating(quick, rows, fastLeast) {
		flagged[[2]string{p.older, p.newer}] = true
	}
	quick = nil
	for _, p := range pairs {
		if flagged[[2]string{p.older, p.newer}] {
			quick = append(quick, p)
		}
	}
	of := summed(quick)
	exceeding(of, quantile)
	for k, e := range of {
		edges[k].Fast = e
	}
	return edges
}

func summed(pairs []plainPair) map[[2]string]*plainEdge {
	edges := map[[2]string]*plainEdge{}
	older, newer := map[[3]string]bool{}, map[[3]string]bool{}
	for _, p := range pairs {
		k := [2]string{min(p.olderAccount, p.newerName), max(p.olderAccount, p.newerName)}
		if edges[k] == nil {
			edges[k] = &plainEdge{}
		}
		e := edges[k]
		e.Weight++
		e.Delay += float64(p.gap)
		if o := [3]string{k[0], k[1], p.older}; !older[o] {
			older[o] = true
			e.Older++
		}
		if n := [3]string{k[0], k[1], p.newer}; !newer[n] {
			newer[n] = true
			e.Newer++
		}
	}
	for _, e := range edges {
		e.Delay /= float64(e.Weight)
	}
	return edges
}

// exceeding marks weights strictly above the type 7 quantile of all.
func exceeding(edges map[[2]string]*plainEdge, p float64) {
	var weights []float64
	for _, e := range edges {
		weights = append(weights, float64(e.Weight))
	}
	slices.Sort(weights)
	if len(weights) == 0 {
		return
	}
	h := float64(len(weights)-1) * p
	lo := math.Floor(h)
	at := weights[int(lo)]
	if int(lo)+1 < len(weights) {
		at += (h - lo) * (weights[int(lo)+1] - at)
	}
	for _, e := range edges {
		e.Exceeds = float64(e.Weight) > at
	}
}

// plainArcs follows the Coordination Network Toolkit: messages of one key
// each, or of several where many is true, and the messages of an account that
// meet one of another.
func plainArcs(rows []plainRow, window int64, least int, loops, many bool) map[[2]string]int {
	rows = plainMessages(rows, many)
	type key struct{ from, to, content string }
	seen, arcs := map[key]bool{}, map[[2]string]int{}
	for _, a := range rows {
		for _, b := range rows {
			if a.object != b.object || a.content == b.content || b.at < a.at-window || b.at > a.at+window || a.account == b.account && !loops {
				continue
			}
			if k := (key{a.account, b.account, a.content}); !seen[k] {
				seen[k] = true
				arcs[[2]string{a.account, b.account}]++
			}
		}
	}
	for k, n := range arcs {
		if n < least {
			delete(arcs, k)
		}
	}
	return arcs
}

// plainMessages ignores rows whose message was there before.
func plainMessages(rows []plainRow, many bool) (kept []plainRow) {
	ended := map[string]bool{} // messages that were loaded and are over
	last, loaded := "", false  // the message of the row before, and whether its rows are taken
	for i, r := range rows {
		if i == 0 || r.content != last {
			if i > 0 {
				ended[last] = true
			}
			last, loaded = r.content, !ended[r.content]
		} else if !many {
			loaded = false
		}
		if loaded {
			kept = append(kept, r)
		}
	}
	return kept
}
