package storm

import (
	"fmt"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// census is the agents that people use: browsers with their versions, most on
// the newest, some far behind, windows of other programs on telephones, and
// the site's own app.
type census struct {
	phone, desk, inApp, app        []int32
	phones, desks, inApps, appSize chance.Weights
	year                           int
}

func newCensus(m *maker, r *chance.Rand) *census {
	c := &census{year: m.Start.Year()}
	newest := 60 + (c.year-2016)*8 + r.Between(0, 6) // Chrome's, about
	var pw, dw, iw, aw []uint64
	for i := range 14 {
		v, weight := newest-i, uint64(1+4000>>min(2*i, 11))
		c.phone, pw = append(c.phone, m.table.of(android(v, r))), append(pw, weight)
		c.desk, dw = append(c.desk, m.table.of(chrome(v, "Windows NT 10.0; Win64; x64"))), append(dw, weight)
		c.desk, dw = append(c.desk, m.table.of(chrome(v, "Macintosh; Intel Mac OS X 10_15_7"))), append(dw, weight/4)
		c.desk, dw = append(c.desk, m.table.of(firefox(v-2))), append(dw, weight/5)
		c.desk, dw = append(c.desk, m.table.of(chrome(v, "Windows NT 10.0; Win64; x64")+fmt.Sprintf(" Edg/%d.0.0.0", v))), append(dw, weight/4)
		ios := c.year - 2008 - i/4
		c.phone, pw = append(c.phone, m.table.of(safari(ios, i%4))), append(pw, weight*3/4)
		c.inApp, iw = append(c.inApp, m.table.of(android(v, r)+fmt.Sprintf(" [FB_IAB/FB4A;FBAV/%d.0.0.%d.104;]", 300+v, i))), append(iw, weight)
		c.inApp, iw = append(c.inApp, m.table.of(safari(ios, i%4)+fmt.Sprintf(" Instagram %d.0.0.%d", 200+v, i))), append(iw, weight)
		c.app, aw = append(c.app, m.table.of(fmt.Sprintf("CiviApp/%d.%d (iPhone; iOS %d.%d; Scale/3.00)", 9-i/3, 9-i%3, ios, i%5))), append(aw, weight)
		c.app, aw = append(c.app, m.table.of(fmt.Sprintf("CiviApp/%d.%d okhttp/4.%d.0", 9-i/3, 9-i%3, 12-i/5))), append(aw, weight)
	}
	c.phones, c.desks, c.inApps, c.appSize = chance.NewWeights(pw), chance.NewWeights(dw), chance.NewWeights(iw), chance.NewWeights(aw)
	return c
}

func chrome(v int, system string) string {
	return fmt.Sprintf("Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36", system, v)
}

func android(v int, r *chance.Rand) string {
	model := chance.Pick(r, []string{"K", "SM-A515F", "moto g(30)", "Redmi Note 9", "SM-G991B", "Pixel 6"})
	return fmt.Sprintf("Mozilla/5.0 (Linux; Android %d; %s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Mobile Safari/537.36", max(v/10, 6), model, v)
}

func firefox(v int) string {
	return fmt.Sprintf("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:%d.0) Gecko/20100101 Firefox/%d.0", v, v)
}

func safari(ios, minor int) string {
	return fmt.Sprintf("Mozilla/5.0 (iPhone; CPU iPhone OS %d_%d like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/%d.%d Mobile/15E148 Safari/604.1", ios, minor, ios, minor)
}

// browser draws a person's agent.
func (c *census) browser(r *chance.Rand, mobile, inApp float64) int32 {
	switch {
	case r.Is(inApp):
		return c.inApp[c.inApps.Draw(r)]
	case r.Is(mobile):
		return c.phone[c.phones.Draw(r)]
	}
	return c.desk[c.desks.Draw(r)]
}

// ownApp draws an agent of the site's own app.
func (c *census) ownApp(r *chance.Rand) int32 { return c.app[c.appSize.Draw(r)] }

// fakes are the agents of tools that state another for every request: lists
// that were put together once and have grown old.
func (m *maker) fakes(r *chance.Rand, n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		v := r.Between(4, 60)
		forms := []string{
			fmt.Sprintf("Mozilla/4.0 (compatible; MSIE %d.0; Windows NT %d.1; Trident/%d.0)", 5+v%5, 5+v%2, 4+v%3),
			chrome(v, chance.Pick(r, []string{"Windows NT 6.1", "Windows NT 5.1", "X11; Linux i686"})),
			firefox(v),
			fmt.Sprintf("Opera/9.%d (Windows NT 5.%d; U; en) Presto/2.%d.%d", v, v%3, v%12, 100+v),
			fmt.Sprintf("Mozilla/5.0 (Macintosh; U; PPC Mac OS X; en) AppleWebKit/%d.%d (KHTML, like Gecko) Safari/%d", 125+v, v%9, 125+v),
		}
		out[i] = m.table.of(chance.Pick(r, forms))
	}
	return out
}

// toolAgents are libraries and programs by their own names, and none.
func toolAgents() []string {
	return []string{"", "python-requests/2.31.0", "Go-http-client/1.1", "Go-http-client/2.0", "curl/8.5.0", "Java/1.8.0_292", "Apache-HttpClient/4.5.13", "Mozilla/5.0"}
}
