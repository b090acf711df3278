package election

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
)

var goodHost = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)

func (r *report) sites(e *Election) {
	taken := map[string]bool{}
	for i, s := range e.Sites {
		path := fmt.Sprintf("sites[%d]", i)
		if r.required(path+".host", s.Host) {
			r.host(path+".host", s.Host, taken)
		}
		for j, name := range s.Names {
			r.host(fmt.Sprintf("%s.names[%d]", path, j), name, taken)
		}
		if r.required(path+".role", s.Role) && !slices.Contains(SiteRoles(), s.Role) {
			r.fail(path+".role", lang.M("election.role", "value", clip(s.Role)), choice(s.Role, SiteRoles()))
		}
	}
}

// host checks that a name is a host name in lower case, and no other's.
func (r *report) host(path, name string, taken map[string]bool) {
	if !goodHost.MatchString(name) || len(name) > 253 {
		do := lang.M("election.do.host")
		if bare := bareHost(name); goodHost.MatchString(bare) && len(bare) <= 253 {
			do = lang.M("election.do.without", "value", bare)
		}
		r.fail(path, lang.M("election.host", "value", clip(name)), do)
	}
	if taken[name] {
		r.fail(path, lang.M("election.host-twice", "value", clip(name)), lang.M("election.do.keep-one"))
	}
	taken[name] = true
}

// bareHost takes the host name out of what somebody copied from a browser.
func bareHost(s string) string {
	s = strings.ToLower(s)
	if _, after, found := strings.Cut(s, "//"); found {
		s = after
	}
	if i := strings.IndexAny(s, "/?#:"); i >= 0 {
		s = s[:i]
	}
	return strings.Trim(s, ". ")
}

// siteNames lists every host name of the election.
func siteNames(e *Election) []string {
	var names []string
	for _, s := range e.Sites {
		names = append(append(names, s.Host), s.Names...)
	}
	return names
}
