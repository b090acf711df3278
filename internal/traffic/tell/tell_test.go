package tell_test

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/origin"
	"github.com/unveil-project/unveil/internal/signature"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/tell"
	"github.com/unveil-project/unveil/internal/traffic/traffictest"
)

func TestCatalogueIsSound(t *testing.T) {
	if wrong := lang.Check(tell.Catalogue); len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}
}

// TestEveryNameHasWords holds that what other packages name has a word here.
func TestEveryNameHasWords(t *testing.T) {
	var keys []string
	for _, f := range probe.Families() {
		keys = append(keys, "tell.family."+f.String())
	}
	for _, tool := range []string{
		probe.ToolRandomPath, probe.ToolLOIC, probe.ToolCacheBuster, probe.ToolAgentCycling, probe.ToolVersions,
		probe.ToolPingback, probe.ToolRapidReset, probe.ToolThin, probe.ToolLogin, probe.ToolXMLRPC, probe.ToolSearch,
		probe.ToolOneURL, probe.ToolHead, probe.ToolPost, probe.ToolLibrary, probe.ToolNoAgent,
	} {
		keys = append(keys, "tell.family."+tool)
	}
	for _, note := range []string{"clock-artefact", "clock-back", "zone-assumed", "uncompared", "cdn-only", "proxy-only", "edge"} {
		keys = append(keys, "tell.note."+note)
	}
	for _, f := range []string{
		signature.Client, signature.Prefix, signature.ASN, signature.Country, signature.Agent, signature.AgentFamily,
		signature.Path, signature.PathForm, signature.Shape, signature.Method, signature.Protocol, signature.Referer, signature.Status,
	} {
		keys = append(keys, "tell.field."+f)
	}
	for k := origin.Unknown; k <= origin.Mobile; k++ {
		keys = append(keys, "tell.network."+k.String())
	}
	for _, key := range keys {
		if _, ok := tell.Catalogue[key]; !ok {
			t.Errorf("there is no text for %s", key)
		}
	}
}

// texts lists every text of a view.
func texts(v *tell.View) []string {
	out := []string{v.Answer}
	sections := []tell.Section{v.Read, v.Inputs, v.Next}
	for _, s := range []*tell.Section{v.Probes, v.Notes, v.Limits} {
		if s != nil {
			sections = append(sections, *s)
		}
	}
	for _, b := range v.Bursts {
		out = append(out, b.Title, b.Verdict, b.Says, b.Likelihood, b.Confidence, b.Basis, b.Term)
		sections = append(sections, b.Sections...)
	}
	for _, c := range v.Charts {
		out = append(out, c.Title, c.Desc, c.Caption, c.Peak)
	}
	for _, s := range sections {
		out = append(append(append(out, s.Title), s.Says...), s.Ends...)
		for _, f := range s.Facts {
			out = append(out, f.Name, f.Value)
		}
		for _, i := range s.Items {
			out = append(out, i.Label, i.Name, i.Text)
		}
		if s.Table != nil {
			for _, r := range s.Table.Rows {
				out = append(out, r.Cells...)
			}
		}
	}
	return out
}

// TestNoTextIsLeftRaw holds that no key and no argument is shown bare.
func TestNoTextIsLeftRaw(t *testing.T) {
	raw := regexp.MustCompile(`tell\.|map\[|\{[a-z]+[:}]|%!|NaN|Inf`)
	for name, r := range traffictest.All() {
		if name == "hostile" {
			continue
		}
		for _, l := range lang.Langs() {
			all := texts(tell.New(r, tell.Options{Full: true, Printer: lang.Printer{Lang: l}}))
			for _, s := range all {
				if raw.MatchString(s) {
					t.Errorf("%s in %s: %q", name, l, s)
				}
			}
			if name == "attack" && len(all) < 200 {
				t.Errorf("only %d texts were looked at", len(all))
			}
		}
	}
}

// TestTextsAreShort holds that whatever a log holds, no text is long.
func TestTextsAreShort(t *testing.T) {
	for _, s := range texts(tell.New(traffictest.Hostile(), tell.Options{Full: true})) {
		if n := len([]rune(s)); n > 1200 {
			t.Errorf("%d characters: %.80q", n, s)
		}
	}
}

// section finds a part of the first burst.
func section(t *testing.T, v *tell.View, id string) tell.Section {
	t.Helper()
	i := slices.IndexFunc(v.Bursts[0].Sections, func(s tell.Section) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("there is no part %s", id)
	}
	return v.Bursts[0].Sections[i]
}

func TestEvidence(t *testing.T) {
	r := traffictest.Attack()
	usual := 0.2
	r.Bursts[0].Features = []traffic.Feature{
		{Name: "crowd_share", Value: 0.02, Weight: -0.02},
		{Name: "onset_seconds", Value: 4.5, Weight: 0.2},
		{Name: "unknown_thing", Title: "feature.unknown_thing map[]", Value: 3, Unit: "ratio", Weight: -1},
		{Name: "machine_share", Value: 0.9, Baseline: &usual, Weight: 2},
		{Name: "calendar_aligned", Value: 1, Weight: math.Inf(1)},
	}
	s := section(t, tell.New(r, tell.Options{}), "evidence")
	want := [][]string{
		{"A public event close by (1: yes)", "yes", "–", "attack × 485,165,195"},
		{"Excess that looks like software", "90 %", "20 %", "attack × 7.4"}, // e² = 7.389
		{"Unknown thing", "× 3", "–", "crowd ÷ 2.7"},
		{"Seconds from calm to full rate", "4.50 s", "–", "attack × 1.2"},
		{"Excess that looks like people", "2 %", "–", "neither"},
	}
	var got [][]string
	var bars []float64
	for _, row := range s.Table.Rows {
		got, bars = append(got, row.Cells), append(bars, row.Bar.To)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]float64{1, 1, -0.5, 0.1, 0}, bars); d != "" {
		t.Errorf("bars: -want +got\n%s", d)
	}
}

func TestCountries(t *testing.T) {
	r := traffictest.Attack()
	for l, want := range map[lang.Lang]string{
		lang.En: "According to dbip-country (built 2030-06-01), iptoasn-country (built 2030-05-28), 29 % to 33 % of the requests came from addresses placed in Russia (RU), and 22 % to 23 % of the requests came from addresses placed in China (CN).",
		lang.Es: "Según dbip-country (elaborada el 2030-06-01), iptoasn-country (elaborada el 2030-05-28), de 29 % a 33 % de las solicitudes provino de direcciones ubicadas en Rusia (RU), y de 22 % a 23 % de las solicitudes provino de direcciones ubicadas en China (CN).",
	} {
		s := section(t, tell.New(r, tell.Options{Printer: lang.Printer{Lang: l}}), "countries")
		if s.Says[0] != want {
			t.Errorf("got  %s\nwant %s", s.Says[0], want)
		}
		if !strings.Contains(strings.Join(s.Ends, " "), tell.Catalogue["tell.countries.means"].In(l)) {
			t.Error("what a country means is not said")
		}
	}
}

// TestNextAsksForWhatIsMissing holds that only flags that would add something
// are named.
func TestNextAsksForWhatIsMissing(t *testing.T) {
	for name, want := range map[string][]string{
		"attack": {"--defence nginx", "--full", "--pack out.zip", "--html out.html", "unveil help traffic"},
		"crowd":  {"--baseline history.log.gz", "--origin DIR", "--full", "--pack out.zip", "--html out.html", "unveil help traffic"},
		"quiet":  {"--baseline history.log.gz", "--origin DIR", "--html out.html", "unveil help traffic"},
	} {
		var got []string
		for _, i := range tell.New(traffictest.All()[name], tell.Options{}).Next.Items {
			got = append(got, i.Name)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

func TestGravestIsNamed(t *testing.T) {
	r := traffictest.Unclear()
	v := tell.New(r, tell.Options{})
	if !strings.Contains(v.Answer, "1 unclear, 1 crowd") || !strings.Contains(v.Answer, "/resultados/*") {
		t.Errorf("the answer is %q", v.Answer)
	}
	r.Bursts[1].Verdict = finding.Attack
	if v := tell.New(r, tell.Options{}); strings.Contains(v.Answer, "/resultados/*") || !strings.Contains(v.Answer, "1 attack, 1 unclear") {
		t.Errorf("the answer is %q", v.Answer)
	}
}

// TestUsualIsNotTheBurst holds that a log that is all burst states nothing as
// usual.
func TestUsualIsNotTheBurst(t *testing.T) {
	r := traffictest.Attack()
	s := &r.Sites[0].Series
	s.Expected = nil
	if c := tell.New(r, tell.Options{}).Charts[0]; !strings.HasPrefix(c.Caption, "Usual 3.") {
		t.Errorf("the caption is %q", c.Caption)
	}
	r.Bursts[0].Start, r.Bursts[0].End = s.Start, s.Start.Add(time.Duration(len(s.Requests))*30*time.Second)
	if c := tell.New(r, tell.Options{}).Charts[0]; strings.Contains(c.Caption, "sual") {
		t.Errorf("the caption is %q", c.Caption)
	}
}

func TestRateUnit(t *testing.T) {
	for rate, want := range map[float64]string{206: "/s", 1: "/s", 0.5: "/min", 0.02: "/min", 0.001: "/h", 0: "/h"} {
		if _, got := tell.RateUnit(rate); got != want {
			t.Errorf("%v: got %s, want %s", rate, got, want)
		}
	}
}

func TestZone(t *testing.T) {
	r := traffictest.Attack()
	v := tell.New(r, tell.Options{Printer: lang.Printer{Zone: time.FixedZone("UTC-5", -5*3600)}})
	if want := "2030-06-20 14:35:00 – 14:50:00 -0500"; v.Bursts[0].When != want {
		t.Errorf("got %s, want %s", v.Bursts[0].When, want)
	}
}

// TestBriefIsShorter holds that a brief account says that it leaves out rows,
// and a full one leaves out none.
func TestBriefIsShorter(t *testing.T) {
	r := traffictest.Attack()
	r.Bursts[0].Features = append(r.Bursts[0].Features, r.Bursts[0].Features...)
	n := len(r.Bursts[0].Features)
	brief, full := section(t, tell.New(r, tell.Options{}), "evidence"), section(t, tell.New(r, tell.Options{Full: true}), "evidence")
	if len(full.Table.Rows) != n || full.Table.More != "" {
		t.Errorf("full: %d rows, %q", len(full.Table.Rows), full.Table.More)
	}
	if got := len(brief.Table.Rows); got >= n || brief.Table.More != "and 11 more" {
		t.Errorf("brief: %d rows of %d, %q", got, n, brief.Table.More)
	}
}
