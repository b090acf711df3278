package page

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
)

// What a terminal is told: another screen without a cursor, and back.
const (
	enterScreen = "\x1b[?1049h\x1b[?25l"
	leaveScreen = "\x1b[?25h\x1b[?1049l"
	home        = "\x1b[H"
	clearLine   = "\x1b[K"
	clearBelow  = "\x1b[J"
)

// Watch says how a log is watched.
type Watch struct {
	Options
	// Terminal draws one screen again and again; otherwise a line is written
	// every minute, and when a burst begins, ends or is judged anew.
	Terminal bool
	// Ticks says when to look: once a second. Its end ends the watch.
	Ticks <-chan time.Time
	// Look gives what is known at a time.
	Look func(now time.Time) (*Live, error)
}

// Run watches until ctx is done, the ticks end or Look fails. It leaves the
// terminal as it was, with the last screen below what stood there.
func (o Watch) Run(ctx context.Context, w io.Writer) (err error) {
	s := &watching{Watch: o, w: w}
	if o.Terminal {
		s.write(enterScreen)
		defer func() {
			s.write(leaveScreen)
			s.write(s.last)
			err = errors.Join(err, s.bad)
		}()
	}
	for {
		select {
		case <-ctx.Done():
			return s.bad
		case now, ok := <-o.Ticks:
			if !ok {
				return s.bad
			}
			l, err := o.Look(now)
			if err != nil {
				return fmt.Errorf("following the log: %w", err)
			}
			if s.show(l, now); s.bad != nil {
				return s.bad
			}
		}
	}
}

// watching is a watch under way.
type watching struct {
	Watch
	w      io.Writer
	last   string // screen
	minute int64
	state  state
	bad    error // of the first failed write
}

// state is what a line is written for when it changes.
type state struct {
	running bool
	start   int64
	verdict finding.Verdict
	term    string
}

func (s *watching) show(l *Live, now time.Time) {
	if s.Terminal {
		s.last = l.Screen(s.Options)
		s.write(home + strings.ReplaceAll(s.last, "\n", clearLine+"\r\n") + clearBelow)
		return
	}
	st := state{running: l.Running}
	if l.Burst != nil {
		st.start, st.verdict, st.term = l.Burst.Start.Unix(), l.Burst.Verdict, finding.Term(l.Burst.Likelihood)
	}
	if minute := now.Unix() / 60; minute != s.minute || st != s.state {
		s.minute, s.state = minute, st
		s.write(l.Line(s.Options) + "\n")
	}
}

func (s *watching) write(text string) {
	if s.bad != nil {
		return
	}
	if _, err := io.WriteString(s.w, text); err != nil {
		s.bad = fmt.Errorf("writing the page: %w", err)
	}
}
