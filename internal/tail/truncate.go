package tail

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// before reads the bytes before an offset, at most markSize.
func before(r io.ReaderAt, at int64) ([]byte, error) {
	b := make([]byte, min(at, markSize))
	_, err := r.ReadAt(b, at-int64(len(b)))
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return b, err
}

// changed is true of a file that does not go on where it was read to: it is
// shorter, or holds other bytes before that place.
func (f *follow) changed(info fs.FileInfo) bool {
	if info.Size() < f.at {
		return true
	}
	if info.Size() == f.at && info.ModTime().Equal(f.time) {
		return false
	}
	b, err := before(f.file, f.at)
	return err == nil && !bytes.HasSuffix(b, f.mark)
}

// truncated begins a file anew. What had been written to it after the last
// look is read from the copy that was made of it, which comes before it in the
// list.
func (t *Tail) truncated(i int) error {
	f := t.files[i]
	t.seen.Rotations++
	rest := t.rest(f)
	switch {
	case rest != nil:
		t.files = slices.Insert(t.files, i, rest)
	case f.at > 0:
		t.seen.Lost++
		t.finish(f)
	}
	*f = follow{file: f.file, r: f.file}
	if _, err := f.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("following %s: %w", t.path, err)
	}
	return nil
}

// mostCopies bounds the files beside the log that are looked into.
const mostCopies = 32

// rest gives the newest file beside a truncated one that holds what was read
// last at the place where it was read, or nil.
func (t *Tail) rest(f *follow) *follow {
	if f.at == 0 {
		return nil
	}
	for _, name := range t.copies() {
		file, err := os.Open(name)
		if err != nil {
			continue
		}
		if r := goesOn(file, f); r != nil {
			return &follow{
				file: file, r: r, packed: r != io.Reader(file), parent: true,
				at: f.at, half: f.half, skip: f.skip, mark: f.mark,
			}
		}
		_ = file.Close() // it was only read
	}
	return nil
}

// copies lists the files whose names begin with the log's, the newest first.
func (t *Tail) copies() []string {
	dir, base := filepath.Split(t.path)
	if dir == "" {
		dir = "."
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // the log itself will say why
	}
	type candidate struct {
		name string
		at   int64
	}
	var all []candidate
	for _, e := range entries {
		// access.log.1, access.log-20300620.gz; and access-1.log of access.log.
		stem := strings.TrimSuffix(base, filepath.Ext(base))
		if e.Name() == base || !strings.HasPrefix(e.Name(), stem) {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			all = append(all, candidate{filepath.Join(dir, e.Name()), info.ModTime().UnixNano()})
		}
	}
	slices.SortFunc(all, func(x, y candidate) int {
		if x.at != y.at {
			return int(min(max(y.at-x.at, -1), 1))
		}
		return strings.Compare(x.name, y.name)
	})
	var names []string
	for _, c := range all[:min(len(all), mostCopies)] {
		names = append(names, c.name)
	}
	return names
}

// goesOn gives the content of a copy after what was read of f, or nil where
// the file is no copy of it.
func goesOn(file *os.File, f *follow) io.Reader {
	skip := f.at - int64(len(f.mark))
	var r io.Reader = file
	var err error
	if strings.HasSuffix(file.Name(), ".gz") {
		if r = whole(file); r == nil {
			return nil
		}
		_, err = io.CopyN(io.Discard, r, skip)
	} else {
		_, err = file.Seek(skip, io.SeekStart)
	}
	if err != nil {
		return nil
	}
	mark := make([]byte, len(f.mark))
	if _, err := io.ReadFull(r, mark); err != nil || !bytes.Equal(mark, f.mark) {
		return nil
	}
	return r
}

// whole unpacks a file from its beginning; nil where it is not complete, as
// while it is being packed.
func whole(file *os.File) io.Reader {
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, z); err != nil {
		return nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil
	}
	if err := z.Reset(file); err != nil {
		return nil
	}
	return z
}
