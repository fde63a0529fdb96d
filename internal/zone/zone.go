// Package zone is the time zone in which a person reads hours. Days (of terms, seats, agreements) are the portal's own and the same for everybody.
package zone

import (
	"time"
	_ "time/tzdata" // a small container has no zones of its own

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Zone is one that people may choose.
type Zone struct {
	Name  string // of the IANA database
	Words string
	there *time.Location
}

// Offered are the zones of the states and territories from east to west, and those of partners abroad.
var Offered = []Zone{
	{Name: "America/New_York", Words: "Eastern (New York)"},
	{Name: "America/Chicago", Words: "Central (Chicago)"},
	{Name: "America/Denver", Words: "Mountain (Denver)"},
	{Name: "America/Phoenix", Words: "Mountain without daylight saving (Phoenix)"},
	{Name: "America/Los_Angeles", Words: "Pacific (Los Angeles)"},
	{Name: "America/Anchorage", Words: "Alaska (Anchorage)"},
	{Name: "Pacific/Honolulu", Words: "Hawaii (Honolulu)"},
	{Name: "America/Puerto_Rico", Words: "Atlantic (Puerto Rico, Virgin Islands)"},
	{Name: "Pacific/Guam", Words: "Chamorro (Guam, Northern Marianas)"},
	{Name: "Pacific/Pago_Pago", Words: "Samoa (Pago Pago)"},
	{Name: "America/Halifax", Words: "Atlantic (Halifax)"},
	{Name: "America/Mexico_City", Words: "Mexico City"},
	{Name: "Europe/London", Words: "London"},
	{Name: "Europe/Berlin", Words: "Berlin, Paris, Rome"},
	{Name: "Asia/Tokyo", Words: "Tokyo"},
	{Name: "Australia/Sydney", Words: "Sydney"},
	{Name: "UTC", Words: "UTC"},
}

func init() {
	for i := range Offered {
		there, err := time.LoadLocation(Offered[i].Name)
		if err != nil {
			panic(err) // the zones come with the program
		}
		Offered[i].there = there
	}
}

// Of is the offered zone of that name, and portal, which is the portal's own, for every other name and for none.
func Of(name string, portal *time.Location) *time.Location {
	for _, z := range Offered {
		if z.Name == name {
			return z.there
		}
	}
	return portal
}

// Chosen is the name of the asker's zone, "" for the portal's.
func Chosen(dst *string) db.Query {
	return db.One("zone", `select coalesce((select z.zone from person_zone z where z.person_id = any (array(select person_id from app.who))), '')`, dst)
}

// Choose takes another one, and the portal's for "". What is not offered is a fault.Invalid of the field "zone".
func Choose(name string) (db.Query, error) {
	if name == "" {
		return db.Also("zone of the portal", `delete from person_zone where person_id = any (array(select person_id from app.who))`), nil
	}
	if Of(name, nil) == nil {
		return db.Query{}, fault.Invalid{{Name: "zone", Message: "Time zone: choose one of the list."}}
	}
	return db.Change("choose zone", `insert into person_zone (person_id, zone) select w.person_id, $1 from app.who w
		on conflict (person_id) do update set zone = excluded.zone`, name), nil
}
