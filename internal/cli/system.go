package cli

import (
	"os"
	"time"

	"golang.org/x/term"
)

// System is the environment of the running process.
func System() Env {
	return Env{
		Args: os.Args[1:], Getenv: os.Getenv, Now: time.Now,
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		IsTerminal: func(stream any) bool {
			f, ok := stream.(*os.File)
			return ok && term.IsTerminal(int(f.Fd()))
		},
	}
}
