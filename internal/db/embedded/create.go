package embedded

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
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
	if strings.ContainsAny(abs, ",\n") {
		return "", fmt.Errorf("the path of the data folder %q holds a comma or a line break, which database programs take for two paths: choose another one", abs)
	}
	if n := len(filepath.Join(abs, "run", ".s.PGSQL.5432.lock")); n > longest {
		return "", fmt.Errorf("the path of the data folder %s is %d bytes too long for a database socket: choose a shorter one", abs, n-longest)
	}
	info, err := os.Stat(abs)
	if err != nil {
		return "", fmt.Errorf("the data folder cannot be opened: %w", err)
	}
	if owner := int(info.Sys().(*syscall.Stat_t).Uid); owner != os.Geteuid() {
		return "", fmt.Errorf("the data folder %s belongs to another account (%s): run Concord as that account, or choose another folder", abs, cmp.Or(accountName(owner), strconv.Itoa(owner)))
	}
	if info.Mode().Perm()&0o022 != 0 {
		return "", fmt.Errorf("other accounts can write into the data folder %s: run chmod 700 on it", abs)
	}
	return abs, nil
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
	args := append(Locale(k.bin.Major), "--pgdata="+half, "--username="+Super, "--auth=peer", "--data-checksums", "--no-instructions")
	if k.volatile {
		args = append(args, "--no-sync")
	}
	if err := run(ctx, k.dir, k.bin.path("initdb"), args...); err != nil {
		return fmt.Errorf("the private database could not be made in %s: %w", k.dir, err)
	}
	if err := noteLetters(half); err != nil {
		return fmt.Errorf("the new database folder cannot be written to: %w", err)
	}
	if err := os.Rename(half, k.pgdata()); err != nil {
		return fmt.Errorf("the new database folder could not be put in place: %w", err)
	}
	return flush(k.dir)
}

// run waits for a program that must not outlive this process, and makes its complaint the error.
func run(ctx context.Context, dir, program string, args ...string) error {
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env, cmd.Dir, cmd.Stderr = environment(), dir, &said
	err := tiedRun(cmd)
	if err == nil {
		return nil
	}
	if _, text, found := strings.Cut(said.String(), "error: "); found {
		text, _, _ = strings.Cut(text, "\n")
		return errors.New(text)
	}
	return errors.Join(ctx.Err(), err, errors.New(strings.TrimSpace(said.String())))
}

// tiedRun runs a program that ends with this process at the latest.
func tiedRun(cmd *exec.Cmd) error {
	cmd.SysProcAttr = tied(syscall.SIGKILL)
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		done <- cmd.Run()
	}()
	return <-done
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
	if err := os.MkdirAll(k.socket(), 0o700); err != nil {
		return fmt.Errorf("the folder of the database socket cannot be made: %w", err)
	}
	return errors.Join(os.Chmod(k.socket(), 0o700),
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
