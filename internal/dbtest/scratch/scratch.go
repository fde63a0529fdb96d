// Package scratch is the throw-away PostgreSQL cluster that tests run on: one for an account, in a fixed place below the
// system's temporary folder, reached over a unix socket alone. It forgets everything when it is not stopped properly, and
// writes nothing out in time: what it holds is worth nothing. It outlives the process that starts it.
package scratch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"example.org/concord/internal/db/embedded"
)

// Super is the superuser, a role that may do anything.
const Super = "concord_super"

// Dir is where the cluster lives.
func Dir() string {
	return filepath.Join(os.TempDir(), "concord-test-"+strconv.Itoa(os.Getuid()))
}

// URL is the address of a database of the cluster for a role. There are no passwords: the folder of the socket opens to the
// account alone.
func URL(role, database string) string {
	at := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database}
	at.RawQuery = url.Values{"host": {filepath.Join(Dir(), "run")}, "port": {"5432"}, "sslmode": {"disable"}}.Encode()
	return at.String()
}

// Start brings the cluster up. One that answers is left alone; whatever else is there, a crash or a restart of the machine
// left, and is thrown away.
func Start(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	s, err := open()
	if err != nil {
		return err
	}
	defer s.lock.Close()
	if answers(ctx) == nil {
		return nil
	}
	if err := s.clear(ctx); err != nil {
		return err
	}
	place := s.place()
	for _, dir := range []string{place, s.run} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
		if err := os.Chown(dir, s.uid, s.gid); err != nil {
			return err
		}
	}
	if place != s.data {
		if err := os.Symlink(place, s.data); err != nil {
			return err
		}
	}
	// As in the private cluster, so that letters, order and small forms are the same in tests.
	if err := s.command(ctx, "initdb", append(embedded.Locale(s.bin.Major), "--pgdata="+s.data, "--username="+Super, "--auth=trust",
		"--no-sync", "--no-instructions")...); err != nil {
		return err
	}
	settings := "-c listen_addresses='' -c unix_socket_permissions=0700 -c unix_socket_directories='" + s.run + "'" +
		" -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0 -c dynamic_shared_memory_type=mmap" +
		" -c max_connections=300 -c shared_buffers=256MB -c jit=off -c autovacuum_naptime=1h -c max_wal_size=4GB"
	if err := s.command(ctx, "pg_ctl", "--pgdata="+s.data, "--log="+filepath.Join(s.data, "log"), "--wait", "--options="+settings, "start"); err != nil {
		return fmt.Errorf("%w\n%s", err, s.said())
	}
	return answers(ctx)
}

// Stop ends the cluster and removes it. None running is no error.
func Stop(ctx context.Context) error {
	s, err := open()
	if err != nil {
		return err
	}
	defer s.lock.Close()
	return s.clear(ctx)
}

// server is the place of the cluster and the account that runs it.
type server struct {
	data, run string
	bin       embedded.Binaries
	uid, gid  int
	lock      *os.File // held while anything is changed, so that two starts at once become one
}

func open() (*server, error) {
	s := &server{data: filepath.Join(Dir(), "data"), run: filepath.Join(Dir(), "run"), uid: os.Getuid(), gid: os.Getgid()}
	var err error
	if s.bin, err = embedded.Find("", 0); err != nil {
		return nil, err
	}
	if s.uid == 0 {
		if s.uid, s.gid, err = unprivileged(); err != nil {
			return nil, err
		}
	}
	if err := os.Mkdir(Dir(), 0o711); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, err
	}
	// The place is guessable and the temporary folder is everybody's: take no folder that somebody else made.
	info, err := os.Lstat(Dir())
	if err != nil {
		return nil, err
	}
	if !info.IsDir() || info.Sys().(*syscall.Stat_t).Uid != uint32(os.Getuid()) {
		return nil, fmt.Errorf("%s belongs to another account: remove it", Dir())
	}
	if s.lock, err = os.OpenFile(filepath.Join(Dir(), "lock"), os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(s.lock.Fd()), syscall.LOCK_EX); err != nil {
		s.lock.Close()
		return nil, fmt.Errorf("%s cannot be locked: %w", s.lock.Name(), err)
	}
	return s, nil
}

// unprivileged is the account that runs the server for root, since PostgreSQL refuses to run as root.
func unprivileged() (uid, gid int, err error) {
	for _, name := range []string{"postgres", "nobody"} {
		account, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.Atoi(account.Uid)
		if err != nil {
			return 0, 0, err
		}
		gid, err := strconv.Atoi(account.Gid)
		return uid, gid, err
	}
	return 0, 0, errors.New("PostgreSQL refuses to run as root, and there is no account postgres or nobody to run it as")
}

// clear stops what runs and removes what is left, in both places where the data may be.
func (s *server) clear(ctx context.Context) error {
	linked, err := filepath.EvalSymlinks(s.data)
	if err != nil {
		linked = s.data // nothing there, or a link to what a restart of the machine took away
	}
	for _, data := range []string{linked, s.inMemory()} {
		if _, err := os.Stat(filepath.Join(data, "postmaster.pid")); err == nil {
			// A file that a crash left makes pg_ctl fail, and then there is nothing to stop.
			stopped := s.command(ctx, "pg_ctl", "--pgdata="+data, "--mode=immediate", "--wait", "stop")
			if stopped != nil && answers(ctx) == nil {
				return stopped
			}
		}
	}
	return errors.Join(os.RemoveAll(linked), os.RemoveAll(s.data), os.RemoveAll(s.inMemory()), os.RemoveAll(s.run))
}

// memory is a folder that Linux keeps in memory.
const memory = "/dev/shm"

// inMemory is the folder there that belongs to Dir, and to no cluster below another temporary folder.
func (s *server) inMemory() string {
	return filepath.Join(memory, fmt.Sprintf("%s-%08x", filepath.Base(Dir()), crc32.ChecksumIEEE([]byte(Dir()))))
}

// place is where the data go: into memory where there is plenty of it, since a copy of a database is 300 new files, which
// takes half a second on some disks and 30 ms there.
func (s *server) place() string {
	const plenty = 4 << 30
	var space syscall.Statfs_t
	if err := syscall.Statfs(memory, &space); err != nil || uint64(space.Bavail)*uint64(space.Bsize) < plenty {
		return s.data
	}
	return s.inMemory()
}

// command runs one of the server's programs as its account.
func (s *server) command(ctx context.Context, program string, args ...string) error {
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin.Dir, program), args...)
	cmd.Dir, cmd.Env = "/", []string{"LC_ALL=C", "TZ=UTC", "PATH=/usr/bin:/bin"}
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(s.uid), Gid: uint32(s.gid)}}
	}
	// A file and not a pipe: the server inherits it and would keep a pipe open for as long as it lives.
	out, err := os.CreateTemp("", "concord-scratch-")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		if _, readErr := out.Seek(0, 0); readErr == nil {
			_, readErr = said.ReadFrom(out)
			err = errors.Join(err, readErr)
		}
		return fmt.Errorf("%s: %w\n%s", program, err, bytes.TrimSpace(said.Bytes()))
	}
	return nil
}

// said is the end of the server's log.
func (s *server) said() string {
	text, err := os.ReadFile(filepath.Join(s.data, "log"))
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-2000):])
}

// answers asks the cluster for its time.
func answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	c, err := pgx.Connect(ctx, URL(Super, "postgres"))
	if err != nil {
		return err
	}
	return c.Close(ctx)
}
