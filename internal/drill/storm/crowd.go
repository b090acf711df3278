package storm

import (
	"slices"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// crowd is people who were sent: how they arrive is the part's shape, what
// they do its family's habits.
type crowd struct {
	h     habits
	at    []int64 // of visits, in order
	r     *chance.Rand
	index int16
}

// crowdFamilies are the crowds, in a fixed order.
func crowdFamilies() []string {
	return []string{
		"televised", "social-post", "push", "mail-out", "results-night", "aggregator", "carrier",
		"overload", "form", "app", "school", "diaspora", "auto-refresh",
	}
}

func newCrowd(m *maker, r *chance.Rand, p *Part, index int) *crowd {
	c := &crowd{r: r, index: int16(index), h: m.crowdHabits(r, p)}
	visits := int(float64(p.Requests)/m.weight(&c.h) + 0.5)
	from, length := p.Start.UnixMicro(), p.Length.Seconds()
	for range max(visits, 1) {
		c.at = append(c.at, from+int64(float64(length*p.Shape.place(r))*1e6))
	}
	slices.Sort(c.at)
	return c
}

func (c *crowd) minute(m *maker, from int64) {
	for len(c.at) > 0 && c.at[0] < from+minute {
		m.people.come(m, c.r, &c.h, max(c.at[0], from), c.index)
		c.at = c.at[1:]
	}
}

// crowdHabits draws how a family's people differ from those of every day.
func (m *maker) crowdHabits(r *chance.Rand, p *Part) habits {
	h := m.ordinary(r)
	h.landing, h.focus = m.site.landing(m, r, p.Landing), share(r, 0.5, 0.98)
	h.more, h.loyal, h.warm = share(r, 0.05, 0.5), share(r, 0.03, 0.4), share(r, 0.05, 0.4)
	h.from, h.inApp, h.submits = m.referers(""), share(r, 0, 0.2), 0.01
	switch p.Family {
	case "televised":
		h.mobile, h.focus = share(r, 0.4, 0.9), share(r, 0.7, 0.98)
		h.from = m.referers("", "", "https://buscador.example/")
	case "social-post":
		h.mobile, h.inApp = share(r, 0.6, 0.95), share(r, 0.3, 0.8)
		h.from = m.referers("https://t.example/aB3xY", "https://t.example/aB3xY", "https://red-social.example/", "")
	case "push":
		h.mobile, h.inApp, h.warm = 1, 0, share(r, 0.3, 0.8)
	case "mail-out":
		h.query, h.from = m.table.of("utm_source=boletin&utm_medium=email&utm_campaign=voto"), m.referers("", "", "https://correo.example/")
		h.loyal = share(r, 0.2, 0.6)
	case "results-night":
		h.reload, h.polls, h.every, h.more = share(r, 0.3, 0.7), share(r, 0, 0.5), share(r, 10, 60), share(r, 0.2, 0.6)
		h.loyal = share(r, 0.1, 0.5)
	case "aggregator":
		h.from, h.more = m.referers("https://noticias.example/", "https://noticias.example/portada"), share(r, 0.02, 0.3)
	case "carrier":
		h.shared, h.mobile, h.gates = share(r, 0.5, 0.95), 0.95, m.some(r, r.Between(2, 40))
	case "form":
		h.submits, h.more = share(r, 0.3, 0.9), share(r, 0.02, 0.2)
	case "app":
		h.app = max(h.app, share(r, 0.5, 0.95))
	case "school":
		h.shared, h.mobile, h.gates = share(r, 0.6, 0.98), share(r, 0, 0.3), m.some(r, r.Between(1, 12))
	case "diaspora":
		h.foreign, h.loyal = share(r, 0.6, 0.98), share(r, 0, 0.1)
	case "auto-refresh":
		h.polls, h.every = share(r, 0.5, 0.95), share(r, 3, 30)
	}
	if p.Landing == Form {
		h.submits, h.more = share(r, 0.4, 0.7), share(r, 0.05, 0.2)
	}
	return h
}

// share draws evenly from low to high.
func share(r *chance.Rand, low, high float64) float64 {
	return low + float64((high-low)*float64(r.Float64()))
}
