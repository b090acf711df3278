package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxKey bounds what is read as one answer.
const maxKey = 1 << 10

// The keys that a terminal sends where it does not act on them itself.
const (
	controlC = 0x03
	controlD = 0x04
	escape   = 0x1b
)

// key reads one answer: a single key where the input is a terminal that can
// give them, else a line. The end of the input is q. An interruption ends the
// wait; what waits for the input then ends with the program.
func (r *round) key(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	read, restore := r.line, func() {}
	if r.Keys != nil && r.terminal(r.Stdin) {
		if back, err := r.Keys(r.Stdin); err == nil {
			read, restore = r.press, back
		}
	}
	defer restore()
	type answer struct {
		key string
		err error
	}
	got := make(chan answer, 1)
	go func() {
		key, err := read()
		got <- answer{key, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case x := <-got:
		restore() // what is printed next needs the terminal as it was
		if !r.terminal(r.Stdin) || x.err == nil && x.key == "q" {
			r.out.line("")
		} else if r.Keys != nil {
			r.out.line(terminalSafe(x.key))
		}
		return x.key, x.err
	}
}

// line reads one line.
func (r *round) line() (string, error) {
	var line []byte
	for {
		c, err := r.in.ReadByte()
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return "q", nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("reading an answer: %w", err)
		}
		if err != nil || c == '\n' {
			return strings.ToLower(strings.TrimSpace(string(line))), nil
		}
		if len(line) < maxKey {
			line = append(line, c)
		}
	}
}

// press reads one key. What a terminal sends for arrows and the like begins
// with escape and is one key without a meaning.
func (r *round) press() (string, error) {
	c, _, err := r.in.ReadRune()
	switch {
	case errors.Is(err, io.EOF):
		return "q", nil
	case err != nil:
		return "", fmt.Errorf("reading an answer: %w", err)
	case c == controlC || c == controlD:
		return "q", nil
	case c == escape:
		_, _ = r.in.Discard(r.in.Buffered())
		return "?", nil
	}
	return strings.ToLower(string(c)), nil
}
