package embedded

import "syscall"

// tied makes the kernel send the signal to the child when the thread that started it ends, kill -9 included.
func tied(s syscall.Signal) *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: s} }
