package request_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

var assertion = regexp.MustCompile(`(?m)^results\["s01-parse"\]\["[^"]+"\]\[(\d+)\]\.Evt\.(Parsed|Meta)\["([^"]+)"\] == (".*")$`)

// assertions reads what another parser found in each line, by the line.
func assertions(t *testing.T, text string) map[string]map[string]string {
	t.Helper()
	byNumber := map[string]map[string]string{}
	for _, m := range assertion.FindAllStringSubmatch(text, -1) {
		value, err := strconv.Unquote(m[4])
		if err != nil {
			t.Fatalf("%s: %v", m[0], err)
		}
		if byNumber[m[1]] == nil {
			byNumber[m[1]] = map[string]string{}
		}
		if m[3] != "message" || m[2] == "Parsed" {
			byNumber[m[1]][m[3]] = value
		}
	}
	byLine := map[string]map[string]string{}
	for _, fields := range byNumber {
		byLine[fields["message"]] = fields
	}
	return byLine
}

// peer names our fields as the other parser does.
func peer(r request.Request) map[string]string {
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	target := r.Path
	if r.Query != "" {
		target += "?" + r.Query
	}
	stamp := time.UnixMicro(r.Time).UTC().Format(time.RFC3339)
	return map[string]string{
		"remote_addr": r.Client, "clientip": r.Client, "source_ip": r.Client,
		"remote_user": dash(r.User), "auth": dash(r.User),
		"verb": r.Method, "http_verb": r.Method, "request": target, "http_path": target,
		"status": strconv.Itoa(int(r.Status)), "response": strconv.Itoa(int(r.Status)), "http_status": strconv.Itoa(int(r.Status)),
		"body_bytes_sent": strconv.FormatInt(r.Bytes, 10), "bytes": strconv.FormatInt(r.Bytes, 10),
		"http_referer": dash(r.Referer), "referrer": dash(r.Referer), "http_user_agent": dash(r.Agent),
		"target_fqdn": r.Site, "time_local": stamp, "timestamp": stamp,
		"http_version": strings.TrimPrefix(r.Protocol, "HTTP/"), "httpversion": strings.TrimPrefix(r.Protocol, "HTTP/"),
	}
}

// normal undoes differences of form: what is a time, a site with its port, an
// empty header.
func normal(key, value string) string {
	switch key {
	case "time_local", "timestamp":
		if t, err := time.Parse("02/Jan/2006:15:04:05 -0700", value); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	case "target_fqdn":
		value, _, _ = strings.Cut(value, ":")
	case "status", "http_status", "body_bytes_sent":
		if value == "-" {
			return "0"
		}
	case "http_user_agent", "http_referer", "remote_user":
		if value == "" {
			return "-"
		}
	}
	return value
}

// TestHub compares fields with those that CrowdSec's hub expects of the same
// lines. Lines with escapes are compared without the escaped field, which the
// hub keeps as it was logged.
func TestHub(t *testing.T) {
	for _, tt := range []struct {
		dir, log, format string
		lines            int
	}{
		{"apache2-logs", "apache2-logs.log", "combined", 7},
		{"nginx_http-logs", "nginx_http-logs.log", "combined", 8},
		{"nginx-http-malformed", "nginx_http-logs.log", "combined", 12},
		{"traefik_clf", "traefik_clf.log", "combined", 7},
		{"caddy-logs", "caddy-logs.log", "caddy-json", 10},
	} {
		t.Run(tt.dir, func(t *testing.T) {
			dir := "crowdsec-hub/" + tt.dir + "/"
			text, expected := load(t, dir+tt.log), assertions(t, load(t, dir+"parser.assert"))
			compared := 0
			for _, r := range read(t, tt.format, text, source.Options{}).requests {
				line := text[r.Offset : r.Offset+r.Length]
				fields, ours := expected[line], peer(r)
				if fields == nil {
					t.Errorf("no expectation for line %d", r.Line)
					continue
				}
				compared++
				for key, want := range fields {
					got, known := ours[key]
					if !known || want != "" && strings.Contains(want, `\x`) {
						continue
					}
					if d := cmp.Diff(normal(key, want), got); d != "" {
						t.Errorf("line %d, %s: -hub +ours\n%s", r.Line, key, d)
					}
				}
			}
			if compared != tt.lines {
				t.Errorf("compared %d lines, want %d", compared, tt.lines)
			}
		})
	}
}
