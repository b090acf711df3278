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
	asJSON                    bool
}

func (a *app) labelTrainCommand() *cobra.Command {
	cmd := a.command("label.train", "")
	cmd.Args = a.argsFrom(0)
	f := &trainFlags{}
	flags := cmd.Flags()
	flags.StringVarP(&f.output, "output", "o", "", a.text("label.train.flag.output"))
	flags.IntVar(&f.folds, "folds", 5, a.text("label.train.flag.folds"))
	flags.StringVar(&f.coder, "coder", "", a.text("label.train.flag.coder"))
	flags.StringVar(&f.facts, "election", "", a.text("stance.flag.election"))
	flags.StringVar(&f.dir, "case", "", a.text("cli.flag.case"))
	flags.BoolVar(&f.asJSON, "json", false, a.text("cli.flag.json"))
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
	if !enoughFor(examples, f.folds) {
		return failed(lang.M("label.few", "n", len(examples), "folds", f.folds), lang.M("label.few.do", "folds", f.folds), nil)
	}
	model, report := label.Train(examples, f.folds)
	if f.output != "" {
		data, err := model.Encode()
		if err == nil {
			err = os.WriteFile(f.output, data, 0o600)
		}
		if err != nil {
			return failed(lang.M("cli.write", "file", f.output, "why", plainError(err)), lang.M("cli.output.do"), err)
		}
	}
	if f.asJSON {
		return a.printJSON(trainDocument(&report, labels, split))
	}
	a.showTraining(&report, split)
	a.showAgreement(labels)
	if f.output != "" {
		a.say(lang.M("label.train.wrote", "file", terminalSafe(f.output)))
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

// enoughFor is true where each fold can hold some of two stances.
func enoughFor(examples []label.Example, folds int) bool {
	count := map[stance.Stance]int{}
	for _, e := range examples {
		count[e.Want]++
	}
	enough := 0
	for _, n := range count {
		if n >= 2*folds {
			enough++
		}
	}
	return enough >= 2
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
}

// trainDoc is the form of label train --json (docs/formats/labels.md).
type trainDoc struct {
	Schema     int             `json:"schema"`
	Examples   int             `json:"examples"`
	Disputed   int             `json:"disputed"`
	Folds      int             `json:"folds"`
	Threshold  float64         `json:"threshold"`
	Model      measuredJSON    `json:"model"`
	Rules      measuredJSON    `json:"rules"`
	Agreements []agreementJSON `json:"agreements"`
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
	d := trainDoc{
		Schema: 1, Examples: r.Examples, Disputed: split, Folds: r.Folds, Threshold: r.Threshold, Agreements: []agreementJSON{},
		Model: measuredJSON{newGoldJSON(r.Model), r.Model.Errors(), r.RandomModel.Errors()},
		Rules: measuredJSON{newGoldJSON(r.Rules), r.Rules.Errors(), r.RandomRules.Errors()},
	}
	for _, g := range label.Agreements(labels) {
		d.Agreements = append(d.Agreements, agreementJSON{g.A, g.B, g.Texts, g.Same, round4(g.Kappa)})
	}
	return d
}
