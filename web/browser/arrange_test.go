package browser

import (
	"context"
	"crypto/md5"
	"errors"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/mail"
	"example.org/concord/internal/seal"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// factorOf is the authenticator with which somebody of the story enrolled.
func factorOf(p story.Person) string {
	return uuid.UUID(md5.Sum([]byte("factor " + p.ID.String()))).String()
}

// arranged is what the story lacks: pages in states that somebody has to bring about first.
type arranged struct {
	longest, publishable, draft, beside, link, email, question, growth, invitations string
}

func (p portal) arrange() (a arranged) {
	dana := p.As(story.Dana)
	a.draft = p.written(dana, url.Values{"title": {"Chlorine runs short"}, "body": {"Two plants have **nine days** left."}, "label": {"TLP:AMBER"}})
	a.beside = p.writtenTwice(dana, url.Values{"title": {"Pumps of the lower river"}, "label": {"TLP:AMBER"}})
	long := strings.Repeat("unbreakable", 18)
	a.longest = p.posted(dana, url.Values{"title": {long[:198]}, "label": {"TLP:GREEN"}, "source": {long},
		"body": {"# " + long + "\n\n" + long + " `" + long + "`\n\n    " + long + "\n\n| " + long + " | b |\n|---|---|\n| " + long + " | " + long + " |\n\n> " + long + "\n\n- " + long}})
	a.publishable = p.posted(dana, url.Values{"title": {"For everybody"}, "body": {"Anyone may know."}, "label": {"TLP:CLEAR"}})

	sam := p.As(story.Sam)
	sam.Post("/admin/sectors", url.Values{"name": {"Space Systems"}, "short_name": {"Space"}, "slug": {"space-systems"}, "since": {"2026-11-01"}, "instrument": {"A memorandum"}, "confirmed": {"yes"}})
	tobias := "/admin/people/" + story.Named("Fiona MacRae").ID.String()
	page := sam.Get(tobias)
	if _, err := p.Database.Owner().Exec(p.test.Context(), `update appointment set until = app.now() where person_id = $1`, story.Named("Fiona MacRae").ID); err != nil { // else two choose the address
		p.test.Fatal(err)
	}
	page = sam.Post(tobias+"/invitation", url.Values{"once": {value(page.Body, "once")}, "email": {"fiona.macrae@example.org"}})
	a.link = token.FindString(page.Body)

	// What two members of staff would do about a council, before its officers.
	hand := url.Values{"person": {story.Nora.Name}, "person_id": {story.Nora.ID.String()}, "office": {"vice-chair"}, "chosen_on": {"2026-01-15"}, "document": {"Minutes, item 3"}, "told_by": {"A caller"}}
	proposed := sam.Post("/admin/councils/wscc/hand-overs", hand).Header.Get("Location")
	p.As(story.Kim).Post(proposed+"/decision", url.Values{"decision": {"confirm"}})
	a.question = "/councils/wscc/questions/" + strings.TrimPrefix(proposed, "/admin/proposals/")

	joan := p.As(story.Joan)
	if _, err := p.Database.Super().Exec(p.test.Context(), `update signin.session set expires = app.now() where person_id = $1`, story.Joan.ID); err != nil {
		p.test.Fatal(err)
	}
	p.written(joan, url.Values{"title": {"Written too slowly"}, "body": {"The text of somebody who was signed out meanwhile."}})

	for _, sql := range []string{
		`update organization set county = (select min(fips) from county where state = 'CO') where slug = 'blue-mesa-water-authority'`,
		`insert into incident (id, office_id, title, declared_by) select '` + flood + `', c.id, 'Flood on the Arkansas', p.id from council c, person p where c.slug = 'watch' and p.name = 'Walt Jensen'`,
		`insert into incident_county (incident_id, county) select '` + flood + `', county from organization where slug = 'blue-mesa-water-authority'`,
		`insert into territory_notice (office_id, to_id, person_id, person_name, places, by_name) select c.id, t.id, p.id, p.name, '{"Mesa County, CO",Utah}', 'Ruth Adler' from council c, person t, person p
		  where c.slug = 'region-8' and t.name in ('Rosa Kim', 'Paul Reyes') and p.name = 'Paul Reyes'`,
		`insert into reveal_stop (id, person_id, until, rule, alarmed) select '` + halted + `', id, now() + interval '20 hours', 'openings', now() from person where name = 'Leila Farahani'`,
		`insert into reveal (act, contact_id, person_id, kind, label, by_id, by_name, by_office, by_organization, via, reason, incident_id)
		 select '` + flood + `', c.id, c.person_id, c.kind, '', p.id, p.name, 'Protective Security Advisor, Region 8', '', 'list', 'Flood', '` + flood + `' from contact c, person p
		  where c.kind = 'direct' and c.person_id = (select id from person where name = 'Omar Haddad') and p.name = 'Paul Reyes'`,
	} {
		if _, err := p.Database.Owner().Exec(p.test.Context(), sql); err != nil {
			p.test.Fatal(err)
		}
	}
	p.mailStuck()
	p.ended()
	a.growth = p.grown()
	a.invitations = p.takenIn("people", "Name;Organization;E-mail\nAnn Newcomer;Blue Mesa Water Authority;ann@newcomer.example.org\nBo Newcomer;Blue Mesa Water Authority;bo@newcomer.example.org\n") + "/invitations"
	if _, err := p.Database.Super().Exec(p.test.Context(), `insert into widening_limit (readers) values (5)`); err != nil { // the story's councils are small
		p.test.Fatal(err)
	}
	key, err := seal.LoadKey("", p.test.TempDir(), "portal.example.org")
	if err = errors.Join(err, seal.Seal(p.test.Context(), p.Database.Worker(), key), council.CountHealth(p.test.Context(), p.Database.Worker())); err != nil {
		p.test.Fatal(err)
	}
	p.As(story.Lena).Post("/account/email", url.Values{"email": {"l.ortiz@example.org"}})
	if err := p.Database.Owner().QueryRow(p.test.Context(), `select '/account/email/' || token from signin.email_change where email = 'l.ortiz@example.org'`).Scan(&a.email); err != nil {
		p.test.Fatal(err)
	}
	omar := "/admin/people/" + story.Omar.ID.String()
	page = sam.Get(omar)
	sam.Post(omar+"/resets", url.Values{"once": {value(page.Body, "once")}, "because": {"Called back at the number on file."}})
	dana.Post("/councils/wscc/resets", url.Values{"person": {story.Priya.Name}, "because": {"Called back at the number in the directory."}})
	return a
}

// written keeps a draft for the Water SCC and says where it is.
func (p portal) written(v *webtest.Visitor, form url.Values) string {
	page := v.Get("/updates/new?council=wscc").Body
	draft := "/drafts/" + uuid.NewString()
	form = url.Values{"as": {value(page, "as")}, "genre": {"situation_report"}, "then": {"review"}, "title": form["title"], "body": form["body"],
		"label": form["label"], "source": form["source"], "circles": checked(page, "circles")}
	v.Post(draft, form)
	return draft
}

// writtenTwice keeps a draft with which two windows went on, neither knowing of the other, and says where it is.
func (p portal) writtenTwice(v *webtest.Visitor, form url.Values) string {
	draft := p.written(v, form)
	as := value(v.Get("/updates/new?council=wscc").Body, "as")
	for _, body := range []string{"Three pumps stand still.", "Four pumps stand still."} {
		v.Post(draft+"/autosave", url.Values{"as": {as}, "genre": {"situation_report"}, "title": form["title"], "body": {body}, "label": form["label"],
			"version": {"1"}, "window": {uuid.NewString()}})
	}
	return draft
}

// posted releases what was written, and says where it went.
func (p portal) posted(v *webtest.Visitor, form url.Values) string {
	draft := p.written(v, form)
	page := v.Get(draft + "/review").Body
	answer := v.Post("/updates", url.Values{"once": {value(page, "once")}, "draft": {value(page, "draft")}, "version": {value(page, "version")}})
	return answer.Header.Get("Location")
}

// ended is an office that the portal ended, for who keeps the roster to revive.
func (p portal) ended() {
	if _, err := p.Database.Super().Exec(p.test.Context(), `insert into renewal (appointment_id, council_id, organization_id, person_id, reason, ends, answer, answered)
		select id, council_id, organization_id, person_id, 'unused', until, 'ended', until from appointment where id = $1`, story.Nora.Appointment("wscc", "representative")); err != nil {
		p.test.Fatal(err)
	}
}

// grown is a rule that lets a validator read what Dana posted before it.
func (p portal) grown() string {
	if _, err := p.Database.Owner().Exec(p.test.Context(), `insert into appointment (council_id, person_id, office, organization_id, invented)
		select c.id, p.id, 'validator', p.organization_id, true from council c, person p where c.slug = 'wscc' and p.id = $1`, story.Omar.ID); err != nil {
		p.test.Fatal(err)
	}
	proposed := p.As(story.Sam).Post("/admin/rights", url.Values{"kind": {"scc"}, "office": {"validator"}, "right": {"item.read/council"}, "act": {"right"},
		"because": {"Validators are to know what they admit to"}}).Header.Get("Location")
	p.As(story.Kim).Post(proposed+"/decision", url.Values{"decision": {"confirm"}})
	var id string
	if err := p.Database.Owner().QueryRow(p.test.Context(), `select id, app.tell_of_growth(id) from reach_growth`).Scan(&id, nil); err != nil {
		p.test.Fatal(err)
	}
	return "/reach/" + id
}

// takenIn is a file that staff took in, up to its end, and says where it is.
func (p portal) takenIn(kind, file string) string {
	sam := p.As(story.Sam)
	at := sam.Upload("/intakes", url.Values{"kind": {kind}}, "people.csv", []byte(file)).Header.Get("Location")
	for _, step := range []intake.Step{intake.Compare, intake.Apply} {
		if err := intake.Take(p.test.Context(), p.Database.Worker(), uuid.MustParse(strings.TrimPrefix(at, "/intakes/")), step); err != nil {
			p.test.Fatal(err)
		}
		if step == intake.Compare {
			sam.Post(at+"/approve", url.Values{})
		}
	}
	return at
}

// mailStuck are a mail that left and two that did not.
func (p portal) mailStuck() {
	if err := p.Letters.Carry(p.test.Context(), func(context.Context) (*mail.Letter, error) {
		return &mail.Letter{From: "concord@example.org", ToName: "Priya Raman", To: story.Priya.Email(), Subject: "[TLP:AMBER] WSCC: new advisory", ID: "a@b",
			Text: "New advisory in WSCC\n\n" + strings.Repeat("unbreakable", 18), HTML: "<p>New advisory in WSCC</p>"}, nil
	}); err != nil {
		p.test.Fatal(err)
	}
	if _, err := p.Database.Super().Exec(p.test.Context(), `insert into jobs.river_job (kind, queue, args, state, attempt, max_attempts, errors, attempted_at, finalized_at)
		select 'mail', 'mail', jsonb_build_object('kind', 'item', 'person', $1::text, 'council', (select id from council where slug = 'wscc')), s::jobs.river_job_state, 1, 12,
		       array[jsonb_build_object('error', 'the server refused the recipient: 550 5.1.1')], now(), case s when 'cancelled' then now() end
		  from unnest(array['cancelled', 'retryable']) s`, story.Dana.ID); err != nil {
		p.test.Fatal(err)
	}
}
