package traffictest

import (
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/traffic"
)

// Evil is text that tries to become markup, to close an attribute, to drive a
// terminal, and to turn the direction of writing.
const Evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)></style></svg>{{.}}{n:int}` +
	"\u202e\u2066\u200b\x1b[31m\x1b]0;title\x07\x9b2J\r\x00\xff javascript:alert(1) "

// Hostile is Attack with evil text in every field that holds text, and an
// agent of ten thousand bytes.
func Hostile() *traffic.Report {
	r := Attack()
	long := Evil + strings.Repeat("W", 10_000)
	r.Version, r.Command, r.Clock.Zone, r.Clock.Stated = Evil, long, Evil, Evil
	r.Lines.Problems[Evil] = 4
	r.Formats[0].Name = long
	for i := range r.Inputs {
		in := &r.Inputs[i]
		in.File, in.Format, in.Packing, in.SHA256 = long, Evil, Evil, Evil
	}
	for i := range r.Sites {
		r.Sites[i].Name = long
	}
	hostileBurst(&r.Bursts[0], long)
	for i := range r.Probes {
		p := &r.Probes[i]
		p.Family, p.Technique, p.Why = long, Evil, long
		p.Top, p.Examples = []string{Evil, long}, []string{long, Evil}
	}
	for i := range r.Origin {
		o := &r.Origin[i]
		o.Database, o.Built, o.Kind, o.SHA256, o.Licence, o.Warning = Evil, Evil, Evil, Evil, Evil, long
	}
	r.Notes = []traffic.Note{{Name: Evil, Site: Evil, Text: long}}
	r.Rejected = []traffic.Reject{{File: Evil, Line: 1, Offset: 7, Length: 9, Reason: long}}
	r.Limits = []string{long}
	return r
}

func hostileBurst(b *traffic.Burst, long string) {
	b.ID, b.Site, b.Template, b.Headline, b.Term = Evil, long, long, long, Evil
	b.Verdict, b.Confidence = finding.Verdict(Evil), finding.Confidence(Evil)
	b.Baseline.Mode, b.Shape.PeakAt = Evil, Evil
	b.NotSeen, b.Members = []string{long}, []string{Evil}
	for i := range b.Timeline {
		b.Timeline[i].Name, b.Timeline[i].Kind = long, Evil
	}
	for i := range b.Features {
		f := &b.Features[i]
		f.Name, f.Title, f.Unit, f.Direction = Evil, long, Evil, Evil
	}
	for i := range b.Innocent {
		b.Innocent[i] = traffic.Reason{Name: Evil, Outcome: Evil, Text: long}
	}
	for i := range b.Countries {
		b.Countries[i].Code = Evil
	}
	for i := range b.NetworkTop {
		n := &b.NetworkTop[i]
		n.Name, n.Kind, n.Prefix = long, Evil, Evil
	}
	hostileTerms(b.Signature.Terms, long)
	hostileTerms(b.Signature.Alternates, long)
	b.Tools[0].Family, b.Tools[0].Detail = long, []string{long, Evil}
	b.Recon[0] = traffic.Recon{Client: Evil, When: Evil, Time: time.Time{}, What: long, Why: long}
	b.Similar[0].With, b.Similar[0].Start = Evil, Evil
	for i := range b.Evidence {
		b.Evidence[i] = traffic.Evidence{Input: Evil, File: long, Digest: Evil, Quote: long, Why: long}
	}
}

func hostileTerms(terms []traffic.Term, long string) {
	for i := range terms {
		terms[i].Field, terms[i].Values = Evil, []string{long, Evil}
	}
}

// All gives every kind of report by name.
func All() map[string]*traffic.Report {
	return map[string]*traffic.Report{
		"attack": Attack(), "crowd": Crowd(), "both": Both(), "unclear": Unclear(), "quiet": Quiet(), "hostile": Hostile(), "empty": {Schema: traffic.Schema},
	}
}
