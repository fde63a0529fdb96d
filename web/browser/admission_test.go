package browser

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"example.org/concord/internal/db"
	"example.org/concord/internal/mail"
	"example.org/concord/internal/story"
)

// scriptless switches scripts off for the window.
func (h *hand) scriptless() *hand {
	h.t.Helper()
	h.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	return h
}

// link sends the invitation that waits in the outbox, and takes the link out of the mail.
func (p portal) link() string {
	p.test.Helper()
	var waiting []uuid.UUID
	if err := p.Database.Loader().Read(p.test.Context(), db.Who{}, db.Many("invitations to mail", `select object_id from outbox where topic = 'join'`, &waiting)); err != nil {
		p.test.Fatal(err)
	}
	sender := mail.Sender{DB: p.Database.Worker(), Carrier: p.Letters, From: "concord@example.org", Name: "Concord", Address: p.URL, Zone: time.UTC}
	for _, id := range waiting {
		if left, err := sender.Send(p.test.Context(), mail.Intent{Kind: mail.Join, Object: id}); err != nil || !left {
			p.test.Fatalf("the invitation did not leave: %v", err)
		}
	}
	letters, err := p.Letters.Newest(1)
	if err != nil || len(letters) != 1 {
		p.test.Fatalf("%d letters, %v", len(letters), err)
	}
	return regexp.MustCompile(`/enroll/[A-Z0-9]+`).FindString(letters[0].Text)
}

// The whole way in: nominated by one, validated by another, enrolled by a link, reading and posting. With scripts a passkey is made,
// without them an app shows codes.
func TestNewMemberIsNominatedValidatedInvitedReadsAndPosts(t *testing.T) {
	for _, scripts := range []bool{true, false} {
		name := "with scripts"
		if !scripts {
			name = "without"
		}
		t.Run(name, func(t *testing.T) {
			p := newLocalPortal(t)
			sit := func(as *story.Person, at string) *hand {
				h := p.Sit(t, as, at)
				if !scripts {
					h.scriptless()
				}
				return h
			}
			h := sit(&story.Priya, "/councils/wscc/admissions")
			h.Click("Nominate")
			h.Type("Full name", "Hanna Brook")
			h.Type("E-mail address", "hanna.brook@example.org")
			h.Type("Organization", "Saltmarsh Bay Utilities")
			h.Choose("Alternate")
			h.Type("Why", "Leads the work on salt water.")
			h.Click("Nominate")
			h.Sees("Hanna Brook", "Waits for a validator", "Spoke for the applicant by Priya Raman")
			h.AtMost(7)

			h = sit(&story.Lena, "/councils/wscc/admissions")
			h.Click("Hanna Brook")
			h.Click("Decide")
			h.Sees("A mail is no proof")
			h.Choose("Admit")
			h.Choose("I called")
			h.Type("In words", "The switchboard number on the utility's website.")
			h.Click("Decide")
			h.Sees("1 applicant is invited by mail")
			h.AtMost(6)

			h = sit(nil, p.link())
			h.Sees("Hanna Brook", "Alternate for Saltmarsh Bay Utilities", "Rules of behavior")
			h.Type("Choose a password", "seven lanterns under a mossy bridge")
			h.Type("The same once more", "seven lanterns under a mossy bridge")
			h.Choose("I accept these rules")
			if scripts {
				h.device()
				h.Click("Go on")
				h.Click("Make a passkey instead")
			} else {
				h.Click("Go on")
				h.codeOfNewApp()
			}
			h.Sees("Keep your recovery codes")
			h.Click("I have kept them")
			h.AtMost(7)
			h.Sees("Chlorine deliveries in the mid-Atlantic")
			h.Click("Post an update")
			h.Choose("Situation report")
			h.Type("Title", "Salt line moved up the river")
			h.Type("Text", "Intakes below mile nine read 400 mg/l.")
			h.Choose("TLP:AMBER")
			h.Click("Review")
			h.Sees("Alternate, Saltmarsh Bay Utilities")
			h.Click("Post")
			h.Sees("Posted to WSCC", "Salt line moved up the river", "Hanna Brook")
		})
	}
}

// codeOfNewApp types the code of an app that took the secret down.
func (h *hand) codeOfNewApp() {
	h.t.Helper()
	secret := strings.ReplaceAll(evaluate[string](h.tab, `document.querySelector("#secret").innerText`), "-", "")
	code, err := totp.GenerateCode(secret, time.Now())
	if err != nil {
		h.t.Fatal(err)
	}
	h.Type("The code that the app shows now", code)
	h.Click("Finish")
}
