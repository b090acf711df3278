package post

import (
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// cutReposts counts the reposts of one source whose text the export cut off
// and holds nowhere in full.
type cutReposts struct {
	n     int64
	first source.Where
	// blind: the export does not say what is a repost, so that the text alone
	// shows it.
	blind bool
	// whole: the export writes reposts in full and without RT @name, so that
	// one which begins so repeats a text that did.
	whole bool
}

// see looks at a post that was kept.
func (c *cutReposts) see(p *Post) {
	if c.whole || p.Act != Repost && !c.blind || !strings.HasPrefix(p.Text, "RT @") || !endsCut(p.Text) {
		return
	}
	if c.n++; c.n == 1 {
		c.first = p.Where
		c.first.Raw = nil
	}
}

// endsCut says whether a text ends in an ellipsis.
func endsCut(text string) bool {
	text = strings.TrimRight(text, " \t\r\n")
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// tell warns once, with how many there were, at the first of them.
func (c *cutReposts) tell(to source.Sink[Post]) error {
	if c.n == 0 {
		return nil
	}
	return to.Issue(source.Issue{Where: c.first, Column: "text", Problem: lang.M("truncated-repost", "n", c.n)})
}
