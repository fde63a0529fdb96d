package embedded

import "path/filepath"

// settings are the server's arguments. They stand on the command line, so nothing written into pgdata can change them.
func (k *Cluster) settings() []string {
	set := []string{
		// Reachable by this account alone: no TCP, a socket in a closed folder, and peer authentication behind it.
		"listen_addresses=",
		"unix_socket_directories=" + quote(k.socket()),
		"unix_socket_permissions=0700",
		"port=5432", // names the socket, nothing listens on it
		"hba_file=" + filepath.Join(k.dir, "hba.conf"),
		"ident_file=" + filepath.Join(k.dir, "ident.conf"),
		"ssl=off",
		// Small enough for a laptop, enough for a nation's councils.
		"max_connections=100",
		"shared_buffers=128MB",
		"random_page_cost=1.1",
		"jit=off",
		"timezone=UTC",
		"log_timezone=UTC",
		// To our log, and nothing in it that a person wrote: no statements, no values, no details of failing rows.
		"log_destination=stderr",
		"logging_collector=off",
		"log_line_prefix=",
		"log_min_messages=log",
		"log_min_error_statement=panic",
		"log_error_verbosity=terse",
		"log_checkpoints=off",
		"log_statement=none",
		"log_min_duration_statement=-1",
	}
	if k.volatile {
		set = append(set, "fsync=off", "synchronous_commit=off", "full_page_writes=off")
	} else {
		set = append(set, "fsync=on", "synchronous_commit=on", "full_page_writes=on")
	}
	args := []string{"-D", k.pgdata()}
	for _, s := range set {
		args = append(args, "-c", s)
	}
	return args
}

// environment is all that the server's programs inherit: no PGDATA, PGHOST or locale of the person who typed the command.
func environment() []string {
	return []string{"PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
}
