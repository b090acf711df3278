package cli

import (
	"context"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/stance"
)

// stanceFlags are what the user asks of stance.
type stanceFlags struct {
	dir, facts, text, candidate, target, gold, model, output string
	asJSON                                                   bool
	read                                                     *readFlags
}

func (a *app) stanceCommand() *cobra.Command {
	cmd := a.command("stance", groupOther)
	cmd.Args = a.argsFrom(0)
	f := &stanceFlags{}
	flags := cmd.Flags()
	flags.StringVar(&f.facts, "election", "", a.text("stance.flag.election"))
	flags.StringVar(&f.text, "text", "", a.text("stance.flag.text"))
	flags.StringVar(&f.candidate, "candidate", "", a.text("stance.flag.candidate"))
	flags.StringVar(&f.target, "target", "", a.text("stance.flag.target"))
	flags.StringVar(&f.gold, "gold", "", a.text("stance.flag.gold"))
	flags.StringVar(&f.model, "model", "", a.text("stance.flag.model"))
	flags.StringVarP(&f.output, "output", "o", "", a.text("stance.flag.output"))
	flags.StringVar(&f.dir, "case", "", a.text("cli.flag.case"))
	f.read = a.readFlags(cmd)
	flags.BoolVar(&f.asJSON, "json", false, a.text("cli.flag.json"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.runStance(cmd.Context(), f, args)
	}
	return cmd
}

// judged is one text with what is said of one candidate.
type judged struct {
	textRow
	stance.Opinion
	Want stance.Stance // of --gold, "" where there is none
	Not  bool          // the text does not name the candidate that its table names
}

func (a *app) runStance(ctx context.Context, f *stanceFlags, files []string) error {
	e, err := a.factsFor(f.facts, f.dir, files)
	if err != nil {
		return err
	}
	j := &judge{reader: stance.New(e), only: f.candidate}
	if j.only != "" {
		if j.only = j.reader.Candidate(f.candidate); j.only == "" {
			return usage(lang.M("stance.no-candidate", "name", terminalSafe(f.candidate)), a.choice(f.candidate, candidateIDs(e)))
		}
	}
	if f.model != "" {
		if j.model, err = a.readModel(f.model); err != nil {
			return err
		}
	}
	if f.text != "" {
		f.read.maps = append(f.read.maps, "text="+f.text)
	}
	rows, err := a.texts(ctx, files, f.read, f.dir, f.facts, f.target, f.gold)
	if err != nil {
		return err
	}
	list, err := a.judgeAll(j, rows)
	if err != nil {
		return err
	}
	return a.showStance(e, f, rows, list)
}

// factsFor is the election that --election names, else that of the case.
func (a *app) factsFor(facts, dir string, files []string) (*election.Election, error) {
	if facts == "" && (len(files) == 0 || a.caseDir(dir) != "") {
		c, err := a.openCase(dir)
		if err != nil {
			return nil, err
		}
		e, _, err := a.election(c)
		if err != nil {
			return nil, err
		}
		if len(e.People) > 0 {
			return e, nil
		}
	}
	e, err := a.electionFlag(facts)
	if err == nil && len(e.People) == 0 {
		return nil, usage(lang.M("stance.no-election"), lang.M("stance.no-election.do"))
	}
	return e, err
}

func candidateIDs(e *election.Election) []string {
	var ids []string
	for _, c := range e.People {
		ids = append(ids, c.ID)
	}
	return ids
}

func (a *app) readModel(name string) (*label.Model, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, failed(lang.M("stance.model", "file", terminalSafe(name), "why", plainError(err)), lang.M("stance.model.do"), err)
	}
	m, err := label.Decode(data)
	if err != nil {
		return nil, failed(lang.M("stance.model", "file", terminalSafe(name), "why", err.Error()), lang.M("stance.model.do"), err)
	}
	return m, nil
}

// judge gives opinions of texts.
type judge struct {
	reader *stance.Reader
	model  *label.Model
	only   string // a candidate, "" for all
}

// opinions gives what one text says of the candidates who are asked about.
func (j *judge) opinions(text, language string) []stance.Opinion {
	var out []stance.Opinion
	for _, o := range j.reader.Read(text, language) {
		if j.only != "" && o.Candidate != j.only {
			continue
		}
		if j.model != nil {
			o.Stance, o.Score = j.answer(text, o)
		}
		out = append(out, o)
	}
	return out
}

// answer asks the model. The score is its probability, with the sign of the
// stance; 0 where it does not take sides.
func (j *judge) answer(text string, o stance.Opinion) (stance.Stance, float64) {
	s, p := j.model.Answer(j.reader.Masked(text, o.Candidate), o)
	switch s {
	case stance.Hostile:
		return s, -p
	case stance.Favourable:
		return s, p
	}
	return s, 0
}

// judgeAll judges every row.
func (a *app) judgeAll(j *judge, rows []textRow) ([]judged, error) {
	var list []judged
	known := 0
	for i := range rows {
		r := &rows[i]
		want, ok := stance.ParseStance(r.Gold)
		if ok {
			known++
		}
		found := j.opinions(r.Text, r.Language)
		if id, one := j.target(r, found); one {
			list = append(list, aimed(r, found, id, want))
			continue
		}
		for _, o := range found {
			x := judged{textRow: *r, Opinion: o}
			if len(found) == 1 {
				x.Want = want
			}
			list = append(list, x)
		}
	}
	if len(rows) > 0 && rows[0].GoldOf && known == 0 {
		return nil, failed(lang.M("stance.no-gold"), lang.M("stance.no-gold.do"), nil)
	}
	return list, nil
}

// target is the one candidate that a row is about, if its table says so or the
// user asked for one.
func (j *judge) target(r *textRow, found []stance.Opinion) (string, bool) {
	if r.TargetOf && r.Target != "" {
		if id := j.reader.Candidate(r.Target); id != "" && (j.only == "" || id == j.only) {
			return id, true
		}
	}
	return j.only, j.only != "" && (len(found) > 0 || r.GoldOf)
}

// aimed is the opinion of one candidate. A text that does not name her says
// nothing clear of her.
func aimed(r *textRow, found []stance.Opinion, id string, want stance.Stance) judged {
	at := slices.IndexFunc(found, func(o stance.Opinion) bool { return o.Candidate == id })
	if at < 0 {
		return judged{textRow: *r, Opinion: stance.Opinion{Candidate: id, Stance: stance.Unclear}, Want: want, Not: true}
	}
	return judged{textRow: *r, Opinion: found[at], Want: want}
}
