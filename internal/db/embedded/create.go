package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// Super is the cluster's superuser. It makes roles and databases, and nothing that serves a page connects as it.
const Super = "concord_super"

// Roles are those that the account running the portal may connect as. Each is a login; the others of the database are not.
var Roles = []string{Super, "concord_migrate", "concord_app", "concord_worker", "concord_signin"}

// longest is how many bytes a unix socket's path may have: 108 with the final zero on Linux, 104 on macOS.
const longest = 103

// prepare makes the data folder and returns its path, absolute and without symbolic links.
func prepare(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("the data folder %q has no absolute path: %w", dir, err)
	}
	if err := os.MkdirAll(abs, 0o700); err != nil {
		return "", fmt.Errorf("the data folder cannot be made: %w", err)
	}
	abs, err = filepath.EvalSymlinks(abs)
	if err != nil {
		return "", fmt.Errorf("the data folder cannot be opened: %w", err)
	}
	if n := len(filepath.Join(abs, "run", ".s.PGSQL.5432.lock")); n > longest {
		return "", fmt.Errorf("the path of the data folder %s is %d bytes too long for a database socket: choose a shorter one", abs, n-longest)
	}
	info, err := os.Stat(abs)
	if err != nil {
		return "", fmt.Errorf("the data folder cannot be opened: %w", err)
	}
	if owner := info.Sys().(*syscall.Stat_t).Uid; int(owner) != os.Geteuid() {
		return "", fmt.Errorf("the data folder %s belongs to another account (%s): run Concord as that account, or choose another folder", abs, accountName(int(owner)))
	}
	return abs, os.Chmod(abs, 0o700)
}

// create makes the cluster when there is none. What is half made was never renamed, so it is nobody's and is removed.
func (k *Cluster) create(ctx context.Context) error {
	halves, err := filepath.Glob(filepath.Join(k.dir, "pgdata.new-*"))
	if err != nil {
		return fmt.Errorf("the data folder %s cannot be searched: %w", k.dir, err)
	}
	for _, half := range halves {
		if err := os.RemoveAll(half); err != nil {
			return fmt.Errorf("an unfinished database folder cannot be removed: %w", err)
		}
	}
	if _, err := os.Stat(k.pgdata()); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	half, err := os.MkdirTemp(k.dir, "pgdata.new-")
	if err != nil {
		return fmt.Errorf("the database folder cannot be made: %w", err)
	}
	args := []string{"--pgdata=" + half, "--username=" + Super, "--auth=peer", "--encoding=UTF8", "--locale=C",
		"--data-checksums", "--no-instructions"}
	if k.bin.Major >= 17 {
		args = append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
	} else {
		args = append(args, "--locale-provider=icu", "--icu-locale=und")
	}
	if k.volatile {
		args = append(args, "--no-sync")
	}
	cmd := exec.Command(k.bin.path("initdb"), args...)
	cmd.Env, cmd.Dir = environment(), k.dir
	cmd.SysProcAttr = tied(syscall.SIGKILL)
	if err := quietly(ctx, cmd); err != nil {
		return fmt.Errorf("the private database could not be made in %s: %w", k.dir, err)
	}
	if err := os.Rename(half, k.pgdata()); err != nil {
		return fmt.Errorf("the new database folder could not be put in place: %w", err)
	}
	return flush(k.dir)
}

// quietly runs cmd to its end, on a thread of its own as launch does, and makes its last complaint the error.
func quietly(ctx context.Context, cmd *exec.Cmd) error {
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = nil, &said
	done := make(chan error, 1)
	cmd.Cancel = nil
	go func() { done <- locked(cmd.Run) }()
	select {
	case err := <-done:
		if err == nil {
			return nil
		}
		lines := strings.Split(strings.TrimSpace(said.String()), "\n")
		for _, line := range lines {
			if _, text, found := strings.Cut(line, "error: "); found {
				return errors.New(text)
			}
		}
		return fmt.Errorf("%w: %s", err, lines[len(lines)-1])
	case <-ctx.Done():
		if cmd.Process != nil {
			cmd.Process.Kill()
		}
		<-done
		return ctx.Err()
	}
}

// flush makes a rename in the folder survive a crash of the machine.
func flush(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// admit writes who may connect: over the socket alone, the account that runs the portal alone, as each of Roles.
func (k *Cluster) admit() error {
	account := accountName(os.Geteuid())
	if account == "" {
		return fmt.Errorf("the account that runs Concord (uid %d) has no name, which PostgreSQL needs: add it to /etc/passwd, or give a DATABASE_URL", os.Geteuid())
	}
	var ident strings.Builder
	for _, role := range Roles {
		fmt.Fprintf(&ident, "concord %s %s\n", quote(account), role)
	}
	if err := os.MkdirAll(k.run(), 0o700); err != nil {
		return fmt.Errorf("the folder of the database socket cannot be made: %w", err)
	}
	return errors.Join(os.Chmod(k.run(), 0o700),
		os.WriteFile(filepath.Join(k.dir, "hba.conf"), []byte("local all all peer map=concord\n"), 0o600),
		os.WriteFile(filepath.Join(k.dir, "ident.conf"), []byte(ident.String()), 0o600))
}

// accountName is the name of a uid, "" where it has none. Accounts of a directory service are known to id, and to a static
// binary only through it.
func accountName(uid int) string {
	if u, err := user.LookupId(strconv.Itoa(uid)); err == nil {
		return u.Username
	}
	name, err := exec.Command("id", "-un", strconv.Itoa(uid)).Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(name))
}

// quote writes a value for PostgreSQL's lists and authentication files.
func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
