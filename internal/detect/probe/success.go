package probe

import (
	"cmp"
	"slices"

	"github.com/unveil-project/unveil/internal/weblog"
)

// What is told from a size.
const (
	fewAnswers  = 3    // answers for things that are not there that a comparison needs
	fewOthers   = 5    // other answers of the same path
	nearBytes   = 32   // sizes that differ by less are alike,
	nearShare   = 0.02 // or by less than this share
	otherShare  = 0.1  // an answer that differs from all others by more is another
	maxSizes    = 1 << 16
	failuresToo = 5 // refused logins before one that is not
)

// answers are the sizes of what a site says when there is nothing: of its
// errors, its front page, its answers without a body, and of pages that
// several different probes got alike, which is how a site looks that answers
// everything with 200.
type answers struct {
	sizes []uint32 // sorted
	count int      // answers to things that are not there
	other map[uint32][]uint32
}

// candidate says whether a row is an answer with a body that could be success.
func candidate(r *weblog.Row) bool {
	return (r.Status == 200 || r.Status == 206) && r.Method() != "HEAD" && r.Bytes != weblog.NoNumber && r.Bytes > 0
}

// answers reads what the successes of a scan are compared with, by site.
func (s *scanner) answers() []*answers {
	all := make([]*answers, len(s.t.Sites))
	for i := range all {
		all[i] = &answers{other: map[uint32][]uint32{}}
	}
	paths := map[uint32]bool{}
	for f := range s.groups {
		if k := kinds[f].rule; k != RuleSize && k != RuleFollowUp && k != RuleOther {
			continue
		}
		for _, i := range s.groups[f].rows {
			r := s.t.Row(int(i))
			if candidate(r) {
				paths[r.Path] = true
			}
		}
	}
	if len(paths) == 0 {
		return all
	}
	s.ordinary(all, paths)
	s.soften(all)
	for _, a := range all {
		slices.Sort(a.sizes)
		a.sizes = slices.Compact(a.sizes)
	}
	return all
}

// ordinary passes over all rows for the sizes of errors, of the front page, of
// answers without a body, and of the paths in question.
func (s *scanner) ordinary(all []*answers, paths map[uint32]bool) {
	root := s.t.Paths.Find("/")
	for i := range s.t.Len() {
		r := s.t.Row(i)
		if r.Bytes == weblog.NoNumber {
			continue
		}
		a := all[r.Site]
		gone := r.Status == 404 || r.Status == 403 || r.Status == 410
		if gone {
			a.count++
		}
		if (gone || r.Path == root || r.Method() == "HEAD") && len(a.sizes) < maxSizes {
			a.sizes = append(a.sizes, r.Bytes)
		}
		if paths[r.Path] && r.Method() != "HEAD" && len(a.other[r.Path]) < maxSizes {
			a.other[r.Path] = append(a.other[r.Path], r.Bytes)
		}
	}
}

// soften takes the sizes that probes of different paths of a site got alike.
func (s *scanner) soften(sites []*answers) {
	type answer struct {
		site       uint16
		size, path uint32
	}
	var all []answer
	for f := range s.groups {
		for _, i := range s.groups[f].rows {
			if r := s.t.Row(int(i)); candidate(r) {
				all = append(all, answer{r.Site, r.Bytes, r.Path})
			}
		}
	}
	slices.SortFunc(all, func(x, y answer) int { return cmp.Or(cmp.Compare(x.site, y.site), cmp.Compare(x.size, y.size)) })
	for i, x := range all {
		for j := i + 1; j < len(all) && j < i+64 && all[j].site == x.site && near(x.size, all[j].size); j++ {
			if x.path != all[j].path {
				a := sites[x.site]
				a.sizes = append(a.sizes, x.size, all[j].size)
				a.count++
				break
			}
		}
	}
}

// near says whether two sizes can be of one kind of page.
func near(a, b uint32) bool {
	d := int64(a) - int64(b)
	if d < 0 {
		d = -d
	}
	return d <= nearBytes || float64(d) <= nearShare*float64(max(a, b))
}

// unlike says whether a size is unlike those of answers for nothing.
func (a *answers) unlike(size uint32) bool {
	if a.count < fewAnswers {
		return false
	}
	i, _ := slices.BinarySearch(a.sizes, size)
	return (i == len(a.sizes) || !near(a.sizes[i], size)) && (i == 0 || !near(a.sizes[i-1], size))
}

// alone says whether a size is unlike all other answers of its path.
func (a *answers) alone(path, size uint32) bool {
	same, others := 0, 0
	for _, s := range a.other[path] {
		d := float64(s) - float64(size)
		switch {
		case s == size:
			same++
		case d < otherShare*float64(size) && d > -otherShare*float64(size):
			return false
		default:
			others++
		}
	}
	return same == 1 && others >= fewOthers
}

// succeeded lists the rows of a family that got an answer that looks like
// success.
func (s *scanner) succeeded(f Family, rows []int32, a []*answers) []int32 {
	switch kinds[f].rule {
	case RuleSize:
		return s.bySize(rows, a)
	case RuleFollowUp:
		return s.used(rows, s.bySize(rows, a))
	case RuleOther:
		return s.byOthers(f, rows, a)
	case RuleLogin:
		return s.loggedIn(rows)
	}
	return nil
}

func (s *scanner) bySize(rows []int32, a []*answers) []int32 {
	var won []int32
	for _, i := range rows {
		r := s.t.Row(int(i))
		if candidate(r) && a[r.Site].unlike(r.Bytes) && !s.ownPage(r.Path) {
			won = append(won, i)
		}
	}
	return won
}

// used keeps those whose address came back to the path with a POST or query.
func (s *scanner) used(rows, won []int32) []int32 {
	type use struct{ client, path uint32 }
	first := map[use]int32{}
	for _, i := range won {
		r := s.t.Row(int(i))
		if _, ok := first[use{r.Client, r.Path}]; !ok {
			first[use{r.Client, r.Path}] = i
		}
	}
	again := map[use]bool{}
	for _, i := range rows {
		r := s.t.Row(int(i))
		u := use{r.Client, r.Path}
		if at, ok := first[u]; ok && i > at && candidate(r) && (r.Method() == "POST" || r.Query != 0) {
			again[u] = true
		}
	}
	return slices.DeleteFunc(won, func(i int32) bool {
		r := s.t.Row(int(i))
		return !again[use{r.Client, r.Path}]
	})
}

// byOthers compares with other answers of the path; where the path itself
// carries the attempt, with what is said for nothing.
func (s *scanner) byOthers(f Family, rows []int32, all []*answers) []int32 {
	var won []int32
	for _, i := range rows {
		r := s.t.Row(int(i))
		if !candidate(r) {
			continue
		}
		p, q, a := s.paths.at(r.Path), s.queries.at(r.Query), all[r.Site]
		switch {
		case p.strong.Has(f) && a.unlike(r.Bytes), q.strong.Has(f) && a.alone(r.Path, r.Bytes) && a.unlike(r.Bytes):
			won = append(won, i)
		}
	}
	return won
}

// loggedIn lists redirects that came after an address's refusals at the same
// page.
func (s *scanner) loggedIn(rows []int32) []int32 {
	type page struct{ client, path uint32 }
	refused := map[page]int{}
	atPath := map[uint32][2]int{} // refused and accepted
	var won []int32
	for _, i := range rows {
		r := s.t.Row(int(i))
		if r.Method() != "POST" {
			continue
		}
		n := atPath[r.Path]
		if accepted(r) {
			n[1]++
			if refused[page{r.Client, r.Path}] >= failuresToo {
				won = append(won, i)
			}
		} else {
			n[0]++
			refused[page{r.Client, r.Path}]++
		}
		atPath[r.Path] = n
	}
	return slices.DeleteFunc(won, func(i int32) bool {
		n := atPath[s.t.Row(int(i)).Path]
		return n[1]*5 > n[0] // redirects are how this page answers anything
	})
}
