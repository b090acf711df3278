package cli

import (
	"bufio"
	"context"
	"io"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/stance"
)

// round is one sitting of one coder.
type round struct {
	*app
	log    *label.Log
	reader *stance.Reader
	names  map[string]string // of the candidates by id
	coder  string
	before int // texts of the round that were labelled in an earlier sitting
	in     *bufio.Reader
}

// candidateNames gives the names of candidates by their ids.
func candidateNames(e *election.Election) map[string]string {
	names := map[string]string{}
	for _, c := range e.People {
		names[c.ID] = c.Name
	}
	return names
}

// run shows one text after another until the end, q, or the end of the input.
func (r *round) run(ctx context.Context, items []label.Item) error {
	r.out.line(r.Print(lang.M("label.round", "n", len(items), "coder", terminalSafe(r.coder))))
	r.out.line(r.text("label.keys"))
	given := 0
	for i := 0; i < len(items); {
		r.show(i, len(items), &items[i])
		key, err := r.answer(ctx)
		if err != nil {
			return err
		}
		switch key {
		case "q":
			r.end(given)
			return nil
		case "b":
			i = max(i-1, 0)
			continue
		case "s":
		default:
			given++
		}
		if err := r.log.Add(r.label(&items[i], key)); err != nil {
			return failed(lang.M("label.write", "why", plainError(err)), lang.M("cli.output.do"), err)
		}
		i++
	}
	r.end(given)
	return nil
}

func (r *round) end(given int) {
	if given == 1 {
		r.out.line(r.text("label.end.one"))
		return
	}
	r.out.line(r.Print(lang.M("label.end", "n", given)))
}

// answer asks until a key is one that has a meaning.
func (r *round) answer(ctx context.Context) (string, error) {
	for {
		_, _ = io.WriteString(r.out, "h f u s b q > ") // a failure is remembered by Write
		key, err := r.key(ctx)
		switch {
		case err != nil:
			return "", err
		case key != "" && strings.Contains("hfusbq", key) && len(key) == 1:
			return key, nil
		}
		r.out.line(r.text("label.keys"))
	}
}

func (r *round) label(x *label.Item, key string) label.Label {
	s := map[string]stance.Stance{"h": stance.Hostile, "f": stance.Favourable, "u": stance.Unclear}[key]
	return label.Label{
		Key: x.Key, Candidate: x.Candidate, Stance: s, Coder: r.coder, Time: r.Now().UTC().Format(time.RFC3339),
		Part: x.Part, File: x.File, Row: x.Row, ID: x.ID, Language: x.Language, Text: x.Text,
	}
}

// labelNext says what the labels are enough for.
func (a *app) labelNext(f *labelFlags, reader *stance.Reader, file string, known []label.Label) {
	examples, _ := examplesOf(reader, known, "")
	n := label.Count(examples)
	a.say(lang.M("label.have", "h", n[0], "f", n[1], "u", n[2]))
	args := terminalSafe(file)
	if f.output == "" {
		args = ""
		if f.dir != "" {
			args = "--case " + terminalSafe(f.dir)
		}
	}
	if f.facts != "" {
		args += " --election " + terminalSafe(f.facts)
	}
	if args = strings.TrimSpace(args); args != "" {
		args += " "
	}
	if label.Enough(examples, defaultFolds) {
		a.say(lang.M("label.next", "args", args))
		return
	}
	a.say(lang.M("label.next-more", "least", label.Least(defaultFolds), "args", args))
}
