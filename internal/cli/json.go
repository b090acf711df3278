package cli

import (
	"encoding/json"

	"github.com/spf13/cobra"
)

// jsonFlag gives a command the flag --json.
func (a *app) jsonFlag(cmd *cobra.Command) *bool {
	return cmd.Flags().Bool("json", false, a.text("cli.flag.json"))
}

// printJSON prints a value as one line of JSON.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
