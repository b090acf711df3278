package request_test

import (
	"context"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// collector keeps what a reader hands it.
type collector struct {
	requests []request.Request
	rejects  []source.Issue
	warnings []source.Issue
}

func (c *collector) Record(r *request.Request) error {
	k := *r
	for _, s := range []*string{
		&k.Client, &k.User, &k.Site, &k.Method, &k.Path, &k.Query, &k.Protocol, &k.Referer, &k.Agent,
	} {
		*s = strings.Clone(*s)
	}
	k.Raw = nil
	c.requests = append(c.requests, k)
	return nil
}

func (c *collector) Issue(i source.Issue) error {
	i.Raw = nil
	if i.Reject {
		c.rejects = append(c.rejects, i)
	} else {
		c.warnings = append(c.warnings, i)
	}
	return nil
}

func format(t testing.TB, name string) source.Format[request.Request] {
	t.Helper()
	for _, f := range request.Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no format %s", name)
	return source.Format[request.Request]{}
}

// read reads text in a format and fails the test where the stream fails.
func read(t testing.TB, name, text string, opt source.Options) *collector {
	t.Helper()
	c := &collector{}
	in := source.NewStream(strings.NewReader(text))
	if err := format(t, name).Read(context.Background(), in, opt, c); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return c
}

// say writes an issue as a user reads it, with its column.
func say(i source.Issue) string {
	return i.Column + ": " + lang.Printer{Lang: lang.En, Catalogue: source.Problems}.Print(i.Problem)
}

func sayAll(issues []source.Issue) (said []string) {
	for _, i := range issues {
		said = append(said, say(i))
	}
	return said
}
