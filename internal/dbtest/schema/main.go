// Command schema prints the schema that the migrations add up to: go run ./internal/dbtest/schema > migrations/schema.sql.
package main

import (
	"context"
	"fmt"
	"os"

	"example.org/concord/internal/dbtest"
)

func main() {
	text, err := dbtest.Dump(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(text)
}
