package pack

import (
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// readme writes README.txt: everything once in English and once in Spanish.
func (p *published) readme(page bool, recipients int) string {
	var b strings.Builder
	for _, l := range lang.Langs() {
		if b.Len() > 0 {
			b.WriteString("\n" + strings.Repeat("=", 72) + "\n\n")
		}
		p.readmeIn(&b, lang.Printer{Lang: l, Catalogue: Messages}, page, recipients)
	}
	return b.String()
}

func (p *published) readmeIn(b *strings.Builder, pr lang.Printer, page bool, recipients int) {
	say := func(key string, pairs ...any) { b.WriteString(pr.Print(lang.M("pack."+key, pairs...)) + "\n") }
	r := p.report
	say("title")
	say("what")
	say("claim", "read", r.Lines.Read, "kept", r.Lines.Kept, "duplicates", r.Lines.Duplicates, "rejects", r.Lines.Rejects)
	for i := range r.Inputs {
		in := &r.Inputs[i]
		say("input", "file", in.File, "bytes", in.Bytes, "sha256", in.SHA256)
	}
	p.statements(say)
	say("files")
	if page {
		say("page")
	}
	if recipients > 0 {
		say("sealed", "n", recipients)
	} else {
		say("open")
	}
	say("hand")
	p.byHand(say)
	say("limits")
}

// statements lists what is said of each burst and each kind of attempt.
func (p *published) statements(say func(string, ...any)) {
	r := p.report
	for i := range r.Bursts {
		u := &r.Bursts[i]
		say("burst."+verdict(u), "site", u.Site, "start", u.Start, "end", u.End, "requests", u.Requests, "p", u.Likelihood)
	}
	if len(r.Bursts) == 0 {
		say("no-burst")
	}
	for i := range r.Probes {
		a := &r.Probes[i]
		say("probe", "family", a.Family, "technique", a.Technique, "requests", a.Requests, "succeeded", a.Succeeded)
	}
}

// verdict names the sentence of a burst; one whose verdict is not known here
// is stated without it.
func verdict(b *traffic.Burst) string {
	if _, ok := Messages["pack.burst."+string(b.Verdict)]; ok {
		return string(b.Verdict)
	}
	return "other"
}

// byHand shows the commands that read the first quoted line from its input.
func (p *published) byHand(say func(string, ...any)) {
	if len(p.lines) == 0 {
		return
	}
	e := p.lines[0].Evidence
	read := map[string]string{"": "cat", "gzip": "gzip -dc", "zstd": "zstd -dc", "bzip2": "bzip2 -dc"}
	for i := range p.report.Inputs {
		if in := &p.report.Inputs[i]; in.SHA256 == e.Input && read[in.Packing] != "" {
			say("line", "read", read[in.Packing], "file", quoteName(in.File), "from", e.Offset+1, "length", e.Length, "offset", e.Offset)
			return
		}
	}
}

// quoteName quotes a file name for a shell. One that cannot be typed is FILE.
func quoteName(s string) string {
	for _, r := range s {
		if r < ' ' || r == '\'' || r >= 0x7f && r < 0xa0 {
			return "FILE"
		}
	}
	return "'" + s + "'"
}
