// Package count makes the tally sheets of a drill in the layout of the quick
// count batches of Mexico's INE: a line with the number of sheets, a header,
// one sheet a line, fields between bars.
//
//	Config ─ stations, votes, arrivals ─ alterations, withholding ─▶ REMESAS….txt
package count

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// Config says how many sheets to make and what to plant.
type Config struct {
	Seed     uint64
	Sheets   int
	Altered  []Altered
	Withheld []Withheld
}

// sheet is one tally sheet.
type sheet struct {
	state, district, section int
	town, local, stratum     int
	kind                     byte // B basic, C contiguous, E extraordinary, S special
	number, extension        int
	area                     int // 1 urban, 2 mixed, 3 country: TIPO_SECCION
	list                     int
	votes                    []int // of each of world.Options
	independent              int
	writeIn, null            int
	total                    int
	sums                     []int // of each candidate with parties
	arrival                  int64 // seconds since 1970 UTC
	origin                   int
	modified                 bool
	courier                  bool // came by road, late
}

// key is the station's key: state, section, kind, number, extension.
func (s *sheet) key() string {
	return fmt.Sprintf("%02d%04d%c%02d%02d", s.state, s.section, s.kind, s.number, s.extension)
}

// night is the count while it is being made.
type night struct {
	cfg    Config
	sheets []sheet
	items  []truth.Item
}

// Write writes the batch, in the order of the stations as the authority
// does, and gives the items of truth about it. Only writing and ctx can fail.
func Write(ctx context.Context, w io.Writer, cfg Config) ([]truth.Item, error) {
	n := &night{cfg: cfg}
	n.open(n.rand("stations"))
	if err := n.vote(ctx, n.rand("votes")); err != nil {
		return nil, err
	}
	n.arrive(n.rand("arrivals"))
	n.travel(n.rand("couriers"))
	for i := range cfg.Withheld {
		n.withhold(n.rand("withheld/"+cfg.Withheld[i].ID), &cfg.Withheld[i])
	}
	n.alterAll()
	return n.items, n.write(w)
}

func (n *night) rand(part string) *chance.Rand { return chance.New(n.cfg.Seed, "count/"+part) }

// item notes what is true of some sheets.
func (n *night) item(it truth.Item, sheets []int) {
	if len(sheets) == 0 {
		return
	}
	it.Front, it.Unit, it.Size = "count", truth.Sheets, len(sheets)
	for _, i := range sheets {
		it.Members = append(it.Members, n.sheets[i].key())
	}
	slices.Sort(it.Members)
	it.Start, it.End = it.Start.UTC(), it.End.UTC()
	n.items = append(n.items, it)
}

// span gives the first and last arrival of some sheets.
func (n *night) span(sheets []int) (first, last time.Time) {
	at := make([]int64, len(sheets))
	for k, i := range sheets {
		at[k] = n.sheets[i].arrival
	}
	if len(at) == 0 {
		return world.ResultsStart(), world.ResultsStart()
	}
	return time.Unix(slices.Min(at), 0), time.Unix(slices.Max(at), 0)
}

// write writes the file.
func (n *night) write(w io.Writer) error {
	slices.SortStableFunc(n.sheets, func(a, b sheet) int {
		return cmp.Or(cmp.Compare(a.state, b.state), cmp.Compare(a.district, b.district),
			cmp.Compare(a.section, b.section), cmp.Compare(a.kind, b.kind),
			cmp.Compare(a.number, b.number), cmp.Compare(a.extension, b.extension))
	})
	out := bufio.NewWriterSize(w, 1<<16)
	fmt.Fprintf(out, "%d\n%s\n", len(n.sheets), header())
	var b []byte
	for i := range n.sheets {
		b = n.sheets[i].append(b[:0])
		if _, err := out.Write(b); err != nil {
			return fmt.Errorf("writing sheets: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing sheets: %w", err)
	}
	return nil
}
