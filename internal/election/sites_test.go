package election_test

import (
	"testing"

	"github.com/unveil-project/unveil/internal/election"
)

func TestSiteInName(t *testing.T) {
	e := &election.Election{Sites: []election.Site{
		{Host: "example.org", Names: []string{"www.example.org"}},
		{Host: "results.example.org"},
		{Host: "example.com"},
	}}
	for file, want := range map[string]string{
		"access-example.org.log.gz":              "example.org",
		"access_WWW.example.org_2018.log":        "example.org",
		"results.example.org-access.log.1":       "results.example.org",
		"example.org.mx.log":                     "",
		"notexample.org.log":                     "",
		"access.log":                             "",
		"example.org-and-example.com.log":        "",
		"example.org":                            "example.org",
		"example.org.access.log":                 "example.org",
		"example.org.20180701.gz":                "example.org",
		"other.example.org.log":                  "",
		"vhost:example.org:443.log":              "example.org",
		"example.com.log-20180701":               "example.com",
		"results.example.org.log.example.com.gz": "results.example.org",
	} {
		if got := e.SiteInName(file); got != want {
			t.Errorf("%s: got %q, want %q", file, got, want)
		}
	}
}
