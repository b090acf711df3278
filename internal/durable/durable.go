// Package durable writes the files that matter. What it says is written
// survives a crash of the program and a loss of power; what it has not yet
// said is written may be there, in part, or not at all, and no reader takes it
// for the real thing.
//
// The rule is the old one: write a new file under a name of its own, fsync
// it, rename it over the old, fsync the directory. FS is the few operations
// that this needs; crashfs is the same over a simulated disk that loses and
// reorders everything that was not synced.
package durable

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
)

// FS is a directory tree that files are written into. Names are slash
// separated and relative to its root; nothing outside can be named.
type FS interface {
	// Create makes a new file for writing; it fails if the name is taken.
	Create(name string, perm fs.FileMode) (File, error)
	Open(name string) (Reader, error)
	Rename(from, to string) error
	Remove(name string) error
	// Mkdir makes a directory and those above it; one that exists is fine.
	Mkdir(name string) error
	// SyncDir makes creations, renames and removals in a directory durable.
	SyncDir(name string) error
	// List gives the names of the plain files in a directory, sorted. A
	// directory that does not exist has none.
	List(name string) ([]string, error)
}

// File is a file being written.
type File interface {
	io.Writer
	Sync() error
	Close() error
}

// Reader is a file being read.
type Reader interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

// Temporary is the suffix of files that are being written. A file that has it
// while nobody writes was left by a crash.
const Temporary = ".tmp"

// WriteFile replaces a file by data, or creates it. Once it returns without
// error the new content is there after any crash; until then the old one is.
func WriteFile(f FS, name string, data []byte, perm fs.FileMode) error {
	tmp := name + Temporary
	if err := f.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing what a crash left of %s: %w", name, err)
	}
	if err := WriteNew(f, tmp, perm, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}); err != nil {
		return err
	}
	if err := f.Rename(tmp, name); err != nil {
		return fmt.Errorf("renaming %s: %w", tmp, err)
	}
	return SyncDir(f, path.Dir(name))
}

// WriteNew writes a new file and syncs its content. The file's name is
// durable only after SyncDir of its directory.
func WriteNew(f FS, name string, perm fs.FileMode, write func(io.Writer) error) (err error) {
	file, err := f.Create(name, perm)
	if err != nil {
		return fmt.Errorf("creating %s: %w", name, err)
	}
	defer func() {
		if cerr := file.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("closing %s: %w", name, cerr)
		}
	}()
	if err := write(file); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	if err := file.Sync(); err != nil {
		return fmt.Errorf("syncing %s: %w", name, err)
	}
	return nil
}

// SyncDir syncs a directory and says which one could not be synced.
func SyncDir(f FS, name string) error {
	if err := f.SyncDir(name); err != nil {
		return fmt.Errorf("syncing directory %s: %w", name, err)
	}
	return nil
}

// ReadFile reads a whole file of at most limit bytes.
func ReadFile(f FS, name string, limit int64) ([]byte, error) {
	r, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if r.Size() > limit {
		return nil, fmt.Errorf("%s has %d bytes, more than the %d that it may have", name, r.Size(), limit)
	}
	return io.ReadAll(io.NewSectionReader(r, 0, r.Size()))
}

// disk is an FS in a directory of the machine.
type disk struct{ root *os.Root }

// Disk opens a directory that exists. Symbolic links that lead out of it are
// not followed.
func Disk(dir string) (FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return disk{root}, nil
}

func (d disk) Create(name string, perm fs.FileMode) (File, error) {
	return d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
}

// diskReader is an open file that knows its size.
type diskReader struct {
	*os.File
	size int64
}

func (r diskReader) Size() int64 { return r.size }

func (d disk) Open(name string) (Reader, error) {
	f, err := d.root.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	return diskReader{f, info.Size()}, nil
}

func (d disk) Rename(from, to string) error { return d.root.Rename(from, to) }
func (d disk) Remove(name string) error     { return d.root.Remove(name) }
func (d disk) Mkdir(name string) error      { return d.root.MkdirAll(name, 0o755) }

func (d disk) SyncDir(name string) error {
	f, err := d.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func (d disk) List(name string) ([]string, error) {
	f, err := d.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, nil
}
