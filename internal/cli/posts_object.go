package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/share"
)

// probes are posts that share an object under every kind: what posts share
// with them is that object, in whatever form it was given.
func probes(object string) []post.Post {
	if object == "" {
		return nil
	}
	one := []string{object}
	return []post.Post{
		{
			Account: probeAccount, Hashtags: []string{strings.TrimPrefix(object, "#")}, Links: one, Mentions: one, Media: one, Objects: one,
			ReplyTo: object, Text: object, Act: post.Original,
		},
		{Account: probeAccount, RepostOf: object, Act: post.Repost},
		{Account: probeAccount, Text: object, Act: post.Repost},
	}
}

// probeAccount cannot be an account: names hold no control characters.
const probeAccount = "\x00"

// probed says whether a probe is among the rows of an object.
func (p *postPicker) probed(o int) bool {
	r := p.table.Start[o]
	return r < p.table.Start[o+1] && p.sharers[p.table.Post[r]] == isProbe
}

// named gives the objects that --object names: the object itself, and where
// no post shares it, or where the name was cut, those whose name begins so.
// nil: none was asked for.
func (p *postPicker) named() map[uint32]bool {
	if p.ask.object == "" {
		return nil
	}
	cut := strings.HasSuffix(p.ask.given, "…")
	for o := range p.table.Objects {
		if !cut && p.probed(o) && p.shares(uint32(o)) > 0 {
			p.matched = append(p.matched, uint32(o))
		}
	}
	if len(p.matched) == 0 {
		p.begun()
	}
	set := map[uint32]bool{}
	for _, o := range p.matched {
		set[o] = true
	}
	slices.SortFunc(p.matched, p.commoner)
	return set
}

// begun matches the objects whose names begin with what was asked for: in the
// form of their kind, which the probes have, in small letters, or as they are
// shown.
func (p *postPicker) begun() {
	t := p.table
	forms := map[share.Kind]string{}
	for o, name := range t.Objects {
		if p.probed(o) {
			forms[t.Kinds[o]] = name
		}
	}
	small := strings.ToLower(p.ask.object)
	for o, name := range t.Objects {
		if name == "" || p.shares(uint32(o)) == 0 {
			continue
		}
		form := forms[t.Kinds[o]]
		if form != "" && strings.HasPrefix(name, form) || strings.HasPrefix(name, small) || strings.HasPrefix(terminalSafe(name), p.ask.object) {
			p.matched = append(p.matched, uint32(o))
		}
	}
}

// commoner puts the object that more posts share first.
func (p *postPicker) commoner(a, b uint32) int {
	return cmp.Or(cmp.Compare(p.shares(b), p.shares(a)), cmp.Compare(a, b))
}

// commonest names the objects that most posts share.
func (p *postPicker) commonest() (list []listedObject) {
	var top []uint32
	for o, name := range p.table.Objects {
		if name == "" || p.shares(uint32(o)) == 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, uint32(o), p.commoner)
		if at < shownObjects {
			top = slices.Insert(top, at, uint32(o))
			top = top[:min(len(top), shownObjects)]
		}
	}
	for _, o := range top {
		list = append(list, p.object(o))
	}
	return list
}

func (p *postPicker) object(o uint32) listedObject {
	return listedObject{p.table.Kinds[o].String(), p.table.Objects[o], p.shares(o)}
}
