package verify

import (
	"io"
	"math"
)

// counts holds the counts of the report to each other.
func (p *pack) counts(io.ReaderAt, int64) error {
	r := p.report
	if r == nil {
		return nil
	}
	var sum tally
	for _, in := range r.Inputs {
		p.adds(in.File, in.tally)
		if in.Role != "timeline" {
			sum = tally{sum.Read + in.Read, sum.Kept + in.Kept, sum.Duplicates + in.Duplicates, sum.Rejects + in.Rejects, 0}
		}
	}
	p.adds("report.json", r.Lines)
	if l := r.Lines; sum != (tally{l.Read, l.Kept, l.Duplicates, l.Rejects, 0}) {
		p.fail("counts.inputs", "sum", sum.Read, "read", l.Read)
	}
	lines := int64(0)
	for _, f := range r.Formats {
		lines += f.Lines
		if f.Lines < 0 || lines > r.Lines.Read {
			p.fail("counts.formats", "format", f.Name, "read", r.Lines.Read)
			break
		}
	}
	requests := int64(0)
	for _, s := range r.Sites {
		requests += s.Requests
		if s.Requests < 0 || requests > r.Lines.Kept {
			p.fail("counts.sites", "site", s.Name, "kept", r.Lines.Kept)
			break
		}
	}
	if !p.failed("counts") {
		p.pass("counts.ok", "read", r.Lines.Read, "kept", r.Lines.Kept, "duplicates", r.Lines.Duplicates, "rejects", r.Lines.Rejects)
	}
	return nil
}

// adds holds that rows read are those kept, duplicates and rejects.
func (p *pack) adds(file string, t tally) {
	if t.Kept < 0 || t.Duplicates < 0 || t.Rejects < 0 || t.Outside < 0 || t.Outside > t.Kept || t.Read != t.Kept+t.Duplicates+t.Rejects {
		p.fail("counts.differ", "file", file, "read", t.Read, "kept", t.Kept, "duplicates", t.Duplicates, "rejects", t.Rejects)
	}
}

// bursts holds the numbers of every burst to each other.
func (p *pack) bursts(io.ReaderAt, int64) error {
	if p.report == nil {
		return nil
	}
	for i := range p.report.Bursts {
		b := &p.report.Bursts[i]
		for _, wrong := range b.wrong(p.report.Lines.Kept) {
			p.fail("bursts.wrong", "burst", int64(i+1), "site", b.Site, "what", wrong)
		}
	}
	for i, a := range p.report.Probes {
		if a.Requests < 0 || a.Succeeded < 0 || a.Succeeded > a.Requests {
			p.fail("bursts.probe", "probe", int64(i+1), "family", a.Family)
		}
	}
	if !p.failed("bursts") {
		p.pass("bursts.ok", "bursts", int64(len(p.report.Bursts)), "probes", int64(len(p.report.Probes)))
	}
	return nil
}

// wrong names the members of a burst that cannot be as they are.
func (b *burst) wrong(kept int64) (out []string) {
	note := func(name string, fine bool) {
		if !fine {
			out = append(out, name)
		}
	}
	note("start, end", !b.End.Before(b.Start))
	note("requests", b.Requests >= 0 && b.Requests <= kept)
	note("verdict", b.Verdict == "attack" || b.Verdict == "crowd" || b.Verdict == "both" || b.Verdict == "unclear")
	note("likelihood", share(b.Likelihood))
	note("members", len(b.Members) == 0)
	excess := math.Max(0, float64(b.Requests)-b.Baseline.Expected)
	note("attack_requests, crowd_requests, other_requests",
		b.Attack >= 0 && b.Crowd >= 0 && b.Other >= 0 && b.Attack+b.Crowd+b.Other <= float64(b.Requests)+1)
	note("attack_requests + crowd_requests", b.Attack+b.Crowd <= excess*1.01+1)
	note("expected_requests", b.Baseline.Expected >= 0)
	for _, f := range b.Features {
		note("features", f.Direction == "attack" || f.Direction == "crowd" || f.Direction == "neutral")
	}
	note("countries", b.placed())
	for _, n := range b.Networks {
		note("top_networks", share(n.Share) && n.Requests >= 0 && n.Requests <= b.Requests)
	}
	note("series", b.Series.fine())
	return out
}

// share is true of a number from 0 to 1, with what rounding may add.
func share(x float64) bool { return x >= 0 && x <= 1+1e-9 }

// placed is true where the shares of countries lie between what the databases
// say and are together not more than all.
func (b *burst) placed() bool {
	sum := 0.0
	for _, c := range b.Countries {
		sum += c.Share
		if !share(c.Share) || !share(c.Low) || !share(c.High) || c.Low > c.High+1e-9 {
			return false
		}
	}
	return sum <= 1.001
}

// fine is true where no step has more failures than requests.
func (s *series) fine() bool {
	if len(s.Failed) > len(s.Requests) || len(s.Expected) > 0 && len(s.Expected) != len(s.Requests) {
		return false
	}
	for i, n := range s.Requests {
		if n < 0 || i < len(s.Failed) && (s.Failed[i] < 0 || s.Failed[i] > n) {
			return false
		}
	}
	return true
}
