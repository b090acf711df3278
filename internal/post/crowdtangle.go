package post

import (
	"context"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// crowdTangle reads the tables that CrowdTangle exported: posts of Facebook
// pages, of Facebook groups, and of Instagram accounts. In a table of groups
// the account is the group: CrowdTangle did not say who wrote in it.
type crowdTangle struct {
	*table
	clock clock
	// Columns, -1 where there is none.
	account, handle, name, created, made, kind, message, link, final, url int
	instagram                                                             bool
}

// crowdTangleNames are the columns that only these tables have: of Facebook
// since 2020 and before, and of Instagram.
var crowdTangleNames = [...][]string{
	{"Facebook Id", "Post Created", "Message", "URL"},
	{"Facebook Id", "Created", "Message", "URL", "Likes at Posting"},
	{"Account", "User Name", "Post Created", "Description", "URL", "Total Interactions"},
}

func sniffCrowdTangle(head []byte) int {
	names := headerNames(head, delimiter(head))
	for _, wanted := range crowdTangleNames {
		if hasColumns(names, wanted) {
			return 98
		}
	}
	return 0
}

func readCrowdTangle(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	t, err := openTable(in, 0, to)
	if err != nil {
		return err
	}
	r := &crowdTangle{table: t, clock: clock{zone: opt.Zone}}
	r.instagram = t.column("Facebook Id") < 0
	for _, c := range []struct {
		at    *int
		names []string
	}{
		{&r.account, []string{"Facebook Id"}},
		{&r.handle, []string{"User Name"}},
		{&r.name, []string{"Page Name", "Group Name", "Account"}},
		{&r.created, []string{"Post Created", "Created"}},
		{&r.made, []string{"Page Created"}},
		{&r.kind, []string{"Type"}},
		{&r.message, []string{"Message", "Description"}},
		{&r.link, []string{"Link"}},
		{&r.final, []string{"Final Link"}},
		{&r.url, []string{"URL"}},
	} {
		*c.at = t.column(c.names...)
	}
	if r.created < 0 {
		return source.Refuse("no-column", "column", "Post Created")
	}
	if r.account >= 0 && roundedColumn(r.head, delimiter(r.head), r.account) {
		r.account = -1
		t.note("Facebook Id")
	}
	t.row = r.row
	return t.read(ctx)
}

func (r *crowdTangle) row(fields [][]byte, p *Post) (string, lang.Message) {
	created := cellOf(fields, r.created)
	if created == "" {
		return r.names[r.created], lang.M("field-empty", "field", r.names[r.created])
	}
	var problem lang.Message
	if p.Time, problem = r.clock.named(created); problem.Key != "" {
		return r.names[r.created], problem
	}
	p.Platform = "facebook"
	if r.instagram {
		p.Platform = "instagram"
	}
	p.Handle = handle(first(cellOf(fields, r.handle), cellOf(fields, r.name)))
	if p.Account = cellOf(fields, r.account); rounded(p.Account) {
		r.note("Facebook Id")
		p.Account = ""
	}
	if p.Account = first(p.Account, p.Handle); p.Account == "" {
		return "Facebook Id", lang.M("field-empty", "field", "Facebook Id")
	}
	if made, problem := r.clock.named(cellOf(fields, r.made)); problem.Key == "" {
		p.Since = made
	}
	p.Act = Original
	p.ID = addressID(cellOf(fields, r.url))
	p.Text = cellOf(fields, r.message)
	crowdTangleLink(cellOf(fields, r.kind), cellOf(fields, r.link), cellOf(fields, r.final), p)
	return "", lang.Message{}
}

// crowdTangleLink sorts a post's link: of a photo, video or status it is the
// post's own medium, of anything else what the post shares, where it leads in
// the end. Where the text has the address that led there, it is not repeated.
func crowdTangleLink(kind, link, final string, p *Post) {
	switch strings.ReplaceAll(strings.ToLower(kind), "_", " ") {
	case "photo", "album", "status", "native video", "live video", "live video complete", "live video scheduled",
		"igtv", "video igtv", "reel", "carousel album":
		p.Media = appendOnce(p.Media, first(final, link))
	default:
		p.Links = appendOnce(p.Links, first(final, link))
	}
	appendNewLinks(p, link, final)
	p.Hashtags = appendHashtags(p.Hashtags, p.Text)
	p.Mentions = appendMentions(p.Mentions, p.Text)
}

// addressID is the id in the address of a post: "12_34" of a page's or
// group's number and the post's, which is how Facebook's API writes it, else
// the last part of the path. It is "" where the address holds none.
func addressID(address string) string {
	address, query, _ := strings.Cut(address, "?")
	_, path, found := strings.Cut(address, "://")
	_, path, _ = strings.Cut(path, "/")
	path = strings.Trim(path, "/")
	switch {
	case !found || path == "":
		return ""
	case strings.HasSuffix(path, ".php"):
		return queryID(query)
	}
	owner, last := "", path
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		last = path[i+1:]
		for _, between := range [...]string{"/posts", "/permalink"} {
			if before, ok := strings.CutSuffix(path[:i], between); ok {
				owner = before[strings.LastIndexByte(before, '/')+1:]
			}
		}
	}
	return pairID(owner, last)
}

// queryID is the id in an address such as permalink.php?story_fbid=34&id=12.
func queryID(query string) string {
	values := map[string]string{}
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		values[name] = value
	}
	return pairID(values["id"], first(values["story_fbid"], values["fbid"]))
}

func pairID(owner, number string) string {
	if allDigits(owner) && allDigits(number) {
		return owner + "_" + number
	}
	return number
}
