// The command unveil pulls back the curtain on election interference.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/unveil-project/unveil/internal/cli"
)

func main() { os.Exit(run()) }

// run runs the program until it is done or interrupted.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return cli.Main(ctx, cli.System())
}
