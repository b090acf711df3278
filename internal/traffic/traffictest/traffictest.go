// Package traffictest makes reports for tests of the pages: all made up, each
// with its parts filled as an analysis fills them.
package traffictest

import (
	"math"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/traffic"
)

// Start is when the made-up log begins.
func Start() time.Time { return time.Date(2030, time.June, 20, 18, 0, 0, 0, time.UTC) }

func after(minutes float64) time.Time {
	return Start().Add(time.Duration(minutes * float64(time.Minute)))
}

func ptr(f float64) *float64 { return &f }

const hash = "5f2d1c0b9a8877665544332211ffeeddccbbaa99887766554433221100aabbcc"

// Quiet is a report without bursts, origins, timeline or baseline.
func Quiet() *traffic.Report {
	r := &traffic.Report{
		Schema: traffic.Schema, Version: "0.4.0", Command: "unveil traffic access.log.gz",
		Lines:   traffic.Lines{Read: 61_204, Kept: 61_190, Duplicates: 11, Rejects: 3, Problems: map[string]int64{"not-a-request": 3}},
		Formats: []traffic.Format{{Name: "combined", Lines: 61_201}, {Name: "error-log", Lines: 3}},
		Inputs: []traffic.Input{{
			File: "access.log.gz", Role: "log", Format: "combined", SHA256: hash, Bytes: 1_204_551, Packing: "gzip",
			Unpacked: 12_882_404, Read: 61_204, Kept: 61_190, Start: after(0), End: after(240),
		}},
		Span:    traffic.Span{Start: after(0), End: after(240)},
		Sample:  traffic.Sample{Exact: true, Share: 1, Rows: 61_190},
		Clock:   traffic.Clock{Zone: "UTC", Stated: "log"},
		Clients: traffic.Addresses{Peer: 61_190},
		Sites:   []traffic.Site{site("vota.example", nil)},
		Bursts:  []traffic.Burst{}, Probes: []traffic.Probe{}, Origin: []traffic.Database{}, Rejected: []traffic.Reject{}, Notes: []traffic.Note{}, Evidence: []traffic.Evidence{},
		Limits: limits(),
	}
	return r
}

func limits() []string {
	return []string{
		"An access log does not show attacks below HTTP, nor requests that a delivery network answered or absorbed.",
		"A log can be edited or cut; the hashes in this report show only that it has not changed since it was read.",
		"Addresses are not people: many people can share one, and one person can use many.",
	}
}

// wave is a stretch with more requests than usual.
type wave struct {
	from, to float64 // minutes
	rate     float64 // requests a step above the usual
	fails    float64 // share
}

// site is a site with the usual traffic and waves on top, in steps of 30 s.
func site(name string, waves []wave) traffic.Site {
	s := traffic.Site{Name: name, Clients: 8_412, Networks: 5_120, Series: series(0, 240, 30, waves)}
	for _, n := range s.Series.Requests {
		s.Requests += n
	}
	return s
}

// series is the requests of a stretch, in minutes, over steps of seconds.
func series(from, to float64, step int64, waves []wave) traffic.Series {
	s := traffic.Series{Start: after(from), Step: step}
	for at := from; at < to; at += float64(step) / 60 {
		usual := (110 + 30*math.Sin(at/35)) * float64(step) / 30
		n, failed := usual+8*math.Sin(at*7.3), 0.01*usual
		for _, w := range waves {
			if at >= w.from && at < w.to {
				rise := min((at-w.from)*2, (w.to-at)*1.5, 1)
				extra := w.rate * max(rise, 0.1) * (1 + 0.08*math.Sin(at*11)) * float64(step) / 30
				n, failed = n+extra, failed+extra*w.fails
			}
		}
		s.Requests = append(s.Requests, int64(n))
		s.Failed = append(s.Failed, int64(failed))
		s.Expected = append(s.Expected, math.Round(usual))
	}
	return s
}

// burst is what every burst of the samples shares.
func burst(id string, w wave) traffic.Burst {
	b := traffic.Burst{
		ID: id, Site: "vota.example", Start: after(w.from), End: after(w.to), Networks: 3_120,
		Confidence: finding.Moderate,
		Baseline:   traffic.Baseline{Mode: "same-hour", History: 21.4, Z: 41.2},
		Shape:      traffic.Shape{Peak: w.rate / 30 * 1.08, PeakAt: after(w.from + 4.25).Format(time.RFC3339), Onset: 9, Off: 14, Doubling: 3.2},
		Timeline:   []traffic.Event{}, Tools: []traffic.Tool{}, Recon: []traffic.Recon{}, Similar: []traffic.Similarity{},
		Countries: []traffic.Country{}, NetworkTop: []traffic.NetworkPart{}, Evidence: []traffic.Evidence{},
		Innocent: []traffic.Reason{}, NotSeen: limits()[:2], Features: []traffic.Feature{},
		Series: series(w.from-10, w.to+10, 10, []wave{w}),
	}
	span := (w.to - w.from) * 60
	b.Baseline.Expected = math.Round(span * 3.7)
	b.Requests = int64(b.Baseline.Expected + w.rate/30*span)
	b.Baseline.Ratio = float64(b.Requests) / b.Baseline.Expected
	return b
}

func judged(b *traffic.Burst, v finding.Verdict, p float64) {
	b.Verdict, b.Likelihood, b.Term = v, p, finding.Term(p)
}
