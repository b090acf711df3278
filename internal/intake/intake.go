// Package intake takes files in: it opens each, finds its format by content,
// runs the format's reader, recognises what is held already, and hands the
// rest to a Keeper (a case being written, or memory).
//
//	files ─ source.Open ─ format ─▶ reader ─▶ stage ─▶ Keeper
//	                                 │          │
//	                                 └ rejects ─┴ duplicates, versions, counts
//
// For every source the rows read are the rows kept, plus the duplicates, plus
// the rejects. Adding is all or nothing: a file that cannot be used ends it,
// and the Keeper is left to forget everything.
//
// A record is a duplicate in three cases only: its publisher's id was seen
// with the same content; its whole source was read before (same SHA-256); or
// it lies in a run of rows, reaching to an end of one of the two files, that
// stands in the same order in an earlier source of the same kind. Equal
// records are otherwise all kept: in a flood most lines are equal.
package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// Keeper takes what is read. store.Writer and store.Memory are Keepers.
type Keeper interface {
	Sources() []source.Info
	NeedKeys() error
	Begin() int
	Key(store.Key, store.Content) (version int, duplicate bool)
	RowDigests(src int) ([]source.Digest, error)
	Batch() *store.Batch
	Put(*store.Batch) error
	Issue(store.Issue) error
	End(source.Info, []source.Digest) error
	Discard() error
}

// Request is what a user asks to be taken in.
type Request struct {
	Files  []string
	Stdin  io.Reader
	Format string // "" to find it by content
	// Kind, where not "", is what the files have to hold.
	Kind     source.Kind
	Options  source.Options
	ZoneFrom string // where Options.Zone comes from: "flag" or "case"
	// SiteOf, where not nil, gives the site that the name of a log shows, for
	// lines that name none and where Options.Site is not given.
	SiteOf func(file string) string
	// KeepOverlap keeps rows that another source holds in the same order.
	KeepOverlap bool
	Reliability string
	// Progress, where not nil, is told how much of a file was read.
	Progress func(file string, done, size int64)
}

// Result is what became of one file.
type Result struct {
	Info     source.Info
	Before   bool              // the whole source had been read before
	Rejects  []store.Issue     // the first few
	Warnings []store.Issue     // the first few
	Examples []json.RawMessage // the first three records
}

// shown is how many rejects, warnings and examples a Result has at most.
const (
	shownIssues   = 5
	shownExamples = 3
)

// Add takes files in. On an error the Keeper holds nothing of the last file,
// and the caller decides about the others.
func Add(ctx context.Context, k Keeper, req Request) ([]Result, error) {
	files, err := source.Expand(req.Files)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, name := range files {
		res, err := addFile(ctx, k, req, name)
		if err != nil {
			return nil, err
		}
		results = append(results, res)
	}
	return results, nil
}

// addFile takes one file in, in one pass; in two where rows must be left out.
func addFile(ctx context.Context, k Keeper, req Request, name string) (Result, error) {
	in := input{name: name, path: name, stdin: req.Stdin}
	if name == "-" {
		if err := in.spool(); err != nil {
			return Result{}, err
		}
		defer func() { _ = os.Remove(in.path) }()
	}
	st, err := read(ctx, k, req, in, nil)
	if err != nil {
		return Result{}, err
	}
	if before, ok := readBefore(k.Sources(), st.info); ok {
		if err := k.Discard(); err != nil {
			return Result{}, err
		}
		return st.allDuplicates(before), nil
	}
	if st.info.Read == 0 || st.info.Rejects == st.info.Read {
		return Result{}, errors.Join(st.useless(), k.Discard())
	}
	if !req.KeepOverlap && !st.info.NativeID {
		runs, err := overlaps(k, st)
		if err != nil {
			return Result{}, errors.Join(err, k.Discard())
		}
		if len(runs) > 0 {
			if st, err = again(ctx, k, req, in, st, runs); err != nil {
				return Result{}, err
			}
		}
	}
	if err := k.End(st.info, st.digests); err != nil {
		return Result{}, &KeepError{err}
	}
	return st.result(), nil
}

// again reads a file a second time without the rows that another source
// holds.
func again(ctx context.Context, k Keeper, req Request, in input, first *stage, runs []source.Overlap) (*stage, error) {
	if err := k.Discard(); err != nil {
		return nil, err
	}
	st, err := read(ctx, k, req, in, runs)
	if err != nil {
		return nil, err
	}
	if st.info.SHA256 != first.info.SHA256 {
		return nil, errors.Join(&source.Failure{File: in.name, Problem: lang.M("changed")}, k.Discard())
	}
	return st, nil
}

// readBefore finds the source with the same bytes.
func readBefore(sources []source.Info, info source.Info) (source.Info, bool) {
	for _, s := range sources {
		if s.SHA256 == info.SHA256 {
			return s, true
		}
	}
	return source.Info{}, false
}

// input is a file to read, or standard input once it was put into one.
type input struct {
	name, path string
	stdin      io.Reader
}

// spool copies standard input to a temporary file, since a second pass may be
// needed.
func (in *input) spool() error { return in.spoolTo("") }

// spooled begins the name of a copy of what can be read once only.
const spooled = "unveil-stdin-"

// spoolTo is spool into a directory; "" is the one for temporary files.
func (in *input) spoolTo(dir string) error {
	f, err := os.CreateTemp(dir, spooled)
	if err != nil {
		return err
	}
	in.path = f.Name()
	_, err = io.Copy(f, in.stdin)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(in.path)
		return fmt.Errorf("reading standard input: %w", err)
	}
	return nil
}

// read runs the reader of a file's format over it. On an error the source is
// discarded.
func read(ctx context.Context, k Keeper, req Request, in input, skip []source.Overlap) (*stage, error) {
	f, err := source.Open(ctx, in.path, nil)
	if err != nil {
		return nil, renamed(err, in.name)
	}
	defer f.Close()
	if in.name == "-" {
		f.Name = "-"
	}
	run, err := choose(f, req)
	if err != nil {
		return nil, err
	}
	st := &stage{k: k, src: k.Begin(), skip: skip, info: source.Info{Name: f.Name, Packing: f.Packing, Map: req.Options.Map, Layout: req.Options.Layout, Site: req.Options.Site, Reliability: req.Reliability, Overlaps: skip}}
	switch {
	case req.Options.Site != "":
		st.info.SiteFrom = "flag"
	case req.SiteOf != nil:
		if st.info.Site = req.SiteOf(f.Name); st.info.Site != "" {
			st.info.SiteFrom = "name"
		}
	}
	if err := st.run(ctx, f, in, run, req); err != nil {
		return nil, errors.Join(err, k.Discard())
	}
	return st, nil
}

// renamed makes a failure speak of the name that the user gave.
func renamed(err error, name string) error {
	var f *source.Failure
	if name == "-" && errors.As(err, &f) {
		f.File = "-"
	} else if errors.As(err, &f) && strings.HasPrefix(f.File, spooled) {
		f.File = name
	}
	return err
}
