package truth_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/drill/truth"
)

func sample() *truth.Truth {
	at := time.Date(2024, 2, 28, 20, 0, 0, 0, time.UTC)
	return &truth.Truth{Schema: 1, Scenario: "s", Seed: 1<<64 - 1, Items: []truth.Item{
		{ID: "n", Front: "social", Kind: truth.Coordination, Planted: true, Detector: "coord", Unit: truth.Accounts, Start: at, End: at.Add(time.Hour), Members: []string{"a1", "a2"}, Size: 2, Stealth: truth.Jitter},
		{ID: "f", Front: "traffic", Kind: truth.TelevisedCall, Unit: truth.Requests, Start: at, End: at, Site: "a.example.org", Members: []string{"192.0.2.1"}, Size: 40},
	}}
}

func TestReadGivesWhatWasEncoded(t *testing.T) {
	b, err := sample().Encode()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "truth.json")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := truth.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(sample(), got); d != "" {
		t.Errorf("truth (-want +got):\n%s", d)
	}
	if _, err := truth.Read(path + ".not"); err == nil {
		t.Error("a missing file was read")
	}
}

func TestDecodeRefuses(t *testing.T) {
	change := func(f func(*truth.Truth)) string {
		x := sample()
		f(x)
		b, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	tests := []struct{ name, in, want string }{
		{"nothing", "", "not a truth.json"},
		{"not JSON", "<html>", "not a truth.json"},
		{"a list", "[]", "not a truth.json"},
		{"another field", `{"schema":1,"scenario":"s","culprit":"x"}`, "unknown field"},
		{"more", change(func(*truth.Truth) {}) + "{}", "more follows"},
		{"schema", change(func(x *truth.Truth) { x.Schema = 2 }), "schema 2"},
		{"scenario", change(func(x *truth.Truth) { x.Scenario = "" }), "scenario"},
		{"id twice", change(func(x *truth.Truth) { x.Items[1].ID = "n" }), "used twice"},
		{"no id", change(func(x *truth.Truth) { x.Items[0].ID = "" }), "no id"},
		{"kind", change(func(x *truth.Truth) { x.Items[0].Kind = "attack" }), "kind"},
		{"planted look-alike", change(func(x *truth.Truth) { x.Items[1].Planted = true }), "kind"},
		{"innocent flood", change(func(x *truth.Truth) { x.Items[0].Planted = false }), "kind"},
		{"unit", change(func(x *truth.Truth) { x.Items[0].Unit = truth.Sheets }), "unit"},
		{"front", change(func(x *truth.Truth) { x.Items[0].Front = "count" }), "front"},
		{"detector", change(func(x *truth.Truth) { x.Items[0].Detector = "oracle" }), "detector"},
		{"detector of a look-alike", change(func(x *truth.Truth) { x.Items[1].Detector = "flood" }), "detector"},
		{"stealth", change(func(x *truth.Truth) { x.Items[0].Stealth = "deep" }), "stealth"},
		{"interval", change(func(x *truth.Truth) { x.Items[0].End = x.Items[0].Start.Add(-1) }), "interval"},
		{"no time", change(func(x *truth.Truth) { x.Items[0].Start = time.Time{} }), "interval"},
		{"no members", change(func(x *truth.Truth) { x.Items[0].Members = nil }), "members"},
		{"order", change(func(x *truth.Truth) { x.Items[0].Members = []string{"b", "a"} }), "order"},
		{"member twice", change(func(x *truth.Truth) { x.Items[0].Members = []string{"a", "a"} }), "order"},
		{"size", change(func(x *truth.Truth) { x.Items[0].Size = 3 }), "size 3"},
		{"no site", change(func(x *truth.Truth) { x.Items[1].Site = "" }), "site"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := truth.Decode(strings.NewReader(tt.in))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one about %q", err, tt.want)
			}
		})
	}
}

// What Decode takes, Encode writes so that Decode takes it again.
func FuzzDecode(f *testing.F) {
	b, err := sample().Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"schema":1,"scenario":"s","seed":0,"items":[]}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		x, err := truth.Decode(bytes.NewReader(in))
		if err != nil {
			return
		}
		b, err := x.Encode()
		if err != nil {
			t.Skip() // a year beyond 9999 in some zone has no RFC 3339 form
		}
		y, err := truth.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
		if d := cmp.Diff(x, y); d != "" {
			t.Error(d)
		}
	})
}
