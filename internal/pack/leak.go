package pack

import (
	"fmt"
	"regexp"
	"strings"
)

// token is what a name of a host or an address is written with.
var token = regexp.MustCompile(`[0-9A-Za-z][0-9A-Za-z._-]*[0-9A-Za-z]`)

// leaks looks through the public files for addresses of clients and for names
// of their hosts. The masking leaves none; the page was made elsewhere.
func (p *published) leaks(files []file) error {
	hosts := p.masker.hiddenHosts()
	for _, f := range files {
		text := string(f.data)
		fresh := &masker{key: p.masker.key, digits: 8, table: map[string]*entry{}, addresses: p.masker.addresses}
		fresh.replaceAddresses(text)
		for _, e := range fresh.table {
			if e.kind == kindAddress && fresh.addresses[e.name] {
				return fmt.Errorf("%w: an address of a client in %s", ErrLeak, f.path)
			}
		}
		for _, w := range token.FindAllString(text, -1) {
			if hosts[strings.ToLower(w)] {
				return fmt.Errorf("%w: the host name of a client in %s", ErrLeak, f.path)
			}
		}
	}
	return nil
}

// hiddenHosts are the names of clients' hosts that have a domain: a bare word
// may well be in a file for another reason.
func (m *masker) hiddenHosts() map[string]bool {
	out := map[string]bool{}
	for _, list := range m.known {
		for _, k := range list {
			if k.hidden.kind == kindHost && strings.Contains(k.spelling, ".") {
				out[k.spelling] = true
			}
		}
	}
	return out
}
