package sheet

import (
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/text"
)

// Keys of a column map that name one thing of a sheet. Votes are named by
// "option:NAME" and "sum:NAME", or by the lists "options" and "sums".
const (
	keyStation    = "station"
	keyContest    = "contest"
	keyState      = "state"
	keyDistrict   = "district"
	keyTown       = "town"
	keySection    = "section"
	keyStratum    = "stratum"
	keyRegistered = "registered"
	keyTime       = "time"
	keySpecial    = "special"
	keyModified   = "modified"
	keyOrigin     = "origin"
)

// textKeys are the keys of things that are not votes, in the order in which
// they are explained.
var textKeys = []string{
	keyStation, keyContest, keyState, keyDistrict, keyTown, keySection, keyStratum,
	keyRegistered, keyTime, keySpecial, keyModified, keyOrigin,
}

// roleKeys are the keys of figures that a sheet has once.
var roleKeys = []struct {
	key  string
	role Role
}{
	{"write_in", WriteIn},
	{"null", Null},
	{"total", Total},
	{"unused", Unused},
	{"voters", Voters},
	{"deposited", Deposits},
}

// csvColumns says which column of a table holds what.
type csvColumns struct {
	width   int
	text    map[string]place // by key of textKeys; absent where the table has none
	figures []figureColumn
}

// mapColumns finds the columns of a table: by the map where the user gave
// one, else by their names where these can mean only one thing.
func mapColumns(names []string, m map[string]string) (csvColumns, error) {
	var c csvColumns
	var err error
	if len(m) > 0 {
		c, err = columnsByMap(names, m)
	} else {
		c, err = columnsByName(names)
	}
	if err != nil {
		return c, err
	}
	c.width = len(names)
	if _, ok := c.text[keyStation]; !ok {
		return c, needMap(names, "station", "?")
	}
	if !slices.ContainsFunc(c.figures, func(f figureColumn) bool { return f.role == Option || f.role == Sum }) {
		return c, needMap(names, "options", "?")
	}
	return c, nil
}

// columnsByMap follows a user's map, in the order of its keys.
func columnsByMap(names []string, m map[string]string) (csvColumns, error) {
	c := csvColumns{text: map[string]place{}}
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var votes []figureColumn
	for _, key := range keys {
		found, err := votesOf(names, key, m[key])
		if err != nil {
			return c, err
		}
		if votes = append(votes, found...); found != nil {
			continue
		}
		role, isRole := roleOf(key)
		if !isRole && !slices.Contains(textKeys, key) {
			return c, unknownKey(key)
		}
		at, err := column(names, key, m[key])
		switch {
		case err != nil:
			return c, err
		case isRole:
			c.figures = append(c.figures, figureColumn{at, role})
		default:
			c.text[key] = at
		}
	}
	// Figures keep the order of their columns, whatever the order of the keys.
	c.figures = append(c.figures, votes...)
	slices.SortStableFunc(c.figures, func(a, b figureColumn) int { return a.index - b.index })
	return c, uniqueNames(c.figures)
}

// votesOf reads a map entry that names columns of votes; nil where the key
// is another.
func votesOf(names []string, key, value string) ([]figureColumn, error) {
	if name, role, ok := cutVotes(key); ok {
		at, err := column(names, key, value)
		at.name = name
		return []figureColumn{{at, role}}, err
	}
	role := Option
	if key == "sums" {
		role = Sum
	}
	if key != "options" && key != "sums" {
		return nil, nil
	}
	var found []figureColumn
	for _, name := range strings.Fields(value) {
		at, err := column(names, key, name)
		if err != nil {
			return nil, err
		}
		found = append(found, figureColumn{at, role})
	}
	if found == nil {
		return nil, source.Refuse("map-empty", "key", key)
	}
	return found, nil
}

// cutVotes takes the name and the role out of "option:NAME" or "sum:NAME".
func cutVotes(key string) (name string, role Role, ok bool) {
	for _, k := range []struct {
		prefix string
		role   Role
	}{{"option:", Option}, {"sum:", Sum}} {
		if len(key) > len(k.prefix) && strings.EqualFold(key[:len(k.prefix)], k.prefix) {
			name = strings.TrimSpace(key[len(k.prefix):])
			return name, k.role, name != ""
		}
	}
	return "", "", false
}

// roleOf gives the role that a key stands for.
func roleOf(key string) (Role, bool) {
	for _, k := range roleKeys {
		if k.key == key {
			return k.role, true
		}
	}
	return "", false
}

// column finds a column by its name: as written, else without regard to case
// and outer space where only one fits.
func column(names []string, key, want string) (place, error) {
	if i := slices.Index(names, want); i >= 0 {
		return place{strings.ToValidUTF8(names[i], "\uFFFD"), i}, nil
	}
	found := -1
	for i, name := range names {
		if strings.EqualFold(name, strings.TrimSpace(want)) {
			if found >= 0 {
				return place{}, source.Refuse("map-case", "key", key, "column", shown([]byte(want)))
			}
			found = i
		}
	}
	if found >= 0 {
		return place{strings.ToValidUTF8(names[found], "\uFFFD"), found}, nil
	}
	return place{}, source.Refuse("map-column", "column", shown([]byte(want)), "nearest", orDash(nearest(names, want)), "columns", listed(names))
}

// uniqueNames refuses two figures of the same role and name: a detector could
// not tell them apart.
func uniqueNames(figures []figureColumn) error {
	seen := map[string]bool{}
	for _, f := range figures {
		key := string(f.role) + ":" + f.name
		if seen[key] {
			return source.Refuse("map-names", "column", shown([]byte(f.name)))
		}
		seen[key] = true
	}
	return nil
}

// unknownKey says which keys a map can have.
func unknownKey(key string) error {
	keys := slices.Clone(textKeys)
	for _, k := range roleKeys {
		keys = append(keys, k.key)
	}
	return source.Refuse("map-key", "key", shown([]byte(key)), "keys", strings.Join(keys, ", ")+", options, sums, option:NAME, sum:NAME")
}

// orDash is a dash where there is no nearest name.
func orDash(name string) string {
	if name == "" {
		return "–"
	}
	return name
}

// head is the beginning of a name, as much of it as is compared.
func head(name string) []rune {
	r := []rune(name)
	return r[:min(len(r), 64)]
}

// nearest gives the name with the fewest edits to the wanted one, "" where
// none is near.
func nearest(names []string, want string) string {
	want = strings.ToLower(want)
	best, bestDistance := "", len([]rune(want))/2+1
	for _, name := range names {
		if d := text.Distance(head(strings.ToLower(name)), head(want), bestDistance); d < bestDistance {
			best, bestDistance = name, d
		}
	}
	return shown([]byte(best))
}
