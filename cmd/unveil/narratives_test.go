package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestNarrativesFollowTheSchema holds what narratives prints for scripts
// against docs/formats/narratives.schema.json.
func TestNarrativesFollowTheSchema(t *testing.T) {
	dir := t.TempDir()
	output(t, "drill", "write", "--quiet", "--scenario", "network-none", dir)
	claims := filepath.Join(dir, "claims.json")
	review := `{"@type":"ClaimReview","claimReviewed":"El candidato B vendió el agua en el norte","reviewRating":{"alternateName":"Falso"}}`
	if err := os.WriteFile(claims, []byte(review), 0o600); err != nil {
		t.Fatal(err)
	}
	lines := output(t, "narratives", "--quiet", "--json", "--claims", claims,
		"--election", filepath.Join(dir, "election.yaml"), filepath.Join(dir, "posts.jsonl.gz"))
	if n := validate(t, schema(t, "narratives.schema.json"), lines); n != 1 {
		t.Errorf("%d lines", n)
	}
}
