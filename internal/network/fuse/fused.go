package fuse

import (
	"cmp"
	"math"
	"slices"
)

// Fused is one edge of the joined network.
type Fused struct {
	A, B   uint32
	Weight float64
	// Families on which the two have an edge.
	Families int
	// Weights has the weight of each channel, NaN where the channel has no
	// such edge, and P its p.
	Weights, P []float64
	// Fisher combines the families, CountP is the chance that as many of them
	// reject by themselves. NaN where no channel has p.
	Fisher, CountP float64
	// Times are when the two met, in any channel, ascending.
	Times []int64
}

// Rule says how the weight of an edge follows from the channels.
type Rule int

const (
	// Union joins every edge of every channel and takes the largest weight
	// (Luceri et al. 2024). It expects weights that can be compared, such as
	// cosines.
	Union Rule = iota
	// Ranks keeps accounts with edges on enough independent channels. The
	// weight is the sum over families of the best rank there: the share of the
	// channel's edges that weigh no more, above 0 and up to 1.
	Ranks
	// Kinds is Ranks with enough families of channels instead, whether or not
	// the same posts stand behind them.
	Kinds
)

// has says whether an account has what the rule asks for.
func (j Join) has(t Traces) bool {
	switch j.Rule {
	case Ranks:
		return t.Independent >= j.Least
	case Kinds:
		return t.Families >= j.Least
	}
	return true
}

// Join is how channels are joined.
type Join struct {
	Rule Rule
	// Least is the independent channels that Ranks asks of an account, or the
	// families that Kinds does; 0: 2.
	Least int
	// Alpha is the level at which the channels' edges were found significant;
	// 0: 0.01.
	Alpha float64
}

func (j Join) defaults() Join {
	if j.Least == 0 {
		j.Least = 2
	}
	if j.Alpha == 0 {
		j.Alpha = 0.01
	}
	return j
}

// Fuse joins channels, edges in order of A, B. traces says for each account on
// what it has edges.
func Fuse(accounts int, channels []Channel, j Join) (edges []Fused, traces []Traces, err error) {
	j = j.defaults()
	channels, err = ready(accounts, channels)
	if err != nil {
		return nil, nil, err
	}
	traces = independence(accounts, channels)
	f := fusion{channels: channels, rule: j.Rule, alpha: j.Alpha, next: make([]int, len(channels))}
	f.family, f.families = families(channels)
	for _, c := range channels {
		f.ranks = append(f.ranks, ranks(c.Edges))
	}
	for {
		a, b, ok := f.first()
		if !ok {
			return edges, traces, nil
		}
		if e := f.take(a, b); j.has(traces[a]) && j.has(traces[b]) {
			edges = append(edges, e)
		}
	}
}

// fusion merges the sorted edges of the channels.
type fusion struct {
	channels []Channel
	rule     Rule
	alpha    float64
	next     []int // edge of each channel that comes next
	family   []int
	families int
	ranks    [][]float64
}

// first is the next pair of accounts.
func (f *fusion) first() (a, b uint32, ok bool) {
	for c, at := range f.next {
		if at == len(f.channels[c].Edges) {
			continue
		}
		if e := f.channels[c].Edges[at]; !ok || e.A < a || e.A == a && e.B < b {
			a, b, ok = e.A, e.B, true
		}
	}
	return a, b, ok
}

// take joins what the channels say of a pair.
func (f *fusion) take(a, b uint32) Fused {
	e := Fused{A: a, B: b, Weights: blank(len(f.channels)), P: blank(len(f.channels))}
	rank := make([]float64, f.families)
	for c, ch := range f.channels {
		at := f.next[c]
		if at == len(ch.Edges) || ch.Edges[at].A != a || ch.Edges[at].B != b {
			continue
		}
		own := &ch.Edges[at]
		e.Weights[c], e.P[c] = own.Weight, own.P
		e.Times = append(e.Times, own.Times...)
		if f.rule == Union && own.Weight > e.Weight {
			e.Weight = own.Weight
		}
		rank[f.family[c]] = max(rank[f.family[c]], f.ranks[c][at])
		f.next[c]++
	}
	for _, r := range rank {
		if r > 0 {
			e.Families++
		}
		if f.rule != Union {
			e.Weight += r
		}
	}
	slices.Sort(e.Times)
	f.test(&e)
	return e
}

// test combines the p of the channels. Those of one family are not
// independent: the smallest stands for it, times their number (Bonferroni). A
// family without an edge counts as p = 1, since only significant edges came.
func (f *fusion) test(e *Fused) {
	e.Fisher, e.CountP = math.NaN(), math.NaN()
	p, size, any := make([]float64, f.families), make([]float64, f.families), false
	for i := range p {
		p[i] = 1
	}
	for c, v := range e.P {
		size[f.family[c]]++
		if !math.IsNaN(v) {
			any = true
			p[f.family[c]] = min(p[f.family[c]], v)
		}
	}
	if !any {
		return
	}
	for i := range p {
		p[i] = min(p[i]*size[i], 1)
	}
	e.Fisher, e.CountP = Fisher(p), CountP(e.Families, f.families, min(f.alpha*slices.Max(size), 1))
}

func blank(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}

// ranks gives each edge the share of edges that weigh no more.
func ranks(edges []Edge) []float64 {
	order := make([]int, len(edges))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(edges[a].Weight, edges[b].Weight) })
	out := make([]float64, len(edges))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && cmp.Compare(edges[order[j]].Weight, edges[order[i]].Weight) == 0 {
			j++
		}
		for _, k := range order[i:j] {
			out[k] = float64(j) / float64(len(order))
		}
		i = j
	}
	return out
}
