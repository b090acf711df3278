// Package crashfs is a simulated disk for tests: an FS in memory on which
// every write to a file is lost unless the file was synced after it, and every
// creation, renaming and removal unless its directory was. Crash gives one of
// the disks that a machine could wake up with: each operation that was not
// synced has happened or not, in any order, and a write may have happened in
// part. What was synced is always there.
package crashfs

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"sync"

	"github.com/unveil-project/unveil/internal/durable"
)

// ErrCrashed is what every operation returns once the machine is down.
var ErrCrashed = errors.New("the machine is down")

// FS is the simulated disk.
type FS struct {
	mu   sync.Mutex
	dirs map[string]*dir // guarded by mu, as all below
	left int             // operations until the machine goes down; negative: never
	ops  int
	down bool
}

// dir is a directory: what a process sees, what is durable, and the changes
// between the two.
type dir struct {
	seen, kept map[string]*inode
	pending    []change
}

// change is one operation on a directory that was not synced.
type change struct {
	remove string // name to take away, "" if none
	add    string // name to put, "" if none
	node   *inode
}

// inode is a file: what a process sees, what is durable, and the writes
// between the two.
type inode struct {
	seen, kept []byte
	pending    []write
}

type write struct {
	at   int
	data []byte
}

// New makes an empty disk that goes down at the operation numbered limit,
// from 0; with a negative limit it never does.
func New(limit int) *FS {
	return &FS{dirs: map[string]*dir{".": newDir()}, left: limit}
}

func newDir() *dir { return &dir{seen: map[string]*inode{}, kept: map[string]*inode{}} }

// Operations is how many operations were done so far.
func (f *FS) Operations() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ops
}

// step counts one operation and says whether the machine is down.
func (f *FS) step() error {
	if f.down || f.left >= 0 && f.ops >= f.left {
		f.down = true
		return ErrCrashed
	}
	f.ops++
	return nil
}

// Crash gives a disk that the machine could wake up with.
func (f *FS) Crash(r *rand.Rand) *FS {
	f.mu.Lock()
	defer f.mu.Unlock()
	woken := &FS{dirs: map[string]*dir{}, left: -1}
	nodes := map[*inode]*inode{}
	for _, name := range slices.Sorted(maps.Keys(f.dirs)) {
		d := f.dirs[name]
		kept := maps.Clone(d.kept)
		changes := slices.Clone(d.pending)
		r.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
		for _, c := range changes {
			if r.IntN(2) == 0 {
				c.apply(kept)
			}
		}
		w := newDir()
		for _, file := range slices.Sorted(maps.Keys(kept)) {
			n := kept[file]
			if nodes[n] == nil {
				b := n.crash(r)
				nodes[n] = &inode{seen: b, kept: slices.Clone(b)}
			}
			w.seen[file], w.kept[file] = nodes[n], nodes[n]
		}
		woken.dirs[name] = w
	}
	return woken
}

// crash gives the bytes that a file could hold after a crash.
func (n *inode) crash(r *rand.Rand) []byte {
	b := slices.Clone(n.kept)
	for _, w := range n.pending {
		if r.IntN(2) == 0 {
			continue
		}
		part := w.data[:r.IntN(len(w.data)+1)]
		if end := w.at + len(part); end > len(b) {
			b = append(b, make([]byte, end-len(b))...)
		}
		copy(b[w.at:], part)
	}
	return b
}

func (c change) apply(to map[string]*inode) {
	if c.remove != "" {
		delete(to, c.remove)
	}
	if c.add != "" {
		to[c.add] = c.node
	}
}

// at finds the directory of a name.
func (f *FS) at(name string) (*dir, string, error) {
	d, ok := f.dirs[path.Dir(name)]
	if !ok {
		return nil, "", fs.ErrNotExist
	}
	return d, path.Base(name), nil
}

func (d *dir) change(c change) {
	c.apply(d.seen)
	d.pending = append(d.pending, c)
}

// Create makes a new file.
func (f *FS) Create(name string, _ fs.FileMode) (durable.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step(); err != nil {
		return nil, err
	}
	d, base, err := f.at(name)
	if err != nil {
		return nil, err
	}
	if d.seen[base] != nil {
		return nil, fs.ErrExist
	}
	n := &inode{}
	d.change(change{add: base, node: n})
	return &file{f, n}, nil
}

// Rename moves a file within its directory.
func (f *FS) Rename(from, to string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step(); err != nil {
		return err
	}
	d, base, err := f.at(from)
	if err != nil {
		return err
	}
	if path.Dir(from) != path.Dir(to) {
		return errors.New("crashfs renames within a directory only")
	}
	n := d.seen[base]
	if n == nil {
		return fs.ErrNotExist
	}
	d.change(change{remove: base, add: path.Base(to), node: n})
	return nil
}

// Remove takes a file away.
func (f *FS) Remove(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step(); err != nil {
		return err
	}
	d, base, err := f.at(name)
	if err != nil {
		return err
	}
	if d.seen[base] == nil {
		return fs.ErrNotExist
	}
	d.change(change{remove: base})
	return nil
}

// Mkdir makes a directory, durable at once: stores make theirs before there
// is anything to lose.
func (f *FS) Mkdir(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step(); err != nil {
		return err
	}
	for ; name != "."; name = path.Dir(name) {
		if f.dirs[name] == nil {
			f.dirs[name] = newDir()
		}
	}
	return nil
}

// SyncDir makes what happened in a directory durable.
func (f *FS) SyncDir(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step(); err != nil {
		return err
	}
	d := f.dirs[path.Clean(name)]
	if d == nil {
		return fs.ErrNotExist
	}
	d.kept, d.pending = maps.Clone(d.seen), nil
	return nil
}

// List names the files of a directory.
func (f *FS) List(name string) ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		return nil, ErrCrashed
	}
	d := f.dirs[path.Clean(name)]
	if d == nil {
		return nil, nil
	}
	return slices.Sorted(maps.Keys(d.seen)), nil
}

// Open reads a file as a process sees it.
func (f *FS) Open(name string) (durable.Reader, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		return nil, ErrCrashed
	}
	d, base, err := f.at(name)
	if err != nil {
		return nil, err
	}
	n := d.seen[base]
	if n == nil {
		return nil, fs.ErrNotExist
	}
	return reader(slices.Clone(n.seen)), nil
}

// reader is a file being read.
type reader []byte

func (r reader) ReadAt(p []byte, off int64) (int, error) {
	if off >= int64(len(r)) {
		return 0, io.EOF
	}
	n := copy(p, r[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (r reader) Close() error { return nil }
func (r reader) Size() int64  { return int64(len(r)) }

// file is a file being written.
type file struct {
	fs *FS
	n  *inode
}

func (f *file) Write(p []byte) (int, error) {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	if err := f.fs.step(); err != nil {
		return 0, err
	}
	f.n.pending = append(f.n.pending, write{len(f.n.seen), slices.Clone(p)})
	f.n.seen = append(f.n.seen, p...)
	return len(p), nil
}

func (f *file) Sync() error {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	if err := f.fs.step(); err != nil {
		return err
	}
	f.n.kept, f.n.pending = slices.Clone(f.n.seen), nil
	return nil
}

func (f *file) Close() error {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	return f.fs.step()
}
