package store

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"slices"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/source"
)

// sortRows puts rows into the order of a segment: time, then row. A log is
// nearly always in that order already. Rows are large, so keys are sorted and
// each row is moved once.
func sortRows[R Row, P placed[R]](rows []R) {
	type key struct {
		time, row int64
		at        int32
	}
	sorted := true
	for i := 1; i < len(rows) && sorted; i++ {
		p, q := P(&rows[i-1]).place(), P(&rows[i]).place()
		sorted = p.Time < q.Time || p.Time == q.Time && p.Row <= q.Row
	}
	if sorted {
		return
	}
	keys := make([]key, len(rows))
	for i := range rows {
		p := P(&rows[i]).place()
		keys[i] = key{p.Time, p.Row, int32(i)}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.row, b.row))
	})
	for i := range keys {
		if keys[i].at < 0 || int(keys[i].at) == i {
			continue
		}
		// Follow the cycle that begins here: each place takes the row that
		// belongs in it.
		first, to := rows[i], i
		for {
			from := int(keys[to].at)
			keys[to].at = -1
			if from == i {
				rows[to] = first
				break
			}
			rows[to] = rows[from]
			to = from
		}
	}
}

// encoder turns batches of rows into Parquet files and keeps its buffers from
// one to the next.
type encoder[R Row, P placed[R]] struct {
	w *parquet.GenericWriter[R]
}

// codec is fast rather than tight: an add waits for it.
var codec = &zstd.Codec{Level: zstd.SpeedFastest}

// write writes rows, sorted, as one Parquet file with one row group.
func (e *encoder[R, P]) write(w io.Writer, rows []R) error {
	sortRows[R, P](rows)
	if e.w == nil {
		e.w = parquet.NewGenericWriter[R](w,
			parquet.Compression(codec),
			parquet.CreatedBy("unveil", "", ""),
			parquet.DataPageStatistics(false),
			parquet.MaxRowsPerRowGroup(1<<31),
		)
	} else {
		e.w.Reset(w)
	}
	if _, err := e.w.Write(rows); err != nil {
		return err
	}
	return e.w.Close()
}

// digestWriter counts and digests what is written through it.
type digestWriter struct {
	w   io.Writer
	n   int64
	sum interface {
		io.Writer
		Sum([]byte) []byte
	}
}

func newDigestWriter(w io.Writer) *digestWriter {
	return &digestWriter{w: w, sum: sha256.New()}
}

func (d *digestWriter) Write(p []byte) (int, error) {
	n, err := d.w.Write(p)
	d.n += int64(n)
	_, _ = d.sum.Write(p[:n]) // a hash does not fail
	return n, err
}

func (d *digestWriter) sha() string { return hex.EncodeToString(d.sum.Sum(nil)) }

// writeSegment writes one segment file and syncs its content.
func writeSegment[R Row, P placed[R]](f durable.FS, name string, kind source.Kind, src int, rows []R, e *encoder[R, P]) (Segment, error) {
	s := Segment{File: path.Join(segmentDir, name), Kind: kind, Source: src, Rows: int64(len(rows))}
	err := durable.WriteNew(f, s.File, 0o644, func(w io.Writer) error {
		d := newDigestWriter(w)
		b := bufio.NewWriterSize(d, 1<<20)
		if err := e.write(b, rows); err != nil {
			return err
		}
		if err := b.Flush(); err != nil {
			return err
		}
		s.Bytes, s.SHA256 = d.n, d.sha()
		return nil
	})
	if err != nil {
		return s, err
	}
	s.Start = Time(P(&rows[0]).place().Time)
	s.End = Time(P(&rows[len(rows)-1]).place().Time)
	return s, nil
}

// Time makes a time of microseconds since 1970.
func Time(micros int64) time.Time { return time.UnixMicro(micros).UTC() }

// cursor yields rows in the order of a segment. A row is valid until the next
// call.
type cursor[R Row] interface {
	next() (*R, error) // nil at the end
	close() error
}

// fileCursor reads a segment from disk.
type fileCursor[R Row] struct {
	name string
	file durable.Reader
	rows *rowReader[R]
	left int64
}

func openCursor[R Row](f durable.FS, s Segment) (c *fileCursor[R], err error) {
	file, err := f.Open(s.File)
	if err != nil {
		return nil, fmt.Errorf("opening segment %s: %w", s.File, err)
	}
	defer func() {
		if err != nil {
			file.Close()
		}
	}()
	if file.Size() != s.Bytes {
		return nil, fmt.Errorf("segment %s has %d bytes, the manifest says %d: the case is damaged; restore this file from a copy", s.File, file.Size(), s.Bytes)
	}
	pf, err := parquet.OpenFile(file, s.Bytes, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, fmt.Errorf("opening segment %s: %w", s.File, err)
	}
	if pf.NumRows() != s.Rows {
		return nil, fmt.Errorf("segment %s has %d rows, the manifest says %d: the case is damaged; restore this file from a copy", s.File, pf.NumRows(), s.Rows)
	}
	return &fileCursor[R]{name: s.File, file: file, rows: newRowReader[R](pf), left: s.Rows}, nil
}

func (c *fileCursor[R]) next() (*R, error) {
	if c.left == 0 {
		return nil, nil
	}
	c.left--
	row, err := c.rows.next()
	if err != nil {
		return nil, fmt.Errorf("reading segment %s: %w", c.name, err)
	}
	return row, nil
}

func (c *fileCursor[R]) close() error {
	err := c.rows.close()
	if cerr := c.file.Close(); err == nil {
		err = cerr
	}
	return err
}

// sliceCursor reads rows that are in memory.
type sliceCursor[R Row] struct {
	rows []R
	at   int
}

func (c *sliceCursor[R]) next() (*R, error) {
	if c.at == len(c.rows) {
		return nil, nil
	}
	c.at++
	return &c.rows[c.at-1], nil
}

func (c *sliceCursor[R]) close() error { return nil }
