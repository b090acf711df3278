package cli

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/claim"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/narrative"
)

// narrativesView is what narratives prints, in whatever form.
type narrativesView struct {
	*narrative.Result
	claims *claim.File
	most   int
}

// The JSON form; docs/formats/narratives.md describes it.
type narrativesDocument struct {
	Schema     int             `json:"schema"`
	Posts      int64           `json:"posts"`
	Compared   int64           `json:"compared"`
	Accounts   int             `json:"accounts"`
	Claims     *claimsJSON     `json:"claims"`
	Narratives []narrativeJSON `json:"narratives"`
	Beyond     restJSON        `json:"beyond"`
}

type claimsJSON struct {
	SHA256  string `json:"sha256"`
	Claims  int    `json:"claims"`
	Rejects int    `json:"rejects"`
}

type restJSON struct {
	Narratives int `json:"narratives"`
	Posts      int `json:"posts"`
}

type narrativeJSON struct {
	ID           string          `json:"id"`
	Label        []string        `json:"label"`
	Text         string          `json:"text"`
	Language     string          `json:"language"`
	Posts        int             `json:"posts"`
	Accounts     int             `json:"accounts"`
	Writers      int             `json:"writers"`
	Variants     int             `json:"variants"`
	Cohesion     float64         `json:"cohesion"`
	Loosest      float64         `json:"loosest"`
	First        time.Time       `json:"first"`
	Last         time.Time       `json:"last"`
	Delay        *float64        `json:"median_delay_s"`
	Spread       spreadJSON      `json:"spread"`
	Burst        *burstJSON      `json:"burst"`
	Coordinated  coordinatedJSON `json:"coordinated"`
	Hashtags     []tallyJSON     `json:"hashtags"`
	Links        []tallyJSON     `json:"links"`
	Languages    []tallyJSON     `json:"languages"`
	Targets      []targetJSON    `json:"targets"`
	Explanations []outcomeJSON   `json:"innocent"`
	Claim        *claimJSON      `json:"claim"`
	Members      []string        `json:"members"`
}

type spreadJSON struct {
	Start time.Time `json:"start"`
	Step  float64   `json:"step_s"`
	Posts []int32   `json:"posts"`
}

type burstJSON struct {
	Onset     time.Time `json:"onset"`
	Peak      time.Time `json:"peak"`
	End       time.Time `json:"end"`
	Posts     int       `json:"posts"`
	PeakPosts int       `json:"peak_posts"`
	Doubling  float64   `json:"doubling_s"`
}

type coordinatedJSON struct {
	Posts    int     `json:"posts"`
	Share    float64 `json:"share"`
	Accounts int     `json:"accounts"`
}

type tallyJSON struct {
	Name  string `json:"name"`
	Posts int    `json:"posts"`
}

type targetJSON struct {
	Candidate   string  `json:"candidate"`
	Name        string  `json:"name"`
	Named       int     `json:"named"`
	Share       float64 `json:"share"`
	Low         float64 `json:"low"`
	High        float64 `json:"high"`
	Hostile     int     `json:"hostile"`
	Favourable  int     `json:"favourable"`
	Unclear     int     `json:"unclear"`
	HostileLow  float64 `json:"hostile_low"`
	HostileHigh float64 `json:"hostile_high"`
	LogOdds     float64 `json:"log_odds"`
	Error       float64 `json:"log_odds_error"`
}

type outcomeJSON struct {
	Name    string `json:"name"`
	Outcome string `json:"outcome"`
}

type claimJSON struct {
	Text      string  `json:"text"`
	URL       string  `json:"url"`
	Publisher string  `json:"publisher"`
	Rating    string  `json:"rating"`
	Date      string  `json:"date"`
	Score     float64 `json:"score"`
	Share     float64 `json:"share"`
}

func (v *narrativesView) document() narrativesDocument {
	d := narrativesDocument{
		Schema: 1, Posts: v.Posts, Compared: v.Compared, Accounts: v.Accounts,
		Narratives: []narrativeJSON{}, Beyond: restJSON(v.Beyond),
	}
	if v.claims != nil {
		d.Claims = &claimsJSON{v.claims.SHA256, len(v.claims.Claims), len(v.claims.Rejects)}
	}
	for i := range v.Narratives {
		d.Narratives = append(d.Narratives, v.one(&v.Narratives[i]))
	}
	return d
}

// one is the JSON form of one narrative.
func (v *narrativesView) one(n *narrative.Narrative) narrativeJSON {
	out := narrativeJSON{
		ID: n.ID, Label: append([]string{}, n.Label...), Text: n.Text, Language: n.Language,
		Posts: n.Posts, Accounts: n.Accounts, Writers: n.Writers, Variants: n.Variants,
		Cohesion: n.Cohesion, Loosest: n.Loosest, First: micro(n.First), Last: micro(n.Last),
		Spread:      spreadJSON{micro(n.Spread.Start), float64(n.Spread.Step) / 1e6, n.Spread.Posts},
		Coordinated: coordinatedJSON{n.CoordinatedPosts, float64(n.CoordinatedPosts) / float64(n.Posts), n.CoordinatedAccounts},
		Hashtags:    tallies(n.Hashtags), Links: tallies(n.Links), Languages: tallies(n.Languages),
		Targets: []targetJSON{}, Members: n.Members,
	}
	if !math.IsNaN(n.Delay) {
		out.Delay = &n.Delay
	}
	if b := n.Burst; b.Posts > 0 {
		out.Burst = &burstJSON{micro(b.Onset), micro(b.Peak), micro(b.End), b.Posts, b.PeakPosts, b.Doubling}
	}
	for _, t := range n.Targets {
		out.Targets = append(out.Targets, targetOf(t))
	}
	for _, e := range narrative.Innocent(n, v.Result) {
		out.Explanations = append(out.Explanations, outcomeJSON{e.Name, string(e.Outcome)})
	}
	if c := n.Claim; c != nil {
		out.Claim = &claimJSON{c.Text, c.URL, c.Publisher, c.Rating, c.Date, c.Score, c.Share}
	}
	return out
}

func targetOf(t narrative.Target) targetJSON {
	return targetJSON{
		Candidate: t.Candidate, Name: t.Name, Named: t.Named, Share: t.Share, Low: t.Low, High: t.High,
		Hostile: t.Hostile, Favourable: t.Favourable, Unclear: t.Unclear, HostileLow: t.HostileLow, HostileHigh: t.HostileHigh,
		LogOdds: t.LogOdds, Error: t.Error,
	}
}

func micro(t int64) time.Time { return time.UnixMicro(t).UTC() }

func tallies(list []narrative.Tally) []tallyJSON {
	out := []tallyJSON{}
	for _, t := range list {
		out = append(out, tallyJSON(t))
	}
	return out
}

// narrativesColumns is the heading of the table that -o writes.
var narrativesColumns = []string{
	"id", "label", "language", "posts", "accounts", "writers", "variants", "cohesion", "first", "last", "median_delay_s",
	"coordinated_posts", "coordinated_accounts", "named", "hostile", "favourable", "unclear", "hashtags",
	"claim", "claim_url", "claim_publisher", "claim_rating", "claim_share", "text",
}

// writeNarratives writes the table, one narrative a row.
func (a *app) writeNarratives(name string, v *narrativesView) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.Write(narrativesColumns)
	for i := range v.Narratives {
		if err == nil {
			err = w.Write(narrativeRow(&v.Narratives[i]))
		}
	}
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	if err == nil {
		err = keepFile(name, b.Bytes(), 0o600)
	}
	if err != nil {
		return failed(lang.M("cli.write", "file", name, "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	return nil
}

func narrativeRow(n *narrative.Narrative) []string {
	number := func(f float64) string {
		if math.IsNaN(f) {
			return ""
		}
		return strconv.FormatFloat(f, 'g', 6, 64)
	}
	var named []string
	var hostile, favourable, unclear int
	for _, t := range n.Targets {
		named = append(named, t.Candidate)
		hostile, favourable, unclear = hostile+t.Hostile, favourable+t.Favourable, unclear+t.Unclear
	}
	var tags []string
	for _, t := range n.Hashtags {
		tags = append(tags, t.Name)
	}
	c, shown := narrative.Matched{}, ""
	if n.Claim != nil {
		c, shown = *n.Claim, number(n.Claim.Share)
	}
	row := []string{
		n.ID, strings.Join(n.Label, " "), n.Language, strconv.Itoa(n.Posts), strconv.Itoa(n.Accounts), strconv.Itoa(n.Writers),
		strconv.Itoa(n.Variants), number(n.Cohesion), micro(n.First).Format(time.RFC3339), micro(n.Last).Format(time.RFC3339),
		number(n.Delay), strconv.Itoa(n.CoordinatedPosts), strconv.Itoa(n.CoordinatedAccounts), strings.Join(named, " "),
		strconv.Itoa(hostile), strconv.Itoa(favourable), strconv.Itoa(unclear), strings.Join(tags, " "),
		c.Text, c.URL, c.Publisher, c.Rating, shown, n.Text,
	}
	for i := range row {
		row[i] = cellSafe(row[i])
	}
	return row
}

// cellSafe puts an apostrophe before what a spreadsheet would compute.
func cellSafe(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
