package post

import (
	"bytes"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/source"
)

// includes are the users, tweets and media that a page holds beside its data,
// by id. Keys and values alias the page.
type includes struct {
	users  map[string]profile
	tweets map[string][]byte // id → the tweet's bytes
	media  map[string][]byte // key → address
}

// profile is what is kept of a user.
type profile struct{ username, created []byte }

func (p *includes) reset() {
	clear(p.users)
	clear(p.tweets)
	clear(p.media)
}

// add takes the users, tweets and media of an includes object.
func (p *includes) add(raw []byte) {
	if p.users == nil {
		p.users, p.tweets, p.media = map[string]profile{}, map[string][]byte{}, map[string][]byte{}
	}
	for m := range source.Members(raw) {
		for _, o := range source.Elements(m.Value) {
			switch string(m.Name) {
			case "users":
				got := plainMembers(o, "id", "username", "created_at")
				p.users[alias(got[0])] = profile{got[1], got[2]}
			case "tweets":
				p.tweets[alias(plainMembers(o, "id")[0])] = o
			case "media":
				got := plainMembers(o, "media_key", "url", "preview_image_url")
				if got[1] == nil {
					got[1] = got[2]
				}
				p.media[alias(got[0])] = got[1]
			}
		}
	}
}

// plainMembers gives the strings that up to three members of an object hold.
// Ids, usernames, times and X's own addresses have no escapes; one that has
// is none.
func plainMembers(object []byte, names ...string) (got [3][]byte) {
	for m := range source.Members(object) {
		for i, name := range names {
			if string(m.Name) == name {
				got[i] = plainString(m.Value)
			}
		}
	}
	return got
}

func plainString(v []byte) []byte {
	if len(v) < 2 || v[0] != '"' || bytes.IndexByte(v, '\\') >= 0 || !utf8.Valid(v) {
		return nil
	}
	return v[1 : len(v)-1]
}
