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
	source     int
	where      source.Where // without Raw
	digest     source.Digest
	again      *versions // nil where the sheet was sent once
}

// stationKey is what a sheet is known by.
type stationKey struct{ contest, station string }

// book is the version of every sheet that counts.
type book struct {
	sources []source.Info
	rows    []row
	at      map[stationKey]int // index into rows
	layouts []*layout
	words   map[string]string // one copy of each repeated string
}

// collect reads all sheets and keeps the latest version of each (and of those
// sent again the first), ordered by contest and station.
func collect(ctx context.Context, p *detect.Pass) (*book, error) {
	b := &book{sources: p.Sources(), at: map[stationKey]int{}, words: map[string]string{}}
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

// add takes a sheet, which may be one more version of one that was read.
func (b *book) add(o *detect.Obs[sheet.Sheet]) {
	s := &o.Record
	i, seen := b.at[stationKey{s.Contest, s.Station}]
	if seen {
		b.resend(&b.rows[i], b.row(o, b.rows[i].contest, b.rows[i].station))
		return
	}
	key := stationKey{b.word(s.Contest), strings.Clone(s.Station)}
	b.at[key] = len(b.rows)
	b.rows = append(b.rows, b.row(o, key.contest, key.station))
}

// row copies what is kept of a sheet.
func (b *book) row(o *detect.Obs[sheet.Sheet], contest, station string) row {
	s := &o.Record
	r := row{
		contest: contest, station: station, state: b.word(s.State), district: b.word(s.District),
		layout: b.layoutOf(s.Figures), votes: make([]int64, len(s.Figures)),
		registered: s.Registered, special: s.Special, modified: s.Modified, time: s.Time,
		source: o.Source, digest: o.Digest, where: s.Where,
	}
	r.where.Raw = nil
	for i, f := range s.Figures {
		r.votes[i] = f.Votes
	}
	return r
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
