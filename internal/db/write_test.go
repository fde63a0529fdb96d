package db_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// insert and rename are a form's two changes.
func insert(id int, text string) db.Query {
	return db.Change("insert", `insert into note (id, text) values ($1, $2)`, id, text)
}

func rename(id int, text string) db.Query {
	return db.Change("rename", `update note set text = $2 where id = $1`, id, text).Seen(`select id, text from note where id = $1`, id)
}

const count = `select count(*) from note`

func TestWriteIsOneRoundTrip(t *testing.T) {
	d := notes(t)
	who := somebody(t, d)
	write := func(id int) {
		once := db.Once{Key: uuid.New(), Location: "/notes"}
		var ids []int
		if err := d.App().Write(t.Context(), who, once, insert(id, "new"), rename(1, "renamed"),
			db.Also("throw", `delete from note where id = 99`), db.Many("ids", `select id from note`, &ids)); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(ids, id) {
			t.Fatalf("the last query does not see what the first one wrote: %v", ids)
		}
	}
	write(10)
	d.Trips().Reset()
	write(11)
	if n := d.Trips().Count(); n != 1 {
		t.Fatalf("%d round trips", n)
	}
	if n := found[int](t, d, count); n != 5 {
		t.Fatalf("%d notes", n)
	}
}

func TestWriteHappensAsAWholeOrNotAtAll(t *testing.T) {
	d := notes(t)
	var text string
	for name, last := range map[string]db.Query{
		"a change that touches nothing": db.Change("last", `update note set text = 'x' where id = 99`),
		"a change refused":              db.Change("last", `insert into note (id, owner) values (11, 'nobody')`),
		"a question without its row":    db.One("last", `select text from note where id = 99`, &text),
		"a violated constraint":         insert(1, "again"),
		"a defect":                      db.Also("last", `select 1/0`),
	} {
		if err := d.App().Write(t.Context(), db.Who{}, db.Once{}, insert(10, "new"), last); err == nil {
			t.Errorf("%s is no error", name)
		}
		if n := found[int](t, d, count); n != 3 {
			t.Fatalf("%s left %d notes", name, n)
		}
	}
}

func TestChangeThatTouchesNothingSaysWhy(t *testing.T) {
	d := notes(t)
	for name, c := range map[string]struct {
		change db.Query
		want   error
	}{
		"visible but another's":   {rename(2, "mine"), fault.Denied},
		"hidden":                  {rename(3, "mine"), fault.NotFound},
		"not there":               {rename(99, "mine"), fault.NotFound},
		"nobody asked to look":    {db.Change("throw", `delete from note where id = 2`), fault.NotFound},
		"visible, with returning": {db.Change("throw", `delete from note where id = $1 returning id`, 2).Seen(`select true from note where id = $1`, 2), fault.Denied},
	} {
		write := d.App().Write(t.Context(), db.Who{}, db.Once{}, rename(1, "first"), c.change)
		tx := d.App().Tx(t.Context(), db.Who{}, db.Once{}, func(tx *db.Tx) error { return tx.Write(rename(1, "first"), c.change) })
		for _, err := range []error{write, tx} {
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.change.Name()) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestInsertRefusedByTheWallIsDenied(t *testing.T) {
	d := notes(t)
	err := d.App().Write(t.Context(), db.Who{}, db.Once{}, db.Change("insert", `insert into note (id, owner) values (9, 'nobody')`))
	if !errors.Is(err, fault.Denied) {
		t.Fatal(err)
	}
}

func TestWriterNeedNotSeeWhatSheWrites(t *testing.T) {
	d := notes(t)
	if err := d.App().Write(t.Context(), db.Who{}, db.Once{}, db.Change("insert", `insert into note (id, open) values (9, false)`)); err != nil {
		t.Fatal(err)
	}
	if n := found[int](t, d, count); n != 4 {
		t.Fatalf("%d notes", n)
	}
}

func TestChangeMayBeginWithAWith(t *testing.T) {
	d := notes(t)
	if err := d.App().Write(t.Context(), db.Who{}, db.Once{}, db.Change("copy", `
		with source as (select text from note where id = $1) -- the open one
		insert into note (id, text) select 9, text from source;
		`, 1)); err != nil {
		t.Fatal(err)
	}
	if text := found[string](t, d, `select text from note where id = 9`); text != "first" {
		t.Fatal(text)
	}
}

func TestConstraintSpeaksToThePerson(t *testing.T) {
	d := notes(t)
	db.Constraint("note_is_short", fault.Invalid{{Name: "text", Message: "Write fewer than 20 characters."}})
	err := d.App().Write(t.Context(), db.Who{}, db.Once{}, insert(9, "far longer than a note may be"))
	if invalid, ok := errors.AsType[fault.Invalid](err); !ok || invalid.For("text") == "" || strings.Contains(err.Error(), "far longer") {
		t.Fatal(err)
	}
	err = d.App().Write(t.Context(), db.Who{}, db.Once{}, insert(1, "again"))
	if _, ok := errors.AsType[fault.Conflict](err); !ok {
		t.Fatalf("a unique constraint that nobody registered: %v", err)
	}
	err = d.App().Write(t.Context(), db.Who{}, db.Once{}, db.Change("insert", `insert into note (id, text) values (9, null)`))
	if _, ok := errors.AsType[fault.Invalid](err); ok || db.Code(err) != "23502" {
		t.Fatalf("a value that Go forgot is a defect: %v", err)
	}
	defer func() {
		if recover() == nil {
			t.Fatal("two meanings of one constraint were accepted")
		}
	}()
	db.Constraint("note_is_short", fault.Denied)
}

func TestConstraintCheckedAtTheEndFailsTheWrite(t *testing.T) {
	d := notes(t)
	orphan := db.Change("answer", `insert into note (id, answers) values (9, 98)`)
	write := d.App().Write(t.Context(), db.Who{}, db.Once{}, orphan)
	tx := d.App().Tx(t.Context(), db.Who{}, db.Once{}, func(tx *db.Tx) error { return tx.Write(orphan) })
	for _, err := range []error{write, tx} {
		if _, ok := errors.AsType[fault.Invalid](err); !ok || !strings.Contains(err.Error(), "commit") {
			t.Fatal(err)
		}
	}
	if n := found[int](t, d, count); n != 3 {
		t.Fatalf("%d notes", n)
	}
}

func TestSameFormCountsOnce(t *testing.T) {
	d := notes(t)
	who, other := somebody(t, d), db.Who{}
	once := db.Once{Key: uuid.New(), Payload: []byte("sum"), Location: "/notes/10"}
	send := func(who db.Who, once db.Once) error {
		return d.App().Write(t.Context(), who, once, insert(10, "new"))
	}
	if err := send(who, once); err != nil {
		t.Fatal(err)
	}
	err := send(who, once)
	if again, ok := errors.AsType[fault.Repeated](err); !ok || again.Location != "/notes/10" {
		t.Fatal(err)
	}
	err = d.App().Tx(t.Context(), who, once, func(*db.Tx) error { t.Error("the form was worked on again"); return nil })
	if _, ok := errors.AsType[fault.Repeated](err); !ok {
		t.Fatal(err)
	}
	changed := once
	changed.Payload, changed.Location = []byte("another"), "/elsewhere"
	err = send(who, changed)
	if conflict, ok := errors.AsType[fault.Conflict](err); !ok || !strings.Contains(conflict.Message, "nothing you typed is lost") {
		t.Fatal(err)
	}
	if err := send(other, db.Once{Key: uuid.New()}); !errors.Is(err, fault.SignIn) {
		t.Fatal(err)
	}
	if n := found[int](t, d, count); n != 4 {
		t.Fatalf("%d notes", n)
	}
}

func TestFormThatFailedMayBeSentAgain(t *testing.T) {
	d := notes(t)
	who, once := somebody(t, d), db.Once{Key: uuid.New(), Payload: []byte("sum")}
	if err := d.App().Write(t.Context(), who, once, rename(99, "x")); !errors.Is(err, fault.NotFound) {
		t.Fatal(err)
	}
	if err := d.App().Write(t.Context(), who, once, rename(1, "x")); err != nil {
		t.Fatal(err)
	}
}

func TestTwoClicksAtOnceCountOnce(t *testing.T) {
	d := notes(t)
	who, once := somebody(t, d), db.Once{Key: uuid.New(), Payload: []byte("sum"), Location: "/notes/10"}
	answers := make(chan error)
	for range 4 {
		go func() { answers <- d.App().Write(t.Context(), who, once, insert(10, "new")) }()
	}
	done, repeated := 0, 0
	for range 4 {
		err := <-answers
		if _, ok := errors.AsType[fault.Repeated](err); ok {
			repeated++
		} else if err == nil {
			done++
		}
	}
	if done != 1 || repeated != 3 {
		t.Fatalf("%d done, %d repeated", done, repeated)
	}
}

func TestWriteOnADeadConnectionIsTriedAgainOnlyWithAKey(t *testing.T) {
	d := notes(t)
	who := somebody(t, d)
	app := one(t, d)
	dead := func() {
		if err := app.Read(t.Context(), db.Who{}, db.Also("n", `select 1`)); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Super().Exec(t.Context(), `select pg_terminate_backend(pid, 1000) from pg_stat_activity where usename = 'concord_app' and datname = current_database()`); err != nil {
			t.Fatal(err)
		}
	}
	dead()
	if err := app.Write(t.Context(), who, db.Once{}, insert(10, "new")); !errors.Is(err, fault.Busy) {
		t.Fatal(err)
	}
	if err := app.Write(t.Context(), who, db.Once{}, insert(10, "new")); err != nil {
		t.Fatalf("the connection after the dead one: %v", err)
	}
	dead()
	if err := app.Write(t.Context(), who, db.Once{Key: uuid.New()}, insert(11, "new")); err != nil {
		t.Fatal(err)
	}
	dead()
	if err := app.Tx(t.Context(), who, db.Once{Key: uuid.New()}, func(tx *db.Tx) error { return tx.Write(insert(12, "new")) }); err != nil {
		t.Fatal(err)
	}
	if n := found[int](t, d, count); n != 6 {
		t.Fatalf("%d notes", n)
	}
}

func TestWriteThatLostAgainstAnotherIsTriedOnceMore(t *testing.T) {
	d := notes(t)
	for _, code := range []string{"40001", "40P01"} {
		arrange(t, d, `alter sequence attempt restart`)
		again := func(until int) db.Query { return db.Also("again", `select fail_until($1, $2)`, until, code) }
		if err := d.App().Write(t.Context(), db.Who{}, db.Once{}, again(2)); err != nil {
			t.Fatal(err)
		}
		if err := d.App().Write(t.Context(), db.Who{}, db.Once{}, again(99)); !errors.Is(err, fault.Busy) {
			t.Fatal(err)
		}
		if n := found[int](t, d, `select last_value from attempt`); n != 4 {
			t.Fatalf("%d attempts", n)
		}
	}
}

func TestLockThatDoesNotComeIsBusy(t *testing.T) {
	t.Parallel()
	d := notes(t)
	app := d.App()
	err := app.Tx(t.Context(), db.Who{}, db.Once{}, func(tx *db.Tx) error {
		if err := tx.Write(rename(1, "held")); err != nil {
			return err
		}
		return app.Write(t.Context(), db.Who{}, db.Once{}, rename(1, "waits"))
	})
	if !errors.Is(err, fault.Busy) || db.Code(err) != "55P03" {
		t.Fatal(err)
	}
}
