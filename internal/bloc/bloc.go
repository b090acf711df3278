// Package bloc writes what an account does as strings of the Behavioral
// Language for Online Classification (Nwala, Flammini and Menczer 2023, EPJ
// Data Science 12:33): one letter for each act, with a symbol for the pause
// before it, and one word for what each post is made of. Accounts run by the
// same program or to the same plan write similar strings, whatever they say.
//
//	T original   p reply   π reply to itself   r repost   ρ repost of itself
//	E picture or video   H hashtag   ¤ cashtag   m mention
//	U link   q quote   φ quote of itself   t text
//	(none) under 1 min   □ under 5 min   ⚀ under 1 h   ⚁ under 1 d
//	⚂ under 1 w   ⚃ under 1 month   ⚄ under 1 y   ⚅ more
//	N handle changed   s client changed   λ language changed
//
// Letters that need what exports do not hold (friends, deletions, entities)
// are left out. A string is cut by " | " where a week begins.
package bloc

import (
	"strings"
	"time"
)

// Act is what a post does, as its letter.
type Act rune

// The acts.
const (
	Original   Act = 'T'
	Reply      Act = 'p'
	SelfReply  Act = 'π'
	Repost     Act = 'r'
	SelfRepost Act = 'ρ'
)

// Link is what a link in a post leads to, as its letter.
type Link rune

// The kinds of links.
const (
	Page      Link = 'U'
	Quote     Link = 'q'
	SelfQuote Link = 'φ'
)

// Content counts what a post is made of.
type Content struct {
	Media, Hashtags, Cashtags, Mentions int
	Links                               []Link // in their order
	Text                                bool   // it has words of its own
}

// most is how many letters of one kind a word takes: no post for people holds
// more, and a hostile one may hold a million.
const most = 32

// Word writes the content as a word in parentheses; "" where there is none.
func (c Content) Word() string {
	var b strings.Builder
	letters := func(letter string, n int) { b.WriteString(strings.Repeat(letter, min(n, most))) }
	letters("E", c.Media)
	letters("H", c.Hashtags)
	letters("¤", c.Cashtags)
	letters("m", c.Mentions)
	for _, l := range c.Links[:min(len(c.Links), most)] {
		b.WriteRune(rune(l))
	}
	if c.Text {
		b.WriteByte('t')
	}
	if b.Len() == 0 {
		return ""
	}
	return "(" + b.String() + ")"
}

// Event is one post of an account.
type Event struct {
	Time   int64 // microseconds since 1970 UTC
	Act    Act
	Word   string // of Content.Word
	Change string // letters of what changed since the account's last post
}

// Seconds of the pauses' bounds; a month and a year are those of the authors'
// program.
const (
	minute = 60
	five   = 5 * minute
	hour   = 60 * minute
	day    = 24 * hour
	week   = 7 * day
	month  = 2_628_000
	year   = 31_540_000
)

// Pause is the symbol of a pause in whole seconds, "" below one minute.
func Pause(seconds int64) string {
	switch {
	case seconds < minute:
		return ""
	case seconds < five:
		return "□"
	case seconds < hour:
		return "⚀"
	case seconds < day:
		return "⚁"
	case seconds < week:
		return "⚂"
	case seconds < month:
		return "⚃"
	case seconds < year:
		return "⚄"
	}
	return "⚅"
}

// Strings are the strings of one account.
type Strings struct {
	Action  string `json:"action"`
	Content string `json:"content"`
	Change  string `json:"change"`
}

// Write writes the strings of one account's posts, which are in order of
// time. Weeks are those of ISO 8601 in a zone, nil is UTC.
//
// The authors' program names a week by its calendar year, so that at the turn
// of a year it can put a week in another place; here weeks follow time.
func Write(events []Event, zone *time.Location) Strings {
	if zone == nil {
		zone = time.UTC
	}
	var action, content, change joiner
	for i, e := range events {
		y, w := time.UnixMicro(e.Time).In(zone).ISOWeek()
		pause := ""
		if i > 0 {
			pause = Pause(seconds(e.Time) - seconds(events[i-1].Time))
		}
		at := [2]int{y, w}
		action.add(at, pause+string(rune(e.Act)))
		content.add(at, e.Word)
		if e.Change != "" {
			change.add(at, "("+e.Change+")")
		}
	}
	return Strings{action.String(), content.String(), change.String()}
}

// seconds is a time in whole seconds, rounded down.
func seconds(t int64) int64 {
	s := t / 1e6
	if t%1e6 < 0 {
		s--
	}
	return s
}

// joiner joins words, with " | " between weeks.
type joiner struct {
	strings.Builder
	week [2]int
}

func (j *joiner) add(week [2]int, word string) {
	if word == "" {
		return
	}
	if j.Len() > 0 && week != j.week {
		j.WriteString(" | ")
	}
	j.week = week
	j.WriteString(word)
}
