// Package peer counts as two other programs do, so that a user's old numbers
// come back: CooRTweet 2.1.3 (Righetti and Balluff, Computational
// Communication Research 7(1), 2025) and the Coordination Network Toolkit
// (Graham, QUT Digital Observatory, v1.5.1).
//
// Their weights differ from each other and from those of package network:
// CooRTweet counts pairs of shares, the toolkit the messages of one side.
// docs/methods/network.md says exactly what each counts.
package peer
