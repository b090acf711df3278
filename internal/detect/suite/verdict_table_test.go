package suite_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/drill/storm"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/stats"
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

// verdictTable is the whole table.
func verdictTable(all []judgement) string {
	var b strings.Builder
	planted := 0
	for _, o := range all {
		if o.burst != nil {
			planted++
		}
	}
	fmt.Fprintf(&b, "%d logs, %d planted bursts; seeds %d to %d\n\n", 3**stormSeeds, planted, *stormFirst, *stormFirst+uint64(*stormSeeds)-1)
	easy := slices.DeleteFunc(slices.Clone(all), func(o judgement) bool { return o.hard() })
	rates(&b, "smaller part above 30 %, without mimic", easy)
	rates(&b, "the same, with mimic", all)
	smallTable(&b, all)
	naiveTable(&b, easy)
	calibration(&b, all)
	familyTable(&b, all)
	return b.String()
}

// rates writes precision and recall of each verdict, and of "an attack is in
// it", over the clear cases; precision also counts what was said of programs
// and of nothing.
func rates(b *strings.Builder, title string, all []judgement) {
	fmt.Fprintf(b, "%-44s %6s %6s %10s %7s\n", title, "true", "said", "precision", "recall")
	hostile := func(v finding.Verdict) bool { return v == finding.Attack || v == finding.Both }
	row := func(name string, is func(finding.Verdict) bool) {
		truth, said, correct := 0, 0, 0
		for i := range all {
			o := &all[i]
			if !o.clear() && o.truth() != "" || o.burst == nil && !is(finding.Attack) && !is(finding.Both) {
				continue // a swell of ordinary visitors is no crowd that was planted, and no error
			}
			truth += number(is(o.truth()))
			said += number(is(o.verdict))
			correct += number(is(o.truth()) && is(o.verdict))
		}
		fmt.Fprintf(b, "%-44s %6d %6d %10s %7s\n", name, truth, said, quotient(correct, said), quotient(correct, truth))
	}
	row("  attack contained (attack or both)", hostile)
	for _, v := range []finding.Verdict{finding.Attack, finding.Both, finding.Crowd} {
		row("  "+string(v), func(x finding.Verdict) bool { return x == v })
	}
	clear, unclear, none, wrong := 0, 0, 0, 0
	for i := range all {
		if o := &all[i]; o.clear() {
			clear++
			unclear += number(o.verdict == finding.Unclear)
			none += number(o.verdict == "")
			wrong += number(o.wrong())
		}
	}
	fmt.Fprintf(b, "  of %d: unclear %s, not reported %s, contradicted %s\n\n", clear, quotient(unclear, clear), quotient(none, clear), quotient(wrong, clear))
}

func number(is bool) int { return int(boolean(is)) }

func quotient(a, n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", float64(a)/float64(n))
}

// smallTable writes what is said of mixtures of which one part is small, of
// programs, and where nothing was planted.
func smallTable(b *strings.Builder, all []judgement) {
	fmt.Fprintf(b, "%-44s %6s %6s %6s %6s %8s %6s %6s\n", "what a verdict need not find", "cases", "attack", "both", "crowd", "unclear", "none", "wrong")
	row := func(name string, in func(*judgement) bool) {
		v, n, wrong := map[finding.Verdict]int{}, 0, 0
		for i := range all {
			if o := &all[i]; in(o) {
				n++
				v[o.verdict]++
				wrong += number(o.wrong())
			}
		}
		fmt.Fprintf(b, "%-44s %6d %6d %6d %6d %8d %6d %6s\n", name, n, v[finding.Attack], v[finding.Both], v[finding.Crowd], v[finding.Unclear], v[""], quotient(wrong, n))
	}
	mix := func(low, high float64) func(*judgement) bool {
		return func(o *judgement) bool {
			return o.truth() == finding.Both && o.smaller() > low && o.smaller() <= high
		}
	}
	row("  mixtures, smaller part 10 to 30 %", mix(0.1, 0.3))
	row("  mixtures, smaller part up to 10 %", mix(0, 0.1))
	row("  crowds under half of the ordinary", func(o *judgement) bool { return o.burst != nil && o.small() })
	row("  programs", func(o *judgement) bool { return o.burst != nil && o.truth() == "" })
	row("  nothing planted", func(o *judgement) bool { return o.burst == nil })
	b.WriteByte('\n')
}

// naiveTable writes what the naive rules reach on the clear cases: whether
// there is an attack in it.
func naiveTable(b *strings.Builder, all []judgement) {
	fmt.Fprintf(b, "%-44s %6s %6s %10s %7s\n", "naive rules, attack contained", "true", "said", "precision", "recall")
	for k, name := range ruleNames {
		truth, said, correct := 0, 0, 0
		for i := range all {
			o := &all[i]
			if o.burst == nil || !o.clear() && o.truth() != "" {
				continue
			}
			is := o.truth() == finding.Attack || o.truth() == finding.Both
			truth += number(is)
			said += number(o.naive[k] == finding.Attack)
			correct += number(is && o.naive[k] == finding.Attack)
		}
		fmt.Fprintf(b, "%-44s %6d %6d %10s %7s\n", "  "+name, truth, said, quotient(correct, said), quotient(correct, truth))
	}
	b.WriteByte('\n')
}

// calibration writes how often an attack was there, by the stated likelihood
// that there is one. A finding counts where at least 100 lines of its interval
// were planted or none was; an attack is there where it made more than 15 %
// of the planted lines, the least part that the method claims to see.
func calibration(b *strings.Builder, all []judgement) {
	bins := []float64{0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.01}
	fmt.Fprintf(b, "%-16s %8s %10s %8s %18s\n", "said likelihood", "findings", "mean said", "true", "95 % interval")
	for k := range len(bins) - 1 {
		n, yes, sum := 0, 0, 0.0
		for i := range all {
			for _, f := range all[i].found {
				p := *f.Likelihood
				planted := f.truth.attack + f.truth.crowd + f.truth.programs
				if p < bins[k] || p >= bins[k+1] || planted > 0 && planted < 100 {
					continue
				}
				n++
				sum += p
				yes += number(float64(f.truth.attack) > 0.15*float64(planted))
			}
		}
		if n == 0 {
			continue
		}
		low, high := stats.Wilson(yes, n, 1.96)
		fmt.Fprintf(b, "%.2f to %-8.2f %8d %10.3f %8s %9.3f to %.3f\n", bins[k], min(bins[k+1], 1), n, sum/float64(n), quotient(yes, n), low, high)
	}
	b.WriteByte('\n')
}

// familyTable writes a row for each family where it is alone, and for all
// mixtures.
func familyTable(b *strings.Builder, all []judgement) {
	fmt.Fprintf(b, "%-20s %6s %6s %6s %6s %8s %6s %6s %6s\n", "family", "bursts", "attack", "both", "crowd", "unclear", "none", "right", "wrong")
	rows := map[string][]*judgement{}
	for i := range all {
		o := &all[i]
		switch {
		case o.burst == nil:
			continue
		case len(o.burst.Parts) > 1:
			rows["~ mixtures"] = append(rows["~ mixtures"], o)
		default:
			key := o.burst.Parts[0].Kind.String() + " " + o.families()
			rows[key] = append(rows[key], o)
		}
	}
	var names []string
	for name := range rows {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		v, right, wrong := map[finding.Verdict]int{}, 0, 0
		for _, o := range rows[name] {
			v[o.verdict]++
			right += number(o.verdict == o.truth() && o.truth() != "")
			wrong += number(o.wrong())
		}
		n := len(rows[name])
		fmt.Fprintf(b, "%-20s %6d %6d %6d %6d %8d %6d %6s %6s\n", strings.TrimPrefix(name, "~ "), n, v[finding.Attack], v[finding.Both], v[finding.Crowd], v[finding.Unclear], v[""], quotient(right, n), quotient(wrong, n))
	}
}
