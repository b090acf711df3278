package probe

import (
	"runtime"
	"sync"

	"github.com/unveil-project/unveil/internal/weblog"
)

// marks are the verdicts on all texts of a dictionary. Few texts show
// anything, so that a text has a number of two bytes and equal verdicts are
// held once.
type marks struct {
	of   []uint16 // by number of the text; 0: nothing
	list []verdict
}

// at is the verdict on a text.
func (m *marks) at(id uint32) *verdict { return &m.list[m.of[id]] }

// read classifies every text of a dictionary once, in several goroutines.
func read(r *rules, d *weblog.Dict, where place) *marks {
	m := &marks{of: make([]uint16, d.Len()+1)}
	n := min(runtime.GOMAXPROCS(0), 1+d.Len()/4096)
	parts := make([]*interner, n)
	var wg sync.WaitGroup
	for k := range n {
		parts[k] = newInterner()
		lo, hi := 1+k*d.Len()/n, 1+(k+1)*d.Len()/n
		wg.Go(func() {
			c := newClassifier(r)
			for id := lo; id < hi; id++ {
				if v := c.classify(d.Text(uint32(id)), where); v != (verdict{}) {
					m.of[id] = parts[k].number(v)
				}
			}
		})
	}
	wg.Wait()
	m.join(parts, d.Len())
	return m
}

// join makes one list of the verdicts of all parts.
func (m *marks) join(parts []*interner, texts int) {
	all := parts[0]
	n := len(parts)
	for k := 1; k < n; k++ {
		to := make([]uint16, len(parts[k].list))
		for i, v := range parts[k].list {
			if i > 0 {
				to[i] = all.number(v)
			}
		}
		for id := 1 + k*texts/n; id < 1+(k+1)*texts/n; id++ {
			m.of[id] = to[m.of[id]]
		}
	}
	m.list = all.list
}

// interner numbers verdicts from 1.
type interner struct {
	list []verdict
	ids  map[verdict]uint16
}

func newInterner() *interner {
	return &interner{list: make([]verdict, 1), ids: map[verdict]uint16{}}
}

// number is that of a verdict. Texts of strangers cannot make more of them
// than there are sets of families; beyond what two bytes hold the id of the
// weakness is left out, then the rest.
func (n *interner) number(v verdict) uint16 {
	if id, ok := n.ids[v]; ok {
		return id
	}
	if len(n.list) >= 1<<16-2 {
		return n.last(v)
	}
	n.list = append(n.list, v)
	n.ids[v] = uint16(len(n.list) - 1)
	return uint16(len(n.list) - 1)
}

// last finds a verdict near to v where there is no room for another.
func (n *interner) last(v verdict) uint16 {
	v.cve, v.weak = 0, 0
	if id, ok := n.ids[v]; ok {
		return id
	}
	return uint16(len(n.list) - 1)
}
