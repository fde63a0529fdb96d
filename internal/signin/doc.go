// Package signin turns a cookie into a person, and a person into a cookie. It alone sees passwords, second factors and
// sessions, through a database role of its own (concord_signin); every other role learns from app.who who asks and no more.
//
// # A sign-in
//
//	nobody --password--> password known, no person yet --code--> signed in --12 h, idle, end--> nobody
//	nobody --provider, which may be both--> person known, or signed in
//	nobody --passkey, which is both--> signed in --ten minutes--> stale: asked for a factor again before a dangerous act ([Fresh])
//
// The token in the cookie is new at each of these steps but the last. A session row gets its person when it is inserted and
// never later, and an update never inserts: so a session that was fixed beforehand is worth nothing, and one that was revoked
// stays so, whatever request was still in flight. The row's key is the hash of the token; that hash is the handle by
// which the web role says who asks ([Who]).
//
// A provider's word is on issuer and subject, and counts for who linked that account while signed in here, with a factor just shown. It makes
// nobody, restores nobody, and what opens something to others asks for a factor of the portal's own. Everybody keeps password and factors.
//
// Who lost the second factor is vouched for by two: two members of staff, or the chair of a council of hers and another who validates there. They
// get a link and hand it over; no mail holds it.
//
// # Limits on trying
//
// Each try is taken from the database before the password is looked at, in one statement, so a hundred parallel ones share
// what is left and no more. A try is counted by the browser where that signed in before (a cookie that skips no factor),
// else by address and account, by account and by address. What a stranger can exhaust is exhausted for strangers alone:
//
//   - A browser that signed in before has tries of its own.
//   - Where the tries of an account are spent by strangers, a new browser is asked for the password and the code at once.
//     A wrong pair says nothing of either, so guessing goes on against both together; a right one opens.
//   - Questions to passkeys and providers count the same way: by who is signed in, by a browser that signed in before, else by address.
//   - An address is the visitor's own where the proxies before the portal are known ([Proxies]); without, all behind a proxy share one.
//   - Where the tries with codes are spent (by somebody who has the password), a recovery code still opens: it cannot be guessed.
//
// Nothing tells an unknown address from a known one: the same statements run, the same hash is computed, the same words come
// back.
//
// # Traps
//
//   - The session's data holds half-done steps only, as text. Whom it belongs to is in the row and comes from the row.
//   - Rows of ended sessions stay for a day: a form that arrives too late is kept for the person whose sign-in it was.
package signin
