package origin

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/unveil-project/unveil/internal/durable"
)

// Options say of a file what it does not say itself.
type Options struct {
	Name  string // of the database; else its package, type or file names it
	Kind  string // of a list of addresses: one of ListKinds; "" for a database
	Built string // 2006-01-02, where the file does not say when it was made
}

// maxUnpacked bounds what a packed file may hold.
const maxUnpacked = 2 << 30

// Add reads a file as it is distributed and stores what it holds in a
// directory, which is made where it is missing. A database of the same name is
// replaced. Until Add returns without error, what was there before is there
// after a crash. A file that cannot be used is a *Failure.
func Add(ctx context.Context, dir, file string, o Options) ([]Database, error) {
	dbs, err := read(ctx, file, o)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, refuse(err, "write", "why", plainCause(err))
	}
	to, err := durable.Disk(dir)
	if err != nil {
		return nil, refuse(err, "write", "why", plainCause(err))
	}
	if err := apartFrom(dir, dbs); err != nil {
		return nil, err
	}
	var out []Database
	for _, c := range dbs {
		data, err := c.encode()
		if err != nil {
			return nil, refuse(err, "write", "why", err.Error())
		}
		if err := durable.WriteFile(to, c.Name+suffix, data, 0o644); err != nil {
			return nil, refuse(err, "write", "why", err.Error())
		}
		out = append(out, c.Database)
	}
	return out, nil
}

// apartFrom refuses a file that is in the directory under another name: it
// would agree with itself. A database there that is damaged is passed over, so
// that it can be replaced.
func apartFrom(dir string, dbs []*compact) error {
	list, err := storedIn(dir)
	if err != nil {
		return refuse(err, "write", "why", err.Error())
	}
	for _, f := range list {
		f.load()
		if f.err != nil {
			continue
		}
		for _, c := range dbs {
			if f.db.SHA256 == c.SHA256 && f.db.Kind == c.Kind && f.db.Name != c.Name {
				return refuse(nil, "twice", "name", f.db.Name)
			}
		}
	}
	return nil
}

// Remove forgets the database of a name. One that is not there is a *Failure.
func Remove(dir, name string) error {
	if !namePattern.MatchString(name) {
		return refuse(nil, "absent", "name", clip(plainText(name), 80))
	}
	d, err := durable.Disk(dir)
	if err == nil {
		err = d.Remove(name + suffix)
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		return refuse(err, "absent", "name", name)
	case err != nil:
		return refuse(err, "write", "why", plainCause(err))
	}
	return durable.SyncDir(d, ".")
}

// read turns a file into databases, each with a name and a description.
func read(ctx context.Context, file string, o Options) ([]*compact, error) {
	if _, ok := listKind(o.Kind); o.Kind != "" && !ok {
		return nil, refuse(nil, "kind", "kind", o.Kind)
	}
	if o.Built != "" {
		if _, err := time.Parse(day, o.Built); err != nil {
			return nil, refuse(err, "day", "value", clip(plainText(o.Built), 40))
		}
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, refuse(err, "unreadable", "why", plainCause(err))
	}
	defer func() { _ = f.Close() }() // only read
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return nil, refuse(err, "unreadable", "why", plainCause(err))
	}
	d := newDraft()
	if err := d.read(ctx, f, filepath.Base(file), o); err != nil {
		return nil, err
	}
	dbs, err := d.finish(o.Kind)
	if err != nil {
		return nil, err
	}
	of := Database{File: plainText(filepath.Base(file)), SHA256: hex.EncodeToString(sum.Sum(nil))}
	if of.Built, of.BuiltBy = d.built, d.builtBy; of.Built == "" {
		of.Built, of.BuiltBy = o.Built, builtByUser
	}
	if of.Built == "" {
		return nil, refuse(nil, "built")
	}
	if of.Name, err = nameOf(o.Name, d.name, of.File); err != nil {
		return nil, err
	}
	return dbs, d.describe(dbs, of)
}

// notInNames are the characters that names of databases have not.
var notInNames = regexp.MustCompile(`[^a-z0-9._-]+`)

// nameOf is the name of a database: the user's, else that of its package or
// type, else that of its file without endings.
func nameOf(given, own, file string) (string, error) {
	if given != "" {
		if !namePattern.MatchString(given) || len(given) > 50 {
			return "", refuse(nil, "name", "name", clip(plainText(given), 80))
		}
		return given, nil
	}
	if own == "" {
		own = file
		for _, e := range []string{".gz", ".tgz", ".tar", ".csv", ".txt", ".tsv", ".json", ".mmdb"} {
			own = strings.TrimSuffix(own, e)
		}
	}
	own = own[strings.LastIndexByte(own, '/')+1:]
	own = strings.Trim(notInNames.ReplaceAllString(strings.ToLower(own), "-"), "._-")
	if own = clip(own, 50); own == "" {
		own = "database"
	}
	return own, nil
}

// read finds out what a file is by its content, and reads it.
func (d *draft) read(ctx context.Context, f io.ReadSeeker, name string, o Options) error {
	in, packed, err := unpacked(f)
	if err != nil {
		return err
	}
	head, err := in.head()
	switch {
	case err != nil:
		return in.failure(err)
	case len(head) == 0:
		return refuse(nil, "empty")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return refuse(nil, "zip")
	case len(head) > 262 && string(head[257:262]) == "ustar":
		if o.Kind != "" {
			return refuse(nil, "no-list")
		}
		return d.archive(ctx, f)
	}
	if !packed {
		return d.content(ctx, in, o.Kind)
	}
	return d.member(ctx, strings.TrimSuffix(name, ".gz"), in, o.Kind)
}

// member reads a file that was packed, and keeps its digest.
func (d *draft) member(ctx context.Context, name string, in *stream, kind string) error {
	in.sum = sha256.New()
	if err := d.content(ctx, in, kind); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, in); err != nil {
		return in.failure(err)
	}
	d.members = append(d.members, Member{plainText(clip(name, 200)), in.n, hex.EncodeToString(in.sum.Sum(nil))})
	return nil
}

// content reads one file that is no archive.
func (d *draft) content(ctx context.Context, in *stream, kind string) error {
	head, err := in.head()
	switch {
	case err != nil:
		return in.failure(err)
	case kind != "":
		return d.list(in, head)
	case printable(head):
		return d.table(ctx, in)
	}
	b, err := io.ReadAll(io.LimitReader(in, maxMMDB+1))
	switch {
	case err != nil:
		return in.failure(err)
	case len(b) > maxMMDB:
		return refuse(nil, "large", "limit", maxMMDB)
	case !isMMDB(b):
		return refuse(nil, "unknown")
	}
	return d.mmdb(ctx, b)
}

// printable holds of the head of a text: no byte of it controls anything.
func printable(head []byte) bool {
	return !bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' })
}

// plainCause is what the system says, without the name of the file.
func plainCause(err error) string {
	if pe := new(os.PathError); errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// unpacked begins reading a file from its start, through gzip where that is
// what it is.
func unpacked(f io.ReadSeeker) (*stream, bool, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, false, refuse(err, "unreadable", "why", plainCause(err))
	}
	magic := make([]byte, 2)
	_, err := io.ReadFull(f, magic)
	if _, serr := f.Seek(0, io.SeekStart); serr != nil {
		return nil, false, refuse(serr, "unreadable", "why", plainCause(serr))
	}
	if err != nil || magic[0] != 0x1f || magic[1] != 0x8b {
		return newStream(f), false, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, false, refuse(err, "broken", "why", err.Error())
	}
	return newStream(z), true, nil
}
