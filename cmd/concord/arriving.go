package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// arrivals is the folder in which forms with files lie while they arrive, one of this process. A lock on it says that the process lives:
// those of processes that crashed have none.
type arrivals struct {
	folder string
	lock   *os.File
}

// receive makes the folder below the data folder, removes what crashed processes left beside it, and has everything temporary made there.
func receive(dir string) (*arrivals, error) {
	all := filepath.Join(dir, "arriving")
	a, err := &arrivals{}, os.MkdirAll(all, 0o700)
	if err == nil {
		err = a.enter(all)
	}
	if err != nil {
		return nil, fmt.Errorf("the folder for arriving files cannot be used: %w", err)
	}
	return a, nil
}

func (a *arrivals) enter(all string) (err error) {
	// One process at a time looks around: a folder that was just made is not locked yet.
	turn, err := os.Open(all)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, turn.Close()) }()
	if err := syscall.Flock(int(turn.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	left, err := os.ReadDir(all)
	if err != nil {
		return err
	}
	for _, one := range left {
		if err := abandoned(filepath.Join(all, one.Name())); err != nil {
			return err
		}
	}
	if a.folder, err = os.MkdirTemp(all, ""); err != nil {
		return err
	}
	if a.lock, err = os.Open(a.folder); err != nil {
		return err
	}
	if err := syscall.Flock(int(a.lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return errors.Join(err, a.lock.Close())
	}
	return os.Setenv("TMPDIR", a.folder) // the only place where mime/multipart can be told
}

// abandoned removes the folder where the process that made it is gone.
func abandoned(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
		err = os.RemoveAll(folder)
	}
	return errors.Join(err, f.Close())
}

// close removes the folder with whatever is left in it.
func (a *arrivals) close() error { return errors.Join(os.RemoveAll(a.folder), a.lock.Close()) }
