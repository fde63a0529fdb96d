// Package directory answers "who is who, and where": organizations, their facilities, the people who act for them, where they sit, and
// who of the field staff covers a place. It shows names, offices and organizations; how to reach somebody is not part of it. What a
// person may not see, row security leaves out.
//
// Lists are read by key along an index, narrowed by conditions that are put together from constants; what a visitor typed is only ever
// an argument. Figures beside the choices of a filter count the first [Counted] rows and no more, so that a page of a large directory
// takes no longer than one of a small one.
package directory

import (
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Filter narrows a list. Empty fields do not narrow.
type Filter struct {
	Name      string // a part of a name, or the start of an abbreviation
	Sector    string // slug
	Subsector string // slug; of facilities
	State     string // two letters
	Region    int    // number, 0 for all
	Counties  []string
	City      string    // a part of its name
	Kind      string    // of organization
	Council   string    // slug
	Office    string    // slug
	Quiet     int       // days without a contact that the asker knows of, all of them for Never; 0 does not narrow
	Since     time.Time // only what the directory has since then; zero for all
	After     []string
	Rows      int // how many at most; 0 is a page, and one more
}

// Never is more days than there are: nobody was ever in contact.
const Never = 100_000

// PageSize is how many rows a page of a list has. Queries ask for one more, which says that there is a next page.
const PageSize = 40

func (f Filter) limit() string {
	if f.Rows > 0 {
		return db.Limit(f.Rows)
	}
	return db.Limit(PageSize + 1)
}

// Counted is how many rows of a list are counted at most.
const Counted = 300

// conditions are put together with their arguments.
type conditions struct {
	all  []string
	args []any
}

// arg is the placeholder of an argument.
func (c *conditions) arg(v any) string {
	c.args = append(c.args, v)
	return "$" + strconv.Itoa(len(c.args))
}

func (c *conditions) and(condition string) { c.all = append(c.all, condition) }

func (c *conditions) sql() string { return strings.Join(c.all, "\n   and ") }

// since leaves what came to the directory after a moment.
func (c *conditions) since(f Filter, column string) {
	if !f.Since.IsZero() {
		c.and(column + " > " + c.arg(f.Since))
	}
}

// after begins behind the last row of the page before.
func (c *conditions) after(f Filter, name, id string) {
	if len(f.After) == 0 {
		return
	}
	last, key := keyset(f.After)
	c.and("(" + name + ", " + id + ") > (" + c.arg(last) + ", " + c.arg(key) + ")")
}

// places narrows by state, region and city; prefix names the table that has them.
func (f Filter) places(c *conditions, prefix string) {
	if f.State != "" {
		c.and(prefix + "state = " + c.arg(f.State))
	} else if f.Region != 0 {
		c.and(prefix + "state = any (array(select j.code from jurisdiction j where j.region = " + c.arg(f.Region) + "))")
	}
	if len(f.Counties) > 0 {
		c.and(prefix + "county = any (" + c.arg(f.Counties) + ")")
	}
	if f.City != "" {
		c.and(prefix + "city ilike '%' || " + c.arg(like(f.City)) + " || '%'")
	}
}

// quiet leaves what had no contact within so many days, as far as the asker may see what a region's field staff recorded.
func (c *conditions) quiet(f Filter, of string) {
	if f.Quiet > 0 {
		c.and("(select true from engagement e where " + of + " and e.state = 'done' and e.day > app.now()::date - " + c.arg(f.Quiet) + "::int limit 1) is null")
	}
}

// query is a list of rows. Where a name is looked for it is planned for that name: a rare one by the index of words, a common one in the
// order of the list.
func query[T any](f Filter, name, sql string, c *conditions, dst *[]T) db.Query {
	q := db.Many(name, sql, dst, c.args...)
	if f.Name != "" || f.City != "" {
		q = q.Custom()
	}
	return q
}

// keyset is the row after which a page begins.
func keyset(after []string) (name string, id uuid.UUID) {
	if len(after) != 2 {
		return "", uuid.UUID{}
	}
	id, err := uuid.Parse(after[1])
	if err != nil {
		return after[0], uuid.UUID{}
	}
	return after[0], id
}
