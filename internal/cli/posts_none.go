package cli

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/share"
	"github.com/unveil-project/unveil/internal/store"
)

// summary is what a list says beside its posts.
func (p *postPicker) summary() *listedPosts {
	list := &listedPosts{total: len(p.order), seen: p.seen}
	for _, o := range p.matched {
		list.matched = append(list.matched, p.object(o))
	}
	if p.ask.object != "" && len(p.matched) == 0 {
		list.common = p.commonest()
	}
	if p.ask.together {
		p.count(list)
	}
	return list
}

// count counts the objects on which accounts met, and posts by their kinds,
// most first.
func (p *postPicker) count(list *listedPosts) {
	met := map[uint32]bool{}
	of := map[share.Kind]int{}
	for _, m := range p.chosen {
		var kinds share.Set
		for _, o := range m.objects {
			met[o] = true
			kinds |= share.Of(p.table.Kinds[o])
		}
		for _, k := range kinds.Kinds() {
			of[k]++
		}
	}
	list.objects = len(met)
	for _, k := range share.Kinds() {
		if of[k] > 0 {
			list.kinds = append(list.kinds, kindCount{k.String(), of[k]})
		}
	}
	slices.SortStableFunc(list.kinds, func(x, y kindCount) int { return cmp.Compare(y.posts, x.posts) })
}

// showNoPosts says that no post was found, why, and what to ask instead.
func (a *app) showNoPosts(ask *postsAsk, list *listedPosts) {
	a.out.line(a.Print(lang.M("posts.none", "n", list.seen.posts)))
	a.say(a.whyNone(ask, list))
}

// whyNone gives the condition that left nothing, with what to do next.
func (a *app) whyNone(ask *postsAsk, list *listedPosts) lang.Message {
	s := &list.seen
	switch {
	case s.posts == 0:
		return lang.M("posts.none-at-all")
	case s.period == 0:
		return lang.M("posts.none-period", "start", store.Time(s.first), "end", store.Time(s.last))
	case ask.object != "" && len(list.matched) == 0 && len(list.common) > 0:
		return lang.M("posts.none-object", "object", clip(terminalSafe(ask.given), 120), "kinds", strings.Join(kindNames(ask.on), ", "), "names", objectNames(list.common))
	case ask.object != "" && len(list.matched) == 0:
		return lang.M("posts.none-shared", "kinds", strings.Join(kindNames(ask.on), ", "))
	case len(ask.words) > 0:
		return lang.M("posts.none-words")
	case ask.together && s.gap < math.MaxInt64:
		return lang.M("posts.none-window", "window", float64(ask.window)/1e6, "n", s.common, "gap", float64(s.gap)/1e6, "within", wholeSeconds(s.gap))
	case ask.together:
		return lang.M("posts.none-together", "kinds", strings.Join(kindNames(ask.on), ", "))
	}
	return lang.M("posts.none-both")
}

// wholeSeconds writes a time of microseconds as --within takes it, rounded up.
func wholeSeconds(micros int64) string {
	return strconv.FormatInt((micros+999_999)/1_000_000, 10) + "s"
}
