package suite_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/drill/storm"
	"github.com/unveil-project/unveil/internal/finding"
)

// judgement is what was said of one planted burst, or of none.
type judgement struct {
	log     storm.Log
	burst   *storm.BurstTruth // nil: nothing was planted there
	usual   int               // ordinary lines at the same time
	found   []judged
	naive   [len(ruleNames)]finding.Verdict
	verdict finding.Verdict // "" where nothing was reported
	main    *judged         // the largest finding
}

// settle gives the verdict of all findings on a burst: the largest one's, but
// an attack in one and a crowd in another, neither below a tenth of the
// largest, are both.
func (o *judgement) settle() {
	volume := map[finding.Verdict]float64{}
	for i := range o.found {
		f := &o.found[i]
		volume[f.Verdict] = max(volume[f.Verdict], excessOf(f.Finding))
		if o.main == nil || excessOf(f.Finding) > excessOf(o.main.Finding) {
			o.main = f
		}
	}
	if o.main == nil {
		return
	}
	o.verdict = o.main.Verdict
	if low := excessOf(o.main.Finding) / 10; volume[finding.Attack] > low && volume[finding.Crowd] > low {
		o.verdict = finding.Both
	}
}

// people is the requests of the crowd; in a log without history ordinary
// visitors cannot be told from it.
func (o *judgement) people() int {
	if o.alone() {
		return o.burst.Volume(storm.Crowd) + o.usual
	}
	return o.burst.Volume(storm.Crowd)
}

// alone is true of a log without history.
func (o *judgement) alone() bool {
	return o.log.Bursts[0].Parts[0].Start.Sub(o.log.Start) < time.Minute
}

// smaller is the share of the smaller of crowd and attack.
func (o *judgement) smaller() float64 {
	a, c := float64(o.burst.Volume(storm.Attack)), float64(o.people())
	if a+c == 0 {
		return 0
	}
	return min(a, c) / (a + c)
}

// truth is what a burst is: attack, crowd, both, "" for programs and for
// nothing.
func (o *judgement) truth() finding.Verdict {
	if o.burst == nil {
		return ""
	}
	a, c := o.burst.Volume(storm.Attack), o.people()
	switch {
	case a == 0 && o.burst.Volume(storm.Crowd) == 0:
		return ""
	case a > 0 && c > 0:
		return finding.Both
	case a > 0:
		return finding.Attack
	}
	return finding.Crowd
}

// larger is the verdict on the larger part.
func (o *judgement) larger() finding.Verdict {
	if o.burst.Volume(storm.Attack) > o.people() {
		return finding.Attack
	}
	return finding.Crowd
}

// clear is true of what a verdict is due on: one part alone, or two of which
// the smaller makes more than 30 %.
func (o *judgement) clear() bool {
	t := o.truth()
	return t == finding.Attack || t == finding.Crowd && !o.small() || t == finding.Both && o.smaller() > 0.3
}

// small is a crowd that is no burst worth a word, and nothing said of it:
// under half of the ordinary requests of its time, or all of a log, which
// nothing shows to be more than usual.
func (o *judgement) small() bool {
	return o.truth() == finding.Crowd && o.verdict == "" && (o.alone() || 2*o.people() < o.usual)
}

func (o *judgement) hard() bool {
	return o.burst != nil && slices.ContainsFunc(o.burst.Parts, func(p storm.PartTruth) bool { return storm.Hard(p.Family) })
}

// wrong is a verdict that contradicts the truth.
func (o *judgement) wrong() bool { return contradicts(o, o.verdict) }

func contradicts(o *judgement, v finding.Verdict) bool {
	hostile := v == finding.Attack || v == finding.Both
	switch t := o.truth(); {
	case v == "" || v == finding.Unclear:
		return false
	case t == "" || t == finding.Crowd:
		return hostile
	case t == finding.Attack:
		return v != finding.Attack
	case o.smaller() > 0.3:
		return v == finding.Crowd
	}
	return v != finding.Both && v != o.larger()
}

// missed is a clear case without its verdict.
func (o *judgement) missed() bool { return o.clear() && o.verdict != o.truth() }

func (o *judgement) families() string {
	if o.burst == nil {
		return "nothing"
	}
	var names []string
	for _, p := range o.burst.Parts {
		names = append(names, p.Family)
	}
	return strings.Join(names, "+")
}

func (o *judgement) line() string {
	var b strings.Builder
	fmt.Fprintf(&b, "seed %d %s %-28s truth %-6s said %-8s", o.log.Seed, o.log.Site, o.families(), o.truth(), o.verdict)
	if o.burst != nil {
		fmt.Fprintf(&b, " small %.2f A %d C %d usual %d sources %d overload %.2f cdn %v api %v history %.1fh rate %.2f %ds", o.smaller(), o.burst.Volume(storm.Attack), o.burst.Volume(storm.Crowd), o.usual, o.burst.Sources(), o.log.Bursts[0].Overload, o.log.Pages.CDN, o.log.Pages.API,
			o.burst.Start.Sub(o.log.Start).Hours(), o.log.Rate, o.burst.End.Unix()-o.burst.Start.Unix())
	}
	for _, f := range o.found {
		fmt.Fprintf(&b, "\n    %s %.2f %v–%v requests %.0f: attack %.0f crowd %.0f rest %.0f crawler %.0f scan %.0f; in truth %+v\n       ", f.Verdict, *f.Likelihood, f.Start.UTC().Format("02 15:04:05"), f.End.UTC().Format("15:04:05"), measureOf(f.Finding, "requests"),
			measureOf(f.Finding, "attack_requests"), measureOf(f.Finding, "crowd_requests"), measureOf(f.Finding, "undetermined_requests"), measureOf(f.Finding, "crawler_requests"), measureOf(f.Finding, "scan_requests"), f.truth)
		for _, x := range f.Features {
			fmt.Fprintf(&b, " %s=%g:%+g", x.Name, x.Value, x.Weight)
		}
	}
	return b.String()
}
