// Package bench makes the large invented world that measurements run on: 1,000 councils, 100,000 people, up to 1,000,000 updates
// with their replies, the same each time.
//
// Rows go in by the hundred thousand with triggers and foreign keys off, so what those would have done is done here: rights are
// inserted from the view that defines them, vectors are put together from those of their paragraphs. Tests compare each with what the
// triggers make, and check every foreign key.
package bench

import (
	"crypto/md5" // names, as PostgreSQL makes them; nothing secret
	"fmt"

	"github.com/google/uuid"
)

// Size of a world. Councils are numbered from 1: the first is the large one, the second has a hundredth of all updates, the third
// has 200 people on seats, the fourth 50 people; the rest share what is left, a few much and most little.
type Size struct {
	Councils int // at least 20
	People   int // who sit somewhere
	Large    int // of them in the first council
	Paged    int // of them in the second
}

// Full is what is measured, Sparse a tenth of its people, with whom directories are compared; Reduced is enough for the planner to care.
var (
	Full    = Size{Councils: 1000, People: 100_000, Large: 10_000, Paged: 500}
	Sparse  = Size{Councils: 1000, People: 10_000, Large: 1000, Paged: 50}
	Reduced = Size{Councils: 120, People: 3000, Large: 1000, Paged: 100}
)

// The numbers of councils with a part to play.
const (
	Large     = 1
	Paged     = 2
	OnSeats   = 3
	Fifty     = 4
	seated    = 200 // people of the third council
	inFifty   = 50
	speaking  = 22 // the chair, the secretariat and those on seats: who posts, in each council
	threadNo  = 100
	threadLen = 20
)

// Council is the address of the nth council.
func Council(n int) string { return fmt.Sprintf("bench-council-%d", n) }

// named is the identifier that PostgreSQL makes of md5(text)::uuid.
func named(text string) uuid.UUID { return uuid.UUID(md5.Sum([]byte(text))) }

// CouncilID is the nth council.
func CouncilID(n int) uuid.UUID { return named(fmt.Sprintf("bench council %d", n)) }

// person is the pth person.
func person(p int) uuid.UUID { return named(fmt.Sprintf("bench person %d", p)) }

// Member is the kth person of one of the first four councils: 1 chairs it, 2 is its secretariat, 3 to 22 sit on its seats, later ones
// advise.
func (s Size) Member(council, k int) uuid.UUID {
	first := []int{0, 0, s.Large, s.Large + s.Paged, s.Large + s.Paged + seated}
	return person(first[council] + k)
}

// Busy is the one who reads in 50 circles, those of the large council among them.
func (s Size) Busy() uuid.UUID { return person(s.People + 1) }

// Advisor serves in the office of a region and browses the people of every council.
func Advisor() uuid.UUID { return person(0) }

// Appointment is the one of the kth person of a council.
func Appointment(council, k int) uuid.UUID {
	return named(fmt.Sprintf("bench appointment %d %d", council, k))
}

// Circle is a council's circle of everybody in it.
func Circle(council int) string {
	return fmt.Sprintf("(select id from circle where council_id = '%s' and kind = 'council')", CouncilID(council))
}

// Thread is the update with 20 replies, in the large council.
func Thread() uuid.UUID { return named(fmt.Sprintf("bench update %d", threadNo)) }

// What is searched: words that stand together in 40 updates of the second council when there are a million, and in many of the
// large one; words that stand nowhere; and a word that stands in nearly every update.
const (
	Phrase  = `"saltwater intrusion survey"`
	Nowhere = `"quokka zeppelin"`
	Common  = `water`
)
