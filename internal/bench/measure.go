package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// sample is one run of a command.
type sample struct {
	wall   time.Duration
	memory int64 // peak resident bytes; 0 where the system does not tell
}

// result is a step and its runs.
type result struct {
	step
	samples []sample
	bytes   int64 // read, as the files lie on disk
}

// measure runs every step.
func (b *bench) measure(ctx context.Context, all []step) ([]result, error) {
	var results []result
	for i, s := range all {
		_, _ = fmt.Fprintf(b.log, "bench: %d of %d: %s\n", i+1, len(all), s.name)
		r, err := b.step(ctx, s)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
		results = append(results, r)
	}
	return results, nil
}

// step runs one step as often as asked.
func (b *bench) step(ctx context.Context, s step) (result, error) {
	r := result{step: s}
	for _, f := range s.files {
		info, err := os.Stat(f)
		if err != nil {
			return r, err
		}
		r.bytes += info.Size()
	}
	dir := filepath.Join(b.dir, "case", "mexico-2018")
	for i := range b.runs {
		if i == 0 || s.fresh {
			if err := b.newCase(ctx, dir, s); err != nil {
				return r, err
			}
		}
		got, err := b.command(ctx, dir, s.command)
		if err != nil {
			return r, err
		}
		r.samples = append(r.samples, got)
	}
	return r, os.RemoveAll(filepath.Dir(dir))
}

// newCase makes the case that a step works on.
func (b *bench) newCase(ctx context.Context, dir string, s step) error {
	if err := os.RemoveAll(filepath.Dir(dir)); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	before := [][]string{{"new", "--example", "mexico-2018", "CASE"}}
	if len(s.given) > 0 {
		before = append(before, append([]string{"add", "--case", "CASE"}, s.given...))
	}
	for _, args := range append(before, s.before...) {
		if _, err := b.command(ctx, dir, args); err != nil {
			return err
		}
	}
	return nil
}

// command runs unveil once.
//
// The peak that the system tells of a new process is at least what its parent
// had at that moment, so this program keeps itself small: it streams its
// inputs and holds no output.
func (b *bench) command(ctx context.Context, dir string, args []string) (sample, error) {
	filled := make([]string, len(args))
	for i, a := range args {
		filled[i] = strings.ReplaceAll(a, "CASE", dir)
	}
	cmd := exec.CommandContext(ctx, b.binary(), filled...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return sample{}, fmt.Errorf("unveil %s: %w\n%s", strings.Join(args, " "), err, errs.Bytes())
	}
	return sample{wall, peak(cmd.ProcessState)}, nil
}

// wall is the median and the range of the times.
func (r *result) wall() (median, least, most time.Duration) {
	times := make([]time.Duration, len(r.samples))
	for i, s := range r.samples {
		times[i] = s.wall
	}
	slices.Sort(times)
	return middle(times), times[0], times[len(times)-1]
}

// memory is the median of the peaks.
func (r *result) memory() int64 {
	peaks := make([]int64, len(r.samples))
	for i, s := range r.samples {
		peaks[i] = s.memory
	}
	slices.Sort(peaks)
	return middle(peaks)
}

// middle is the median of sorted values, the upper one of two.
func middle[T cmp.Ordered](sorted []T) T { return sorted[len(sorted)/2] }
