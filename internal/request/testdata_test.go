package request_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// TestTestdata sniffs and reads the made-up logs in testdata.
func TestTestdata(t *testing.T) {
	for file, want := range map[string]string{
		"common.log":     "common: 3 kept, rejects [], warnings []",
		"combined.log":   "combined: 4 kept, rejects [error-log-line out-of-range], warnings [cut-short]",
		"vhost.log":      "vhost: 2 kept, rejects [not-a-time], warnings []",
		"haproxy.log":    "haproxy: 3 kept, rejects [not-a-request not-a-request not-a-request], warnings []",
		"alb.log":        "aws-alb: 2 kept, rejects [not-a-request], warnings []",
		"elb.log":        "aws-elb: 1 kept, rejects [not-a-request], warnings []",
		"s3.log":         "aws-s3: 1 kept, rejects [not-a-request], warnings []",
		"iis.log":        "w3c: 3 kept, rejects [field-count], warnings []",
		"cloudfront.log": "cloudfront: 1 kept, rejects [], warnings []",
		"npm.log":        "npm: 2 kept, rejects [error-log-line], warnings []",
		"envoy.log":      "envoy: 1 kept, rejects [not-a-request], warnings []",
		"squid.log":      "squid: 2 kept, rejects [], warnings []",
		"traefik.log":    "traefik-clf: 2 kept, rejects [error-log-line], warnings []",
		"mixed.log":      "combined: 3 kept, rejects [], warnings []",
		"nginx.json":     "nginx-json: 2 kept, rejects [no-zone not-a-request], warnings []",
		"caddy.json":     "caddy-json: 2 kept, rejects [not-a-request], warnings []",
	} {
		text, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		name := sniffed(string(text))
		if name == "" {
			t.Errorf("%s: no format was found", file)
			continue
		}
		opt := source.Options{}
		if name == "haproxy" {
			opt.Zone = time.UTC // its times state none
		}
		c := read(t, name, string(text), opt)
		keys := func(issues []source.Issue) []string {
			k := []string{}
			for _, i := range issues {
				k = append(k, i.Problem.Key)
			}
			return k
		}
		got := fmt.Sprintf("%s: %d kept, rejects %v, warnings %v", name, len(c.requests), keys(c.rejects), keys(c.warnings))
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", file, d)
		}
	}
}
