package social

import (
	"fmt"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// talk makes what ordinary accounts say, repost and answer.
func (s *stage) talk() {
	r := s.rand("talk")
	standing, popular := s.standingTags(), chance.Zipf(40)
	for range s.scaled(6500) {
		author := int32(s.activity.Draw(r))
		a := plain(s.week.draw(r)+s.people[author].phase, author, r.Uint64(), talkStyle)
		if r.Is(0.14) {
			a.tags[0] = standing[popular.Draw(r)]
		}
		if r.Is(0.15) {
			a.link = s.link(newsAddress(r))
		}
		if i := s.do(a); i >= 0 {
			s.spread(r, i, s.people[author].reach)
			s.answers(r, i)
		}
	}
}

// standingTags are the hashtags that are about all week: those of the
// candidates and those of everyday life.
func (s *stage) standingTags() []int16 {
	names := []string{"ConLaA", "VamosConB", "Elecciones", "CesElCambio", "DSinPartido", "Debate", "Trafico", "Clima"}
	for i := len(names); i < 40; i++ {
		names = append(names, fmt.Sprintf("Tema%02d", i))
	}
	tags := make([]int16, len(names))
	for i, n := range names {
		tags[i] = s.tag(n)
	}
	return tags
}

// newsAddress is a page of one of many made-up sites, a few of them shared
// more than once.
func newsAddress(r *chance.Rand) string {
	page := int(min(r.LogNormal(60, 1.5), 1e6))
	return fmt.Sprintf("https://sitio-%02d.example/nota/%d", r.IntN(30), page)
}

// spread makes the reposts of an act: a branching process in which each
// repost brings 0.6 more on average, so that few cascades are large.
func (s *stage) spread(r *chance.Rand, root int32, reach float64) {
	const limit = 250
	queue := make([]int64, 0, 8)
	author, at := s.acts[root].author, s.acts[root].at
	for range r.Poisson(reach) {
		queue = append(queue, at+delay(r, 8*time.Minute))
	}
	done := map[int32]bool{author: true}
	for i := 0; i < len(queue) && i < limit; i++ {
		who := int32(s.activity.Draw(r))
		if !done[who] {
			done[who] = true
			s.do(response(repost, queue[i], who, root, 0))
		}
		for range r.Poisson(0.6) {
			queue = append(queue, queue[i]+delay(r, 8*time.Minute))
		}
	}
}

// answers makes the replies to an act and, now and then, a quote of it.
func (s *stage) answers(r *chance.Rand, root int32) {
	for range r.Poisson(0.4) {
		k := reply
		if r.Is(0.2) {
			k = quote
		}
		at := s.acts[root].at + delay(r, 15*time.Minute)
		s.do(response(k, at, int32(s.activity.Draw(r)), root, r.Uint64()))
	}
}

// trends makes hashtags that come up, excite themselves and die: each post
// brings 0.93 more on average.
func (s *stage) trends() {
	r := s.rand("trends")
	for i := range int(9 * world.Days()) {
		tag := s.tag(fmt.Sprintf("Tendencia%02d", i+1))
		start := s.week.draw(r)
		queue := make([]int64, 0, 64)
		for range s.scaled(4) {
			queue = append(queue, start+delay(r, 5*time.Minute))
		}
		for j := 0; j < len(queue) && j < s.scaled(200); j++ {
			a := plain(queue[j], int32(s.activity.Draw(r)), r.Uint64(), talkStyle)
			a.tags[0] = tag
			s.do(a)
			for range r.Poisson(0.93) {
				queue = append(queue, queue[j]+delay(r, 12*time.Minute))
			}
		}
	}
}

// everyday makes n ordinary acts of one account between two times: its own
// words and reposts of what others said.
func (s *stage) everyday(r *chance.Rand, who int32, n int, span rhythm, pool []int32) {
	for range n {
		at := span.draw(r)
		ref := chance.Pick(r, pool)
		since := at - s.acts[ref].at
		if since > 1000 && since < 86_400_000 && s.acts[ref].author != who {
			s.do(response(repost, at, who, ref, 0))
			continue
		}
		a := plain(at, who, r.Uint64(), talkStyle)
		if r.Is(0.2) {
			a.tags = s.acts[ref].tags
		}
		s.do(a)
	}
}

// originals lists the acts so far that can be reposted.
func (s *stage) originals() []int32 {
	var pool []int32
	for i := range s.acts {
		if s.acts[i].kind == original && s.acts[i].author < int32(s.ordinary) {
			pool = append(pool, int32(i))
		}
	}
	return pool
}
