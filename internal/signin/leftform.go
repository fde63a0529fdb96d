package signin

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/typed"
)

// mostLeft is how many forms that outlived a sign-in are kept for one person at once.
const mostLeft = 20

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
		if q := asking(r.Context()); r.PostForm == nil && q.cookie == "" && q.devices == "" {
			r.Body = http.NoBody // a stranger has nothing here to be kept
		}
		form, held := Typed(r)
		to.Set("next", Local(form.From))
		kept := false
		if held {
			var err error
			if kept, err = d.keep(r, form); err != nil {
				d.o.Logger.WarnContext(r.Context(), "a form could not be kept", "because", err.Error())
			}
		}
		to.Set("form", map[bool]string{true: "kept", false: "open"}[kept])
	}
	http.Redirect(w, r, page+"?"+to.Encode(), http.StatusSeeOther)
}

// The person is whose sign-in the cookie stands or stood for, else who signed in with that browser last; of several the surest answer
// counts, and nothing is kept for somebody suspended. The same form sent again takes the place of the first.
const keepForm = `
with known as materialized (
  select person_id from (
    select person_id, 1 as choice, touched as at from signin.session where handle = $1 and person_id is not null
    union all
    select person_id, 2, at from signin.ended where hash = $1
    union all
    select person_id, 3, used from signin.device where hash = $2
    union all
    select person_id, 4, at from signin.ended where hash = $2) whose
   order by choice, at desc limit 1
), whose as materialized (
  select p.id as person_id from known k join person p on p.id = k.person_id
   where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
), before as (
  delete from draft d using whose w
   where d.author_id = w.person_id and d.about = $4 and d.led is null and d.fields -> 'form' -> 'once' = $5::jsonb -> 'form' -> 'once'
  returning d.id
), kept as (
  insert into draft (id, author_id, about, fields)
  select $3, w.person_id, $4, $5::jsonb from whose w
   where (select count(*) from draft d where d.author_id = w.person_id and d.about like 'form:%' and d.led is null) - (select count(*) from before) < $6::int
  returning author_id
)
select author_id from kept`

// keep keeps the form of the request; false where nobody's sign-in is known to be its, or too many wait for that person already.
func (d *Desk) keep(r *http.Request, form typed.Form) (bool, error) {
	q := asking(r.Context())
	if Local(form.Path) != form.Path || q.cookie == "" && q.devices == "" || len(form.Fields) == 0 {
		return false, nil
	}
	fields, err := json.Marshal(form)
	if err != nil {
		return false, err
	}
	var whose *uuid.UUID
	err = d.db.Write(r.Context(), db.Who{}, db.Once{},
		db.Maybe("keep form", keepForm, &whose, q.cookie, hashed(q.devices), uuid.New(), "form:"+form.Path, fields, mostLeft))
	return whose != nil, err
}

// Onward is where somebody who has just signed in goes: to a form that outlived an earlier sign-in, offered once, else to next; and what
// they must hear, once: that somebody asked to replace their second factor, since the mail about it may have gone astray.
func (d *Desk) Onward(ctx context.Context, next string) (to, news string, err error) {
	var (
		waiting []uuid.UUID
		asked   []time.Time
	)
	if err := d.db.Write(ctx, db.Who{}, db.Once{},
		db.Many("offer forms", `
with offered as (
  update draft set fields = fields || '{"shown": true}' where author_id = $1 and about like 'form:%' and led is null and fields -> 'shown' is null
  returning id, touched)
select id from offered order by touched desc`, &waiting, Person(ctx)),
		db.Many("tell of resets", `update signin.factor_reset set told = app.now() where person_id = $1 and told is null returning asked`, &asked, Person(ctx))); err != nil {
		return "", "", err
	}
	if len(asked) > 0 {
		news = "Somebody asked to replace your second factor. If that was not for you, tell the administrators of the portal at once. My account, “What was done to your account”, says who and when."
	}
	if len(waiting) == 0 {
		return Local(next), news, nil
	}
	return LeftPage + waiting[0].String(), news, nil
}

// LeftPage is where a form that waits is shown; its name follows.
const LeftPage = "/drafts/"
