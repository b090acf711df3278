package intake

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
	"github.com/unveil-project/unveil/internal/weblog"
)

// logWorkers is how many parts of a log are read at once. It is the same on
// every machine, so that the results are.
const logWorkers = 2

// Log is what to read access logs into a table with.
type Log struct {
	Request
	// Keep, where not nil, says which requests are of interest; the others
	// are counted in Outside and not held.
	Keep func(*request.Request) bool
	// Each, where not nil, gets every record instead of the table, in order.
	// Strings of it are valid until it returns.
	Each  func(*request.Request) error
	Limit int // of rows, see weblog.NewBuilder
	Sites *weblog.Sites
	// Spool, where not "", is the directory into which standard input is
	// copied, so that its lines can be quoted.
	Spool string
}

// LogResult is what became of one access log.
type LogResult struct {
	Result
	Path    string           // of the file, or of the copy of standard input
	Formats map[string]int64 // lines read, by format
	Outside int64            // records that Keep left out
	Via     [4]int64         // records by request.Via
	Lent    int64            // times that state no zone and took the one of Options
	Jumps   int64            // times that the clock went back by more than jump
	Back    int64            // microseconds of the longest jump
	// Uncompared is true where the logs were too long for all of their lines to
	// be looked for in one another.
	Uncompared bool
	marks      []mark
}

// maxFiles is how many logs one table is made of: a row names its source in 16
// bits.
const maxFiles = 1<<16 - 1

// jump is how far, in microseconds, a log's times may go back from line to
// line: servers write a request when it is done and may state when it began.
const jump = 60e6

// Table reads access logs into one table. No record is kept anywhere else, so
// that a log of any length can be read. A file whose bytes were read before
// gives nothing; a run of lines that another file holds is left out.
func Table(ctx context.Context, l Log) (*weblog.Table, []LogResult, error) {
	files, err := source.Expand(l.Files)
	if err != nil {
		return nil, nil, err
	}
	if len(files) > maxFiles {
		return nil, nil, &source.Failure{File: files[maxFiles], Problem: lang.M("too-many-files", "limit", maxFiles)}
	}
	// Records are given as they are read: what another file holds is known too
	// late to be left out of them.
	t := &tabling{Log: l, many: len(files) > 1 && l.Each == nil}
	for range logWorkers {
		t.builders = append(t.builders, weblog.NewBuilder(l.Limit))
	}
	for i, name := range files {
		if err := t.file(ctx, i, name); err != nil {
			return nil, nil, err
		}
	}
	var infos []source.Info
	for _, r := range t.results {
		infos = append(infos, r.Info)
	}
	return weblog.Merge(t.builders, infos, l.Sites), t.results, nil
}

// tabling is a run of Table.
type tabling struct {
	Log
	many     bool // rows are compared between files
	builders []*weblog.Builder
	results  []LogResult
	digests  [][]rowDigest
	held     atomic.Int64 // digests of all files
}

// file reads one file, twice where lines of it must be left out.
func (t *tabling) file(ctx context.Context, src int, name string) error {
	in := input{name: name, path: name, stdin: t.Stdin}
	pipe, err := t.pipe(&in)
	if err != nil {
		return err
	}
	if pipe || name == "-" && (t.many || t.Spool != "") {
		err := in.spoolTo(t.Spool)
		if f, ok := in.stdin.(*os.File); pipe && ok {
			_ = f.Close() // only read
		}
		if err != nil {
			return err
		}
		if t.Spool == "" {
			defer func() { _ = os.Remove(in.path) }()
		}
	}
	r, digests, err := t.read(ctx, src, in, nil)
	if err != nil {
		return err
	}
	for _, before := range t.results {
		if before.Info.SHA256 == r.Info.SHA256 {
			return t.repeated(src, r, before)
		}
	}
	if r.Info.Read == 0 || r.Info.Rejects == r.Info.Read {
		return (&stage{info: r.Info, rejects: r.Rejects}).useless()
	}
	if runs := t.overlaps(r, digests); len(runs) > 0 {
		for _, b := range t.builders {
			b.Drop(src)
		}
		sha := r.Info.SHA256
		if r, digests, err = t.read(ctx, src, in, runs); err != nil {
			return err
		}
		if r.Info.SHA256 != sha {
			return &source.Failure{File: name, Problem: lang.M("changed")}
		}
	}
	t.results = append(t.results, r)
	t.digests = append(t.digests, digests)
	return nil
}

// pipe makes what a named pipe gives the input's stream: like standard input
// it can be read once, and its lines are quoted from a copy.
func (t *tabling) pipe(in *input) (bool, error) {
	if !Piped(in.name) {
		return false, nil
	}
	f, err := os.Open(in.name)
	if err != nil {
		return false, &source.Failure{File: in.name, Problem: lang.M("unreadable", "why", err.Error()), Cause: err}
	}
	in.stdin = f
	return true, nil
}

// Piped is true of the name of a pipe, which can be read once only.
func Piped(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode()&os.ModeNamedPipe != 0
}

// repeated notes a file with the bytes of one before.
func (t *tabling) repeated(src int, r, before LogResult) error {
	for _, b := range t.builders {
		b.Drop(src)
	}
	i := &r.Info
	i.Duplicates, i.Kept = i.Read-i.Rejects, 0
	r.Before, r.Outside, r.Via, r.Formats = true, 0, [4]int64{}, nil
	i.Format = before.Info.Format
	t.results = append(t.results, r)
	t.digests = append(t.digests, nil)
	return nil
}

// read reads a file into the builders, but for the rows of skip.
func (t *tabling) read(ctx context.Context, src int, in input, skip []source.Overlap) (LogResult, []rowDigest, error) {
	f, err := source.Open(ctx, in.path, t.Stdin)
	if err != nil {
		return LogResult{}, nil, renamed(err, in.name)
	}
	defer f.Close()
	if in.name == "-" {
		f.Name = "-"
	} else if in.path != in.name {
		f.Name = filepath.Base(in.name)
	}
	chosen, err := choose(f, t.Request)
	if err != nil {
		return LogResult{}, nil, err
	}
	if chosen.Kind != source.Requests {
		return LogResult{}, nil, &source.Failure{File: f.Name, Problem: lang.M("not-requests", "format", chosen.Name)}
	}
	opt := t.Options
	info := source.Info{Name: f.Name, Packing: f.Packing, Map: opt.Map, Layout: opt.Layout, Site: opt.Site, Reliability: t.Reliability, Format: chosen.Name, Kind: source.Requests, Overlaps: skip}
	t.site(&info, f.Name)
	opt.Site = info.Site
	p := &parts{tabling: t, src: src, skip: skip, opt: opt, format: requestFormat(chosen.Name)}
	if s, err := os.Stat(in.path); err == nil && t.Progress != nil {
		p.tick = func() { t.Progress(f.Name, f.Progress(), s.Size()) }
	}
	if err := p.run(ctx, f); err != nil {
		return LogResult{}, nil, readerFailed(f.Name, chosen.Name, err)
	}
	r := p.result(info)
	r.Path, r.marks = in.path, p.marks()
	i := &r.Info
	if i.SHA256, i.Size, i.Unpacked, err = f.Finish(); err != nil {
		return LogResult{}, nil, err
	}
	i.OpenEnd = f.Open()
	t.zone(i, chosen)
	return r, p.digests(), nil
}

// requestFormat is the format of a name that is known.
func requestFormat(name string) source.Format[request.Request] {
	all := request.Formats()
	return all[slices.IndexFunc(all, func(f source.Format[request.Request]) bool { return f.Name == name })]
}

func (t *tabling) site(info *source.Info, name string) {
	switch {
	case t.Options.Site != "":
		info.SiteFrom = "flag"
	case t.SiteOf != nil:
		if info.Site = t.SiteOf(name); info.Site != "" {
			info.SiteFrom = "name"
		}
	}
}

func (t *tabling) zone(i *source.Info, chosen Format) {
	switch {
	case chosen.Zone != nil:
		i.Zone, i.ZoneFrom = chosen.Zone.String(), "format"
	case t.Options.Zone != nil && chosen.mayLackZone:
		i.Zone, i.ZoneFrom = t.Options.Zone.String(), t.ZoneFrom
	}
}

// overlaps finds the runs of rows of a file that earlier ones hold in the same
// order (see the package comment).
func (t *tabling) overlaps(r LogResult, digests []rowDigest) []source.Overlap {
	if t.KeepOverlap || len(digests) == 0 {
		return nil
	}
	st := &stage{info: r.Info}
	for _, d := range digests {
		st.digests, st.times = append(st.digests, d.Digest), append(st.times, d.time)
	}
	var runs []source.Overlap
	for i, other := range t.results {
		if len(t.digests[i]) == 0 || !comparable(other.Info, r.Info) {
			continue
		}
		before := make([]source.Digest, len(t.digests[i]))
		for k, d := range t.digests[i] {
			before[k] = d.Digest
		}
		for _, run := range runsOf(before, st.digests, other.Info.OpenEnd, r.Info.OpenEnd) {
			if st.spans(run) {
				runs = append(runs, source.Overlap{First: int64(run.b) + 1, Last: int64(run.b + run.n), Source: other.Info.SHA256, At: int64(run.a) + 1})
			}
		}
	}
	return disjoint(runs)
}

// span is the time of the earliest and of the latest record kept.
func (r *LogResult) span(first, last int64) {
	if r.Info.Kept > 0 {
		r.Info.Start, r.Info.End = store.Time(first), store.Time(last)
	}
}
