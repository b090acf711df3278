package intake

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// stage is one source on its way to the Keeper.
type stage struct {
	k    Keeper
	src  int
	info source.Info
	skip []source.Overlap // rows to leave out, in order of First

	batch    *store.Batch
	hash     *store.Hasher
	ids      int64           // records with a native id
	digests  []source.Digest // of all rows
	times    []int64         // of the same rows; 0 for rejects
	first    int64           // earliest and latest time kept
	last     int64
	rejects  []store.Issue
	warnings []store.Issue
	warned   map[string]int
	examples []json.RawMessage
	tick     func()
	lent     int64 // times of requests that stated no zone
}

// warningsKept is how many warnings with the same problem are kept of one
// source; all are counted.
const warningsKept = 1000

// run reads the whole source.
func (st *stage) run(ctx context.Context, f *source.File, in input, format Format, req Request) error {
	st.info.Format, st.info.Kind, st.info.NativeID = format.Name, format.Kind, format.NativeID
	if req.Options.Map["object"] != "" {
		// A row is a share, and one post may share several objects.
		st.info.NativeID = false
	}
	st.info.Problems, st.info.Formats = map[string]int64{}, nil
	st.hash, st.warned, st.tick = store.NewHasher(), map[string]int{}, func() {}
	if st.info.NativeID {
		if err := st.k.NeedKeys(); err != nil {
			return err
		}
	}
	if req.Progress != nil {
		size := int64(0)
		if s, err := os.Stat(in.path); err == nil {
			size = s.Size()
		}
		st.tick = func() { req.Progress(f.Name, f.Progress(), size) }
	}
	opt := req.Options
	if format.Kind != source.Requests {
		st.info.Site, st.info.SiteFrom = "", ""
	}
	opt.Site = st.info.Site
	st.batch = st.k.Batch()
	ahead, stop := source.Ahead(f)
	err := format.read(ctx, source.NewStream(ahead), opt, st)
	stop()
	if perr := st.k.Put(st.batch); err == nil && perr != nil {
		err = &KeepError{perr}
	}
	st.batch = nil
	if err != nil {
		return readerFailed(f.Name, format.Name, err)
	}
	return st.finish(f, format, req)
}

// finish completes the provenance.
func (st *stage) finish(f *source.File, format Format, req Request) (err error) {
	i := &st.info
	if i.SHA256, i.Size, i.Unpacked, err = f.Finish(); err != nil {
		return err
	}
	i.OpenEnd = f.Open()
	// A format whose records can have ids may come without any: then its rows
	// are told apart as those of a log are.
	if i.NativeID = i.NativeID && st.ids > 0; i.NativeID {
		st.digests, st.times = nil, nil
	}
	switch {
	case format.Zone != nil:
		i.Zone, i.ZoneFrom = format.Zone.String(), "format"
	case req.Options.Zone != nil && format.mayLackZone && (format.Kind != source.Requests || st.lent > 0):
		i.Zone, i.ZoneFrom = req.Options.Zone.String(), req.ZoneFrom
	}
	if len(i.Formats) < 2 {
		i.Formats = nil
	}
	if i.Kept > 0 && st.last != 0 {
		i.Start, i.End = store.Time(st.first), store.Time(st.last)
	}
	return nil
}

// KeepError says that the Keeper could not keep what was read: the disk is
// full, say. The file that was read is not at fault.
type KeepError struct{ Err error }

func (e *KeepError) Error() string { return "keeping what was read: " + e.Err.Error() }

// Unwrap gives the cause.
func (e *KeepError) Unwrap() error { return e.Err }

func keep(err error) error {
	if err == nil {
		return nil
	}
	return &KeepError{err}
}

// row counts a record and says whether it is to be left out.
func (st *stage) row(w *source.Where, t int64) (d source.Digest, skip bool) {
	sum := sha256.Sum256(w.Raw)
	d = source.Digest(sum[:16])
	st.info.Read++
	if st.info.Read%(1<<14) == 0 {
		st.tick()
	}
	st.digests = append(st.digests, d)
	st.times = append(st.times, t)
	for len(st.skip) > 0 && st.skip[0].Last < w.Row {
		st.skip = st.skip[1:]
	}
	return d, len(st.skip) > 0 && st.skip[0].First <= w.Row
}

// kept counts a record that goes into the store.
func (st *stage) kept(t int64) {
	if t != 0 {
		if st.last == 0 || t < st.first {
			st.first = t
		}
		if st.last == 0 || t > st.last {
			st.last = t
		}
	}
	st.info.Kept++
}

// Lines notes how many records were read in a format (request.FormatCounter).
func (st *stage) Lines(format string, n int64) {
	if st.info.Formats == nil {
		st.info.Formats = map[string]int64{}
	}
	st.info.Formats[format] += n
}

// Lent notes how many times stated no zone (request.ZoneCounter).
func (st *stage) Lent(n int64) { st.lent += n }

// put hands the batch on when it is full.
func (st *stage) put() error {
	if !st.batch.Full() {
		return nil
	}
	b := st.batch
	st.batch = nil
	if err := st.k.Put(b); err != nil {
		st.batch = st.k.Batch()
		return &KeepError{err}
	}
	st.batch = st.k.Batch()
	return nil
}

func (st *stage) post(p *post.Post) error {
	d, skip := st.row(&p.Where, p.Time)
	if skip {
		st.info.Duplicates++
		return nil
	}
	act := string(p.Act)
	if err := st.clean(p.Where, &p.Platform, &p.ID, &p.Account, &p.Handle, &act, &p.Text, &p.Language, &p.Client, &p.RepostOf, &p.ReplyTo); err != nil {
		return err
	}
	p.Act = post.Act(act)
	if err := st.cleanLists(p.Where, p.Links, p.Hashtags, p.Mentions, p.Media, p.Objects); err != nil {
		return err
	}
	o := store.Origin{Source: st.src, Digest: d}
	if st.info.NativeID && p.ID != "" {
		st.ids++
		var dup bool
		if o.Version, dup = st.k.Key(st.hash.Post(p)); dup {
			st.info.Duplicates++
			return nil
		}
	}
	st.kept(p.Time)
	st.batch.AddPost(p, o)
	if len(st.examples) < shownExamples {
		st.example(st.batch.Posts[len(st.batch.Posts)-1])
	}
	return st.put()
}

func (st *stage) request(r *request.Request) error {
	d, skip := st.row(&r.Where, r.Time)
	if skip {
		st.info.Duplicates++
		return nil
	}
	if err := st.clean(r.Where, &r.Client, &r.User, &r.Site, &r.Method, &r.Path, &r.Query, &r.Protocol, &r.Referer, &r.Agent); err != nil {
		return err
	}
	st.kept(r.Time)
	st.batch.AddRequest(r, store.Origin{Source: st.src, Digest: d})
	if len(st.examples) < shownExamples {
		st.example(st.batch.Requests[len(st.batch.Requests)-1])
	}
	return st.put()
}

func (st *stage) sheet(s *sheet.Sheet) error {
	d, skip := st.row(&s.Where, s.Time)
	if skip {
		st.info.Duplicates++
		return nil
	}
	if err := st.clean(s.Where, &s.Contest, &s.Station, &s.State, &s.District, &s.Town, &s.Section, &s.Stratum, &s.Origin); err != nil {
		return err
	}
	for i := range s.Figures {
		if err := st.clean(s.Where, &s.Figures[i].Name); err != nil {
			return err
		}
	}
	o := store.Origin{Source: st.src, Digest: d}
	if st.info.NativeID && s.Station != "" {
		st.ids++
		var dup bool
		if o.Version, dup = st.k.Key(st.hash.Sheet(s)); dup {
			st.info.Duplicates++
			return nil
		}
	}
	st.kept(s.Time)
	st.batch.AddSheet(s, o)
	if len(st.examples) < shownExamples {
		st.example(st.batch.Sheets[len(st.batch.Sheets)-1])
	}
	return st.put()
}

// example keeps a row in the form that people see; the row itself is reused.
func (st *stage) example(row any) {
	b, err := json.Marshal(row)
	if err == nil {
		st.examples = append(st.examples, b)
	}
}

// clean writes what is not UTF-8 in the fields of a record as \xNN, since the
// store holds text, and warns of it.
func (st *stage) clean(w source.Where, fields ...*string) error {
	bad := false
	for _, f := range fields {
		if !utf8.ValidString(*f) {
			*f = string(store.Visible([]byte(*f)))
			bad = true
		}
	}
	if bad {
		return st.issue(source.Issue{Where: w, Problem: lang.M("not-utf8")})
	}
	return nil
}

func (st *stage) cleanLists(w source.Where, lists ...[]string) error {
	for _, l := range lists {
		for i := range l {
			if err := st.clean(w, &l[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// issue counts and keeps a reject or a warning.
func (st *stage) issue(i source.Issue) error {
	if !i.Reject {
		st.info.Problems[i.Problem.Key]++
		st.info.Warnings++
		if st.warned[i.Problem.Key]++; st.warned[i.Problem.Key] > warningsKept {
			return nil
		}
		kept := store.NewIssue(i, st.src, st.info.Name, source.Digest{})
		if len(st.warnings) < shownIssues {
			st.warnings = append(st.warnings, kept)
		}
		return keep(st.k.Issue(kept))
	}
	d, skip := st.row(&i.Where, 0)
	if skip {
		st.info.Duplicates++
		return nil
	}
	st.info.Problems[i.Problem.Key]++
	st.info.Rejects++
	kept := store.NewIssue(i, st.src, st.info.Name, d)
	if len(st.rejects) < shownIssues {
		st.rejects = append(st.rejects, kept)
	}
	return keep(st.k.Issue(kept))
}

func (st *stage) result() Result {
	return Result{Info: st.info, Rejects: st.rejects, Warnings: st.warnings, Examples: st.examples}
}

// allDuplicates is the result for a source that was read before.
func (st *stage) allDuplicates(before source.Info) Result {
	i := st.info
	i.Kept, i.Duplicates, i.Rejects, i.Warnings = 0, i.Read-before.Rejects, before.Rejects, 0
	i.Format, i.Formats, i.Kind, i.Problems, i.Overlaps = before.Format, before.Formats, before.Kind, nil, nil
	if i.Duplicates < 0 {
		i.Duplicates, i.Rejects = i.Read, 0
	}
	return Result{Info: i, Before: true}
}

// useless is why a source without a single record is refused.
func (st *stage) useless() error {
	if st.info.Read == 0 {
		return &source.Failure{File: st.info.Name, Problem: lang.M("no-rows", "format", st.info.Format)}
	}
	if st.info.Problems["error-log-line"] == st.info.Rejects {
		return &source.Failure{File: st.info.Name, Problem: lang.M("is-error-log", "rows", st.info.Read)}
	}
	first := st.rejects[0].Reason
	return &source.Failure{File: st.info.Name, Problem: lang.M("no-record", "rows", st.info.Read, "format", st.info.Format, "first", first)}
}

// ProblemKeys lists the problems of a source by name, for those who show them.
func (r Result) ProblemKeys() []string { return slices.Sorted(maps.Keys(r.Info.Problems)) }
