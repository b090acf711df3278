package fuse

import (
	"cmp"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/network"
)

// Cosine says how alike what two accounts share is.
type Cosine struct {
	A, B       uint32 // A < B
	Similarity float64
}

// Likeness is what is asked of Similar.
type Likeness struct {
	// Threshold is the least similarity of a pair that is listed, above 0.
	Threshold float64
	// Popular bounds the work: a pair all of whose common objects have more
	// accounts than this is not looked at. What pairs share of such objects
	// still counts in their similarity. 0: no bound.
	Popular int
}

// Similar gives the pairs of accounts whose TF-IDF vectors over the objects
// have a cosine of at least the threshold, in order of A, B (Pacheco et al.
// 2021). With tf the times an account shared an object, n the accounts that
// shared anything and df those that shared the object,
//
//	weight = tf · (ln((1+n)/(1+df)) + 1), each account's vector brought to length 1,
//
// as scikit-learn's TfidfTransformer does by default.
//
// Memory is linear in the shares plus the pairs listed: accounts are taken one
// after the other against an inverted index of those before them, and of each
// account only the part of its vector is indexed without which the threshold
// cannot be reached, popular objects last (All-Pairs, Bayardo et al. 2007).
// Without a bound on popular objects nothing is missed.
func Similar(s *network.Shares, accounts int, q Likeness) []Cosine {
	v := vectors(s, accounts)
	most := v.columnMaxima()
	ix := index{
		v: v, q: q, of: make([][]posting, len(v.df)), row: make([]float64, len(v.df)),
		end: make([]int, accounts), bound: make([]float64, accounts), sum: make([]float64, accounts),
	}
	var out []Cosine
	for a := range accounts {
		out = ix.matches(uint32(a), out)
		ix.add(uint32(a), most)
	}
	slices.SortFunc(out, func(x, y Cosine) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return out
}

// Cosines sets the weight of edges to the cosine that Similar would give their
// accounts, whatever it is. Edges are in order of A.
func Cosines(s *network.Shares, accounts int, edges []Edge) {
	v := vectors(s, accounts)
	row := make([]float64, len(v.df))
	for i := 0; i < len(edges); {
		a := edges[i].A
		own, value := v.row(a)
		for k, o := range own {
			row[o] = value[k]
		}
		for ; i < len(edges) && edges[i].A == a; i++ {
			sum := 0.0
			theirs, value := v.row(edges[i].B)
			for k, o := range theirs {
				sum += float64(value[k] * row[o])
			}
			edges[i].Weight = min(sum, 1)
		}
		for _, o := range own {
			row[o] = 0
		}
	}
}

// row is what an account shared, and how much each object weighs.
func (v *matrix) row(a uint32) (object []uint32, value []float64) {
	from, to := v.start[a], v.start[a+1]
	return v.object[from:to], v.value[from:to]
}

// matrix is sparse rows of objects, those of account a from start[a] to
// start[a+1], the most popular object of each first.
type matrix struct {
	start  []int
	object []uint32
	value  []float64
	df     []uint32 // accounts of each object
	rank   []uint32 // place of each object when the most popular comes first
}

// vectors makes the rows of TF-IDF.
func vectors(s *network.Shares, accounts int) *matrix {
	v := counts(s, accounts)
	active := 0
	for a := range accounts {
		if v.start[a+1] > v.start[a] {
			active++
		}
	}
	for a := range accounts {
		squares := 0.0
		row := v.value[v.start[a]:v.start[a+1]]
		for k := range row {
			df := v.df[v.object[v.start[a]+k]]
			row[k] *= math.Log(float64(1+active)/float64(1+df)) + 1
			squares += float64(row[k] * row[k])
		}
		length := math.Sqrt(squares)
		for k := range row {
			row[k] /= length
		}
	}
	return v
}

// counts makes the rows of how often each account shared each object.
func counts(s *network.Shares, accounts int) *matrix {
	rows, start := s.ByAccount(accounts)
	objects := 0
	for _, o := range s.Object {
		objects = max(objects, int(o)+1)
	}
	v := &matrix{start: make([]int, accounts+1), df: make([]uint32, objects)}
	var own []uint32
	for a := range accounts {
		own = own[:0]
		for _, r := range rows[start[a]:start[a+1]] {
			own = append(own, s.Object[r])
		}
		slices.Sort(own)
		for i := 0; i < len(own); {
			o, from := own[i], i
			for i < len(own) && own[i] == o {
				i++
			}
			v.object, v.value = append(v.object, o), append(v.value, float64(i-from))
			v.df[o]++
		}
		v.start[a+1] = len(v.object)
	}
	v.byPopularity()
	return v
}

// byPopularity orders every row by the popularity of its objects.
func (v *matrix) byPopularity() {
	order := make([]uint32, len(v.df))
	for o := range order {
		order[o] = uint32(o)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Or(cmp.Compare(v.df[b], v.df[a]), cmp.Compare(a, b)) })
	v.rank = make([]uint32, len(v.df))
	for place, o := range order {
		v.rank[o] = uint32(place)
	}
	type cell struct {
		object uint32
		value  float64
	}
	var row []cell
	for a := range len(v.start) - 1 {
		row = row[:0]
		for k := v.start[a]; k < v.start[a+1]; k++ {
			row = append(row, cell{v.object[k], v.value[k]})
		}
		slices.SortFunc(row, func(x, y cell) int { return cmp.Compare(v.rank[x.object], v.rank[y.object]) })
		for k, c := range row {
			v.object[v.start[a]+k], v.value[v.start[a]+k] = c.object, c.value
		}
	}
}

// columnMaxima gives the largest value of each object.
func (v *matrix) columnMaxima() []float64 {
	most := make([]float64, len(v.df))
	for k, o := range v.object {
		most[o] = max(most[o], v.value[k])
	}
	return most
}
