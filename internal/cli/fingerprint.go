package cli

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/fingerprint"
	"github.com/unveil-project/unveil/internal/lang"
)

// fingerprintsDir is where the fingerprints lie that a case compares with.
const fingerprintsDir = "fingerprints"

// fingerprintAsk is what the command fingerprint is asked for.
type fingerprintAsk struct {
	dir, facts, group, accounts, name, maker, remark, salt, output string
	techniques                                                     []string
	read                                                           *readFlags
}

func (a *app) fingerprintCommand() *cobra.Command {
	cmd := a.command("fingerprint", groupOther)
	cmd.Args = a.argsFrom(0)
	ask := &fingerprintAsk{}
	f := cmd.Flags()
	text := func(p *string, name string) { f.StringVar(p, name, "", a.text("fingerprint.flag."+name)) }
	text(&ask.group, "group")
	text(&ask.accounts, "accounts")
	text(&ask.name, "name")
	text(&ask.maker, "maker")
	text(&ask.remark, "note")
	f.StringArrayVar(&ask.techniques, "technique", nil, a.text("fingerprint.flag.technique"))
	text(&ask.salt, "salt")
	f.StringVarP(&ask.output, "output", "o", "", a.text("fingerprint.flag.output"))
	f.StringVar(&ask.dir, "case", "", a.text("cli.flag.case"))
	f.StringVar(&ask.facts, "election", "", a.text("detect.flag.election"))
	ask.read = a.readFlags(cmd)
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		file, err := a.makeFingerprint(cmd.Context(), ask, args)
		if err != nil {
			return err
		}
		return a.keepFingerprint(file, ask.output, *asJSON)
	}
	cmd.AddCommand(a.fingerprintCompareCommand(), a.fingerprintAddCommand())
	return cmd
}

// makeFingerprint finds the group and measures it.
func (a *app) makeFingerprint(ctx context.Context, ask *fingerprintAsk, files []string) (*fingerprint.File, error) {
	if (ask.group == "") == (ask.accounts == "") {
		return nil, usage(lang.M("fingerprint.one-group"), lang.M("fingerprint.one-group.do"))
	}
	for _, t := range ask.techniques {
		if !fingerprint.Technique(t) {
			return nil, usage(lang.M("fingerprint.technique", "id", t), lang.M("fingerprint.technique.do"))
		}
	}
	salt, err := hex.DecodeString(ask.salt)
	if err != nil || ask.salt != "" && (len(salt) < 16 || len(salt) > 64) {
		return nil, usage(lang.M("fingerprint.salt"), lang.M("fingerprint.salt.do"))
	}
	group, err := a.fingerprintGroup(ask, files)
	if err != nil {
		return nil, err
	}
	obs, err := a.postsOf(ctx, files, ask.read, ask.dir, ask.facts)
	if err != nil {
		return nil, err
	}
	names, err := group.accounts(func() ([]finding.Finding, error) { return a.coordIn(ctx, obs, ask.facts) })
	if err != nil {
		return nil, err
	}
	c, err := a.corpus(ctx, obs, activity.Options{Objects: activity.Kinds()})
	if err != nil {
		return nil, err
	}
	members, err := a.members(c, names)
	if err != nil {
		return nil, err
	}
	if len(salt) == 0 {
		salt = c.Salt(digests(obs), members)
	}
	return finishFingerprint(c, members, salt, ask)
}

func finishFingerprint(c *activity.Corpus, members []int, salt []byte, ask *fingerprintAsk) (*fingerprint.File, error) {
	file, err := c.Fingerprint(members, salt)
	var few *activity.TooFewError
	if errors.As(err, &few) {
		return nil, failed(lang.M("fingerprint.few", "accounts", few.Accounts, "posts", few.Posts), lang.M("fingerprint.few.do", "accounts", fingerprint.MinAccounts, "posts", fingerprint.MinPosts), err)
	}
	if err != nil {
		return nil, err
	}
	file.Name, file.Maker, file.Note = ask.name, ask.maker, ask.remark
	file.Techniques = slices.Compact(slices.Sorted(slices.Values(ask.techniques)))
	if file.Techniques == nil {
		file.Techniques = []string{}
	}
	return file, nil
}

func digests(obs detect.Observations) []string {
	var out []string
	for _, s := range obs.Sources() {
		out = append(out, s.SHA256)
	}
	return out
}

// fingerprintGroup gives the group asked for. --accounts always is a file.
func (a *app) fingerprintGroup(ask *fingerprintAsk, files []string) (*groupRef, error) {
	if ask.accounts != "" {
		names, err := a.accountList(ask.accounts)
		return &groupRef{ask.accounts, names}, err
	}
	return a.groupFlag(ask.group, ask.dir, files)
}

// keepFingerprint writes the file, to standard output where no name is given.
func (a *app) keepFingerprint(file *fingerprint.File, name string, asJSON bool) error {
	var b bytes.Buffer
	if err := fingerprint.Write(&b, file); err != nil {
		return failed(lang.M("fingerprint.bad", "file", name, "why", err.Error()), lang.M("fingerprint.bad.do"), err)
	}
	if name == "" || name == "-" {
		_, err := a.out.Write(b.Bytes())
		return err
	}
	if err := keepFile(name, b.Bytes(), 0o644); err != nil {
		return failed(lang.M("cli.write", "file", name, "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	if asJSON {
		return a.printJSON(map[string]any{"schema": 1, "file": name, "accounts": file.Accounts, "posts": file.Posts, "bytes": b.Len()})
	}
	a.say(lang.M("fingerprint.done", "file", name, "accounts", file.Accounts, "posts", file.Posts, "bytes", b.Len()))
	a.say(lang.M("fingerprint.done.protects"))
	return nil
}

// keepFile replaces a file whole: one that was cut short must never be taken
// for a file of this program.
func keepFile(name string, data []byte, perm os.FileMode) error {
	dir, err := durable.Disk(filepath.Dir(name))
	if err != nil {
		return err
	}
	return durable.WriteFile(dir, filepath.Base(name), data, perm)
}

// readFingerprint reads one file of strangers.
func (a *app) readFingerprint(name string) (*fingerprint.File, error) {
	in, err := os.Open(name)
	if err != nil {
		return nil, failed(lang.M("fingerprint.bad", "file", terminalSafe(name), "why", plainError(err)), lang.M("fingerprint.bad.do"), err)
	}
	defer func() { _ = in.Close() }() // only read
	f, err := fingerprint.Read(in)
	if err != nil {
		return nil, failed(lang.M("fingerprint.bad", "file", terminalSafe(name), "why", terminalSafe(plainError(err))), lang.M("fingerprint.bad.do"), err)
	}
	return f, nil
}

func (a *app) fingerprintCompareCommand() *cobra.Command {
	cmd := a.command("fingerprint.compare", "")
	cmd.Args = func(cmd *cobra.Command, args []string) error { return a.count(cmd, args, 2, 2) }
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		x, err := a.readFingerprint(args[0])
		if err != nil {
			return err
		}
		y, err := a.readFingerprint(args[1])
		if err != nil {
			return err
		}
		axes := fingerprint.Compare(x, y)
		if *asJSON {
			return a.printJSON(axesJSON(axes))
		}
		for _, f := range []*fingerprint.File{x, y} {
			a.out.line(a.Print(lang.M("fingerprint.is", "label", clip(terminalSafe(f.Name), 80), "accounts", f.Accounts, "posts", f.Posts, "first", f.Period.First, "last", f.Period.Last)))
		}
		a.showAxes(axes)
		return nil
	}
	return cmd
}

// axesJSON is the form of compare --json.
func axesJSON(axes []fingerprint.Axis) any {
	type axis struct {
		Axis       string   `json:"axis"`
		Similarity *float64 `json:"similarity"`
		Why        string   `json:"why"`
	}
	out := struct {
		Schema int    `json:"schema"`
		Axes   []axis `json:"axes"`
	}{Schema: 1}
	for _, x := range axes {
		out.Axes = append(out.Axes, axis{x.Name, known(x.Similarity), x.Why})
	}
	return out
}

// showAxes prints a bar for each axis.
func (a *app) showAxes(axes []fingerprint.Axis) {
	for _, x := range axes {
		name := a.text("fingerprint.axis." + x.Name)
		if math.IsNaN(x.Similarity) {
			a.out.line(fmt.Sprintf("  %-28s    –  %s", name, a.text("fingerprint.why."+x.Why)))
			continue
		}
		a.out.line(fmt.Sprintf("  %-28s %.2f  %s", name, x.Similarity, strings.Repeat("█", int(math.Round(x.Similarity*30)))))
	}
	for _, line := range strings.Split(wrap(a.text("fingerprint.compare.note"), helpWidth-2), "\n") {
		a.out.line("  " + line)
	}
}

func (a *app) fingerprintAddCommand() *cobra.Command {
	cmd := a.command("fingerprint.add", "")
	cmd.Args = a.argsFrom(1)
	dir := a.caseFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		c, err := a.openCase(*dir)
		if err != nil {
			return err
		}
		for _, name := range args {
			if err := a.addFingerprint(c.Dir, name); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

// addFingerprint checks a file and puts it into the case under its own name.
// It never replaces another.
func (a *app) addFingerprint(dir, name string) error {
	f, err := a.readFingerprint(name)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := fingerprint.Write(&b, f); err != nil {
		return err
	}
	base := strings.TrimSuffix(filepath.Base(name), ".json") + ".json"
	to := filepath.Join(dir, fingerprintsDir, base)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return failed(lang.M("cli.write", "file", to, "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	if old, err := os.ReadFile(to); err == nil && !bytes.Equal(old, b.Bytes()) {
		return failed(lang.M("fingerprint.exists", "file", terminalSafe(base)), lang.M("fingerprint.exists.do"), nil)
	}
	if err := keepFile(to, b.Bytes(), 0o644); err != nil {
		return failed(lang.M("cli.write", "file", to, "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	a.say(lang.M("fingerprint.added", "label", clip(terminalSafe(f.Name), 80), "file", terminalSafe(base)))
	return nil
}

// knownFingerprints loads the fingerprints of a directory: the one given, else
// that of the case, which may be missing.
func (a *app) knownFingerprints(given, caseDir string) ([]fingerprint.Known, error) {
	dir := given
	if dir == "" {
		if caseDir == "" {
			return nil, nil
		}
		dir = filepath.Join(caseDir, fingerprintsDir)
	}
	if _, err := os.Stat(dir); err != nil && given != "" {
		return nil, failed(lang.M("fingerprint.bad", "file", dir, "why", plainError(err)), lang.M("fingerprint.bad.do"), err)
	}
	list, err := fingerprint.Load(os.DirFS(dir))
	if err != nil {
		return nil, failed(lang.M("fingerprint.bad", "file", dir, "why", terminalSafe(err.Error())), lang.M("fingerprint.bad.do"), err)
	}
	return list, nil
}

// notCompared names a fingerprint of the case that the findings were not
// compared with, because it was added later; "" where there is none. Findings
// without groups are compared with nothing.
func (a *app) notCompared(dir string, found []finding.Finding) string {
	used, groups := map[any]bool{}, false
	for i := range found {
		f := &found[i]
		groups = groups || f.Detector == "coord" && f.Members != nil && f.Members.Unit == "accounts"
		if f.Detector == "known" {
			used[f.Method.Params["file_sha256"]] = true
		}
	}
	if !groups {
		return ""
	}
	list, err := a.knownFingerprints("", dir)
	if err != nil {
		return "" // the next detect says what is wrong with them
	}
	for _, k := range list {
		if !used[k.SHA256] {
			return k.Base
		}
	}
	return ""
}

// caseOf is the directory of the case that detect works on, "" where it works
// on files.
func caseOf(files []string, dir string) string {
	if len(files) > 0 {
		return ""
	}
	return dir
}
