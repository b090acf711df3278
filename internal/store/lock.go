package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// lock takes the one lock of a case. The file says who holds it, for people;
// what counts is the lock, which ends with its process.
func lock(dir, who string) (unlock func() error, err error) {
	name := filepath.Join(dir, lockName)
	// Whoever may read the case may see that it is locked.
	l := flock.New(name, flock.SetPermissions(0o644))
	ok, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking the case for writing: %w", err)
	}
	if !ok {
		return nil, &BusyError{Holder: holder(name)}
	}
	note := fmt.Sprintf("%s (process %d, since %s)\n", who, os.Getpid(), time.Now().UTC().Format("2006-01-02 15:04:05Z"))
	if err := os.WriteFile(name, []byte(note), 0o644); err != nil {
		return nil, errors.Join(err, l.Unlock())
	}
	return l.Unlock, nil
}

// BusyError says that somebody else is writing to the case.
type BusyError struct {
	Holder string // "unveil add (process 4711, since …)", "" if not known
}

func (e *BusyError) Error() string {
	return "another program is writing to this case: " + e.Holder
}

func holder(name string) string {
	b, err := os.ReadFile(name)
	if err != nil || len(b) > 500 {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(string(b), ""))
}
