package intake

import (
	"slices"
	"strconv"
	"strings"

	"example.org/concord/internal/fault"
)

// aliases are what others call a column.
var aliases = map[string]string{
	"organization name": "name", "organisation": "organization", "organization type": "kind", "type": "kind", "acronym": "abbreviation", "abbr": "abbreviation",
	"st": "state", "state code": "state", "state or territory": "state", "parish": "county", "county or parish": "county", "town": "city", "municipality": "city", "city or town": "city",
	"url": "website", "web site": "website", "web address": "website", "sector": "sectors", "sectors": "sector", "street address": "address", "lat": "latitude", "lon": "longitude", "lng": "longitude", "long": "longitude",
	"company": "organization", "employer": "organization", "full name": "name", "facility": "name", "facility name": "name", "person": "name",
	"e-mail": "email", "mail": "email", "email address": "email", "e-mail address": "email",
	"job title": "title", "position": "title", "phone": "telephone", "phone number": "telephone", "telephone number": "telephone", "tel": "telephone", "tel.": "telephone",
	"role": "office", "seat of": "seat", "from": "since", "start": "since", "start date": "since", "term begins": "since", "to": "until", "end": "until", "end date": "until", "last day": "until", "term ends": "until",
	"office phone": "telephone", "office telephone": "telephone", "work phone": "telephone", "business phone": "telephone",
	"id": "number", "no": "number", "no.": "number", "ein": "number", "pwsid": "number", "pws id": "number", "external id": "number", "record id": "number", "record number": "number", "reference": "number",
	"organization id": "number", "facility id": "number", "employee id": "number", "employee number": "number", "person id": "number", "own number": "number",
}

// Reads says what each column of a file is read as, by its name in the first row; "" for those that the portal does not know.
func Reads(kind Kind, names []string) []string { return read(Columns[kind], names) }

func read(columns, names []string) []string {
	reads := make([]string, len(names))
	for _, known := range []func(string) string{func(s string) string { return s }, func(s string) string { return aliases[s] }} {
		for n, name := range names {
			c := known(strings.ReplaceAll(strings.ToLower(name), "_", " "))
			if reads[n] == "" && slices.Contains(columns, c) && !slices.Contains(reads, c) {
				reads[n] = c
			}
		}
	}
	return reads
}

// Unread are the named columns that are read as nothing.
func Unread(names, reads []string) (some []string) {
	for n, name := range names {
		if name != "" && reads[n] == "" {
			some = append(some, name)
		}
	}
	return some
}

// Check says what is wrong with how columns are read, at the form's fields column-0 and so on; two of one name at the file as a whole.
func Check(kind Kind, reads []string) error {
	var wrong fault.Invalid
	for n, c := range reads {
		if c != "" && !slices.Contains(Columns[kind], c) {
			wrong.Add("column-"+strconv.Itoa(n), "Choose one of the list.")
		} else if c != "" && slices.Contains(reads[:n], c) {
			wrong.Add("column-"+strconv.Itoa(n), "Another column is read as "+c+" already.")
		}
	}
	for _, c := range Columns[kind][:needed[kind]] {
		if !slices.Contains(reads, c) {
			wrong.Add("column-0", "Say which column is the "+c+": nothing can be taken in without it.")
		}
	}
	return wrong.Err()
}
