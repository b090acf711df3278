package social

import (
	"strconv"
	"unicode/utf8"
)

// entities are the places of objects in a text, in characters as X counts
// them (Unicode code points), the end not included.
type entities struct {
	tags     []place
	links    []place
	mentions []place
}

type place struct {
	start, end int
	index      int32 // into the stage's tags, links or people
}

// compose makes the text of an act with its objects, and their places.
func (t *tweets) compose(i int32, prefix string, k kind) {
	a := &t.acts[i]
	t.body = append(t.body[:0], prefix...)
	t.ents = entities{t.ents.tags[:0], t.ents.links[:0], t.ents.mentions[:0]}
	switch {
	case prefix != "":
		t.mention(a.author, len("RT "), len(prefix)-len(": "))
	case k == reply:
		t.body = append(t.body, '@')
		t.body = append(t.body, t.people[t.acts[a.ref].author].handle...)
		t.mention(t.acts[a.ref].author, 0, len(t.body))
		t.body = append(t.body, ' ')
	}
	t.body = t.phrases.append(t.body, a.style, a.text, a.variant)
	if a.via >= 0 {
		t.body = append(t.body, " vía "...)
		start := utf8.RuneCount(t.body)
		t.body = append(append(t.body, '@'), t.people[a.via].handle...)
		t.mention(a.via, start, utf8.RuneCount(t.body))
	}
	for _, tag := range a.tags {
		if tag >= 0 {
			start := t.begin()
			t.body = append(append(t.body, '#'), t.tags[tag]...)
			t.ents.tags = append(t.ents.tags, place{start, utf8.RuneCount(t.body), int32(tag)})
		}
	}
	if a.link >= 0 {
		start := t.begin()
		t.body = t.appendShort(t.body, a.link)
		t.ents.links = append(t.ents.links, place{start, utf8.RuneCount(t.body), a.link})
	}
}

// begin appends a blank and gives the place after it.
func (t *tweets) begin() int {
	t.body = append(t.body, ' ')
	return utf8.RuneCount(t.body)
}

func (t *tweets) mention(who int32, start, end int) {
	t.ents.mentions = append(t.ents.mentions, place{start, end, who})
}

// appendShort appends the short address that stands for a link in a text.
func (t *tweets) appendShort(b []byte, link int32) []byte {
	const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	b = append(b, "https://t.example/"...)
	x := (uint64(link) + 1) * 0x9e3779b97f4a7c15
	for range 10 {
		b = append(b, digits[x%62])
		x /= 62
	}
	return b
}

// cut leaves out the entities that end after a place.
func (e *entities) cut(end int) {
	keep := func(ps []place) []place {
		kept := ps[:0]
		for _, p := range ps {
			if p.end <= end {
				kept = append(kept, p)
			}
		}
		return kept
	}
	e.tags, e.links, e.mentions = keep(e.tags), keep(e.links), keep(e.mentions)
}

// append appends the member "entities", or nothing where there are none.
func (e *entities) append(b []byte, t *tweets) []byte {
	if len(e.tags)+len(e.links)+len(e.mentions) == 0 {
		return b
	}
	b = append(b, `,"entities":{`...)
	sep := ""
	b, sep = appendPlaces(b, sep, "hashtags", e.tags, func(b []byte, p place) []byte {
		return appendString(append(b, `,"tag":`...), t.tags[p.index])
	})
	b, sep = appendPlaces(b, sep, "urls", e.links, func(b []byte, p place) []byte {
		b = append(t.appendShort(append(b, `,"url":"`...), p.index), '"')
		b = appendString(append(b, `,"expanded_url":`...), t.links[p.index])
		return appendString(append(b, `,"display_url":`...), t.links[p.index][len("https://"):])
	})
	b, _ = appendPlaces(b, sep, "mentions", e.mentions, func(b []byte, p place) []byte {
		b = appendString(append(b, `,"username":`...), t.people[p.index].handle)
		return quoteID(append(b, `,"id":`...), t.people[p.index].id)
	})
	return append(b, '}')
}

// appendPlaces appends one list of entities where there are any, and gives
// what separates the next list from it.
func appendPlaces(b []byte, sep, name string, ps []place, rest func([]byte, place) []byte) ([]byte, string) {
	if len(ps) == 0 {
		return b, sep
	}
	b = append(b, sep...)
	b = append(b, '"')
	b = append(b, name...)
	b = append(b, `":[`...)
	for i, p := range ps {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, `{"start":`...), int64(p.start), 10)
		b = strconv.AppendInt(append(b, `,"end":`...), int64(p.end), 10)
		b = append(rest(b, p), '}')
	}
	return append(b, ']'), ","
}
