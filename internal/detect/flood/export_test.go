package flood

// For tests from outside.
var (
	Pearson     = pearson
	RefererPath = refererPath
	Evenness    = evenness
)

// Correlation is the flow correlation of networks whose requests come in the
// given seconds of a window of 32 seconds.
func Correlation(networks [][]int64) float64 {
	f := newFlows(0, slots)
	for i, seconds := range networks {
		x := f.of(uint64(i + 1))
		for _, s := range seconds {
			f.add(x, s, 1)
		}
	}
	return f.correlation()
}

// IsApp is whether an agent that made so many requests for pages and assets,
// one every so many seconds from so many addresses in turn, is an app.
func IsApp(pages, assets, seconds, clients int) bool {
	u := use{}
	for i := range pages + assets {
		u.clients |= 1 << (i % clients)
		u.slots |= 1 << (i * seconds / 240 % 64)
	}
	u.pages, u.assets = float64(pages), float64(assets)
	u.judge()
	return u.app
}

// Claim is the year of the browser that an agent names, 0 for none, and
// whether the agent contradicts itself.
func Claim(agent string) (year int, clashes bool) {
	c := claimOf(agent)
	if c.year > 0 {
		year = 2000 + int(c.year)
	}
	return year, c.clashes
}
