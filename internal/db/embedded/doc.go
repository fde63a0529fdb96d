// Package embedded keeps a private PostgreSQL cluster running below a data folder, for a portal that was given no
// DATABASE_URL. It needs the server's programs (initdb, postgres) on the machine and nothing else: no port, no password, no
// service manager.
//
// What lies in the data folder:
//
//	lock       held (flock) by the one process that runs the cluster; the kernel frees it whatever happens to that process
//	pgdata     the cluster itself; made as pgdata.new-* and renamed, so it is whole or absent
//	run        the unix socket; nobody but the account that runs the portal can enter
//	hba.conf   who may connect: that account, as one of Roles
//	ident.conf
//
// Lifecycle: Start makes the cluster when there is none, clears up after a crash, and returns once statements are answered.
// Where another process already runs the cluster, Start attaches to it, and takes it over when that process ends. From then on
// a postmaster that dies is started again; Exited reports when that is of no use any more. Stop ends it all and waits.
//
// Traps, each of which has bitten somebody:
//   - The kernel ties "tell the child when its parent dies" to the parent's thread, not to its process. The thread that
//     started the postmaster therefore waits for it and does nothing else.
//   - A postmaster that was killed leaves its backends behind for a while, and they keep the next one from starting.
//   - The data folder's version decides which programs may open it. Nothing is ever removed or converted to make it fit.
//   - What is a letter belongs to a database, not to the cluster, and is asked by the parser of texts and by trigrams alone. See letters.go.
package embedded
