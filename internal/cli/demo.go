package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/store"
)

// demoScenario is the drill that the demo runs.
const demoScenario = "debate-night"

func (a *app) demoCommand() *cobra.Command {
	cmd := a.command("demo", groupDrill)
	cmd.Args = a.noArgs
	dir := cmd.Flags().StringP("output", "o", "", a.text("demo.flag.output"))
	scenario := cmd.Flags().String("scenario", demoScenario, a.text("drill.flag.scenario"))
	seed := cmd.Flags().Uint64("seed", 2018, a.text("drill.flag.seed"))
	noServe := cmd.Flags().Bool("no-serve", false, a.text("demo.flag.no-serve"))
	noOpen := cmd.Flags().Bool("no-open", false, a.text("demo.flag.no-open"))
	_ = cmd.RegisterFlagCompletionFunc("scenario", cobra.FixedCompletions(scenarioNames(), cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		report, err := a.runDemo(cmd.Context(), *dir, *scenario, *seed)
		if err != nil {
			return err
		}
		return a.showReport(cmd.Context(), report, !*noServe, !*noOpen)
	}
	return cmd
}

// runDemo takes a drill the whole way of the data and gives the name of the
// report.
func (a *app) runDemo(ctx context.Context, dir, scenario string, seed uint64) (report string, err error) {
	if dir == "" {
		dir = freeName("unveil-demo")
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return "", failed(lang.M("new.exists", "dir", dir), lang.M("demo.exists.do"), nil)
	}
	files := filepath.Join(dir, "files")
	a.step("demo.step.write", lang.M("demo.write", "scenario", scenario, "seed", int64(seed), "dir", files))
	facts, err := a.simulate(ctx, dir, files, scenario, seed)
	if err != nil {
		return "", err
	}
	c, err := a.openCase(dir)
	if err != nil {
		return "", err
	}
	e, err := a.parseElection(store.ElectionName, facts)
	if err != nil {
		return "", err
	}
	names, err := filepath.Glob(filepath.Join(files, "*"))
	if err != nil {
		return "", err
	}
	observations, _, _ := drillFiles(names)
	a.step("demo.step.add", lang.M("demo.command", "line", "unveil add --case "+dir+" "+filepath.Join(files, "*")))
	req, err := a.request(&readFlags{}, observations, e)
	if err != nil {
		return "", err
	}
	if err := a.runAdd(ctx, c, req, false); err != nil {
		return "", err
	}
	a.step("demo.step.detect", lang.M("demo.command", "line", "unveil detect --case "+dir))
	found, err := a.detectCase(ctx, a.detectors(), nil, dir, true)
	if err != nil {
		return "", err
	}
	if err := a.showFindings(found, false, "", ""); err != nil {
		return "", err
	}
	a.step("demo.step.score", lang.M("demo.command", "line", "unveil drill score "+dir))
	if err := a.scoreDemo(ctx, dir); err != nil {
		return "", err
	}
	report = filepath.Join(dir, "report.html")
	a.step("demo.step.report", lang.M("demo.command", "line", "unveil report --case "+dir+" -o "+report))
	if c, err = a.openCase(dir); err != nil {
		return "", err
	}
	return report, a.runReport(c, report, false, false, "")
}

// simulate writes the drill's files and makes the case beside them.
func (a *app) simulate(ctx context.Context, dir, files, scenario string, seed uint64) (facts []byte, err error) {
	work, err := os.MkdirTemp("", "unveil-demo-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(work) }()
	if _, err := a.writeDrill(ctx, filepath.Join(work, "files"), scenario, seed); err != nil {
		return nil, err
	}
	if facts, err = os.ReadFile(filepath.Join(work, "files", drill.ElectionFile)); err != nil {
		return nil, err
	}
	if _, err := store.Create(dir, facts); err != nil {
		return nil, failed(lang.M("new.failed", "dir", dir, "why", err.Error()), lang.M("new.failed.do"), err)
	}
	if err := os.CopyFS(files, os.DirFS(filepath.Join(work, "files"))); err != nil {
		return nil, err
	}
	truth, err := os.ReadFile(filepath.Join(files, drill.TruthFile))
	if err != nil {
		return nil, err
	}
	return facts, os.WriteFile(filepath.Join(dir, drill.TruthFile), truth, 0o644)
}

func (a *app) scoreDemo(ctx context.Context, dir string) error {
	c, err := a.openCase(dir)
	if err != nil {
		return err
	}
	t, err := a.truth(c, "")
	if err != nil {
		return err
	}
	found, err := a.loadFindings(c)
	if err != nil {
		return err
	}
	s, err := drill.Score(ctx, t, c, found)
	if err != nil {
		return err
	}
	a.showScores(t, s)
	return nil
}

// step heads a step of the demo.
func (a *app) step(key string, m lang.Message) {
	a.say(lang.M("demo.heading", "title", a.color(bold, a.text(key)), "line", a.color(dim, a.Print(m))))
}

// freeName gives a name in the current directory that is not taken.
func freeName(base string) string {
	name := base
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
			return name
		}
		name = fmt.Sprintf("%s-%d", base, n)
	}
}

// showReport serves the report on this machine and opens it in a browser.
// Without a terminal nobody would end the serving, so it only names the file.
func (a *app) showReport(ctx context.Context, report string, serve, open bool) error {
	abs, err := filepath.Abs(report)
	if err != nil {
		return err
	}
	if !a.terminal(a.Stdout) {
		serve, open = false, false
	}
	address := "file://" + filepath.ToSlash(abs)
	if !serve {
		if open {
			openBrowser(ctx, address)
		}
		a.say(lang.M("demo.at", "address", address))
		return nil
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		a.say(lang.M("demo.at", "address", address))
		return nil
	}
	address = "http://" + l.Addr().String() + "/"
	a.say(lang.M("demo.serving", "address", address))
	if open {
		openBrowser(ctx, address)
	}
	return serveFile(ctx, l, abs)
}

// serveFile serves one file until the context ends.
func serveFile(ctx context.Context, l net.Listener, name string) error {
	srv := &http.Server{
		ReadHeaderTimeout: 5 * time.Second,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Referrer-Policy", "no-referrer")
			if r.URL.Path != "/" {
				http.NotFound(w, r)
				return
			}
			http.ServeFile(w, r, name)
		}),
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	err := srv.Shutdown(end)
	if serr := <-done; !errors.Is(serr, http.ErrServerClosed) {
		err = errors.Join(err, serr)
	}
	return err
}

// openBrowser asks the desktop to show an address. Where there is none the
// address that was printed is enough.
func openBrowser(ctx context.Context, address string) {
	name := "xdg-open"
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name = "explorer"
	}
	if path, err := exec.LookPath(name); err == nil {
		cmd := exec.CommandContext(context.WithoutCancel(ctx), path, address)
		if cmd.Start() == nil {
			go func() { _ = cmd.Wait() }()
		}
	}
}
