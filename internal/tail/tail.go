// Package tail follows a log that grows: whole lines as they are written,
// across every way in which logs are rotated.
//
//   - rename and create: the renamed file is read to its end before the new
//     one, and looked at for another minute, because servers go on writing to
//     it until they are told to open the new one;
//   - copy and truncate: what was written between the last look and the
//     truncation is read from the copy, packed with gzip or not;
//   - removal and creation, with or without a while in which there is no file.
//
// It looks at the file every 250 ms by its identity and size and needs nothing
// of the operating system but that; a look at a file that did not change costs
// microseconds.
//
// What cannot be had: lines that were written and truncated away between two
// looks without a copy beside the log, or into a file of which nothing had
// been read.
package tail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

const (
	// Poll is how long a Tail waits between two looks.
	Poll = 250 * time.Millisecond
	// linger is how many looks in a row find a rotated file unchanged before
	// it is let go: one minute.
	linger = 240
	// patience is how many looks in a row may find a new file that cannot be
	// opened: ten seconds.
	patience = 40
	// chunk is how much is read at a time.
	chunk = 64 << 10
	// mostLine is how long a line may grow before its parts are given as they
	// come: longer ones are no records.
	mostLine = 1 << 20
	// markSize is how many bytes before the place that was reached are
	// remembered, to tell whether a file still holds them.
	markSize = 256
)

// End as the place to begin at is the end of the file.
const End = -1

// Tail gives the lines of a growing file. It is an io.Reader: a Read returns
// whole lines where there is room for them, waits where there are none, and
// ends with io.EOF when its context is done. It is for one goroutine.
type Tail struct {
	path string
	wait func() error // returns after a while, or with an error when it is over

	from    int64
	began   bool
	files   []*follow // the file at path last; rotated ones before it
	refused int       // looks in a row at which the file could not be opened
	ready   []byte    // lines to be given
	seen    Seen
	err     error // of a file that cannot be read, given after the lines before it
}

// Seen says what a Tail has met.
type Seen struct {
	Bytes     int64 // given
	Rotations int   // files at path after the first, and truncations
	// Lost counts truncations for which no copy was found that holds what was
	// written before: lines may be missing.
	Lost int
}

// follow is one open file.
type follow struct {
	file   *os.File
	r      io.Reader // the file, or what it unpacks to
	at     int64     // bytes read
	half   []byte    // a line without an end so far
	skip   bool      // the first line is one that began before the beginning
	mark   []byte    // the last bytes read
	time   time.Time // of its last change, at the last look
	idle   int       // looks that found nothing new
	parent bool      // it is not at the path any more
	packed bool      // a copy that is unpacked: it does not grow
}

// Follow follows the file at path from an offset in bytes, or from End: then a
// line that is half written is left out. The file need not exist yet.
func Follow(ctx context.Context, path string, from int64) *Tail {
	return FollowWith(path, from, func() error {
		t := time.NewTimer(Poll)
		defer t.Stop()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
			return nil
		}
	})
}

// FollowWith is Follow with another way to wait between looks: wait returns
// when it is time for the next, or with an error when there shall be none.
func FollowWith(path string, from int64, wait func() error) *Tail {
	return &Tail{path: path, from: from, wait: wait}
}

// Seen says what was met so far.
func (t *Tail) Seen() Seen { return t.seen }

// Read gives lines. It ends when there is nothing more and waiting is over, and
// fails where a file cannot be read.
func (t *Tail) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for len(t.ready) == 0 {
		if t.err != nil {
			return 0, t.err
		}
		if t.err = t.look(); len(t.ready) > 0 || t.err != nil {
			continue
		}
		if t.wait() != nil {
			return 0, io.EOF
		}
	}
	n := len(t.ready)
	if n > len(p) {
		n = len(p)
		if i := bytes.LastIndexByte(t.ready[:n], '\n'); i >= 0 {
			n = i + 1
		}
	}
	copy(p, t.ready[:n])
	t.ready = t.ready[n:]
	t.seen.Bytes += int64(n)
	return n, nil
}

// Close lets the files go.
func (t *Tail) Close() error {
	var errs []error
	for _, f := range t.files {
		errs = append(errs, f.file.Close())
	}
	t.files = nil
	return errors.Join(errs...)
}

// look reads what is new in the files that are open, then sees whether there
// is another at the path.
func (t *Tail) look() error {
	t.ready = t.ready[:0]
	for i := 0; i < len(t.files); i++ {
		if err := t.grow(i); err != nil {
			return err
		}
		if len(t.ready) >= mostLine { // the rest at the next look, in order
			return nil
		}
	}
	if err := t.reopen(); err != nil {
		return err
	}
	return t.release()
}

// grow reads what a file has got since the last look. The copy of one that
// was truncated takes its place in the list, with the file after it.
func (t *Tail) grow(i int) error {
	f := t.files[i]
	if f.packed {
		f.idle = linger
		return t.drain(f)
	}
	info, err := f.file.Stat()
	if err != nil {
		return fmt.Errorf("following %s: %w", t.path, err)
	}
	if !f.parent && f.changed(info) {
		if err := t.truncated(i); err != nil {
			return err
		}
		if t.files[i] != f {
			return t.grow(i)
		}
		info, err = f.file.Stat()
		if err != nil {
			return fmt.Errorf("following %s: %w", t.path, err)
		}
	}
	f.time = info.ModTime()
	if info.Size() <= f.at {
		f.idle++
		return nil
	}
	f.idle = 0
	return t.drain(f)
}

// drain reads a file to its end, or until there is enough for now.
func (t *Tail) drain(f *follow) error {
	buffer := make([]byte, chunk)
	for len(t.ready) < mostLine {
		n, err := f.r.Read(buffer)
		t.take(f, buffer[:n])
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("following %s: %w", t.path, err)
		}
	}
	f.idle = 0 // there may be more
	return nil
}

// take adds bytes of a file: whole lines become ready, the rest waits.
func (t *Tail) take(f *follow, b []byte) {
	f.at += int64(len(b))
	f.mark = append(f.mark, b...)
	f.mark = f.mark[max(len(f.mark)-markSize, 0):]
	if f.skip {
		i := bytes.IndexByte(b, '\n')
		if i < 0 {
			return
		}
		b, f.skip = b[i+1:], false
	}
	end := bytes.LastIndexByte(b, '\n') + 1
	if end > 0 {
		t.ready = append(append(t.ready, f.half...), b[:end]...)
		f.half = f.half[:0]
	}
	f.half = append(f.half, b[end:]...)
	if len(f.half) >= mostLine {
		t.ready = append(t.ready, f.half...)
		f.half = f.half[:0]
	}
}

// finish gives a last line that has no end, with one.
func (t *Tail) finish(f *follow) {
	if len(f.half) > 0 {
		t.ready = append(append(t.ready, f.half...), '\n')
		f.half = f.half[:0]
	}
}
