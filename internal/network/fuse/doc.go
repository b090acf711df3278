// Package fuse makes groups of edges. It takes the significant edges of every
// channel (hashtags, links, texts …), joins them in one network, and says what
// its communities are, how they hold when weak edges are taken away, and how
// they change in time. docs/methods/groups.md has the formulas.
//
//	Shares ─ Similar ─▶ cosines     Shares, edges ─ Behind ─▶ posts, meetings
//
//	            ┌ independent? ─▶ kept accounts ┐
//	Channels ───┤                               ├▶ edges ─ Prune ─▶ communities ─▶ Curve
//	            └ Union (maximum) ──────────────┘        └ Timeline ─▶ Tracks, Roles
//
// Analyse does all of it in one call; every step can be called by itself.
// Accounts are numbered alike in every channel, and so are posts.
package fuse
