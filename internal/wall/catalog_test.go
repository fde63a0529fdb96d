package wall

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/dbtest"
)

// lines asks the catalog, as superuser, for one text a row.
func lines(t *testing.T, d *dbtest.Database, sql string, args ...any) []string {
	t.Helper()
	rows, err := d.Super().Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		all = append(all, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// none fails for each row that the question finds.
func none(t *testing.T, d *dbtest.Database, wrong, sql string, args ...any) {
	t.Helper()
	for _, line := range lines(t, d, sql, args...) {
		t.Errorf("%s: %s", line, wrong)
	}
}

// ours are the relations and functions of the product: not the system's, not an extension's. Where migrations keep their own
// books nobody but the owner may look, which is tested by itself.
const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'migration')`

// walled are those of them behind row security: all but the queue's, which only the worker enters.
const walled = ours + ` and n.nspname <> 'jobs'`

func TestEveryTableHasForcedRowSecurityAndAnOwnerThatCannotLogIn(t *testing.T) {
	d := dbtest.Empty(t)
	none(t, d, "row security is not enabled and forced", `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and `+walled+` and not (c.relrowsecurity and c.relforcerowsecurity)`)
	none(t, d, "belongs to somebody else", `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p', 'S') and `+ours+` and pg_get_userbyid(c.relowner) <> 'concord_owner'`)
	none(t, d, "may log in, or is more than it should be", `select rolname from pg_roles where rolname in ('concord_owner', 'concord_definer', 'concord_migrate', 'concord_app',
		'concord_worker', 'concord_signin') and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication or rolcanlogin and rolname in ('concord_owner', 'concord_definer'))`)
	none(t, d, "may enter the queue", `select c.oid::regclass || ' ' || g.grantee::regrole || ' ' || g.privilege_type from pg_class c join pg_namespace n on n.oid = c.relnamespace,
		lateral (select grantee, privilege_type from aclexplode(c.relacl) union all select grantee, privilege_type from pg_attribute a, aclexplode(a.attacl) where a.attrelid = c.oid) g
		where n.nspname = 'jobs' and g.grantee not in (c.relowner, 'concord_worker'::regrole) and (c.relname, g.grantee) <> ('river_job', 'concord_definer'::regrole)`)
	none(t, d, "a materialized view or a foreign table has no row security", `select c.oid::regclass::text from pg_class c
		join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('m', 'f') and `+ours)
}

// unaudited are the tables whose changes leave no row of audit, and why that is right.
var unaudited = map[string]string{
	"audit":                   "is the record",
	"unsealed":                "which rows of the record wait for their leaf",
	"seal_leaf":               "the log of the record",
	"seal_hash":               "the log of the record",
	"seal_head":               "the log of the record",
	"council_health":          "figures, counted anew by the worker",
	"circle":                  "made by triggers from councils and appointments, which are audited",
	"held":                    "folded by triggers from what is audited",
	"outbox":                  "passes through",
	"term_warning":            "which mails of a term's end were sent; the term is audited",
	"county":                  "kept by the import",
	"directory_entry":         "folded by triggers from appointments, which are audited",
	"saved_search":            "one's own, seen by nobody else",
	"reveal_refusal":          "counters; who is stopped by them, and the alarm, is audited",
	"profile_confirmation":    "says itself who and when, and changes nothing",
	"intake_row":              "a row of a file, which is audited; it keeps what it changed",
	"intake_progress":         "how far a step is",
	"intake_room":             "a counter of rows that wait",
	"record_number":           "written with what a file adds or changes, which is audited",
	"chore_trouble":           "what the portal cannot do by itself now; noted and cleared by the worker",
	"lookalike":               "found by the worker, again each day; what is made of it is audited",
	"lookalike_search":        "when everything was looked through",
	"trouble":                 "what the worker notes of its own work; who tries it again or drops it stands in the row",
	"incident_county":         "part of an incident, which is audited",
	"incident_sector":         "part of an incident, which is audited",
	"incident_office":         "made by triggers from an incident and its counties",
	"engagement_version":      "written by a trigger from what an engagement said before, which is audited",
	"speaker":                 "folded by triggers from appointments and absences, which are audited",
	"idempotency":             "the key of a form whose change is audited",
	"imported":                "what the last import said, kept by the import",
	"item_sector":             "part of an item, which is audited",
	"item_state":              "part of an item, which is audited",
	"text_left":               "to whom a mail left; the withdrawal that it is kept for is audited",
	"search_part":             "derived from versions, which are audited",
	"watermark":               "one's own marks of what was read",
	"office_notice":           "written by a trigger from appointments, which are audited",
	"opened":                  "one's own marks of what was read",
	"file_room":               "a counter; how much there is in all is the operator's to set",
	"file_share":              "which files of one's own take room; the files are audited",
	"circle_way":              "derived by triggers from rules, kinds, nestings and hand-overs, which are audited",
	"reach_growth":            "follows from a change of structure, which is audited",
	"reach_notice":            "who is told of a growth",
	"reach_held":              "follows from answers, which are audited",
	"territory_notice":        "who is told of an end of a territory, which is audited",
	"thread_follow":           "one's own choice of what to hear of, seen by nobody else",
	"draft":                   "one's own, seen by nobody else",
	"draft_file":              "one's own, seen by nobody else",
	"renewal":                 "what the portal asks by itself is no act; each answer is audited by a trigger of its own, each end with the appointment",
	"taken_away":              "what a change of structure took, whose row is audited",
	"signin.session":          "signing in and out is audited by a trigger of its own; the last use is not",
	"signin.attempt":          "counters",
	"signin.ceremony":         "what an answer from outside is checked against, for minutes",
	"signin.email_change":     "a wish; the account, which changes with it, is audited",
	"signin.logout":           "tokens that count no more, for minutes",
	"signin.device":           "a mark in one's own browser",
	"signin.recovery_code":    "part of the account, whose changes are audited",
	"signin.ended":            "whose a sign-in was that is over, for a week; its end is audited",
	"signin.letter":           "a token on its way out; its invitation is audited",
	"person_zone":             "in which zone one reads hours oneself",
	"jobs.river_job":          "what is to be done, not what was decided; sending again by hand is audited",
	"jobs.river_leader":       "which process keeps the queue in order",
	"jobs.river_queue":        "which queues there are",
	"jobs.river_notification": "unused with LISTEN",
	"jobs.river_migration":    "which release of the queue's tables these are",
}

func TestEveryTableIsAuditedOrSaysWhyNot(t *testing.T) {
	d := dbtest.Empty(t)
	bare := lines(t, d, `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and `+ours+` and not exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgfoid = 'app.audit'::regproc
		  and g.tgenabled = 'O' and g.tgtype & 1 = 1 and g.tgtype & 4 > 0 and g.tgtype & 8 > 0 and g.tgtype & 16 > 0) order by 1`)
	for _, table := range bare {
		if unaudited[table] == "" {
			t.Errorf("%s: changes leave no trace, and nothing says why", table)
		}
	}
	for _, table := range slices.Sorted(maps.Keys(unaudited)) {
		if !slices.Contains(bare, table) {
			t.Errorf("%s: is audited or gone; strike it from the list", table)
		}
	}
}

func TestNothingIsGrantedToEverybody(t *testing.T) {
	d := dbtest.Empty(t)
	none(t, d, "granted to PUBLIC", `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
		where g.grantee = 0 and `+ours)
	none(t, d, "granted to PUBLIC", `select distinct a.attrelid::regclass || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
		join pg_namespace n on n.oid = c.relnamespace, aclexplode(a.attacl) g where g.grantee = 0 and `+ours)
	// What these say depends on what they are given alone; a trigger function cannot be called.
	none(t, d, "may be executed by PUBLIC", `select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where `+ours+` and p.prorettype <> 'trigger'::regtype and p.oid::regprocedure::text not in ('app.now()', 'app.width(text)', 'app.circle_width(text)', 'app.line(text)', 'app.folded(text)', 'app.words(text)', 'app.asked(text,boolean)')
		  and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
		  and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee = 0)`)
	none(t, d, "may be created in, or entered, by PUBLIC", `select n.nspname || ' ' || g.privilege_type from pg_namespace n, aclexplode(n.nspacl) g
		where g.grantee = 0 and n.nspname in ('public', 'app', 'signin', 'migration') and (n.nspname, g.privilege_type) <> ('public', 'USAGE')`)
	none(t, d, "is open to others than the owner", `select n.nspname from pg_namespace n, aclexplode(n.nspacl) g
		where n.nspname = 'migration' and g.grantee <> n.nspowner`)
	none(t, d, "granted to PUBLIC on the database", `select g.privilege_type from pg_database b, aclexplode(coalesce(b.datacl, acldefault('d', b.datdba))) g
		where b.datname = current_database() and g.grantee = 0`)
}

func TestLoginsOwnNothingAndCreateNothing(t *testing.T) {
	d := dbtest.Empty(t)
	const logins = `('concord_app', 'concord_worker', 'concord_signin')`
	none(t, d, "is owned by a login", `select deptype::text || ' ' || classid::regclass || ' ' || objid from pg_shdepend
		where deptype = 'o' and refobjid in (select oid from pg_roles where rolname in `+logins+`)`)
	none(t, d, "is a member of another role", `select member::regrole || ' of ' || roleid::regrole from pg_auth_members where member::regrole::text in `+logins)
	none(t, d, "may create in a schema", `select r.rolname || ' in ' || n.nspname from pg_roles r cross join pg_namespace n
		where r.rolname in `+logins+` and n.nspname !~ '^pg_' and has_schema_privilege(r.rolname, n.oid, 'create')`)
	none(t, d, "may create in the database, or temporary tables", `select r.rolname from pg_roles r where r.rolname in `+logins+`
		and (has_database_privilege(r.rolname, current_database(), 'create') or has_database_privilege(r.rolname, current_database(), 'temporary'))`)
	none(t, d, "may truncate, reference, trigger or grant on", `select g.grantee::regrole || ': ' || c.oid::regclass || ' ' || g.privilege_type
		from pg_class c, aclexplode(c.relacl) g where g.grantee::regrole::text in `+logins+`
		and (g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE') or g.is_grantable)`)
}

// definers are the functions that do with their owner's rights what their caller may not, and the roles that may call them.
// A new one wants a review: it is a door in the wall.
var definers = map[string]string{
	"app.reach_of(uuid[])": "concord_app concord_worker", "app.seen_by(uuid)": "concord_app concord_worker", "app.reader_names(uuid)": "concord_app", "app.address_sizes()": "concord_app", "app.answerable(uuid,boolean)": "concord_app concord_worker",
	"app.told_of_office(uuid)": "concord_worker", "app.whom_to_ask(uuid,uuid)": "", "app.office_letter(uuid)": "concord_worker", "app.ended_offices()": "concord_app", "app.asked_letter(uuid)": "concord_worker",
	"app.reached(uuid,uuid[])": "concord_owner", "app.answer_box(uuid,uuid,uuid[])": "concord_app concord_worker",
	"app.speaks_still(uuid)": "concord_app", "app.publishes(uuid,integer)": "concord_app", "app.asker_in(uuid)": "", "app.unnamed(text[])": "concord_worker", "app.size_of(uuid)": "", "app.refold(uuid[])": "", "app.lists(uuid[])": "", "app.nest(uuid,uuid)": "", "app.appointable(uuid,uuid,text)": "concord_app",
	"app.invite(uuid,uuid,text,bytea)": "concord_app", "app.cancel_invitation(uuid)": "concord_app", "app.ask_factor_reset(uuid,uuid,boolean,text)": "concord_app",
	"app.withdraw_factor_reset(uuid,text)": "concord_app", "app.ask_council_reset(uuid,uuid,uuid,text)": "concord_app", "app.resettable(uuid,text)": "concord_app",
	"app.vouches(uuid,uuid)": "concord_signin", "app.chairs(uuid,uuid)": "", "app.approve_factor_reset(uuid,uuid,bytea)": "concord_app",
	"app.mail_link(uuid,text)": "concord_app", "app.mail_again(bigint)": "concord_app", "app.mail_to(uuid,uuid,integer)": "concord_worker",
	"app.still(uuid,uuid,text)": "concord_owner", "app.admits(uuid)": "concord_app concord_owner", "app.join_trouble(uuid)": "concord_app concord_signin", "app.enter_council(uuid,uuid,timestamp with time zone)": "",
	"app.ask_to_join(uuid,uuid,text,text,text,text,text,text,text,text,text)": "concord_app", "app.invite_applicant(uuid,uuid,bytea,text)": "concord_app",
	"app.accept_admission(uuid,timestamp with time zone)": "concord_app", "app.join_council(bytea,uuid,timestamp with time zone)": "concord_signin",
	"app.join_letter(uuid)": "concord_worker", "app.refusal_letter(uuid)": "concord_worker", "app.validators_awaited()": "concord_worker", "app.expire_admissions()": "concord_worker",
	"app.exported(text,uuid)": "concord_app", "app.count_health()": "concord_worker",
	"app.letter(uuid)": "concord_worker", "app.mail_reset(uuid,text)": "concord_app", "app.email_letter(uuid)": "concord_worker", "app.email_letter_left(uuid)": "concord_worker", "app.email_left_behind(uuid)": "concord_worker", "app.letter_left(uuid)": "concord_worker",
	"app.enter_communities(uuid[])": "", "app.kind_change(text)": "", "app.kind_effect(text)": "concord_app",
	"app.right_change(text,text,text,text)": "", "app.widest(text,text,text,text)": "", "app.is_alarm(integer)": "", "app.address_fits(uuid,text)": "", "app.address_changes(uuid,uuid,text)": "", "app.right_effect(text,text,text,text)": "concord_app",
	"app.told_of_widening(uuid)": "concord_worker", "app.widening_letter(uuid,uuid)": "concord_worker",
	"app.refused(text,text)": "concord_app", "app.took_roster(uuid,integer)": "concord_app", "app.took_records(text,integer,text)": "concord_app",
	"app.successors(uuid)": "concord_app",
	"app.warn_of_terms()":  "concord_worker", "app.keepers(uuid)": "", "app.warned_of(uuid)": "concord_worker", "app.term_letter(uuid)": "concord_worker", "app.told_of_succession(uuid)": "concord_worker",
	"app.bound_until(uuid)": "", "app.confirmers(uuid,uuid)": "", "app.answer_renewals(uuid[],boolean,text)": "concord_app", "app.keep_profile(uuid,text,text,text,text[])": "concord_app", "app.ask_renewals(integer)": "concord_worker",
	"app.remind_of_renewals(integer)": "concord_worker", "app.warn_unused(integer)": "concord_worker", "app.end_unrenewed(integer)": "concord_worker", "app.count_renewals()": "concord_worker",
	"app.office_of(text)": "", "app.reveal(uuid[],text,text)": "concord_app", "app.reveal_refused(uuid,text)": "", "app.pace_since(uuid)": "", "app.told_of_harvest(uuid)": "concord_worker", "app.harvest_letter(uuid,uuid)": "concord_worker",
	"app.named(uuid)": "", "app.readers_of(uuid)": "concord_app", "app.seers_of(uuid)": "concord_app", "app.told_of_break_glass(uuid)": "concord_worker",
	"app.compare_with_itself(uuid)": "concord_worker", "app.compare_targets(uuid)": "concord_worker", "app.compare_organizations(uuid,integer,integer)": "", "app.intake_rows(text,uuid,integer,integer)": "concord_worker",
	"app.intake_cells(uuid,integer,integer)": "concord_worker", "app.intake_given(uuid,jsonb)": "concord_worker",
	"app.try_again(bigint)": "concord_app", "app.drop_work(bigint)": "concord_app",
	"app.compare_facilities(uuid,integer,integer)": "", "app.compare_people(uuid,integer,integer)": "", "app.intake_allowed(uuid)": "",
	"app.apply_intake(uuid,integer,integer)": "", "app.undo_intake(uuid,integer,integer)": "", "app.find_lookalikes()": "concord_worker", "app.look_for_lookalikes()": "concord_worker",
	"app.side_by_side(text,uuid,uuid)": "concord_app", "app.merge(uuid,text,uuid,uuid,text[],text)": "concord_app", "app.unmerge(uuid)": "concord_app", "app.changed_since(text,uuid,timestamp with time zone)": "",
	"app.intake_progress(uuid,integer)": "concord_worker", "app.intake_done(uuid)": "concord_worker",
	"app.told_of_inspection(uuid)": "concord_worker", "app.inspection_letter(uuid)": "concord_worker", "app.told_of_hand_over(uuid)": "concord_worker", "app.hand_over_letter(uuid,uuid)": "concord_worker",
	"app.told_of_incident(uuid)": "concord_worker", "app.incident_letter(uuid,uuid)": "concord_worker", "app.told_of_reopening(uuid)": "concord_worker", "app.reopening_letter(uuid,uuid)": "concord_worker", "app.told_of_territory_end(uuid)": "concord_worker", "app.territory_end_letter(uuid,uuid)": "concord_worker", "app.told_of_glass_asked(uuid)": "concord_worker",
	"app.plead(uuid,text,text,text)": "concord_app", "app.told_of_plea(uuid)": "concord_worker", "app.plea_letter(uuid,uuid)": "concord_worker",
	"app.give_back_room()": "concord_worker", "app.take_room(text[],bigint[])": "concord_app", "app.is_anothers_draft(uuid)": "concord_app", "app.search_anew(integer)": "concord_worker",
	"app.text_leaves(uuid,uuid)": "concord_worker", "app.text_stayed(uuid,uuid)": "concord_worker", "app.text_left_to(uuid)": "concord_app",
	"app.grown_for(uuid,uuid)": "", "app.tell_of_growth(uuid)": "concord_worker", "app.told_of_growth(uuid)": "concord_worker", "app.pass_growth_on(uuid)": "concord_worker", "app.growths_left()": "concord_worker", "app.growth_letter(uuid,uuid)": "concord_worker",
	"app.growth_seen(uuid)": "concord_app", "app.growth_ways(uuid)": "concord_app", "app.growth_items(uuid)": "concord_app", "app.answer_growth(uuid,uuid[],boolean)": "concord_app",
	"app.held_from(uuid[],uuid)": "concord_definer", "app.kept_from(uuid)": "concord_definer", "app.held_back()": "concord_app concord_definer concord_worker", "app.note_ways(uuid[],text)": "", "app.begin_growth(text)": "",
	"app.told_of_withdrawal(uuid)": "concord_worker", "app.withdrawal_letter(uuid,uuid)": "concord_worker",
	"app.covers(text,text)": "", "app.told_of_request(uuid)": "concord_worker", "app.told_of_given(uuid)": "concord_worker", "app.given_letter(uuid,uuid)": "concord_worker", "app.told_of_answer(uuid)": "concord_worker", "app.told_of_agreement(uuid)": "concord_worker",
	"app.officers(uuid)": "", "app.community_of(text)": "", "app.hand_over_fits(uuid,uuid,text,uuid)": "", "app.invitation_fits(uuid,text)": "concord_definer", "app.serves(uuid)": "concord_definer",
	"app.proposals_fall_due()": "concord_worker", "app.told_of_question(uuid)": "concord_worker", "app.question_letter(uuid,uuid)": "concord_worker", "app.refold_structure(uuid[])": "", "app.readings(uuid[])": "", "app.faces_its_own(uuid,uuid)": "", "app.answer_question(uuid,boolean,text)": "concord_app",
}

func TestDefinersAreOnTheListAndKeepTheirPath(t *testing.T) {
	d := dbtest.Empty(t)
	found := map[string]string{}
	for _, line := range lines(t, d, `select p.oid::regprocedure || '|' || coalesce((select string_agg(g.grantee::regrole::text, ' ' order by g.grantee::regrole::text)
		  from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee not in (0, p.proowner)), '')
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and p.prorettype <> 'trigger'::regtype and `+ours) {
		name, callers, _ := strings.Cut(line, "|")
		found[name] = callers
	}
	if !maps.Equal(found, definers) {
		for _, name := range slices.Sorted(maps.Keys(found)) {
			if callers, listed := definers[name]; !listed || callers != found[name] {
				t.Errorf("%s, called by %q, is not on the list so", name, found[name])
			}
		}
		for _, name := range slices.Sorted(maps.Keys(definers)) {
			if _, there := found[name]; !there {
				t.Errorf("%s is on the list and not there", name)
			}
		}
	}
	none(t, d, "its caller could put other tables into its path", `select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where p.prosecdef and `+ours+` and not coalesce(p.proconfig::text ~ 'search_path=[^"]*pg_temp["}]', false)`)
}

// resolvers are the views that read with the definer's rights. All others read with their caller's.
var resolvers = []string{"app.acquaintance", "app.administering", "app.advisor", "app.appointee", "app.asked_of_me", "app.asked_seat", "app.breaking",
	"app.case_waiting", "app.contact_seen", "app.council_record", "app.council_reset", "app.enrollment", "app.entrusting", "app.factor_reset_waiting",
	"app.glass_ruled", "app.glass_seen", "app.handing", "app.holding", "app.incident_place", "app.incident_reach", "app.joining", "app.known", "app.mail_day",
	"app.mail_trouble", "app.my_account", "app.my_admission", "app.my_admission_state", "app.my_admission_step", "app.my_contact", "app.my_factor",
	"app.my_identity", "app.my_office", "app.my_openings", "app.my_plea", "app.my_reason", "app.my_renewal", "app.my_right", "app.my_sign_in", "app.nominating",
	"app.officering", "app.own_record", "app.question", "app.question_waiting", "app.reveal_seen", "app.reviewing", "app.roster_edited", "app.roster_seen", "app.rules_standing", "app.sealed", "app.sealed_hash",
	"app.sealed_head", "app.serving", "app.speaking", "app.speaking_for", "app.sponsoring", "app.stop_reviewed", "app.stop_seen", "app.structure_record", "app.trouble_seen", "app.validating", "app.who"}

func TestViewsReadAsTheirCallerUnlessListed(t *testing.T) {
	d := dbtest.Empty(t)
	readable := `exists (select from aclexplode(c.relacl) g where g.grantee not in (c.relowner, 'concord_owner'::regrole))`
	got := lines(t, d, `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'v' and `+ours+` and `+readable+` and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on)', false) order by 1`)
	if !slices.Equal(got, resolvers) {
		t.Errorf("views that read with other rights than their caller's:\n%q, listed are\n%q", got, resolvers)
	}
	none(t, d, "is no view of the narrow definer's", `select c.oid::regclass::text from pg_class c where c.oid::regclass::text = any ($1)
		and pg_get_userbyid(c.relowner) <> 'concord_definer'`, resolvers)
}

func TestPoliciesHaveTheOneForm(t *testing.T) {
	d := dbtest.Empty(t)
	policies := lines(t, d, `select p.polrelid::regclass || ' ' || p.polname || ' ' || p.polcmd::text || '|' || regexp_replace(coalesce(pg_get_expr(p.polqual, p.polrelid), '')
		|| '|' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''), '\s+', ' ', 'g')
		from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where `+ours)
	if len(policies) < 100 {
		t.Fatalf("only %d policies: is this the right database?", len(policies))
	}
	hashed := regexp.MustCompile(`(?i)\bIN \( SELECT|\bEXISTS ?\(`)
	for _, line := range policies {
		parts := strings.SplitN(line, "|", 3)
		name, using := parts[0], parts[1]
		if hashed.MatchString(parts[1] + " " + parts[2]) {
			t.Errorf("%s: a sub-select in this form may be hashed over the whole table: %s", name, using+parts[2])
		}
		if (strings.HasSuffix(name, " r") || strings.HasSuffix(name, " *")) && orAtTop(using) {
			t.Errorf("%s: an OR loses the index; make it a row of held or a union in the resolver: %s", name, using)
		}
	}
	none(t, d, "several permissive policies are an OR", `select p.polrelid::regclass || ' for ' || r.rolname || ' ' || c.cmd
		from pg_policy p cross join (values ('r'), ('a'), ('w'), ('d')) c (cmd) join pg_roles r on r.oid = any (p.polroles)
		where p.polpermissive and p.polcmd::text in (c.cmd, '*') group by p.polrelid, r.rolname, c.cmd having count(*) > 1`)
	none(t, d, "is for everybody instead of a role", `select polrelid::regclass || ' ' || polname from pg_policy where 0 = any (polroles)`)
	none(t, d, "is granted, and no policy says which rows", `select c.oid::regclass || ' ' || g.privilege_type || ' to ' || g.grantee::regrole
		from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
		where c.relkind = 'r' and `+walled+` and g.grantee <> c.relowner and not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive
		  and g.grantee = any (p.polroles) and p.polcmd in ('*', case g.privilege_type when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end::"char"))`)
	none(t, d, "can be written outside of a Write, and is no record of reads", `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and `+walled+` and c.oid::regclass::text not in ('read_record', 'opened', 'break_glass_read')
		  and (select count(*) from pg_policy p where p.polrelid = c.oid and not p.polpermissive and pg_get_expr(coalesce(p.polwithcheck, p.polqual), c.oid) ~ 'app.mode') <> 3`)
}

// orAtTop finds an OR that is not inside a sub-select, in the text that PostgreSQL writes.
func orAtTop(expression string) bool {
	depth, selects := 0, []int{}
	for i := 0; i < len(expression); i++ {
		switch rest := expression[i:]; {
		case expression[i] == '(':
			depth++
			if strings.HasPrefix(rest, "( SELECT") {
				selects = append(selects, depth)
			}
		case expression[i] == ')':
			if len(selects) > 0 && selects[len(selects)-1] == depth {
				selects = selects[:len(selects)-1]
			}
			depth--
		case strings.HasPrefix(rest, " OR ") && len(selects) == 0:
			return true
		}
	}
	return false
}

func TestOrIsFoundAtTheTopAlone(t *testing.T) {
	for expression, want := range map[string]bool{
		"((a = 1) OR (b = 2))": true, "((a = 1) AND ((b = 2) OR (c = 3)))": true,
		"(a = ANY (ARRAY( SELECT x FROM y WHERE ((p = 1) OR (q = 2)))))": false, "(a = 1)": false,
		"( SELECT true FROM t WHERE (x OR y))": false,
	} {
		if orAtTop(expression) != want {
			t.Errorf("%s: %v", expression, !want)
		}
	}
}

func TestForeignKeysOfRowsThatBelongToACouncilCarryIt(t *testing.T) {
	d := dbtest.Empty(t)
	for _, key := range []string{
		"appointment (seat_id, council_id, organization_id) REFERENCES seat(id, council_id, organization_id)",
		"item (appointment_id, author_id, source_council_id) REFERENCES appointment(id, person_id, council_id)",
		"item (root_id, root_label) REFERENCES item(id, label)",
		"audience (circle_id, circle_kind, council_id) REFERENCES circle(id, kind, council_id)",
		"audience (root_id, through_id) REFERENCES audience(item_id, circle_id)",
		"audience (circle_id, through_id) REFERENCES nesting(inner_id, outer_id)",
		"person (organization_id, invented) REFERENCES organization(id, invented)",
		"appointment (person_id, invented) REFERENCES person(id, invented)",
	} {
		table, rest, _ := strings.Cut(key, " ")
		if got := lines(t, d, `select conname from pg_constraint where contype = 'f' and conrelid = $1::text::regclass
			and position('FOREIGN KEY ' || $2 in pg_get_constraintdef(oid)) = 1`, table, rest); len(got) != 1 {
			t.Errorf("%s is not there: a plain reference could link to hidden rows", key)
		}
	}
}
