package cli

import (
	"bufio"
	"context"
	"fmt"
	"net/netip"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/origin"
)

// maxAddresses is how many addresses one run looks up.
const maxAddresses = 500_000

// originView is the form of origin --json.
type originView struct {
	Schema    int               `json:"schema"`
	Databases []origin.Database `json:"databases"`
	AsOf      string            `json:"as_of,omitempty"`
	Apart     []origin.Age      `json:"apart"`
	Addresses []originAddress   `json:"addresses,omitempty"`
}

// originAddress is what is known of one address.
type originAddress struct {
	Address      string          `json:"address"`
	Problem      string          `json:"problem,omitempty"`  // not-an-address
	Reserved     string          `json:"reserved,omitempty"` // what it is set aside for
	Country      string          `json:"country"`
	Agreed       bool            `json:"agreed"`
	ASN          uint32          `json:"asn"`
	Organisation string          `json:"organisation"`
	Network      origin.Mark     `json:"network"`
	Crawler      string          `json:"crawler"`
	Answers      []origin.Answer `json:"answers"`
}

// lookUp asks for the addresses of the command line; "-" stands for those on
// standard input, one on each line.
func (a *app) lookUp(ctx context.Context, set *origin.Set, args []string) ([]originAddress, error) {
	if len(set.Databases()) == 0 {
		return nil, failed(lang.M("origin.none"), lang.M("origin.none.do"), nil)
	}
	out := []originAddress{}
	for _, arg := range args {
		if arg == "-" {
			more, err := a.lookUpLines(ctx, set)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
			continue
		}
		addr, err := netip.ParseAddr(arg)
		if err != nil {
			return nil, usage(lang.M("origin.address", "value", terminalSafe(arg)), lang.M("origin.address.do"))
		}
		out = append(out, addressView(set, addr))
	}
	return out, nil
}

func (a *app) lookUpLines(ctx context.Context, set *origin.Set) ([]originAddress, error) {
	var out []originAddress
	lines := bufio.NewScanner(a.Stdin)
	for lines.Scan() {
		text := strings.TrimSpace(lines.Text())
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case text == "":
			continue
		case len(out) == maxAddresses:
			return nil, failed(lang.M("origin.many", "n", maxAddresses), lang.M("origin.many.do"), nil)
		}
		addr, err := netip.ParseAddr(text)
		if err != nil {
			out = append(out, originAddress{Address: clip(terminalSafe(text), 80), Problem: "not-an-address", Answers: []origin.Answer{}})
			continue
		}
		out = append(out, addressView(set, addr))
	}
	return out, lines.Err()
}

func addressView(set *origin.Set, addr netip.Addr) originAddress {
	p := set.Lookup(addr)
	answers := set.Answers(addr)
	if answers == nil {
		answers = []origin.Answer{}
	}
	return originAddress{
		Address: addr.String(), Reserved: origin.Reserved(addr), Country: p.Country.String(), Agreed: p.Agreed,
		ASN: p.ASN, Organisation: set.Organisation(p.ASN), Network: set.Mark(addr), Crawler: set.Crawler(addr), Answers: answers,
	}
}

// showOrigin prints addresses with the databases that were asked, or only the
// databases.
func (a *app) showOrigin(v *originView, asked bool) {
	for i := range v.Addresses {
		a.showAddress(&v.Addresses[i])
	}
	if len(v.Databases) == 0 {
		a.say(lang.M("origin.none"))
		a.say(lang.M("origin.none.do"))
		return
	}
	if asked {
		a.out.line(a.text("origin.asked"))
	}
	countries := 0
	for i := range v.Databases {
		a.showDatabase(&v.Databases[i])
		if v.Databases[i].Kind == origin.CountryDB {
			countries++
		}
	}
	for _, x := range v.Apart {
		key := "origin.older"
		if x.Days < 0 {
			key, x.Days = "origin.younger", -x.Days
		}
		a.out.line(a.Print(lang.M(key, "database", x.Database, "built", x.Built, "n", x.Days, "at", v.AsOf)))
	}
	if countries < 2 {
		a.say(lang.M("origin.few", "n", countries))
	}
	a.say(lang.M("origin.means"))
}

func (a *app) showDatabase(d *origin.Database) {
	kind := a.text("origin.kind." + d.Kind)
	a.out.line(fmt.Sprintf("  %-30s %-10s %s  %s", d.Name, kind, d.Built, a.Print(lang.M("origin.ranges", "n", d.Ranges))))
	a.out.line("    SHA-256 " + d.SHA256 + "  " + terminalSafe(d.File))
	if d.Licence != "" {
		a.out.line("    " + a.Print(lang.M("origin.licence", "text", terminalSafe(d.Licence))))
	}
	if d.Rejects > 0 {
		a.out.line("    " + a.Print(lang.M("origin.rejects", "n", d.Rejects, "first", terminalSafe(d.First))))
	}
	if d.Overlaps > 0 {
		a.out.line("    " + a.Print(lang.M("origin.overlaps", "n", d.Overlaps)))
	}
	if d.Warning != "" {
		text := wrap(a.Print(lang.M("origin.warning", "text", terminalSafe(d.Warning))), helpWidth-4)
		a.out.line("    " + strings.ReplaceAll(text, "\n", "\n    "))
	}
}

// showAddress prints what is known of one address, each answer on its line.
func (a *app) showAddress(x *originAddress) {
	a.out.line(x.Address)
	switch {
	case x.Problem != "":
		a.out.line("  " + a.text("origin.not-an-address"))
		return
	case x.Reserved != "":
		a.out.line("  " + a.Print(lang.M("origin.reserved", "what", a.text("origin.reserved."+x.Reserved))))
		if len(x.Answers) == 0 {
			return
		}
	}
	a.out.line("  " + a.Print(countryLine(x)))
	for _, r := range x.Answers {
		if r.Kind == origin.CountryDB {
			a.answerLine(&r, r.Country)
		}
	}
	a.out.line("  " + a.Print(networkLine(x)))
	for _, r := range x.Answers {
		if r.Kind == origin.NetworkDB {
			said := ""
			if r.ASN != 0 {
				said = fmt.Sprintf("AS%d %s", r.ASN, clip(terminalSafe(r.Organisation), 40))
			}
			a.answerLine(&r, said)
		}
	}
	if x.Network.By != "" {
		kind := a.text("origin.network." + x.Network.Kind.String())
		a.out.line("  " + a.Print(lang.M("origin.used."+x.Network.By, "kind", kind, "rule", terminalSafe(x.Network.Rule))))
	}
	if x.Crawler != "" {
		a.out.line("  " + a.Print(lang.M("origin.crawler", "name", x.Crawler)))
	}
}

// answerLine prints what one database says.
func (a *app) answerLine(r *origin.Answer, said string) {
	extent := ""
	if said == "" {
		said = a.text("origin.no-answer")
	} else {
		extent = fmt.Sprintf("  %s – %s", r.First, r.Last)
	}
	a.out.line(fmt.Sprintf("    %-30s %s  %s%s", r.Database, r.Built, said, extent))
}

// countryLine says how the country databases stand to each other.
func countryLine(x *originAddress) lang.Message {
	answered, votes := 0, 0
	for _, r := range x.Answers {
		if r.Kind == origin.CountryDB && r.Country != "" {
			answered++
			if r.Country == x.Country {
				votes++
			}
		}
	}
	switch {
	case answered == 0:
		return lang.M("origin.country.none")
	case x.Country == "":
		return lang.M("origin.country.tied", "n", answered)
	case answered == 1:
		return lang.M("origin.country.one", "country", x.Country)
	case x.Agreed:
		return lang.M("origin.country.agreed", "country", x.Country, "n", answered)
	}
	return lang.M("origin.country.most", "country", x.Country, "votes", votes, "n", answered)
}

func networkLine(x *originAddress) lang.Message {
	if x.ASN == 0 {
		return lang.M("origin.network.none")
	}
	return lang.M("origin.network.is", "asn", fmt.Sprintf("AS%d", x.ASN), "name", clip(terminalSafe(x.Organisation), 60))
}

// sayAdded says what was added.
func (a *app) sayAdded(dbs []origin.Database) {
	if a.quiet {
		return
	}
	for i := range dbs {
		a.out.line(a.Print(lang.M("origin.added", "file", terminalSafe(dbs[i].File))))
		a.showDatabase(&dbs[i])
	}
}
