package intake

import (
	"cmp"
	"slices"

	"github.com/unveil-project/unveil/internal/source"
)

// overlaps finds the runs of rows of a source that earlier sources hold in
// the same order: a log fetched twice while it grew, two rotated files that
// share hours, an excerpt of a longer export.
func overlaps(k Keeper, st *stage) ([]source.Overlap, error) {
	var runs []source.Overlap
	for i, other := range k.Sources() {
		if !comparable(other, st.info) {
			continue
		}
		d, err := k.RowDigests(i)
		if err != nil {
			return nil, err
		}
		for _, r := range runsOf(d, st.digests, other.OpenEnd, st.info.OpenEnd) {
			if st.spans(r) {
				runs = append(runs, source.Overlap{First: int64(r.b) + 1, Last: int64(r.b + r.n), Source: other.SHA256, At: int64(r.a) + 1})
			}
		}
	}
	return disjoint(runs), nil
}

// runsOf gives the shared runs of two sources. A last line without an end may
// have been cut while it was written, and then equals no whole one: where
// nothing else is shared it is left out of the comparison.
func runsOf(a, b []source.Digest, aOpen, bOpen bool) []run {
	runs := sharedRuns(a, b)
	if len(runs) > 0 || !aOpen && !bOpen {
		return runs
	}
	if aOpen && len(a) > 0 {
		a = a[:len(a)-1]
	}
	if bOpen && len(b) > 0 {
		b = b[:len(b)-1]
	}
	return sharedRuns(a, b)
}

// comparable says whether two sources can hold the same rows.
func comparable(a, b source.Info) bool {
	return a.Kind == b.Kind && a.Format == b.Format && a.Site == b.Site && !a.NativeID &&
		!a.End.Before(b.Start) && !b.End.Before(a.Start)
}

// spans says whether a run covers two different times. A run within one time
// may be repetition across the boundary of two files, as in a flood; a run
// over two times would have the clock go back where the second file begins.
func (st *stage) spans(r run) bool {
	var first int64
	for _, t := range st.times[r.b : r.b+r.n] {
		if t == 0 {
			continue
		}
		if first == 0 {
			first = t
		}
		if t != first {
			return true
		}
	}
	return false
}

// run is n rows from a of one source that equal those from b of another.
type run struct{ a, b, n int }

// sharedRuns gives the runs of equal rows that reach to an end of both files
// on each side: the end of a is the beginning of b, the other way round, or
// one lies within the other. It takes time and memory in proportion to the
// rows (Knuth, Morris and Pratt, SIAM J. Comput. 6(2), 1977).
func sharedRuns(a, b []source.Digest) []run {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	var runs []run
	within, tail := match(b, a) // b as the pattern in a
	switch {
	case within >= 0:
		return []run{{within, 0, len(b)}}
	case tail > 0:
		runs = append(runs, run{len(a) - tail, 0, tail})
	}
	within, tail = match(a, b)
	switch {
	case within >= 0:
		return []run{{0, within, len(a)}}
	case tail > 0:
		runs = append(runs, run{0, len(b) - tail, tail})
	}
	return runs
}

// match gives where a whole pattern first stands in a text, or -1, and how
// long a beginning of the pattern the text ends with.
func match(pattern, text []source.Digest) (within, tail int) {
	fail := make([]int32, len(pattern))
	k := int32(0)
	for i := 1; i < len(pattern); i++ {
		for k > 0 && pattern[i] != pattern[k] {
			k = fail[k-1]
		}
		if pattern[i] == pattern[k] {
			k++
		}
		fail[i] = k
	}
	k = 0
	for i, t := range text {
		for k > 0 && t != pattern[k] {
			k = fail[k-1]
		}
		if t == pattern[k] {
			k++
		}
		if int(k) == len(pattern) {
			return i + 1 - len(pattern), 0
		}
	}
	return -1, int(k)
}

// disjoint orders runs and leaves out those that begin inside another.
func disjoint(runs []source.Overlap) []source.Overlap {
	slices.SortFunc(runs, func(x, y source.Overlap) int {
		return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(y.Last, x.Last))
	})
	var out []source.Overlap
	for _, r := range runs {
		if n := len(out); n > 0 && r.First <= out[n-1].Last {
			if r.Last <= out[n-1].Last {
				continue
			}
			cut := out[n-1].Last + 1 - r.First
			r.First += cut
			r.At += cut
		}
		out = append(out, r)
	}
	return out
}
