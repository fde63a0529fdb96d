package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// fallbackRoot holds the data of checkouts that the account which Concord runs as cannot enter, such as one below /root.
const fallbackRoot = "/var/lib/concord"

// accounts are the ones that Concord goes on as when root starts it; the first that exists.
var accounts = []string{"concord", "postgres", "_postgres", "nobody"}

// account is somebody to run as.
type account struct {
	name     string
	uid, gid int
}

// settle makes the data folder, gives up root's rights for good, and moves into the folder. It must come before anything
// listens, opens a file or starts another thread of work. The answer is the folder, and a sentence when it is not the one asked
// for.
func settle(dir string) (at, notice string, err error) {
	at, err = filepath.Abs(dir)
	if err != nil {
		return "", "", fmt.Errorf("the data folder %s has no absolute path: %w", dir, err)
	}
	syscall.Umask(0o077)
	if info, wrong := os.Stat(at); wrong == nil && !info.IsDir() {
		return "", "", fmt.Errorf("CONCORD_DATA=%s is a file and not a folder", dir)
	}
	if os.Geteuid() == 0 {
		at, notice, err = leaveRoot(at)
	} else {
		err = os.MkdirAll(at, 0o700)
	}
	if err == nil {
		err = os.Chdir(at)
	}
	if err != nil {
		return "", "", fmt.Errorf("the data folder cannot be used: %w; name another one with CONCORD_DATA", err)
	}
	return at, notice, nil
}

// leaveRoot prepares the folder as root and goes on as its owner, or as one of accounts where it is new.
func leaveRoot(dir string) (at, notice string, err error) {
	who, err := chosen()
	if err != nil {
		return "", "", err
	}
	at = dir
	owner, err := ownerOf(at)
	if err != nil {
		return "", "", err
	}
	if owner != nil {
		who = *owner
	}
	enters, err := canEnter(at, who)
	if err != nil {
		return "", "", err
	}
	if !enters {
		sum := sha256.Sum256([]byte(at))
		at = filepath.Join(fallbackRoot, hex.EncodeToString(sum[:6]))
		notice = fmt.Sprintf("The account %s cannot enter %s, so the data is kept in %s.", who.name, filepath.Dir(dir), at)
		if owner, err = ownerOf(at); err != nil {
			return "", "", err
		}
		if owner != nil {
			who = *owner
		}
	}
	if owner == nil {
		if err := give(at, who); err != nil {
			return "", "", err
		}
	}
	if err := become(who, at); err != nil {
		return "", "", fmt.Errorf("the account %s cannot be taken on instead of root: %w", who.name, err)
	}
	return at, notice, nil
}

// chosen is the account for a new data folder.
func chosen() (account, error) {
	for _, name := range accounts {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		if a, err := numbers(u); err == nil && a.uid != 0 {
			return a, nil
		}
	}
	return account{}, errors.New("nothing is served as root, and there is no account to go on as: add one (useradd --system concord), or start as an ordinary account")
}

func numbers(u *user.User) (account, error) {
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return account{}, err
	}
	gid, err := strconv.Atoi(u.Gid)
	return account{u.Username, uid, gid}, err
}

// ownerOf is the account that owns an existing data folder, nil where the folder is still to be made. What root owns is
// either empty, and can be given away, or somebody's and not Concord's to take.
func ownerOf(dir string) (*account, error) {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	stat := info.Sys().(*syscall.Stat_t)
	if stat.Uid != 0 {
		u, err := user.LookupId(strconv.Itoa(int(stat.Uid)))
		if err != nil {
			return &account{"number " + strconv.Itoa(int(stat.Uid)), int(stat.Uid), int(stat.Gid)}, nil
		}
		a, err := numbers(u)
		return &a, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("%s belongs to root and is not empty: if it is Concord's, give it to an ordinary account with chown -R", dir)
	}
	return nil, nil
}

// canEnter tells whether the account may pass every folder above dir that exists already; the others will be made so. It is
// tried rather than computed: access lists and symbolic links have their say, too.
func canEnter(dir string, who account) (bool, error) {
	parent := filepath.Dir(dir)
	for {
		_, err := os.Stat(parent)
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
		parent = filepath.Dir(parent)
	}
	try := exec.Command("/bin/sh", "-c", `cd -- "$1"`, "sh", parent)
	try.Dir = "/"
	try.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(who.uid), Gid: uint32(who.gid)}}
	err := try.Run()
	if _, refused := errors.AsType[*exec.ExitError](err); refused {
		return false, nil
	}
	return err == nil, err
}

// give makes the folder for the account; what has to be made above it stays root's and can be entered by all.
func give(dir string, who account) error {
	old := syscall.Umask(0o022)
	err := os.MkdirAll(filepath.Dir(dir), 0o755)
	syscall.Umask(old)
	if err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := os.Lchown(dir, who.uid, who.gid); err != nil {
		return err
	}
	return os.Chmod(dir, 0o700)
}

// become gives up root for good, in every thread, and makes sure that it is gone.
func become(who account, home string) error {
	if err := syscall.Setgroups([]int{who.gid}); err != nil {
		return err
	}
	if err := syscall.Setgid(who.gid); err != nil {
		return err
	}
	if err := syscall.Setuid(who.uid); err != nil {
		return err
	}
	if os.Geteuid() != who.uid || syscall.Setuid(0) == nil {
		return errors.New("the system did not take root's rights away")
	}
	return os.Setenv("HOME", home)
}
