// Package truth is what is known of a drill: what was planted, and what only
// looks as if it had been. docs/formats/truth.md documents its JSON.
package truth

import (
	"time"

	"github.com/unveil-project/unveil/internal/finding"
)

// Schema is the version of truth.json.
const Schema = 1

// Kinds of item. The first five are planted, the others are innocent
// look-alikes.
const (
	Coordination = "coordination"
	Flood        = "flood"
	Scan         = "scan"
	Altered      = "altered"
	Withheld     = "withheld"

	NewsWire         = "news-wire"
	FanCommunity     = "fan-community"
	ActivistDay      = "activist-day"
	ScheduledPosts   = "scheduled-posters"
	OfficialAccounts = "official-accounts"
	ShareButton      = "share-button"
	Giveaway         = "giveaway"
	TelevisedCall    = "televised-call"
	ResultsRush      = "results-rush"
	LateRural        = "late-rural"
)

// Units that an item is counted in.
const (
	Accounts = "accounts"
	Requests = "requests"
	Sheets   = "sheets"
)

// Stealth says how a planted item hides.
const (
	Plain       = "none"
	Jitter      = "jitter"
	Paraphrase  = "paraphrase"
	HalfOrganic = "half-organic"
	Rented      = "rented"
	Thin        = "thin"
	Thick       = "thick"
)

// Item is one thing in a drill whose truth is known.
type Item struct {
	ID      string        `json:"id"`
	Front   finding.Front `json:"front"`
	Kind    string        `json:"kind"`
	Planted bool          `json:"planted"` // false for an innocent look-alike
	// Detector is the one that is expected to find it; "" where no detector
	// covers it, and for look-alikes, which none should report.
	Detector string    `json:"detector"`
	Unit     string    `json:"unit"`
	Start    time.Time `json:"start"`
	End      time.Time `json:"end"`
	Site     string    `json:"site"` // host, for requests; else ""
	// Members are account ids, client addresses or station keys, sorted.
	// Requests are those of the members to the site from Start to End.
	Members []string `json:"members"`
	Size    int      `json:"size"` // number of units
	Stealth string   `json:"stealth"`
}

// Truth is truth.json.
type Truth struct {
	Schema   int    `json:"schema"`
	Scenario string `json:"scenario"`
	Seed     uint64 `json:"seed"`
	Items    []Item `json:"items"`
}
