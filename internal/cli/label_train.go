package cli

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/stance"
)

// trainFlags are what the user asks of label train.
type trainFlags struct {
	dir, facts, coder, output string
	folds                     int
	asJSON, force             bool
}

// defaultFolds is over how many folds a model is measured.
const defaultFolds = 5

func (a *app) labelTrainCommand() *cobra.Command {
	cmd := a.command("label.train", "")
	cmd.Args = a.argsFrom(0)
	f := &trainFlags{}
	flags := cmd.Flags()
	flags.StringVarP(&f.output, "output", "o", "", a.text("label.train.flag.output"))
	flags.IntVar(&f.folds, "folds", defaultFolds, a.text("label.train.flag.folds"))
	flags.StringVar(&f.coder, "coder", "", a.text("label.train.flag.coder"))
	flags.StringVar(&f.facts, "election", "", a.text("stance.flag.election"))
	flags.StringVar(&f.dir, "case", "", a.text("cli.flag.case"))
	flags.BoolVar(&f.asJSON, "json", false, a.text("cli.flag.json"))
	flags.BoolVar(&f.force, "force", false, a.text("label.train.flag.force"))
	cmd.RunE = func(_ *cobra.Command, args []string) error { return a.runTrain(f, args) }
	return cmd
}

func (a *app) runTrain(f *trainFlags, files []string) error {
	if f.folds < 2 || f.folds > 20 {
		return usage(lang.M("label.folds"), lang.M("label.folds.do"))
	}
	labels, err := a.readLabels(f, files)
	if err != nil {
		return err
	}
	e, err := a.factsFor(f.facts, f.dir, []string{""})
	if err != nil {
		return err
	}
	examples, split := examplesOf(stance.New(e), labels, f.coder)
	if !label.Enough(examples, f.folds) {
		n := label.Count(examples)
		return failed(lang.M("label.few", "folds", f.folds, "h", n[0], "f", n[1], "u", n[2]), lang.M("label.few.do", "least", label.Least(f.folds)), nil)
	}
	model, report := label.Train(examples, f.folds)
	keep := f.output != "" && (report.Useful() || f.force)
	if keep {
		if err := writeModel(f.output, model); err != nil {
			return err
		}
	}
	if f.asJSON {
		err = a.printJSON(trainDocument(&report, labels, split))
	} else {
		a.showTraining(&report, split)
		a.showAgreement(labels)
	}
	switch {
	case err != nil:
		return err
	case f.output != "" && !keep:
		return failed(lang.M("label.train.useless", "file", terminalSafe(f.output)), lang.M("label.train.useless.do"), nil)
	case keep && !f.asJSON:
		a.say(lang.M("label.train.wrote", "file", terminalSafe(f.output)))
	}
	return nil
}

func writeModel(name string, m *label.Model) error {
	data, err := m.Encode()
	if err == nil {
		err = os.WriteFile(name, data, 0o600)
	}
	if err != nil {
		return failed(lang.M("cli.write", "file", terminalSafe(name), "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	return nil
}

// readLabels reads the files of labels that are named, else that of the case.
func (a *app) readLabels(f *trainFlags, files []string) ([]label.Label, error) {
	if len(files) == 0 {
		name, err := a.labelsFile("", f.dir)
		if err != nil {
			return nil, err
		}
		files = []string{name}
	}
	var out []label.Label
	for _, name := range files {
		in, err := label.Read(name)
		if err != nil {
			return nil, failed(lang.M("label.log", "file", terminalSafe(name), "why", plainError(err)), lang.M("label.log.do"), err)
		}
		if in.Broken > 0 {
			a.note(lang.M("label.broken", "n", in.Broken, "file", terminalSafe(name)))
		}
		out = append(out, in.Labels...)
	}
	return out, nil
}

// examplesOf makes the examples of what coders say. A text on which they are
// split teaches nothing and is counted instead.
func examplesOf(r *stance.Reader, labels []label.Label, coder string) (out []label.Example, split int) {
	at := map[string]int{}
	disputed := map[int]bool{}
	for _, x := range label.Last(labels) {
		if x.Stance == "" || coder != "" && x.Coder != coder {
			continue
		}
		if i, ok := at[x.Key]; ok {
			disputed[i] = disputed[i] || out[i].Want != x.Stance
			continue
		}
		at[x.Key] = len(out)
		out = append(out, exampleOf(r, &x))
	}
	kept := out[:0]
	for i, e := range out {
		if !disputed[i] {
			kept = append(kept, e)
		}
	}
	return kept, len(disputed) - countFalse(disputed)
}

func countFalse(m map[int]bool) (n int) {
	for _, v := range m {
		if !v {
			n++
		}
	}
	return n
}

func exampleOf(r *stance.Reader, x *label.Label) label.Example {
	e := label.Example{Words: r.Masked(x.Text, x.Candidate), Want: x.Stance, Part: x.Part, Rules: stance.Opinion{Candidate: x.Candidate, Stance: stance.Unclear}}
	for _, o := range r.Read(x.Text, x.Language) {
		if o.Candidate == x.Candidate {
			e.Rules = o
		}
	}
	return e
}

func (a *app) showTraining(r *label.Report, split int) {
	a.out.line(a.Print(lang.M("label.train.texts", "n", r.Examples, "h", r.PerStance[0], "f", r.PerStance[1], "u", r.PerStance[2], "folds", r.Folds)))
	if split > 0 {
		a.out.line(a.Print(lang.M("label.train.split", "n", split)))
	}
	a.out.line("")
	a.out.line(a.color(bold, a.text("label.train.model")))
	a.showGold(r.Model)
	a.out.line(a.rate(a.text("label.train.error"), r.Model.Errors()))
	always, wrong := r.Baseline()
	a.out.line(a.rate(a.Print(lang.M("label.train.baseline", "stance", a.text("stance.is."+string(always)))), wrong))
	a.out.line("")
	a.out.line(a.color(bold, a.text("label.train.rules")))
	a.showGold(r.Rules)
	a.out.line(a.rate(a.text("label.train.error"), r.Rules.Errors()))
	a.out.line("")
	if r.WithoutRandom {
		a.out.line(a.text("label.train.biased"))
	} else {
		a.out.line(a.rate(a.text("label.train.random-model"), r.RandomModel.Errors()))
		a.out.line(a.rate(a.text("label.train.random-rules"), r.RandomRules.Errors()))
	}
	a.out.line(a.Print(lang.M("label.train.threshold", "p", percent(r.Threshold))))
	if !r.Useful() {
		a.out.line("")
		a.out.line(a.color(yellow, a.Print(lang.M("label.train.warning", "high", percent(r.Model.Errors().High), "always", percent(wrong.Share())))))
	}
}

// trainDoc is the form of label train --json (docs/formats/labels.md).
type trainDoc struct {
	Schema     int             `json:"schema"`
	Examples   int             `json:"examples"`
	Disputed   int             `json:"disputed"`
	Folds      int             `json:"folds"`
	Threshold  float64         `json:"threshold"`
	Useful     bool            `json:"useful"` // better than always the commonest answer
	Baseline   baselineJSON    `json:"baseline"`
	Model      measuredJSON    `json:"model"`
	Rules      measuredJSON    `json:"rules"`
	Agreements []agreementJSON `json:"agreements"`
}

// baselineJSON is the error of always giving the commonest answer.
type baselineJSON struct {
	Stance stance.Stance `json:"stance"`
	Error  label.Rate    `json:"error"`
}

type measuredJSON struct {
	*goldJSON
	Error       label.Rate `json:"error"`
	RandomError label.Rate `json:"random_error"`
}

type agreementJSON struct {
	A     string  `json:"a"`
	B     string  `json:"b"`
	Texts int     `json:"texts"`
	Same  int     `json:"same"`
	Kappa float64 `json:"kappa"`
}

func trainDocument(r *label.Report, labels []label.Label, split int) trainDoc {
	always, wrong := r.Baseline()
	d := trainDoc{
		Useful: r.Useful(), Baseline: baselineJSON{always, wrong},
		Schema: 1, Examples: r.Examples, Disputed: split, Folds: r.Folds, Threshold: r.Threshold, Agreements: []agreementJSON{},
		Model: measuredJSON{newGoldJSON(r.Model), r.Model.Errors(), r.RandomModel.Errors()},
		Rules: measuredJSON{newGoldJSON(r.Rules), r.Rules.Errors(), r.RandomRules.Errors()},
	}
	for _, g := range label.Agreements(labels) {
		d.Agreements = append(d.Agreements, agreementJSON{g.A, g.B, g.Texts, g.Same, round4(g.Kappa)})
	}
	return d
}
