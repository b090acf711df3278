// Command bench measures the whole program: it builds the binary, makes the
// inputs that it can make and takes recorded ones where they are, runs unveil
// on them as a user would, and writes a table of wall time and peak memory
// beside the targets. It is not part of what is shipped; make bench runs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures and prints. The table also goes to bench.md in the directory
// named by -out; whatever it is made from lies in bench below that.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", "out", "directory for the table, and for the binary, the inputs and the cases in bench below it")
	recorded := flags.String("data", "../shared/data", "directory of recorded inputs; without it only made ones are measured")
	runs := flags.Int("runs", 3, "how often each step is run; the table shows the median")
	lines := flags.Int("lines", 1_000_000, "lines of the logs that are made; the targets are for a million")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *runs < 1 || *lines < 1 {
		return fmt.Errorf("-runs and -lines are at least 1")
	}
	work, err := filepath.Abs(filepath.Join(*out, "bench"))
	if err != nil {
		return err
	}
	b := &bench{dir: work, runs: *runs, log: stderr}
	if err := b.build(ctx); err != nil {
		return err
	}
	in, err := prepare(filepath.Join(work, "inputs"), *recorded, *lines, stderr)
	if err != nil {
		return err
	}
	results, err := b.measure(ctx, steps(in, *lines))
	if err != nil {
		return err
	}
	table := render(machine(*runs), results)
	if err := os.WriteFile(filepath.Join(*out, "bench.md"), []byte(table), 0o644); err != nil {
		return err
	}
	_, err = io.WriteString(stdout, table)
	return err
}

// bench is one measurement of one build.
type bench struct {
	dir  string // absolute
	runs int
	log  io.Writer
}

func (b *bench) binary() string { return filepath.Join(b.dir, "unveil") }

// build makes the binary as it is shipped.
func (b *bench) build(ctx context.Context) error {
	if err := os.MkdirAll(b.dir, 0o755); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", b.binary(), "github.com/unveil-project/unveil/cmd/unveil")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building unveil: %w\n%s", err, text)
	}
	return nil
}
