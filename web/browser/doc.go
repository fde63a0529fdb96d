// Package browser holds the tests that need eyes: every page in headless Chromium, at a desk's width and a phone's, with axe, the
// keyboard and without JavaScript, and the journeys that a council's people make. It is tests only.
//
// CONCORD_PICTURES=folder keeps a picture of every page that the tests open.
package browser
