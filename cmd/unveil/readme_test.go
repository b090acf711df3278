package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const readme = "../../README.md"

// sharedData finds the directory shared/ beside the module, or skips.
func sharedData(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../../shared")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "data")); err != nil {
		t.Skip("there is no directory shared/data beside the module")
	}
	return dir
}

// snippet is one command of a console block of the README and what follows it.
type snippet struct {
	command string
	output  string
}

// TestReadme runs the commands of the README's console blocks, one after
// another, and holds that they print what it says. -update writes it.
func TestReadme(t *testing.T) {
	shared := sharedData(t)
	dir := t.TempDir()
	if err := os.Symlink(shared, filepath.Join(dir, "shared")); err != nil {
		t.Fatal(err)
	}
	work, bin := filepath.Join(dir, "work"), filepath.Join(dir, "bin")
	for _, d := range []string{work, bin} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(mustAbs(t, os.Args[0]), filepath.Join(bin, "unveil")); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i, block := range strings.Split(string(text), "```") {
		if i > 0 {
			out.WriteString("```")
		}
		body, ok := strings.CutPrefix(block, "console\n")
		if !ok {
			out.WriteString(block)
			continue
		}
		out.WriteString("console\n")
		for _, s := range snippets(body) {
			got := shell(t, work, bin, s.command)
			if !*update {
				if d := cmp.Diff(s.output, got); d != "" {
					t.Errorf("$ %s\n-README +got\n%s", s.command, d)
				}
			}
			out.WriteString("$ " + s.command + "\n" + got)
		}
	}
	if *update {
		if err := os.WriteFile(readme, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func mustAbs(t *testing.T, name string) string {
	t.Helper()
	abs, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// snippets splits a console block at its prompts.
func snippets(block string) []snippet {
	var out []snippet
	for line := range strings.Lines(block) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			out = append(out, snippet{command: strings.TrimSuffix(command, "\n")})
		} else if len(out) > 0 {
			out[len(out)-1].output += line
		}
	}
	return out
}

// shell runs a command line and gives what it printed, errors included.
func shell(t *testing.T, dir, bin, line string) string {
	t.Helper()
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asProgram+"=1", "UNVEIL_LANG=en", "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	var b bytes.Buffer
	cmd.Stdout, cmd.Stderr = &b, &b
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s: %v", line, err)
	}
	return b.String()
}
