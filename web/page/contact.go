package page

import "example.org/concord/internal/contact"

// NotOpened says why contacts were not opened and what to do, "" where they were.
func NotOpened(v Visitor, opened []contact.Opened) string {
	if len(opened) == 0 {
		return "Nothing was opened."
	}
	first := opened[0]
	at := "tomorrow"
	if first.Until != nil {
		at = first.Until.In(v.Zone).Format("Monday 3:04 PM MST")
	}
	switch first.Outcome {
	case contact.Wait:
		return "You open contacts one after another. The next one opens at " + at + "; nothing you typed is lost. In an emergency call the watch."
	case contact.Spent:
		return "This is more than is left of your day. The next one comes free at " + at + ". A declared incident raises the number at once, for contacts in its counties."
	case contact.Stopped:
		return "Nothing opens for you until " + at + ", since this looked like collecting contacts. A colleague can open what you need; your regional director or the watch can lift it. If it was not you, end your other sign-ins on My account now."
	}
	return ""
}
