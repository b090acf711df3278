package pack

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// report masks every text of a report. It works on the JSON, not on the
// fields: whatever the report says is masked unless its place is known to
// hold a word of this program's, and a field that is added later is masked
// before anyone thinks of it.
func (m *masker) report(full *traffic.Report, lines []line) (*traffic.Report, error) {
	r := *full
	r.Bursts = slices.Clone(full.Bursts)
	for i := range r.Bursts {
		b := &r.Bursts[i]
		b.Members = nil
		b.Evidence = slices.Clone(b.Evidence)
		for j := range b.Evidence {
			m.evidence(&b.Evidence[j], lines)
		}
	}
	r.Evidence = slices.Clone(full.Evidence)
	for j := range r.Evidence {
		m.evidence(&r.Evidence[j], lines)
	}
	var tree any
	if err := convert(&r, &tree); err != nil {
		return nil, err
	}
	out := new(traffic.Report)
	return out, convert(m.walk("", tree), out)
}

// maxQuote is how many characters of a line a public report quotes.
const maxQuote = 400

// evidence replaces a quote by the masked text of its line and the line's
// digest by the commitment.
func (m *masker) evidence(e *traffic.Evidence, lines []line) {
	i, _ := slices.BinarySearchFunc(lines, placeOf(*e), func(l line, p place) int { return placeOf(l.Evidence).compare(p) })
	e.Digest, e.Quote = lines[i].commitment, shortened(lines[i].text)
}

// shortened writes a masked line up to maxQuote characters, never breaking a
// pseudonym off.
func shortened(ps []piece) string {
	var b strings.Builder
	left := maxQuote
	for _, p := range ps {
		n := utf8.RuneCountInString(p.text)
		if n > left {
			if !p.hides {
				b.WriteString(string([]rune(p.text)[:left]))
			}
			return b.String() + "…"
		}
		b.WriteString(p.text)
		left -= n
	}
	return b.String()
}

// convert gives a value another form by way of its JSON.
func convert(from, to any) error {
	b, err := json.Marshal(from)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	return d.Decode(to)
}

// walk masks the texts of a JSON value. The path leaves numbers of elements
// out: "bursts.evidence.quote".
func (m *masker) walk(path string, v any) any {
	switch v := v.(type) {
	case string:
		return m.at(path, v)
	case []any:
		for i := range v {
			v[i] = m.walk(path, v[i])
		}
	case map[string]any:
		for k := range v { // each value by itself: the order has no effect but on spellings, which are sorted
			v[k] = m.walk(strings.TrimPrefix(path+"."+k, "."), v[k])
		}
	}
	return v
}

// ready are the places that evidence has masked already.
var ready = []string{"bursts.evidence.quote", "bursts.evidence.digest", "evidence.quote", "evidence.digest"}

// words are the places that hold words of this program's, digests, or names
// of data: no names of persons are looked for there, only addresses.
var words = []string{
	"schema", "version", "formats.name", "inputs.role", "inputs.format", "inputs.sha256", "inputs.packing",
	"clock.zone", "clock.stated", "sites.name", "bursts.site", "notes.site", "notes.name",
	"bursts.id", "bursts.verdict", "bursts.term", "bursts.confidence", "bursts.baseline.mode", "bursts.timeline.kind",
	"bursts.features.name", "bursts.features.unit", "bursts.features.direction", "bursts.explanations.name", "bursts.explanations.outcome",
	"bursts.countries.code", "bursts.top_networks.kind", "bursts.signature.terms.field", "bursts.signature.alternates.field",
	"bursts.tools.family", "bursts.reconnaissance.when", "bursts.similar.with", "bursts.evidence.sha256", "evidence.sha256",
	"probes.family", "probes.technique", "origin.database", "origin.kind", "origin.built", "origin.sha256", "origin.licence",
}

// plain is what such words look like.
var plain = regexp.MustCompile(`^[A-Za-z0-9 ._/+:-]{0,128}$`)

func (m *masker) at(path, s string) string {
	if slices.Contains(ready, path) {
		return s
	}
	if _, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return s
	}
	if slices.Contains(words, path) && plain.MatchString(s) {
		return join(m.replaceAddresses(s))
	}
	if h, ok := m.whole(path, s); ok {
		return m.hide(h, s).text
	}
	return m.text(s)
}

// whole hides a text that is a client and nothing else.
func (m *masker) whole(path, s string) (hidden, bool) {
	if path != "bursts.reconnaissance.client" && path != "probes.top_clients" {
		return hidden{}, false
	}
	if strings.ContainsAny(s, "/") {
		return hidden{}, false
	}
	return m.clientName(s)
}

// encode writes JSON for people: one member on each line, characters that a
// terminal would obey as \u escapes.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return lang.SafeJSON(b.Bytes()), nil
}

// encodeLine writes JSON on one line.
func encodeLine(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return lang.SafeJSON(b.Bytes()), nil
}
