package origin

import (
	"bytes"
	"context"
	"errors"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/oschwald/maxminddb-golang/v2"
)

// maxMMDB bounds an mmdb, which is read into memory; maxNetworks bounds the
// leaves of its tree, which a hostile one can have without end; maxSeen bounds
// the records that are kept so as to be read once.
const (
	maxSeen     = 1 << 20
	maxMMDB     = 384 << 20
	maxNetworks = 60_000_000
)

// isMMDB says whether bytes are a MaxMind DB: the marker of its metadata
// stands near their end.
func isMMDB(b []byte) bool {
	return bytes.Contains(b[max(0, len(b)-128<<10):], []byte("\xab\xcd\xefMaxMind.com"))
}

// record is what one entry of an mmdb says.
type record struct {
	country Country
	asn     uint32
	org     string
	bad     string // what could not be understood
}

// mmdb reads a MaxMind DB of countries, cities, networks or several of these.
func (d *draft) mmdb(ctx context.Context, b []byte) error {
	db, err := maxminddb.OpenBytes(b)
	if err != nil {
		return refuse(err, "mmdb", "why", err.Error())
	}
	defer func() { _ = db.Close() }() // nothing is open but memory
	if e := db.Metadata.BuildEpoch; e > 0 && e < 1<<33 {
		d.built, d.builtBy = time.Unix(int64(e), 0).UTC().Format(day), builtByDatabase
	}
	if d.name == "" {
		d.name = db.Metadata.DatabaseType
	}
	seen, leaves := map[uintptr]record{}, 0
	// Networks without data and aliases of IPv4 are asked for because only what
	// is yielded can be counted, and the tree of a hostile file has to end.
	for r := range db.Networks(maxminddb.IncludeNetworksWithoutData(), maxminddb.IncludeAliasedNetworks()) {
		if leaves++; leaves > maxNetworks {
			return refuse(nil, "many", "limit", maxNetworks)
		}
		if leaves%65536 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.Err(); err != nil {
			return refuse(err, "mmdb", "why", err.Error())
		}
		if err := d.leaf(r, seen); err != nil {
			return err
		}
	}
	return nil
}

// leaf keeps one network of the tree.
func (d *draft) leaf(r maxminddb.Result, seen map[uintptr]record) error {
	p := r.Prefix()
	if !r.Found() || aliased(p) {
		return nil
	}
	rec, ok := seen[r.Offset()]
	if !ok {
		var err error
		if rec, err = readRecord(r); err != nil {
			return refuse(err, "mmdb", "why", err.Error())
		}
		if len(seen) >= maxSeen {
			clear(seen)
		}
		seen[r.Offset()] = rec
	}
	if rec.bad != "" {
		d.reject(p.String() + " " + rec.bad)
		return nil
	}
	first, last, six := ends(p)
	return d.add(first, last, six, rec.country, rec.asn, rec.org)
}

// aliased holds of networks of IPv6 that stand for one of IPv4: mapped ones,
// and those of tunnels, under which databases repeat their tree of IPv4.
func aliased(p netip.Prefix) bool {
	a := p.Addr()
	return a.Is4In6() || a.Is6() && reserved6(position6(a)) == "tunnel"
}

// The paths under which databases in circulation keep what is looked for.
var (
	countryPaths = [][]any{{"country", "iso_code"}, {"country_code"}, {"country"}}
	asnPaths     = [][]any{{"autonomous_system_number"}, {"asn"}, {"traits", "autonomous_system_number"}}
	orgPaths     = [][]any{{"autonomous_system_organization"}, {"as_name"}, {"as_org"}, {"traits", "autonomous_system_organization"}}
)

func readRecord(r maxminddb.Result) (rec record, err error) {
	code, err := textAt(r, countryPaths)
	if err != nil {
		return rec, err
	}
	number, err := textAt(r, asnPaths)
	if err != nil {
		return rec, err
	}
	if rec.org, err = textAt(r, orgPaths); err != nil {
		return rec, err
	}
	var ok bool
	if rec.country, ok = ParseCountry(code); !ok {
		rec.bad = code
	}
	if rec.asn, ok = parseASN(number); !ok {
		rec.bad = number
	}
	return rec, nil
}

// textAt gives the first value of those paths that is a text or a number, as
// text.
func textAt(r maxminddb.Result, paths [][]any) (string, error) {
	for _, p := range paths {
		var text *string
		err := r.DecodePath(&text, p...)
		if err == nil && text != nil {
			return *text, nil
		}
		if damaged(err) {
			return "", err
		}
		var n *uint64
		err = r.DecodePath(&n, p...)
		if err == nil && n != nil {
			return strconv.FormatUint(*n, 10), nil
		}
		if damaged(err) {
			return "", err
		}
	}
	return "", nil
}

// damaged tells a database that is broken from a value of another type.
func damaged(err error) bool {
	var bad maxminddb.InvalidDatabaseError
	return errors.As(err, &bad)
}

// parseASN reads 64496 and AS64496; empty, "-" and 0 are 0: not known.
func parseASN(s string) (uint32, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 2 && strings.EqualFold(s[:2], "as") {
		s = s[2:]
	}
	if s == "" || s == "-" {
		return 0, true
	}
	n, err := strconv.ParseUint(s, 10, 32)
	return uint32(n), err == nil
}
