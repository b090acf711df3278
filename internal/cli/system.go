package cli

import (
	"crypto/rand"
	"os"
	"time"

	"golang.org/x/term"
)

// System is the environment of the running process.
func System() Env {
	return Env{
		Args: os.Args[1:], Getenv: os.Getenv, Now: time.Now, Random: rand.Reader,
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		IsTerminal: func(stream any) bool {
			f, ok := stream.(*os.File)
			return ok && term.IsTerminal(int(f.Fd()))
		},
		Keys: keys, Columns: columns,
		Ticks: func(every time.Duration) (<-chan time.Time, func()) {
			t := time.NewTicker(every)
			return t.C, t.Stop
		},
	}
}

// keys has a terminal give keys as they are pressed, without showing them.
func keys(stream any) (restore func(), err error) {
	f, ok := stream.(*os.File)
	if !ok {
		return nil, os.ErrInvalid
	}
	fd := int(f.Fd())
	before, err := term.MakeRaw(fd)
	if err != nil {
		return nil, err
	}
	return func() { _ = term.Restore(fd, before) }, nil // nothing else could be done
}

// columns asks a terminal for its width.
func columns(stream any) int {
	f, ok := stream.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}
