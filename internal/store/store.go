// Package store is the case on disk.
//
//	case/
//	  election.yaml     the facts of the election, written by people
//	  manifest.json     the commit point: names every file below, or it does not exist
//	  segments/         observations: Parquet, zstd, one source each, sorted by time and row
//	  issues/           rejects and warnings: JSON lines, zstd
//	  findings/         what the last detect found: JSON lines
//	  index/            can be deleted; is rebuilt from the segments
//	  secret/           the key of the pseudonyms; never published
//	  lock              held by the one writer
//
// Files are immutable once the manifest names them. A writer stages new ones,
// syncs them, and replaces the manifest in one step; a reader opens the
// manifest once and is never blocked, and never sees half of an add. Nothing
// that was committed is removed.
//
// The same observations can be held in memory (Memory), for work on files
// without a case; both yield the same records in the same order.
package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/source"
)

// Directories and files of a case.
const (
	ElectionName = "election.yaml"
	segmentDir   = "segments"
	issueDir     = "issues"
	findingDir   = "findings"
	indexDir     = "index"
	secretDir    = "secret"
	maskKeyName  = secretDir + "/mask.key"
	lockName     = "lock"
)

// maxElection bounds how much of election.yaml is read.
const maxElection = 4 << 20

// Errors that a user can do something about.
var (
	ErrExists = errors.New("exists already")
	ErrNoCase = errors.New("is not a case (it has no manifest.json)")
	ErrNewer  = errors.New("the case has a format that this program does not know")
)

// Case is an opened case. It shows the case as it was when it was opened;
// Reload shows what has been committed since.
type Case struct {
	Dir  string
	fs   durable.FS
	man  *Manifest
	rank []int // order of sources by SHA-256
}

// Create makes a new case in a directory that does not exist or is empty.
func Create(dir string, electionYAML []byte) (*Case, error) {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return nil, fmt.Errorf("%s: %w", dir, ErrExists)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := durable.Disk(dir)
	if err != nil {
		return nil, err
	}
	if err := create(f, electionYAML); err != nil {
		return nil, err
	}
	return Open(dir)
}

// create fills an empty directory; the manifest comes last, and until it is
// there the directory is no case.
func create(f durable.FS, electionYAML []byte) error {
	for _, d := range []string{segmentDir, issueDir, findingDir, indexDir, secretDir} {
		if err := f.Mkdir(d); err != nil {
			return err
		}
	}
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return err
	}
	if err := durable.WriteFile(f, maskKeyName, []byte(hex.EncodeToString(key)+"\n"), 0o600); err != nil {
		return err
	}
	if err := durable.WriteFile(f, ElectionName, electionYAML, 0o644); err != nil {
		return err
	}
	m := &Manifest{Format: FormatVersion, Sources: []source.Info{}, Segments: []Segment{}, Issues: []IssueFile{}}
	return m.write(f)
}

// Open opens a case for reading. It writes nothing, takes no lock and works
// on read-only media.
func Open(dir string) (*Case, error) {
	f, err := durable.Disk(dir)
	if err != nil {
		return nil, err
	}
	return open(dir, f)
}

func open(dir string, f durable.FS) (*Case, error) {
	c := &Case{Dir: dir, fs: f}
	if err := c.Reload(); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s %w", dir, ErrNoCase)
		}
		return nil, fmt.Errorf("opening case %s: %w", filepath.Base(dir), err)
	}
	return c, nil
}

// Reload shows the case as it is now.
func (c *Case) Reload() error {
	m, err := readManifest(c.fs)
	if err != nil {
		return err
	}
	c.man, c.rank = m, ranks(m.Sources)
	return nil
}

// Manifest is what the case holds. It must not be changed.
func (c *Case) Manifest() *Manifest { return c.man }

// Sources lists where the observations came from.
func (c *Case) Sources() []source.Info { return c.man.Sources }

// Election reads election.yaml as it is now, with its SHA-256.
func (c *Case) Election() (data []byte, sha string, err error) {
	b, err := durable.ReadFile(c.fs, ElectionName, maxElection)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(b)
	return b, hex.EncodeToString(sum[:]), nil
}

// SetElection replaces election.yaml.
func (c *Case) SetElection(data []byte) error {
	return durable.WriteFile(c.fs, ElectionName, data, 0o644)
}

// MaskKey reads the key of the pseudonyms. A case without one, because its
// secrets were left behind when it was copied, gives fs.ErrNotExist.
func (c *Case) MaskKey() ([]byte, error) {
	b, err := durable.ReadFile(c.fs, maskKeyName, 1<<10)
	if err != nil {
		return nil, err
	}
	if len(b) < 64 {
		return nil, fmt.Errorf("%s is damaged", maskKeyName)
	}
	return hex.DecodeString(string(b[:64]))
}
