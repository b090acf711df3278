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
	s := schema(t, "network.schema.json")
	for _, args := range [][]string{nil, {"--no-null"}, {"--permutations", "2"}, {"--as", "coortweet"}, {"--as", "cnt", "--on", "link"}, {"--within", "0s"}} {
		out := output(t, append([]string{"network", "--json", table}, args...)...)
		if n := validate(t, s, out); n != 1 {
			t.Errorf("network %v printed %d lines", args, n)
		}
	}
}
