package defence

import (
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/signature"
)

// Names of targets.
const (
	Nginx      = "nginx"
	HAProxy    = "haproxy"
	Caddy      = "caddy"
	Cloudflare = "cloudflare"
	NFTables   = "nftables"
	CrowdSec   = "crowdsec"          // decisions, for `cscli decisions import`
	Scenario   = "crowdsec-scenario" // a scenario that bans whom the signature matches
)

// Targets lists the targets in the order in which they are shown.
func Targets() []string {
	return []string{Nginx, HAProxy, Caddy, Cloudflare, NFTables, CrowdSec, Scenario}
}

// Measured is what a rule would have done, and of which burst. Shares are
// 0..1.
type Measured struct {
	Site       string
	Start, End time.Time
	Stopped    float64   // share of the burst's requests
	Attack     float64   // share of the attack's excess
	Clients    float64   // share of the addresses of ordinary time
	Requests   float64   // share of their requests
	Days       float64   // of ordinary time that were measured; 0: none
	Visitors   float64   // share of the evident visitors in the burst
	Lang       lang.Lang // of the comments
}

// Measure takes the figures of a signature.
func Measure(s *signature.Signature, site string, start, end time.Time, in lang.Lang) Measured {
	return Measured{
		Site: site, Start: start, End: end, Stopped: s.Stopped, Attack: s.Coverage, Clients: s.CollateralClients,
		Requests: s.CollateralRequests, Days: s.Days, Visitors: s.BurstVisitors, Lang: in,
	}
}

// Harmful is the share of ordinary addresses, or of visitors in the burst,
// above which a rule is shown with a warning.
const Harmful = 0.01

// Hours is how long a rule should stand: attackers change, rules that are
// forgotten keep harming.
const Hours = 24

// Refusal is why a target cannot do what a signature asks for.
type Refusal struct{ lang.Message }

func (r *Refusal) Error() string { return r.In(lang.En) }

// In gives the reason in a language.
func (r *Refusal) In(l lang.Lang) string {
	return lang.Printer{Lang: l, Catalogue: Messages}.Print(r.Message)
}

func refuse(key string, pairs ...any) error { return &Refusal{lang.M("defence.no."+key, pairs...)} }

// Render writes a signature for a target. Its error is a *Refusal where the
// target cannot, or must not, do it.
func Render(target string, s *signature.Signature, m Measured) (string, error) {
	if s == nil || len(s.Terms) == 0 {
		return "", refuse("signature")
	}
	for _, t := range s.Terms {
		if len(t.Values) == 0 {
			return "", refuse("signature")
		}
	}
	switch target {
	case Nginx:
		return nginx(s, m)
	case HAProxy:
		return haproxy(s, m)
	case Caddy:
		return caddy(s, m)
	case Cloudflare:
		return cloudflare(s, m)
	case NFTables:
		return nftables(s, m)
	case CrowdSec:
		return decisions(s, m)
	case Scenario:
		return scenario(s, m)
	}
	return "", refuse("target", "target", lang.SafeText(target), "targets", strings.Join(Targets(), ", "))
}

// comment is the header of a rule, in lines that begin with a number sign.
func comment(m Measured, where string) string {
	p := lang.Printer{Lang: m.Lang, Catalogue: Messages, Zone: time.UTC}
	var b strings.Builder
	say := func(key string, pairs ...any) {
		b.WriteString("# " + lang.SafeText(p.Print(lang.M("defence."+key, pairs...))) + "\n")
	}
	say("burst", "site", site(m.Site), "from", m.Start.UTC().Format(time.RFC3339), "to", m.End.UTC().Format(time.RFC3339))
	say("stopped", "burst", m.Stopped, "attack", m.Attack)
	if m.Days > 0 {
		say("harm", "clients", m.Clients, "requests", m.Requests, "time", m.Days*86400, "visitors", m.Visitors)
	} else {
		say("unmeasured", "visitors", m.Visitors)
	}
	if m.Clients > Harmful || m.Visitors > Harmful || m.Days == 0 {
		say("warning")
	}
	say("expiry", "time", float64(Hours*3600))
	if where != "" {
		say("where." + where)
	}
	return b.String()
}

// site is a host name fit for a comment: logs hold what clients sent.
func site(s string) string {
	s = strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r
		}
		return '?'
	}, s)
	return s[:min(len(s), 253)]
}

// refuseFields refuses terms of fields that a target cannot ask for.
func refuseFields(s *signature.Signature, target string, fields ...string) error {
	for _, t := range s.Terms {
		if slices.Contains(fields, t.Field) {
			return refuse("field", "target", target, "field", t.Field)
		}
	}
	return nil
}
