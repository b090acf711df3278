package request_test

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// assertion is one line of a parser.assert: what a parser of a stage found in
// a line, by the number of the line.
var assertion = regexp.MustCompile(`(?m)^results\["([^"]+)"\]\["([^"]+)"\]\[(\d+)\]\.Evt\.(Parsed|Meta)\["([^"]+)"\] == (".*")$`)

// finding is what one parser of the hub found in one line.
type finding struct {
	message string            // the line, or the part of it that the parser was left with
	fields  map[string]string // Parsed and Meta by name
}

// findings reads a parser.assert: what was found in lines of a web server's
// log, in the order of their numbers.
func findings(t *testing.T, text string) (all []finding) {
	t.Helper()
	by := map[string]*finding{}
	for _, m := range assertion.FindAllStringSubmatch(text, -1) {
		value, err := strconv.Unquote(m[6])
		if err != nil {
			t.Fatalf("%s: %v", m[0], err)
		}
		key := m[1] + m[2] + m[3]
		if by[key] == nil {
			by[key] = &finding{fields: map[string]string{}}
		}
		if m[5] == "message" && m[4] == "Parsed" {
			by[key].message = value
			continue
		}
		by[key].fields[m[5]] = value
	}
	for _, key := range slices.Sorted(maps.Keys(by)) {
		if f := by[key]; strings.HasPrefix(f.fields["log_type"], "http_") && f.message != "" {
			all = append(all, *f)
		}
	}
	return all
}

// of finds what was found in a line: by the whole line, or by a part of it
// where a collector put something around it.
func of(all []finding, line string) (found []finding) {
	for _, f := range all {
		if f.message == line || len(f.message) > 20 && strings.Contains(line, f.message) {
			found = append(found, f)
		}
	}
	return found
}

// peer names our fields as the hub's parsers do.
func peer(r request.Request) map[string]string {
	dash := func(s string) string { return cmp.Or(s, "-") }
	target := r.Path
	if r.Query != "" {
		target += "?" + r.Query
	}
	ours := map[string]string{}
	for value, names := range map[*string][]string{
		&r.Client:                           {"remote_addr", "clientip", "client_ip", "source_ip", "c_ip"},
		new(dash(r.User)):                   {"remote_user", "auth", "user"},
		&r.Method:                           {"verb", "http_verb", "http_method", "cs_method"},
		new(target):                         {"request", "http_path", "http_request"},
		&r.Path:                             {"cs_uri_stem"},
		&r.Query:                            {"cs_uri_query", "http_args"},
		new(strconv.Itoa(int(r.Status))):    {"status", "response", "http_status", "http_status_code", "elb_status_code", "sc_status"},
		new(strconv.FormatInt(r.Bytes, 10)): {"body_bytes_sent", "bytes", "bytes_read", "sent_bytes", "sc_bytes"},
		new(dash(r.Referer)):                {"http_referer", "referrer", "referer", "cs_referer"},
		new(dash(r.Agent)):                  {"http_user_agent", "agent", "user_agent", "cs_user_agent"},
		&r.Site:                             {"target_fqdn", "http_host", "x_host_header"},
		new(time.UnixMicro(r.Time).UTC().Format(time.RFC3339)): {"time_local", "timestamp", "time"},
		new(strings.TrimPrefix(r.Protocol, "HTTP/")):           {"http_version", "httpversion", "cs_protocol_version"},
		new(strconv.FormatInt(r.Duration/1000, 10)):            {"request_duration_in_ms"},
	} {
		for _, name := range names {
			ours[name] = *value
		}
	}
	return ours
}

// normal undoes differences of form: how a time is written, a site's port, an
// absolute URI, no value.
func normal(key, value string) string {
	switch key {
	case "time_local", "timestamp", "time":
		for _, layout := range []string{"02/Jan/2006:15:04:05 -0700", time.RFC3339Nano, "02/Jan/2006:15:04:05.000", "2006-01-02 15:04:05"} {
			if t, err := time.Parse(layout, value); err == nil {
				return t.UTC().Truncate(time.Second).Format(time.RFC3339)
			}
		}
	case "target_fqdn", "http_host":
		value, _, _ = strings.Cut(value, ":")
		if value == "_" {
			return ""
		}
	case "request", "http_path", "http_request":
		if _, rest, ok := strings.Cut(value, "://"); ok && !strings.HasPrefix(value, "/") {
			_, rest, _ = strings.Cut(rest, "/")
			value = "/" + rest
		}
		return strings.TrimSuffix(value, "?")
	case "cs_protocol_version":
		return strings.TrimPrefix(value, "HTTP/")
	case "status", "http_status", "response", "body_bytes_sent", "bytes":
		if value == "-" {
			return "0"
		}
	case "http_user_agent", "http_referer", "remote_user", "user":
		return cmp.Or(value, "-")
	}
	return value
}

// comparable is false for a value that the hub keeps as it was escaped, and
// for the time of day that some of its parsers call "time".
func comparable(key, want string) bool {
	if strings.Contains(want, `\x`) || strings.Contains(want, `\"`) || strings.Contains(want, `\u`) {
		return false
	}
	if key == "time" || key == "timestamp" {
		return strings.ContainsAny(want, "-/")
	}
	return want != "" || key != "target_fqdn" && key != "http_host" && key != "http_version" && key != "httpversion"
}

// hubSum counts what was compared in a directory.
type hubSum struct{ requests, errors, fields int }

// hubLog compares one log with what the hub found in its lines.
func hubLog(t *testing.T, text string, all []finding, sum *hubSum) {
	format := sniffed(text)
	if format == "" {
		return // not a web server's
	}
	c := read(t, format, text, source.Options{Zone: time.UTC})
	for _, r := range c.requests {
		for _, f := range of(all, text[r.Offset:r.Offset+r.Length]) {
			if f.fields["log_type"] == "http_error-log" {
				t.Errorf("line %d was read as a request", r.Line)
			}
			sum.requests++
			hubFields(t, r, f.fields, sum)
		}
	}
	for _, i := range c.rejects {
		line := text[i.Offset : i.Offset+i.Length]
		for _, f := range of(all, line) {
			if f.fields["log_type"] == "http_access-log" {
				t.Errorf("line %d is a reject: %s", i.Line, say(i))
			}
			sum.errors++
		}
		if k := i.Problem.Key; k != "error-log-line" && k != "not-a-request" {
			t.Errorf("line %d: %s: %s", i.Line, say(i), line)
		}
	}
}

func hubFields(t *testing.T, r request.Request, fields map[string]string, sum *hubSum) {
	ours := peer(r)
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		got, known := ours[key]
		if !known || !comparable(key, fields[key]) || key == "time" && fields["request_creation_time"] != "" {
			continue
		}
		sum.fields++
		if key == "request" && fields[key] == r.Path {
			continue // some of its parsers cut the query off
		}
		if d := gocmp.Diff(normal(key, fields[key]), normal(key, got)); d != "" {
			t.Errorf("line %d, %s: -hub +ours\n%s", r.Line, key, d)
		}
	}
}

// TestHub compares fields with those that CrowdSec's hub expects of the same
// lines, in every directory of its tests that is there; HUB_TESTS may name
// another copy of them. Values with escapes are not compared, for the hub
// keeps them as they were logged.
func TestHub(t *testing.T) {
	want := map[string]hubSum{
		"apache2-logs": {7, 2, 0}, "nginx_http-logs": {16, 2, 0}, "nginx-http-malformed": {24, 0, 0},
		"traefik_clf": {7, 0, 0}, "caddy-logs": {20, 0, 0}, "aws-alb-logs": {42, 0, 0},
	}
	root := os.Getenv("HUB_TESTS")
	if root == "" {
		root = filepath.Join(shared(t), "crowdsec-hub")
	}
	asserts, err := filepath.Glob(filepath.Join(root, "*", "parser.assert"))
	if err != nil || len(asserts) == 0 {
		t.Fatalf("no directory with a parser.assert in %s: %v", root, err)
	}
	for _, path := range asserts {
		dir := filepath.Dir(path)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			var sum hubSum
			all := findings(t, slurp(t, path))
			logs, _ := filepath.Glob(filepath.Join(dir, "*.log"))
			for _, log := range logs {
				hubLog(t, slurp(t, log), all, &sum)
			}
			t.Logf("%d findings: %d requests and %d error-log lines compared, %d fields", len(all), sum.requests, sum.errors, sum.fields)
			if len(all) > 0 && (sum.requests+sum.errors < len(all) || sum.fields < sum.requests) {
				t.Errorf("compared %+v of %d findings", sum, len(all))
			}
			if w, ok := want[filepath.Base(dir)]; ok && (w.requests > sum.requests || w.errors > sum.errors) {
				t.Errorf("compared %+v, want at least %+v", sum, w)
			}
		})
	}
}

func slurp(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
