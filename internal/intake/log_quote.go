package intake

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"io"
	"os"
	"slices"
	"sort"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// Quoted is a line of a log as it stands there.
type Quoted struct {
	weblog.Cited
	Raw []byte // nil where the log cannot be read again
}

// mark is a place of a log where a line begins whose number is known.
type mark struct{ offset, rows, lines int64 }

// marks are the beginnings of the parts.
func (p *parts) marks() []mark {
	var out []mark
	var rows, lines int64
	for _, q := range p.all {
		out = append(out, mark{q.base, rows, lines})
		rows, lines = rows+q.read, lines+q.lines
	}
	return out
}

// Quote looks rows of a table up in the logs that it was read from, which are
// read again, as far as is needed. A log from standard input that was not
// spooled gives places without digests.
func Quote(ctx context.Context, results []LogResult, t *weblog.Table, rows []int) ([]Quoted, error) {
	quoted := make([]Quoted, len(rows))
	bySource := map[uint16][]int{}
	for i, row := range rows {
		r := t.Row(row)
		quoted[i].Offset, quoted[i].Length = r.Offset, int64(r.Length)
		bySource[r.Source] = append(bySource[r.Source], i)
	}
	for src := range results {
		places := bySource[uint16(src)]
		if len(places) == 0 || results[src].Path == "-" {
			continue
		}
		slices.SortFunc(places, func(a, b int) int { return cmp.Compare(quoted[a].Offset, quoted[b].Offset) })
		if err := quoteFrom(ctx, &results[src], quoted, places); err != nil {
			return nil, err
		}
	}
	return quoted, nil
}

// quoteFrom fills the quotes of one log, whose places come in order.
func quoteFrom(ctx context.Context, r *LogResult, quoted []Quoted, places []int) error {
	f, err := source.Open(ctx, r.Path, nil)
	if err != nil {
		return err
	}
	defer f.Close()
	if f.Packing != "" || len(r.marks) < 2 {
		return scan(r, f, mark{}, quoted, places)
	}
	plain, err := os.Open(r.Path)
	if err != nil {
		return &source.Failure{File: r.Info.Name, Problem: lang.M("changed"), Cause: err}
	}
	defer plain.Close()
	for len(places) > 0 {
		at := quoted[places[0]].Offset
		k := sort.Search(len(r.marks), func(i int) bool { return r.marks[i].offset > at }) - 1
		end := int64(1) << 62
		if k+1 < len(r.marks) {
			end = r.marks[k+1].offset
		}
		n := sort.Search(len(places), func(i int) bool { return quoted[places[i]].Offset >= end })
		if err := scan(r, io.NewSectionReader(plain, r.marks[k].offset, end-r.marks[k].offset), r.marks[k], quoted, places[:n]); err != nil {
			return err
		}
		places = places[n:]
	}
	return nil
}

// scan reads lines from a mark on until all places are filled.
func scan(r *LogResult, in io.Reader, from mark, quoted []Quoted, places []int) error {
	lines := source.NewLines(in)
	for len(places) > 0 && lines.Next() {
		for len(places) > 0 && quoted[places[0]].Offset == lines.Offset+from.offset {
			q := &quoted[places[0]]
			q.Where = lines.Where
			q.Offset, q.Row, q.Line = lines.Offset+from.offset, lines.Row+from.rows, lines.Line+from.lines
			q.Raw = bytes.Clone(lines.Raw)
			q.Where.Raw = nil
			sum := sha256.Sum256(lines.Raw)
			q.Digest = source.Digest(sum[:16])
			places = places[1:]
		}
	}
	if err := lines.Err(); err != nil || len(places) > 0 {
		return &source.Failure{File: r.Info.Name, Problem: lang.M("changed"), Cause: err}
	}
	return nil
}
