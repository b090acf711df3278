package drill

import (
	"time"

	"github.com/unveil-project/unveil/internal/drill/count"
	"github.com/unveil-project/unveil/internal/drill/social"
	"github.com/unveil-project/unveil/internal/drill/traffic"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// plan is everything that a scenario makes.
type plan struct {
	scale  float64
	social social.Config
	sites  []traffic.Config // campaign, results
	count  count.Config
}

// plan gives the innocent world with what the scenario plants in it.
func (s *Scenario) plan() *plan {
	p := &plan{
		scale:  s.Scale,
		social: social.Config{Scale: s.Scale},
		count:  count.Config{Sheets: 4000},
		sites: []traffic.Config{
			{Site: world.CampaignSite, Sessions: 0.55 * s.Scale, Gateways: 0.04 * s.Scale, FastCrawls: 3, Crowds: []traffic.Crowd{televisedCall()}},
			{Site: world.ResultsSite, Sessions: 0.12 * s.Scale, Gateways: 0.015 * s.Scale, FastCrawls: 2, Crowds: []traffic.Crowd{resultsRush()}},
		},
	}
	s.add(p)
	return p
}

func (p *plan) seed(seed uint64) {
	p.social.Seed, p.count.Seed = seed, seed
	for i := range p.sites {
		p.sites[i].Seed = seed
	}
}

// campaign is the log of the campaign's site.
func (p *plan) campaign() *traffic.Config { return &p.sites[0] }

// televisedCall is the innocent crowd of the debate: thirty times the visits
// of that hour in the first minute (the FCC's comment system saw +3,116 % in
// May 2017), falling within minutes.
func televisedCall() traffic.Crowd {
	return traffic.Crowd{
		ID: "televised-call", Kind: truth.TelevisedCall, Starts: world.Calls(),
		Factor: 30, Decay: 15 * time.Minute, Landing: "/propuestas",
	}
}

// resultsRush is the innocent crowd of election night: at the first results
// and at the two that follow, eight times the visits of the hour (Cloudflare
// saw polling sites at +756 % in 2024).
func resultsRush() traffic.Crowd {
	return traffic.Crowd{
		ID: "results-rush", Kind: truth.ResultsRush, Landing: "/",
		Starts: []time.Time{world.ResultsStart(), world.Hour(21, 0), world.Hour(22, 0)},
		Factor: 7.5, Decay: 50 * time.Minute,
	}
}

// network is a network with what all scenarios share.
func network(id, stealth string, accounts, waves int) social.Network {
	return social.Network{
		ID: id, Stealth: stealth, Accounts: accounts, Waves: waves, Join: 0.7, Delay: 25 * time.Second,
		Start: world.Day(0, 12, 0), End: world.Day(5, 12, 0), DebateShare: 0.15,
	}
}

// debateNight is the demo's: its crawlers are slow, so that the night itself
// is what there is to see.
func debateNight(p *plan) {
	for i := range p.sites {
		p.sites[i].FastCrawls = 0
	}
	n := network("network-plain", truth.Plain, 40, 36)
	n.Start, n.End, n.DebateShare = world.Day(1, 9, 0), world.Day(3, 21, 0), 0.4
	p.social.Networks = append(p.social.Networks, n)
	p.campaign().Floods = append(p.campaign().Floods, traffic.Flood{
		ID: "flood-thick", Stealth: truth.Thick, Start: world.DebateStart().Add(36 * time.Minute),
		Length: 15 * time.Minute, Addresses: 60, Rate: 10,
	})
	p.campaign().Scans = append(p.campaign().Scans, traffic.Scan{ID: "scan", Start: world.Day(1, 4, 10), Addresses: 1, Paths: 120})
	p.count.Altered = append(p.count.Altered, count.Altered{ID: "altered", Sheets: 15})
	p.count.Withheld = append(p.count.Withheld, withheld(6))
}

// withheld holds one state's sheets from half past eight to ten.
func withheld(state int) count.Withheld {
	return count.Withheld{
		ID: "withheld", State: state, Start: world.Hour(20, 30), End: world.Hour(22, 0), Rush: 6 * time.Minute,
	}
}

// thickFlood has the scale that was stated of a party's site in the debate of
// 12 June 2018 in Mexico: 185,000 visits in fifteen minutes, 206 a second.
func thickFlood(p *plan) {
	p.campaign().Floods = append(p.campaign().Floods, traffic.Flood{
		ID: "flood-thick", Stealth: truth.Thick, Start: world.Day(3, 15, 10),
		Length: 15 * time.Minute, Addresses: 100, Rate: 123.3,
	})
	for i := range p.sites {
		p.sites[i].VHost = true
	}
}

// thinFlood has the shape of the floods on newsrooms that Qurium described:
// a thousand hosts and more, few requests each, taking turns.
func thinFlood(p *plan) {
	p.campaign().Gateways = 0.3
	p.campaign().Floods = append(p.campaign().Floods, traffic.Flood{
		ID: "flood-thin", Stealth: truth.Thin, Start: world.Day(3, 16, 20),
		Length: 45 * time.Minute, Addresses: 4000, Rate: 0.8, Turn: 10 * time.Minute,
	})
}

func stealthNetwork(p *plan) {
	jitter := network("network-jitter", truth.Jitter, 30, 26)
	jitter.Delay, jitter.Everyday = 4*time.Minute, 6
	words := network("network-paraphrase", truth.Paraphrase, 30, 26)
	words.Everyday = 6
	half := network("network-half-organic", truth.HalfOrganic, 40, 26)
	half.Delay, half.Everyday = 90*time.Second, 18
	p.social.Networks = append(p.social.Networks, jitter, words, half)
}

// oneNetwork plants one network that hides in one way.
func oneNetwork(stealth string) func(*plan) {
	return func(p *plan) {
		n := network("network-"+stealth, stealth, 30, 26)
		n.Everyday = 6
		switch stealth {
		case truth.Jitter:
			n.Spread = 10 * time.Minute
		case truth.HalfOrganic:
			n.Delay, n.Everyday = 90*time.Second, 18
		case truth.Rented:
			n.Accounts, n.Waves, n.Delay, n.ByDay = 120, 42, 2*time.Minute, 0.35
		}
		p.social.Networks = append(p.social.Networks, n)
	}
}

func rentedAccounts(p *plan) {
	n := network("network-rented", truth.Rented, 120, 30)
	n.Join, n.Delay = 0.35, 3*time.Minute
	p.social.Networks = append(p.social.Networks, n)
}

func alteredSheets(p *plan) {
	p.count.Altered = append(p.count.Altered,
		count.Altered{ID: "altered", Sheets: 60},
		count.Altered{ID: "altered-consistent", Sheets: 12, Consistent: true})
}

func withheldSheets(p *plan) { p.count.Withheld = append(p.count.Withheld, withheld(6)) }

func everything(p *plan) {
	stealthNetwork(p)
	rentedAccounts(p)
	alteredSheets(p)
	withheldSheets(p)
	p.campaign().Gateways = 0.3
	p.campaign().Floods = append(p.campaign().Floods, traffic.Flood{
		ID: "flood-thin", Stealth: truth.Thin, Start: world.DebateStart().Add(30 * time.Minute),
		Length: 50 * time.Minute, Addresses: 5000, Rate: 0.8, Turn: 10 * time.Minute,
	})
	p.campaign().Scans = append(p.campaign().Scans, traffic.Scan{ID: "scan", Start: world.Day(1, 4, 10), Addresses: 2, Paths: 200})
}
