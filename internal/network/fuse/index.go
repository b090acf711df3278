package fuse

import "math"

// index is the accounts seen so far, by object.
type index struct {
	v  *matrix
	q  Likeness
	of [][]posting // by object
	// end is where the part of an account's row that is not indexed ends.
	end []int
	// bound is the most that this part can add to a similarity.
	bound []float64
	row   []float64 // of the account that is matched, by object
	sum   []float64 // of the indexed parts, while one account is matched
	seen  []uint32
}

type posting struct {
	account uint32
	value   float64
}

// rounding is what sums taken in another order may differ by.
const rounding = 1e-12

// add indexes account a: all but the first objects, on which no account can
// come up to the threshold with it.
func (ix *index) add(a uint32, most []float64) {
	v, reach, squares := ix.v, 0.0, 0.0
	k := v.start[a]
	for ; k < v.start[a+1]; k++ {
		o := v.object[k]
		further := reach + float64(most[o]*v.value[k])
		if further >= ix.q.Threshold-rounding && !ix.popular(o) {
			break
		}
		reach = further
		squares += float64(v.value[k] * v.value[k])
	}
	// Rows have length 1, so the part cannot add more than its own length.
	ix.end[a], ix.bound[a] = k, min(reach, math.Sqrt(squares))
	for ; k < v.start[a+1]; k++ {
		ix.of[v.object[k]] = append(ix.of[v.object[k]], posting{a, v.value[k]})
	}
}

func (ix *index) popular(object uint32) bool {
	return ix.q.Popular > 0 && int(ix.v.df[object]) > ix.q.Popular
}

// matches adds the pairs of account a with accounts in the index.
func (ix *index) matches(a uint32, out []Cosine) []Cosine {
	v := ix.v
	for k := v.start[a]; k < v.start[a+1]; k++ {
		ix.row[v.object[k]] = v.value[k]
		for _, p := range ix.of[v.object[k]] {
			if ix.sum[p.account] == 0 {
				ix.seen = append(ix.seen, p.account)
			}
			ix.sum[p.account] += float64(p.value * v.value[k])
		}
	}
	for _, b := range ix.seen {
		similarity := ix.sum[b]
		ix.sum[b] = 0
		if similarity+ix.bound[b] < ix.q.Threshold-rounding {
			continue
		}
		if similarity += ix.rest(b); similarity >= ix.q.Threshold-rounding {
			out = append(out, Cosine{A: b, B: a, Similarity: min(similarity, 1)})
		}
	}
	ix.seen = ix.seen[:0]
	for k := v.start[a]; k < v.start[a+1]; k++ {
		ix.row[v.object[k]] = 0
	}
	return out
}

// rest is the product of the row that is matched with the part of b's that is
// not indexed.
func (ix *index) rest(b uint32) float64 {
	v, sum := ix.v, 0.0
	for k := v.start[b]; k < ix.end[b]; k++ {
		sum += float64(v.value[k] * ix.row[v.object[k]])
	}
	return sum
}
