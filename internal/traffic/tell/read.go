package tell

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// read says what was read, and what it can carry.
func (t *teller) read() Section {
	r := t.r
	s := Section{ID: "read", Title: t.say("tell.read")}
	s.Says = append(s.Says, t.say("tell.read.lines", "read", r.Lines.Read, "kept", r.Lines.Kept, "duplicates", r.Lines.Duplicates, "rejects", r.Lines.Rejects))
	if r.Lines.Outside > 0 {
		s.Says = append(s.Says, t.say("tell.read.outside", "n", r.Lines.Outside))
	}
	fact := func(key, value string) {
		if value != "" {
			s.Facts = append(s.Facts, Fact{t.say(key), value})
		}
	}
	fact("tell.formats", t.formats())
	if !r.Span.Start.IsZero() {
		fact("tell.span", t.when(r.Span.Start, r.Span.End)+" ("+lang.Duration(r.Span.End.Sub(r.Span.Start))+")")
	}
	fact("tell.zone", t.zone())
	fact("tell.offset", t.offset())
	fact("tell.problems", t.problems())
	fact("tell.addresses", t.addresses())
	fact("tell.sample", t.sample())
	s.Ends = t.cdn()
	return s
}

func (t *teller) formats() string {
	var parts []string
	for _, f := range t.r.Formats {
		parts = append(parts, t.say("tell.format", "name", clip(f.Name, 40), "n", f.Lines))
	}
	return list(parts, ", ")
}

func (t *teller) zone() string {
	z := t.p.Zone.String()
	if by := "tell.stated." + t.r.Clock.Stated; t.has(by) {
		return z + ", " + t.say(by)
	}
	return z
}

func (t *teller) offset() string {
	if t.r.Clock.Offset == 0 {
		return t.say("tell.offset.none")
	}
	return t.say("tell.offset.some", "s", lang.Number(t.r.Clock.Offset))
}

// problems lists what rejects and warnings were about, most frequent first.
func (t *teller) problems() string {
	names := slices.Collect(maps.Keys(t.r.Lines.Problems))
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.r.Lines.Problems[b], t.r.Lines.Problems[a]), cmp.Compare(a, b))
	})
	var parts []string
	for i, n := range names {
		if i == t.limit(4) {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, t.name(n, "tell.problem.")+" "+lang.Int(t.r.Lines.Problems[n]))
	}
	return list(parts, ", ")
}

// addresses says whose addresses the log holds, where that is not plain.
func (t *teller) addresses() string {
	a := t.r.Clients
	if a.Forwarded+a.CDNOnly+a.ProxyOnly == 0 {
		return ""
	}
	var parts []string
	for _, p := range []struct {
		key string
		n   int64
	}{{"peer", a.Peer}, {"forwarded", a.Forwarded}, {"cdn", a.CDNOnly}, {"proxy", a.ProxyOnly}} {
		if p.n > 0 {
			parts = append(parts, t.say("tell.addresses."+p.key, "n", p.n))
		}
	}
	return list(parts, ", ")
}

// cdn warns where the clients of many lines are not known.
func (t *teller) cdn() []string {
	a := t.r.Clients
	if hidden := a.CDNOnly + a.ProxyOnly; hidden > 0 && t.r.Lines.Kept > 0 {
		return []string{t.say("tell.cdn", "share", float64(hidden)/float64(t.r.Lines.Kept))}
	}
	return nil
}

func (t *teller) sample() string {
	s := t.r.Sample
	if s.Exact || s.Share <= 0 || s.Share >= 1 {
		return t.say("tell.sample.exact")
	}
	return t.say("tell.sample.share", "share", s.Share, "rows", s.Rows, "error", s.Error)
}

// inputs lists the files with what is needed to know them again.
func (t *teller) inputs() Section {
	s := Section{ID: "inputs", Title: t.say("tell.inputs")}
	if len(t.r.Inputs) > 0 {
		s.Table = &Table{Columns: []Column{
			{t.say("tell.file"), false},
			{t.say("tell.role"), false},
			{t.say("tell.format-word"), false},
			{t.say("tell.lines"), true},
			{t.say("tell.kept"), true},
			{t.say("tell.bytes"), true},
		}}
	}
	for i := range t.r.Inputs {
		in := &t.r.Inputs[i]
		s.Table.Rows = append(s.Table.Rows, Row{Cells: []string{
			clip(in.File, 80), t.name(in.Role, "tell.role."), format(in), lang.Int(in.Read), lang.Int(in.Kept), lang.Bytes(in.Bytes),
		}, Under: "SHA-256 " + clip(in.SHA256, 64)})
	}
	for _, d := range t.r.Origin {
		s.Ends = append(s.Ends, t.database(&d))
	}
	return s
}

func format(in *traffic.Input) string {
	f := clip(in.Format, 40)
	if in.Packing != "" {
		f += ", " + clip(in.Packing, 20)
	}
	return f
}

// database names a source of origins with what is needed to know it again.
func (t *teller) database(d *traffic.Database) string {
	s := t.say("tell.database", "name", clip(d.Database, 60), "built", clip(d.Built, 30), "ranges", d.Ranges, "sha", clip(d.SHA256, 64))
	if d.Licence != "" {
		s += " " + t.say("tell.database.licence", "licence", clip(d.Licence, 60))
	}
	if d.Warning != "" {
		s += " " + t.say("tell.database.warning", "text", strings.TrimRight(clip(d.Warning, 300), "."))
	}
	return s
}
