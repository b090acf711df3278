package verify

import (
	"cmp"
	"io"
	"regexp"
	"slices"
	"strings"
)

// spot is where a line stands.
type spot struct {
	input          string
	offset, length int64
}

func (l line) spot() spot     { return spot{l.Input, l.Offset, l.Length} }
func (e evidence) spot() spot { return spot{e.Input, e.Offset, e.Length} }

func (s spot) compare(o spot) int {
	return cmp.Or(cmp.Compare(s.input, o.input), cmp.Compare(s.offset, o.offset), cmp.Compare(s.length, o.length))
}

// committed is the form of a commitment.
var committed = regexp.MustCompile(`^hmac:[0-9a-f]{64}$`)

// ofRecord is the form of what a line has whose bytes were not at hand: a
// commitment to its digest, or nothing.
var ofRecord = regexp.MustCompile(`^(?:hmac-digest:[0-9a-f]{64})?$`)

// maxLine is the most bytes that a quoted line can have.
const maxLine = 64 << 20

// quotes holds that every line lies within a listed input, that the lines are
// in order and each there once, and that whatever the report quotes is among
// them.
func (p *pack) quotes(io.ReaderAt, int64) error {
	if p.report == nil || p.files["lines.jsonl"] == nil {
		return nil
	}
	sizes := map[string]int64{}
	for _, in := range p.report.Inputs {
		sizes[in.SHA256] = in.Unpacked
	}
	for i, l := range p.lines {
		n := int64(i + 1)
		size, known := sizes[l.Input]
		switch {
		case !known:
			p.fail("quotes.input", "line", n, "sha256", l.Input)
		case l.Offset < 0 || l.Length < 0 || l.Length > maxLine || l.Offset > size-l.Length:
			p.fail("quotes.place", "line", n, "offset", l.Offset, "length", l.Length)
		case !l.Record && !committed.MatchString(l.Commitment), l.Record && !ofRecord.MatchString(l.Commitment):
			p.fail("quotes.commitment", "line", n)
		case i > 0 && p.lines[i-1].spot().compare(l.spot()) >= 0:
			p.fail("quotes.order", "line", n)
		}
	}
	total := p.cited()
	if !p.failed("quotes") && !p.failed("json") {
		p.pass("quotes.ok", "lines", int64(len(p.lines)), "quotes", total)
	}
	return nil
}

// cited looks up every quote of the report and counts them. Quotes that stand
// with no burst are those of burst 0.
func (p *pack) cited() (total int64) {
	lines := map[spot]line{}
	for _, l := range p.lines {
		lines[l.spot()] = l
	}
	p.quotesOf(0, p.report.Evidence, lines)
	total = int64(len(p.report.Evidence))
	for i := range p.report.Bursts {
		p.quotesOf(i+1, p.report.Bursts[i].Evidence, lines)
		total += int64(len(p.report.Bursts[i].Evidence))
	}
	return total
}

func (p *pack) quotesOf(burst int, quotes []evidence, lines map[spot]line) {
	for j, e := range quotes {
		l, ok := lines[e.spot()]
		where := []any{"burst", int64(burst), "quote", int64(j + 1), "file", e.File, "offset", e.Offset}
		switch {
		case !ok:
			p.fail("quotes.missing", where...)
		case e.Digest != l.Commitment:
			p.fail("quotes.digest", where...)
		case !shows(e.Quote, l.Text):
			p.fail("quotes.text", where...)
		}
	}
}

// shows is true of a text and of its beginning with "…" after it.
func shows(quote, text string) bool {
	head, cut := strings.CutSuffix(quote, "…")
	return quote == text || cut && strings.HasPrefix(text, head)
}

// at finds the lines of one input.
func (p *pack) at(input string) []line {
	var out []line
	for _, l := range p.lines {
		if l.Input == input && l.Offset >= 0 && l.Length >= 0 && l.Length <= maxLine {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b line) int { return a.spot().compare(b.spot()) })
	return out
}
