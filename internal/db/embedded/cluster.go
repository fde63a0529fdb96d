package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Config says where the cluster lives and how careful it is.
type Config struct {
	// Dir is the data folder. It is made when it is missing, and refused when other accounts own it or may write into it.
	Dir string
	// Bin is the folder of the server's programs. "" takes the newest that the system has, or those that fit the cluster.
	Bin string
	// Volatile trades durability for speed: a crash of the machine may lose everything. For throw-away clusters alone.
	Volatile bool
	// Logger receives what the server says; nil discards it.
	Logger *slog.Logger
}

// Cluster is a running private cluster.
type Cluster struct {
	dir      string // absolute, without symbolic links
	bin      Binaries
	volatile bool
	log      *slog.Logger

	// Both are nil while another process runs the cluster; after Start the supervisor alone touches them.
	lock   *os.File
	server *postmaster
	owner  atomic.Bool // whether this process holds the lock

	ctx    context.Context // ends with Stop
	cancel context.CancelFunc
	ended  chan struct{} // closed when the supervisor has returned
	exited chan error
	once   sync.Once
	fault  error // what went wrong while stopping
}

// Start brings the cluster of c.Dir up, or attaches to the one that another process runs there, and returns when it answers.
// The context bounds the start alone. Each error is one sentence for the person who typed the command.
func Start(ctx context.Context, c Config) (*Cluster, error) {
	if os.Geteuid() == 0 {
		return nil, errors.New("PostgreSQL refuses to run as root: start Concord's private database as an ordinary account")
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	dir, err := prepare(c.Dir)
	if err != nil {
		return nil, err
	}
	bin, err := fitting(dir, c.Bin)
	if err != nil {
		return nil, err
	}
	k := &Cluster{dir: dir, bin: bin, volatile: c.Volatile, log: c.Logger, ended: make(chan struct{}), exited: make(chan error, 1)}
	k.ctx, k.cancel = context.WithCancel(context.Background())
	if err := k.begin(ctx); err != nil {
		k.cancel()
		return nil, err
	}
	go k.supervise()
	return k, nil
}

// begin runs the cluster or attaches to it. It asks for the lock again and again, because the process that holds it may die
// before its cluster is ready.
func (k *Cluster) begin(ctx context.Context) error {
	for {
		taken, err := k.take()
		if err != nil {
			return err
		}
		if taken {
			if err := k.boot(ctx); err != nil {
				k.release()
				return err
			}
			return nil
		}
		if pid, ready := readPID(k.pgdata()); ready && serves(pid, k.pgdata()) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("another process holds %s and its database did not become ready in time: wait for it or stop it", k.lockPath())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Attached tells whether another process runs the cluster.
func (k *Cluster) Attached() bool { return !k.owner.Load() }

// Dir is the data folder as an absolute path without symbolic links.
func (k *Cluster) Dir() string { return k.dir }

// Binaries are the server's programs that fit this cluster, pg_dump and psql often beside them.
func (k *Cluster) Binaries() Binaries { return k.bin }

// URL is the address of a database of this cluster for one of Roles, as pgx and libpq read it. It holds no secret.
func (k *Cluster) URL(role, database string) string {
	at := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database}
	host := strings.ReplaceAll(url.QueryEscape(k.socket()), "+", "%20") // libpq reads a plus sign as itself
	at.RawQuery = "host=" + host + "&port=5432&sslmode=disable"
	return at.String()
}

// Exited yields one error when the cluster can no longer be kept running. It yields nothing because of Stop.
func (k *Cluster) Exited() <-chan error { return k.exited }

// Stop ends open sessions, writes everything out and waits until the server is gone. Where another process runs the cluster
// it merely lets go. It may be called more than once.
func (k *Cluster) Stop() error {
	k.once.Do(k.cancel)
	<-k.ended
	return k.fault
}

func (k *Cluster) pgdata() string   { return filepath.Join(k.dir, "pgdata") }
func (k *Cluster) socket() string   { return filepath.Join(k.dir, "run") }
func (k *Cluster) lockPath() string { return filepath.Join(k.dir, "lock") }

// take gets the lock, or tells that another process holds it.
func (k *Cluster) take() (bool, error) {
	f, err := os.OpenFile(k.lockPath(), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return false, fmt.Errorf("the data folder's lock cannot be opened: %w", err)
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err == nil {
		k.lock = f
		k.owner.Store(true)
		return true, nil
	}
	f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return false, fmt.Errorf("%s cannot be locked (is it on a network drive?): %w", k.lockPath(), err)
}

func (k *Cluster) release() {
	k.owner.Store(false)
	k.lock.Close()
	k.lock = nil
}
