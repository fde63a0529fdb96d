package dbtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"example.org/concord/internal/db/embedded"
	"example.org/concord/internal/dbtest/scratch"
)

// Dump is the whole schema as SQL to read: what the migrations add up to, with owners, grants and policies. What differs
// from one pg_dump to the next is left out, as far as it goes: releases of PostgreSQL write views differently, so the third
// line says which one wrote it, and the second which migrations. It needs the scratch cluster, and pg_dump beside the server's
// programs.
func Dump(ctx context.Context) (string, error) {
	name, err := build("empty", nil)
	if err != nil {
		return "", err
	}
	bin, err := embedded.Find("", 0)
	if err != nil {
		return "", err
	}
	dump := exec.CommandContext(ctx, filepath.Join(bin.Dir, "pg_dump"), "--schema-only", "--exclude-schema=migration", scratch.URL(scratch.Super, name))
	text, err := dump.Output()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return "", fmt.Errorf("pg_dump: %s", bytes.TrimSpace(failed.Stderr))
	}
	if err != nil {
		return "", err
	}
	plain := noise.ReplaceAllString(string(text), "")
	plain = blank.ReplaceAllString(plain, "\n\n")
	plain = granted.ReplaceAllStringFunc(plain, func(to string) string { // in the order in which the cluster happens to hold its roles
		roles := strings.Split(strings.TrimPrefix(to, " TO "), ", ")
		slices.Sort(roles)
		return " TO " + strings.Join(roles, ", ")
	})
	return fmt.Sprintf("-- What the migrations add up to, to read. Made by `make schema`; never edited, never run.\n-- From migrations %s\n-- By PostgreSQL %d\n\n%s\n",
		name[len(templatePrefix):], bin.Major, strings.TrimSpace(plain)), nil
}

var (
	noise   = regexp.MustCompile(`(?m)^(--|-- (Name|Dumped|PostgreSQL database|Data for).*|SET \w+ = .*;|SELECT pg_catalog\.set_config.*|\\(un)?restrict.*)$`)
	granted = regexp.MustCompile(` TO \w+(, \w+)+`)
	blank   = regexp.MustCompile(`\n{3,}`)
)
