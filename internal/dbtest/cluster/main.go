// Command cluster starts and stops the throw-away PostgreSQL that tests run on: go run ./internal/dbtest/cluster start.
package main

import (
	"context"
	"fmt"
	"os"

	"example.org/concord/internal/dbtest/scratch"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	command := ""
	if len(args) == 1 {
		command = args[0]
	}
	switch command {
	case "start":
		if err := scratch.Start(context.Background()); err != nil {
			return fmt.Errorf("the test database does not start: %w", err)
		}
	case "stop":
		return scratch.Stop(context.Background())
	case "url":
	default:
		return fmt.Errorf("usage: cluster start|stop|url")
	}
	fmt.Println(scratch.URL(scratch.Super, "postgres"))
	return nil
}
