package cli

import (
	"cmp"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/lang"
)

// build is what the program knows of its own making: the result of
// unveil version --json.
type build struct {
	Version  string `json:"version"`  // "v1.2.3", or "(devel)" for a build from a work tree
	Commit   string `json:"commit"`   // "" where the build does not know
	Modified bool   `json:"modified"` // the work tree had changes that were not committed
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
}

func (a *app) versionCommand() *cobra.Command {
	cmd := a.command("version", groupOther)
	cmd.Args = a.noArgs
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		b := buildInfo()
		if *asJSON {
			return a.printJSON(b)
		}
		a.out.line(a.Print(lang.M("version.line", "version", b.Version, "go", b.Go, "os", b.OS, "arch", b.Arch)))
		if b.Commit != "" {
			key := "version.commit"
			if b.Modified {
				key = "version.commit-modified"
			}
			a.out.line(a.Print(lang.M(key, "commit", b.Commit)))
		}
		return nil
	}
	return cmd
}

func buildInfo() build {
	b := build{Version: "(devel)", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Version = cmp.Or(info.Main.Version, b.Version)
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}
