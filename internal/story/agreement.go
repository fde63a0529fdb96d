package story

import (
	"time"

	"github.com/google/uuid"
)

// Agreement names those of the story by their keys below.
func Agreement(key string) uuid.UUID { return id("agreement", key) }

// What organizations agreed; days is how long ago it began, ends in how many days its last one is, 0 for never.
var agreements = []struct {
	key, organization, with, kind, covers, shownTo string
	by                                             Person
	days, ends                                     int
}{
	{"pumps", "blue-mesa-water-authority", "Copper Creek Water District", "mutual_aid", "Crews, pumps and chlorine within a day when a main or a plant fails.", "members", Omar, 800, 660},
	{"dispatch", "blue-mesa-water-authority", "Mesa County dispatch center", "understanding", "Who calls whom when water is short for fighting a fire.", "advisors", Omar, 420, 0},
	{"old-line", "blue-mesa-water-authority", "Copper Creek Water District", "mutual_aid", "Crews within three days.", "advisors", Omar, 2500, -801},
	{"silence", "saltmarsh-bay-utilities", "Tidewater Utilities Cooperative", "nondisclosure", "What each learns of the other's control systems in joint exercises.", "parties", Named("Marcus Feld"), 300, 430},
}

func agreed(now time.Time) (all []row) {
	day := func(days int) string { return now.AddDate(0, 0, days).Format(time.DateOnly) }
	for _, a := range agreements {
		one := row{"id": Agreement(a.key), "organization": id("organization", a.organization), "with": a.with, "kind": a.kind, "covers": a.covers, "shown_to": a.shownTo, "by": a.by.ID, "since": day(-a.days)}
		if a.ends != 0 {
			one["until"] = day(a.ends)
		}
		all = append(all, one)
	}
	return all
}

const tellAgreements = `insert into agreement (id, organization_id, with_whom, kind, covers, shown_to, recorded_by, since, until)
select x.id, x.organization, x."with", x.kind, x.covers, x.shown_to, x.by, x.since, x.until
  from jsonb_to_recordset($1) as x (id uuid, organization uuid, "with" text, kind text, covers text, shown_to text, by uuid, since date, until date)`
