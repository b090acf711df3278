package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
	"github.com/unveil-project/unveil/internal/weblog"
)

const (
	blockSize = 512 << 10
	// partIssues is how many rejects and how many warnings of one block are
	// kept, and shownLogIssues of one file; all are counted.
	partIssues     = 20
	shownLogIssues = 1000
)

// parts is one log on its way into the builders, cut into blocks of lines
// that are read side by side.
type parts struct {
	*tabling
	src    int
	skip   []source.Overlap
	opt    source.Options
	format source.Format[request.Request]
	tick   func()
	all    []*part // in order of the blocks
	full   bool    // too many rows are held to compare more
}

// part is what came of one block.
type part struct {
	p        *parts
	b        *weblog.Builder
	base     int64 // offset of the block
	skip     []source.Overlap
	compared bool // its rows are
	digests  []rowDigest

	read, lines, kept, duplicates, rejected, warned, outside int64
	problems                                                 map[string]int64
	formats                                                  map[string]int64
	via                                                      [4]int64
	lent                                                     int64
	rejects, warnings                                        []source.Issue
	first, last, previous                                    int64
	begin                                                    int64 // time of its first record
	jumps, back                                              int64
}

// rowDigest is a row to compare with those of other files.
type rowDigest struct {
	source.Digest
	time int64
}

func (p *parts) run(ctx context.Context, f *source.File) error {
	if !p.format.PerLine || len(p.skip) > 0 || p.Each != nil {
		return p.whole(ctx, f)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	workers := len(p.builders)
	free := make(chan []byte, workers+3)
	for range cap(free) {
		free <- nil
	}
	work := make([]chan job, workers)
	var wait sync.WaitGroup
	for i := range work {
		work[i] = make(chan job, 1)
		wait.Go(func() {
			for j := range work[i] {
				if err := j.part.readBlock(ctx, j.block); err != nil {
					cancel(err)
				}
				free <- j.block.Data[:0]
			}
		})
	}
	blocks := source.NewBlocks(f, blockSize)
	for n := 0; ctx.Err() == nil; n++ {
		b, ok := blocks.Next(<-free)
		if !ok {
			break
		}
		// Decided here, block by block: what is compared is a beginning of the
		// log, never one with gaps.
		q := p.part(n%workers, b.Offset)
		q.compared = p.compares()
		work[n%workers] <- job{b, q}
		if p.tick != nil && n%8 == 0 {
			p.tick()
		}
	}
	for _, w := range work {
		close(w)
	}
	wait.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return blocks.Err()
}

type job struct {
	block source.Block
	part  *part
}

func (p *parts) part(worker int, base int64) *part {
	q := &part{p: p, b: p.builders[worker], base: base, problems: map[string]int64{}, formats: map[string]int64{}, skip: p.skip}
	p.all = append(p.all, q)
	return q
}

// whole reads a log in one piece: one whose lines need what stood before
// them, or of which rows are to be left out by their number.
func (p *parts) whole(ctx context.Context, f *source.File) error {
	ahead, stop := source.Ahead(f)
	defer stop()
	q := p.part(0, 0)
	q.compared = p.compares()
	err := p.format.Read(ctx, source.NewStream(ahead), p.opt, q)
	p.held.Add(int64(len(q.digests)))
	return err
}

func (q *part) readBlock(ctx context.Context, b source.Block) error {
	q.lines = int64(bytes.Count(b.Data, []byte("\n")))
	defer func() { q.p.held.Add(int64(len(q.digests))) }()
	return q.p.format.Read(ctx, b.Stream(), q.p.opt, q)
}

// compares says whether the next rows are to be compared with those of other
// files. Once they are not, none later are.
func (p *parts) compares() bool {
	if p.many && p.held.Load() >= maxCompared {
		p.full = true
	}
	return p.many && !p.full
}

// maxCompared is about how many rows of all files are compared with each
// other; later ones are not looked for in other files.
const maxCompared = 8 << 20

// leaves counts a row and says whether it is to be left out.
func (q *part) leaves(w *source.Where, time int64) bool {
	q.read++
	if q.compared {
		sum := sha256.Sum256(w.Raw)
		q.digests = append(q.digests, rowDigest{source.Digest(sum[:16]), time})
	}
	for len(q.skip) > 0 && q.skip[0].Last < w.Row {
		q.skip = q.skip[1:]
	}
	if len(q.skip) > 0 && q.skip[0].First <= w.Row {
		q.duplicates++
		return true
	}
	return false
}

// Record takes one request.
func (q *part) Record(r *request.Request) error {
	if q.leaves(&r.Where, r.Time) {
		return nil
	}
	r.Offset += q.base
	q.clean(r)
	q.kept++
	q.clock(r.Time)
	q.via[min(int(r.Via), len(q.via)-1)]++
	if q.p.Keep != nil && !q.p.Keep(r) {
		q.outside++
		return nil
	}
	if q.p.Each != nil {
		return q.p.Each(r)
	}
	q.b.Add(q.p.src, r)
	return nil
}

// clock keeps the earliest and the latest time, and counts jumps back.
func (q *part) clock(t int64) {
	if q.kept == 1 {
		q.first, q.last, q.previous, q.begin = t, t, t, t
	}
	q.first, q.last = min(q.first, t), max(q.last, t)
	q.step(q.previous, t)
	q.previous = t
}

func (q *part) step(from, to int64) {
	if from-to > jump {
		q.jumps++
		q.back = max(q.back, from-to)
	}
}

// clean writes what is not UTF-8 as \xNN, as a case does.
func (q *part) clean(r *request.Request) {
	for _, f := range [...]*string{&r.Client, &r.User, &r.Site, &r.Method, &r.Path, &r.Query, &r.Protocol, &r.Referer, &r.Agent} {
		if !utf8.ValidString(*f) {
			*f = string(store.Visible([]byte(*f)))
		}
	}
}

// Issue counts a reject or a warning.
func (q *part) Issue(i source.Issue) error {
	if i.Reject && q.leaves(&i.Where, 0) {
		return nil
	}
	q.problems[i.Problem.Key]++
	list, n := &q.warnings, &q.warned
	if i.Reject {
		list, n = &q.rejects, &q.rejected
	}
	if *n++; len(*list) < partIssues || !q.p.format.PerLine && len(*list) < shownLogIssues {
		i.Offset += q.base
		i.Raw = slices.Clone(i.Raw)
		*list = append(*list, i)
	}
	return nil
}

// Lines takes how many lines were read in a format.
func (q *part) Lines(format string, n int64) { q.formats[format] += n }

// Lent takes how many times stated no zone.
func (q *part) Lent(n int64) { q.lent += n }

// result adds the parts up. Rows and lines are numbered through.
func (p *parts) result(info source.Info) LogResult {
	r := LogResult{Formats: map[string]int64{}, Uncompared: p.full}
	r.Info = info
	r.Info.Problems = map[string]int64{}
	rows, lines, first, last := int64(0), int64(0), int64(0), int64(0)
	var before *part
	for _, q := range p.all {
		i := &r.Info
		if q.kept > 0 {
			if i.Kept == 0 {
				first, last = q.first, q.last
			}
			first, last = min(first, q.first), max(last, q.last)
			if before != nil {
				q.step(before.previous, q.begin)
			}
			before = q
		}
		i.Read, i.Kept = i.Read+q.read, i.Kept+q.kept
		i.Duplicates, i.Rejects, i.Warnings = i.Duplicates+q.duplicates, i.Rejects+q.rejected, i.Warnings+q.warned
		r.Outside, r.Jumps, r.Back = r.Outside+q.outside, r.Jumps+q.jumps, max(r.Back, q.back)
		r.Lent += q.lent
		for k, n := range q.via {
			r.Via[k] += n
		}
		for k, n := range q.problems {
			i.Problems[k] += n
		}
		for k, n := range q.formats {
			r.Formats[k] += n
		}
		r.Rejects = number(r.Rejects, q.rejects, rows, lines, info.Name)
		r.Warnings = number(r.Warnings, q.warnings, rows, lines, info.Name)
		rows, lines = rows+q.read, lines+q.lines
	}
	r.formats(info.Format)
	r.span(first, last)
	return r
}

// formats gives all lines to the format of the file where its reader does not
// tell them apart.
func (r *LogResult) formats(chosen string) {
	sum := int64(0)
	for n := range maps.Values(r.Formats) {
		sum += n
	}
	if rest := r.Info.Kept + r.Info.Duplicates - sum; rest > 0 {
		r.Formats[chosen] += rest
	}
}

func number(list []store.Issue, issues []source.Issue, rows, lines int64, file string) []store.Issue {
	for _, i := range issues {
		if len(list) == shownLogIssues {
			break
		}
		i.Row, i.Line = i.Row+rows, i.Line+lines
		list = append(list, store.NewIssue(i, 0, file, source.Digest{}))
	}
	return list
}

// digests are the rows to compare with those of other files: all, or none.
func (p *parts) digests() []rowDigest {
	if p.full {
		return nil
	}
	var all []rowDigest
	for _, q := range p.all {
		all = append(all, q.digests...)
	}
	return all
}
