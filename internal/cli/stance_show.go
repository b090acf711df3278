package cli

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/stance"
	"github.com/unveil-project/unveil/internal/stats"
)

// candidateTotal is what texts say of one candidate.
type candidateTotal struct {
	Candidate  string       `json:"candidate"`
	Name       string       `json:"name"`
	Texts      int          `json:"texts"` // that name the candidate
	Hostile    label.Rate   `json:"hostile"`
	Favourable label.Rate   `json:"favourable"`
	Unclear    label.Rate   `json:"unclear"`
	LogOdds    *logOddsJSON `json:"log_odds"` // of hostile here against the other candidates; null without others
}

type logOddsJSON struct {
	Value float64 `json:"value"`
	Error float64 `json:"standard_error"`
	Z     float64 `json:"z"`
}

// totals counts by candidate, in the order of the election.
func totals(e *election.Election, list []judged) []candidateTotal {
	counts := map[string]map[stance.Stance]int{}
	all, allHostile := 0, 0
	for i := range list {
		if list[i].Not {
			continue
		}
		c := list[i].Candidate
		if counts[c] == nil {
			counts[c] = map[stance.Stance]int{}
		}
		counts[c][list[i].Stance]++
		all++
		if list[i].Stance == stance.Hostile {
			allHostile++
		}
	}
	var out []candidateTotal
	for _, p := range e.People {
		k := counts[p.ID]
		n := k[stance.Hostile] + k[stance.Favourable] + k[stance.Unclear]
		if n == 0 {
			continue
		}
		t := candidateTotal{
			Candidate: p.ID, Name: p.Name, Texts: n, Hostile: label.NewRate(k[stance.Hostile], n),
			Favourable: label.NewRate(k[stance.Favourable], n), Unclear: label.NewRate(k[stance.Unclear], n),
		}
		if all > n {
			d, se := stats.LogOdds(k[stance.Hostile], n, allHostile-k[stance.Hostile], all-n, 0)
			t.LogOdds = &logOddsJSON{round4(d), round4(se), round4(d / se)}
		}
		out = append(out, t)
	}
	return out
}

func round4(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	if err != nil {
		return 0
	}
	return r
}

// goldTable counts labels against answers.
func goldTable(list []judged) label.Table {
	t := label.Table{}
	for i := range list {
		if list[i].Want != "" {
			t[[2]stance.Stance{list[i].Want, list[i].Stance}]++
		}
	}
	return t
}

func (a *app) showStance(e *election.Election, f *stanceFlags, rows []textRow, list []judged) error {
	if f.output != "" {
		if err := os.WriteFile(f.output, stanceCSV(list), 0o600); err != nil {
			return failed(lang.M("cli.write", "file", f.output, "why", plainError(err)), lang.M("cli.output.do"), err)
		}
	}
	if f.asJSON {
		return a.printJSON(stanceDocument(e, f, rows, list))
	}
	if f.output == "" && f.gold == "" {
		for i := range list {
			a.showJudged(&list[i])
		}
		if len(list) > 0 {
			a.out.line("")
		}
	}
	a.out.line(a.Print(lang.M("stance.read", "texts", len(rows), "naming", naming(list))))
	for _, t := range totals(e, list) {
		a.showTotal(t)
	}
	if f.gold != "" {
		a.showGold(goldTable(list))
	}
	return nil
}

func naming(list []judged) int {
	seen := map[string]bool{}
	for i := range list {
		if !list[i].Not {
			seen[list[i].File+"\x00"+strconv.FormatInt(list[i].Row, 10)] = true
		}
	}
	return len(seen)
}

// showJudged prints one text and what decided.
func (a *app) showJudged(x *judged) {
	a.out.line(fmt.Sprintf("%s  %s  %+.1f  %s", a.color(bold, a.text("stance.is."+string(x.Stance))), x.Candidate, x.Score, clip(terminalSafe(x.Text), 160)))
	for _, m := range x.Marks {
		a.out.line("  " + fmt.Sprintf("%+.1f  %s: %s", m.Weight, terminalSafe(clip(x.Text[m.Start:m.End], 60)), a.text("stance.rule."+m.Rule)))
	}
}

func (a *app) showTotal(t candidateTotal) {
	a.out.line(a.color(bold, terminalSafe(t.Name)) + "  " + a.Print(lang.M("stance.total", "n", t.Texts)))
	for _, r := range []struct {
		s stance.Stance
		r label.Rate
	}{{stance.Hostile, t.Hostile}, {stance.Favourable, t.Favourable}, {stance.Unclear, t.Unclear}} {
		a.out.line("  " + a.rate(a.text("stance.is."+string(r.s)), r.r))
	}
	if t.LogOdds != nil {
		a.out.line("  " + a.Print(lang.M("stance.odds", "value", fmt.Sprintf("%+.2f", t.LogOdds.Value), "error", fmt.Sprintf("%.2f", t.LogOdds.Error), "z", fmt.Sprintf("%+.1f", t.LogOdds.Z))))
	}
}

// rate prints k of n with its interval.
func (a *app) rate(what string, r label.Rate) string {
	return a.Print(lang.M("stance.rate", "what", what, "k", r.K, "n", r.N, "share", percent(r.Share()), "low", percent(r.Low), "high", percent(r.High)))
}

func percent(x float64) string { return strconv.FormatFloat(100*x, 'f', 1, 64) + " %" }

// showGold prints the confusion table, precision and recall.
func (a *app) showGold(t label.Table) {
	a.out.line("")
	a.showTable(t)
	for _, s := range []stance.Stance{stance.Hostile, stance.Favourable} {
		name := a.text("stance.is." + string(s))
		a.out.line(a.rate(a.Print(lang.M("stance.precision", "stance", name)), t.Precision(s)))
		a.out.line(a.rate(a.Print(lang.M("stance.recall", "stance", name)), t.Recall(s)))
	}
	a.out.line(a.Print(lang.M("stance.opposed", "n", t.Opposed())))
}

// showTable prints labels down and answers across.
func (a *app) showTable(t label.Table) {
	width := 12
	var head strings.Builder
	fmt.Fprintf(&head, "%-*s", width+2, a.text("stance.labelled"))
	for _, s := range stance.Stances() {
		fmt.Fprintf(&head, " %*s", width, a.text("stance.is."+string(s)))
	}
	a.out.line(head.String())
	for _, want := range stance.Stances() {
		var line strings.Builder
		fmt.Fprintf(&line, "%-*s", width+2, a.text("stance.is."+string(want)))
		for _, got := range stance.Stances() {
			fmt.Fprintf(&line, " %*d", width, t[[2]stance.Stance{want, got}])
		}
		a.out.line(line.String())
	}
}

// stanceCSV is one line for each text and candidate.
func stanceCSV(list []judged) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"file", "row", "id", "candidate", "stance", "score", "label", "marks", "text"}) // a buffer takes all
	for i := range list {
		x := &list[i]
		var marks []string
		for _, m := range x.Marks {
			marks = append(marks, fmt.Sprintf("%s %+.1f %q", m.Rule, m.Weight, x.Text[m.Start:m.End]))
		}
		_ = w.Write([]string{
			notFormula(x.File), strconv.FormatInt(x.Row, 10), notFormula(x.ID), x.Candidate, string(x.Stance),
			strconv.FormatFloat(x.Score, 'f', 3, 64), string(x.Want), strings.Join(marks, "; "), notFormula(x.Text),
		})
	}
	w.Flush()
	return b.Bytes()
}
