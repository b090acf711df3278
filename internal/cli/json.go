package cli

import (
	"bytes"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/lang"
)

// jsonFlag gives a command the flag --json.
func (a *app) jsonFlag(cmd *cobra.Command) *bool {
	return cmd.Flags().Bool("json", false, a.text("cli.flag.json"))
}

// printJSON prints a value as one line of JSON.
func (a *app) printJSON(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := a.out.Write(lang.SafeJSON(b.Bytes()))
	return err
}
