package arithmetic

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// column is one figure of a layout.
type column struct {
	name string
	role sheet.Role
}

// layout is the figures that the sheets of one file have, in their order. It
// is shared by these sheets, so that a row holds numbers only.
type layout struct {
	columns []column
}

// fits says whether a sheet has exactly these figures.
func (l *layout) fits(figures []sheet.Figure) bool {
	return slices.EqualFunc(l.columns, figures, func(c column, f sheet.Figure) bool {
		return c.name == f.Name && c.role == f.Role
	})
}

// row is one sheet as the detector keeps it.
type row struct {
	contest, station, state, district string

	layout     *layout
	votes      []int64 // one per column of the layout
	registered int64
	special    bool
	modified   bool
	time       int64 // microseconds since 1970, 0 where unknown
	version    int
	source     int
	where      source.Where // without Raw
	digest     source.Digest
}

// stationKey is what a sheet is known by.
type stationKey struct{ contest, station string }

// book is the latest version of every sheet.
type book struct {
	rows     []row
	at       map[stationKey]int // index into rows
	layouts  []*layout
	words    map[string]string // one copy of each repeated string
	replaced int               // versions that a later one replaced
}

// collect reads all sheets and keeps the latest version of each, ordered by
// contest and station.
func collect(ctx context.Context, p *detect.Pass) (*book, error) {
	b := &book{at: map[stationKey]int{}, words: map[string]string{}}
	var read int64
	for o, err := range p.Sheets(ctx) {
		if err != nil {
			return nil, err
		}
		b.add(o)
		if read++; read%4096 == 0 && p.Progress != nil {
			p.Progress(read)
		}
	}
	slices.SortFunc(b.rows, func(x, y row) int {
		return cmp.Or(cmp.Compare(x.contest, y.contest), cmp.Compare(x.station, y.station))
	})
	b.at = nil
	return b, nil
}

// add keeps a sheet unless a later version of it is kept already.
func (b *book) add(o *detect.Obs[sheet.Sheet]) {
	s := &o.Record
	i, seen := b.at[stationKey{s.Contest, s.Station}]
	if seen {
		b.replaced++
		if b.rows[i].version > o.Version {
			return
		}
	} else {
		i = len(b.rows)
		key := stationKey{b.word(s.Contest), strings.Clone(s.Station)}
		b.rows = append(b.rows, row{contest: key.contest, station: key.station})
		b.at[key] = i
	}
	r := &b.rows[i]
	r.state, r.district = b.word(s.State), b.word(s.District)
	r.layout = b.layoutOf(s.Figures)
	r.votes = make([]int64, len(s.Figures))
	for j, f := range s.Figures {
		r.votes[j] = f.Votes
	}
	r.registered, r.special, r.modified, r.time = s.Registered, s.Special, s.Modified, s.Time
	r.version, r.source, r.digest, r.where = o.Version, o.Source, o.Digest, s.Where
	r.where.Raw = nil
}

// word gives the one copy of a string that many sheets repeat.
func (b *book) word(s string) string {
	if w, ok := b.words[s]; ok {
		return w
	}
	w := strings.Clone(s)
	b.words[w] = w
	return w
}

// layoutOf finds or makes the layout of a sheet. Files have one each, so the
// search is short; the last used is tried first.
func (b *book) layoutOf(figures []sheet.Figure) *layout {
	for i := len(b.layouts) - 1; i >= 0; i-- {
		if b.layouts[i].fits(figures) {
			return b.layouts[i]
		}
	}
	l := &layout{columns: make([]column, len(figures))}
	for i, f := range figures {
		l.columns[i] = column{strings.Clone(f.Name), f.Role}
	}
	b.layouts = append(b.layouts, l)
	return l
}

// contests cuts the rows by contest, in order of its id.
func (b *book) contests() [][]row {
	var all [][]row
	for rest := b.rows; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].contest == rest[0].contest {
			n++
		}
		all = append(all, rest[:n])
		rest = rest[n:]
	}
	return all
}
