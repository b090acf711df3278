package html

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/document"
	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

const (
	quoteLength  = 280 // characters of a quote
	shownMembers = 24  // members of a finding that are listed
	shownEdges   = 10  // pairs of a finding that are listed
)

// evidence gives the first records, and a sentence where more are cited.
func (b *builder) evidence(f *finding.Finding, limit int) ([]evidence, string) {
	var out []evidence
	for i := range f.Evidence[:min(limit, len(f.Evidence))] {
		out = append(out, b.record(&f.Evidence[i]))
	}
	var more []string
	if rest := len(f.Evidence) - len(out); rest > 0 {
		more = append(more, b.say("ui.evidence.more", "n", rest))
	}
	if f.Members != nil && f.Members.Unit == "accounts" && limit > 1 {
		more = append(more, b.say("ui.evidence.posts", "id", f.ID[:7]))
	}
	return out, strings.Join(more, " ")
}

func (b *builder) record(e *finding.Evidence) evidence {
	out := evidence{
		Role: capital(b.p.Print(e.Role)), Quote: clip(e.Quote, quoteLength),
		Short: clipHash(e.Source), Source: e.Source,
		Place:   b.say("ui.place.of", "file", e.File, "row", e.Row, "from", e.Offset, "to", e.Offset+max(e.Length, 1)-1),
		Command: b.extract(e), Digest: e.Digest, DigestName: b.word("ui.digest"),
	}
	if d, ok := strings.CutPrefix(e.Digest, dossier.CommitmentPrefix); ok {
		out.Digest, out.DigestName = d, b.word("ui.commitment")
	}
	return out
}

func clipHash(h string) string { return h[:min(12, len(h))] }

// extract is the command that cuts a record out of its file.
func (b *builder) extract(e *finding.Evidence) string {
	cat := ""
	for i := range b.in.Sources {
		if s := &b.in.Sources[i]; s.SHA256 == e.Source {
			cat = unpacker(s)
		}
	}
	name := shellName(e.File)
	if cat == "" {
		return fmt.Sprintf("tail -c +%d %s | head -c %d", e.Offset+1, name, e.Length)
	}
	return fmt.Sprintf("%s %s | tail -c +%d | head -c %d", cat, name, e.Offset+1, e.Length)
}

func unpacker(s *source.Info) string {
	switch s.Packing {
	case "gzip":
		return "gzip -dc"
	case "zstd":
		return "zstd -dc"
	case "bzip2":
		return "bzip2 -dc"
	}
	return ""
}

var plainName = regexp.MustCompile(`^[A-Za-z0-9_.+,=@%:/][A-Za-z0-9_.+,=@%:/-]*$`)

// shellName writes a file name so that a reader can paste it into a shell,
// whatever it holds. A name that cannot be typed is written as FILE.
func shellName(name string) string {
	if name == "" || name == "-" || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || document.Hidden(r) || r == '\uFFFD' }) {
		return "FILE"
	}
	if plainName.MatchString(name) {
		return name
	}
	if strings.HasPrefix(name, "-") {
		name = "./" + name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}

func (b *builder) members(ms *finding.Members) *members {
	if ms == nil || len(ms.IDs) == 0 {
		return nil
	}
	out := &members{Summary: b.say("ui.members", "n", len(ms.IDs), "unit", b.plural(ms.Unit))}
	for _, id := range ms.IDs[:min(shownMembers, len(ms.IDs))] {
		out.IDs = append(out.IDs, clip(id, 80))
	}
	if rest := len(ms.IDs) - len(out.IDs); rest > 0 {
		out.More = b.say("ui.more", "n", rest)
	}
	edges := strongest(ms.Edges)
	for _, e := range edges[:min(shownEdges, len(edges))] {
		out.Edges = append(out.Edges, edgeRow{clip(e.A, 80), clip(e.B, 80), lang.Number(e.Weight)})
	}
	if rest := len(edges) - len(out.Edges); rest > 0 {
		out.EdgesMore = b.say("ui.more", "n", rest)
	}
	return out
}

// plural is the word for many of a unit.
func (b *builder) plural(unit string) string {
	return strings.TrimSpace(strings.TrimPrefix(b.value(2, unit), "2"))
}

// params lists a method's parameters by name; a value that is not a string
// is written as JSON, which sorts the keys of a map and writes whole numbers
// as integers.
func params(ps map[string]any) []param {
	var out []param
	for _, name := range slices.Sorted(maps.Keys(ps)) {
		text, ok := ps[name].(string)
		if !ok {
			enc, err := json.Marshal(ps[name])
			if err != nil {
				enc = []byte("–")
			}
			text = string(enc)
		}
		out = append(out, param{name, clip(text, 400)})
	}
	return out
}
