package origin

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"github.com/unveil-project/unveil/internal/durable"
)

// suffix is how the files of databases end.
const suffix = ".origin"

// maxDatabases is how many databases a set may have.
const maxDatabases = 32

// Set is the databases at hand. It is safe for concurrent use.
type Set struct {
	all       []*compact // in order of name
	countries []*compact
	networks  []*compact // the youngest first
	lists     []*compact // those that mark networks, the most telling kind first
	crawlers  []*compact
}

// Open loads the databases of directories. A directory that is not there has
// none, and no directory gives an empty set. Of two databases of one name that
// of the earlier directory counts. An error names the file that cannot be
// used; the cause wraps what is wrong with it.
func Open(dirs ...string) (*Set, error) {
	var files []*stored
	seen := map[string]bool{}
	for _, dir := range dirs {
		list, err := storedIn(dir)
		if err != nil {
			return nil, err
		}
		for _, f := range list {
			if !seen[f.name] {
				files, seen[f.name] = append(files, f), true
			}
		}
	}
	if len(files) > maxDatabases {
		return nil, fmt.Errorf("there are %d databases, more than the %d that can be used together", len(files), maxDatabases)
	}
	var wait sync.WaitGroup
	for _, f := range files {
		wait.Go(f.load)
	}
	wait.Wait()
	all := make([]*compact, 0, len(files))
	for _, f := range files {
		if f.err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, f.err)
		}
		all = append(all, f.db)
	}
	return newSet(all), nil
}

// stored is a file of a directory, and what was read from it.
type stored struct {
	dir  durable.FS
	name string
	db   *compact
	err  error
}

func storedIn(dir string) ([]*stored, error) {
	d, err := durable.Disk(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("opening the directory of databases: %w", err)
	}
	names, err := d.List(".")
	if err != nil {
		return nil, fmt.Errorf("listing databases: %w", err)
	}
	var out []*stored
	for _, n := range names {
		if strings.HasSuffix(n, suffix) {
			out = append(out, &stored{dir: d, name: n})
		}
	}
	return out, nil
}

func (f *stored) load() {
	r, err := f.dir.Open(f.name)
	if err != nil {
		f.err = err
		return
	}
	defer func() { _ = r.Close() }() // only read
	f.db, f.err = decode(io.NewSectionReader(r, 0, r.Size()), r.Size())
	switch {
	case f.err != nil:
	case f.db.Name+suffix != f.name:
		f.err = fmt.Errorf("the file holds the database %s: it was renamed", f.db.Name)
	default:
		f.db.seal()
	}
}

func newSet(all []*compact) *Set {
	s := &Set{all: all}
	slices.SortFunc(s.all, func(a, b *compact) int { return cmp.Compare(a.Name, b.Name) })
	for _, c := range s.all {
		switch {
		case c.Kind == CountryDB:
			s.countries = append(s.countries, c)
		case c.Kind == NetworkDB:
			s.networks = append(s.networks, c)
		case c.Kind == CrawlerList:
			s.crawlers = append(s.crawlers, c)
		default:
			s.lists = append(s.lists, c)
		}
	}
	slices.SortStableFunc(s.networks, func(a, b *compact) int { return cmp.Compare(b.Built, a.Built) })
	slices.SortStableFunc(s.lists, func(a, b *compact) int {
		return slices.Index(ListKinds(), a.Kind) - slices.Index(ListKinds(), b.Kind)
	})
	return s
}

// Databases are the databases, in order of name.
func (s *Set) Databases() []Database {
	out := make([]Database, len(s.all))
	for i, c := range s.all {
		out[i] = c.Database
	}
	return out
}

// Organisation is the name of the organisation of an AS number, "" where no
// database knows it: that of the youngest database that does.
func (s *Set) Organisation(asn uint32) string {
	for _, c := range s.networks {
		if i := c.networks.find(asn); i >= 0 && c.networks.name(i) != "" {
			return c.networks.name(i)
		}
	}
	return ""
}

// Crawler names the published list of crawlers that holds an address, "" where
// none does.
func (s *Set) Crawler(a netip.Addr) string {
	a = a.Unmap()
	for _, c := range s.crawlers {
		if c.list.Contains(a) {
			return c.Name
		}
	}
	return ""
}
