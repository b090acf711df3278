package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/source"
)

// Writer adds to a case. All it does is staged; Commit makes it part of the
// case in one step, and without Commit nothing has happened.
type Writer struct {
	ledger
	c      *Case
	unlock func() error

	files    int // named so far in this generation
	haveKeys bool
	jobs     chan job
	done     chan struct{} // closed when the encoder has ended
	results  chan error
	free     chan *Batch
	made     int
	pending  int
	segments []Segment // of the source under way; owned by the encoder between drains
	issues   *issueWriter
	rows     map[int][]source.Digest // of new sources, for the index
	entries  map[int][]byte          // likewise: keys and contents
}

// job is a batch on its way to disk.
type job struct {
	b    *Batch
	name string
	src  int
}

// Writer locks the case for writing. who names the command for others who
// want to write.
func (c *Case) Writer(who string) (*Writer, error) {
	unlock := func() error { return nil }
	if c.Dir != "" {
		var err error
		if unlock, err = lock(c.Dir, who); err != nil {
			return nil, err
		}
	}
	w := &Writer{c: c, unlock: unlock, jobs: make(chan job), results: make(chan error, 1), free: make(chan *Batch, 3), rows: map[int][]source.Digest{}, entries: map[int][]byte{}}
	if err := w.start(); err != nil {
		return nil, errors.Join(err, unlock())
	}
	w.done = make(chan struct{})
	go w.encode(w.jobs)
	return w, nil
}

// start takes the case as it is now and removes what a crash left.
func (w *Writer) start() error {
	if err := w.c.Reload(); err != nil {
		return err
	}
	w.man = *w.c.man.clone()
	w.man.Generation++
	w.keys = NewKeys()
	named := map[string]bool{}
	for _, s := range w.man.Segments {
		named[s.File] = true
	}
	for _, i := range w.man.Issues {
		named[i.File] = true
	}
	if w.man.Findings != nil {
		named[w.man.Findings.File] = true
	}
	for _, dir := range []string{segmentDir, issueDir, findingDir} {
		if err := w.sweep(dir, named); err != nil {
			return err
		}
	}
	return nil
}

// sweep removes the files of a directory that the manifest does not name.
func (w *Writer) sweep(dir string, named map[string]bool) error {
	files, err := w.c.fs.List(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if name := path.Join(dir, f); !named[name] {
			if err := w.c.fs.Remove(name); err != nil {
				return fmt.Errorf("removing %s, left by an interrupted run: %w", name, err)
			}
		}
	}
	return nil
}

// name gives the next file name of this generation.
func (w *Writer) name(what, ext string) string {
	w.files++
	return fmt.Sprintf("%06d-%04d-%s%s", w.man.Generation, w.files, what, ext)
}

// Sources lists the sources of the case and those added so far.
func (w *Writer) Sources() []source.Info { return w.man.Sources }

// NeedKeys reads the native ids of the case, once.
func (w *Writer) NeedKeys() error {
	if w.haveKeys {
		return nil
	}
	w.haveKeys = true
	return w.c.readKeys(w.keys)
}

// Batch gives an empty batch. At most three are in use at a time.
func (w *Writer) Batch() *Batch {
	if w.made < 3 {
		select {
		case b := <-w.free:
			return b
		default:
			w.made++
			return &Batch{}
		}
	}
	return <-w.free
}

// Put hands a batch over to be written; the caller must not use it again. An
// error may be that of an earlier batch.
func (w *Writer) Put(b *Batch) error {
	if b.Empty() {
		w.free <- b
		return nil
	}
	var err error
	if w.pending > 0 {
		err = w.wait()
	}
	w.pending++
	w.jobs <- job{b, w.name(string(b.Kind()), ".parquet"), len(w.man.Sources)}
	return err
}

// wait waits for the batch that is being written.
func (w *Writer) wait() error {
	w.pending--
	return <-w.results
}

// drain waits for all batches.
func (w *Writer) drain() (err error) {
	for w.pending > 0 {
		err = errors.Join(err, w.wait())
	}
	return err
}

// encode writes batches, one at a time, until jobs is closed.
func (w *Writer) encode(jobs <-chan job) {
	defer close(w.done)
	var posts encoder[PostRow, *PostRow]
	var requests encoder[RequestRow, *RequestRow]
	var sheets encoder[SheetRow, *SheetRow]
	for j := range jobs {
		var s Segment
		var err error
		switch j.b.Kind() {
		case source.Posts:
			s, err = writeSegment(w.c.fs, j.name, source.Posts, j.src, j.b.Posts, &posts)
		case source.Requests:
			s, err = writeSegment(w.c.fs, j.name, source.Requests, j.src, j.b.Requests, &requests)
		case source.Sheets:
			s, err = writeSegment(w.c.fs, j.name, source.Sheets, j.src, j.b.Sheets, &sheets)
		}
		w.segments = append(w.segments, s)
		j.b.reset()
		w.free <- j.b
		w.results <- err
	}
}

// Issue writes an issue of the source under way.
func (w *Writer) Issue(i Issue) (err error) {
	if w.issues == nil {
		if w.issues, err = newIssueWriter(w.c.fs, w.name("issues", ".jsonl.zst")); err != nil {
			return err
		}
	}
	return w.issues.write(i)
}

// RowDigests gives the digests of the rows of a source in their order.
func (w *Writer) RowDigests(src int) ([]source.Digest, error) {
	if d, ok := w.rows[src]; ok {
		return d, nil
	}
	return w.c.rowDigests(src)
}

// End stages the source under way for the commit. rows are the digests of its
// rows in order, for sources without native ids.
func (w *Writer) End(info source.Info, rows []source.Digest) error {
	if err := w.drain(); err != nil {
		return err
	}
	if w.issues != nil {
		f, err := w.issues.finish()
		if err != nil {
			return err
		}
		w.man.Issues = append(w.man.Issues, f)
		w.issues = nil
	}
	w.man.Segments = append(w.man.Segments, w.segments...)
	w.segments = nil
	src := len(w.man.Sources)
	w.rows[src], w.entries[src] = rows, w.keyEntries()
	w.end(info)
	return nil
}

// Discard forgets the source under way and removes its files.
func (w *Writer) Discard() error {
	err := w.drain()
	w.back()
	for _, s := range w.segments {
		err = errors.Join(err, w.c.fs.Remove(s.File))
	}
	w.segments = nil
	if w.issues != nil {
		err = errors.Join(err, w.issues.zip.Close(), w.issues.file.Close(), w.c.fs.Remove(w.issues.name))
		w.issues = nil
	}
	return err
}

// SetFindings stages what detect found, as JSON lines.
func (w *Writer) SetFindings(lines []byte, count int, election string) error {
	name := path.Join(findingDir, w.name("findings", ".jsonl"))
	if err := durable.WriteNew(w.c.fs, name, 0o644, func(f io.Writer) error {
		_, err := f.Write(lines)
		return err
	}); err != nil {
		return err
	}
	sum := sha256.Sum256(lines)
	w.man.Findings = &FindingsFile{File: name, Count: count, SHA256: hex.EncodeToString(sum[:]), Generation: w.c.man.Generation, Election: election}
	return nil
}

// Empty says that there is nothing to commit.
func (w *Writer) Empty() bool {
	return len(w.man.Sources) == len(w.c.man.Sources) && w.man.Findings == w.c.man.Findings
}

// Commit makes everything staged part of the case. When it returns nil the
// case holds it after any crash; when it returns an error the case is as it
// was. The writer is closed either way.
func (w *Writer) Commit() (err error) {
	defer func() { err = errors.Join(err, w.close()) }()
	if w.under {
		return errors.New("committing while a source is under way")
	}
	for _, d := range []string{segmentDir, issueDir, findingDir} {
		if err := durable.SyncDir(w.c.fs, d); err != nil {
			return err
		}
	}
	if err := w.man.write(w.c.fs); err != nil {
		return err
	}
	old := len(w.c.man.Sources)
	if err := w.c.Reload(); err != nil {
		return err
	}
	for src := old; src < len(w.man.Sources); src++ {
		w.c.writeIndex(src, w.entries[src], w.rows[src])
	}
	return nil
}

// Abort forgets everything staged and removes its files.
func (w *Writer) Abort() error {
	if w.jobs == nil {
		return nil
	}
	err := w.Discard()
	return errors.Join(err, w.start(), w.close())
}

// close ends the encoder and gives the lock back.
func (w *Writer) close() error {
	if w.jobs == nil {
		return nil
	}
	close(w.jobs)
	w.jobs = nil
	<-w.done
	return w.unlock()
}

// Findings reads what the last detect found, one JSON object a line; nil
// where detect has not run.
func (c *Case) Findings() ([]byte, error) {
	f := c.man.Findings
	if f == nil {
		return nil, nil
	}
	b, err := durable.ReadFile(c.fs, f.File, 4<<30)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(b); !strings.EqualFold(hex.EncodeToString(sum[:]), f.SHA256) {
		return nil, fmt.Errorf("%s is not the file that detect wrote; run `unveil detect` again", f.File)
	}
	return b, nil
}

// Stale says whether observations were added since the last detect, or
// election.yaml changed.
func (c *Case) Stale(election string) bool {
	f := c.man.Findings
	return f != nil && (f.Generation+1 != c.man.Generation || f.Election != election)
}
