package post

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/text"
)

// role is what a column of a mapped export holds.
type role int

const (
	roleAccount role = iota
	roleTime
	roleText
	roleID
	roleHandle
	roleLanguage
	roleLink
	roleHashtag
	roleMention
	roleObject
	roleRepost
	roleReply
	roleClient
	rolePlatform
	roleMedia
	roles // how many there are
)

// roleNames are the keys of a map, by role. The plural is taken too.
var roleNames = [roles]string{
	"account", "time", "text", "id", "handle", "language", "link", "hashtag", "mention",
	"object", "repost", "reply", "client", "platform", "media",
}

// timeFormat is the key of a map that says how times are written.
const timeFormat = "time_format"

// columns names the column of each role, "" where there is none.
type columns [roles]string

// example is shown where a map is wrong or wanting.
func example(c columns) string {
	parts := make([]string, 0, 3)
	for _, r := range []role{roleAccount, roleTime, roleText} {
		name := c[r]
		if name == "" {
			name = "…"
		}
		parts = append(parts, roleNames[r]+"="+name)
	}
	return "--map " + strings.Join(parts, ",")
}

// bind finds the columns that a user's map means among the names of an
// export. Where open is true a name that is not among them is taken as it is:
// fields of JSON may be absent from the objects that were seen.
func bind(opt source.Options, names []string, open bool) (columns, error) {
	if len(opt.Map) == 0 {
		return guess(names)
	}
	var c columns
	if objectAlone(opt.Map) {
		var err error
		if c, err = guess(names); err != nil {
			return c, err
		}
		c[roleObject] = ""
	}
	for _, k := range slices.Sorted(maps.Keys(opt.Map)) {
		if k == timeFormat {
			continue
		}
		r, ok := roleOf(k)
		if !ok {
			return c, source.Refuse("map-key", "key", quoted(k), "keys", strings.Join(roleNames[:], ", ")+", "+timeFormat)
		}
		if c[r] != "" {
			return c, source.Refuse("map-repeat", "key", roleNames[r])
		}
		name, ok := find(names, opt.Map[k])
		if !ok && !open {
			return c, source.Refuse("map-column", "column", quoted(opt.Map[k]), "nearest", quoted(nearest(names, opt.Map[k])), "columns", list(names))
		}
		c[r] = name
	}
	for _, r := range []role{roleAccount, roleTime} {
		if c[r] == "" {
			return c, source.Refuse("map-need", "key", roleNames[r], "example", example(c), "columns", list(names))
		}
	}
	return c, nil
}

// objectAlone says whether a map names nothing but what is shared: the other
// columns are those of well-known names then.
func objectAlone(m map[string]string) bool {
	for k := range m {
		if r, ok := roleOf(k); k != timeFormat && (!ok || r != roleObject) {
			return false
		}
	}
	return true
}

func roleOf(k string) (role, bool) {
	for r, name := range roleNames {
		if k == name || k == name+"s" {
			return role(r), true
		}
	}
	return 0, false
}

// find gives the name as the export writes it: exactly, else whatever the
// case of its letters.
func find(names []string, want string) (string, bool) {
	if slices.Contains(names, want) {
		return want, true
	}
	for _, n := range names {
		if strings.EqualFold(n, want) {
			return n, true
		}
	}
	return want, false
}

// list writes column names for an error, bounded.
func list(names []string) string {
	const most = 40
	shown := make([]string, 0, most+1)
	for i, n := range names {
		if i == most {
			shown = append(shown, "…")
			break
		}
		shown = append(shown, quoted(n))
	}
	return strings.Join(shown, ", ")
}

// nearest finds the name that takes the fewest edits to become want.
func nearest(names []string, want string) string {
	if len(names) == 0 {
		return ""
	}
	want = strings.ToLower(quoted(want))
	return slices.MinFunc(names[:min(len(names), 1000)], func(a, b string) int {
		return cmp.Compare(text.Edits(strings.ToLower(quoted(a)), want), text.Edits(strings.ToLower(quoted(b)), want))
	})
}
