package tell

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// verdicts are the kinds of bursts, the gravest first.
func verdicts() []finding.Verdict {
	return []finding.Verdict{finding.Attack, finding.Both, finding.Unclear, finding.Crowd}
}

// known is the fixed name of a verdict, "" for any other text.
func known(v finding.Verdict) string {
	if slices.Contains(verdicts(), v) {
		return string(v)
	}
	return ""
}

// answer is the one sentence that the reader came for.
func (t *teller) answer() string {
	switch bs := t.r.Bursts; {
	case t.r.Lines.Kept == 0:
		return t.say("tell.answer.nothing", "read", t.r.Lines.Read)
	case len(bs) == 1:
		return t.one("tell.answer.one", &bs[0])
	case len(bs) > 1:
		return t.say("tell.answer.many", "n", len(bs), "kinds", t.kinds(), "gravest", t.one("tell.answer.gravest", t.gravest()))
	case len(t.r.Probes) > 0:
		n := int64(0)
		for _, p := range t.r.Probes {
			n += p.Requests
		}
		return t.say("tell.answer.probes", "n", n, "families", len(t.r.Probes))
	}
	return t.say("tell.answer.quiet")
}

// one tells one burst in half a sentence.
func (t *teller) one(key string, b *traffic.Burst) string {
	verdict := "tell.is." + known(b.Verdict)
	if !t.has(verdict) {
		verdict = "tell.is.unclear"
	}
	return t.say(key, "site", t.site(b), "verdict", t.say(verdict, "term", t.term(b), "p", b.Likelihood),
		"requests", b.Requests, "length", b.End.Sub(b.Start), "clients", b.Clients)
}

// gravest is the burst that matters most: by verdict, then by volume.
func (t *teller) gravest() *traffic.Burst {
	best := &t.r.Bursts[0]
	rank := func(b *traffic.Burst) int { return slices.Index(verdicts(), b.Verdict) }
	for i := range t.r.Bursts {
		b := &t.r.Bursts[i]
		if r, s := rank(b), rank(best); r >= 0 && (s < 0 || r < s || r == s && b.Requests > best.Requests) {
			best = b
		}
	}
	return best
}

// toldBursts is how many bursts a brief account tells, the gravest ones.
const toldBursts = 3

// overview lists several bursts with a line each, and marks those that a brief
// account leaves at that.
func (t *teller) overview(bs []Burst) *Section {
	if len(bs) < 2 {
		return nil
	}
	order := make([]int, len(bs))
	for i := range order {
		order[i] = i
	}
	rank := func(i int) int {
		if r := slices.Index(verdicts(), t.r.Bursts[i].Verdict); r >= 0 {
			return r
		}
		return len(verdicts())
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(t.r.Bursts[y].Requests, t.r.Bursts[x].Requests))
	})
	for _, i := range order[min(len(order), t.limit(toldBursts)):] {
		bs[i].Brief = true
	}
	s := &Section{ID: "overview", Title: t.say("tell.overview"), Table: &Table{Columns: []Column{
		{t.say("tell.number"), false},
		{t.say("tell.time"), false},
		{t.say("tell.site"), false},
		{t.say("tell.requests"), true},
		{t.say("tell.addresses-word"), true},
		{t.say("tell.verdict"), false},
		{t.say("tell.attack"), true},
	}}}
	for i := range bs {
		b := &t.r.Bursts[i]
		s.Table.Rows = append(s.Table.Rows, Row{Cells: []string{
			strconv.Itoa(i + 1), b.Start.In(t.p.Zone).Format("2006-01-02 15:04"), bs[i].Title, lang.Int(b.Requests),
			count(b.Clients), bs[i].Verdict, lang.Percent(b.Likelihood),
		}})
	}
	if !slices.ContainsFunc(bs, func(b Burst) bool { return b.Title != bs[0].Title }) {
		s.Table.drop(2) // the site is one
	}
	if left := len(bs) - toldBursts; left > 0 && !t.full {
		s.Ends = []string{t.say("tell.overview.brief", "told", toldBursts)}
	}
	return s
}

// kinds counts the bursts by verdict: "2 attacks, 1 crowd".
func (t *teller) kinds() string {
	var parts []string
	for _, v := range verdicts() {
		n := 0
		for i := range t.r.Bursts {
			if t.r.Bursts[i].Verdict == v {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, t.say("tell.kinds."+string(v), "n", n))
		}
	}
	return list(parts, ", ")
}

// site is where a burst is: the site and, if it is one kind of page alone,
// that.
func (t *teller) site(b *traffic.Burst) string {
	site := clip(b.Site, 80)
	if site == "" {
		site = t.say("tell.the-site")
	}
	if b.Template != "" {
		site += " " + clip(b.Template, 80)
	}
	return site
}

// term is the word of the likelihood.
func (t *teller) term(b *traffic.Burst) string {
	term := b.Term
	if !t.has("term." + term) {
		term = finding.Term(b.Likelihood)
	}
	return t.say("term." + term)
}

func list(parts []string, sep string) string {
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += sep
		}
		out += p
	}
	return out
}

func count(n float64) string { return lang.Int(int64(n + 0.5)) }
