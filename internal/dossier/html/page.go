package html

// The structs below are what the templates see. Strings are plain text, in
// the reader's language and already masked; places are percentages of a
// drawing's width or pixels of its height.

// page is the whole report.
type page struct {
	Lang, Title, CSP string
	Case, Country    string
	Day, Zone        string
	Generated        string
	Version, Command string
	Sealed           bool
	Drill            bool // a made-up election
	Summary          []string
	Counts           []countRow
	CountsTotal      countRow
	Top              []link
	TopMore          string // how many findings above notes the list leaves out
	Timeline         *timeline
	Groups           []group
	LeftOut          string // what --severity leaves out; "" where nothing is
	Toc              []link
	CannotShow       []string
	Inputs           []inputRow
	InputsTotal      inputRow
	InputsSum        string
	Rejects          []rejectRow
	RejectsMore      string
	Hashes           []string // commands
	Extract, Digest  string   // commands
	Methods          []methodNote
	Terms, Words     []termRow
	Sources          []factSource
}

// link points at a finding.
type link struct{ ID, Number, Text, Severity, Note string }

// countRow is one front of the summary's table.
type countRow struct{ Front, Name, Serious, Minor, Notes string }

// group is the findings of one severity, in full or as tables.
type group struct {
	Severity, Name, Intro string
	Findings              []entry
	Folded                bool // each finding is folded to its headline
	Tables                []noteTable
	Paper                 string // how to get what is left out on paper
}

// noteTable is the notes of one front: a line each, the rest folded below it
// and left out on paper.
type noteTable struct {
	Front, Name string
	Rows        []entry
}

// entry is one finding. Front, Severity and Verdict are fixed names, used as
// classes; the fields ending in Name are their words.
type entry struct {
	ID, Number             string
	Front, FrontName       string
	Severity, SeverityName string
	Verdict, VerdictName   string
	Headline               string
	Subject, When, Length  string
	Detector               string
	Short, ShortID, About  string // for lists: how sure of what, the id cut short, when to the minute
	Fact, FactLong         string // plain fact or comparison; "" where there is a likelihood
	Likelihood             *likelihood
	ConfidenceSentence     string
	Basis, Details         []string
	Measures               []measureRow
	Figure                 *figure
	Network                *network
	Features               []featureRow
	Innocent               []explanation
	Limits, Techniques     []string
	Evidence               []evidence
	EvidenceMore           string
	Members                *members
	MethodID, MethodName   string
	Params                 []param
	Brief                  string // why the rest is left out; "" where nothing is
}

// likelihood is the estimate of a hypothesis, with its place on the scale.
type likelihood struct {
	Sentence, Hypothesis, Prior string
	Desc                        string
	At                          float64 // per cent of the scale
	Bands                       []band
}

// band is one term of the ICD 203 scale.
type band struct {
	X, Width float64
	On       bool
}

type measureRow struct{ Name, Value string }

// featureRow is one line of the evidence behind a likelihood.
type featureRow struct {
	Name, Value, Baseline string
	Side, Effect          string  // Side: "for", "against", "neither"
	X, Width              float64 // of the bar, per cent
}

type explanation struct {
	Name, Outcome, OutcomeName, Text string
	Measures                         []measureRow
}

type evidence struct {
	Role, Quote, Place string
	Short, Source      string // SHA-256 of the file, shortened and whole
	Digest, DigestName string
	Command            string
}

type members struct {
	Summary, More, EdgesMore string
	IDs                      []string
	Edges                    []edgeRow
}

type edgeRow struct{ A, B, Weight string }

type param struct{ Name, Value string }

// figure is the drawing of a series. Its shapes lie in a box of 1000 by
// plotHeight that is stretched to the page's width; its words are not.
type figure struct {
	ID, Title, Desc, Caption string
	Area, Line, Expected     string // path data
	Grid                     []gridLine
	Ticks                    []tick
	Peak                     *peak
	Legend                   *legend
}

type legend struct{ Values, Expected string }

type gridLine struct {
	Y, LabelY float64
	Label     string
}

type tick struct {
	X             float64
	Anchor, Label string
}

type peak struct {
	X, Y, TextY   float64
	DX            int
	Anchor, Label string
}

// network is the drawing of a finding's pairs, its members on a circle.
type network struct {
	ID, Title, Desc, Caption string
	Nodes                    []node
	Lines                    []netLine
}

type node struct{ X, Y float64 }

type netLine struct{ X1, Y1, X2, Y2, Width float64 }

// timeline is the three-lane drawing, its key and its table.
type timeline struct {
	Desc, CutNote string
	Height, AxisY int
	Lanes         []lane
	Events        []eventMark
	Bands, Cuts   []stretch
	Ticks         []axisTick
	Key           []eventRow
	Rows          []timelineRow
}

type lane struct {
	Front, Name  string
	Y, H, LabelY int
	Bars         []bar
	Empty        *placedText
}

type placedText struct {
	Y    int
	Text string
}

type bar struct {
	X, Width              float64
	Y                     int
	Severity, Href, Title string
	Label                 *barLabel
}

type barLabel struct {
	X            float64
	Y, DX        int
	Anchor, Text string
}

type eventMark struct {
	X            float64
	Y, TextY, Y2 int
	Letter       string
}

// stretch is a long event behind the lanes, or a cut in the axis.
type stretch struct {
	X, Width float64
	Y, H     int
	Title    string
}

type axisTick struct {
	X             float64
	Y, Y1, Y2, DX int
	Anchor, Label string
}

type eventRow struct{ Letter, Kind, Name, When string }

type timelineRow struct{ ID, Number, Front, When, Text string }

type inputRow struct {
	File, About, SHA256             string
	Read, Kept, Duplicates, Rejects string
	Period, Zone                    string
}

type rejectRow struct{ File, Place, Problem, Outcome, Count string }

type methodNote struct {
	ID, Name string
	Blocks   []block
}

// block is one paragraph of a method's page: a "heading", "text", "code", or
// a "list" of items.
type block struct {
	Kind, Text string
	Items      []string
}

type termRow struct{ Term, Text string }

type factSource struct {
	Text string
	URL  string // "" where it is no web address
}
