package storm

import "time"

// The worked examples are events of which the truth was found later, or never.
// Their rates and times are those that were published, at the scale that is
// said; everything else is drawn as for any log. docs/examples has the facts
// with their sources.

// FCC2017 is a comment system whose address a television programme gives out
// at 23:14 on a Sunday: thirty-two times the ordinary rate (+3,116 %), and two
// smaller waves that posts bring. Pages fail under it. Nobody attacks.
func FCC2017(seed uint64) Log {
	zone := time.FixedZone("", -4*3600)
	day := func(d, hour, minute int) time.Time { return time.Date(2017, time.May, d, hour, minute, 0, 0, zone) }
	wave := func(id, family string, at time.Time, length time.Duration, requests int, failing float64) Burst {
		return Burst{ID: id, Overload: failing, Parts: []Part{{
			Family: family, Kind: Crowd, Start: at, Length: length, Shape: Call, Requests: requests, Landing: Form,
		}}}
	}
	return Log{
		Seed: seed, Site: "comentarios.example.org", Start: day(5, 0, 0), Length: 84 * time.Hour, Rate: 0.8,
		Pages:  Site{Pages: 60, Common: 8, Each: 1, HTTP2: 0.5},
		People: examplePeople(), Crawls: 1,
		Bursts: []Burst{
			wave("broadcast", "televised", day(7, 22, 58), 80*time.Minute, 42_000, 0.25),
			wave("posts", "social-post", day(8, 9, 56), 40*time.Minute, 9000, 0),
		},
	}
}

// Register2016 is a form that people fill in after a televised debate, at a
// tenth of the volume: 59 applications a second at 22:15 were three times the
// earlier record, and the site failed. Nobody attacks.
func Register2016(seed uint64) Log {
	zone := time.FixedZone("", 3600)
	at := func(hour, minute int) time.Time { return time.Date(2016, time.June, 7, hour, minute, 0, 0, zone) }
	return Log{
		Seed: seed, Site: "registro.example.org", Start: at(15, 0), Length: 9*time.Hour - 30*time.Minute, Rate: 8,
		Pages:  Site{Pages: 12, Common: 6, Each: 0, HTTP2: 0.4},
		People: examplePeople(), Crawls: 1,
		Bursts: []Burst{{ID: "after-debate", Overload: 0.35, Parts: []Part{{
			Family: "form", Kind: Crowd, Start: at(22, 3), Length: time.Hour, Shape: Call, Requests: 120_000, Landing: Form,
		}}}},
	}
}

// Debate2018 is a campaign's site during a debate in which its address was
// shown: 185,000 requests in fifteen minutes. Whether these were people or
// machines the log has to show, for the number is the same in both.
func Debate2018(seed uint64, attack bool) Log {
	zone := time.FixedZone("", -5*3600)
	at := func(d, hour, minute int) time.Time { return time.Date(2018, time.June, d, hour, minute, 0, 0, zone) }
	p := Part{Family: "televised", Kind: Crowd, Start: at(12, 21, 40), Length: 15 * time.Minute, Shape: Fading, Requests: 185_000}
	if attack {
		p.Family, p.Kind, p.Shape, p.Sources = "one-url", Attack, Level, 3200
	}
	return Log{
		Seed: seed, Site: "candidatura.example.org", Start: at(11, 0, 0), Length: 47 * time.Hour, Rate: 1,
		Pages:  Site{Pages: 80, Common: 9, Each: 3, HTTP2: 0.7},
		People: examplePeople(), Crawls: 2, Bursts: []Burst{{ID: "debate", Parts: []Part{p}}},
	}
}

// Form is the path of the form: a crowd that lands there fills it in.
const Form = "/registro"

func examplePeople() People {
	return People{
		Networks: 3000, Foreign: 0.06, Six: 0.2, Mobile: 0.55, Quiet: 0.05, Warm: 0.5, Bare: 0.03,
		Gateways: 12, Shared: 0.08, More: 0.45,
	}
}
