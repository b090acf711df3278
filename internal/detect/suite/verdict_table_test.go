package suite_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/stats"
)

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
