package tell

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// countries says where databases place the addresses, and what that means.
func (t *teller) countries(b *traffic.Burst) *Section {
	if len(b.Countries) == 0 {
		return nil
	}
	s := &Section{ID: "countries", Title: t.say("tell.countries")}
	cs := slices.Clone(b.Countries)
	slices.SortStableFunc(cs, func(x, y traffic.Country) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), cmp.Compare(x.Code, y.Code))
	})
	s.Says = append(s.Says, t.placed(cs))
	s.Table = &Table{Columns: []Column{{t.say("tell.country"), false}, {t.say("tell.of-requests"), true}, {t.say("tell.range"), true}, {t.say("tell.usual"), true}}, Bars: t.say("tell.share")}
	shown := cs[:min(len(cs), t.limit(8))]
	for _, c := range shown {
		usual, bar := lang.Percent(c.Before), within(c.Before)
		if b.Baseline.Mode == "none" { // nothing ordinary is known
			usual, bar = "–", -1
		}
		s.Table.Rows = append(s.Table.Rows, Row{
			Cells: []string{t.country(c.Code), lang.Percent(c.Share), lang.Percent(c.Low) + " – " + lang.Percent(c.High), usual},
			Bar:   Bar{"other", within(c.Share), within(c.Low), within(c.High), bar},
		})
	}
	s.Table.More = t.more(len(cs), len(shown))
	s.Ends = append(s.Ends, t.say("tell.countries.means"))
	if o := b.Origins; o != nil {
		s.Ends = append(s.Ends, t.say("tell.origins", "agreed", o.Agreed, "unknown", o.Unknown), t.say("tell.origins.kinds", "hosting", o.Hosting, "proxy", o.Proxy))
		if o.Distance > 0 {
			s.Ends = append(s.Ends, t.say("tell.origins.distance", "bits", o.Distance))
		}
	}
	return s
}

func within(v float64) float64 { return min(max(v, 0), 1) }

// placed is the sentence on the first countries, with the databases' names.
func (t *teller) placed(cs []traffic.Country) string {
	var first []string
	for _, c := range cs {
		if c.Code != "" && len(first) < 2 {
			share := lang.Percent(c.Share)
			if c.High > c.Low {
				share = t.say("tell.range-of", "low", c.Low, "high", c.High)
			}
			first = append(first, t.say("tell.placed.in", "share", share, "country", t.country(c.Code)))
		}
	}
	if len(first) == 0 {
		return t.say("tell.placed.none")
	}
	return t.say("tell.placed", "parts", list(first, t.say("tell.and")), "databases", t.databases())
}

// databases names those that tell countries, with their dates.
func (t *teller) databases() string {
	var names []string
	for _, d := range t.r.Origin {
		if d.Kind == "" || strings.Contains(d.Kind, "country") {
			names = append(names, t.say("tell.built", "name", clip(d.Database, 60), "date", clip(d.Built, 30)))
		}
	}
	if len(names) == 0 {
		return t.say("tell.databases.unnamed")
	}
	return list(names, ", ")
}

// country writes a code with the name that the reader's language has for it.
func (t *teller) country(code string) string {
	if code == "" {
		return t.say("tell.country.unknown")
	}
	region, err := language.ParseRegion(code)
	if err != nil || len(code) != 2 {
		return clip(code, 20)
	}
	names := display.English.Regions()
	if t.p.Lang == lang.Es {
		names = display.LatinAmericanSpanish.Regions()
	}
	if name := names.Name(region); name != "" {
		return name + " (" + code + ")"
	}
	return code
}

// networks lists the parts of the largest networks.
func (t *teller) networks(b *traffic.Burst) *Section {
	if len(b.NetworkTop) == 0 {
		return nil
	}
	s := &Section{ID: "networks", Title: t.say("tell.networks")}
	s.Table = &Table{Columns: []Column{{t.say("tell.network"), false}, {t.say("tell.kind"), false}, {t.say("tell.addresses-word"), true}, {t.say("tell.requests"), true}, {t.say("tell.share"), true}}}
	shown := b.NetworkTop[:min(len(b.NetworkTop), t.limit(5))]
	for _, n := range shown {
		kind := t.name(n.Kind, "tell.network.")
		s.Table.Rows = append(s.Table.Rows, Row{Cells: []string{network(&n), kind, count(n.Clients), lang.Int(n.Requests), lang.Percent(n.Share)}})
	}
	s.Table.prune()
	s.Table.More = t.more(len(b.NetworkTop), len(shown))
	return s
}

func network(n *traffic.NetworkPart) string {
	var parts []string
	if n.ASN > 0 {
		parts = append(parts, "AS"+strconv.FormatUint(uint64(n.ASN), 10))
	}
	for _, s := range []string{n.Name, n.Prefix} {
		if s != "" {
			parts = append(parts, clip(s, 60))
		}
	}
	return strings.Join(parts, " ")
}
