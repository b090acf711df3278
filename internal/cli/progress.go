package cli

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/unveil-project/unveil/internal/lang"
)

// patience is how long work lasts before its progress is shown.
const patience = 2 * time.Second

// progress shows how far a long piece of work is, with its rate and the time
// left: on standard error, on a terminal only, only once the work has lasted
// for two seconds, and without a trace when it is done. All methods may be
// called from several goroutines, and on a nil *progress, which shows nothing.
type progress struct {
	mu    sync.Mutex // guards bar and done
	bar   *progressbar.ProgressBar
	total int64
	done  bool
}

// progressBytes begins to show work on a number of bytes; a total of zero or
// less is one that is not known.
func (a *app) progressBytes(total int64, what lang.Message) *progress {
	return a.progress(total, what, progressbar.OptionShowBytes(true))
}

// progressCount begins to show work on a number of things.
func (a *app) progressCount(total int64, what, unit lang.Message) *progress {
	return a.progress(total, what, progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(a.Print(unit)))
}

func (a *app) progress(total int64, what lang.Message, extra ...progressbar.Option) *progress {
	if a.quiet || !a.terminal(a.Stderr) || a.Now == nil {
		return nil
	}
	if total <= 0 {
		total = -1
	}
	options := append([]progressbar.Option{
		progressbar.OptionSetWriter(&late{w: a.err, now: a.Now, from: a.Now().Add(patience)}),
		progressbar.OptionSetDescription(a.Print(what)),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetWidth(24),
		progressbar.OptionThrottle(100 * time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionUseANSICodes(true),
		progressbar.OptionSetSpinnerChangeInterval(0), // no goroutine of its own
	}, extra...)
	return &progress{bar: progressbar.NewOptions64(total, options...), total: total}
}

// Set says how much is done by now.
func (p *progress) Set(n int64) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done {
		return
	}
	if p.total > 0 {
		n = min(n, p.total-1) // the last step is Done's, which clears the line
	}
	_ = p.bar.Set64(n) // what cannot be shown is not worth ending the work for
}

// Done ends the display and clears its line.
func (p *progress) Done() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.done {
		p.done = true
		_ = p.bar.Finish()
		_ = p.bar.Clear()
	}
}

// late drops what is written before a moment, so that short work shows
// nothing at all.
type late struct {
	w    io.Writer
	now  func() time.Time
	from time.Time
	open bool // something was shown, and has to be cleared
}

// Write passes on what is written late enough.
func (l *late) Write(p []byte) (int, error) {
	if !l.open && l.now().Before(l.from) {
		return len(p), nil
	}
	l.open = true
	return l.w.Write(p)
}
