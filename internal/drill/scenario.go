package drill

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/lang"
)

// Scenario is one named drill.
type Scenario struct {
	Name string
	Doc  lang.Text
	// Scale is the size: 1 is about 1,500 ordinary accounts, 30,000 posts and
	// 100,000 requests.
	Scale float64
	// Hard scenarios are made so that naive baselines fail: their precision
	// stays below 0.6 for every detector that has something to find.
	Hard bool
	// PostsOnly scenarios have no logs and no sheets.
	PostsOnly bool
	// LogsOnly scenarios are one access log after an event that took place.
	LogsOnly bool
	add      func(*plan) // what it plants
	example  *example    // of LogsOnly scenarios, which plant nothing else
}

// Scenarios lists the drills, the simplest first.
func Scenarios() []Scenario {
	return slices.Concat(plainScenarios(), hardScenarios(), networkScenarios(), exampleScenarios())
}

// networkScenarios are one network each, by how it hides, and none: posts
// alone, for measuring over many seeds.
func networkScenarios() []Scenario {
	one := func(name string, add func(*plan), doc lang.Text) Scenario {
		return Scenario{Name: name, Scale: 1, Hard: name != "look-alikes", PostsOnly: true, add: add, Doc: doc}
	}
	return []Scenario{
		one("look-alikes", func(*plan) {}, lang.Text{
			En: "Posts alone, and nothing planted: every innocent group that looks coordinated.",
			Es: "Solo publicaciones y nada plantado: todos los grupos inocentes que parecen coordinados.",
		}),
		one("network-none", oneNetwork(truth.Plain), lang.Text{
			En: "Posts alone: a network that does not hide. Its posts follow an order within seconds.",
			Es: "Solo publicaciones: una red que no se esconde. Sus publicaciones siguen a una orden en segundos.",
		}),
		one("network-jitter", oneNetwork(truth.Jitter), lang.Text{
			En: "Posts alone: a network that spreads each wave over up to ten minutes.",
			Es: "Solo publicaciones: una red que reparte cada oleada en hasta diez minutos.",
		}),
		one("network-paraphrase", oneNetwork(truth.Paraphrase), lang.Text{
			En: "Posts alone: a network that rewords every text.",
			Es: "Solo publicaciones: una red que cambia las palabras de cada texto.",
		}),
		one("network-half-organic", oneNetwork(truth.HalfOrganic), lang.Text{
			En: "Posts alone: half of what the network's accounts post is their own.",
			Es: "Solo publicaciones: la mitad de lo que publican las cuentas de la red es suyo.",
		}),
		one("network-rented", oneNetwork(truth.Rented), lang.Text{
			En: "Posts alone: accounts of real people, rented by the day.",
			Es: "Solo publicaciones: cuentas de personas reales, rentadas por día.",
		}),
	}
}

func plainScenarios() []Scenario {
	return []Scenario{
		{
			Name: "quiet", Scale: 1, add: func(*plan) {},
			Doc: lang.Text{
				En: "Nothing is planted. News wires, fans, an activist day, scheduled posters, a televised call, a results rush and late rural sheets: everything that looks like an attack and is none.",
				Es: "No se planta nada. Agencias de noticias, fans, un día de activismo, publicaciones programadas, un llamado por televisión, la afluencia por resultados y actas rurales tardías: todo lo que parece un ataque y no lo es.",
			},
		},
		{
			Name: "debate-night", Scale: 1, add: debateNight,
			Doc: lang.Text{
				En: "During the televised debate viewers are told to visit a candidate's site; at the same hour the site is flooded, and a network posts the same slogans. Small; the demo uses it.",
				Es: "Durante el debate se invita a los televidentes a visitar el sitio de una candidata; a la misma hora el sitio recibe una inundación de solicitudes y una red publica las mismas consignas. Pequeño; lo usa la demostración.",
			},
		},
		{
			Name: "thick-flood", Scale: 1, add: thickFlood,
			Doc: lang.Text{
				En: "A hundred addresses send 185,000 requests in a quarter of an hour, at an hour without any event. Logs name the virtual host.",
				Es: "Cien direcciones envían 185,000 solicitudes en un cuarto de hora, a una hora sin ningún acto. Los registros nombran el sitio virtual.",
			},
		},
		{
			Name: "rented-accounts", Scale: 1, add: rentedAccounts,
			Doc: lang.Text{
				En: "Real people lend their accounts: they go on posting as before, and each takes part in some of the waves.",
				Es: "Personas reales prestan sus cuentas: siguen publicando como antes y cada una participa en algunas de las oleadas.",
			},
		},
	}
}

func hardScenarios() []Scenario {
	return []Scenario{
		{
			Name: "thin-flood", Scale: 1, Hard: true, add: thinFlood,
			Doc: lang.Text{
				En: "Four thousand addresses take turns and send a few requests each: none is above any threshold, while gateways, crawlers and monitors are.",
				Es: "Cuatro mil direcciones se turnan y envían pocas solicitudes cada una: ninguna rebasa un umbral, y sí lo rebasan redes compartidas, rastreadores y monitores.",
			},
		},
		{
			Name: "stealth-network", Scale: 1, Hard: true, add: stealthNetwork,
			Doc: lang.Text{
				En: "Three networks that hide: one spreads its posts over minutes, one rewords its text, one posts as much of its own as of its orders. None is among the busiest accounts.",
				Es: "Tres redes que se esconden: una reparte sus publicaciones en minutos, otra cambia las palabras, otra publica tanto de lo suyo como de lo que se le ordena. Ninguna está entre las cuentas más activas.",
			},
		},
		{
			Name: "altered-sheets", Scale: 1, Hard: true, add: alteredSheets,
			Doc: lang.Text{
				En: "Figures of sixty sheets were changed so that sums fail, and twelve more so that every sum still holds, which arithmetic cannot see.",
				Es: "Se cambiaron cifras de sesenta actas, cuyas sumas ya no cuadran, y de doce más cuyas sumas sí cuadran, lo que la aritmética no puede ver.",
			},
		},
		{
			Name: "withheld-sheets", Scale: 1, Hard: true, add: withheldSheets,
			Doc: lang.Text{
				En: "The sheets of one large state stop for an hour and a half and then arrive in a rush, while small states are silent for long stretches as they always are.",
				Es: "Las actas de un estado grande se detienen hora y media y luego llegan de golpe, mientras los estados pequeños callan largos ratos, como siempre.",
			},
		},
		{
			Name: "everything", Scale: 2, Hard: true, add: everything,
			Doc: lang.Text{
				En: "All fronts at once, hidden: three networks and rented accounts, a thin flood during the televised call, a scan, altered and withheld sheets.",
				Es: "Todos los frentes a la vez y a escondidas: tres redes y cuentas prestadas, una inundación tenue durante el llamado por televisión, una exploración, actas alteradas y retenidas.",
			},
		},
	}
}

// find gives a scenario by its name.
func find(name string) (*Scenario, error) {
	all := Scenarios()
	names := make([]string, len(all))
	for i := range all {
		if all[i].Name == name {
			return &all[i], nil
		}
		names[i] = all[i].Name
	}
	return nil, fmt.Errorf("there is no scenario %q; the scenarios are %s", name, strings.Join(names, ", "))
}
