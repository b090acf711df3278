package flood

import (
	"strings"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// otherSites is the subject of requests to host names beyond maxSites: a
// client chooses the host name that a log shows, so their number has no bound.
const otherSites = "other sites"

// sites gives every request the number of its site without allocating.
type sites struct {
	names    []string
	byName   map[string]int // as logged, and as election.yaml calls it
	bySource []int          // site of lines that name none; -1 until asked for
	sources  []source.Info
	alias    map[string]string
}

func newSites(e *election.Election, sources []source.Info) *sites {
	s := &sites{
		byName: map[string]int{}, sources: sources,
		bySource: make([]int, len(sources)), alias: map[string]string{},
	}
	for i := range s.bySource {
		s.bySource[i] = -1
	}
	for _, site := range e.Sites {
		for _, name := range site.Names {
			s.alias[strings.ToLower(name)] = strings.ToLower(site.Host)
		}
	}
	return s
}

// of is the number of the site that a request went to.
func (s *sites) of(o *detect.Obs[request.Request]) int {
	if o.Record.Site != "" {
		return s.named(o.Record.Site)
	}
	if o.Source < 0 || o.Source >= len(s.bySource) {
		return s.named("site not logged")
	}
	if s.bySource[o.Source] < 0 {
		src := s.sources[o.Source]
		name := "site not logged (" + src.Name + ")"
		if src.Site != "" {
			name = strings.ToLower(src.Site)
		}
		s.bySource[o.Source] = s.named(name)
	}
	return s.bySource[o.Source]
}

func (s *sites) named(host string) int {
	if i, ok := s.byName[host]; ok {
		return i
	}
	full := len(s.names) >= maxSites
	shown := otherSites
	if !full {
		shown = cut(strings.ToLower(strings.Clone(host)), 253)
		if host, ok := s.alias[shown]; ok {
			shown = host
		}
	}
	i, ok := s.byName[shown]
	if !ok {
		i = len(s.names)
		s.names = append(s.names, shown)
		s.byName[shown] = i
	}
	if !full {
		s.byName[strings.Clone(host)] = i
	}
	return i
}

// cut shortens hostile text to n bytes and keeps it valid UTF-8.
func cut(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.ToValidUTF8(s, "�")
}
