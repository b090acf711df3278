package origin

import (
	"encoding/hex"
	"fmt"
	"regexp"
	"time"
)

// Database is what a database says of itself, and what was read out of it.
type Database struct {
	Name     string   `json:"database"`
	Kind     string   `json:"kind"`            // country, network, or the kind of a list
	Built    string   `json:"built"`           // 2006-01-02
	BuiltBy  string   `json:"built_by"`        // what says so: the database, its version, its text, or the user
	SHA256   string   `json:"sha256"`          // of the file as it was given, hex
	File     string   `json:"file"`            // its name
	Ranges   int      `json:"ranges"`          // ranges with an answer, or prefixes of a list
	Networks int      `json:"networks"`        // AS numbers that it knows
	Rejects  int      `json:"rejects"`         // rows that could not be read
	Overlaps int      `json:"overlaps"`        // rows that lie over another of another value
	Licence  string   `json:"licence"`         // as its package states it
	Warning  string   `json:"warning"`         // what its publisher warns of, in the publisher's words
	Members  []Member `json:"members"`         // what was read, where the file is an archive or packed
	First    string   `json:"first,omitempty"` // the first row that could not be read
}

// Member is a file within the file that was given.
type Member struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// What says when a database was built.
const (
	builtByDatabase = "database" // build_epoch of an mmdb
	builtByVersion  = "version"  // of the npm package
	builtByText     = "text"     // a comment, or creationTime of a list
	builtByUser     = "user"
)

const day = "2006-01-02"

// Names of databases are names of files on every system.
var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)

// check holds what a stored database says of itself to its form.
func (d *Database) check() error {
	_, list := listKind(d.Kind)
	_, err := time.Parse(day, d.Built)
	sum, bad := hex.DecodeString(d.SHA256)
	switch {
	case !namePattern.MatchString(d.Name):
		return fmt.Errorf("the name %q is none of a database", clip(d.Name, 80))
	case d.Kind != CountryDB && d.Kind != NetworkDB && !list:
		return fmt.Errorf("the kind %q is not known", clip(d.Kind, 80))
	case err != nil:
		return fmt.Errorf("the date %q is none", clip(d.Built, 80))
	case bad != nil || len(sum) != 32:
		return fmt.Errorf("the digest %q is no SHA-256", clip(d.SHA256, 80))
	}
	return nil
}

// Apart is how many days lie between the building of the database and a time:
// negative where the database is the younger one.
func (d Database) Apart(t time.Time) int {
	built, err := time.Parse(day, d.Built)
	if err != nil {
		return 0
	}
	y, m, dd := t.UTC().Date()
	return int(time.Date(y, m, dd, 0, 0, 0, 0, time.UTC).Sub(built) / (24 * time.Hour))
}

// clip cuts a text to n bytes at most, at a whole character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}
