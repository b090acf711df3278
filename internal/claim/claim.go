// Package claim reads claims that fact-checkers have examined and finds the
// ones that a text repeats.
//
//	ClaimReview (JSON-LD, JSON, JSON Lines, CSV) ─ Read ─▶ Claims ─ NewIndex ─▶ Index.Find
//
// A rating is passed on as the fact-checker's own words. Nothing here judges
// whether a claim is true, and a text that is like a claim need not make it:
// it may deny it, or quote the check itself.
package claim

// Claim is one examined claim, as its publisher states it. Strings that the
// file does not give are empty.
type Claim struct {
	Text      string // what was claimed (claimReviewed)
	URL       string // of the review; http or https, else empty
	Publisher string // who reviewed it
	Rating    string // in the publisher's words (reviewRating.alternateName)
	Date      string // of the review, as written
	Language  string // ISO 639-1, "" where the file does not say
}

// Reject is one entry of a file that is no usable claim.
type Reject struct {
	Place int    // entry of the file, from 1: a line, a row or a review
	Why   Reason // one of the reasons below
}

// Reason says why an entry was left out.
type Reason string

// The reasons.
const (
	BadJSON  Reason = "bad-json"  // not JSON
	BadRow   Reason = "bad-row"   // not a row of CSV
	NoText   Reason = "no-text"   // no claimReviewed
	TooShort Reason = "too-short" // fewer than three words that count
)

// File is what a file of claims held.
type File struct {
	SHA256  string // of the bytes as given, hex
	Claims  []Claim
	Rejects []Reject
}
