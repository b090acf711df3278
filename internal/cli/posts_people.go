package cli

import (
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
)

// people are the accounts of posts by id and by handle.
type people struct {
	numbers map[string]uint32 // by id
	names   []string          // by number
	handles map[string]uint32 // in lower case, to the first account that had it
	shown   []string          // handle by number, as it was written last
}

func newPeople() people {
	return people{numbers: map[string]uint32{}, handles: map[string]uint32{}}
}

// number gives an account its number.
func (p *people) number(id, handle string) uint32 {
	n, ok := p.numbers[id]
	if !ok {
		n = uint32(len(p.names))
		id = strings.Clone(id)
		p.numbers[id] = n
		p.names, p.shown = append(p.names, id), append(p.shown, "")
	}
	if handle != "" && handle != p.shown[n] {
		handle = strings.Clone(handle)
		p.shown[n] = handle
		if h := strings.ToLower(handle); h != "" {
			if _, ok := p.handles[h]; !ok {
				p.handles[h] = n
			}
		}
	}
	return n
}

// handle gives the handle of an account, "" where it has none.
func (p *people) handle(id string) string {
	if n, ok := p.numbers[id]; ok {
		return p.shown[n]
	}
	return ""
}

// find finds an account by its id, else by its handle.
func (p *people) find(name string) (uint32, bool) {
	name = strings.TrimSpace(name)
	if n, ok := p.numbers[name]; ok {
		return n, true
	}
	n, ok := p.handles[strings.ToLower(strings.TrimPrefix(name, "@"))]
	return n, ok
}

// known lists every name by which an account can be given.
func (p *people) known() []string {
	names := slices.Clone(p.names)
	for h := range p.handles {
		names = append(names, "@"+h)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// postsPeople finds the accounts asked for by id or by handle, and refuses
// one that there is not.
func (a *app) postsPeople(p *postPicker) (err error) {
	if p.ask.edge != "" {
		p.ask.members = p.people.cut(p.ask.edge)
	}
	if len(p.ask.members) > 0 {
		if p.members, err = a.accountsNamed(p.ask.members, &p.people, p.ask.edge == ""); err != nil {
			return err
		}
	}
	if len(p.ask.accounts) > 0 {
		p.only, err = a.accountsNamed(p.ask.accounts, &p.people, false)
	}
	return err
}

// cut cuts an edge at the comma between two accounts that there are.
func (p *people) cut(edge string) []string {
	for i := range len(edge) {
		if edge[i] != ',' {
			continue
		}
		x, ok := p.find(edge[:i])
		y, too := p.find(edge[i+1:])
		if ok && too && x != y {
			return []string{p.names[x], p.names[y]}
		}
	}
	x, y, _ := strings.Cut(edge, ",")
	return []string{x, y}
}

// accountsNamed finds the accounts of a list. Of a group some may be without
// posts here: that is said; any other account that there is not is refused.
func (a *app) accountsNamed(names []string, all *people, group bool) (map[uint32]bool, error) {
	set := map[uint32]bool{}
	var absent []string
	for _, n := range names {
		if i, ok := all.find(n); ok {
			set[i] = true
		} else {
			absent = append(absent, n)
		}
	}
	if len(absent) == 0 {
		return set, nil
	}
	if !group || len(set) < 2 {
		return nil, failed(lang.M("posts.no-account", "name", terminalSafe(absent[0])), a.nearest(absent[0], all.known()), nil)
	}
	a.note(lang.M("rhythm.unknown", "n", len(absent), "name", terminalSafe(absent[0])))
	return set, nil
}
