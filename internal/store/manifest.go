package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"time"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/source"
)

// FormatVersion is the version of the case on disk that this package writes.
const FormatVersion = 1

// manifestName is the commit point of a case.
const manifestName = "manifest.json"

// maxManifest bounds how much of a manifest is read.
const maxManifest = 256 << 20

// Manifest names everything that a case holds. What it does not name does not
// exist. docs/formats/case.md documents it.
type Manifest struct {
	Format     int           `json:"format"`
	Generation int64         `json:"generation"` // raised by every commit
	Sources    []source.Info `json:"sources"`
	Segments   []Segment     `json:"segments"`
	Issues     []IssueFile   `json:"issues"`
	Findings   *FindingsFile `json:"findings"` // null until detect has run
}

// Segment is one immutable file of observations of one source, in order of
// time and row.
type Segment struct {
	File   string      `json:"file"`
	Kind   source.Kind `json:"kind"`
	Source int         `json:"source"` // index into Sources
	Rows   int64       `json:"rows"`
	Bytes  int64       `json:"bytes"`
	SHA256 string      `json:"sha256"`
	Start  time.Time   `json:"start"`
	End    time.Time   `json:"end"`
}

// IssueFile holds the rejects and warnings of one add.
type IssueFile struct {
	File   string `json:"file"`
	Lines  int64  `json:"lines"`
	SHA256 string `json:"sha256"`
}

// FindingsFile holds the findings of the last detect.
type FindingsFile struct {
	File       string `json:"file"`
	Count      int    `json:"count"`
	SHA256     string `json:"sha256"`
	Generation int64  `json:"generation"` // of the observations that were read
	Election   string `json:"election"`   // SHA-256 of election.yaml as it was
}

// readManifest reads and checks the manifest of a case.
func readManifest(f durable.FS) (*Manifest, error) {
	b, err := durable.ReadFile(f, manifestName, maxManifest)
	if err != nil {
		return nil, err
	}
	var m Manifest
	d := json.NewDecoder(bytes.NewReader(b))
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", manifestName, err)
	}
	if m.Format > FormatVersion {
		return nil, fmt.Errorf("%w: %d, it knows up to %d", ErrNewer, m.Format, FormatVersion)
	}
	return &m, m.check()
}

// check refuses a manifest that names files elsewhere or sources that are not
// there: it may come from a stranger.
func (m *Manifest) check() error {
	if m.Format < 1 {
		return fmt.Errorf("%s states no format", manifestName)
	}
	for _, s := range m.Segments {
		if path.Dir(s.File) != segmentDir || s.Source < 0 || s.Source >= len(m.Sources) {
			return fmt.Errorf("%s names an impossible segment %q", manifestName, s.File)
		}
	}
	for _, i := range m.Issues {
		if path.Dir(i.File) != issueDir {
			return fmt.Errorf("%s names an impossible issue file %q", manifestName, i.File)
		}
	}
	if m.Findings != nil && path.Dir(m.Findings.File) != findingDir {
		return fmt.Errorf("%s names an impossible findings file %q", manifestName, m.Findings.File)
	}
	return nil
}

func (m *Manifest) write(f durable.FS) error {
	b, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return err
	}
	return durable.WriteFile(f, manifestName, append(b, '\n'), 0o644)
}

// clone copies what a writer changes.
func (m *Manifest) clone() *Manifest {
	c := *m
	c.Sources = append([]source.Info(nil), m.Sources...)
	c.Segments = append([]Segment(nil), m.Segments...)
	c.Issues = append([]IssueFile(nil), m.Issues...)
	return &c
}

// Rows counts the records of a kind.
func (m *Manifest) Rows(k source.Kind) (n int64) {
	for _, s := range m.Segments {
		if s.Kind == k {
			n += s.Rows
		}
	}
	return n
}
