package admission_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// world is the story: in the Water SCC Dana and Lena validate, Priya, Omar and Maya sponsor. Copper Creek holds a vacant seat there;
// Eve and Tomas work for it.
type world struct {
	*dbtest.Database
	t *testing.T
}

func newWorld(t *testing.T) world { return world{storytest.New(t), t} }

func (w world) tries(p story.Person, queries ...db.Query) error {
	return w.App().Write(w.t.Context(), w.As(p.ID), db.Once{}, queries...)
}

func (w world) does(p story.Person, queries ...db.Query) {
	w.t.Helper()
	if err := w.tries(p, queries...); err != nil {
		w.t.Fatalf("%s: %v", p.Name, err)
	}
}

func (w world) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.Owner().Exec(w.t.Context(), sql, args...); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), sql, args...).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w world) organization(slug string) *uuid.UUID {
	w.t.Helper()
	var id uuid.UUID
	if err := w.Owner().QueryRow(w.t.Context(), `select id from organization where slug = $1`, slug).Scan(&id); err != nil {
		w.t.Fatal(err)
	}
	return &id
}

func newID() admission.ID { return admission.ID{UUID: uuid.New()} }

// gil is somebody whom nobody knows yet.
func (w world) gil() admission.Application {
	return admission.Application{Office: "representative", Organization: w.organization("copper-creek-water-district"), Name: "Gil Navarro", Email: "gil@copper.example.org",
		Phone: "555-0133", Supervisor: "Ada Mills", SupervisorContact: "555-0134", Reason: "Runs the plant"}
}

func (w world) eve() admission.Application {
	a := w.gil()
	a.Name, a.Email, a.Person = "", "", &story.Eve.ID
	return a
}

// nominated is a case that waits for a validator.
func (w world) nominated(a admission.Application) admission.ID {
	w.t.Helper()
	id := newID()
	w.does(story.Priya, a.Nominate(id, "wscc"))
	return id
}

// invited is a case that waits for its applicant.
func (w world) invited(a admission.Application) admission.ID {
	w.t.Helper()
	id := w.nominated(a)
	w.does(story.Lena, sound.Validate(id)...)
	return id
}

var sound = admission.Validation{Checked: "called", How: "Called the number on the utility's own website"}

// sees is the case as the person sees it, nil where she does not.
func (w world) sees(p story.Person, id admission.ID) *admission.Case {
	w.t.Helper()
	var who db.Who
	if p.ID != uuid.Nil {
		who = w.As(p.ID)
	}
	var c admission.Case
	switch err := w.App().Read(w.t.Context(), who, admission.ByID(id, &c)); {
	case err == nil:
		return &c
	case !errors.Is(err, fault.NotFound):
		w.t.Fatal(err)
	}
	return nil
}

func (w world) is(id admission.ID, want admission.State) {
	w.t.Helper()
	if c := w.sees(story.Lena, id); c == nil || c.State != want {
		w.t.Errorf("the case is %+v, want %s", c, want)
	}
}

func (w world) rules() (r admission.Rules) {
	w.t.Helper()
	var accepted []bool
	if err := w.App().Read(w.t.Context(), w.As(story.Eve.ID), admission.Newest(&r, &accepted)...); err != nil {
		w.t.Fatal(err)
	}
	return r
}

// reads says whether the person reads what is addressed to the Water SCC.
func (w world) reads(p uuid.UUID) bool {
	w.t.Helper()
	var n int
	if err := w.App().Read(w.t.Context(), w.As(p), db.One("reads", `select count(*) from app.holding h join council c on c.id = h.council_id where c.slug = 'wscc' and h.capability = 'item.read'`, &n)); err != nil {
		w.t.Fatal(err)
	}
	return n > 0
}

func denied(err error) bool   { return errors.Is(err, fault.Denied) || errors.Is(err, fault.NotFound) }
func conflict(err error) bool { _, ok := errors.AsType[fault.Conflict](err); return ok }
func invalid(err error) bool  { _, ok := errors.AsType[fault.Invalid](err); return ok }
