// Package story is an invented cast of councils' members, what they sit on and what they wrote to each other: the demo
// shows it and every test is played by it. The councils are the real ones of the reference import; the people, their
// organizations and their words are made up, and marked so in the database, which lets invented people work for invented
// organizations only.
//
// Load is told what "now" is and dates everything back from there, so a demo looks lived in on whatever day it starts.
// Identifiers are made from names (UUID version 5): the same in every database, so a test may say story.Dana.ID.
//
// To add an update, write an entry in updates/*.md; entry.go says what its lines mean.
package story
