package coord

import (
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network/null"
	"github.com/unveil-project/unveil/internal/stance"
)

// input is what the whole input can show, whatever the group.
type input struct {
	texts    bool // posts have words
	telling  bool // and some are long enough that a copy is no accident
	mentions bool // posts name other accounts
	handles  bool // election.yaml names accounts
	days     int  // with posts
	accounts int
	crammed  int // posts with more than postObjects of a kind
	// Who can be named, and the readers of that.
	election *election.Election
	names    *election.Names
	stances  *stance.Reader
}

func (c *corpus) input(e *election.Election, handles bool) input {
	in := input{
		election: e, names: e.Names(), stances: stance.New(e),
		texts: c.wordy, telling: c.shares[Text].Len() > 0, mentions: len(c.talks) > 0, handles: handles,
		accounts: len(c.accounts.list), crammed: c.crammed,
	}
	for i := range c.posts {
		if i == 0 || null.FloorDiv(c.posts[i].time, day) != null.FloorDiv(c.posts[i-1].time, day) {
			in.days++
		}
	}
	return in
}

// innocent tests the innocent explanations on a group.
func innocent(p *profile, in input) []finding.Explanation {
	out := []finding.Explanation{
		popularTopic(p),
		newsWire(p, in),
		oneSource(p, in),
		shareButton(p, in),
		officialAccounts(p, in),
		community(p, in),
		scheduler(p),
		giveaway(p, in),
	}
	if len(p.accounts) == 2 {
		out = append(out, crossPosting(p, in))
	}
	return out
}

// grade gives the outcome of two conditions, the first stronger.
func grade(supported, possible bool) finding.Outcome {
	switch {
	case supported:
		return finding.Supported
	case possible:
		return finding.Possible
	}
	return finding.Unlikely
}

// untestable replaces the outcome where the input cannot show it.
func untestable(e finding.Explanation) finding.Explanation {
	e.Outcome, e.Measures = finding.NotTestable, nil
	e.Text = lang.M("coord.innocent.none." + e.Name)
	return e
}

func share(name string, v float64) finding.Measure {
	return finding.Measure{Name: name, Value: v, Unit: "share"}
}

// popularTopic: everybody shared these objects at these times.
func popularTopic(p *profile) finding.Explanation {
	return finding.Explanation{
		Name: "popular-topic", Outcome: grade(p.crowded >= 0.5, p.crowded >= 0.2),
		Text:     lang.M("coord.innocent.popular-topic", "crowded", p.crowded, "occasions", len(p.occasions)),
		Measures: []finding.Measure{share("crowded_occasions", p.crowded)},
	}
}

// newsWire: outlets that publish the same agency headlines. They post links
// and little else, talk to nobody, are there every day, and each links to its
// own site. Where no post of the input mentions anybody, that these do not
// says nothing, and the explanation is no more than possible.
func newsWire(p *profile, in input) finding.Explanation {
	outlets := in.mentions && p.linked >= 0.8 && p.talking <= 0.05 && p.activeDays >= 0.5 && in.days >= 3
	headlines := p.byChannel[Text]+p.byChannel[Link] >= 0.5
	ownSites := p.comparable == 0 || p.otherSites >= 0.5
	e := finding.Explanation{
		Name: "news-wire", Outcome: grade(outlets && headlines && ownSites && p.byChannel[Text] > 0.3, p.linked >= 0.8 && p.talking <= 0.1 && headlines),
		Text: lang.M("coord.innocent.news-wire", "linked", p.linked, "talking", p.talking,
			"active", p.activeDays, "other_sites", p.otherSites, "comparable", p.comparable),
		Measures: []finding.Measure{
			share("posts_with_link", p.linked), share("posts_that_talk", p.talking),
			share("active_days", p.activeDays), share("other_sites", p.otherSites),
		},
	}
	if p.comparable == 0 {
		e.Text.Key = "coord.innocent.news-wire.bare"
	}
	if !in.texts {
		return untestable(e)
	}
	return e
}

// oneSource: outlets, feeds or readers that pass on what one site publishes.
// An operation that pushes one site looks the same, so it is never more than
// possible.
func oneSource(p *profile, in input) finding.Explanation {
	steady := p.activeDays >= 0.5 && in.days >= 3
	return finding.Explanation{
		Name: "one-source", Outcome: grade(false, p.topSite >= 0.8 && steady && p.talking <= 0.1),
		Text: lang.M("coord.innocent.one-source", "onesite", p.topSite, "active", p.activeDays),
		Measures: []finding.Measure{
			share("posts_to_one_site", p.topSite), share("active_days", p.activeDays),
		},
	}
}

// crossPosting: one publisher with two accounts, or a tool that copies from
// one to the other. Two accounts alone are never far from it.
func crossPosting(p *profile, in input) finding.Explanation {
	together := float64(len(p.together)) / float64(max(1, p.posts))
	fits := together >= 0.8 && p.activeDays >= 0.5 && in.days >= 3
	return finding.Explanation{
		Name: "cross-posting", Outcome: grade(fits, true),
		Text:     lang.M("coord.innocent.cross-posting", "together", together, "active", p.activeDays),
		Measures: []finding.Measure{share("share_of_posts", together), share("active_days", p.activeDays)},
	}
}

// shareButton: readers pressed the same button under the same article.
func shareButton(p *profile, in input) finding.Explanation {
	e := finding.Explanation{
		Name: "share-button", Outcome: grade(p.via >= 0.5, p.via >= 0.2),
		Text:     lang.M("coord.innocent.share-button", "via", p.via),
		Measures: []finding.Measure{share("posts_with_via", p.via)},
	}
	if !in.texts {
		return untestable(e)
	}
	return e
}

// officialAccounts: a campaign's declared accounts act together openly.
func officialAccounts(p *profile, in input) finding.Explanation {
	e := finding.Explanation{
		Name: "official-accounts", Outcome: grade(p.official >= 0.5, p.official > 0),
		Text:     lang.M("coord.innocent.official-accounts", "official", p.official),
		Measures: []finding.Measure{share("official_accounts", p.official)},
	}
	if !in.handles {
		return untestable(e)
	}
	return e
}

// community: people who know one another and post much else: fans, activists.
func community(p *profile, in input) finding.Explanation {
	together := float64(len(p.together)) / float64(max(1, p.posts))
	varied := together <= 0.3 && p.byChannel[Text] <= 0.2
	e := finding.Explanation{
		Name: "community", Outcome: grade(p.inside >= 0.5 && varied, p.inside >= 0.25 || varied && p.inside > 0),
		Text: lang.M("coord.innocent.community", "inside", p.inside, "together", together, "copied", p.byChannel[Text]),
		Measures: []finding.Measure{
			share("accounts_that_talk_inside", p.inside), share("share_of_posts", together), share("copied_text", p.byChannel[Text]),
		},
	}
	// Copied texts speak against it even where nobody mentions anybody.
	if !in.mentions && p.byChannel[Text] <= 0.2 {
		return untestable(e)
	}
	return e
}

// scheduler: posts set in a tool for round minutes meet there by themselves.
// It explains the time alone, so it is no more than possible where texts or
// links are the same too.
func scheduler(p *profile) finding.Explanation {
	round := p.round >= 0.8
	return finding.Explanation{
		Name: "scheduled-posts", Outcome: grade(round && p.byChannel[Hashtag] >= 0.8, round),
		Text:     lang.M("coord.innocent.scheduled-posts", "round", p.round, "hashtags", p.byChannel[Hashtag]),
		Measures: []finding.Measure{share("posts_at_round_minutes", p.round), share("hashtag_occasions", p.byChannel[Hashtag])},
	}
}

// giveaway: a draw asks everybody to post the same words.
func giveaway(p *profile, in input) finding.Explanation {
	e := finding.Explanation{
		Name: "giveaway", Outcome: grade(p.prizes >= 0.5, p.prizes >= 0.2),
		Text:     lang.M("coord.innocent.giveaway", "prizes", p.prizes),
		Measures: []finding.Measure{share("posts_about_prizes", p.prizes)},
	}
	if !in.texts {
		return untestable(e)
	}
	return e
}
