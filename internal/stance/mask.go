package stance

import (
	"slices"

	"github.com/unveil-project/unveil/internal/election"
)

// The words that stand for names in a masked text.
const (
	Self  = "\x01" // the candidate who is asked about
	Other = "\x02" // any other candidate
)

// Masked gives the folded words of a text with every candidate's name replaced,
// so that whoever learns from them learns no name.
func (r *Reader) Masked(text, candidate string) []string {
	at := slices.Index(r.ids, candidate)
	ts := r.tokens(text)
	out := make([]string, 0, min(len(ts), longest))
	for i := range ts[:min(len(ts), longest)] {
		switch {
		case !ts[i].mention():
			out = append(out, ts[i].text)
		case contains(ts[i].who, at):
			out = append(out, Self)
		default:
			out = append(out, Other)
		}
	}
	return out
}

// Span is a range of bytes of a text.
type Span struct{ Start, End int }

// Spans gives where a text names a candidate.
func (r *Reader) Spans(text, candidate string) []Span {
	at := slices.Index(r.ids, candidate)
	ws := splitTags(text, election.Words(text), r.names)
	var out []Span
	for _, m := range r.names.Mentions(ws) {
		if m.Candidate == at {
			out = append(out, Span{ws[m.First].Start, ws[m.Last-1].End})
		}
	}
	return out
}
