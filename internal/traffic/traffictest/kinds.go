package traffictest

import (
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/traffic"
)

// Attack is a burst of 15 minutes made by programs, with everything that a
// report can hold: origins, timeline, baseline, tools, probes, notes.
func Attack() *traffic.Report {
	r := Quiet()
	w := wave{95, 110, 5_900, 0.42}
	r.Command = "unveil traffic access.log.gz --timeline events.csv --baseline history.log.gz --origin origins/"
	r.Inputs = append(r.Inputs,
		traffic.Input{File: "history.log.gz", Role: "baseline", Format: "combined", SHA256: hash[1:] + "0", Bytes: 90_412_200, Packing: "gzip", Unpacked: 812_441_002, Read: 4_000_112, Kept: 4_000_112, Start: after(-30_000), End: after(0)},
		traffic.Input{File: "events.csv", Role: "timeline", Format: "csv", SHA256: hash[2:] + "00", Bytes: 412, Unpacked: 412, Read: 6, Kept: 6})
	r.Lines = traffic.Lines{Read: 241_117, Kept: 241_090, Duplicates: 0, Rejects: 27, Problems: map[string]int64{"not-a-request": 27}, Outside: 812}
	r.Clock = traffic.Clock{Zone: "UTC", Offset: 3, Stated: "flag"}
	r.Clients = traffic.Addresses{Peer: 1_200, Forwarded: 239_500, CDNOnly: 390}
	r.Sites = []traffic.Site{site("vota.example", []wave{w}), site("blog.vota.example", nil)}
	b := burst("fq2c7k4mzv3x2a", w)
	judged(&b, finding.Attack, 0.97)
	b.Clients = 4_012
	b.Headline = "vota.example received 179,330 requests in 15 min from 4,012 addresses; by their behaviour, 3,870 of them beyond the usual came from programs, as in a flood."
	b.AttackRequests, b.CrowdRequests, b.OtherRequests = 168_400, 4_310, 3_290
	b.Timeline = []traffic.Event{
		{Time: after(93.5), Name: "Debate: site shown on screen", Kind: "debate", Delay: 90},
		{Time: after(60), Name: "Debate begins", Kind: "debate", Delay: 2100},
	}
	b.Features = attackFeatures()
	b.Innocent = attackReasons()
	b.Countries = []traffic.Country{
		{Code: "RU", Share: 0.312, Low: 0.288, High: 0.331, Before: 0.004},
		{Code: "CN", Share: 0.224, Low: 0.221, High: 0.226, Before: 0.002},
		{Code: "MX", Share: 0.081, Low: 0.081, High: 0.082, Before: 0.871},
		{Code: "US", Share: 0.078, Low: 0.052, High: 0.094, Before: 0.091},
		{Code: "", Share: 0.021, Low: 0.004, High: 0.044, Before: 0.001},
	}
	b.Origins = &traffic.Origins{Agreed: 0.887, Hosting: 0.712, Proxy: 0.094, Unknown: 0.021, Distance: 0.83}
	b.NetworkTop = []traffic.NetworkPart{
		{ASN: 64496, Name: "Example Hosting Ltd", Kind: "hosting", Share: 0.231, Clients: 912, Requests: 41_400},
		{ASN: 64511, Name: "Beispiel Rechenzentrum", Kind: "hosting", Share: 0.118, Clients: 404, Requests: 21_160},
		{Prefix: "198.51.100.0/24", Share: 0.044, Clients: 201, Requests: 7_890},
	}
	b.Signature = attackSignature()
	b.Tools = []traffic.Tool{
		{Family: "cache-buster", Requests: 151_220, Clients: 3_811, Detail: []string{"/?s=<random>"}},
		{Family: "pingback", Requests: 9_120, Clients: 310, Detail: []string{"192.0.2.77"}},
	}
	b.Recon = []traffic.Recon{
		{Client: "192.0.2.77", When: "before", Time: after(71.2), What: "GET /?s=test", Why: "asked for the page of the burst 24 minutes before it, with the same agent"},
		{Client: "203.0.113.9", When: "during", Time: after(103), What: "HEAD /", Why: "asked for the front page every 30 s while others were refused"},
	}
	b.Similar = []traffic.Similarity{{With: "f7n5d2qqqrst", Start: "2030-06-12", Addresses: 0.31, Prefixes: 0.52, Networks: 0.71, Agents: 0.9, Rhythm: 0.84, Expected: 0.06, Score: 0.88}}
	b.Consequence = &traffic.Consequence{
		Failed: 0.41, FailedUsual: 0.004, Known: 1_204, KnownServed: 0.62, Latency: 2_310, LatencyUsual: 84, LatencyP95: 9_800, LatencyP95Usual: 410, LatencyKnown: true,
		Outages: []traffic.Outage{{Start: after(98), Seconds: 190, Failed: 0.93}, {Start: after(106), Seconds: 24, Failed: 0.71}},
	}
	b.Evidence = attackEvidence()
	r.Bursts = []traffic.Burst{b}
	r.Probes = probes()
	r.Evidence = attackEvidence()[:1]
	r.Origin = []traffic.Database{
		{Database: "dbip-country", Kind: "country", Built: "2030-06-01", SHA256: hash, Ranges: 412_090, Licence: "CC-BY-4.0"},
		{Database: "iptoasn-country", Kind: "country", Built: "2030-05-28", SHA256: hash, Ranges: 291_004, Warning: "the publisher calls this build faulty"},
	}
	r.Notes = []traffic.Note{{Name: "clock-back", Text: "The clock jumps back by 2 s on 14 lines."}}
	return r
}

// Crowd is a crowd that followed a broadcast, with a timeline and no origins.
func Crowd() *traffic.Report {
	r := Quiet()
	w := wave{120, 151, 2_400, 0.03}
	r.Inputs = append(r.Inputs, traffic.Input{File: "events.csv", Role: "timeline", Format: "csv", SHA256: hash[2:] + "00", Bytes: 412, Unpacked: 412, Read: 6, Kept: 6})
	r.Sites = []traffic.Site{site("vota.example", []wave{w})}
	b := burst("fcrowd4mzv3x2a", w)
	judged(&b, finding.Crowd, 0.04)
	b.Clients, b.Confidence = 31_440, finding.High
	b.Headline = "vota.example received many more requests than usual; by their behaviour they came from people with browsers."
	b.CrowdRequests, b.OtherRequests = 142_200, 6_600
	b.Timeline = []traffic.Event{{Time: after(119), Name: "Se lee la dirección al aire", Kind: "broadcast", Delay: 62}}
	b.Shape.Onset, b.Shape.Off, b.Shape.Doubling = 210, 900, 48
	b.Features = []traffic.Feature{
		{Name: "machine_share", Value: 0.02, Direction: "crowd", Weight: -1.84, Unit: "share"},
		{Name: "asset_share", Value: 0.71, Baseline: ptr(0.69), Direction: "crowd", Weight: -0.3},
		{Name: "calendar_aligned", Value: 1, Direction: "crowd", Weight: -0.69},
	}
	b.Innocent = []traffic.Reason{
		{Name: "televised-call", Outcome: "fits", Text: "A call to visit the site: the broadcast began 62 s before the burst."},
		{Name: "crawler", Outcome: "does-not-fit", Text: "A search engine or a monitor: 1 % of the requests."},
	}
	r.Bursts = []traffic.Burst{b}
	return r
}

// Both is an attack within a crowd.
func Both() *traffic.Report {
	r := Attack()
	b := &r.Bursts[0]
	judged(b, finding.Both, 0.88)
	b.AttackRequests, b.CrowdRequests, b.OtherRequests = 98_000, 71_000, 7_000
	return r
}

// Unclear is two bursts: one that cannot be told, without anything to compare
// it with, and a crowd at one kind of page. The log was sampled.
func Unclear() *traffic.Report {
	r := Crowd()
	r.Sample = traffic.Sample{Share: 0.125, Rows: 2_000_000, Error: 0.012}
	w := wave{40, 47, 900, 0.1}
	r.Sites = []traffic.Site{site("vota.example", []wave{w, {120, 151, 2_400, 0.03}})}
	b := burst("funclear7zv3x2", w)
	judged(&b, finding.Unclear, 0.5)
	b.Confidence, b.Clients, b.Networks = finding.Low, 37, 29
	b.Baseline = traffic.Baseline{Mode: "none"}
	b.OtherRequests = float64(b.Requests)
	b.Template = "/resultados/*"
	r.Bursts = append([]traffic.Burst{b}, r.Bursts...)
	r.Inputs = r.Inputs[:1]
	r.Bursts[1].Timeline = []traffic.Event{}
	r.Notes = []traffic.Note{{Name: "clock-artefact", Site: "vota.example", Text: "99 % of the requests to vota.example are logged in minute 05 of an hour: an artefact of the clock or of the export, not hourly bursts."}}
	return r
}
