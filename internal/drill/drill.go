// Package drill simulates an election whose truth is known, and scores
// findings against it.
//
//	scenario, seed ─ Write ─▶ election.yaml, posts, access logs, sheets, truth.json
//	truth.json, observations, findings ─ Score ─▶ precision and recall
//
// The same scenario and seed give the same bytes on every machine. What is
// simulated, and the public figures that calibrate it, is in docs/drills.md.
package drill

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/unveil-project/unveil/internal/drill/count"
	"github.com/unveil-project/unveil/internal/drill/social"
	"github.com/unveil-project/unveil/internal/drill/traffic"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// Truth is what is known of a drill, the content of truth.json.
type Truth = truth.Truth

// Item is one thing in a drill whose truth is known.
type Item = truth.Item

// ReadTruth reads a truth.json and checks it.
func ReadTruth(path string) (*Truth, error) { return truth.Read(path) }

// Names of the files that Write writes besides the access logs.
const (
	ElectionFile = "election.yaml"
	PostsFile    = "posts.jsonl.gz"
	SheetsFile   = "REMESAS0300040200.txt"
	TruthFile    = "truth.json"
)

// LogFile names the access log of a site.
func LogFile(site string) string { return "access-" + site + ".log.gz" }

// Write writes a drill into dir, which is made if it is missing. The files of
// an earlier drill are replaced; another election's are not. truth.json is
// written last: a directory without it holds no whole drill.
func Write(ctx context.Context, dir, scenario string, seed uint64) (*Truth, error) {
	s, err := find(scenario)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the drill's directory: %w", err)
	}
	if err := makeRoom(dir); err != nil {
		return nil, err
	}
	t := &Truth{Schema: truth.Schema, Scenario: s.Name, Seed: seed, Items: []Item{}}
	if t.Items, err = writeAll(ctx, dir, s.jobs(seed)); err != nil {
		return nil, err
	}
	b, err := t.Encode()
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, TruthFile), b, 0o644); err != nil {
		return nil, fmt.Errorf("writing the truth: %w", err)
	}
	return t, nil
}

// makeRoom makes room for a drill: it removes an earlier one's truth.json, and
// refuses where the directory belongs to another election.
func makeRoom(dir string) error {
	err := os.Remove(filepath.Join(dir, TruthFile))
	if err == nil {
		return nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("replacing an earlier drill: %w", err)
	}
	there, err := os.ReadFile(filepath.Join(dir, ElectionFile))
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("looking for an earlier drill: %w", err)
	case !ours(there):
		return fmt.Errorf("%s has the %s of another election; choose an empty directory", dir, ElectionFile)
	}
	return nil
}

// job writes one file and gives the items of truth that are in it.
type job struct {
	file  string
	write func(context.Context, io.Writer) ([]Item, error)
}

// jobs lists the files of a scenario; they can be written at the same time.
func (s *Scenario) jobs(seed uint64) []job {
	if s.example != nil {
		return s.example.jobs(seed)
	}
	p := s.plan()
	p.seed(seed)
	jobs := []job{
		{PostsFile, func(ctx context.Context, w io.Writer) ([]Item, error) { return social.Write(ctx, w, p.social) }},
	}
	if !s.PostsOnly {
		for _, cfg := range p.sites {
			jobs = append(jobs, job{LogFile(cfg.Site), func(ctx context.Context, w io.Writer) ([]Item, error) {
				return traffic.Write(ctx, w, cfg)
			}})
		}
		jobs = append(jobs, job{SheetsFile, func(ctx context.Context, w io.Writer) ([]Item, error) { return count.Write(ctx, w, p.count) }})
	}
	return append(jobs,
		job{ElectionFile, func(_ context.Context, w io.Writer) ([]Item, error) {
			_, err := w.Write(world.ElectionYAML())
			return nil, err
		}})
}

// writeAll runs the jobs side by side; items come in the order of the jobs.
func writeAll(ctx context.Context, dir string, jobs []job) ([]Item, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	items, errs := make([][]Item, len(jobs)), make([]error, len(jobs))
	var wg sync.WaitGroup
	for i, j := range jobs {
		wg.Go(func() {
			if items[i], errs[i] = j.run(ctx, dir); errs[i] != nil {
				stop()
			}
		})
	}
	wg.Wait()
	all := []Item{}
	for i := range jobs {
		all = append(all, items[i]...)
	}
	return all, firstCause(errs)
}

// firstCause gives the first error that is not the stopping of the others.
func firstCause(errs []error) error {
	var stopped error
	for _, err := range errs {
		switch {
		case err == nil:
		case errors.Is(err, context.Canceled):
			stopped = err
		default:
			return err
		}
	}
	return stopped
}

// run writes the job's file, compressed where its name says so.
func (j *job) run(ctx context.Context, dir string) (items []Item, err error) {
	f, err := os.Create(filepath.Join(dir, j.file))
	if err != nil {
		return nil, fmt.Errorf("writing the drill: %w", err)
	}
	defer func() {
		if e := f.Close(); err == nil && e != nil {
			err = fmt.Errorf("writing %s: %w", j.file, e)
		}
	}()
	if filepath.Ext(j.file) != ".gz" {
		return j.write(ctx, f)
	}
	z, err := gzip.NewWriterLevel(f, gzip.BestSpeed) // no name, no time: the header is fixed
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", j.file, err)
	}
	if items, err = j.write(ctx, z); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("writing %s: %w", j.file, err)
	}
	return items, nil
}
