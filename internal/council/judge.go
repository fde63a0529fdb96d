package council

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/concord/internal/day"
	"example.org/concord/internal/folded"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/organization"
)

// What is said of rows by more than one rule.
const (
	governmentStays = "Government bodies do not sit in an industry council."
	nobodyNamed     = "Nobody of that name may be appointed here. Staff add people to the portal; an industry council takes none of government."
)

// judging is a file that is compared row by row: a row knows those above it.
type judging struct {
	Beside
	in       Council
	now      time.Time
	zone     *time.Location
	entries  map[string]int // what a row would do, and the row
	speakers map[SeatID]int // whose representative which row brings
}

// Judge says of each row what is to become of it. What the database alone knows is said when the row is written.
func (b Beside) Judge(of FileOf, in Council, rows []intake.Said, now time.Time, zone *time.Location) []Entry {
	j := judging{Beside: b, in: in, now: now, zone: zone, entries: map[string]int{}, speakers: map[SeatID]int{}}
	all := make([]Entry, len(rows))
	for n, row := range rows {
		e := Entry{Said: row, Verdict: Refused, Because: row.Wrong}
		if e.Because == "" {
			e.Verdict = Fresh
			if of == SeatsFile {
				j.seat(&e)
			} else {
				j.person(&e)
			}
		}
		all[n] = e
	}
	return all
}

func (e *Entry) refuse(because string, args ...any) {
	e.Verdict, e.Because = Refused, fmt.Sprintf(because, args...)
}

// person judges a person in an office.
func (j *judging) person(e *Entry) {
	given := e.Given
	office := j.office(given["office"])
	since, until, wrong := j.term(given)
	bodies := j.bodiesCalled(given["organization"])
	switch {
	case given["name"] == "":
		e.refuse("It has no name.")
	case office == nil:
		e.refuse("This kind of council has no office %q. Write one of: %s.", given["office"], j.officeNames())
	case wrong != "":
		e.refuse("%s", wrong)
	case j.in.IndustryOnly && (j.government(given["organization"]) || j.government(given["seat"])):
		e.refuse(governmentStays)
	case given["organization"] != "" && len(bodies) == 0:
		e.refuse("No organization %q is on record. Write its name as the directory has it.", given["organization"])
	default:
		e.Appointing = Appointing{Office: office.Slug, Since: since, Until: until}
		j.whom(e, bodies)
		if e.Verdict == Fresh && office.NeedsSeat {
			j.onSeat(e, *office)
		} else if e.Verdict == Fresh && given["seat"] != "" {
			e.refuse("%s speaks for no seat here. Leave the cell under seat empty.", office.Name)
		}
		if e.Verdict == Fresh {
			j.twice(e)
		}
	}
}

// whom finds who is meant, by the name and where that is not enough by the organization.
func (j *judging) whom(e *Entry, bodies []organization.ID) {
	named := slices.DeleteFunc(slices.Clone(j.people), func(p namedPerson) bool { return p.Called != e.Given["name"] })
	works := named
	if len(bodies) > 0 {
		works = slices.DeleteFunc(slices.Clone(named), func(p namedPerson) bool { return !slices.Contains(bodies, p.OrganizationID) })
	}
	switch {
	case len(named) == 0:
		e.refuse(nobodyNamed)
	case len(works) == 0:
		e.refuse("On the portal, %s works for %s.", named[0].Name, named[0].Organization)
	case len(works) > 1 && len(bodies) == 0:
		e.refuse("%d people bear that name. Say under organization for whom this one works.", len(works))
	case len(works) > 1:
		e.refuse("%d people of that organization bear that name. Appoint this one by the form.", len(works))
	default:
		e.Appointing.Person, e.Appointing.Organization = works[0].PersonID, works[0].OrganizationID
	}
}

// onSeat finds the seat for which the person speaks: that of the organization under seat, else that of their own.
func (j *judging) onSeat(e *Entry, office Office) {
	holder := cmp.Or(e.Given["seat"], e.Given["organization"])
	seats := j.seatsCalled(holder)
	switch {
	case j.in.RosterBy == "staff":
		e.refuse("%s speaks for a seat. Staff propose offices without one.", office.Name)
		return
	case holder == "":
		e.refuse("%s speaks for a seat. Say under seat for that of which organization.", office.Name)
		return
	case len(seats) == 0:
		e.refuse("%s holds no seat here, and %s speaks for one. Open the seat first.", holder, office.Name)
		return
	case len(seats) > 1:
		e.refuse("%s holds %d seats here. Appoint on the page of the one that is meant.", holder, len(seats))
		return
	}
	seat := seats[0]
	e.Appointing.Seat, e.Appointing.Organization = &seat.ID, seat.OrganizationID
	if e.Appointing.Since != nil && e.Appointing.Since.Before(seat.Since) {
		e.refuse("The seat of %s is there since %s. Write that day under since, or a later one.", seat.Organization, day.Of(seat.Since.In(j.zone)))
		return
	}
	if office.Slug != "representative" || j.holds(e.Appointing) {
		return
	}
	if row := j.speakers[seat.ID]; row != 0 {
		e.refuse("Row %d brings a representative of this seat already.", row)
	} else if seat.Representative != "" {
		e.refuse("%s represents this seat. Replace them on the seat's page, or write alternate.", seat.Representative)
	} else {
		j.speakers[seat.ID] = e.Number
	}
}

// twice says whether the person holds the office, or a row above gives it.
func (j *judging) twice(e *Entry) {
	a := e.Appointing
	key := a.Person.String() + " " + a.Office
	if a.Seat != nil {
		key += " " + a.Seat.String()
	}
	if j.holds(a) {
		e.Verdict, e.Because = Already, "Holds this office."
	} else if row := j.entries[key]; row != 0 {
		e.refuse("Row %d says the same.", row)
	} else {
		j.entries[key] = e.Number
		if j.in.RosterBy == "staff" {
			e.Because = "Begins when a second member of staff confirms it."
		}
	}
}

func (j *judging) holds(a Appointing) bool {
	return slices.ContainsFunc(j.serving, func(s Serving) bool {
		return s.PersonID == a.Person && s.Office == a.Office && (s.SeatID == nil) == (a.Seat == nil) && (a.Seat == nil || *s.SeatID == *a.Seat)
	})
}

// seat judges an organization that is to hold a seat.
func (j *judging) seat(e *Entry) {
	called := e.Given["organization"]
	since, until, wrong := j.term(e.Given)
	class, known := seatClasses[folded.Text(e.Given["class"])]
	bodies := j.bodiesCalled(called)
	switch {
	case called == "":
		e.refuse("It names no organization.")
	case !known:
		e.refuse("There is no class %q. Write voting, non-voting or observer.", e.Given["class"])
	case wrong != "":
		e.refuse("%s", wrong)
	case len(j.seatsCalled(called)) > 0:
		e.Verdict, e.Because = Already, "Holds a seat here."
	case len(bodies) == 0:
		e.refuse("No organization of that name is on record. Staff add organizations to the directory.")
	case len(bodies) > 1:
		e.refuse("%d organizations bear that name. Open this seat by the form.", len(bodies))
	case j.in.IndustryOnly && j.government(called):
		e.refuse(governmentStays)
	default:
		if row := j.entries[bodies[0].String()]; row != 0 {
			e.refuse("Row %d says the same.", row)
			return
		}
		j.entries[bodies[0].String()] = e.Number
		e.Opening = Opening{Organization: bodies[0], Class: class, AppointedBy: e.Given["appointed by"], Since: since, Until: until}
	}
}

// seatClasses by what a file calls them; a seat of which nothing is said votes.
var seatClasses = map[string]string{"": "voting", "voting": "voting", "non voting": "non-voting", "nonvoting": "non-voting", "observer": "observer"}

// term reads from when to when. What begins today begins now.
func (j *judging) term(given map[string]string) (since, until *time.Time, wrong string) {
	today := day.Of(j.now.In(j.zone))
	if given["since"] != "" {
		first, err := day.Written(given["since"])
		if err != nil || today.Before(first) {
			return nil, nil, "Since: write the first day, today or an earlier one, like 2026-12-31."
		}
		if first != today {
			at := first.Start(j.zone)
			since = &at
		}
	}
	if given["until"] != "" {
		last, err := day.Written(given["until"])
		if err != nil || last.Before(today) {
			return nil, nil, "Until: write the last day, today or a later one, like 2026-12-31."
		}
		at := last.Until(j.zone)
		until = &at
	}
	return since, until, ""
}

func (j *judging) office(called string) *Office {
	if n := slices.IndexFunc(j.offices, func(o Office) bool {
		return folded.Text(o.Name) == folded.Text(called) || folded.Text(o.Slug) == folded.Text(called)
	}); n >= 0 {
		return &j.offices[n]
	}
	return nil
}

func (j *judging) officeNames() string {
	var names []string
	for _, o := range j.offices {
		names = append(names, o.Name)
	}
	return strings.Join(names, ", ")
}

func (j *judging) bodiesCalled(called string) (ids []organization.ID) {
	for _, b := range j.bodies {
		if b.Called == called {
			ids = append(ids, b.ID)
		}
	}
	for _, s := range j.seatsCalled(called) { // which bear that abbreviation
		if !slices.Contains(ids, s.OrganizationID) {
			ids = append(ids, s.OrganizationID)
		}
	}
	return ids
}

// government says that whatever is called so is a government body.
func (j *judging) government(called string) bool {
	some := false
	for _, b := range j.bodies {
		if b.Called == called && !b.Government {
			return false
		}
		some = some || b.Called == called
	}
	return some
}

func (j *judging) seatsCalled(called string) (some []namedSeat) {
	for _, s := range j.seats {
		if s.Called == called {
			some = append(some, s)
		}
	}
	return some
}

// Words tell the row for a message: what it is about, and its number.
func (e Entry) Words() string {
	return cmp.Or(e.Given["name"], e.Given["organization"]) + ", row " + strconv.Itoa(e.Number)
}
