package narrative

import (
	"math"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// Innocent tests the innocent explanations on a narrative of a result. Each is
// printed with its numbers whatever its outcome; docs/methods/narrative.md has
// the bounds.
func Innocent(n *Narrative, r *Result) []finding.Explanation {
	return []finding.Explanation{
		repostedPost(n), newsWire(n), shareButton(n), quotation(n), proposedText(n),
		giveaway(n), officialText(n, r), oneAccount(n),
	}
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

func ratio(name string, v float64) finding.Measure {
	return finding.Measure{Name: name, Value: v, Unit: "share"}
}

// repostedPost: the copies are reposts, by which nobody wrote anything twice.
func repostedPost(n *Narrative) finding.Explanation {
	reposts := share(n.Marks.Reposts, n.Posts)
	return finding.Explanation{
		Name: "reposted-post", Outcome: grade(reposts >= 0.8, reposts >= 0.4),
		Text:     lang.M("narrative.innocent.reposted-post", "reposts", reposts),
		Measures: []finding.Measure{ratio("reposts", reposts)},
	}
}

// newsWire: outlets publish one agency's headline, each with a link to its own
// site, and talk to nobody.
func newsWire(n *Narrative) finding.Explanation {
	m := n.Marks
	linked, talking, sites := share(m.Linked, n.Posts), share(m.Talking, n.Posts), share(m.OtherSites, m.Comparable)
	outlets := linked >= 0.8 && talking <= 0.05
	return finding.Explanation{
		Name: "news-wire", Outcome: grade(outlets && m.Comparable >= 3 && sites >= 0.5, outlets && (m.Comparable < 3 || sites >= 0.25)),
		Text: lang.M("narrative.innocent.news-wire", "linked", linked, "talking", talking,
			"accounts", m.Comparable, "sites", m.OtherSites),
		Measures: []finding.Measure{ratio("posts_with_link", linked), ratio("posts_that_talk", talking), ratio("different_sites", sites)},
	}
}

// shareButton: readers pressed the same button under the same article.
func shareButton(n *Narrative) finding.Explanation {
	via := share(n.Marks.Via, n.Posts)
	return finding.Explanation{
		Name: "share-button", Outcome: grade(via >= 0.5, via >= 0.2),
		Text:     lang.M("narrative.innocent.share-button", "via", via),
		Measures: []finding.Measure{ratio("posts_with_via", via)},
	}
}

// quotation: a saying, a lyric, a prayer or a chain letter comes back again
// and again, with no one time at which it is posted.
func quotation(n *Narrative) finding.Explanation {
	quoted, chain := share(n.Marks.Quoted, n.Posts), share(n.Marks.Chain, n.Posts)
	busy := share(n.Marks.BusyDay, n.Posts)
	evergreen := n.Marks.Days >= 10 && busy <= 0.25
	return finding.Explanation{
		Name: "quotation", Outcome: grade(evergreen && (quoted >= 0.5 || chain >= 0.5), evergreen || quoted >= 0.5 || chain >= 0.5),
		Text:     lang.M("narrative.innocent.quotation", "quoted", quoted, "chain", chain, "days", n.Marks.Days, "busy", busy),
		Measures: []finding.Measure{ratio("posts_in_quotation_marks", quoted), ratio("posts_to_be_copied", chain), ratio("busiest_day", busy)},
	}
}

// manyPeople is how many accounts a call to all takes at least.
const manyPeople = 20

// proposedText: organisers of a day of action propose a text under one
// hashtag, and people post it when they have time, each once or so.
func proposedText(n *Narrative) finding.Explanation {
	tag, busy := share(n.Marks.TopTag, n.Posts), share(n.Marks.BusyDay, n.Posts)
	each := float64(n.Posts) / float64(n.Accounts)
	spread := !math.IsNaN(n.Delay) && n.Delay >= 30 && n.Last-n.First >= 3*hour
	open := tag >= 0.8 && n.Accounts >= manyPeople && each <= 2
	apart := share(n.CoordinatedPosts, n.Posts) < 0.2
	delay := 0.0
	if !math.IsNaN(n.Delay) {
		delay = n.Delay
	}
	return finding.Explanation{
		Name: "proposed-text", Outcome: grade(open && busy >= 0.6 && spread && apart, open),
		Text:     lang.M("narrative.innocent.proposed-text", "tag", tag, "accounts", n.Accounts, "busy", busy, "delay", delay),
		Measures: []finding.Measure{ratio("posts_with_one_hashtag", tag), ratio("busiest_day", busy)},
	}
}

// giveaway: a draw asks everybody to post the same words.
func giveaway(n *Narrative) finding.Explanation {
	prizes := share(n.Marks.Prizes, n.Posts)
	return finding.Explanation{
		Name: "giveaway", Outcome: grade(prizes >= 0.5, prizes >= 0.2),
		Text:     lang.M("narrative.innocent.giveaway", "prizes", prizes),
		Measures: []finding.Measure{ratio("posts_about_prizes", prizes)},
	}
}

// officialText: a party's own accounts post a text, and supporters copy it.
func officialText(n *Narrative, r *Result) finding.Explanation {
	official := share(n.Marks.Official, n.Posts)
	e := finding.Explanation{
		Name: "official-text", Outcome: grade(official >= 0.5 || n.Marks.FirstIsOwn, official > 0),
		Text:     lang.M("narrative.innocent.official-text", "official", official),
		Measures: []finding.Measure{ratio("official_posts", official)},
	}
	if n.Marks.FirstIsOwn {
		e.Text.Key = "narrative.innocent.official-text.first"
	}
	if !r.Handles {
		e.Outcome, e.Measures, e.Text = finding.NotTestable, nil, lang.M("narrative.innocent.none.official-text")
	}
	return e
}

// oneAccount: most of the posts are one account's own repetitions.
func oneAccount(n *Narrative) finding.Explanation {
	own := share(n.Marks.Busiest, n.Posts)
	crowd := n.Accounts > 5
	return finding.Explanation{
		Name: "one-account", Outcome: grade(own >= 0.6, own >= 0.4 && crowd || own >= 0.5),
		Text:     lang.M("narrative.innocent.one-account", "own", own),
		Measures: []finding.Measure{ratio("posts_of_one_account", own)},
	}
}

func share(k, n int) float64 { return float64(k) / float64(max(1, n)) }

// likely is where the term "likely" begins.
const likely = 0.55

// Coordinated lists the accounts of groups that probably share on one plan, by
// the findings of coord.
func Coordinated(found []finding.Finding) map[string]bool {
	out := map[string]bool{}
	for _, f := range found {
		if f.Detector == "coord" && f.Likelihood != nil && *f.Likelihood >= likely && f.Members != nil {
			for _, id := range f.Members.IDs {
				out[id] = true
			}
		}
	}
	return out
}
