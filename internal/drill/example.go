package drill

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"io"
	"slices"

	"github.com/unveil-project/unveil/internal/drill/storm"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
)

//go:embed examples
var exampleFacts embed.FS

// example is a scenario of one log, after an event that took place, with an
// election.yaml of its own.
type example struct {
	facts string // file in examples
	log   func(seed uint64) storm.Log
}

// exampleScenarios are events that were called attacks, as logs. Two of them
// are the same event, once made by people and once by machines.
func exampleScenarios() []Scenario {
	one := func(name, facts string, log func(uint64) storm.Log, doc lang.Text) Scenario {
		return Scenario{Name: name, Scale: 1, LogsOnly: true, Doc: doc, example: &example{facts, log}}
	}
	return []Scenario{
		one("fcc-2017", "fcc-2017.yaml", storm.FCC2017, lang.Text{
			En: "One log: a television programme gives out the address of a comment form, and 32 times the usual requests come. It was called an attack; it was a crowd.",
			Es: "Un registro: un programa de televisión da la dirección de un formulario de comentarios y llegan 32 veces las solicitudes habituales. Se le llamó ataque; era una afluencia.",
		}),
		one("register-2016", "register-2016.yaml", storm.Register2016, lang.Text{
			En: "One log: people register after a televised debate, three times the earlier record, and the site fails. An attack was not ruled out; it was a crowd.",
			Es: "Un registro: la gente se inscribe después de un debate televisado, tres veces el máximo anterior, y el sitio falla. No se descartó un ataque; era una afluencia.",
		}),
		one("debate-2018-crowd", "debate-2018.yaml", func(seed uint64) storm.Log { return storm.Debate2018(seed, false) }, lang.Text{
			En: "One log: 185,000 requests in 15 minutes to a site whose address was shown in a debate, made by people.",
			Es: "Un registro: 185,000 solicitudes en 15 minutos a un sitio cuya dirección se mostró en un debate, hechas por personas.",
		}),
		one("debate-2018-attack", "debate-2018.yaml", func(seed uint64) storm.Log { return storm.Debate2018(seed, true) }, lang.Text{
			En: "One log: the same 185,000 requests in 15 minutes at the same time, made by machines.",
			Es: "Un registro: las mismas 185,000 solicitudes en 15 minutos a la misma hora, hechas por máquinas.",
		}),
	}
}

// jobs lists the files of an example.
func (e *example) jobs(seed uint64) []job {
	l := e.log(seed)
	return []job{
		{LogFile(l.Site), func(ctx context.Context, w io.Writer) ([]Item, error) { return writeExample(ctx, w, l) }},
		{ElectionFile, func(_ context.Context, w io.Writer) ([]Item, error) {
			_, err := w.Write(e.yaml())
			return nil, err
		}},
	}
}

func (e *example) yaml() []byte {
	b, err := exampleFacts.ReadFile("examples/" + e.facts)
	if err != nil {
		panic(fmt.Sprintf("drill: %s is not embedded", e.facts)) // a mistake of the program's own
	}
	return b
}

// ours is true of an election.yaml that a drill wrote.
func ours(facts []byte) bool {
	return bytes.Equal(facts, world.ElectionYAML()) || slices.ContainsFunc(exampleScenarios(), func(s Scenario) bool {
		return bytes.Equal(facts, s.example.yaml())
	})
}

func writeExample(ctx context.Context, w io.Writer, l storm.Log) ([]Item, error) {
	t, err := l.Write(ctx, w)
	if err != nil {
		return nil, err
	}
	var items []Item
	of := map[int]int{} // part to item
	for _, b := range t.Bursts {
		for _, p := range b.Parts {
			of[p.Part] = len(items)
			items = append(items, item(&l, &b, &p))
		}
	}
	return items, settle(ctx, &l, of, items)
}

func item(l *storm.Log, b *storm.BurstTruth, p *storm.PartTruth) Item {
	it := Item{
		ID: b.ID + "-" + p.Family, Front: "traffic", Kind: truth.TelevisedCall, Unit: truth.Requests,
		Start: p.Start, End: p.End, Site: l.Site,
	}
	if p.Kind == storm.Attack {
		it.Kind, it.Planted, it.Detector, it.Stealth = truth.Flood, true, "flood", truth.Plain
	}
	return it
}

// settle gives items their members: the addresses from which nothing else
// came in the item's time. An address that somebody else used too is left out
// with its requests, for an item is all that its members sent.
func settle(ctx context.Context, l *storm.Log, of map[int]int, items []Item) error {
	mine, others := make([]map[string]int, len(items)), make([]map[string]bool, len(items))
	for i := range items {
		mine[i], others[i] = map[string]int{}, map[string]bool{}
	}
	_, err := l.Each(ctx, func(r *request.Request, part int) bool {
		for i := range items {
			at := r.Time / 1e6
			switch k, ok := of[part]; {
			case ok && k == i:
				mine[i][r.Client]++
			case at >= items[i].Start.Unix() && at <= items[i].End.Unix():
				others[i][r.Client] = true
			}
		}
		return true
	})
	for i := range items {
		for client, n := range mine[i] {
			if !others[i][client] {
				items[i].Members = append(items[i].Members, client)
				items[i].Size += n
			}
		}
		slices.Sort(items[i].Members)
	}
	return err
}
