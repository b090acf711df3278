package tell

import (
	"slices"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// signature says in words what the excess has in common, what it covers and
// whom else it would hit.
func (t *teller) signature(b *traffic.Burst) *Section {
	g := b.Signature
	if g == nil || len(g.Terms) == 0 {
		return nil
	}
	s := &Section{ID: "signature", Title: t.say("tell.signature"), Says: []string{t.say("tell.signature.says")}}
	s.Table = &Table{Columns: []Column{{t.say("tell.condition"), false}, {t.say("tell.coverage"), true}, {t.say("tell.collateral"), true}}}
	for _, term := range g.Terms {
		s.Table.Rows = append(s.Table.Rows, t.termRow(&term, g.Days > 0))
	}
	s.Ends = append(s.Ends, t.say("tell.signature.coverage", "share", g.Coverage))
	if g.Days > 0 {
		s.Ends = append(s.Ends, t.say("tell.signature.collateral", "clients", g.Collateral, "requests", g.Usual, "time", g.Days*86400))
	} else {
		s.Ends = append(s.Ends, t.say("tell.signature.unmeasured"))
	}
	if g.Spread {
		s.Ends = append(s.Ends, t.say("tell.signature.spread"))
	}
	if len(g.Alternates) > 0 && g.Days > 0 {
		var parts []string
		for i, term := range g.Alternates {
			if i == t.limit(2) {
				break
			}
			parts = append(parts, t.say("tell.alternate", "term", t.condition(&term), "coverage", term.Coverage, "collateral", term.Collateral))
		}
		s.Ends = append(s.Ends, t.say("tell.alternates", "terms", list(parts, "; ")))
	}
	return s
}

// termRow is a row of a condition; measured is false where there is no ordinary
// time to say whom it would have hit.
func (t *teller) termRow(term *traffic.Term, measured bool) Row {
	harm := "–"
	if measured {
		harm = lang.Percent(term.Collateral)
	}
	return Row{Cells: []string{capital(t.condition(term)), lang.Percent(term.Coverage), harm}}
}

// condition is a term in words: "agent is A or B".
func (t *teller) condition(term *traffic.Term) string {
	key := "tell.term.is"
	if term.Negated {
		key = "tell.term.is-not"
	}
	var values []string
	for i, v := range term.Values {
		if i == 3 {
			break
		}
		if term.Field == "country" {
			values = append(values, t.country(v))
			continue
		}
		if v == "" {
			values = append(values, t.say("tell.none"))
			continue
		}
		values = append(values, t.say("tell.quote", "text", clip(v, 90)))
	}
	text := list(values, t.say("tell.or"))
	if rest := len(term.Values) - len(values); rest > 0 {
		text += " " + t.say("tell.and-more", "n", rest)
	}
	return t.say(key, "field", t.name(term.Field, "tell.field."), "values", text)
}

// tools lists the families of tools that the requests resemble.
func (t *teller) tools(b *traffic.Burst) *Section {
	if len(b.Tools) == 0 {
		return nil
	}
	s := &Section{ID: "tools", Title: t.say("tell.tools"), Says: []string{t.say("tell.tools.says")}}
	s.Table = &Table{Columns: []Column{{t.say("tell.family"), false}, {t.say("tell.requests"), true}, {t.say("tell.addresses-word"), true}, {t.say("tell.detail"), false}}}
	shown := b.Tools[:min(len(b.Tools), t.limit(5))]
	for _, tool := range shown {
		detail := list(clips(tool.Detail[:min(len(tool.Detail), t.limit(3))], 80), ", ")
		s.Table.Rows = append(s.Table.Rows, Row{Cells: []string{capital(t.name(tool.Family, "tell.family.")), lang.Int(tool.Requests), count(tool.Clients), detail}})
	}
	s.Table.prune()
	s.Table.More = t.more(len(b.Tools), len(shown))
	return s
}

// recon lists the addresses that looked before the burst, or at its result.
func (t *teller) recon(b *traffic.Burst) *Section {
	if len(b.Recon) == 0 {
		return nil
	}
	s := &Section{ID: "recon", Title: t.say("tell.recon"), Says: []string{t.say("tell.recon.says")}}
	s.Table = &Table{Columns: []Column{{t.say("tell.address"), false}, {t.say("tell.time"), false}, {t.say("tell.what"), false}, {t.say("tell.why"), false}}}
	shown := b.Recon[:min(len(b.Recon), t.limit(5))]
	for _, r := range shown {
		s.Table.Rows = append(s.Table.Rows, Row{Cells: []string{clip(r.Client, 45), t.clock(r.Time) + " " + t.name(r.When, "tell.recon."), clip(r.What, 120), clip(r.Why, 300)}})
	}
	s.Table.More = t.more(len(b.Recon), len(shown))
	return s
}

// similar compares the burst with others.
func (t *teller) similar(b *traffic.Burst) *Section {
	if len(b.Similar) == 0 {
		return nil
	}
	s := &Section{ID: "similar", Title: t.say("tell.similar"), Says: []string{t.say("tell.similar.says")}}
	s.Table = &Table{Columns: []Column{{t.say("tell.with"), false}}}
	for _, key := range []string{"addresses-word", "prefixes", "chance", "networks", "agents", "rhythm", "score"} {
		s.Table.Columns = append(s.Table.Columns, Column{capital(t.say("tell." + key)), true})
	}
	shown := b.Similar[:min(len(b.Similar), t.limit(3))]
	for _, o := range shown {
		cells := []string{t.other(&o)}
		for _, v := range []float64{o.Addresses, o.Prefixes, o.Expected, o.Networks, o.Agents, o.Rhythm, o.Score} {
			cells = append(cells, lang.Percent(v))
		}
		s.Table.Rows = append(s.Table.Rows, Row{Cells: cells})
	}
	s.Table.More = t.more(len(b.Similar), len(shown))
	return s
}

// other names the burst of a comparison: by its number where it is of this
// report.
func (t *teller) other(o *traffic.Similarity) string {
	name := clip(o.With, 16)
	for i := range t.r.Bursts {
		if t.r.Bursts[i].ID == o.With {
			name = t.say("tell.burst", "n", i+1)
		}
	}
	if o.Start != "" {
		name += " (" + clip(o.Start, 25) + ")"
	}
	return name
}

// probes lists the attempts at finding or using a weakness.
func (t *teller) probes() *Section {
	if len(t.r.Probes) == 0 {
		return nil
	}
	s := &Section{ID: "probes", Title: t.say("tell.probes"), Says: []string{t.say("tell.probes.says")}}
	s.Table = &Table{Columns: []Column{
		{t.say("tell.family"), false},
		{"ATT&CK", false},
		{t.say("tell.addresses-word"), true},
		{t.say("tell.requests"), true},
		{t.say("tell.succeeded"), true},
	}}
	shown := t.r.Probes[:min(len(t.r.Probes), t.limit(10))]
	for i := range shown {
		p := &shown[i]
		name := capital(t.name(p.Family, "tell.family."))
		if p.Spread {
			name += " " + t.say("tell.spread")
		}
		example := ""
		if len(p.Examples) > 0 {
			example = clip(p.Examples[0], 160)
		}
		s.Table.Rows = append(s.Table.Rows, Row{Cells: []string{name, clip(p.Technique, 12), count(p.Clients), lang.Int(p.Requests), lang.Int(p.Succeeded)}, Under: example})
		if won := "probe.won." + p.Why; p.Succeeded > 0 && t.has(won) {
			s.Ends = append(s.Ends, t.say("tell.success", "family", name, "why", t.say(won, "n", p.Succeeded)))
		}
	}
	t.quoted(s, t.r.Evidence)
	s.Table.More = t.more(len(t.r.Probes), len(shown))
	return s
}

// next says which flags would answer what this report leaves open.
func (t *teller) next() Section {
	s := Section{ID: "next", Title: t.say("tell.next")}
	add := func(command, key string) {
		s.Items = append(s.Items, Item{Kind: "command", Name: command, Text: t.say(key)})
	}
	if len(t.r.Bursts) > 0 && !t.role("timeline") {
		add("--timeline events.csv", "tell.next.timeline")
	}
	if !t.role("baseline") {
		add("--baseline history.log.gz", "tell.next.baseline")
	}
	if len(t.r.Origin) == 0 {
		add("--origin DIR", "tell.next.origin")
	}
	if slices.ContainsFunc(t.r.Bursts, func(b traffic.Burst) bool { return b.Signature != nil }) {
		add("--defence nginx", "tell.next.defence")
	}
	if !t.full && len(t.r.Bursts)+len(t.r.Probes) > 0 {
		add("--full", "tell.next.full")
	}
	if len(t.r.Bursts) > 0 || len(t.r.Probes) > 0 {
		add("--pack out.zip", "tell.next.pack")
	}
	add("--html out.html", "tell.next.html")
	add("unveil help traffic", "tell.next.help")
	return s
}
