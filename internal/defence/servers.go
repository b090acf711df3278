package defence

import (
	"fmt"
	"strings"

	"github.com/unveil-project/unveil/internal/signature"
)

// nginx writes maps that give 1 where a term holds, and a map of all.
// Expressions stand in double quotes, where nginx reads a backslash as such
// unless a quote, a backslash, t, r or n follows.
func nginx(s *signature.Signature, m Measured) (string, error) {
	if err := refuseFields(s, Nginx, signature.ASN, signature.Country); err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(comment(m, Nginx))
	variables, path := "", false
	for i, t := range s.Terms {
		name := fmt.Sprintf("$unveil_%d", i+1)
		if (t.Field == signature.Path || t.Field == signature.PathForm) && !path {
			path = true
			b.WriteString("map $request_uri $unveil_path {\n    \"~^([^?]*)\" $1;\n}\n")
		}
		keys, err := nginxKeys(t)
		if err != nil {
			return "", err
		}
		hit, miss := 1, 0
		if t.Negated {
			hit, miss = 0, 1
		}
		fmt.Fprintf(&b, "%s %s {\n    default %d;\n", nginxSource(t.Field), name, miss)
		for _, k := range keys {
			fmt.Fprintf(&b, "    %s %d;\n", k, hit)
		}
		b.WriteString("}\n")
		variables += name
	}
	fmt.Fprintf(&b, "map \"%s\" $unveil_block {\n    default 0;\n    %q 1;\n}\n", variables, strings.Repeat("1", len(s.Terms)))
	b.WriteString("\nif ($unveil_block) {\n    return 403;\n}\n")
	return b.String(), nil
}

// nginxSource is the directive and the variable for a field.
func nginxSource(field string) string {
	switch field {
	case signature.Client, signature.Prefix:
		return "geo $remote_addr"
	case signature.Path, signature.PathForm:
		return "map $unveil_path"
	case signature.Shape:
		return "map $args"
	case signature.Agent, signature.AgentFamily:
		return "map $http_user_agent"
	case signature.Referer:
		return "map $http_referer"
	case signature.Method:
		return "map $request_method"
	}
	return "map $server_protocol"
}

func nginxKeys(t signature.Term) (out []string, err error) {
	switch {
	case listed(t.Field):
		ps, err := prefixes(t)
		for _, p := range ps {
			out = append(out, p.String())
		}
		return out, err
	case t.Field == signature.Method || t.Field == signature.Protocol:
		ws, err := words(t)
		for _, w := range ws {
			if w == "HTTP/2" || w == "HTTP/3" {
				w += ".0"
			}
			out = append(out, `"`+w+`"`)
		}
		return out, err
	}
	es, err := expressions(t)
	for _, e := range es {
		if e == "^$" { // against what is empty no expression is tried
			out = append(out, `""`)
			continue
		}
		out = append(out, `"~`+e+`"`)
	}
	return out, err
}

// haproxy writes one named acl for each term; acls of one name are joined by
// "or". Expressions stand in single quotes, in which nothing has a meaning.
func haproxy(s *signature.Signature, m Measured) (string, error) {
	if err := refuseFields(s, HAProxy, signature.ASN, signature.Country); err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(comment(m, HAProxy))
	var terms []string
	for i, t := range s.Terms {
		name := fmt.Sprintf("unveil_%d", i+1)
		lines, err := haproxyLines(t)
		if err != nil {
			return "", err
		}
		for _, l := range lines {
			fmt.Fprintf(&b, "acl %s %s\n", name, l)
		}
		if t.Negated {
			name = "!" + name
		}
		terms = append(terms, name)
	}
	fmt.Fprintf(&b, "http-request deny deny_status 403 if %s\n", strings.Join(terms, " "))
	return b.String(), nil
}

func haproxyLines(t signature.Term) (out []string, err error) {
	switch t.Field {
	case signature.Client, signature.Prefix:
		ps, err := prefixes(t)
		for _, p := range ps {
			out = append(out, "src "+p.String())
		}
		return out, err
	case signature.Method, signature.Protocol:
		ws, err := words(t)
		for _, w := range ws {
			if v, ok := strings.CutPrefix(w, "HTTP/"); ok {
				if !strings.Contains(v, ".") {
					v += ".0"
				}
				out = append(out, "req.ver -m str "+v)
				continue
			}
			out = append(out, "method "+w)
		}
		return out, err
	}
	fetch := map[string]string{
		signature.Path: "path", signature.PathForm: "path", signature.Shape: "query",
		signature.Agent: "req.fhdr(user-agent)", signature.AgentFamily: "req.fhdr(user-agent)", signature.Referer: "req.fhdr(referer)",
	}[t.Field]
	es, err := expressions(t)
	for _, e := range es {
		if e == "^$" && fetch != "path" { // what is not there has no value that could match
			out = append(out, haproxyAbsent(t.Field))
		}
		out = append(out, fetch+" -m reg '"+e+"'")
	}
	return out, err
}

// haproxyAbsent is true where a request has no such header or no query.
func haproxyAbsent(field string) string {
	switch field {
	case signature.Shape:
		return "url -m reg '^[^?]*$'"
	case signature.Referer:
		return "req.fhdr_cnt(referer) eq 0"
	}
	return "req.fhdr_cnt(user-agent) eq 0"
}

// caddy writes one matcher by an expression of CEL. It stands between
// backticks, in which a Caddyfile gives nothing a meaning; strings in it are
// CEL's raw strings, which end with a double quote.
func caddy(s *signature.Signature, m Measured) (string, error) {
	if err := refuseFields(s, Caddy, signature.ASN, signature.Country); err != nil {
		return "", err
	}
	var terms []string
	for _, t := range s.Terms {
		e, err := caddyTerm(t)
		if err != nil {
			return "", err
		}
		terms = append(terms, e)
	}
	return comment(m, Caddy) + "@unveil expression `" + strings.Join(terms, " && ") + "`\nrespond @unveil 403\n", nil
}

func caddyTerm(t signature.Term) (string, error) {
	var alternatives []string
	switch t.Field {
	case signature.Client, signature.Prefix:
		ps, err := prefixes(t)
		if err != nil {
			return "", err
		}
		for _, p := range ps {
			alternatives = append(alternatives, "'"+p.String()+"'")
		}
		return not(t.Negated) + "remote_ip(" + strings.Join(alternatives, ", ") + ")", nil
	case signature.Method, signature.Protocol:
		ws, err := words(t)
		if err != nil {
			return "", err
		}
		source := "{http.request.method}"
		for _, w := range ws {
			if t.Field == signature.Protocol {
				source = "{http.request.proto}"
				if w == "HTTP/2" || w == "HTTP/3" {
					w += ".0"
				}
			}
			alternatives = append(alternatives, `"`+w+`"`)
		}
		return not(t.Negated) + "(" + source + " in [" + strings.Join(alternatives, ", ") + "])", nil
	}
	source := map[string]string{
		signature.Path: "{http.request.orig_uri}", signature.PathForm: "{http.request.orig_uri}",
		signature.Shape: "{http.request.orig_uri.query}", signature.Referer: "{http.request.header.Referer}",
		signature.Agent: "{http.request.header.User-Agent}", signature.AgentFamily: "{http.request.header.User-Agent}",
	}[t.Field]
	es, err := expressions(t)
	if err != nil {
		return "", err
	}
	for _, e := range es {
		if path, ok := strings.CutSuffix(e, "$"); ok && (t.Field == signature.Path || t.Field == signature.PathForm) {
			e = path + "(?:[?]|$)" // the path as it was sent stands only before the query
		}
		alternatives = append(alternatives, source+`.matches(r"`+e+`")`)
	}
	return not(t.Negated) + "(" + strings.Join(alternatives, " || ") + ")", nil
}

func not(negated bool) string {
	if negated {
		return "!"
	}
	return ""
}
