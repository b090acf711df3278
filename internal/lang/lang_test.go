package lang_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
)

func TestParse(t *testing.T) {
	tests := []struct {
		in   string
		want lang.Lang
		ok   bool
	}{
		{"en", lang.En, true},
		{"es", lang.Es, true},
		{"ES", lang.Es, true},
		{"es_MX.UTF-8", lang.Es, true},
		{"es-419", lang.Es, true},
		{"en_GB@euro", lang.En, true},
		{"C", lang.En, true},
		{"C.UTF-8", lang.En, true},
		{"POSIX", lang.En, true},
		{"fr_FR", lang.En, false},
		{"", lang.En, false},
		{"est", lang.En, false},
	}
	for _, tt := range tests {
		if got, ok := lang.Parse(tt.in); got != tt.want || ok != tt.ok {
			t.Errorf("Parse(%q) = %q, %v, want %q, %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}

func TestPrint(t *testing.T) {
	cdt := time.FixedZone("CDT", -5*3600)
	at := time.Date(2018, 7, 2, 1, 15, 4, 0, time.UTC)
	tests := []struct {
		tmpl string
		args []any
		want string
	}{
		{"plain", nil, "plain"},
		{"{name} and {name}", []any{"name", "a"}, "a and a"},
		{"{name}", []any{"name", 3}, "3"},
		{"{gone}", nil, "{gone}"},
		{"{gone:int}", nil, "{gone:int}"},
		{"write {} so", nil, "write {} so"},
		{"open {name", []any{"name", "a"}, "open {name"},
		{"{n:int}", []any{"n", 1234567}, "1,234,567"},
		{"{n:int}", []any{"n", int64(-1234)}, "-1,234"},
		{"{n:int}", []any{"n", 999.6}, "1,000"},
		{"{n:int}", []any{"n", "many"}, "many"},
		{"{n:count:file|files}", []any{"n", 1}, "1 file"},
		{"{n:count:file|files}", []any{"n", 0}, "0 files"},
		{"{n:count:file|files}", []any{"n", uint64(12345)}, "12,345 files"},
		{"{x:number}", []any{"x", 3.14159}, "3.14"},
		{"{x:percent}", []any{"x", 0.423}, "42 %"},
		{"{x:percent}", []any{"x", 0.00312}, "0.3 %"},
		{"{t:time}", []any{"t", at}, "2018-07-01 20:15:04 -0500"},
		{"{t:date}", []any{"t", at}, "2018-07-01"},
		{"{t:time}", []any{"t", "soon"}, "soon"},
		{"{t:time}", []any{"t", 7}, "7"},
		{"{s:duration}", []any{"s", 15 * time.Minute}, "15 min"},
		{"{s:duration}", []any{"s", 81}, "1 min 21 s"},
		{"{b:bytes}", []any{"b", 1234567}, "1.2 MB"},
		{"{b}", []any{"b", true}, "true"},
	}
	for _, tt := range tests {
		p := lang.Printer{Zone: cdt, Catalogue: lang.Catalogue{"k": {En: tt.tmpl, Es: "otro"}}}
		if got := p.Print(lang.M("k", tt.args...)); got != tt.want {
			t.Errorf("%q with %v is %q, want %q", tt.tmpl, tt.args, got, tt.want)
		}
	}
}

func TestPrintLanguageAndUnknown(t *testing.T) {
	p := lang.Printer{Lang: lang.Es, Catalogue: lang.Catalogue{"k": {En: "yes {a}", Es: "sí {a}"}}}
	if got := p.Print(lang.M("k", "a", "x")); got != "sí x" {
		t.Errorf("got %q", got)
	}
	if got := p.Print(lang.M("none", "a", "x")); got != "none map[a:x]" {
		t.Errorf("an unknown key prints as %q", got)
	}
	if got := p.Time(time.Date(2018, 7, 1, 0, 0, 0, 0, time.UTC), false); got != "2018-07-01 00:00:00 +0000" {
		t.Errorf("without a zone a time is %q", got)
	}
}

// TestMessageJSON holds that a message reads the same after a way through
// JSON, in which every number becomes a float.
func TestMessageJSON(t *testing.T) {
	p := lang.Printer{Catalogue: lang.Catalogue{"k": {En: "{n:count:a|b} {s:duration} {t:time} {x:percent} {b:bytes}"}}}
	m := lang.M("k", "n", 1, "s", 90*time.Second, "t", time.Date(2018, 7, 1, 20, 0, 0, 0, time.FixedZone("", -5*3600)), "x", 0.5, "b", 10)
	raw, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back lang.Message
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(p.Print(m), p.Print(back)); d != "" {
		t.Error(d)
	}
	if want := "1 a 1 min 30 s 2018-07-02 01:00:00 +0000 50 % 10 B"; p.Print(m) != want {
		t.Errorf("got %q, want %q", p.Print(m), want)
	}
}

func TestMPanicsOnOddArguments(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	lang.M("k", "a") //lint:ignore SA5012 the panic is what is tested
}

func TestMergePanicsOnTwins(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	lang.Merge(lang.Catalogue{"k": {En: "a", Es: "b"}}, lang.Catalogue{"k": {En: "c", Es: "d"}})
}

func TestNumbers(t *testing.T) {
	type row struct{ got, want string }
	rows := []row{
		{lang.Int(0), "0"},
		{lang.Int(999), "999"},
		{lang.Int(1000), "1,000"},
		{lang.Int(math.MinInt64), "-9,223,372,036,854,775,808"},
		{lang.Number(0), "0"},
		{lang.Number(2), "2"},
		{lang.Number(12345.6), "12,346"},
		{lang.Number(123.4), "123"},
		{lang.Number(12.34), "12.3"},
		{lang.Number(0.1234), "0.123"},
		{lang.Number(0.00001234), "1.23 × 10⁻⁵"},
		{lang.Number(-0.0004), "-4 × 10⁻⁴"},
		{lang.Number(1.09e-12), "1.09 × 10⁻¹²"},
		{lang.Number(math.NaN()), "–"},
		{lang.Number(math.Inf(-1)), "–"},
		{lang.Percent(0), "0 %"},
		{lang.Percent(1), "100 %"},
		{lang.Percent(0.05), "5 %"},
		{lang.Percent(0.0512), "5.1 %"},
		{lang.Percent(0.00042), "0.04 %"},
		{lang.Percent(math.NaN()), "–"},
		{lang.Duration(0), "0 s"},
		{lang.Duration(250 * time.Millisecond), "250 ms"},
		{lang.Duration(43 * time.Second), "43 s"},
		{lang.Duration(-90 * time.Second), "-1 min 30 s"},
		{lang.Duration(22*time.Hour + 49*time.Minute), "22 h 49 min"},
		{lang.Duration(time.Hour), "1 h"},
		{lang.Duration(50 * time.Hour), "2 d 2 h"},
		{lang.Bytes(999), "999 B"},
		{lang.Bytes(1000), "1.0 kB"},
		{lang.Bytes(1_234_567_890), "1.2 GB"},
	}
	for _, r := range rows {
		if r.got != r.want {
			t.Errorf("got %q, want %q", r.got, r.want)
		}
	}
}
