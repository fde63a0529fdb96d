package signin

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// maxLeft is how much of a form is kept, in bytes as stored.
const maxLeft = 200 << 10

// LeftForm is a form that outlived its sign-in.
type LeftForm struct {
	Path   string // where it was going
	Fields url.Values
}

// Names are the form's fields in an order that does not change.
func (f LeftForm) Names() []string { return slices.Sorted(maps.Keys(f.Fields)) }

// AskToSignIn answers a request that needs somebody signed in: it leads to the sign-in page and from there to where the visitor was
// going. A form that outlived its sign-in is kept, without its files, for the person whose sign-in it was, and comes back.
func (d *Desk) AskToSignIn(w http.ResponseWriter, r *http.Request) {
	if byScript(r) {
		http.Error(w, "Your sign-in has ended. Nothing you typed is lost: sign in again in another tab.", http.StatusUnauthorized)
		return
	}
	d.sendTo(w, r, "/sign-in")
}

// AskToConfirm answers a request that wants a factor shown lately: it leads to the page that asks for one and from there to where the
// visitor was going. A form is kept and comes back.
func (d *Desk) AskToConfirm(w http.ResponseWriter, r *http.Request) {
	if byScript(r) {
		http.Error(w, "Load the page again and confirm that it is you.", http.StatusForbidden)
		return
	}
	d.sendTo(w, r, ConfirmPage)
}

// AskToAccept answers a request of somebody who has to accept the rules of behavior first: it leads to them and from there to where the
// visitor was going. A form is kept and comes back.
func (d *Desk) AskToAccept(w http.ResponseWriter, r *http.Request) {
	if byScript(r) {
		http.Error(w, "There are new rules of behavior. Load the page again and accept them.", http.StatusForbidden)
		return
	}
	d.sendTo(w, r, RulesPage)
}

// ConfirmPage asks whoever is signed in for a factor.
const ConfirmPage = "/sign-in/confirmation"

// byScript says whether a script asks, which follows no redirect to a page.
func byScript(r *http.Request) bool {
	mode := r.Header.Get("Sec-Fetch-Mode")
	return mode != "" && mode != "navigate" || r.Header.Get("X-Autosave") != ""
}

// sendTo leads to a page that asks for something first, and keeps the form.
func (d *Desk) sendTo(w http.ResponseWriter, r *http.Request, page string) {
	to := url.Values{}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		to.Set("next", Local(r.URL.RequestURI()))
	} else {
		to.Set("next", Local(cameFrom(r)))
		kept, err := d.keep(r)
		if err != nil {
			d.o.Logger.WarnContext(r.Context(), "a form could not be kept", "because", err.Error())
		}
		to.Set("form", map[bool]string{true: "kept", false: "open"}[kept])
	}
	http.Redirect(w, r, page+"?"+to.Encode(), http.StatusSeeOther)
}

// cameFrom is the page that held the form, where the browser says so.
func cameFrom(r *http.Request) string {
	at, err := url.Parse(r.Referer())
	if err != nil || at.Host != r.Host {
		return "/"
	}
	return at.RequestURI()
}

const keepForm = `insert into signin.left_form (person_id, path, fields)
	select person_id, $3, $4 from (
		select person_id, 1 as choice, touched as at from signin.session where handle = $1 and person_id is not null
		union all
		select person_id, 2, used from signin.device where hash = $2) whose
	 order by choice, at desc limit 1
	on conflict (person_id) do update set path = excluded.path, fields = excluded.fields, at = app.now(), shown = null
	returning person_id`

// keep keeps the form of the request; false where nobody's sign-in is known to be its, where it is too long, or one of passwords.
func (d *Desk) keep(r *http.Request) (bool, error) {
	q := asking(r.Context())
	for _, own := range []string{"/sign-in", "/sign-out", "/enroll", "/account", "/demo"} {
		if r.URL.Path == own || strings.HasPrefix(r.URL.Path, own+"/") {
			return false, nil
		}
	}
	path := r.URL.RequestURI()
	if Local(path) != path || q.cookie == "" && q.devices == "" {
		return false, nil
	}
	if r.PostForm == nil {
		r.Body = http.MaxBytesReader(nil, r.Body, 1<<20)
		if err := r.ParseForm(); err != nil {
			return false, fmt.Errorf("read the form: %w", err)
		}
	}
	fields := url.Values{}
	for name, values := range r.PostForm {
		if !strings.Contains(strings.ToLower(name), "password") {
			fields[name] = values
		}
	}
	b, err := json.Marshal(fields)
	if err != nil || len(b) > maxLeft || len(fields) == 0 {
		return false, err
	}
	var whose *uuid.UUID
	err = d.db.Write(r.Context(), db.Who{}, db.Once{}, db.Maybe("keep form", keepForm, &whose, q.cookie, hashed(q.devices), path, b))
	return whose != nil, err
}

// LeftPage is where the form that waits is shown.
const LeftPage = "/sign-in/kept"

// Onward is where somebody who has just signed in goes: to a form that outlived an earlier sign-in, offered once, else to next; and what
// they must hear, once: that somebody asked to replace their second factor, since the mail about it may have gone astray.
func (d *Desk) Onward(ctx context.Context, next string) (to, news string, err error) {
	var (
		path  *string
		asked []time.Time
	)
	if err := d.db.Write(ctx, db.Who{}, db.Once{},
		db.Maybe("offer form", `update signin.left_form set shown = app.now() where person_id = $1 and shown is null returning path`, &path, Person(ctx)),
		db.Many("tell of resets", `update signin.factor_reset set told = app.now() where person_id = $1 and told is null returning asked`, &asked, Person(ctx))); err != nil {
		return "", "", err
	}
	if len(asked) > 0 {
		news = "Somebody asked to replace your second factor. If that was not for you, tell the administrators of the portal at once. My account, “What was done to your account”, says who and when."
	}
	if path == nil {
		return Local(next), news, nil
	}
	return LeftPage, news, nil
}

// Left is the form kept for whoever is signed in; fault.NotFound where there is none.
func (d *Desk) Left(ctx context.Context) (LeftForm, error) {
	var row struct {
		Path   string
		Fields []byte
	}
	if err := d.db.Read(ctx, db.Who{Handle: Handle(ctx)}, db.One("left form",
		`select path, fields from signin.left_form where person_id = (select person_id from app.who)`, &row)); err != nil {
		return LeftForm{}, err
	}
	f := LeftForm{Path: row.Path}
	if err := json.Unmarshal(row.Fields, &f.Fields); err != nil {
		return LeftForm{}, fmt.Errorf("signin: left form: %w", err)
	}
	return f, nil
}

// DropLeft throws the kept form away.
func (d *Desk) DropLeft(ctx context.Context) error {
	if Person(ctx) == uuid.Nil {
		return fault.SignIn
	}
	return d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{},
		db.Also("drop left form", `delete from signin.left_form where person_id = (select person_id from app.who)`))
}
