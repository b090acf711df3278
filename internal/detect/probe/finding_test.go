package probe_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// render writes every message of a finding, so that a message with wrong
// arguments shows.
func render(f *finding.Finding) string {
	p := lang.Printer{Lang: lang.En, Catalogue: finding.Catalogue}
	var b strings.Builder
	for _, m := range f.Messages() {
		b.WriteString(p.Print(m) + "\n")
	}
	return b.String()
}

func TestFindings(t *testing.T) {
	m := newMaker(6)
	m.visitors(800, 7200)
	for _, c := range expects {
		if c.name == "passwords guessed from many addresses" || c.name == "a web shell that is used" || c.name == "a scan by one address" {
			c.plant(m)
		}
	}
	l := m.log()
	var got []string
	for _, f := range l.findings(t) {
		got = append(got, fmt.Sprint(f.Severity, " ", f.Headline.Key))
		text := render(f)
		if strings.ContainsAny(text, "{}") || strings.Contains(text, "probe.") {
			t.Errorf("a message was not written out:\n%s", text)
		}
		if len(f.Innocent) == 0 || len(f.Evidence) == 0 || len(f.Limits) == 0 || len(f.Techniques) == 0 {
			t.Errorf("%s lacks explanations, evidence, limits or techniques", f.Headline.Key)
		}
		for _, e := range f.Evidence {
			if e.Source != "aabbccdd" || e.Quote == "" || e.Row == 0 {
				t.Errorf("%s: evidence %+v", f.Headline.Key, e)
			}
		}
		if f.Likelihood != nil && f.Hypothesis == nil {
			t.Errorf("%s has a likelihood of nothing", f.Headline.Key)
		}
	}
	want := []string{"minor probe.headline.credential-stuffing", "serious probe.headline.web-shell", "note probe.headline.note.won"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestNothingIsSaidOfOrdinaryTraffic(t *testing.T) {
	m := newMaker(8)
	m.visitors(2000, 7200)
	for _, f := range m.log().findings(t) {
		t.Errorf("said: %s", render(f))
	}
}

// TestRunsAreAlike holds that two runs give the same ids.
func TestRunsAreAlike(t *testing.T) {
	m := newMaker(6)
	m.visitors(300, 7200)
	for _, c := range expects {
		c.plant(m)
	}
	l := m.log()
	ids := func() (out []string) {
		for _, f := range l.findings(t) {
			out = append(out, f.ID)
		}
		return out
	}
	if d := cmp.Diff(ids(), ids()); d != "" {
		t.Errorf("-first +second\n%s", d)
	}
}

// TestCatalogue holds that every message that the source names is in the
// catalogue, and that the catalogue has none that nothing says.
func TestCatalogue(t *testing.T) {
	named := map[string]bool{}
	for _, f := range probe.Families() {
		for _, of := range []string{"headline", "family", "role"} {
			named["probe."+of+"."+f.String()] = true
		}
	}
	for _, r := range []probe.Rule{probe.RuleSize, probe.RuleFollowUp, probe.RuleOther, probe.RuleLogin} {
		named["probe.won."+string(r)], named["probe.outcome."+string(r)] = true, true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`"(probe\.[a-z.-]+[a-z])"`)
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(b), -1) {
			named[m[1]] = true
		}
	}
	for k := range named {
		if _, ok := finding.Catalogue[k]; !ok {
			t.Errorf("%s is not in the catalogue", k)
		}
	}
	for _, k := range finding.Catalogue.Keys() {
		if strings.HasPrefix(k, "probe.") && !named[k] {
			t.Errorf("nothing says %s", k)
		}
	}
}

// TestTechniques holds that every family has an id of ATT&CK.
func TestTechniques(t *testing.T) {
	id := regexp.MustCompile(`^T1[0-9]{3}(\.[0-9]{3})?$`)
	for _, f := range probe.Families() {
		if got, title := f.Technique(); !id.MatchString(got) || title == "" {
			t.Errorf("%s: %q %q", f, got, title)
		}
	}
}
