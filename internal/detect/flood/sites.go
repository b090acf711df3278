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
// No host name is "*", in any language.
const otherSites = "*"

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
		return s.named(otherSites)
	}
	if s.bySource[o.Source] < 0 {
		s.bySource[o.Source] = s.named(s.sourceName(o.Source))
	}
	return s.bySource[o.Source]
}

// sourceName is the site given for a source, else the name of its file, which
// stands for the site that nobody named. Files of one name in several
// directories are told apart by their digests.
func (s *sites) sourceName(i int) string {
	src := s.sources[i]
	if src.Site != "" {
		return strings.ToLower(src.Site)
	}
	for j, other := range s.sources {
		if j != i && other.Name == src.Name && other.Site == "" && other.Kind == src.Kind {
			return src.Name + " (" + src.SHA256[:min(6, len(src.SHA256))] + ")"
		}
	}
	return src.Name
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
