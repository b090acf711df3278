package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/lang"
)

func (a *app) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	cmd := a.command("completion", groupOther)
	cmd.Args = a.oneArg
	cmd.ValidArgs = shells
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		root := cmd.Root()
		switch args[0] {
		case "bash":
			return root.GenBashCompletionV2(a.out, true)
		case "zsh":
			return root.GenZshCompletion(a.out)
		case "fish":
			return root.GenFishCompletion(a.out, true)
		case "powershell":
			return root.GenPowerShellCompletionWithDesc(a.out)
		}
		return usage(lang.M("completion.shell", "name", args[0]), a.choice(args[0], slices.Clone(shells)))
	}
	return cmd
}
