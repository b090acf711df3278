package cli

import (
	"context"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/narrative"
)

// listNarratives prints the largest narratives, a few lines each.
func (a *app) listNarratives(v *narrativesView) {
	a.out.line(a.Print(lang.M("narratives.head", "narratives", len(v.Narratives)+v.Beyond.Narratives,
		"compared", v.Compared, "posts", v.Posts, "accounts", v.Accounts)))
	for i := range v.Narratives[:min(v.most, len(v.Narratives))] {
		n := &v.Narratives[i]
		a.out.line("")
		a.narrativeHead(n)
		a.narrativeTargets(n, "    ")
		a.narrativeFits(v, n)
		a.narrativeClaim(n)
	}
	if more := len(v.Narratives) + v.Beyond.Narratives - v.most; more > 0 {
		a.out.line("")
		a.out.line(a.Print(lang.M("narratives.more", "n", more, "all", len(v.Narratives))))
	}
	if len(v.Narratives) > 0 {
		a.say(lang.M("narratives.next", "id", v.Narratives[0].ID))
	}
}

// narrativeHead prints what a narrative is, how large, when, and its course.
func (a *app) narrativeHead(n *narrative.Narrative) {
	a.out.line(a.color(bold, n.ID+"  "+terminalSafe(strings.Join(n.Label, " "))))
	a.out.line("    " + clip(terminalSafe(n.Text), 110))
	a.out.line("    " + a.Print(lang.M("narratives.size", "accounts", n.Accounts, "writers", n.Writers, "posts", n.Posts, "variants", n.Variants)) +
		languageNote(n))
	a.out.line("    " + a.Time(micro(n.First), false) + " – " + a.Time(micro(n.Last), false) + "  " + spark(n.Spread.Posts))
	a.out.line("    " + a.Print(lang.M("narratives.coordinated", "share", float64(n.CoordinatedPosts)/float64(n.Posts), "accounts", n.CoordinatedAccounts)))
}

func languageNote(n *narrative.Narrative) string {
	if n.Language == "" {
		return ""
	}
	return " [" + n.Language + "]"
}

func (a *app) narrativeTargets(n *narrative.Narrative, indent string) {
	for _, t := range n.Targets {
		a.out.line(indent + terminalSafe(a.Print(lang.M("narratives.named", "candidate", t.Name, "named", t.Named, "hostile", t.Hostile,
			"favourable", t.Favourable, "unclear", t.Unclear))))
	}
}

// narrativeFits names the innocent explanations that the data fit or leave
// open.
func (a *app) narrativeFits(v *narrativesView, n *narrative.Narrative) {
	by := map[finding.Outcome][]string{}
	for _, e := range narrative.Innocent(n, v.Result) {
		by[e.Outcome] = append(by[e.Outcome], a.named("explanation."+e.Name, e.Name))
	}
	for _, o := range []finding.Outcome{finding.Supported, finding.Possible} {
		if len(by[o]) > 0 {
			a.out.line("    " + a.Print(lang.M("narratives."+string(o), "names", strings.Join(by[o], ", "))))
		}
	}
}

func (a *app) narrativeClaim(n *narrative.Narrative) {
	if c := n.Claim; c != nil {
		a.out.line("    " + terminalSafe(a.Print(lang.M("narratives.claim", "claim", clip(c.Text, 100), "share", c.Share))))
		a.out.line("      " + terminalSafe(a.Print(lang.M("narratives.rating", "publisher", c.Publisher, "rating", c.Rating, "url", c.URL))))
	}
}

// shownPosts is how many posts of one narrative are printed.
const shownPosts = 100

// showNarrative prints one narrative with its numbers and its posts.
func (a *app) showNarrative(ctx context.Context, v *narrativesView, n *narrative.Narrative, obs detect.Observations) error {
	a.narrativeHead(n)
	if b := n.Burst; b.Posts > 0 {
		a.out.line("    " + a.Print(lang.M("narratives.burst", "posts", b.Posts, "onset", micro(b.Onset), "length", float64(b.End-b.Onset)/1e6, "doubling", b.Doubling)))
	}
	a.narrativeTargets(n, "    ")
	a.narrativeTally("narratives.hashtags", "#", n.Hashtags)
	a.narrativeTally("narratives.links", "", n.Links)
	a.narrativeClaim(n)
	a.out.line(a.color(bold, a.text("findings.innocent")))
	for _, x := range narrative.Innocent(n, v.Result) {
		a.out.line("  " + a.named("explanation."+x.Name, x.Name) + ": " + a.text("outcome."+string(x.Outcome)))
		a.out.line("    " + terminalSafe(a.Print(x.Text)))
	}
	a.out.line(a.color(bold, a.Print(lang.M("narratives.posts", "n", n.Posts))))
	shown := 0
	for o, err := range narrative.PostsOf(ctx, obs, n) {
		if err != nil {
			return err
		}
		if shown++; shown > shownPosts {
			a.out.line("  " + a.Print(lang.M("narratives.more-posts", "n", n.Posts-shownPosts)))
			return nil
		}
		p := &o.Record
		name := p.Handle
		if name == "" {
			name = p.Account
		}
		a.out.line("  " + a.Time(time.UnixMicro(p.Time), false) + "  " + a.color(bold, terminalSafe(name)) + "  " + clip(terminalSafe(p.Text), 200))
	}
	return nil
}

func (a *app) narrativeTally(key, mark string, list []narrative.Tally) {
	var names []string
	for _, t := range list {
		names = append(names, mark+terminalSafe(t.Name)+" ("+lang.Int(int64(t.Posts))+")")
	}
	if len(names) > 0 {
		a.out.line("    " + a.Print(lang.M(key, "names", strings.Join(names, ", "))))
	}
}

// sparkWidth is how many characters the course of a narrative takes.
const sparkWidth = 32

// spark draws counts as a line of bars, several counts added up in one where
// there are more than fit.
func spark(counts []int32) string {
	width := min(sparkWidth, len(counts))
	bars := make([]int64, width)
	most := int64(1)
	for i, c := range counts {
		at := i * width / len(counts)
		bars[at] += int64(c)
		most = max(most, bars[at])
	}
	levels := []rune("▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, v := range bars {
		if v == 0 {
			b.WriteRune('·')
			continue
		}
		b.WriteRune(levels[(v*int64(len(levels))-1)/most])
	}
	return b.String()
}
