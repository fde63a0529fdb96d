package signin

// link says what a one-time link is for.
func (e enrollment) link() string {
	switch e.invitation.Kind {
	case "factor":
		return "A new authenticator"
	case "account":
		return "A new password and authenticator"
	}
	return "Welcome"
}

// fate says what became of a link that does not work, and what to do.
func (e enrollment) fate() string {
	switch e.invitation.State {
	case "used":
		return "It was used already. If that was you, sign in. If it was not, tell the administrators of this portal at once."
	case "known":
		return "You have an account here already. Sign in with it: the invitation waits on your first page."
	case "expired":
		return "It was good for seven days. Ask whoever sent it for another."
	}
	return "It was withdrawn or replaced by a newer one. Look for a later message, or ask whoever sent it for another."
}
