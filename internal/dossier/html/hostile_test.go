package html_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// evil is text that tries to become markup, to close an attribute, to turn
// the direction of writing, and to push the page wider.
const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)></style></svg>{{.}}` +
	"\u202e\u2066\u200b\x1b[31m\x00\xff javascript:alert(1) "

var long = strings.Repeat("W", 3000)

func hostile(tag string) string { return tag + evil + long }

// hostileInput has evil text in every field that holds text.
func hostileInput() dossier.Input {
	in := fullInput()
	in.Case, in.Version, in.Command = hostile("case"), hostile("version"), hostile("command")
	e := sampleElection()
	e.Name, e.Country = hostile("name"), hostile("country")
	e.Sources = []string{"https://example.org/" + hostile("s"), "javascript:alert(1)", hostile("src")}
	e.Calendar = append(e.Calendar, election.Event{Kind: hostile("kind"), Name: hostile("event"), Start: at(12, 1, 1, 1)})
	in.Election = e
	in.Method = func(name string) string { return hostile(name) + "\n\n- " + hostile("item") + "\n\n# " + hostile("h") }
	for i := range in.Sources {
		s := &in.Sources[i]
		s.Name, s.Format, s.Zone, s.ZoneFrom = hostile("file"), hostile("format"), hostile("zone"), hostile("from")
		s.Site, s.Reliability, s.Packing = hostile("site"), hostile("rel"), hostile("pack")
	}
	in.Rejects = append(in.Rejects, dossier.RejectLine{File: hostile("f"), Row: 1, Column: hostile("c"), Problem: lang.M("not-a-time", "value", hostile("v"))})
	for i := range in.Findings {
		in.Findings[i] = hostileFinding(in.Findings[i])
	}
	return in
}

func hostileFinding(f finding.Finding) finding.Finding {
	m := lang.M("s.flood.head", "site", hostile("site"), "n", hostile("n"), "d", hostile("d"), "x", hostile("x"))
	f.Detector, f.Version, f.Subject = hostile("det"), hostile("ver"), hostile("sub")
	f.Headline, f.Hypothesis = m, &m
	f.Details, f.Basis, f.Limits = []lang.Message{m}, []lang.Message{m}, []lang.Message{lang.M(hostile("unknown.key"))}
	f.Measures = []finding.Measure{{Name: hostile("mn"), Value: 1, Unit: hostile("mu")}}
	f.Features = append(slices.Clone(f.Features), finding.Feature{Name: hostile("fn"), Weight: 1e300})
	f.Innocent = []finding.Explanation{{Name: hostile("in"), Outcome: finding.Outcome(hostile("out")), Text: m, Measures: f.Measures}}
	f.Techniques = []finding.Technique{{Framework: hostile("fw"), ID: hostile("id"), Name: hostile("tn")}}
	f.Evidence = []finding.Evidence{{Source: hostile("src"), File: hostile("ef"), Digest: hostile("dig"), Quote: hostile("quote"), Role: m}}
	f.Members = &finding.Members{Unit: "objects", IDs: []string{hostile("m1"), hostile("m2")}, Edges: []finding.Edge{{A: hostile("m1"), B: hostile("m2"), Weight: 1}}}
	if f.Series != nil {
		s := *f.Series
		s.Name, s.Unit = hostile("sn"), hostile("su")
		f.Series = &s
	}
	f.Method = finding.Method{Name: hostile("meth"), Params: map[string]any{hostile("p"): hostile("v"), "n": map[string]any{hostile("k"): hostile("v")}}}
	return f
}

func TestHostileText(t *testing.T) {
	for _, sealed := range []bool{false, true} {
		for _, l := range lang.Langs() {
			t.Run(fmt.Sprintf("%s sealed=%v", l, sealed), func(t *testing.T) {
				in := hostileInput()
				in.Sealed = sealed
				got := render(t, in, l)
				for _, bad := range []string{"<script", "<img", "onerror=alert(1)>", "</style></svg>", "\u202e", "\u2066", "\u200b", "\x1b", "\x00", "\xff ", `href="javascript`} {
					if strings.Contains(got, bad) {
						t.Errorf("the page holds %q", bad)
					}
				}
				for _, want := range []string{"‹U+202E›", "&lt;script&gt;alert(1)"} {
					if !strings.Contains(got, want) {
						t.Errorf("the page lacks %q", want)
					}
				}
				if got := strings.Count(got, "</style>"); got != 1 {
					t.Errorf("the page closes %d style elements, want 1", got)
				}
				wellFormed(t, got)
			})
		}
	}
}
