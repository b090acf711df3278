package post

import (
	"bytes"

	"github.com/unveil-project/unveil/internal/source"
)

// includes are the users and tweets that a page holds beside its data, by id.
// Keys and values alias the page.
type includes struct {
	users  map[string][]byte // id → username
	tweets map[string][]byte // id → the tweet's bytes
}

func (p *includes) reset() {
	clear(p.users)
	clear(p.tweets)
}

// add takes the users and tweets of an includes object.
func (p *includes) add(raw []byte) {
	if p.users == nil {
		p.users, p.tweets = map[string][]byte{}, map[string][]byte{}
	}
	for m := range source.Members(raw) {
		switch string(m.Name) {
		case "users":
			for _, user := range source.Elements(m.Value) {
				id, name := named(user, "id", "username")
				p.users[alias(id)] = name
			}
		case "tweets":
			for _, tweet := range source.Elements(m.Value) {
				id, _ := named(tweet, "id", "")
				p.tweets[alias(id)] = tweet
			}
		}
	}
}

// named gives the strings that two members of an object hold. Ids and
// usernames have no escapes; one that has is no id.
func named(object []byte, first, second string) (a, b []byte) {
	for m := range source.Members(object) {
		switch string(m.Name) {
		case first:
			a = plainString(m.Value)
		case second:
			b = plainString(m.Value)
		}
	}
	return a, b
}

func plainString(v []byte) []byte {
	if len(v) < 2 || v[0] != '"' || bytes.IndexByte(v, '\\') >= 0 {
		return nil
	}
	return v[1 : len(v)-1]
}
