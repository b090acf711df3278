package coord_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/unveil-project/unveil/internal/post"
)

const (
	sec   = int64(1e6)
	min60 = 60 * sec
	hour  = 60 * min60
	day   = 24 * hour
	epoch = int64(1528700400) * sec // 2018-06-11 07:00 UTC, midnight in the middle of Mexico
)

// world makes up the posts of a week: ordinary users, what looks like
// coordination and is not, and planted groups.
type world struct {
	rng     *rand.Rand
	days    int
	posts   []post.Post
	users   []string
	weight  []float64 // activity of users, cumulative
	planted map[string]bool
	serial  int
}

func newWorld(seed uint64) *world {
	return &world{rng: rand.New(rand.NewPCG(seed, 7)), days: 7, planted: map[string]bool{}}
}

// hours is how much people post in each hour of the day.
var hours = [24]float64{3, 2, 1, 1, 1, 2, 4, 7, 9, 9, 9, 9, 10, 11, 11, 10, 9, 9, 10, 12, 14, 15, 12, 7}

// moment draws a time on a day by the daily rhythm.
func (w *world) moment(d int) int64 {
	total := 0.0
	for _, h := range hours {
		total += h
	}
	x := w.rng.Float64() * total
	for h, n := range hours {
		if x -= n; x < 0 {
			return epoch + int64(d)*day + int64(h)*hour + w.rng.Int64N(hour)/sec*sec
		}
	}
	return epoch + int64(d)*day
}

func (w *world) after(t int64, mean int64) int64 {
	return t + int64(w.rng.ExpFloat64()*float64(mean))/sec*sec
}

// words makes a sentence that nobody else writes.
func (w *world) words(n int) string {
	b := []byte{}
	for range n {
		b = strconv.AppendInt(append(b, " palabra"...), w.rng.Int64N(4000), 10)
	}
	return string(b[1:])
}

func (w *world) id(kind string) string {
	w.serial++
	return fmt.Sprintf("%s%d", kind, w.serial)
}

func (w *world) add(p post.Post) string {
	p.ID, p.Handle, p.Platform = w.id("p"), p.Account, "x"
	if p.Act == "" {
		p.Act = post.Original
	}
	w.posts = append(w.posts, p)
	return p.ID
}

// zipf draws one of n by popularity.
func (w *world) zipf(n int) int {
	return int(math.Pow(float64(n), w.rng.Float64())) - 1
}

// organic adds ordinary users with heavy-tailed activity.
func (w *world) organic(n int) {
	sum := 0.0
	for i := range n {
		rate := math.Min(40, 0.7*math.Pow(1-w.rng.Float64(), -1/1.3)) // posts a day, Pareto
		sum += rate
		w.users, w.weight = append(w.users, fmt.Sprintf("u%d", i)), append(w.weight, sum)
		for d := range w.days {
			w.ordinary(w.users[i], d, rate)
		}
	}
}

// ordinary adds the posts of one account on one day.
func (w *world) ordinary(account string, d int, rate float64) {
	for n := int(rate + w.rng.Float64()); n > 0; n-- {
		p := post.Post{Account: account, Time: w.moment(d), Text: w.words(5 + w.rng.IntN(12))}
		if w.rng.Float64() < 0.3 {
			p.Hashtags = []string{fmt.Sprintf("tema%d", w.zipf(150))}
		}
		if w.rng.Float64() < 0.2 {
			p.Links = []string{fmt.Sprintf("https://sitio%d.example.org/nota/%d", w.zipf(40), w.zipf(3000))}
		}
		if w.rng.Float64() < 0.3 && len(w.users) > 0 {
			p.Act, p.Mentions = post.Reply, []string{w.user()}
		}
		w.add(p)
	}
}

// user draws an ordinary user by activity.
func (w *world) user() string {
	x := w.rng.Float64() * w.weight[len(w.weight)-1]
	i, _ := slices.BinarySearch(w.weight, x)
	return w.users[min(i, len(w.users)-1)]
}

// trends adds topics that rise and fade within hours, each with a hashtag and
// a few posts that many repost.
func (w *world) trends(perDay int) {
	for d := range w.days {
		for range perDay {
			tag, start := w.id("tendencia"), w.moment(d)
			first := w.add(post.Post{Account: w.user(), Time: start, Text: w.words(9), Hashtags: []string{tag}})
			for range 40 + w.rng.IntN(80) {
				p := post.Post{Account: w.user(), Time: w.after(start, 25*min60), Text: w.words(8), Hashtags: []string{tag}}
				if w.rng.Float64() < 0.4 {
					p.Act, p.RepostOf, p.Time = post.Repost, first, w.after(start, 12*min60)
				}
				w.add(p)
			}
		}
	}
}

// wires adds outlets that publish the headlines of one agency.
func (w *world) wires(outlets int) {
	for d := range w.days {
		for range 14 {
			start, headline := w.moment(d), w.words(10)
			for o := range outlets {
				if w.rng.Float64() < 0.6 {
					link := fmt.Sprintf("https://medio%d.example.org/%s", o, w.id("n"))
					w.add(post.Post{Account: fmt.Sprintf("medio%d", o), Time: w.after(start, 2*min60), Text: headline + " " + link, Links: []string{link}})
				}
			}
		}
		for o := range outlets {
			for range 8 {
				link := fmt.Sprintf("https://medio%d.example.org/%s", o, w.id("n"))
				w.add(post.Post{Account: fmt.Sprintf("medio%d", o), Time: w.moment(d), Text: w.words(9) + " " + link, Links: []string{link}})
			}
		}
	}
}

// fans adds a community: a few hashtags, talk among themselves, quick reposts
// of the one they admire.
func (w *world) fans(n int) {
	fan := func() string { return fmt.Sprintf("fan%d", w.rng.IntN(n)) }
	for d := range w.days {
		for range n * 6 {
			p := post.Post{Account: fan(), Time: w.moment(d), Text: w.words(8), Hashtags: []string{fmt.Sprintf("club%d", w.rng.IntN(12))}}
			if w.rng.Float64() < 0.5 {
				p.Act, p.Mentions = post.Reply, []string{fan()}
			}
			w.add(p)
		}
		for range 4 {
			start := w.moment(d)
			star := w.add(post.Post{Account: "estrella", Time: start, Text: w.words(6)})
			for i := range n {
				if w.rng.Float64() < 0.5 {
					w.add(post.Post{Account: fmt.Sprintf("fan%d", i), Time: w.after(start, 10*min60), Act: post.Repost, RepostOf: star})
				}
			}
		}
	}
}

// activists adds a day of action: many long-lived accounts, few hashtags, a
// few texts that the organisers propose.
func (w *world) activists(n int) {
	proposals := []string{w.words(12), w.words(12), w.words(12)}
	for i := range n {
		a := fmt.Sprintf("activista%d", i)
		for d := range w.days {
			w.ordinary(a, d, 1.5)
		}
		for range 4 + w.rng.IntN(12) {
			t := epoch + 3*day + 10*hour + w.rng.Int64N(12*hour)/sec*sec
			p := post.Post{Account: a, Time: t, Text: w.words(10), Hashtags: []string{fmt.Sprintf("accion%d", w.rng.IntN(3))}}
			if w.rng.Float64() < 0.2 {
				p.Text = proposals[w.rng.IntN(3)]
			}
			w.add(p)
		}
	}
}

// schedulers adds accounts whose tools post on the hour with the same daily
// hashtags and words of their own.
func (w *world) schedulers(n int) {
	for d := range w.days {
		for _, h := range []int64{7, 9, 12, 15, 18, 21} {
			for i := range n {
				if w.rng.Float64() < 0.7 {
					w.add(post.Post{
						Account: fmt.Sprintf("agenda%d", i), Time: epoch + int64(d)*day + h*hour, Text: w.words(9),
						Hashtags: []string{fmt.Sprintf("hora%d", h)}, Client: "programador",
					})
				}
			}
		}
	}
}

// buttons adds readers who press the share button of an article.
func (w *world) buttons(articles int) {
	for range articles {
		link := "https://diario.example.org/" + w.id("n")
		headline := w.words(9) + " " + link + " vía @diario"
		start := w.moment(w.rng.IntN(w.days))
		for range 10 + w.rng.IntN(25) {
			w.add(post.Post{Account: w.user(), Time: w.after(start, 2*hour), Text: headline, Links: []string{link}})
		}
	}
}

// stealth is how a planted group hides.
type stealth struct {
	name   string
	jitter int64   // its shares are spread over this time
	own    float64 // ordinary posts beside each coordinated one
	daily  int     // coordinated actions on a day
	joins  float64 // chance that an account joins an action
	want   float64 // least recall; 0 where the table only reports it
}

var stealths = []stealth{
	{"none", 45 * sec, 0.05, 5, 0.7, 0.8},
	{"half organic", 45 * sec, 1, 5, 0.7, 0.8},
	{"jitter 10 min", 10 * min60, 0.3, 5, 0.7, 0.8},
	{"sparse", 45 * sec, 2, 2, 0.6, 0},
	{"sparse jitter", 10 * min60, 2, 2, 0.6, 0},
}

// plant adds a group that shares texts, links and reposts together.
func (w *world) plant(n int, s stealth) {
	name := w.id("red")
	tag := w.id("campana")
	for i := range n {
		w.planted[fmt.Sprintf("%s_%d", name, i)] = true
	}
	for d := range w.days {
		for range s.daily {
			start, base := w.moment(d), post.Post{Text: w.words(12), Hashtags: []string{tag}}
			switch w.rng.IntN(4) {
			case 0:
				base.Act, base.RepostOf = post.Repost, w.posts[w.rng.IntN(len(w.posts))].ID
			case 1:
				base.Links = []string{"https://panfleto.example.org/" + w.id("n")}
			}
			for i := range n {
				if w.rng.Float64() > s.joins {
					continue
				}
				p := base
				p.Account = fmt.Sprintf("%s_%d", name, i)
				p.Time = start + w.rng.Int64N(s.jitter)/sec*sec
				if len(p.Links) > 0 {
					p.Text = w.words(9)
				}
				w.add(p)
				if w.rng.Float64() < s.own {
					w.ordinary(p.Account, d, 1)
				}
			}
		}
	}
}

// innocents fills the world with everything that is not planted.
func (w *world) innocents() {
	w.organic(500)
	w.trends(3)
	w.wires(10)
	w.fans(30)
	w.activists(60)
	w.schedulers(15)
	w.buttons(20)
}
