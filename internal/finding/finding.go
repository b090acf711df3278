// Package finding holds the one thing that detectors produce: a statement
// about the data, with its numbers, its likelihood, the innocent explanations
// that were tested, and the evidence behind it.
//
// A finding never names who is responsible. That is kept by its types (there
// is no field for an actor), by the message catalogue (detectors can print
// only its sentences) and by a test over that catalogue.
package finding

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Front is one of the three things that unveil watches.
type Front string

// The fronts.
const (
	Social  Front = "social"
	Traffic Front = "traffic"
	Count   Front = "count"
)

// Fronts lists them in the order in which they are shown.
func Fronts() []Front { return []Front{Social, Traffic, Count} }

// Verdict is a detector's choice between stated hypotheses.
type Verdict string

// The verdicts on a burst of traffic.
const (
	Attack  Verdict = "attack"
	Crowd   Verdict = "crowd"
	Both    Verdict = "both"
	Unclear Verdict = "unclear"
)

// Confidence is how well the data and the method can carry the statement. It
// is never put in one sentence with a likelihood (ICD 203).
type Confidence string

// The confidence words.
const (
	Low      Confidence = "low"
	Moderate Confidence = "moderate"
	High     Confidence = "high"
)

// Severity orders findings for the reader and for --fail-on.
type Severity string

// The severities: Note is worth knowing and asks for nothing.
const (
	Note    Severity = "note"
	Minor   Severity = "minor"
	Serious Severity = "serious"
)

// Measure is one number. Names are documented in the detector's page under
// docs/methods and never change their meaning.
type Measure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"` // "requests", "s", "share" (0..1), "1/s", "ratio", …
}

// Outcome is what testing an innocent explanation gave.
type Outcome string

// The outcomes.
const (
	Supported   Outcome = "supported"    // the data fit this explanation
	Possible    Outcome = "possible"     // the data do not decide
	Unlikely    Outcome = "unlikely"     // the data speak against it
	NotTestable Outcome = "not-testable" // this input cannot show it
)

// Explanation is one innocent explanation and how it fared.
type Explanation struct {
	Name     string       `json:"name"` // fixed name, "televised-call"
	Outcome  Outcome      `json:"outcome"`
	Text     lang.Message `json:"text"` // what was compared, with its numbers
	Measures []Measure    `json:"measures,omitempty"`
}

// Feature is one line of the evidence that a likelihood was computed from.
type Feature struct {
	Name     string   `json:"name"`
	Value    float64  `json:"value"`
	Baseline *float64 `json:"baseline,omitempty"` // the same number in ordinary times
	// Weight is the natural logarithm of the likelihood ratio that this line
	// adds for the stated hypothesis; negative speaks against it.
	Weight float64 `json:"weight"`
}

// Technique is an id in a public catalogue of techniques.
type Technique struct {
	Framework string `json:"framework"` // "DISARM", "MITRE ATT&CK"
	ID        string `json:"id"`
	Name      string `json:"name"`
}

// Evidence points at one record: the source by its SHA-256, the place in it,
// and the digest of the record's bytes.
type Evidence struct {
	Source string       `json:"source"` // SHA-256 of the file as it was given, hex
	File   string       `json:"file"`   // base name at the time of reading
	Row    int64        `json:"row"`
	Offset int64        `json:"offset"` // in the decompressed stream
	Length int64        `json:"length"`
	Digest string       `json:"digest"` // first 16 bytes of the record's SHA-256, hex
	Quote  string       `json:"quote"`  // the record in short; hostile text
	Role   lang.Message `json:"role"`   // why it is shown
}

// Members are the things that a finding is about, by their unmasked names:
// the unit that a drill is scored in. Published output masks them.
type Members struct {
	Unit  string   `json:"unit"`            // "accounts", "addresses", "sheets"
	IDs   []string `json:"ids"`             // sorted
	Edges []Edge   `json:"edges,omitempty"` // pairs of accounts, where the finding is a network
}

// Edge joins two members.
type Edge struct {
	A      string  `json:"a"` // A < B
	B      string  `json:"b"`
	Weight float64 `json:"weight"`
}

// Series is what the figure of a finding draws: values over equal steps of
// time, with the expected values beside them where there are any.
type Series struct {
	Name     string    `json:"name"`
	Start    time.Time `json:"start"`
	Step     float64   `json:"step"` // seconds
	Unit     string    `json:"unit"`
	Values   []float64 `json:"values"`
	Expected []float64 `json:"expected,omitempty"`
}

// Method is how the finding was made, enough to make it again.
type Method struct {
	Name   string         `json:"name"` // page under docs/methods
	Params map[string]any `json:"params,omitempty"`
}

// Finding is one statement by one detector. The JSON form is documented in
// docs/formats/finding.md; SchemaVersion counts its incompatible changes.
type Finding struct {
	Schema     int            `json:"schema"`
	ID         string         `json:"id"`
	Detector   string         `json:"detector"`
	Version    string         `json:"version"` // of the detector
	Front      Front          `json:"front"`
	Subject    string         `json:"subject"` // site, station, or a name for the group: never an account
	Start      time.Time      `json:"start"`
	End        time.Time      `json:"end"`
	Severity   Severity       `json:"severity"`
	Verdict    Verdict        `json:"verdict"`    // "" where the detector judges nothing
	Likelihood *float64       `json:"likelihood"` // 0.01..0.99, null for a plain fact
	Term       string         `json:"term"`       // ICD 203 term, "" for a plain fact
	Hypothesis *lang.Message  `json:"hypothesis"` // what the likelihood is of; null for a plain fact
	Prior      *float64       `json:"prior"`      // the prior that the likelihood started from
	Confidence Confidence     `json:"confidence"`
	Basis      []lang.Message `json:"basis"`    // why the confidence is what it is
	Headline   lang.Message   `json:"headline"` // the statement in one sentence
	Details    []lang.Message `json:"details"`
	Measures   []Measure      `json:"measures"`
	Features   []Feature      `json:"features,omitempty"`
	Innocent   []Explanation  `json:"innocent"`
	Limits     []lang.Message `json:"limits"` // what the data cannot show
	Techniques []Technique    `json:"techniques"`
	Evidence   []Evidence     `json:"evidence"`
	Members    *Members       `json:"members,omitempty"`
	Series     *Series        `json:"series,omitempty"`
	Method     Method         `json:"method"`
}

// SchemaVersion is the version of the JSON form of a Finding.
const SchemaVersion = 1

// Seal fills what follows from the rest: schema, likelihood clamped, term and
// the id. The id is a hash of everything the finding says, so equal findings
// have equal ids and nothing in a finding can change under its id.
func (f *Finding) Seal() {
	f.Schema = SchemaVersion
	f.Start, f.End = f.Start.UTC(), f.End.UTC()
	if f.Likelihood != nil {
		p := Clamp(*f.Likelihood)
		f.Likelihood = &p
		f.Term = Term(p)
	}
	f.fill()
	f.ID = ""
	b, err := json.Marshal(f)
	if err != nil {
		panic(fmt.Sprintf("finding cannot be encoded: %v", err))
	}
	sum := sha256.Sum256(b)
	f.ID = "f" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// fill makes the lists that are always there empty rather than null.
func (f *Finding) fill() {
	for _, l := range []*[]lang.Message{&f.Basis, &f.Details, &f.Limits} {
		if *l == nil {
			*l = []lang.Message{}
		}
	}
	if f.Measures == nil {
		f.Measures = []Measure{}
	}
	if f.Innocent == nil {
		f.Innocent = []Explanation{}
	}
	if f.Techniques == nil {
		f.Techniques = []Technique{}
	}
	if f.Evidence == nil {
		f.Evidence = []Evidence{}
	}
}

// Cite makes the evidence reference of a record.
func Cite(src source.Info, w source.Where, digest source.Digest, quote string, role lang.Message) Evidence {
	return Evidence{
		Source: src.SHA256, File: src.Name, Row: w.Row, Offset: w.Offset, Length: w.Length,
		Digest: fmt.Sprintf("%x", digest), Quote: quote, Role: role,
	}
}

// Clamp keeps a probability within 0.01 and 0.99 and rounds it to a hundredth:
// nothing that a detector says is certain.
func Clamp(p float64) float64 {
	if math.IsNaN(p) {
		return 0.5
	}
	return math.Round(min(max(p, 0.01), 0.99)*100) / 100
}

// Term gives the ICD 203 term of a likelihood.
// Source: Intelligence Community Directive 203, Analytic Standards (2015).
func Term(p float64) string {
	switch {
	case p < 0.05:
		return "almost no chance"
	case p < 0.20:
		return "very unlikely"
	case p < 0.45:
		return "unlikely"
	case p < 0.55:
		return "roughly even"
	case p < 0.80:
		return "likely"
	case p < 0.95:
		return "very likely"
	}
	return "almost certain"
}
