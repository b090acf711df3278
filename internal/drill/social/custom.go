package social

import (
	"fmt"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// officials are the accounts that two parties declare in election.yaml: what
// one publishes the others publish too, within minutes and in the same words.
func (s *stage) officials() {
	r := s.rand("officials")
	for _, party := range world.PartyAccounts() {
		group := s.group(r, len(party.Handles), "Drill Office")
		for i, handle := range party.Handles {
			s.people[group[i]].handle = handle
		}
		tag := s.tag(party.Hashtag)
		for i := range int(9 * world.Days()) {
			at, text := s.week.draw(r), r.Uint64()
			page := s.link(fmt.Sprintf("https://%s.example/comunicado/%d", party.Site, i))
			for k, who := range group {
				if k > 0 && !r.Is(0.6) {
					continue
				}
				a := plain(at, who, text, partyStyle)
				if k > 0 {
					a.at += delay(r, 3*time.Minute)
				}
				a.tags[0], a.link = tag, page
				s.do(a)
			}
		}
		s.item("official-accounts-"+party.Site, truth.OfficialAccounts, group)
	}
}

// readers press the button under an article: everybody posts the same title,
// the same link, and the name of the outlet.
func (s *stage) readers() {
	r := s.rand("readers")
	outlets := s.group(r, 5, "Drill CMS")
	pressed := map[int32]bool{}
	var group []int32
	for i := range int(6 * world.Days()) {
		at, text, outlet := s.week.draw(r), r.Uint64(), chance.Pick(r, outlets)
		page := s.link(fmt.Sprintf("https://revista.example/articulo/%d", i))
		for range s.scaled(8 + r.Poisson(22)) {
			who := int32(s.activity.Draw(r))
			a := plain(at+delay(r, 25*time.Minute), who, text, headlineStyle)
			a.link, a.via = page, outlet
			if s.do(a) >= 0 && !pressed[who] {
				pressed[who] = true
				group = append(group, who)
			}
		}
	}
	s.item("share-button", truth.ShareButton, group)
}

// hunters are accounts that enter every prize draw, in the words and with the
// hashtag that the draw asks for, as soon as they see it.
func (s *stage) hunters() {
	r := s.rand("hunters")
	group := s.group(r, s.scaled(35), "")
	for i := range int(4 * world.Days()) {
		at, text := s.week.draw(r), r.Uint64()
		tag := s.tag(fmt.Sprintf("Sorteo%02d", i+1))
		for _, who := range group {
			if !r.Is(0.5) {
				continue
			}
			a := plain(at+delay(r, 8*time.Minute), who, text, drawStyle)
			a.tags[0] = tag
			s.do(a)
		}
	}
	pool := s.originals()
	for _, who := range group {
		s.everyday(r, who, r.Poisson(6), s.week, pool)
	}
	s.item("giveaway", truth.Giveaway, group)
}
