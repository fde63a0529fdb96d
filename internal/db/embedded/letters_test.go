package embedded

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// earlier is a data folder whose cluster was made as earlier releases did, under the character type C, with texts in it.
func earlier(t *testing.T) string {
	t.Helper()
	bin, err := Find("", 0)
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t)
	pgdata := filepath.Join(dir, "pgdata")
	args := []string{"--pgdata=" + pgdata, "--username=" + Super, "--auth=peer", "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-sync"}
	if bin.Major >= 17 {
		args = append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
	} else {
		args = append(args, "--locale-provider=icu", "--icu-locale=und")
	}
	cmd := exec.Command(bin.path("initdb"), args...)
	cmd.Env = environment()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s, %v", out, err)
	}
	if err := noteLetters(pgdata); err != nil { // so that it starts as it was
		t.Fatal(err)
	}
	k := start(t, dir)
	for _, sql := range []string{
		`create extension if not exists pg_trgm`,
		`create table said (n int primary key, words text unique)`,
		`insert into said select n, n || ' “Aqueduct” plan—revised, École Marlow’s Ñuñoa ' || md5(n::text) from generate_series(1, 20000) n`,
		`create index said_lower on said (lower(words))`,
		`create index said_plain on said (words collate "C")`,
		`create index said_trigrams on said using gin (words gin_trgm_ops)`,
		`create index said_words on said using gin (to_tsvector('simple', words))`,
	} {
		must(t, k, sql)
	}
	if got := must(t, k, `select count(*)::text from said where to_tsvector('simple', words) @@ to_tsquery('simple', 'plan')`); got != "0" {
		t.Fatalf("under C %s texts with plan— are found by plan: nothing is to be mended", got)
	}
	if err := k.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(lettered(pgdata)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// knows checks that every database has the type, that all words are there and found, and that each index agrees with its table.
func knows(t *testing.T, k *Cluster) {
	t.Helper()
	for sql, want := range map[string]string{
		`select string_agg(distinct datctype, ' ') from pg_database`:                                                  letters(),
		`select count(*)::text from said`:                                                                             "20000",
		`select (set_config('enable_seqscan', 'off', false) || count(*))::text from said where words ilike '%École%'`: "off20000",
	} {
		if got := must(t, k, sql); got != want {
			t.Errorf("%s: %q, want %q", sql, got, want)
		}
	}
	for _, word := range []string{"aqueduct", "plan", "revised", "marlow", "École", "Ñuñoa"} {
		sql := fmt.Sprintf(`select (set_config('enable_seqscan', 'off', false) || count(*))::text from said where to_tsvector('simple', words) @@ to_tsquery('simple', '%s')`, word)
		if got := must(t, k, sql); got != "off20000" {
			t.Errorf("%s is found %q times", word, got)
		}
	}
	if must(t, k, `select count(*)::text from pg_available_extensions where name = 'amcheck'`) == "1" {
		must(t, k, `create extension if not exists amcheck`)
		must(t, k, `select count(bt_index_check(x.indexrelid, true))::text from pg_index x join pg_class c on c.oid = x.indexrelid join pg_am a on a.oid = c.relam
			where a.amname = 'btree' and x.indisvalid and c.relpersistence = 'p'`)
	}
	if _, err := os.Stat(lettered(k.pgdata())); err != nil {
		t.Error(err)
	}
}

func TestAnEarlierClusterLearnsItsLettersAndKeepsItsData(t *testing.T) {
	t.Parallel()
	dir := earlier(t)
	knows(t, start(t, dir))
}

// Whenever the portal is killed, the next one finds a cluster that opens, and ends what was begun.
func TestAKilledPortalLeavesTheLettersToTheNextOne(t *testing.T) {
	t.Parallel()
	dir := earlier(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for after := 50 * time.Millisecond; after < 1500*time.Millisecond; after += 150 * time.Millisecond {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), ownerOf+"="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(after)
		cmd.Process.Kill()
		cmd.Wait()
		gone(t, dir)
	}
	knows(t, start(t, dir))
}

func TestANewClusterKnowsItsLetters(t *testing.T) {
	t.Parallel()
	k := start(t, cluster(t))
	if got := must(t, k, `select (to_tsvector('simple', '“plan—revised”') @@ to_tsquery('simple', 'plan & revised'))::text`); got != "true" {
		t.Errorf("words beside typographic characters are found: %s", got)
	}
	if got := must(t, k, `select string_agg(distinct datctype, ' ') from pg_database`); got != letters() {
		t.Errorf("the character type is %q", got)
	}
}
