package html

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

func TestShellName(t *testing.T) {
	tests := []struct{ in, want string }{
		{"posts.csv", "posts.csv"},
		{"-rf", "'./-rf'"},
		{"-", "FILE"},
		{"", "FILE"},
		{"a b.csv", "'a b.csv'"},
		{"it's.csv", `'it'\''s.csv'`},
		{"$(rm x).csv", "'$(rm x).csv'"},
		{"a\nb", "FILE"},
		{"a\u202eb", "FILE"},
	}
	for _, tt := range tests {
		if got := shellName(tt.in); got != tt.want {
			t.Errorf("shellName(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestExtract(t *testing.T) {
	b := newBuilder(dossier.Input{Sources: []source.Info{{SHA256: "g", Packing: "gzip"}, {SHA256: "z", Packing: "zstd"}, {SHA256: "p"}}}, lang.Printer{})
	tests := []struct{ sha, want string }{
		{"g", "gzip -dc a.log | tail -c +11 | head -c 5"},
		{"z", "zstd -dc a.log | tail -c +11 | head -c 5"},
		{"p", "tail -c +11 a.log | head -c 5"},
	}
	for _, tt := range tests {
		if got := b.extract(&finding.Evidence{Source: tt.sha, File: "a.log", Offset: 10, Length: 5}); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.sha, got, tt.want)
		}
	}
}

func TestValue(t *testing.T) {
	b := newBuilder(dossier.Input{}, lang.Printer{Lang: lang.Es})
	tests := []struct {
		v    float64
		unit string
		want string
	}{
		{1, "requests", "1 solicitud"},
		{31250, "requests", "31,250 solicitudes"},
		{2.5, "requests", "2.50 solicitudes"},
		{0.931, "share", "93 %"},
		{2.4, "s", "2.40 s"},
		{540, "s", "9 min"},
		{41.7, "ratio", "× 41.7"},
		{1234567, "bytes", "1.2 MB"},
		{3, "", "3"},
		{3, "furlongs", "3 furlongs"},
		{math.NaN(), "s", "–"},
		{math.Inf(1), "requests", "–"},
		{3.39e-13, "probability", "3.39 × 10⁻¹³"},
		{-0.0004, "share of time", "-4 × 10⁻⁴ share of time"},
		{0.02, "probability", "0.020"},
		{70.33, "1/s", "70.3 por segundo"},
	}
	for _, tt := range tests {
		if got := b.value(tt.v, tt.unit); got != tt.want {
			t.Errorf("value(%v, %q) = %q, want %q", tt.v, tt.unit, got, tt.want)
		}
	}
}

func TestFigure(t *testing.T) {
	start := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	many := make([]float64, 100_000)
	many[77_777] = 9
	tests := []struct {
		name   string
		series *finding.Series
		drawn  bool
		log    bool
	}{
		{"none", nil, false, false},
		{"empty", &finding.Series{Start: start, Step: 1}, false, false},
		{"no step", &finding.Series{Start: start, Values: []float64{1}}, false, false},
		{"step is not a number", &finding.Series{Start: start, Step: math.NaN(), Values: []float64{1}}, false, false},
		{"all zero", &finding.Series{Start: start, Step: 1, Values: make([]float64, 5)}, true, false},
		{"odd values", &finding.Series{Start: start, Step: 1, Values: []float64{math.NaN(), math.Inf(1), -5, 3, 1e300}}, true, false},
		{"flat", &finding.Series{Start: start, Step: 60, Values: []float64{5, 6, 5, 6, 5, 6, 5, 6, 5}}, true, false},
		{"steep", &finding.Series{Start: start, Step: 60, Values: []float64{5, 6, 5, 6, 5, 6, 5, 6, 5000}}, true, true},
		{"many", &finding.Series{Start: start, Step: 1, Values: many}, true, false},
	}
	b := newBuilder(dossier.Input{}, lang.Printer{Lang: lang.En})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fig := b.figure(&finding.Finding{ID: "f", Series: tt.series})
			if (fig != nil) != tt.drawn {
				t.Fatalf("drawn %v, want %v", fig != nil, tt.drawn)
			}
			if fig == nil {
				return
			}
			if got := strings.Contains(fig.Caption, "logarithmic"); got != tt.log {
				t.Errorf("logarithmic %v, want %v", got, tt.log)
			}
			if len(fig.Line) > 4000 || strings.Contains(fig.Line, "-") || strings.Contains(fig.Line, "N") {
				t.Errorf("the path is %d long: %.80s", len(fig.Line), fig.Line)
			}
			if n := len(fig.Grid); n < 1 || n > 7 {
				t.Errorf("%d grid lines", n)
			}
		})
	}
}

func TestBlocks(t *testing.T) {
	got := blocks("# Head\ntext on\ntwo lines\n\n- one\n  more\n- two\n\n| a | b |\n|---|---|\n\n```\ncode\n\n```\nend <b>")
	want := []block{
		{Kind: "heading", Text: "Head"},
		{Kind: "text", Text: "text on two lines"},
		{Kind: "list", Items: []string{"one more", "two"}},
		{Kind: "code", Text: "| a | b |\n|---|---|"},
		{Kind: "code", Text: "code\n"},
		{Kind: "text", Text: "end <b>"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLetter(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 27: "AB", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := letter(i); got != want {
			t.Errorf("letter(%d) = %s, want %s", i, got, want)
		}
	}
}

func TestNetworkIsBounded(t *testing.T) {
	var edges []finding.Edge
	for i := range 100 {
		for j := range i {
			edges = append(edges, finding.Edge{A: string(rune('A' + j)), B: string(rune('A' + i)), Weight: float64(i)})
		}
	}
	b := newBuilder(dossier.Input{}, lang.Printer{Lang: lang.En})
	n := b.network(&finding.Finding{ID: "f", Members: &finding.Members{Unit: "accounts", IDs: make([]string, 100), Edges: edges}})
	if len(n.Nodes) > drawnNodes || len(n.Lines) > drawnEdges || len(n.Lines) < 100 {
		t.Errorf("%d nodes and %d lines", len(n.Nodes), len(n.Lines))
	}
}
