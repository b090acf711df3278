// Package label keeps what people say of texts, and learns from it: labels on
// disk, samples to be labelled, a linear model with its measured error, and
// how far two coders agree.
//
//	texts ─ Sample ─▶ a person ─ Log ─▶ labels ─ Train ─▶ Model, Report
package label

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/unveil-project/unveil/internal/stance"
)

// Schema is the version of the form of a label.
const Schema = 1

// The parts of a sample.
const (
	Random    = "random"    // drawn evenly: errors measured on it are unbiased
	Uncertain = "uncertain" // where the rules hesitate: the most to learn
)

// Label is what one person says of one text and one candidate.
type Label struct {
	Schema    int           `json:"schema"`
	Key       string        `json:"key"` // of Key
	Candidate string        `json:"candidate"`
	Stance    stance.Stance `json:"stance"` // "" for a text that was skipped
	Coder     string        `json:"coder"`
	Time      string        `json:"time"` // RFC 3339, UTC
	Part      string        `json:"part"` // Random or Uncertain
	File      string        `json:"file,omitempty"`
	Row       int64         `json:"row,omitempty"`
	ID        string        `json:"id,omitempty"`
	Language  string        `json:"language,omitempty"`
	Text      string        `json:"text"`
}

// Key names a text and a candidate whatever file they came from: the first 16
// bytes of SHA-256 over both, in hexadecimal.
func Key(candidate, text string) string {
	sum := sha256.Sum256([]byte(candidate + "\x00" + text))
	return hex.EncodeToString(sum[:16])
}

// Log is a file of labels that only grows: one JSON object a line, each on
// disk before the next text is shown.
type Log struct {
	f     *os.File
	torn  bool // the file ends in a line that was never finished
	Known []Label
	// Broken counts lines that are no labels; they are left where they are.
	Broken int
}

// maxLine bounds a line of the file: a record and its text, escaped.
const maxLine = 8 << 20

// Open opens a log, or makes it, and reads what it holds.
func Open(name string) (*Log, error) {
	l := &Log{}
	data, err := Read(name)
	switch {
	case err == nil:
		l.Known, l.Broken, l.torn = data.Labels, data.Broken, data.torn
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	l.f, err = os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening labels: %w", err)
	}
	return l, nil
}

// Add appends one label and waits until it is on disk.
func (l *Log) Add(x Label) error {
	x.Schema = Schema
	var b bytes.Buffer
	if l.torn {
		b.WriteByte('\n') // what a crash cut off stays a line of its own
	}
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(x); err != nil {
		return err
	}
	if _, err := l.f.Write(b.Bytes()); err != nil {
		return fmt.Errorf("writing a label: %w", err)
	}
	if err := l.f.Sync(); err != nil {
		return fmt.Errorf("writing a label: %w", err)
	}
	l.torn = false
	l.Known = append(l.Known, x)
	return nil
}

// Close closes the file.
func (l *Log) Close() error { return l.f.Close() }

// File is what a file of labels holds.
type File struct {
	Labels []Label
	Broken int
	torn   bool
}

// Read reads a file of labels. Lines that are none are counted.
func Read(name string) (*File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	out := &File{}
	r := bufio.NewReaderSize(f, 64<<10)
	for {
		line, err := readLine(r)
		if len(line) > 0 {
			out.torn = line[len(line)-1] != '\n'
			out.take(line)
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading labels: %w", err)
		}
	}
}

// readLine reads a line, of which it keeps at most maxLine bytes.
func readLine(r *bufio.Reader) (line []byte, err error) {
	for {
		piece, err := r.ReadSlice('\n')
		if len(line)+len(piece) <= maxLine || len(line) == 0 {
			line = append(line, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

func (f *File) take(line []byte) {
	if len(bytes.TrimSpace(line)) == 0 {
		return
	}
	var x Label
	if json.Unmarshal(line, &x) != nil || x.Schema != Schema || x.Candidate == "" || x.Text == "" || !known(x.Stance) {
		f.Broken++
		return
	}
	f.Labels = append(f.Labels, x)
}

func known(s stance.Stance) bool {
	return s == "" || s == stance.Hostile || s == stance.Favourable || s == stance.Unclear
}

// Last keeps the last label of each coder for each text: a coder may go back.
// The order is that in which the texts were first labelled.
func Last(labels []Label) []Label {
	at := map[string]int{}
	var out []Label
	for _, x := range labels {
		k := strings.Join([]string{x.Coder, x.Key}, "\x00")
		if i, ok := at[k]; ok {
			out[i] = x
			continue
		}
		at[k] = len(out)
		out = append(out, x)
	}
	return out
}
