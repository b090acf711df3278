package cli

import (
	"context"
	"errors"
	"os"
	"runtime/debug"
	"sync"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/fingerprint"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/store"
)

func (a *app) detectCommand() *cobra.Command {
	cmd := a.command("detect", groupCase)
	cmd.Args = a.argsFrom(0)
	dir := a.caseFlag(cmd)
	facts := cmd.Flags().String("election", "", a.text("detect.flag.election"))
	only := cmd.Flags().StringSlice("only", nil, a.text("detect.flag.only"))
	failOn := a.failOnFlag(cmd)
	read := a.readFlags(cmd)
	prints := cmd.Flags().String("fingerprints", "", a.text("detect.flag.fingerprints"))
	output := cmd.Flags().StringP("output", "o", "", a.text("detect.flag.output"))
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		limit, err := severity(*failOn)
		if err != nil {
			return err
		}
		detectors, err := a.chosen(*only)
		if err != nil {
			return err
		}
		// Detectors hold columns of millions of numbers for a short time.
		defer debug.SetGCPercent(debug.SetGCPercent(detectGC))
		known, err := a.knownFingerprints(*prints, caseOf(args, a.caseDir(*dir)))
		if err != nil {
			return err
		}
		var found []finding.Finding
		if len(args) > 0 {
			found, err = a.detectFiles(ctx, detectors, known, args, read, *facts)
		} else {
			found, err = a.detectCase(ctx, detectors, known, *dir, *output == "" && len(*only) == 0)
		}
		if err != nil {
			return err
		}
		if *output != "" {
			if err := a.writeFindings(*output, found); err != nil {
				return err
			}
		}
		if len(*only) > 0 && *output == "" && len(args) == 0 {
			a.note(lang.M("detect.not-kept"))
		}
		shown := ""
		if len(args) == 0 && len(*only) == 0 && *output == "" {
			shown = a.caseDir(*dir)
		}
		return a.showFindings(found, *asJSON, limit, shown)
	}
	return cmd
}

// detectGC is how far the heap may grow between collections, per cent.
const detectGC = 60

// chosen gives the detectors named, all of them where none is.
func (a *app) chosen(names []string) ([]detect.Detector, error) {
	all := a.detectors()
	if len(names) == 0 {
		return all, nil
	}
	var out []detect.Detector
	for _, n := range names {
		found := false
		var known []string
		for _, d := range all {
			known = append(known, d.Name)
			if d.Name == n {
				out, found = append(out, d), true
			}
		}
		if !found {
			return nil, usage(lang.M("detect.unknown", "name", n), a.choice(n, known))
		}
	}
	return out, nil
}

// detectFiles runs the detectors on files, without a case.
func (a *app) detectFiles(ctx context.Context, detectors []detect.Detector, known []fingerprint.Known, files []string, read *readFlags, facts string) ([]finding.Finding, error) {
	e, err := a.electionFlag(facts)
	if err != nil {
		return nil, err
	}
	req, err := a.request(read, files, e)
	if err != nil {
		return nil, err
	}
	m := store.NewMemory()
	results, err := a.intake(ctx, m, req)
	if err != nil {
		return nil, err
	}
	if !a.quiet {
		for _, r := range results {
			a.note(lang.M("detect.read", "file", terminalSafe(r.Info.Name), "format", r.Info.Format, "kept", r.Info.Kept, "rejects", r.Info.Rejects))
		}
	}
	return a.runSuite(ctx, detectors, known, e, m, total(m.Sources()))
}

// detectCase runs the detectors on a case, and keeps what they find in it.
func (a *app) detectCase(ctx context.Context, detectors []detect.Detector, known []fingerprint.Known, dir string, keep bool) ([]finding.Finding, error) {
	c, err := a.openCase(dir)
	if err != nil {
		return nil, err
	}
	e, sha, err := a.election(c)
	if err != nil {
		return nil, err
	}
	if len(c.Sources()) == 0 {
		return nil, failed(lang.M("findings.empty"), lang.M("findings.empty.do", "dir", c.Dir), nil)
	}
	var w *store.Writer
	if keep {
		if w, err = a.writer(c, "detect"); err != nil {
			return nil, err
		}
	}
	found, err := a.runSuite(ctx, detectors, known, e, c, total(c.Sources()))
	if w == nil {
		return found, err
	}
	if err == nil {
		err = keepFindings(w, found, sha)
	}
	if err != nil {
		return nil, errors.Join(err, w.Abort())
	}
	if err := w.Commit(); err != nil {
		return nil, failed(lang.M("add.commit", "why", err.Error()), lang.M("add.commit.do"), err)
	}
	return found, nil
}

func keepFindings(w *store.Writer, found []finding.Finding, election string) error {
	lines, err := suite.Encode(found)
	if err != nil {
		return err
	}
	return w.SetFindings(lines, len(found), election)
}

// runSuite runs detectors and shows how far they are.
func (a *app) runSuite(ctx context.Context, detectors []detect.Detector, known []fingerprint.Known, e *election.Election, obs detect.Observations, records int64) ([]finding.Finding, error) {
	bar := a.progressCount(records, lang.M("detect.progress"), lang.M("detect.unit"))
	defer bar.Done()
	var mu sync.Mutex
	done := map[string]int64{}
	return suite.Run(ctx, suite.Config{
		Detectors: detectors, Election: e, Log: a.log, Known: known,
		Progress: func(name string, n int64) {
			mu.Lock()
			defer mu.Unlock()
			done[name] = max(done[name], n)
			var sum int64
			for _, v := range done {
				sum += v
			}
			bar.Set(sum)
		},
	}, obs)
}

func (a *app) writeFindings(name string, found []finding.Finding) error {
	lines, err := suite.Encode(found)
	if err != nil {
		return err
	}
	if err := os.WriteFile(name, lines, 0o600); err != nil {
		return failed(lang.M("cli.write", "file", name, "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	return nil
}
