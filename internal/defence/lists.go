package defence

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/netip"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/signature"
)

// maxCloudflare is how many characters an expression has at most.
const maxCloudflare = 4096

// cloudflare writes an expression of the rules language. Regular expressions
// stand in raw strings, which end with a double quote.
func cloudflare(s *signature.Signature, m Measured) (string, error) {
	var terms []string
	for _, t := range s.Terms {
		e, err := cloudflareTerm(t)
		if err != nil {
			return "", err
		}
		if t.Negated {
			e = "not " + e
		}
		terms = append(terms, e)
	}
	out := strings.Join(terms, " and ")
	if n := utf8.RuneCountInString(out); n > maxCloudflare {
		return "", refuse("length", "target", Cloudflare, "length", n, "most", maxCloudflare)
	}
	return comment(m, Cloudflare) + out + "\n", nil
}

func cloudflareTerm(t signature.Term) (string, error) {
	set := func(field string, values []string, err error) (string, error) {
		return "(" + field + " in {" + strings.Join(values, " ") + "})", err
	}
	quoted := func(values []string) (out []string) {
		for _, v := range values {
			out = append(out, `"`+v+`"`)
		}
		return out
	}
	switch t.Field {
	case signature.Client, signature.Prefix:
		ps, err := prefixes(t)
		var values []string
		for _, p := range ps {
			values = append(values, short(p))
		}
		return set("ip.src", values, err)
	case signature.ASN:
		ns, err := numbers(t)
		var values []string
		for _, n := range ns {
			values = append(values, fmt.Sprint(n))
		}
		return set("ip.src.asnum", values, err)
	case signature.Country, signature.Method, signature.Protocol:
		ws, err := words(t)
		field := map[string]string{
			signature.Country: "ip.src.country", signature.Method: "http.request.method", signature.Protocol: "http.request.version",
		}[t.Field]
		return set(field, quoted(ws), err)
	}
	es, err := expressions(t)
	if err != nil {
		return "", err
	}
	field := map[string]string{
		signature.Path: "raw.http.request.uri.path", signature.PathForm: "raw.http.request.uri.path",
		signature.Shape: "raw.http.request.uri.query", signature.Referer: "http.referer",
		signature.Agent: "http.user_agent", signature.AgentFamily: "http.user_agent",
	}[t.Field]
	for i, e := range es {
		es[i] = field + ` matches r"` + e + `"`
	}
	return "(" + strings.Join(es, " or ") + ")", nil
}

// addresses are those of the signature's term of addresses, and the figures
// that hold of it alone.
func addresses(s *signature.Signature, target string, m Measured) ([]netip.Prefix, Measured, error) {
	for _, t := range s.Terms {
		if !listed(t.Field) || t.Negated {
			continue
		}
		ps, err := prefixes(t)
		if len(s.Terms) > 1 { // the others cannot be asked for
			m.Attack, m.Clients = t.Coverage, t.Collateral
		}
		return ps, m, err
	}
	if s.Distributed {
		return nil, m, refuse("distributed")
	}
	return nil, m, refuse("addresses", "target", target)
}

// nftables writes a table with two sets whose entries expire.
func nftables(s *signature.Signature, m Measured) (string, error) {
	ps, m, err := addresses(s, NFTables, m)
	if err != nil {
		return "", err
	}
	var v4, v6 []string
	for _, p := range ps {
		if p.Addr().Is4() {
			v4 = append(v4, short(p))
		} else {
			v6 = append(v6, short(p))
		}
	}
	var b strings.Builder
	b.WriteString(comment(m, NFTables))
	b.WriteString("table inet unveil {\n")
	nftSet(&b, "v4", "ipv4_addr", v4)
	nftSet(&b, "v6", "ipv6_addr", v6)
	b.WriteString("    chain input {\n        type filter hook input priority -10; policy accept;\n")
	b.WriteString("        ip saddr @v4 tcp dport { 80, 443 } counter drop\n        ip6 saddr @v6 tcp dport { 80, 443 } counter drop\n    }\n}\n")
	return b.String(), nil
}

func nftSet(b *strings.Builder, name, kind string, elements []string) {
	fmt.Fprintf(b, "    set %s {\n        type %s; flags interval, timeout; timeout %dh;\n", name, kind, Hours)
	if len(elements) > 0 {
		fmt.Fprintf(b, "        elements = { %s }\n", strings.Join(elements, ",\n            "))
	}
	b.WriteString("    }\n")
}

// decision is one of CrowdSec, as `cscli decisions import` reads it.
type decision struct {
	Duration string `json:"duration"`
	Reason   string `json:"reason"`
	Scope    string `json:"scope"`
	Type     string `json:"type"`
	Value    string `json:"value"`
}

func decisions(s *signature.Signature, m Measured) (string, error) {
	ps, m, err := addresses(s, CrowdSec, m)
	if err != nil {
		return "", err
	}
	p := lang.Printer{Lang: m.Lang, Catalogue: Messages, Zone: time.UTC}
	reason := p.Print(lang.M("defence.reason", "site", site(m.Site), "from", m.Start.UTC().Format(time.RFC3339), "clients", m.Clients, "time", m.Days*86400))
	var out []decision
	for _, x := range ps {
		d := decision{Duration: fmt.Sprintf("%dh", Hours), Reason: reason, Scope: "Range", Type: "ban", Value: x.String()}
		if x.IsSingleIP() {
			d.Scope, d.Value = "Ip", x.Addr().String()
		}
		out = append(out, d)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err = enc.Encode(out)
	return b.String(), err
}

// scenario writes YAML whose filter stands in a block of its own, each
// expression in double quotes with its backslashes doubled.
func scenario(s *signature.Signature, m Measured) (string, error) {
	if err := refuseFields(s, Scenario, signature.ASN, signature.Country, signature.Client, signature.Prefix, signature.Protocol); err != nil {
		return "", err
	}
	terms := []string{`evt.Meta.service == "http"`}
	for _, t := range s.Terms {
		e, err := scenarioTerm(t)
		if err != nil {
			return "", err
		}
		terms = append(terms, e)
	}
	var b strings.Builder
	b.WriteString(comment(m, "scenario"))
	b.WriteString("type: trigger\nname: unveil/burst\ndescription: \"requests like those of a burst\"\nfilter: |\n  ")
	b.WriteString(strings.Join(terms, " and\n  "))
	fmt.Fprintf(&b, "\ngroupby: evt.Meta.source_ip\nblackhole: %dh\nlabels:\n  service: http\n  remediation: true\n", Hours)
	return b.String(), nil
}

func scenarioTerm(t signature.Term) (string, error) {
	field := map[string]string{
		signature.Path: "evt.Meta.http_path", signature.PathForm: "evt.Meta.http_path", signature.Shape: "evt.Parsed.http_args",
		signature.Agent: "evt.Meta.http_user_agent", signature.AgentFamily: "evt.Meta.http_user_agent",
		signature.Referer: "evt.Parsed.http_referer", signature.Method: "evt.Meta.http_verb",
	}[t.Field]
	var alternatives []string
	if t.Field == signature.Method {
		ws, err := words(t)
		if err != nil {
			return "", err
		}
		for _, w := range ws {
			alternatives = append(alternatives, field+` == "`+w+`"`)
		}
	} else {
		es, err := expressions(t)
		if err != nil {
			return "", err
		}
		for _, e := range es {
			alternatives = append(alternatives, field+` matches "`+strings.ReplaceAll(e, `\`, `\\`)+`"`)
		}
	}
	joined := "(" + strings.Join(alternatives, " or ") + ")"
	if t.Negated {
		return "not " + joined, nil
	}
	return joined, nil
}
