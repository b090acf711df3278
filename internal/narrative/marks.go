package narrative

import (
	"strings"

	"github.com/unveil-project/unveil/internal/post"
)

// mark notes of a post what the innocent explanations ask about.
func (d *draft) mark(_ *builder, p *post.Post) {
	m := &d.marks
	low := strings.ToLower(cut(p.Text, 2000))
	count(&m.Reposts, isRepost(p))
	count(&m.Linked, len(p.Links) > 0 || strings.Contains(low, "://"))
	count(&m.Talking, p.Act == post.Reply || p.ReplyTo != "" || !isRepost(p) && strings.HasPrefix(low, "@"))
	count(&m.Via, viaAt(low))
	count(&m.Prizes, holds(low, prizes[:]))
	count(&m.Chain, holds(low, chains[:]))
	count(&m.Quoted, quoted(p.Text))
}

func count(n *int, is bool) {
	if is {
		*n++
	}
}

// prizes are what giveaways say, in English and Spanish.
var prizes = [...]string{
	"giveaway", "sweepstake", "to win a", "rt to win", "enter to win", "chance to win",
	"sorteo", "sorteamos", "rifa", "gana un", "gánate", "para participar", "concurso",
}

// chains are what letters say that ask to be copied word by word, and prayers.
var chains = [...]string{
	"copy and paste", "copy & paste", "copy this and", "forward this to", "send this to", "amen",
	"copia y pega", "copie y pegue", "copien y peguen", "reenvía esto a", "envía esto a", "amén", "oremos", "padre nuestro",
}

// holds finds one of the phrases where no word goes on before or after it.
func holds(low string, phrases []string) bool {
	for _, p := range phrases {
		for from := 0; ; {
			i := strings.Index(low[from:], p)
			if i < 0 {
				break
			}
			i += from
			from = i + len(p)
			if !inWord(low, i-1) && !inWord(low, from) {
				return true
			}
		}
	}
	return false
}

// inWord is true where the byte at i is part of a word; beyond ASCII it is.
func inWord(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	c := s[i]
	return c >= 0x80 || 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
}

// viaAt finds the "via @name" that share buttons append.
func viaAt(low string) bool {
	return strings.Contains(low, " via @") || strings.Contains(low, " vía @") ||
		strings.HasPrefix(low, "via @") || strings.HasPrefix(low, "vía @")
}

// quoted is true of a text that stands in quotation marks for the most part.
func quoted(s string) bool {
	for _, q := range [...][2]string{{"“", "”"}, {"«", "»"}, {"\"", "\""}, {"„", "“"}} {
		_, rest, ok := strings.Cut(s, q[0])
		if !ok {
			continue
		}
		if inner, _, ok := strings.Cut(rest, q[1]); ok && 2*len(inner) > len(s) {
			return true
		}
	}
	return false
}
