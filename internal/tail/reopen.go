package tail

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// reopen opens the file at the path where it is not the one that is open.
func (t *Tail) reopen() error {
	info, err := os.Stat(t.path)
	if err != nil {
		return t.absent(err)
	}
	if n := len(t.files); n > 0 {
		now, err := t.files[n-1].file.Stat()
		if err != nil {
			return fmt.Errorf("following %s: %w", t.path, err)
		}
		if os.SameFile(info, now) {
			return nil
		}
	}
	file, err := os.Open(t.path)
	if err != nil {
		return t.absent(err)
	}
	t.refused = 0
	if n := len(t.files); n > 0 {
		t.files[n-1].parent, t.files[n-1].idle = true, 0
		t.seen.Rotations++
	}
	f := &follow{file: file, r: file}
	t.files = append(t.files, f)
	if err := t.begin(f); err != nil {
		return err
	}
	return t.grow(len(t.files) - 1)
}

// absent waits where there is no file, and for a while where it may not be
// read: who rotates logs makes a file first and gives it away then.
func (t *Tail) absent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if t.refused++; errors.Is(err, fs.ErrPermission) && len(t.files) > 0 && t.refused < patience {
		return nil
	}
	return fmt.Errorf("following %s: %w", t.path, err)
}

// begin moves the first file to the place to begin at.
func (t *Tail) begin(f *follow) error {
	if t.began {
		return nil
	}
	t.began = true
	info, err := f.file.Stat()
	if err != nil {
		return fmt.Errorf("following %s: %w", t.path, err)
	}
	f.at = min(t.from, info.Size())
	if t.from < 0 {
		f.at = info.Size()
	}
	if f.mark, err = before(f.file, f.at); err != nil {
		return fmt.Errorf("following %s: %w", t.path, err)
	}
	f.skip = t.from < 0 && len(f.mark) > 0 && f.mark[len(f.mark)-1] != '\n'
	if _, err := f.file.Seek(f.at, io.SeekStart); err != nil {
		return fmt.Errorf("following %s: %w", t.path, err)
	}
	return nil
}

// release closes rotated files that nobody has written to for a while.
func (t *Tail) release() error {
	kept := t.files[:0]
	for _, f := range t.files {
		if !f.parent || f.idle < linger {
			kept = append(kept, f)
			continue
		}
		t.finish(f)
		if err := f.file.Close(); err != nil {
			return fmt.Errorf("following %s: %w", t.path, err)
		}
	}
	t.files = kept
	return nil
}
