package traffic

import (
	"fmt"
	"strconv"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/truth"
)

// Flood is a planted flood.
type Flood struct {
	ID      string
	Stealth string // truth.Thick or truth.Thin
	Start   time.Time
	Length  time.Duration
	// Addresses take part, each with Rate requests a minute on average while
	// it is in. A thick flood keeps all of them in from start to end; in a
	// thin one each takes a turn of Turn.
	Addresses int
	Rate      float64
	Turn      time.Duration
}

type flood struct {
	r      *chance.Rand
	cfg    *Flood
	bots   []bot
	agents []string
	item   int16
}

type bot struct {
	client int32
	agent  string
	from   time.Time
}

func newFlood(l *log, r *chance.Rand, cfg *Flood) *flood {
	f := &flood{r: r, cfg: cfg, item: l.item(cfg.ID, truth.Flood), agents: browsers()}
	l.items[f.item-1].plant("flood", cfg.Stealth)
	for range cfg.Addresses {
		address := l.net.elsewhere()
		if r.Is(0.15) { // some bots live where visitors do
			address = l.net.home()
		}
		b := bot{client: l.client(address), agent: chance.Pick(r, f.agents[:3]), from: cfg.Start}
		if cfg.Stealth == truth.Thin {
			b.from = cfg.Start.Add(time.Duration(r.Int64N(int64(max(1, cfg.Length-cfg.Turn)))))
		}
		f.bots = append(f.bots, b)
	}
	return f
}

func (f *flood) minute(l *log, m minute) {
	if !inside(m, f.cfg.Start, f.cfg.Length) {
		return
	}
	for i := range f.bots {
		b := &f.bots[i]
		length := f.cfg.Length
		if f.cfg.Stealth == truth.Thin {
			length = f.cfg.Turn
		}
		if !inside(m, b.from.Truncate(time.Minute), length) {
			continue
		}
		for range f.r.Poisson(f.cfg.Rate) {
			l.push(f.request(b, m))
		}
	}
}

// request makes one request of a bot. A thick flood goes past caches with a
// number for a query; a thin one asks for what is dear to serve, the search
// page, in words that people use. Under load some answers are errors.
func (f *flood) request(b *bot, m minute) hit {
	h := hit{at: m.ms + f.r.Int64N(60_000), client: b.client, agent: b.agent, status: 200, bytes: 18_000, item: f.item}
	h.target = "/?" + strconv.Itoa(f.r.Between(1_000_000, 99_999_999))
	if f.cfg.Stealth == truth.Thin {
		h.target = fmt.Sprintf("/buscar?q=%s+%d", chance.Pick(f.r, []string{"propuestas", "agenda", "debate", "contacto"}), f.r.Between(1, 400))
		h.bytes = int32(f.r.Between(6000, 9000))
	}
	if f.r.Is(0.25) {
		h.status, h.bytes = 503, 190
	}
	return h
}

// Scan is a planted search for weak points, from one or a few addresses.
type Scan struct {
	ID        string
	Start     time.Time
	Addresses int
	Paths     int
}

type scan struct {
	r       *chance.Rand
	cfg     *Scan
	clients []int32
	item    int16
}

func newScan(l *log, r *chance.Rand, cfg *Scan) *scan {
	s := &scan{r: r, cfg: cfg, item: l.item(cfg.ID, truth.Scan)}
	l.items[s.item-1].plant("", "")
	for range cfg.Addresses {
		s.clients = append(s.clients, l.client(l.net.elsewhere()))
	}
	return s
}

func (s *scan) minute(l *log, m minute) {
	if !inside(m, s.cfg.Start, time.Minute) {
		return
	}
	for _, c := range s.clients {
		at := m.ms + s.r.Int64N(60_000)
		for k := range s.cfg.Paths {
			h := hit{at: at, client: c, target: probe(k), agent: "Mozilla/5.00 (Scanner-example/2.5.0)", status: 404, bytes: 512, item: s.item}
			if k%17 == 3 {
				h.method, h.status = post, 403
			}
			l.push(h)
			at += int64(s.r.Exp(900))
		}
	}
}
