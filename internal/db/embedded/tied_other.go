//go:build !linux

package embedded

import "syscall"

// tied can promise nothing here: the child outlives a parent that was killed, and the next start stops it.
func tied(syscall.Signal) *syscall.SysProcAttr { return &syscall.SysProcAttr{} }
