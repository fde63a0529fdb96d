package db_test

import (
	"errors"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

func TestGoDecidesBetweenStatements(t *testing.T) {
	d := notes(t)
	stop := errors.New("stop")
	for _, end := range []error{stop, nil} {
		err := d.App().Tx(t.Context(), db.Who{Handle: "x"}, db.Once{}, func(tx *db.Tx) error {
			var text, handle string
			if err := tx.Read(db.One("text", `select text from note where id = 1`, &text), db.One("handle", `select current_setting('app.handle')`, &handle)); err != nil {
				return err
			}
			if handle != "x" {
				t.Errorf("asked as %q", handle)
			}
			if err := tx.Write(insert(10, text+" again")); err != nil {
				return err
			}
			return end
		})
		if !errors.Is(err, end) {
			t.Fatal(err)
		}
		if n, want := found[int](t, d, count), map[bool]int{true: 3, false: 4}[end == stop]; n != want {
			t.Fatalf("%d notes after %v", n, end)
		}
	}
}

func TestPanicUndoesTheTransaction(t *testing.T) {
	d := notes(t)
	app := one(t, d)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = app.Tx(t.Context(), db.Who{}, db.Once{}, func(tx *db.Tx) error {
			if err := tx.Write(insert(10, "new")); err != nil {
				t.Error(err)
			}
			panic("oops")
		})
	}()
	var n int
	if err := app.Read(t.Context(), db.Who{}, db.One("count", count, &n)); err != nil || n != 2 {
		t.Fatalf("%d open notes, %v", n, err)
	}
}

func TestErrorThatIsIgnoredStillUndoesTheTransaction(t *testing.T) {
	d := notes(t)
	err := d.App().Tx(t.Context(), db.Who{}, db.Once{}, func(tx *db.Tx) error {
		if err := tx.Write(insert(10, "new")); err != nil {
			return err
		}
		if err := tx.Write(insert(1, "again")); err == nil {
			t.Error("a second note with the same id")
		}
		return nil
	})
	if n := found[int](t, d, count); err == nil || n != 3 {
		t.Fatalf("%v, %d notes", err, n)
	}
}

func TestTransactionThatLostAgainstAnotherRunsOnceMore(t *testing.T) {
	d := notes(t)
	runs := 0
	err := d.App().Tx(t.Context(), db.Who{}, db.Once{}, func(tx *db.Tx) error {
		runs++
		return tx.Write(insert(10, "new"), db.Also("again", `select fail_until(2, '40001')`))
	})
	if err != nil || runs != 2 || found[int](t, d, count) != 4 {
		t.Fatal(err, runs)
	}
	err = d.App().Tx(t.Context(), db.Who{}, db.Once{}, func(tx *db.Tx) error {
		return tx.Read(db.Also("again", `select fail_until(99, '40001')`))
	})
	if !errors.Is(err, fault.Busy) {
		t.Fatal(err)
	}
}
