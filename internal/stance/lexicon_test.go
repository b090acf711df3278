package stance_test

import (
	"os"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/stance"
)

func example2018(t testing.TB) *election.Election {
	t.Helper()
	data, ok := election.Example("mexico-2018")
	if !ok {
		t.Fatal("no example")
	}
	e, _ := election.Parse("", data)
	return e
}

// TestLexiconNamesNobody holds that no entry is the name of a candidate or a
// party of the examples: such a word would break the symmetry of the method.
func TestLexiconNamesNobody(t *testing.T) {
	e := example2018(t)
	names := e.Names()
	parties := map[string]bool{}
	for _, p := range e.Parties {
		parties[strings.ToLower(p.ID)], parties[strings.ToLower(p.Name)] = true, true
	}
	for _, file := range []string{"lexicon/es.txt", "lexicon/en.txt"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		entries := 0
		for line := range strings.SplitSeq(string(data), "\n") {
			if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "[") {
				continue
			}
			for _, lemma := range strings.Fields(line) {
				entries++
				text := strings.ReplaceAll(lemma, "_", " ")
				if got := names.Named(text); len(got) > 0 || parties[text] {
					t.Errorf("%s: %s is a name", file, lemma)
				}
			}
		}
		if entries < 1000 {
			t.Errorf("%s has %d entries", file, entries)
		}
	}
}

func TestParseStance(t *testing.T) {
	tests := map[string]stance.Stance{
		"against": stance.Hostile, "Contra": stance.Hostile, "en contra": stance.Hostile, "NEGATIVE": stance.Hostile,
		"favor": stance.Favourable, "A favor": stance.Favourable, "favourable": stance.Favourable,
		"neutral": stance.Unclear, "no claro": stance.Unclear, "unclear": stance.Unclear,
	}
	for in, want := range tests {
		if got, ok := stance.ParseStance(in); !ok || got != want {
			t.Errorf("ParseStance(%q) = %q %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "maybe", "against it all"} {
		if got, ok := stance.ParseStance(in); ok {
			t.Errorf("ParseStance(%q) = %q", in, got)
		}
	}
}

func TestCandidate(t *testing.T) {
	r := stance.New(contest(t))
	for name, want := range map[string]string{"x": "X", "Xolot": "X", "@yerba_mx": "Y", "Xolot, Yerba": "", "nobody": ""} {
		if got := r.Candidate(name); got != want {
			t.Errorf("Candidate(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestMasked holds that no name is left in what a model learns from.
func TestMasked(t *testing.T) {
	r := stance.New(contest(t))
	got := strings.Join(r.Masked("Robin Xolot vence a Yerba #NoXolot", "X"), " ")
	if want := stance.Self + " vence a " + stance.Other + " no " + stance.Self; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLong holds that a text without end takes time in proportion to what is
// read of it.
func TestLong(t *testing.T) {
	r := stance.New(contest(t))
	text := strings.Repeat("Xolot miente y roba ", 20000)
	if got := r.Read(text, "es"); len(got) != 1 || got[0].Stance != stance.Hostile {
		t.Errorf("%d opinions", len(got))
	}
}
