// Command concord is the portal: one binary, one command to run it. Its settings are in config.go.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() {
	// The first signal asks politely; the second one, of a person who has waited enough, ends the process as usual.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "concord:", strings.Join(strings.Fields(err.Error()), " ")) // one line, whatever was joined
		os.Exit(1)
	}
}
