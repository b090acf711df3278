package fingerprint

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// MaxFiles is how many fingerprints one run compares with.
const MaxFiles = 100

// Known is a fingerprint as it lies in a directory.
type Known struct {
	Base   string // name of the file
	SHA256 string // of its bytes, hex
	File   *File
}

// Load reads the files of a directory whose names end in .json, in order of
// their names. A directory that is not there has none. A file that cannot be
// read is an error that names it.
func Load(dir fs.FS) ([]Known, error) {
	list, err := fs.ReadDir(dir, ".")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listing fingerprints: %w", err)
	}
	var out []Known
	for _, e := range list {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".json") {
			continue
		}
		if len(out) == MaxFiles {
			return nil, fmt.Errorf("there are more than %d fingerprints", MaxFiles)
		}
		k, err := load(dir, e.Name())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		out = append(out, k)
	}
	return out, nil
}

func load(dir fs.FS, name string) (Known, error) {
	f, err := dir.Open(name)
	if err != nil {
		return Known{}, err
	}
	defer func() { _ = f.Close() }() // only read
	sum := sha256.New()
	file, err := Read(io.TeeReader(f, sum))
	if err != nil {
		return Known{}, err
	}
	return Known{Base: name, SHA256: hex.EncodeToString(sum.Sum(nil)), File: file}, nil
}
