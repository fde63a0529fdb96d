package updates

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// act is a page that asks before something is done to an update.
type act struct {
	frame   page.Frame
	update  update.Update
	readers []item.Reader
	mailed  int // people who have the text in a mail
	because string
	once    string
	errs    fault.Invalid
}

// goneMeanwhile is told whoever wrote about something that was withdrawn before the text arrived.
var goneMeanwhile = fault.Conflict{Message: "The update was withdrawn while you were writing. Nothing was posted. Your text is below; copy what you still need."}

// maxBecause is the longest reason, in characters.
const maxBecause = 1000

func (s Site) act(v page.Visitor, r *http.Request) (*act, error) {
	id, err := updateOf(r)
	if err != nil {
		return nil, err
	}
	a := &act{once: page.NewKey()}
	err = s.look(v, r, id, nil, append(a.frame.Queries(v), update.ByID(id, &a.update), item.Readers(id, &a.readers), update.Mailed(id, &a.mailed))...)
	return a, err
}

// back is where the update, or the reply in it, is shown.
func (a *act) back() string {
	if a.update.RootID != a.update.ID {
		return urlOf(a.update.RootID, "#reply-"+a.update.ID.String())
	}
	return urlOf(a.update.ID, "")
}

// AskWithdrawal asks why.
func (s Site) AskWithdrawal(v page.Visitor, r *http.Request) (page.Answer, error) {
	a, err := s.act(v, r)
	if err == nil && !a.update.Withdraws {
		err = fault.Denied
	}
	return page.Show(withdrawal(a)), err
}

// Withdraw hides the text from everybody, with the reason left in its place.
func (s Site) Withdraw(v page.Visitor, r *http.Request) (page.Answer, error) {
	a, err := s.act(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	a.because = strings.TrimSpace(r.PostFormValue("because"))
	switch n := utf8.RuneCountInString(a.because); {
	case n == 0:
		a.errs.Add("because", "Say why. Readers find the reason in place of the text.")
	case n > maxBecause:
		a.errs.Add("because", "Shorten the reason to 1,000 characters.")
	}
	if len(a.errs) > 0 {
		return page.Again(withdrawal(a), a.errs), nil
	}
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, a.back()), update.Withdraw(a.update.ID, a.because)); err != nil {
		return page.Answer{}, err
	}
	// Counted again: mails may have left while the reason was written.
	err = s.DB.Read(r.Context(), v.Who, update.Mailed(a.update.ID, &a.mailed))
	return page.Go(a.back(), "Withdrawn. "+a.remains()), err
}

// remains says who can still read the text after a withdrawal.
func (a *act) remains() string {
	if a.mailed == 0 {
		return "Nobody can read the text here any more, and no mail with it had left."
	}
	return "Nobody can read the text here any more. It had left in mails to " + page.Count(a.mailed, "person", "people") + ", who are told by mail to delete it."
}

// AskPublication shows what publishing does before it is done.
func (s Site) AskPublication(v page.Visitor, r *http.Request) (page.Answer, error) {
	a, err := s.act(v, r)
	if err == nil && !a.update.Publishes {
		err = fault.Denied
	}
	return page.Show(publication(a)), err
}

// Publish makes the update readable for anyone.
func (s Site) Publish(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := updateOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id, "")), update.Publish(id))
	return page.Go(urlOf(id, ""), "Published. Anyone can read it now."), err
}
