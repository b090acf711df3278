package social

import (
	"fmt"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// wires are news outlets that publish one agency's headlines within minutes
// of each other, each under its own address, and stories of their own.
func (s *stage) wires() {
	r := s.rand("wires")
	group := s.group(r, 10, "Drill CMS")
	for i := range int(45 * world.Days()) {
		at, text := s.week.draw(r), r.Uint64()
		for _, k := range r.Some(r.Between(4, 8), len(group)) {
			a := plain(at+int64(r.LogNormal(150_000, 0.8)), group[k], text, headlineStyle)
			a.link = s.link(fmt.Sprintf("https://diario-%02d.example/cable/%d", k+1, i))
			s.do(a)
		}
	}
	for i := range int(300 * world.Days()) {
		k := r.IntN(len(group))
		a := plain(s.week.draw(r), group[k], r.Uint64(), headlineStyle)
		a.link = s.link(fmt.Sprintf("https://diario-%02d.example/propia/%d", k+1, i))
		if j := s.do(a); j >= 0 {
			s.spread(r, j, 0.4)
		}
	}
	s.item("news-wire", truth.NewsWire, group)
}

// fans repost their idol, the keenest most, within minutes of waking to it,
// meet for a hashtag every evening, and have a life besides.
func (s *stage) fans() {
	r := s.rand("fans")
	group := s.group(r, s.scaled(70), "")
	keen := make([]float64, len(group))
	for i := range keen {
		keen[i] = min(r.LogNormal(0.22, 0.7), 0.9)
	}
	idol := s.join(r, "Twitter for iPhone")
	for range int(6 * world.Days()) {
		post := s.do(plain(s.week.draw(r), idol, r.Uint64(), fanStyle))
		for i, f := range group {
			if post >= 0 && r.Is(keen[i]) {
				s.do(response(repost, s.acts[post].at+delay(r, 12*time.Minute), f, post, 0))
			}
		}
	}
	s.fanNights(r, group, keen)
	pool := s.originals()
	for _, f := range group {
		s.everyday(r, f, r.Poisson(12), s.week, pool)
	}
	s.item("fan-community", truth.FanCommunity, append(group, idol))
}

// fanNights are the evenings on which fans use one hashtag.
func (s *stage) fanNights(r *chance.Rand, group []int32, keen []float64) {
	for day := range int(world.Days()) {
		tag := s.tag(fmt.Sprintf("NocheDeFans%d", day+1))
		for i, f := range group {
			for range r.Poisson(6 * keen[i]) {
				a := plain(within(r, world.Day(day, 19, 0), world.Day(day, 20, 30)), f, r.Uint64(), fanStyle)
				a.tags[0] = tag
				s.do(a)
			}
		}
	}
}

// activists are ordinary accounts that take part in one day's campaign, a
// third of them with the text that the organisers proposed.
func (s *stage) activists() {
	r := s.rand("activists")
	day := world.ActivistDay()
	span := newRhythm(day.Add(9*time.Hour), day.Add(21*time.Hour))
	tags, proposed := [2]int16{s.tag("YoVoto"), s.tag("MiVozCuenta")}, r.Uint64()
	page := s.link("https://yovoto.example/")
	var group []int32
	for _, k := range r.Some(s.scaled(350), s.ordinary) {
		for range 1 + r.Poisson(1.6) {
			a := plain(span.draw(r), int32(k), r.Uint64(), activistStyle)
			a.tags = tags
			if r.Is(0.33) {
				a.text, a.link = proposed, page
			}
			s.do(a)
		}
		group = append(group, int32(k))
	}
	s.item("activist-day", truth.ActivistDay, group)
}

// schedulers are automatic accounts that are open about it: the weather, the
// traffic, a radio's programme, at round minutes.
func (s *stage) schedulers() {
	r := s.rand("schedulers")
	group := s.group(r, 16, "Drill Scheduler")
	tags := []int16{s.tag("Clima"), s.tag("Trafico"), s.tag("AlAire"), s.tag("Horoscopo")}
	for i, who := range group {
		every := chance.Pick(r, []time.Duration{20 * time.Minute, 30 * time.Minute})
		for t := world.Start().Add(time.Duration(6) * time.Hour); t.Before(world.End()); t = t.Add(every) {
			if h := t.In(world.Zone()).Hour(); h < 5 || r.Is(0.03) {
				continue
			}
			a := plain(t.UnixMilli()+int64(r.Exp(700)), who, r.Uint64(), scheduleStyle)
			a.tags[0] = tags[i%len(tags)]
			s.do(a)
		}
	}
	s.item("scheduled-posters", truth.ScheduledPosts, group)
}

// item notes a group of accounts; describe fills its interval and members
// when all is planned.
func (s *stage) item(id, kind string, group []int32) {
	s.items = append(s.items, truth.Item{ID: id, Front: "social", Kind: kind, Unit: truth.Accounts})
	s.groups = append(s.groups, group)
}
