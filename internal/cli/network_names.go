package cli

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/share"
)

// handled is a builder that keeps the handles of the accounts too.
type handled struct {
	*share.Builder
	handles map[string]string
	account string // of the last post with a handle
	handle  string
}

// Record takes one post in.
func (h *handled) Record(p *post.Post) error {
	if p.Handle != "" && p.Handle != p.Account && (p.Account != h.account || p.Handle != h.handle) {
		h.account, h.handle = strings.Clone(p.Account), strings.Clone(p.Handle)
		h.handles[h.account] = h.handle
	}
	return h.Builder.Record(p)
}

// account is an account as people know it, fit to be printed.
func (n *networkRun) account(a int) string {
	id := n.table.Accounts[a]
	return n.name(accountName(id, n.handles[id]))
}

// delay writes a mean of delays with no more digits than the times have.
func (n *networkRun) delay(s float64) string {
	if s > 0 && s < 1 && n.table.Step >= 1_000_000 {
		return "< " + lang.Duration(time.Second)
	}
	if math.IsNaN(s) {
		return "–"
	}
	return lang.Duration(time.Duration(s * float64(time.Second)))
}

// sharedFlags are the flags that network and posts both have and that choose
// what is looked at.
var sharedFlags = []string{"format", "layout", "map", "zone", "platform", "election", "on", "since", "until"}

// sameFlags gives those that were given, as a shell takes them.
func sameFlags(f *pflag.FlagSet) (words []string) {
	for _, name := range sharedFlags {
		flag := f.Lookup(name)
		if flag == nil || !flag.Changed {
			continue
		}
		for _, v := range values(flag) {
			words = append(words, "--"+name, shellWord(v))
		}
	}
	return words
}

// mostFiles is how many files a command that is shown names.
const mostFiles = 8

// spanWord writes a window as --within takes it.
func spanWord(micros int64) string {
	if micros%1_000_000 == 0 {
		return strconv.FormatInt(micros/1_000_000, 10) + "s"
	}
	return (time.Duration(micros) * time.Microsecond).String()
}

// behind is the command that shows the posts behind an edge.
func (n *networkRun) behind(a, b int) string {
	words := []string{"unveil", "posts"}
	switch {
	case len(n.given) > mostFiles:
		words = append(words, n.text("network.next.files"))
	case len(n.given) > 0:
		for _, name := range n.given {
			words = append(words, shellWord(name))
		}
	case n.ask.dir != "":
		words = append(words, "--case", shellWord(n.ask.dir))
	}
	words = append(words, n.ask.again...)
	edge := n.table.Accounts[a] + "," + n.table.Accounts[b]
	words = append(words, "--within", spanWord(n.ask.window), "--edge", shellWord(edge))
	return terminalSafe(strings.Join(words, " "))
}
