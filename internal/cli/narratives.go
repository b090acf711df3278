package cli

import (
	"context"
	"errors"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/claim"
	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/narrative"
	"github.com/unveil-project/unveil/internal/store"
)

// narrativesFlags are the flags of narratives.
type narrativesFlags struct {
	dir, facts, claims, show, output *string
	least, most                      *int
	read                             *readFlags
	asJSON                           *bool
}

func (a *app) narrativesCommand() *cobra.Command {
	cmd := a.command("narratives", groupShot)
	cmd.Args = a.argsFrom(0)
	f := &narrativesFlags{
		least:  cmd.Flags().Int("min-accounts", narrative.Defaults().MinAccounts, a.text("narratives.flag.min-accounts")),
		claims: cmd.Flags().String("claims", "", a.text("narratives.flag.claims")),
		show:   cmd.Flags().String("show", "", a.text("narratives.flag.show")),
		most:   cmd.Flags().Int("most", 20, a.text("narratives.flag.most")),
		output: cmd.Flags().StringP("output", "o", "", a.text("narratives.flag.output")),
		facts:  cmd.Flags().String("election", "", a.text("detect.flag.election")),
		dir:    a.caseFlag(cmd), read: a.readFlags(cmd), asJSON: a.jsonFlag(cmd),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		defer debug.SetGCPercent(debug.SetGCPercent(detectGC))
		return a.narratives(cmd.Context(), f, args)
	}
	return cmd
}

// narratives reads, finds, and prints.
func (a *app) narratives(ctx context.Context, f *narrativesFlags, files []string) error {
	if *f.least < 2 {
		return usage(lang.M("narratives.least", "value", *f.least), lang.M("narratives.least.do"))
	}
	if *f.most < 1 {
		return usage(lang.M("narratives.most", "value", *f.most), lang.M("narratives.most.do"))
	}
	known, err := a.readClaims(*f.claims)
	if err != nil {
		return err
	}
	obs, e, err := a.narrativesInput(ctx, f, files)
	if err != nil {
		return err
	}
	v := &narrativesView{claims: known, most: *f.most}
	if v.Result, err = a.findNarratives(ctx, obs, e, known, *f.least); err != nil {
		return err
	}
	if v.Posts == 0 {
		return failed(lang.M("narratives.empty"), lang.M("narratives.empty.do"), nil)
	}
	if *f.output != "" {
		if err := a.writeNarratives(*f.output, v); err != nil {
			return err
		}
	}
	return a.printNarratives(ctx, f, v, obs)
}

func (a *app) printNarratives(ctx context.Context, f *narrativesFlags, v *narrativesView, obs detect.Observations) error {
	if *f.show != "" {
		n, err := a.narrativeNamed(v, *f.show)
		if err != nil {
			return err
		}
		if *f.asJSON {
			return a.printJSON(v.one(n))
		}
		return a.showNarrative(ctx, v, n, obs)
	}
	if *f.asJSON {
		return a.printJSON(v.document())
	}
	a.listNarratives(v)
	return nil
}

// narrativesInput gives the posts of files, or of the case where there are
// none, and the election that goes with them.
func (a *app) narrativesInput(ctx context.Context, f *narrativesFlags, files []string) (detect.Observations, *election.Election, error) {
	if len(files) == 0 {
		c, err := a.openCase(*f.dir)
		if err != nil {
			return nil, nil, err
		}
		e, _, err := a.election(c)
		return c, e, err
	}
	e, err := a.electionFlag(*f.facts)
	if err != nil {
		return nil, nil, err
	}
	req, err := a.request(f.read, files, e)
	if err != nil {
		return nil, nil, err
	}
	m := store.NewMemory()
	results, err := a.intake(ctx, m, req)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range results {
		a.note(lang.M("detect.read", "file", terminalSafe(r.Info.Name), "format", r.Info.Format, "kept", r.Info.Kept, "rejects", r.Info.Rejects))
	}
	return m, e, nil
}

// findNarratives runs coord, which says which accounts probably share on one
// plan, and then looks for narratives.
func (a *app) findNarratives(ctx context.Context, obs detect.Observations, e *election.Election, known *claim.File, least int) (*narrative.Result, error) {
	coord, err := a.chosen([]string{"coord"})
	if err != nil {
		return nil, err
	}
	groups, err := a.runSuite(ctx, coord, nil, e, obs, total(obs.Sources()))
	if err != nil {
		return nil, err
	}
	bar := a.progressCount(total(obs.Sources()), lang.M("detect.progress"), lang.M("detect.unit"))
	defer bar.Done()
	in := narrative.Input{
		Posts: obs, Election: e, Coordinated: narrative.Coordinated(groups), Progress: bar.Set,
	}
	if known != nil {
		in.Claims = claim.NewIndex(known.Claims)
	}
	par := narrative.Defaults()
	par.MinAccounts = least
	return narrative.Find(ctx, in, par)
}

// readClaims reads the file of examined claims, nil where none is named.
func (a *app) readClaims(name string) (*claim.File, error) {
	if name == "" {
		return nil, nil
	}
	r, err := os.Open(name)
	if err != nil {
		return nil, failed(lang.M("narratives.claims", "file", name, "why", plainError(err)), lang.M("narratives.claims.do"), err)
	}
	defer func() { _ = r.Close() }() // it was only read
	f, err := claim.Read(r)
	switch {
	case errors.Is(err, claim.ErrNoClaims):
		return nil, failed(lang.M("narratives.no-claims", "file", name), lang.M("narratives.claims.do"), err)
	case errors.Is(err, claim.ErrTooLarge):
		return nil, failed(lang.M("narratives.large-claims", "file", name), lang.M("narratives.large-claims.do"), err)
	case err != nil:
		return nil, failed(lang.M("narratives.claims", "file", name, "why", err.Error()), lang.M("narratives.claims.do"), err)
	}
	a.note(lang.M("narratives.claims-read", "file", terminalSafe(name), "claims", len(f.Claims), "rejects", len(f.Rejects)))
	return f, nil
}

// narrativeNamed finds a narrative by the beginning of its id.
func (a *app) narrativeNamed(v *narrativesView, id string) (*narrative.Narrative, error) {
	for i := range v.Narratives {
		if strings.HasPrefix(v.Narratives[i].ID, id) {
			return &v.Narratives[i], nil
		}
	}
	return nil, usage(lang.M("narratives.no-id", "id", id), lang.M("narratives.no-id.do"))
}
