package post

import (
	"context"
	"strings"
	"time"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// crowdTangleJSON reads the answers of CrowdTangle's API: {"result": {"posts":
// […]}}, or its posts one in each value. Its times are UTC.
type crowdTangleJSON struct {
	feed
	clock clock
}

func sniffCrowdTangleJSON(head []byte) int {
	object := firstObject(head)
	if object == nil {
		return 0
	}
	if result := within(object, "result"); result != nil {
		object = within(result, "posts")
	}
	names := topNames(object)
	if names.all("platformId", "date", "account") && names.any("postUrl", "expandedLinks", "subscriberCount", "statistics") {
		return 97
	}
	return 0
}

func readCrowdTangleJSON(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	r := &crowdTangleJSON{feed: newFeed(in, to), clock: clock{zone: time.UTC}}
	r.parts = func(raw []byte, to [][]byte) ([][]byte, bool) { return listed(raw, to, "result", "posts") }
	r.fill = r.one
	return r.run(ctx)
}

func (r *crowdTangleJSON) one(v *fastjson.Value, p *Post) (string, lang.Message) {
	account := v.Get("account")
	if account == nil || v.Get("platformId") == nil && v.Get("id") == nil {
		return "", lang.M("not-a-post")
	}
	date := str(v, "date")
	if date == "" {
		return "date", lang.M("field-missing", "field", "date")
	}
	if r.twice("date") {
		r.warn("date", lang.M("duplicate-field", "field", "date"))
	}
	var problem lang.Message
	if p.Time, problem = r.clock.read(date); problem.Key != "" {
		return "date", problem
	}
	p.Handle = first(str(account, "handle"), str(account, "name"))
	if p.Account = first(r.scalar(account, "platformId"), p.Handle, r.scalar(account, "id")); p.Account == "" {
		return "account.platformId", lang.M("field-missing", "field", "account.platformId")
	}
	p.Platform = strings.ToLower(first(str(v, "platform"), str(account, "platform")))
	p.Language = str(v, "languageCode")
	p.Act = Original
	p.ID = first(r.scalar(v, "platformId"), r.scalar(v, "id"))
	p.Text = first(str(v, "message"), str(v, "description"))
	r.content(v, p)
	return "", lang.Message{}
}

// twice says whether the current record has a member more than once.
func (r *crowdTangleJSON) twice(name string) bool {
	n := 0
	for m := range source.Members(r.at.Raw) {
		if string(m.Name) == name {
			n++
		}
	}
	return n > 1
}

// content takes links, all of which the API lists with where they lead, and
// media.
func (r *crowdTangleJSON) content(v *fastjson.Value, p *Post) {
	link := str(v, "link")
	final := link
	for _, l := range v.GetArray("expandedLinks") {
		original, expanded := str(l, "original"), str(l, "expanded")
		if original == link && expanded != "" {
			final = expanded
		}
	}
	crowdTangleLink(str(v, "type"), link, final, p)
	for _, l := range v.GetArray("expandedLinks") {
		original, expanded := str(l, "original"), str(l, "expanded")
		if original != link {
			p.Links = replaceLink(p.Links, original, first(expanded, original))
		}
	}
	for _, m := range v.GetArray("media") {
		p.Media = appendOnce(p.Media, first(str(m, "full"), str(m, "url")))
	}
}

// replaceLink puts where a link leads in its place, once.
func replaceLink(links []string, original, expanded string) []string {
	if len(links) > maxOnce {
		return appendOnce(links, expanded)
	}
	kept := links[:0]
	for _, l := range links {
		if l != original {
			kept = append(kept, l)
		}
	}
	return appendOnce(kept, expanded)
}
