package cli

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network/fuse"
)

// groupFlags are the flags that make groups of edges.
type groupFlags struct {
	fuse, windows, columns *string
	prune                  *float64
	core                   *int
	communities, curve     *bool
	reposts                *bool
}

// groupAsk is what is asked of groups.
type groupAsk struct {
	fuse        fuseRule // "": kinds of object are not kept apart
	prune       float64
	core        int
	communities bool
	curve       bool
	slide       fuse.Slide // Length 0: none
	all         bool       // every column
	reposts     bool
}

// fuseRule is how channels are joined, as --fuse names it.
type fuseRule string

const (
	fuseUnion  fuseRule = "union"
	fuseTwo    fuseRule = "two"
	fuseStrict fuseRule = "strict"
)

var fuseRules = []string{string(fuseUnion), string(fuseTwo), string(fuseStrict)}

// rule is the rule as the package that joins has it.
func (r fuseRule) rule() fuse.Rule {
	switch r {
	case fuseTwo:
		return fuse.Kinds
	case fuseStrict:
		return fuse.Ranks
	}
	return fuse.Union
}

// fusedQ is the q up to which the edges of a channel are joined where --q does
// not say.
const fusedQ = 0.01

func (a *app) groupFlags(cmd *cobra.Command) groupFlags {
	f := cmd.Flags()
	text := func(name string) string { return a.text("network.flag." + name) }
	g := groupFlags{
		fuse:        f.String("fuse", "", text("fuse")),
		prune:       f.Float64("prune", 0, text("prune")),
		core:        f.Int("core", 0, text("core")),
		communities: f.Bool("communities", false, text("communities")),
		curve:       f.Bool("curve", false, text("curve")),
		windows:     f.String("windows", "", text("windows")),
		columns:     f.String("columns", "usual", text("columns")),
		reposts:     f.Bool("reposts", false, text("reposts")),
	}
	f.Lookup("fuse").NoOptDefVal = string(fuseTwo)
	return g
}

// ruleOf gives the files that were named, and takes a rule that stands after
// --fuse, where no file has that name, for one.
func (f *groupFlags) ruleOf(files []string) []string {
	if *f.fuse != string(fuseTwo) || len(files) == 0 || !slices.Contains(fuseRules, files[0]) {
		return files
	}
	if _, err := os.Stat(files[0]); err == nil {
		return files
	}
	*f.fuse = files[0]
	return files[1:]
}

// networkGroups checks the flags that make groups.
func (a *app) networkGroups(k *networkAsk, f *groupFlags) error {
	g := &k.groups
	g.prune, g.core, g.communities, g.curve, g.reposts = *f.prune, *f.core, *f.communities, *f.curve, *f.reposts
	if g.fuse = fuseRule(*f.fuse); g.fuse != "" && !slices.Contains(fuseRules, *f.fuse) {
		return usage(lang.M("network.bad-fuse", "value", *f.fuse), a.choice(*f.fuse, fuseRules))
	}
	if g.fuse != "" && len(k.on.Kinds()) < 2 {
		return usage(lang.M("network.fuse-one"), lang.M("network.fuse-one.do"))
	}
	if *f.columns != "usual" && *f.columns != "all" {
		return usage(lang.M("network.bad-columns", "value", *f.columns), a.choice(*f.columns, []string{"usual", "all"}))
	}
	g.all = *f.columns == "all"
	if err := g.slides(*f.windows, k.seed); err != nil {
		return err
	}
	if k.peer != "" && (g.fuse != "" || g.slide.Length > 0 || g.all) {
		return usage(lang.M("network.not-with-as", "flag", g.firstGiven()), lang.M("network.not-with-as.do"))
	}
	return nil
}

// mostOverlap is how many windows one moment may be in, and one more.
const mostOverlap = 64

// slides reads --windows: a length, or a length and a step ("7d/1d").
func (g *groupAsk) slides(s string, seed uint64) (err error) {
	if s == "" {
		return nil
	}
	length, step, two := strings.Cut(s, "/")
	g.slide.Seed = seed
	if g.slide.Length, err = span("--windows", length); err == nil && two {
		g.slide.Step, err = span("--windows", step)
	}
	if !two {
		g.slide.Step = g.slide.Length
	}
	if err == nil && (g.slide.Length <= 0 || g.slide.Step <= 0 || g.slide.Length/g.slide.Step >= mostOverlap) {
		err = usage(lang.M("network.bad-span", "flag", "--windows", "value", s), lang.M("network.bad-windows.do"))
	}
	return err
}

func (g *groupAsk) firstGiven() string {
	switch {
	case g.fuse != "":
		return "--fuse"
	case g.slide.Length > 0:
		return "--windows"
	}
	return "--columns"
}

// wanted says whether groups are asked for by themselves.
func (g *groupAsk) wanted() bool {
	return g.communities || g.curve || g.slide.Length > 0 || g.prune > 0 || g.core > 1
}
