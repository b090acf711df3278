package flood_test

import (
	"fmt"

	"github.com/unveil-project/unveil/internal/request"
)

// What looks like a flood and is none.

// refresh is browsers with a page that asks for the results every so many
// seconds. Where they did not load the page, they are programs that pretend
// that one asks. It gives the addresses.
func (m *maker) refresh(at float64, clients int, every float64, load bool) []string {
	var ids []string
	page := "https://" + m.site + "/resultados"
	for b := range clients {
		client, agent := fmt.Sprintf("203.%d.%d.%d", b>>16&255, b>>8&255, b&255), browsers[m.r.IntN(len(browsers))]
		t := at + m.r.ExpFloat64()*300
		if load {
			m.ask(t, client, "/resultados", "", m.source(), agent, "HTTP/2.0", 200)
			for _, a := range assets {
				m.ask(t+1, client, a, "", page, agent, "HTTP/2.0", 200)
			}
		}
		stay := t + min(100+m.r.ExpFloat64()*600, 1800)
		for t += 2; t < stay; t += every {
			m.ask(t, client, "/api/resultados.json", "", page, agent, "HTTP/2.0", 200)
		}
		ids = append(ids, client)
	}
	return ids
}

// job is a scheduled program of the site's owner on a few machines.
func (m *maker) job(at float64, machines int) {
	for k := range 3000 {
		client := fmt.Sprintf("198.51.100.%d", 10+k%machines)
		m.ask(at+float64(k)/60, client, fmt.Sprintf("/export/%d", k), "", "", "internal-backup/1.0", "HTTP/1.1", 200)
	}
}

// share puts the visitors from a place in the log on behind a few addresses,
// as a carrier does. A visitor keeps to one.
func (m *maker) share(from, addresses int) {
	of := map[string]string{}
	for i := range m.out[from:] {
		r := &m.out[from+i]
		if of[r.Client] == "" {
			of[r.Client] = fmt.Sprintf("203.0.113.%d", 1+m.r.IntN(addresses))
		}
		m.phone(r)
		r.Client = of[r.Client]
	}
}

// phone gives a visitor a model of telephone, by the address that it has.
func (m *maker) phone(r *request.Request) {
	sum := 0
	for _, c := range r.Client {
		sum = sum*31 + int(c)
	}
	r.Agent = fmt.Sprintf("Mozilla/5.0 (Linux; Android %d; model %d) Mobile", 10+sum%5, sum%40)
}
