package probe

import (
	"cmp"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Tool is a family of tools that requests of a burst resemble. It says how
// they are made, not who made them.
type Tool struct {
	Name     string // fixed: "random-path", "cache-buster", …
	Requests int64  // of hostile addresses, scaled up from the sample
	Clients  float64
	// Details are what the requests have in common: controlling addresses of
	// pingbacks, paths, agents; the most frequent first.
	Details []Count
}

// The names of tools.
const (
	ToolRandomPath   = "random-path"       // paths that were made up, each asked for once
	ToolLOIC         = "six-capitals"      // "/NGUHGC": the random paths of LOIC
	ToolCacheBuster  = "cache-buster"      // one path with ever new numbers as query
	ToolAgentCycling = "agent-cycling"     // another agent for every request of an address
	ToolVersions     = "invalid-versions"  // versions of HTTP that do not exist
	ToolPingback     = "pingback"          // blogs made to ask, by an address that they name
	ToolRapidReset   = "rapid-reset"       // HTTP/2 requests given up at once (499)
	ToolThin         = "spread-thin"       // many addresses with a few requests each
	ToolLogin        = "login-brute-force" // POST to pages that take passwords
	ToolXMLRPC       = "xmlrpc-brute-force"
	ToolSearch       = "search-flood" // searches, which no cache answers
	ToolOneURL       = "one-url"      // nearly all for one path
	ToolHead         = "head-flood"
	ToolPost         = "post-flood"
	ToolLibrary      = "library-agent" // programs by their agents
	ToolNoAgent      = "no-agent"
)

// Least requests of a tool, and least share of the hostile requests.
const (
	toolRequests = 30
	toolShare    = 0.1
	mostShare    = 0.8 // of one path
	halfShare    = 0.5
	thinClients  = 100
	thinRequests = 20
	oneOffLength = 6   // letters and digits of the last part of a path
	oneOffBits   = 2.5 // entropy of them
	maxDetails   = 10
)

// Tools tells by which families of tools the requests of a burst were made.
// hostile says which addresses count; nil: all.
func Tools(t *weblog.Table, w weblog.Window, hostile func(client uint32) bool) []Tool {
	return gauge(t, w, hostile).tools()
}

// workshop is what Tools counts.
type workshop struct {
	t       *weblog.Table
	read    *textReader
	by      map[string]*toolCount
	total   int64
	clients []uint32 // number of the address's habit, from 1; by number of the address
	habits  []habit
	paths   []int64 // requests, by number of the path
	hostile func(client uint32) bool
	w       weblog.Window
}

// each calls f for the rows of hostile addresses.
func (k *workshop) each(f func(*weblog.Row)) {
	for r := range k.t.In(k.w) {
		if k.hostile == nil || k.hostile(r.Client) {
			f(r)
		}
	}
}

type toolCount struct {
	n       int64
	clients []uint64 // bits, by number of the address
	count   int      // of them
	details map[string]int64
	last    string // the detail of the last row, which the next often shares
	pending int64  // not yet in details
}

// habit is what one hostile address does.
type habit struct {
	n      int64
	first  uint32 // agent
	others []uint32
}

// saw notes an agent.
func (h *habit) saw(agent uint32) {
	if h.n == 0 {
		h.first = agent
		return
	}
	if agent != h.first && len(h.others) < maxAgentsHeld-1 && !slices.Contains(h.others, agent) {
		h.others = append(h.others, agent)
	}
}

// agents is how many different ones it named, at most maxAgentsHeld.
func (h *habit) agents() int { return 1 + len(h.others) }

// maxAgentsHeld bounds the agents that are told apart for an address.
const maxAgentsHeld = 64

// gauge passes over the rows of hostile addresses in a window.
func gauge(t *weblog.Table, w weblog.Window, hostile func(uint32) bool) *workshop {
	k := &workshop{
		t: t, read: newTextReader(t), by: map[string]*toolCount{},
		clients: make([]uint32, t.Clients.Len()+1), paths: make([]int64, t.Paths.Len()+1),
		hostile: hostile, w: w,
	}
	k.each(func(r *weblog.Row) {
		n := int64(r.Count())
		k.total += n
		k.paths[r.Path] += n
		if k.clients[r.Client] == 0 {
			k.habits = append(k.habits, habit{})
			k.clients[r.Client] = uint32(len(k.habits))
		}
		h := &k.habits[k.clients[r.Client]-1]
		h.saw(r.Agent)
		h.n += n
	})
	k.each(k.row)
	return k
}

// count adds a row to a tool.
func (k *workshop) count(name string, r *weblog.Row, detail string) {
	c := k.by[name]
	if c == nil {
		c = &toolCount{clients: make([]uint64, k.t.Clients.Len()/64+1), details: map[string]int64{}}
		k.by[name] = c
	}
	n := int64(r.Count())
	c.n += n
	if at, bit := r.Client/64, uint64(1)<<(r.Client%64); c.clients[at]&bit == 0 {
		c.clients[at] |= bit
		c.count++
	}
	if detail != c.last {
		c.settle()
		c.last = detail
	}
	c.pending += n
}

// settle adds what is pending to its detail.
func (c *toolCount) settle() {
	if _, ok := c.details[c.last]; c.last != "" && (ok || len(c.details) < 1<<12) {
		c.details[c.last] += c.pending
	}
	c.pending = 0
}

func (k *workshop) row(r *weblog.Row) {
	path := k.t.Paths.Text(r.Path)
	k.shape(r, path)
	k.agent(r)
	switch r.Method() {
	case "HEAD":
		k.count(ToolHead, r, path)
	case "POST":
		k.count(ToolPost, r, path)
		switch tr := k.read.path(r.Path); {
		case tr&xmlrpcPage != 0:
			k.count(ToolXMLRPC, r, path)
		case tr&loginPage != 0:
			k.count(ToolLogin, r, path)
		}
	}
	if r.Protocol() == weblog.OtherProtocol {
		k.count(ToolVersions, r, "")
	}
	if r.Protocol() == weblog.HTTP2 && r.Status == 499 {
		k.count(ToolRapidReset, r, path)
	}
}

// shape reads the path and the query.
func (k *workshop) shape(r *weblog.Row, path string) {
	switch {
	case r.Query == 0 && k.read.path(r.Path)&sixCapitals != 0:
		k.count(ToolLOIC, r, "")
	case !k.t.Asset(r.Path) && k.paths[r.Path] <= 1 && oneOff(path):
		k.count(ToolRandomPath, r, "")
	}
	if r.Query != 0 {
		q := k.t.Queries.Text(r.Query)
		switch {
		case busting(q):
			k.count(ToolCacheBuster, r, path)
		case searching(path, q):
			k.count(ToolSearch, r, path)
		}
	}
	if !k.t.Asset(r.Path) && float64(k.paths[r.Path]) >= mostShare*float64(k.total) {
		k.count(ToolOneURL, r, path)
	}
}

// agent reads what the client says it is.
func (k *workshop) agent(r *weblog.Row) {
	if h := k.habit(r); h.n >= agentsCycled && 2*h.agents() >= int(min(h.n, maxAgentsHeld)) {
		k.count(ToolAgentCycling, r, "")
	}
	if r.Agent == 0 {
		k.count(ToolNoAgent, r, "")
		return
	}
	text := k.t.Agents.Text(r.Agent)
	if from, ok := pingback(text); ok {
		k.count(ToolPingback, r, from)
		return
	}
	if k.read.library(r.Agent) {
		k.count(ToolLibrary, r, cut(text, 80))
	}
}

// habit is that of a row's address.
func (k *workshop) habit(r *weblog.Row) *habit { return &k.habits[k.clients[r.Client]-1] }

// pingback reads the address that made a blog ask, out of the agent of
// WordPress: "WordPress/4.0; http://blog.example; verifying pingback from A".
func pingback(agent string) (from string, ok bool) {
	if !strings.HasPrefix(agent, "WordPress/") {
		return "", false
	}
	_, from, ok = strings.Cut(agent, "verifying pingback from ")
	if !ok {
		return "", true
	}
	from, _, _ = strings.Cut(from, " ")
	return cut(strings.TrimRight(from, ".;,)"), 64), true
}

// tools lists what is frequent enough.
func (k *workshop) tools() []Tool {
	k.thin()
	var out []Tool
	for name, c := range k.by {
		c.settle()
		if !k.frequent(name, c) {
			continue
		}
		scale := k.t.Scale()
		tool := Tool{Name: name, Requests: int64(float64(c.n) * scale), Clients: float64(c.count) * scale, Details: top(c.details, maxDetails)}
		out = append(out, tool)
	}
	slices.SortFunc(out, func(a, b Tool) int { return cmp.Or(cmp.Compare(b.Requests, a.Requests), cmp.Compare(a.Name, b.Name)) })
	return out
}

// frequent says whether there is enough of a tool to name it. What ordinary
// visitors do too must be most of what the hostile addresses did.
func (k *workshop) frequent(name string, c *toolCount) bool {
	share := float64(c.n) / float64(max(k.total, 1))
	switch name {
	case ToolPingback, ToolVersions:
		return c.n >= toolRequests/3
	case ToolHead, ToolPost, ToolNoAgent, ToolSearch, ToolRapidReset, ToolOneURL, ToolRandomPath:
		least := halfShare
		if name == ToolRapidReset || name == ToolRandomPath || name == ToolSearch {
			least = 0.2
		}
		return c.n >= toolRequests && share >= least
	}
	return c.n >= toolRequests && share >= toolShare
}

// thin adds the flood that is spread over so many addresses that none of them
// stands out.
func (k *workshop) thin() {
	few := 0
	for i := range k.habits {
		if k.habits[i].n <= thinRequests {
			few++
		}
	}
	if few < thinClients || 2*few < len(k.habits) {
		return
	}
	k.each(func(r *weblog.Row) {
		if k.habit(r).n <= thinRequests {
			k.count(ToolThin, r, "")
		}
	})
}
