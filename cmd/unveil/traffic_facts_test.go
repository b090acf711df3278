package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/traffic"
)

// trafficOf runs unveil traffic on a recorded log.
func trafficOf(t *testing.T, name string) *traffic.Report {
	t.Helper()
	var r traffic.Report
	if err := json.Unmarshal([]byte(program(t, "traffic", "--json", filepath.Join(sharedData(t), "data", "requests", name))), &r); err != nil {
		t.Fatal(err)
	}
	if l := r.Lines; l.Read != l.Kept+l.Duplicates+l.Rejects || l.Read == 0 {
		t.Errorf("%s: %d lines read are not %d + %d + %d", name, l.Read, l.Kept, l.Duplicates, l.Rejects)
	}
	return &r
}

func families(r *traffic.Report) (names []string) {
	for _, p := range r.Probes {
		names = append(names, p.Family)
	}
	return names
}

// TestTrafficOfRealLogs holds what is known of recorded logs: a flood is an
// attack from its structure alone, scans are probes and no floods, and a clock
// artefact is no burst.
func TestTrafficOfRealLogs(t *testing.T) {
	flood := trafficOf(t, "http2-flood-2023.log")
	if len(flood.Bursts) != 1 || flood.Bursts[0].Verdict != finding.Attack || flood.Bursts[0].Requests != 858 || flood.Bursts[0].Confidence != finding.Low {
		t.Errorf("the HTTP/2 flood: %+v", flood.Bursts)
	}
	if !slices.ContainsFunc(flood.Notes, func(n traffic.Note) bool { return n.Name == "edge" && strings.Contains(n.Text, "192.236.0.0/16") }) {
		t.Errorf("the two lines at its end are not noted: %+v", flood.Notes)
	}
	if !slices.ContainsFunc(flood.Bursts[0].Tools, func(x traffic.Tool) bool { return x.Family == "rapid-reset" }) {
		t.Errorf("tools %+v", flood.Bursts[0].Tools)
	}

	spam := trafficOf(t, "distributed-lowrate-2015.log.gz")
	i := slices.IndexFunc(spam.Probes, func(p traffic.Probe) bool { return p.Family == "form-abuse" })
	if len(spam.Bursts) != 0 || i < 0 || spam.Probes[i].Requests != 1080 || spam.Probes[i].Clients != 439 || !spam.Probes[i].Spread {
		t.Errorf("the spread form abuse: %d bursts, %+v", len(spam.Bursts), spam.Probes)
	}

	hourly := trafficOf(t, "semicomplete-2015.log.gz")
	if len(hourly.Bursts) != 0 || !slices.ContainsFunc(hourly.Notes, func(n traffic.Note) bool { return n.Name == "clock-artefact" }) {
		t.Errorf("the log of minute five: %d bursts, notes %+v", len(hourly.Bursts), hourly.Notes)
	}

	for name, want := range map[string]string{
		"webshell-scan-2024.log.gz": "web-shell", "scanner-acunetix-2016.log.gz": "sql-injection",
		"scanner-w3af-2016.log.gz": "scanner-agent", "background-2022.log.gz": "sensitive-file",
	} {
		r := trafficOf(t, name)
		if !slices.Contains(families(r), want) {
			t.Errorf("%s: probes %v, want %s among them", name, families(r), want)
		}
		for _, b := range r.Bursts {
			if b.Verdict == finding.Attack || b.Verdict == finding.Both {
				t.Errorf("%s: a scan is called %s", name, b.Verdict)
			}
		}
	}
}
