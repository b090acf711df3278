package cli

import (
	"bufio"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/stance"
)

// labelsName is the file of labels in a case.
const labelsName = "labels.jsonl"

// labelFlags are what the user asks of label.
type labelFlags struct {
	dir, facts, text, candidate, coder, output string
	n                                          int
	seed                                       uint64
	second                                     bool
	read                                       *readFlags
}

func (a *app) labelCommand() *cobra.Command {
	cmd := a.command("label", groupOther)
	cmd.Args = a.argsFrom(0)
	f := &labelFlags{}
	flags := cmd.Flags()
	flags.StringVar(&f.coder, "coder", "", a.text("label.flag.coder"))
	flags.IntVarP(&f.n, "number", "n", 100, a.text("label.flag.number"))
	flags.Uint64Var(&f.seed, "seed", 1, a.text("label.flag.seed"))
	flags.BoolVar(&f.second, "second", false, a.text("label.flag.second"))
	flags.StringVar(&f.candidate, "candidate", "", a.text("stance.flag.candidate"))
	flags.StringVarP(&f.output, "output", "o", "", a.text("label.flag.output"))
	flags.StringVar(&f.text, "text", "", a.text("stance.flag.text"))
	flags.StringVar(&f.dir, "case", "", a.text("cli.flag.case"))
	flags.StringVar(&f.facts, "election", "", a.text("stance.flag.election"))
	f.read = a.readFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.runLabel(cmd.Context(), f, args)
	}
	cmd.AddCommand(a.labelTrainCommand())
	return cmd
}

// labelsFile is the file of labels: that of -o, else that of the case.
func (a *app) labelsFile(output, dir string) (string, error) {
	if output != "" {
		return output, nil
	}
	if dir = a.caseDir(dir); dir == "" {
		return "", usage(lang.M("label.no-file"), lang.M("label.no-file.do"))
	}
	return filepath.Join(dir, labelsName), nil
}

func (a *app) runLabel(ctx context.Context, f *labelFlags, files []string) error {
	if f.coder == "" {
		return usage(lang.M("label.no-coder"), lang.M("label.no-coder.do"))
	}
	name, err := a.labelsFile(f.output, f.dir)
	if err != nil {
		return err
	}
	e, err := a.factsFor(f.facts, f.dir, files)
	if err != nil {
		return err
	}
	j := &judge{reader: stance.New(e)}
	if f.candidate != "" {
		if j.only = j.reader.Candidate(f.candidate); j.only == "" {
			return usage(lang.M("stance.no-candidate", "name", terminalSafe(f.candidate)), a.choice(f.candidate, candidateIDs(e)))
		}
	}
	log, err := label.Open(name)
	if err != nil {
		return failed(lang.M("label.log", "file", terminalSafe(name), "why", plainError(err)), lang.M("label.log.do"), err)
	}
	defer func() { _ = log.Close() }()
	if log.Broken > 0 {
		a.note(lang.M("label.broken", "n", log.Broken, "file", terminalSafe(name)))
	}
	items, before, err := a.labelItems(ctx, f, files, j, log)
	if err != nil {
		return err
	}
	r := &round{app: a, log: log, reader: j.reader, names: candidateNames(e), coder: f.coder, before: before, in: bufio.NewReader(a.Stdin)}
	if err := r.run(ctx, items); err != nil {
		return err
	}
	a.showAgreement(log.Known)
	a.labelNext(f, j.reader, name, log.Known)
	return nil
}

// labelItems draws the texts of a round and leaves out what this coder has
// labelled already: before says how many.
func (a *app) labelItems(ctx context.Context, f *labelFlags, files []string, j *judge, log *label.Log) (items []label.Item, before int, err error) {
	done := map[string]bool{}
	for _, x := range log.Known {
		if x.Coder == f.coder {
			done[x.Key] = true
		}
	}
	var drawn []label.Item
	if f.second {
		drawn = othersItems(log.Known, f.coder)
		if len(drawn) == 0 {
			return nil, 0, failed(lang.M("label.no-others"), lang.M("label.no-others.do"), nil)
		}
	} else {
		if f.text != "" {
			f.read.maps = append(f.read.maps, "text="+f.text)
		}
		rows, err := a.texts(ctx, files, f.read, f.dir, f.facts, "", "")
		if err != nil {
			return nil, 0, err
		}
		drawn = label.Sample(itemsOf(rows, j), f.n, f.seed)
		if len(drawn) == 0 {
			return nil, 0, failed(lang.M("label.nothing"), lang.M("label.nothing.do"), nil)
		}
	}
	n := len(drawn)
	items = slices.DeleteFunc(drawn, func(x label.Item) bool { return done[x.Key] })
	return items, n - len(items), nil
}

// itemsOf gives every text with every candidate that it names.
func itemsOf(rows []textRow, j *judge) []label.Item {
	var items []label.Item
	for i := range rows {
		r := &rows[i]
		for _, o := range j.opinions(r.Text, r.Language) {
			items = append(items, label.Item{
				Key: label.Key(o.Candidate, r.Text), Candidate: o.Candidate, Opinion: o,
				Text: r.Text, Language: r.Language, File: r.File, Row: r.Row, ID: r.ID,
			})
		}
	}
	return items
}

// othersItems gives what other coders have labelled, for a second opinion.
func othersItems(known []label.Label, coder string) []label.Item {
	var items []label.Item
	seen := map[string]bool{}
	for _, x := range known {
		if x.Coder == coder || seen[x.Key] || x.Stance == "" {
			continue
		}
		seen[x.Key] = true
		items = append(items, label.Item{Key: x.Key, Candidate: x.Candidate, Part: x.Part, Text: x.Text, Language: x.Language, File: x.File, Row: x.Row, ID: x.ID})
	}
	return items
}

func (a *app) showAgreement(labels []label.Label) {
	for _, g := range label.Agreements(labels) {
		a.out.line(a.Print(lang.M("label.agreement", "a", terminalSafe(g.A), "b", terminalSafe(g.B), "same", g.Same, "n", g.Texts, "kappa", fmt.Sprintf("%.2f", g.Kappa))))
	}
}
