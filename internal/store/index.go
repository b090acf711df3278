package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/source"
)

// The index is files that save reading segments: the native ids of each
// source, or the digests of its rows where they have no native ids. Each
// begins with a magic word and the digest of what it was made from. A file
// that is missing or does not fit is made again from the segments; nothing is
// ever believed because the index says it alone.

const (
	keysMagic = "unveil-keys-1\n"
	rowsMagic = "unveil-rows-1\n"
	maxIndex  = 16 << 30
)

func keysName(src source.Info) string { return path.Join(indexDir, src.SHA256+".keys") }

func rowsName(src source.Info) string { return path.Join(indexDir, src.SHA256+".rows") }

// indexed reads an index file made from what has this digest.
func (c *Case) indexed(name, magic, sha string, size int) ([]byte, bool) {
	b, err := durable.ReadFile(c.fs, name, maxIndex)
	want := magic + sha + "\n"
	if err != nil || len(b) < len(want)+32 || !bytes.HasPrefix(b, []byte(want)) {
		return nil, false
	}
	body, check := b[len(want):len(b)-32], b[len(b)-32:]
	if len(body)%size != 0 || !bytes.Equal(check, digestOf(b[:len(b)-32])) {
		return nil, false
	}
	return body, true
}

func digestOf(b []byte) []byte {
	d := newDigestWriter(discard{})
	_, _ = d.Write(b) // neither end of it fails
	sum, _ := hex.DecodeString(d.sha())
	return sum
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// putIndex writes an index file. That it cannot (read-only media, full disk)
// is no error: it only costs time.
func (c *Case) putIndex(name, magic, sha string, body []byte) {
	b := append([]byte(magic+sha+"\n"), body...)
	b = append(b, digestOf(b)...)
	_ = durable.WriteFile(c.fs, name, b, 0o644)
}

// readKeys adds the native ids of the whole case to a set. On read-only media
// it reads segments where the index is missing.
func (c *Case) readKeys(to *Keys) error {
	for src, info := range c.man.Sources {
		if !info.NativeID {
			continue
		}
		if err := c.loadKeys(src, to); err != nil {
			return err
		}
	}
	return nil
}

// loadKeys adds the native ids of a source to a set.
func (c *Case) loadKeys(src int, to *Keys) error {
	info := c.man.Sources[src]
	body, ok := c.indexed(keysName(info), keysMagic, info.SHA256, 32)
	if !ok {
		var err error
		if body, err = c.collectKeys(src); err != nil {
			return err
		}
		c.putIndex(keysName(info), keysMagic, info.SHA256, body)
	}
	for ; len(body) > 0; body = body[32:] {
		to.Add(Key(body[:16]), Content(body[16:32]))
	}
	return nil
}

// collectKeys computes the keys and contents of the rows of a source.
func (c *Case) collectKeys(src int) (body []byte, err error) {
	h := NewHasher()
	add := func(k Key, n Content) {
		body = append(append(body, k[:]...), n[:]...)
	}
	for _, s := range c.man.Segments {
		switch {
		case s.Source != src || err != nil:
		case s.Kind == source.Posts:
			err = each(c, s, func(r *PostRow) {
				if r.ID != "" {
					p := r.post()
					add(h.Post(&p))
				}
			})
		case s.Kind == source.Sheets:
			err = each(c, s, func(r *SheetRow) {
				t := r.sheet()
				add(h.Sheet(&t))
			})
		}
	}
	return body, err
}

// each visits the rows of a segment.
func each[R Row](c *Case, s Segment, visit func(*R)) error {
	cur, err := openCursor[R](c.fs, s)
	if err != nil {
		return err
	}
	defer cur.close()
	for {
		row, err := cur.next()
		if err != nil || row == nil {
			return err
		}
		visit(row)
	}
}

// rowDigests gives the digests of the rows of a source, rejects and
// duplicates of other sources included, in their order.
func (c *Case) rowDigests(src int) ([]source.Digest, error) {
	info := c.man.Sources[src]
	body, ok := c.indexed(rowsName(info), rowsMagic, info.SHA256, 16)
	if ok && int64(len(body)) == 16*info.Read {
		out := make([]source.Digest, 0, info.Read)
		for ; len(body) > 0; body = body[16:] {
			out = append(out, source.Digest(body[:16]))
		}
		return out, nil
	}
	out, err := c.collectDigests(src)
	if err != nil {
		return nil, err
	}
	c.putRows(info, out)
	return out, nil
}

func (c *Case) putRows(info source.Info, rows []source.Digest) {
	body := make([]byte, 0, 16*len(rows))
	for _, d := range rows {
		body = append(body, d[:]...)
	}
	c.putIndex(rowsName(info), rowsMagic, info.SHA256, body)
}

// collectDigests puts the digests of a source together again from its
// segments, its rejects and the sources that it overlaps.
func (c *Case) collectDigests(src int) ([]source.Digest, error) {
	info := c.man.Sources[src]
	out := make([]source.Digest, info.Read)
	put := func(p *Place) {
		if p.Row >= 1 && p.Row <= info.Read {
			out[p.Row-1] = p.Digest
		}
	}
	for _, s := range c.man.Segments {
		if s.Source != src {
			continue
		}
		var err error
		switch s.Kind {
		case source.Posts:
			err = each(c, s, func(r *PostRow) { put(&r.Place) })
		case source.Requests:
			err = each(c, s, func(r *RequestRow) { put(&r.Place) })
		case source.Sheets:
			err = each(c, s, func(r *SheetRow) { put(&r.Place) })
		}
		if err != nil {
			return nil, err
		}
	}
	for i, err := range c.Issues() {
		if err != nil {
			return nil, err
		}
		if i.Source == src && i.Reject && i.Row >= 1 && i.Row <= info.Read {
			b, _ := hex.DecodeString(i.Digest)
			copy(out[i.Row-1][:], b)
		}
	}
	return out, c.copyOverlaps(info, out)
}

// copyOverlaps fills in the rows that were not kept because an earlier source
// holds them.
func (c *Case) copyOverlaps(info source.Info, out []source.Digest) error {
	for _, o := range info.Overlaps {
		for i, other := range c.man.Sources {
			if other.SHA256 != o.Source {
				continue
			}
			d, err := c.rowDigests(i)
			if err != nil {
				return err
			}
			if o.At < 1 || o.First < 1 || o.Last > int64(len(out)) || o.At-1+o.Last-o.First >= int64(len(d)) {
				return fmt.Errorf("%s states an impossible overlap of %s", manifestName, info.Name)
			}
			copy(out[o.First-1:o.Last], d[o.At-1:])
		}
	}
	return nil
}

// writeIndex makes the index files of a source that was just committed.
func (c *Case) writeIndex(src int, entries []byte, rows []source.Digest) {
	if info := c.man.Sources[src]; info.NativeID {
		c.putIndex(keysName(info), keysMagic, info.SHA256, entries)
	} else if len(rows) > 0 {
		c.putRows(info, rows)
	}
}

// Reindex makes the whole index again.
func (c *Case) Reindex(context.Context) error {
	names, err := c.fs.List(indexDir)
	if err != nil {
		return err
	}
	for _, n := range names {
		if err := c.fs.Remove(path.Join(indexDir, n)); err != nil && err != fs.ErrNotExist {
			return err
		}
	}
	keys := NewKeys()
	for i, info := range c.man.Sources {
		if info.NativeID {
			err = c.loadKeys(i, keys)
		} else {
			_, err = c.rowDigests(i)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
