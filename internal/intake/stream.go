package intake

import (
	"context"
	"errors"
	"os"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// PostTaker takes posts that are read for one purpose and kept nowhere.
type PostTaker interface {
	// File begins a source; nativeID says whether its posts have ids of their
	// publisher's.
	File(nativeID bool)
	Record(*post.Post) error
}

// Posts reads the posts of files straight into a taker. Nothing is kept of
// them and no record is compared with another: what a post's id repeats is
// the taker's to see. A file with the bytes of one before is refused, since
// its posts were taken in already.
func Posts(ctx context.Context, to PostTaker, req Request) ([]Result, error) {
	files, err := source.Expand(req.Files)
	if err != nil {
		return nil, err
	}
	var results []Result
	seen := map[string]bool{}
	for _, name := range files {
		r, err := postsOf(ctx, to, req, name)
		if err != nil {
			return nil, err
		}
		if seen[r.Info.SHA256] {
			return nil, &source.Failure{File: r.Info.Name, Problem: lang.M("given-twice")}
		}
		seen[r.Info.SHA256] = true
		results = append(results, r)
	}
	return results, nil
}

// postsOf reads one file.
func postsOf(ctx context.Context, to PostTaker, req Request, name string) (Result, error) {
	f, err := source.Open(ctx, name, req.Stdin)
	if err != nil {
		return Result{}, err
	}
	defer f.Close()
	chosen, err := choose(f, req)
	if err != nil {
		return Result{}, err
	}
	if chosen.Kind != source.Posts {
		return Result{}, &source.Failure{File: f.Name, Problem: lang.M("not-posts", "format", chosen.Name)}
	}
	s := &stream{to: to, tick: func() {}}
	s.info = source.Info{Name: f.Name, Packing: f.Packing, Map: req.Options.Map, Format: chosen.Name, Kind: chosen.Kind, NativeID: chosen.NativeID && req.Options.Map["object"] == ""}
	s.info.Problems = map[string]int64{}
	if info, err := os.Stat(name); err == nil && req.Progress != nil {
		s.tick = func() { req.Progress(f.Name, f.Progress(), info.Size()) }
	}
	to.File(s.info.NativeID)
	if err := s.read(ctx, f, req.Options, chosen.Name); err != nil {
		return Result{}, err
	}
	if s.info.Read == 0 || s.info.Rejects == s.info.Read {
		return Result{}, (&stage{info: s.info, rejects: s.rejects}).useless()
	}
	return Result{Info: s.info, Rejects: s.rejects, Warnings: s.warnings}, nil
}

// stream counts what a reader yields on its way to a PostTaker.
type stream struct {
	to                PostTaker
	info              source.Info
	rejects, warnings []store.Issue
	first, last       int64
	tick              func()
}

func (s *stream) read(ctx context.Context, f *source.File, opt source.Options, format string) (err error) {
	ahead, stop := source.Ahead(f)
	for _, g := range post.Formats() {
		if g.Name == format {
			err = g.Read(ctx, source.NewStream(ahead), opt, s)
		}
	}
	stop()
	var t *TakeError
	switch {
	case errors.As(err, &t):
		return t.Err
	case err != nil:
		return readerFailed(f.Name, format, err)
	}
	i := &s.info
	if i.Kept > 0 {
		i.Start, i.End = store.Time(s.first), store.Time(s.last)
	}
	i.SHA256, i.Size, i.Unpacked, err = f.Finish()
	return err
}

// TakeError says that a PostTaker refused a post.
type TakeError struct{ Err error }

func (e *TakeError) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *TakeError) Unwrap() error { return e.Err }

// Record takes one post.
func (s *stream) Record(p *post.Post) error {
	if s.info.Read++; s.info.Read%(1<<14) == 0 {
		s.tick()
	}
	if s.info.Kept == 0 || p.Time < s.first {
		s.first = p.Time
	}
	if s.info.Kept++; s.info.Kept == 1 || p.Time > s.last {
		s.last = p.Time
	}
	if err := s.to.Record(p); err != nil {
		return &TakeError{err}
	}
	return nil
}

// Issue counts a reject or a warning.
func (s *stream) Issue(i source.Issue) error {
	s.info.Problems[i.Problem.Key]++
	kept, count := &s.warnings, &s.info.Warnings
	if i.Reject {
		s.info.Read++
		kept, count = &s.rejects, &s.info.Rejects
	}
	if *count++; len(*kept) < shownIssues {
		*kept = append(*kept, store.NewIssue(i, 0, s.info.Name, source.Digest{}))
	}
	return nil
}
