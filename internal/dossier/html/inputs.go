package html

import (
	"fmt"
	"strings"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

const (
	rejectsPerSource = 5
	maxRejectRows    = 60
	maxHashCommands  = 20
)

func (b *builder) inputs(pg *page) {
	var sum source.Info
	for i := range b.in.Sources {
		s := &b.in.Sources[i]
		pg.Inputs = append(pg.Inputs, b.inputRow(s))
		sum.Read, sum.Kept = sum.Read+s.Read, sum.Kept+s.Kept
		sum.Duplicates, sum.Rejects = sum.Duplicates+s.Duplicates, sum.Rejects+s.Rejects
	}
	pg.InputsTotal = inputRow{
		Read: lang.Int(sum.Read), Kept: lang.Int(sum.Kept),
		Duplicates: lang.Int(sum.Duplicates), Rejects: lang.Int(sum.Rejects),
	}
	key := "ui.inputs.sum"
	if sum.Read != sum.Kept+sum.Duplicates+sum.Rejects {
		key = "ui.inputs.sum.wrong"
	}
	pg.InputsSum = b.say(key, "read", sum.Read, "kept", sum.Kept, "duplicates", sum.Duplicates, "rejects", sum.Rejects)
	b.rejects(pg)
}

func (b *builder) inputRow(s *source.Info) inputRow {
	about := []string{s.Format, lang.Bytes(s.Size)}
	if s.Packing != "" {
		about = append(about, b.say("ui.packed", "packing", s.Packing, "size", s.Unpacked))
	}
	if s.Site != "" {
		about = append(about, s.Site)
	}
	if s.Reliability != "" {
		about = append(about, b.say("ui.reliability", "grade", s.Reliability))
	}
	if s.Warnings > 0 {
		about = append(about, b.say("ui.warnings", "n", s.Warnings))
	}
	row := inputRow{
		File: s.Name, About: strings.Join(about, " · "), SHA256: s.SHA256,
		Read: lang.Int(s.Read), Kept: lang.Int(s.Kept), Duplicates: lang.Int(s.Duplicates), Rejects: lang.Int(s.Rejects),
		Period: b.interval(s.Start, s.End), Zone: b.word("ui.zone.none"),
	}
	if s.Zone != "" {
		row.Zone = b.say("ui.zone.from", "zone", s.Zone, "from", b.name("ui.zonefrom.", s.ZoneFrom))
	}
	return row
}

// rejects shows the first few problems of each source; what is left out is
// counted.
func (b *builder) rejects(pg *page) {
	shown := map[string]int{}
	left := 0
	for i := range b.in.Rejects {
		r := &b.in.Rejects[i]
		if shown[r.File] == rejectsPerSource || len(pg.Rejects) == maxRejectRows {
			left++
			continue
		}
		shown[r.File]++
		pg.Rejects = append(pg.Rejects, b.rejectRow(r))
	}
	if left > 0 {
		pg.RejectsMore = b.say("ui.problems.more", "n", left)
	}
}

func (b *builder) rejectRow(r *dossier.RejectLine) rejectRow {
	row := rejectRow{
		File: r.File, Problem: clip(b.p.Print(r.Problem), 300),
		Outcome: b.word("ui.outcome.reject"), Count: lang.Int(max(r.Count, 1)),
	}
	if r.Warning {
		row.Outcome = b.word("ui.outcome.warning")
	}
	var place []string
	if r.Row > 0 {
		place = append(place, b.say("ui.place.row", "n", r.Row))
	}
	if r.Line > 0 {
		place = append(place, b.say("ui.place.line", "n", r.Line))
	}
	if r.Column != "" {
		place = append(place, clip(r.Column, 60))
	}
	row.Place = strings.Join(place, " · ")
	return row
}

// checks writes the commands with which a reader checks the report.
func (b *builder) checks(pg *page) {
	for i := range b.in.Sources[:min(maxHashCommands, len(b.in.Sources))] {
		pg.Hashes = append(pg.Hashes, "sha256sum "+shellName(b.in.Sources[i].Name))
	}
	if e := b.firstEvidence(); e != nil {
		pg.Extract = b.extract(e)
		pg.Digest = fmt.Sprintf("%s | sha256sum | cut -c 1-32", pg.Extract)
	}
}

func (b *builder) firstEvidence() *finding.Evidence {
	for i := range b.findings {
		if len(b.findings[i].Evidence) > 0 {
			return &b.findings[i].Evidence[0]
		}
	}
	return nil
}
