package coord

import (
	"strings"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/text"
)

// marks notes of a post what the innocent explanations ask about.
func marks(p *post.Post) uint16 {
	var m uint16
	if len(p.Links) > 0 || strings.Contains(p.Text, "://") {
		m |= markLink
	}
	if p.Act == post.Reply || p.ReplyTo != "" || p.Act != post.Repost && len(p.Mentions) > 0 {
		m |= markTalk
	}
	if p.Time%(5*minute) == 0 {
		m |= markRound
	}
	return m
}

// hasVia finds the "via @name" that share buttons append, with or without
// the accent of Spanish.
func hasVia(s string) bool {
	for i := 0; ; {
		j := strings.Index(s[i:], " @")
		if j < 0 {
			return false
		}
		i += j
		before := s[:i]
		if n := len(before); n >= 3 && strings.EqualFold(before[n-3:], "via") ||
			n >= 4 && strings.EqualFold(before[n-4:], "vía") {
			return true
		}
		i += 2
	}
}

// prizeWords are what giveaways say, in English and Spanish.
var prizeWords = [...]string{
	"giveaway", "sweepstake", "retweet to win", "rt to win", "enter to win", "chance to win",
	"sorteo", "sorteamos", "gana un", "gánate", "para participar", "concurso",
}

// hasPrize finds the words of a giveaway.
func hasPrize(s string) bool {
	s = strings.ToLower(s)
	for _, w := range prizeWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// markOfficials marks the posts of accounts that election.yaml names, and
// says whether it names any.
func (c *corpus) markOfficials(e *election.Election) bool {
	official := make([]bool, len(c.accounts.list))
	known := false
	for _, h := range e.Handles() {
		known = true
		c.buf = text.Hashtag(c.buf[:0], strings.TrimPrefix(h, "@"))
		if id, ok := c.handles.ids[string(c.buf)]; ok {
			if a, ok := c.owner[id]; ok {
				official[a] = true
			}
		}
	}
	for i := range c.posts {
		if official[c.posts[i].account] {
			c.posts[i].marks |= markOfficial
		}
	}
	return known
}
