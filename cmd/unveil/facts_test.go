package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/source"
)

// program runs the program and gives its standard output.
func program(t *testing.T, args ...string) string {
	t.Helper()
	cmd := unveil(args...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("unveil %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return string(out)
}

// added gives the sources of an add by name.
func added(t *testing.T, out string) map[string]source.Info {
	t.Helper()
	var got struct{ Sources []source.Info }
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	by := map[string]source.Info{}
	for _, s := range got.Sources {
		if s.Read != s.Kept+s.Duplicates+s.Rejects {
			t.Errorf("%s: %d rows read are not %d + %d + %d", s.Name, s.Read, s.Kept, s.Duplicates, s.Rejects)
		}
		by[s.Name] = s
	}
	return by
}

func decode(t *testing.T, lines string) []finding.Finding {
	t.Helper()
	var out []finding.Finding
	d := json.NewDecoder(strings.NewReader(lines))
	for d.More() {
		var f finding.Finding
		if err := d.Decode(&f); err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// measure gives a measure of the findings of a detector.
func measure(t *testing.T, found []finding.Finding, detector, name string) float64 {
	t.Helper()
	for _, f := range found {
		for _, m := range f.Measures {
			if f.Detector == detector && m.Name == name {
				return m.Value
			}
		}
	}
	t.Errorf("no finding of %s measures %s", detector, name)
	return -1
}

// TestFacts holds what is known of the recorded inputs, from the command line
// to the findings.
func TestFacts(t *testing.T) {
	data := filepath.Join(sharedData(t), "data")
	dir := filepath.Join(t.TempDir(), "case")
	program(t, "new", dir, "--example", "mexico-2018")
	logs, err := filepath.Glob(filepath.Join(data, "requests", "*.log*"))
	if err != nil {
		t.Fatal(err)
	}
	files := append([]string{filepath.Join(data, "posts/ira-2016h2.csv.zst"), filepath.Join(data, "sheets/REMESAS0100020000.txt")}, logs...)
	sources := added(t, program(t, append([]string{"add", "--json", "--case", dir}, files...)...))
	for name, want := range map[string][4]int64{ // kept, duplicates, rejects, warnings
		"ira-2016h2.csv.zst":              {589_604, 0, 0, 0},
		"REMESAS0100020000.txt":           {6_307, 0, 0, 0},
		"semicomplete-2015.log.gz":        {10_000, 0, 0, 1},
		"http2-flood-2023.log":            {858, 0, 0, 0},
		"distributed-lowrate-2015.log.gz": {3_456, 0, 0, 0},
		"webshell-scan-2024.log.gz":       {1_791, 0, 0, 0},
		"background-2022.log.gz":          {114, 0, 0, 0},
	} {
		s := sources[name]
		if got := [4]int64{s.Kept, s.Duplicates, s.Rejects, s.Warnings}; got != want {
			t.Errorf("%s: kept, duplicates, rejects, warnings are %v, want %v", name, got, want)
		}
	}
	if s := sources["semicomplete-2015.log.gz"]; s.Problems["cut-short"] != 1 {
		t.Errorf("the line that breaks off is not named: %v", s.Problems)
	}
	found := decode(t, program(t, "detect", "--json", "--case", dir))
	for column, want := range map[string]float64{
		"TOTAL": 2_275_143, "AMLO": 1_207_530, "RAC": 516_739, "JAMK": 360_034, "JHRC": 127_800, "CNR": 4_061, "NULOS": 58_979, "registered": 3_620_769,
	} {
		if got := measure(t, found, "arithmetic", "sum:"+column); got != want {
			t.Errorf("column %s sums to %v, want %v", column, got, want)
		}
	}
	if got := measure(t, found, "silence", "longest_gap_s"); got != 43 {
		t.Errorf("longest silence %v s, want 43", got)
	}
	over := 0
	for _, f := range found {
		switch f.Detector {
		case "arithmetic":
			if strings.HasPrefix(f.Headline.Key, "arithmetic.over") {
				over += len(f.Members.IDs)
			}
			if f.Severity == finding.Serious {
				t.Errorf("arithmetic: %s is serious", f.Headline.Key)
			}
		case "silence":
			if f.Severity != finding.Note {
				t.Errorf("silence: %s is more than a note", f.Headline.Key)
			}
		case "flood":
			attack := f.Verdict == finding.Attack || f.Verdict == finding.Both
			if attack != (f.Subject == "http2-flood-2023.log") {
				t.Errorf("flood: %s is judged %q", f.Subject, f.Verdict)
			}
			if attack && f.Confidence != finding.Low {
				t.Errorf("flood: %s without history has confidence %s", f.Subject, f.Confidence)
			}
		}
	}
	if over != 6 {
		t.Errorf("%d sheets over the list, want 6", over)
	}
	// Files without a case give the same findings, byte for byte.
	inCase := program(t, "findings", "--json", "--case", dir)
	if plain := program(t, append([]string{"detect", "--json", "--quiet", "--election", filepath.Join(dir, "election.yaml")}, files...)...); plain != inCase {
		t.Errorf("plain files give other findings than the case")
	}
}
