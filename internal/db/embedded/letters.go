package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// letters is the character type of every database here: what the server's reader of texts takes for a letter. Under C that is
// every character beyond ASCII, so that "plan—revised" is one word and nobody finds "plan".
func letters() string {
	if runtime.GOOS == "darwin" {
		return "en_US.UTF-8" // macOS has no C.UTF-8 before 14, and the same letters under this name
	}
	return "C.UTF-8"
}

// Locale are initdb's arguments that say what is a letter, what is its small form and what comes first. Texts are put in order,
// and made small, by rules that come with the server; the system's C library is asked for nothing but letters.
func Locale(major int) []string {
	args := []string{"--encoding=UTF8", "--locale=C", "--lc-ctype=" + letters()}
	if major >= 17 {
		return append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
	}
	return append(args, "--locale-provider=icu", "--icu-locale=und")
}

// lettered lies in pgdata once every database there has the character type and the indexes that depend on it were made under it.
func lettered(pgdata string) string { return filepath.Join(pgdata, "concord.letters") }

// noteLetters says so, and outlives a crash of the machine.
func noteLetters(pgdata string) error {
	f, err := os.OpenFile(lettered(pgdata), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(letters() + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return flush(pgdata)
}

// retype changes the character type where nothing but the parser of texts and trigrams asks for it: order and small letters come
// from the database's provider, so that no other index changes. pg_upgrade sets it in the same way. A type that the system does not
// have would close the database for good, so a collation of that type is made first.
const retype = `do $$ begin
create collation public.concord_letters (provider = libc, lc_collate = 'C', lc_ctype = 'LETTERS');
drop collation public.concord_letters;
update pg_database set datctype = 'LETTERS' where datctype in ('C', 'POSIX') and encoding = pg_char_to_encoding('UTF8');
end $$;`

// reindex makes the indexes anew whose entries the parser made: those of words and trigrams over text.
const reindex = `do $$ declare i regclass; begin
for i in select x.indexrelid from pg_index x join pg_class c on c.oid = x.indexrelid join pg_am a on a.oid = c.relam
where a.amname in ('gin', 'gist') and (x.indexprs is not null or exists (
select from pg_opclass o where o.oid = any (x.indclass::oid[]) and o.opcintype in ('text'::regtype, 'varchar'::regtype))) loop
execute format('reindex index %s', i);
end loop; end $$;`

// learnLetters gives the databases of a cluster that an earlier release made the character type they lack, keeping what is in
// them. The server runs as one process without a socket meanwhile, so nobody works with one type while another holds. Whatever ends
// it halfway, the next start does all of it again. The lock must be held and the server stopped.
func (k *Cluster) learnLetters(ctx context.Context) error {
	if _, err := os.Stat(lettered(k.pgdata())); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	k.log.Info("the database learns which characters beyond ASCII are letters; its data stay where they are", "type", letters())
	if _, err := k.alone(ctx, "template1", strings.ReplaceAll(retype, "LETTERS", letters())); err != nil {
		if ctx.Err() != nil {
			return err
		}
		k.log.Warn("the database could not learn which characters are letters, and is tried again at the next start; until then some words beside typographic characters are not found", "reason", err)
		return nil
	}
	names, err := k.alone(ctx, "template1", "select datname from pg_database where datallowconn;")
	if err != nil {
		return err
	}
	for _, name := range datname.FindAllStringSubmatch(names, -1) {
		if _, err := k.alone(ctx, name[1], reindex); err != nil {
			return fmt.Errorf("the indexes of the database %s could not be made anew: %w", name[1], err)
		}
	}
	if err := noteLetters(k.pgdata()); err != nil {
		return fmt.Errorf("the database folder cannot be written to: %w", err)
	}
	k.log.Info("the database knows its letters now")
	return nil
}

// datname finds the answers of [Cluster.alone].
var datname = regexp.MustCompile(`(?m)datname = "(.*)"\t`)

// alone runs one statement in a server that is one process and lets nobody in, and returns what it says.
func (k *Cluster) alone(ctx context.Context, database, sql string) (string, error) {
	var out, said bytes.Buffer
	args := append([]string{"--single", "-c", "exit_on_error=on"}, k.settings()...)
	cmd := exec.CommandContext(ctx, k.bin.path("postgres"), append(args, database)...)
	cmd.Env, cmd.Dir, cmd.Stdout, cmd.Stderr = environment(), k.dir, &out, &said
	cmd.Stdin = strings.NewReader(strings.ReplaceAll(sql, "\n", " ") + "\n") // a line is a statement
	err := tiedRun(cmd)
	for line := range strings.Lines(said.String()) {
		kind, text, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if kind == "ERROR" || err != nil && (kind == "FATAL" || kind == "PANIC") {
			return "", errors.New(strings.TrimSpace(text))
		}
	}
	return out.String(), errors.Join(ctx.Err(), err)
}
