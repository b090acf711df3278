package request

import (
	"sort"
	"strings"
)

// nginxVariables are the variables of nginx that a request takes; all others
// are passed over. Where several name one thing the lower rank is taken: the
// address that nginx worked out before one that a client claims.
var nginxVariables = map[string]place{
	"remote_addr":            {fieldClient, 0},
	"binary_remote_addr":     {fieldSkip, 0},
	"http_x_real_ip":         {fieldRealIP, 0},
	"http_cf_connecting_ip":  {fieldEdge, 0},
	"http_x_forwarded_for":   {fieldForwarded, 0},
	"realip_remote_addr":     {fieldPeer, 0},
	"proxy_protocol_addr":    {fieldClient, 1},
	"remote_user":            {fieldUser, 0},
	"msec":                   {fieldTime, 0},
	"time_iso8601":           {fieldTime, 1},
	"time_local":             {fieldTime, 2},
	"request":                {fieldRequest, 0},
	"request_uri":            {fieldTarget, 0},
	"uri":                    {fieldPath, 0},
	"document_uri":           {fieldPath, 1},
	"args":                   {fieldQuery, 0},
	"query_string":           {fieldQuery, 1},
	"request_method":         {fieldMethod, 0},
	"server_protocol":        {fieldProtocol, 0},
	"status":                 {fieldStatus, 0},
	"body_bytes_sent":        {fieldBytes, 0},
	"bytes_sent":             {fieldBytes, 1},
	"http_referer":           {fieldReferer, 0},
	"http_user_agent":        {fieldAgent, 0},
	"host":                   {fieldSite, 0},
	"server_name":            {fieldSite, 1},
	"http_host":              {fieldSite, 2},
	"request_time":           {fieldSeconds, 0},
	"upstream_response_time": {fieldSkip, 0},
}

// nginxNames lists the variables in order, for suggestions.
func nginxNames() []string {
	var names []string
	for n, at := range nginxVariables {
		if at.field != fieldSkip {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	return names
}

// nginxSteps cuts a log_format string into its variables and what stands
// between them.
func nginxSteps(t *layoutText) ([]step, error) {
	var steps []step
	var literal []byte
	for i := 0; i < len(t.b); i++ {
		name, end, err := nginxName(t, i)
		if err != nil {
			return nil, err
		}
		if name == "" {
			literal = append(literal, t.b[i])
			continue
		}
		s := step{literal: literal, name: "$" + name, at: t.place(i), place: nginxVariables[name]}
		switch name {
		case "time_local":
			s.kind = stepCLF
		case "time_iso8601":
			s.kind = stepISO
		}
		s.list = strings.HasPrefix(name, "upstream_") || name == "http_x_forwarded_for"
		steps = append(steps, s)
		literal = nil
		i = end - 1
	}
	return append(steps, step{literal: literal, kind: stepEnd}), nil
}

// nginxName reads $name or ${name} at a place; "" if none begins there.
func nginxName(t *layoutText, i int) (name string, end int, err error) {
	b := t.b[i:]
	if len(b) < 2 || b[0] != '$' {
		return "", 0, nil
	}
	n := 1
	if b[1] == '{' {
		n = 2
	}
	for n < len(b) && (isLetterOrDigit(b[n]) || b[n] == '_') {
		n++
	}
	if b[1] != '{' {
		return string(b[1:n]), i + n, nil
	}
	if n == len(b) || b[n] != '}' {
		return "", 0, layoutError("layout-open", t.place(i), "value", "${", "suggestion", "}")
	}
	return string(b[2:n]), i + n + 1, nil
}
