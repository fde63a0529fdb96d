// Package mail writes what leaves the portal by mail, and hands it over.
//
// What is to be mailed travels as an [Intent]: what it is about and for whom, never what it says. A [Sender] asks the database as that
// person, once the way to the mail server is open, what may still be read, and writes the letter from the answer. So whoever lost
// access between the post and the mail gets none, and a queue, a dead letter or a log holds nothing worth stealing.
//
// How much a letter may say is the label's ([marking.Label.Mail]): of TLP:RED that something waits, of the two ambers who wrote, where
// and which kind, of TLP:GREEN and TLP:CLEAR title and text. What a letter may not say is not even read from the database.
//
// SMTP cannot promise "once": where the line drops after the text and before the answer, the letter is handed over again, under the
// same Message-ID, so that the recipient's server can tell.
package mail

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/zone"
)

// Kind of what is mailed.
type Kind string

// What is mailed: the topic of the outbox, where a trigger or a function of the database wrote it.
const (
	Item          Kind = "item"         // an update or a reply; Object is the item
	Invitation    Kind = "invitation"   // the link to enroll; Object is the invitation
	Enrolled      Kind = "enrolled"     // the rest are notices to the owner of an account
	Password      Kind = "password"     // was changed
	FactorAdded   Kind = "factor-added" // an authenticator app or a passkey
	FactorRemoved Kind = "factor-removed"
	Linked        Kind = "identity-linked" // an account of another provider
	Unlinked      Kind = "identity-removed"
	EmailAsked    Kind = "email-asked"   // the link that confirms another address, to that one
	EmailChanged  Kind = "email-changed" // to the address before
	EmailSet      Kind = "email-set"     // to the new one, which two members of staff put in
	Recovery      Kind = "recovery"      // codes were made anew
	Reset         Kind = "reset"         // was approved by two members of staff
	BreakGlass    Kind = "break-glass"   // emergency access to a council was opened; Object is the access
	GlassAsked    Kind = "glass-asked"   // emergency access waits for a second member of staff; Object is the access
	Term          Kind = "term"          // an appointment or a seat ends; Object is the warning
	Succession    Kind = "succession"    // a seat is to be handed over; Object is the hand-over

	Office      Kind = "office" // somebody was appointed, or an office ends or got another last day; Object is the notice
	Application Kind = "asked"  // an application or a nomination arrived; Object is the case

	Growth Kind = "grown" // others came to read items of the reader's by a change of structure; Object is the growth

	Widening Kind = "widening" // many would gain by what an office is to be let do; Object is the proposal

	Question Kind = "council-asked" // two members of staff would open a council to others, and its officers are asked; Object is the proposal

	Harvest Kind = "harvest" // contacts were opened as if to collect them; Object is the stop

	Join       Kind = "join"       // the invitation into a council; Object is the invitation
	Refusal    Kind = "refused"    // an application was; Object is the case
	Admissions Kind = "admissions" // cases that wait for a validator, once a day; Event is the day

	PartnerRequest Kind = "partner-request" // a partner asks a region for something; Object is the request
	PartnerAnswer  Kind = "partner-answer"  // the region answered; Object is the request
	RequestGiven   Kind = "request-given"   // a partner's request went to another owner; Object is the request

	Plea Kind = "plea" // somebody cannot sign in; Object is the plea

	Inspection        Kind = "inspection"         // one is announced to who speaks for the organization; Object is the inspection
	InspectionContact Kind = "inspection-contact" // the same to the facility's contact

	Territory    Kind = "territory"       // one was handed over, or the hand-over was taken back; Object is the hand-over
	TerritoryEnd Kind = "territory-ended" // somebody covers parts of one no longer; Object is the notice

	Incident Kind = "incident"          // one was declared where the reader works it; Object is the incident
	Reopened Kind = "incident-reopened" // one that was over is under way again; Object is the incident

	Withdrawal Kind = "withdrawn" // of what was mailed with its text; Object is the item

	Agreement Kind = "agreement" // another organization recorded one with the reader's; Object is the agreement

	Renewal Kind = "renewal" // people whose organization is asked whether they stay; Person answers, Event is the day
	Unused  Kind = "unused"  // offices end because the account is not used; Event is the day

	WorkFailed Kind = "work-failed" // work of the portal was given up; Person owns it or is staff, Event is the hour
)

// Intent is one mail that one person is to get. It is kept as JSON.
type Intent struct {
	Kind    Kind      `json:"kind"`
	Object  uuid.UUID `json:"object,omitzero"`
	Person  uuid.UUID `json:"person,omitzero"`  // of an invitation the database knows
	Council uuid.UUID `json:"council,omitzero"` // that released the item, for staff who look why something did not leave
	Event   int64     `json:"event,omitzero"`   // tells two notices of the same kind apart
}

// id is the same for each attempt at the same intent, and says nothing.
func (i Intent) id(host string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %s %d", i.Kind, i.Object, i.Person, i.Event)) // of an item: it and its reader
	return hex.EncodeToString(sum[:16]) + "@" + host
}

// Refused is in the error of a letter that the server will never take: no further attempt helps.
var Refused = errors.New("refused for good")

// Carrier hands letters over.
type Carrier interface {
	// Carry opens the way, asks for the letter, and hands it over: what takes long comes before the question. No letter, no mail. An
	// error holds nothing of the letter.
	Carry(ctx context.Context, letter func(context.Context) (*Letter, error)) error
}

// Sender writes letters and has them carried.
type Sender struct {
	DB      *db.DB // as concord_worker
	Carrier Carrier
	From    string         // the address that mail comes from
	Name    string         // of the portal
	Address string         // of the portal, such as https://concord.example.org
	Zone    *time.Location // of the portal: in it days are told

	theirs *time.Location // of whoever the letter is for: in it hours are told
}

// Send sends what the intent stands for. left is false where there was nothing to send any more: it was withdrawn, its reader may not
// read it, wants no mail, or cannot sign in.
func (s Sender) Send(ctx context.Context, i Intent) (left bool, err error) {
	err = s.Carrier.Carry(ctx, func(ctx context.Context) (*Letter, error) {
		l, err := s.letter(ctx, i)
		left = err == nil && l != nil
		return l, err
	})
	if err != nil {
		return left, s.stayed(ctx, i, err)
	}
	if !left {
		return false, nil
	}
	// Only now the token may be forgotten: an attempt that failed is repeated with the same link.
	switch i.Kind {
	case Invitation, Join:
		err = s.DB.Write(ctx, db.Who{}, db.Once{}, db.Also("letter left", `select app.letter_left($1)`, i.Object))
	case EmailAsked:
		err = s.DB.Write(ctx, db.Who{}, db.Once{}, db.Also("letter to address left", `select app.email_letter_left($1)`, i.Person))
	}
	return true, err
}

// letter is what the intent stands for at this moment; nil for nothing.
func (s Sender) letter(ctx context.Context, i Intent) (*Letter, error) {
	var (
		l      *Letter
		chosen string
	)
	err := s.DB.Read(ctx, db.Who{Person: i.Person}, zone.Chosen(&chosen))
	if err != nil {
		return nil, err
	}
	s.theirs = zone.Of(chosen, s.Zone)
	switch i.Kind {
	case Item:
		l, err = s.item(ctx, i)
	case Invitation:
		l, err = s.invitation(ctx, i)
	case Join:
		l, err = s.join(ctx, i)
	case Refusal:
		l, err = s.refusal(ctx, i)
	case Admissions:
		l, err = s.queue(ctx, i)
	case Harvest:
		l, err = s.harvest(ctx, i)
	case Growth:
		l, err = s.growth(ctx, i)
	case Widening:
		l, err = s.widening(ctx, i)
	case Question:
		l, err = s.question(ctx, i)
	case GlassAsked:
		l, err = s.glassAsked(ctx, i)
	case BreakGlass:
		l, err = s.emergency(ctx, i)
	case Term:
		l, err = s.term(ctx, i)
	case Office:
		l, err = s.office(ctx, i)
	case Application:
		l, err = s.asked(ctx, i)
	case Succession:
		l, err = s.succession(ctx, i)
	case PartnerRequest:
		l, err = s.partnerRequest(ctx, i)
	case PartnerAnswer:
		l, err = s.partnerAnswer(ctx, i)
	case RequestGiven:
		l, err = s.requestGiven(ctx, i)
	case Plea:
		l, err = s.plea(ctx, i)
	case Inspection, InspectionContact:
		l, err = s.inspection(ctx, i)
	case Territory:
		l, err = s.territory(ctx, i)
	case TerritoryEnd:
		l, err = s.territoryEnd(ctx, i)
	case Incident:
		l, err = s.incident(ctx, i)
	case Reopened:
		l, err = s.reopened(ctx, i)
	case Withdrawal:
		l, err = s.withdrawal(ctx, i)
	case Agreement:
		l, err = s.agreement(ctx, i)
	case Renewal:
		l, err = s.renewal(ctx, i)
	case Unused:
		l, err = s.unused(ctx, i)
	case WorkFailed:
		l, err = s.workFailed(ctx, i)
	case EmailAsked:
		l, err = s.emailAsked(ctx, i)
	case EmailChanged:
		l, err = s.emailChanged(ctx, i)
	default:
		l, err = s.notice(ctx, i)
	}
	if l == nil || err != nil {
		return nil, err
	}
	l.FromName, l.From, l.ID = s.Name, s.From, i.id(s.host())
	return l, nil
}

// host is the portal's name in the network.
func (s Sender) host() string {
	if at, err := url.Parse(s.Address); err == nil && at.Hostname() != "" {
		return at.Hostname()
	}
	return "localhost"
}
