package probe

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// proxyTargets are names of pages that show who asks: they are asked for by
// way of a server to learn whether it passes requests on.
var proxyTargets = []string{
	"azenv", "proxyjudge", "proxycheck", "proxy-check", "httpbin.", "ifconfig.", "ipinfo.io", "ip-api.", "checkip", "icanhazip", "whatismyip", "api.ipify", "judge.",
}

// guests are sites whose names come from absolute targets in a log whose lines
// name no site: few requests (under 2 % of each of their sources, under 100 in
// all), or a well-known page that shows who asks.
//
// A guest is foreign, a mark of attempts at an open proxy, unless a page of it
// is a referer: then it is the site itself under one of its names.
func guests(t *weblog.Table) (guest, foreign []bool) {
	guest, foreign = make([]bool, len(t.Sites)), make([]bool, len(t.Sites))
	if len(t.Sites) < 2 {
		return guest, foreign
	}
	rare := rareSites(t)
	named := referred(t, rare)
	for _, i := range rare {
		guest[i], foreign[i] = true, !named[t.Sites[i]]
	}
	for i, name := range t.Sites {
		if target(name) && t.Volumes[i].Total*2 < t.Total {
			guest[i], foreign[i] = true, true
		}
	}
	return guest, foreign
}

// rareSites are those with few requests, all in sources whose other lines name
// no site.
func rareSites(t *weblog.Table) []int {
	if !slices.ContainsFunc(t.Volumes, func(v *weblog.Volume) bool { return v.Total < 100 }) {
		return nil
	}
	type part struct{ source, site uint16 }
	parts, sources := map[part]int{}, make([]int, len(t.Sources))
	unnamed := make([]int, len(t.Sources))
	for i := range t.Len() {
		r := t.Row(i)
		sources[r.Source]++
		parts[part{r.Source, r.Site}]++
		if isDefault(t.Sites[r.Site], t.Sources[r.Source]) {
			unnamed[r.Source]++
		}
	}
	common := make([]bool, len(t.Sites))
	for p, n := range parts {
		if n*50 >= sources[p.source] || 2*unnamed[p.source] < sources[p.source] {
			common[p.site] = true
		}
	}
	var rare []int
	for i, name := range t.Sites {
		if !common[i] && name != weblog.OtherSites && t.Volumes[i].Total < 100 {
			rare = append(rare, i)
		}
	}
	return rare
}

// target says whether a host is one of those that show who asks.
func target(host string) bool {
	for _, w := range proxyTargets {
		if strings.Contains(host, w) {
			return true
		}
	}
	return false
}

// isDefault says whether a site stands for the lines of a source that name
// none: the site given for the source, or its file.
func isDefault(site string, src source.Info) bool {
	return strings.HasPrefix(site, strings.ToLower(src.Name)) || src.Site != "" && site == strings.ToLower(src.Site)
}

// referred says which sites occur as hosts of referers.
func referred(t *weblog.Table, rare []int) map[string]bool {
	named := map[string]bool{}
	if len(rare) == 0 {
		return named
	}
	for _, i := range rare {
		named[t.Sites[i]] = false
	}
	for id := 1; id <= t.Referers.Len(); id++ {
		if h := host(t.Referers.Text(uint32(id))); h != "" {
			if _, ok := named[h]; ok {
				named[h] = true
			}
		}
	}
	return named
}

// host is that of a URL, in lower case without its port.
func host(url string) string {
	i := strings.Index(url, "://")
	if i < 0 {
		return ""
	}
	h := url[i+3:]
	if j := strings.IndexAny(h, "/?#"); j >= 0 {
		h = h[:j]
	}
	if j := strings.LastIndexByte(h, ':'); j > 0 && !strings.HasSuffix(h, "]") {
		h = h[:j]
	}
	return strings.ToLower(h)
}

// internal is true of loopback and private addresses.
func internal(client string) bool {
	a, err := netip.ParseAddr(client)
	return err == nil && (a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast())
}
