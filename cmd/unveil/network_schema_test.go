package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestNetworkFollowsItsSchema holds that what network prints as JSON follows
// docs/formats/network.schema.json, with and without what chance gives.
func TestNetworkFollowsItsSchema(t *testing.T) {
	table := filepath.Join(t.TempDir(), "shares.csv")
	rows := "object_id,account_id,content_id,timestamp_share\nx,a,p1,1000\nx,b,p2,1030\ny,c,p3,5000\n"
	if err := os.WriteFile(table, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	posts := filepath.Join(t.TempDir(), "posts.csv")
	rows = "account,time,hashtags,links\na,2018-07-01T00:00:00Z,x,https://example.org/1\nb,2018-07-01T00:00:01Z,x,https://example.org/1\n"
	if err := os.WriteFile(posts, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	s := schema(t, "network.schema.json")
	for _, args := range [][]string{nil, {"--no-null"}, {"--permutations", "2"}, {"--as", "coortweet"}, {"--as", "cnt", "--on", "link"}, {"--within", "0s"}} {
		out := output(t, append([]string{"network", "--json", table}, args...)...)
		if n := validate(t, s, out); n != 1 {
			t.Errorf("network %v printed %d lines", args, n)
		}
	}
	for _, args := range [][]string{{"--communities"}, {"--curve", "--windows", "7d/1d", "--columns", "all"}, {"--prune", "0.5", "--core", "2"}, {"--fuse"}, {"--fuse=union", "--q", "1", "--curve", "--windows", "1d"}, {"--fuse=strict", "--no-null"}} {
		out := output(t, append([]string{"network", "--json", "--on", "hashtag", "--on", "link", posts}, args...)...)
		if n := validate(t, s, out); n != 1 {
			t.Errorf("network %v printed %d lines", args, n)
		}
	}
}
