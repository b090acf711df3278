package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/unveil-project/unveil/internal/lang"
)

// fileFlags are the flags, of any command, whose value may be a file that is
// read.
var fileFlags = []string{"group", "accounts", "claims", "model", "election", "labels", "timeline"}

// guardInputs refuses an output that is one of the files that the command
// reads: evidence must not be written over by a slip.
func guardInputs(cmd *cobra.Command, args []string) error {
	read := append([]string{}, args...)
	for _, name := range fileFlags {
		if f := cmd.Flags().Lookup(name); f != nil {
			read = append(read, values(f)...)
		}
	}
	f := cmd.Flags().Lookup("output")
	if f == nil {
		return nil
	}
	for _, out := range values(f) {
		to, err := os.Stat(out)
		if err != nil {
			continue // a new file cannot be an input
		}
		for _, in := range read {
			if from, err := os.Stat(in); err == nil && os.SameFile(from, to) {
				return usage(lang.M("cli.output-is-input", "file", terminalSafe(out)), lang.M("cli.output-is-input.do"))
			}
		}
	}
	return nil
}

// values are what a flag was given, one or several.
func values(f *pflag.Flag) []string {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.GetSlice()
	}
	return []string{f.Value.String()}
}

// safeLines makes every line of a text safe for a terminal: what a user typed may
// have been copied from a stranger.
func safeLines(s string) string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		out = append(out, terminalSafe(line))
	}
	return strings.Join(out, "\n")
}
