package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/cli"
)

// TestVerifyFollowsItsSchema holds that what verify prints as JSON follows
// docs/formats/verify.schema.json, whatever the checks come to.
func TestVerifyFollowsItsSchema(t *testing.T) {
	const packs = "../../verify/testdata/"
	s := schema(t, "verify.schema.json")
	changed := filepath.Join(t.TempDir(), "changed.zip")
	b, err := os.ReadFile(packs + "open.zip")
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(changed, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		code int
		args []string
	}{
		{0, []string{packs + "open.zip"}},
		{0, []string{packs + "open.zip", "--input", packs + "access.log.gz"}},
		{0, []string{packs + "sealed.zip", "--identity", packs + "identity.txt", "--lang", "es"}},
		{1, []string{packs + "open.zip", "--identity", packs + "identity.txt"}},
		{1, []string{changed}},
		{1, []string{packs + "identity.txt", "--id", "00"}},
	} {
		var out, complaint bytes.Buffer
		code := cli.Main(t.Context(), cli.Env{
			Args: append([]string{"verify", "--json"}, tt.args...), Getenv: func(string) string { return "" }, Stdin: strings.NewReader(""),
			Stdout: &out, Stderr: &complaint, Now: func() time.Time { return time.Unix(0, 0) }, IsTerminal: func(any) bool { return false },
		})
		if code != tt.code || (complaint.Len() > 0) != (code != 0) {
			t.Errorf("%v: exit code %d: %s", tt.args, code, &complaint)
		}
		if n := validate(t, s, out.Bytes()); n != 1 {
			t.Errorf("%v printed %d lines", tt.args, n)
		}
	}
}
