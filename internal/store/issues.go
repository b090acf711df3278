package store

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"path"
	"strconv"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Issue is a reject or a warning as the case keeps it.
// docs/formats/rejects.md documents the JSON form.
type Issue struct {
	Source  int          `json:"source"` // index into the manifest's sources
	File    string       `json:"file"`
	Row     int64        `json:"row"`
	Line    int64        `json:"line"`
	Offset  int64        `json:"offset"`
	Length  int64        `json:"length"`
	Digest  string       `json:"digest"`
	Reject  bool         `json:"reject"`
	Column  string       `json:"column"`
	Reason  string       `json:"reason"` // the problem in English
	Problem lang.Message `json:"problem"`
	Raw     string       `json:"raw"` // the record, up to 4 KB; bytes that are not UTF-8 as \xNN
}

// rawKept is how much of a rejected record is kept with its reason.
const rawKept = 4 << 10

// NewIssue makes the form that is kept of an issue of a source.
func NewIssue(i source.Issue, src int, file string, digest source.Digest) Issue {
	raw := i.Raw[:min(len(i.Raw), rawKept)]
	return Issue{
		Source: src, File: file, Row: i.Row, Line: i.Line, Offset: i.Offset, Length: i.Length,
		Digest: fmt.Sprintf("%x", digest), Reject: i.Reject, Column: i.Column,
		Reason:  lang.Printer{Catalogue: source.Problems}.Print(i.Problem),
		Problem: i.Problem, Raw: string(Visible(raw)),
	}
}

// Visible writes bytes that are not UTF-8 as \xNN; valid text is returned
// as it is.
func Visible(b []byte) []byte {
	if utf8.Valid(b) {
		return b
	}
	var out bytes.Buffer
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			out.WriteString(`\x`)
			if b[0] < 16 {
				out.WriteByte('0')
			}
			out.WriteString(strconv.FormatUint(uint64(b[0]), 16))
		} else {
			out.Write(b[:n])
		}
		b = b[n:]
	}
	return out.Bytes()
}

// issueWriter writes the issues of one source.
type issueWriter struct {
	name  string
	file  durable.File
	sum   *digestWriter
	zip   *zstd.Encoder
	enc   *json.Encoder
	lines int64
}

func newIssueWriter(f durable.FS, name string) (*issueWriter, error) {
	w := &issueWriter{name: path.Join(issueDir, name)}
	file, err := f.Create(w.name, 0o644)
	if err != nil {
		return nil, fmt.Errorf("creating %s: %w", w.name, err)
	}
	w.file = file
	w.sum = newDigestWriter(file)
	w.zip, err = zstd.NewWriter(w.sum, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, err
	}
	w.enc = json.NewEncoder(w.zip)
	w.enc.SetEscapeHTML(false)
	return w, nil
}

func (w *issueWriter) write(i Issue) error {
	w.lines++
	return w.enc.Encode(i)
}

// finish syncs the file.
func (w *issueWriter) finish() (IssueFile, error) {
	f := IssueFile{File: w.name, Lines: w.lines}
	if err := w.zip.Close(); err != nil {
		return f, err
	}
	if err := w.file.Sync(); err != nil {
		return f, fmt.Errorf("syncing %s: %w", w.name, err)
	}
	f.SHA256 = w.sum.sha()
	return f, w.file.Close()
}

// Issues yields every reject and warning of the case, in the order in which
// they were met.
func (c *Case) Issues() iter.Seq2[*Issue, error] {
	return func(yield func(*Issue, error) bool) {
		for _, f := range c.man.Issues {
			if !c.issuesOf(f, yield) {
				return
			}
		}
	}
}

func (c *Case) issuesOf(f IssueFile, yield func(*Issue, error) bool) bool {
	fail := func(err error) bool {
		yield(nil, fmt.Errorf("reading %s: %w", f.File, err))
		return false
	}
	r, err := c.fs.Open(f.File)
	if err != nil {
		return fail(err)
	}
	defer r.Close()
	z, err := zstd.NewReader(bufio.NewReader(io.NewSectionReader(r, 0, r.Size())), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return fail(err)
	}
	defer z.Close()
	d := json.NewDecoder(z)
	for {
		var i Issue
		if err := d.Decode(&i); err == io.EOF {
			return true
		} else if err != nil {
			return fail(err)
		}
		if !yield(&i, nil) {
			return false
		}
	}
}
