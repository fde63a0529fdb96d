package region

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// BodyKinds are who stands for a state beside the councils, with the words of pages.
var BodyKinds = []struct{ Slug, Name string }{
	{"adviser", "State homeland security adviser"}, {"fusion", "Fusion center"}, {"operations", "Emergency operations center"},
}

// Body is one of them.
type Body struct {
	ID         uuid.UUID
	State      string
	StateName  string
	Kind       string
	Name       string // of the office or the center
	Person     string // who holds it or leads it, "" where that is not known
	City       string
	Phone      string // its desk's
	Since      time.Time
	RecordedBy string
}

// telephone is a number as people write it; the database asks the same.
var telephone = regexp.MustCompile(`^[+(]?[0-9][0-9 ().x/-]{5,39}$`)

// KindName says in words what it is.
func (b Body) KindName() string {
	n := slices.IndexFunc(BodyKinds, func(k struct{ Slug, Name string }) bool { return k.Slug == b.Kind })
	return BodyKinds[n].Name
}

const bodies = `
select b.id, b.state, j.name as state_name, b.kind, b.name, b.person, b.city, b.phone, b.since, b.recorded_name as recorded_by
  from jurisdiction_body b join jurisdiction j on j.code = b.state
 where b.since <= app.now() and (b.until is null or b.until > app.now())`

// Bodies of a region's states, by state; for those signed in.
func Bodies(number int, dst *[]Body) db.Query {
	return db.Many("bodies of a region's states", bodies+` and j.region = $1 order by j.name, b.kind, b.name, b.id`+db.Limit(200), dst, number)
}

// BodiesOf are those of one state, by its code.
func BodiesOf(state string, dst *[]Body) db.Query {
	return db.Many("bodies of a state", bodies+` and b.state = $1 order by b.kind, b.name, b.id`+db.Limit(50), dst, state)
}

// AddBody records one, from now on.
func AddBody(b Body) (db.Query, error) {
	b.Name, b.Person, b.City, b.Phone = strings.TrimSpace(b.Name), strings.TrimSpace(b.Person), strings.TrimSpace(b.City), strings.TrimSpace(b.Phone)
	var wrong fault.Invalid
	if b.State == "" {
		wrong.Add("state", "State: choose one.")
	}
	if !slices.ContainsFunc(BodyKinds, func(k struct{ Slug, Name string }) bool { return k.Slug == b.Kind }) {
		wrong.Add("kind", "Kind: choose one.")
	}
	if n := utf8.RuneCountInString(b.Name); n == 0 || n > 200 {
		wrong.Add("name", "Name: write that of the office or center, at most 200 characters.")
	}
	if utf8.RuneCountInString(b.Person) > 200 || utf8.RuneCountInString(b.City) > 100 {
		wrong.Add("who", "This is too long. Shorten it.")
	}
	wrong = phoned(b.Phone, wrong)
	return db.Change("add a body of a state", `insert into jurisdiction_body (id, state, kind, name, person, city, phone) select $1, j.code, $3, $4, $5, $6, $7 from jurisdiction j where j.code = $2`,
		uuid.Must(uuid.NewV7()), b.State, b.Kind, b.Name, b.Person, b.City, b.Phone), wrong.Err()
}

// BodyByID is one that holds, of a region's states.
func BodyByID(number int, id uuid.UUID, dst *Body) db.Query {
	return db.One("body of a state", bodies+` and j.region = $1 and b.id = $2`, dst, number, id)
}

// PhoneBody puts another telephone in the place of an entry's, by the rules for one that is recorded; "" takes it away.
func PhoneBody(id uuid.UUID, phone string) (db.Query, error) {
	phone = strings.TrimSpace(phone)
	var wrong fault.Invalid
	wrong = phoned(phone, wrong)
	return db.Change("telephone of a body", `update jurisdiction_body set phone = $2 where id = $1 and (until is null or until > app.now())`, id, phone).Seen(`select true from jurisdiction_body where id = $1`, id), wrong.Err()
}

func phoned(phone string, wrong fault.Invalid) fault.Invalid {
	if phone != "" && !telephone.MatchString(phone) {
		wrong.Add("phone", "Telephone: write digits, such as +1 303 555 0100.")
	}
	return wrong
}

// EndBody ends its row: it is gone, or somebody else leads it and is recorded anew.
func EndBody(id uuid.UUID) db.Query {
	return db.Change("end a body of a state", `update jurisdiction_body set until = app.now() where id = $1 and (until is null or until > app.now())`, id).Seen(`select true from jurisdiction_body where id = $1`, id)
}

func init() {
	db.Constraint("jurisdiction_body_over", fault.Conflict{Message: "This entry was ended a moment ago. Nothing was changed."})
}
