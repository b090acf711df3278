package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network/export"
)

// canWrite refuses outputs that cannot be made, before anything is read.
func (n *networkRun) canWrite() error {
	for _, name := range n.ask.outputs {
		if err := placeOf(name); err != nil {
			return notWritten(name, err)
		}
	}
	return nil
}

// placeOf says why a file of this name cannot be made; nil where it may be.
func placeOf(name string) error {
	dir, err := os.Stat(filepath.Dir(name))
	switch {
	case err != nil:
		return err
	case !dir.IsDir():
		return &fs.PathError{Op: "open", Path: filepath.Dir(name), Err: syscall.ENOTDIR}
	}
	if at, err := os.Stat(name); err == nil && at.IsDir() {
		return &fs.PathError{Op: "open", Path: name, Err: syscall.EISDIR}
	}
	return nil
}

// part is an output that lies whole beside its name.
type part struct {
	given string
	dir   durable.FS
	name  string
}

func (p *part) temporary() string { return p.name + ".part" }

// writeAll writes every output beside its name and puts all in their places
// when all are whole: neither a network that was cut short nor one of several
// files must ever be taken for what was asked for.
func (n *networkRun) writeAll() error {
	var parts []part
	for _, name := range distinct(n.ask.outputs) {
		p, err := n.write(name)
		if parts = append(parts, p); err != nil {
			return notWritten(name, errors.Join(err, remove(parts)))
		}
	}
	for i, p := range parts {
		err := p.dir.Rename(p.temporary(), p.name)
		if err == nil {
			err = durable.SyncDir(p.dir, ".")
		}
		if err != nil {
			return notWritten(p.given, errors.Join(err, remove(parts[i:])))
		}
	}
	return nil
}

// write writes the network beside the name of a file, in the format that the
// name asks for.
func (n *networkRun) write(name string) (p part, err error) {
	p = part{given: name, name: filepath.Base(name)}
	format, _ := export.FormatOf(name) // checked with the flags
	if p.dir, err = durable.Disk(filepath.Dir(name)); err != nil {
		return p, err
	}
	whole := n.graph(format)
	return p, durable.WriteNew(p.dir, p.temporary(), 0o644, func(w io.Writer) error { return export.Write(w, format, whole) })
}

// remove takes away what was not put in its place.
func remove(parts []part) (all error) {
	for _, p := range parts {
		if p.dir == nil {
			continue
		}
		if err := p.dir.Remove(p.temporary()); !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return all
}

// distinct leaves out names of a file that was named before.
func distinct(names []string) (out []string) {
	for _, name := range names {
		if !slices.ContainsFunc(out, func(n string) bool { return filepath.Clean(n) == filepath.Clean(name) }) {
			out = append(out, name)
		}
	}
	return out
}

func notWritten(name string, err error) error {
	return failed(lang.M("cli.write", "file", terminalSafe(name), "why", plainError(err)), lang.M("cli.output.do"), err)
}
