package neardup_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/neardup"
	"github.com/unveil-project/unveil/internal/text"
)

func cluster(t testing.TB, texts []string) *neardup.Clusters {
	t.Helper()
	all := neardup.New(neardup.Defaults())
	for _, s := range texts {
		all.Add(s)
	}
	c, err := all.Cluster(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const slogan = "el candidato vendió el agua y nadie lo dice en las noticias de la noche"

func TestCluster(t *testing.T) {
	const none = neardup.None
	tests := []struct {
		name  string
		texts []string
		want  []uint32
	}{
		{"nothing", nil, []uint32{}},
		{"too short to be a copy", []string{"buenos días", "buenos días", "#a @b http://example.org"}, []uint32{none, none, none}},
		{"equal but for case, tags, links and punctuation", []string{
			slogan, "#Ya " + strings.ToUpper(slogan) + "!!! https://example.org/1", "RT @a17: " + slogan + " @a18",
		}, []uint32{0, 0, 0}},
		{"a word changed", []string{slogan, strings.Replace(slogan, "la noche", "la tarde", 1)}, []uint32{0, 0}},
		{"half of the words changed", []string{slogan, "el candidato vendió el agua pero mañana habrá un debate en la plaza del pueblo"}, []uint32{0, 1}},
		{"numbered by the first text, whatever is copied most", []string{
			"el puente nuevo se abrió el martes por la mañana", slogan, slogan, slogan,
			"el puente nuevo se abrió el martes por la mañana",
		}, []uint32{0, 1, 1, 1, 0}},
	}
	for _, tt := range tests {
		got := cluster(t, tt.texts)
		if diff := cmp.Diff(tt.want, append([]uint32{}, got.Of...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestSimilarity compares with sets counted by hand: "abcdefgh" has the
// shingles abcde bcdef cdefg defgh, "abcdefgx" the first three of these and
// defgx: 3 of 5.
func TestSimilarity(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want float64
	}{
		{"abcdefgh", "abcdefgx", 0.6},
		{"abcdefgh", "abcdefgh", 1},
		{"aaaaaaaaaa", "aaaaa", 1}, // a set holds a shingle once
		{"abcdefgh", "ijklmnop", 0},
		{"abcd", "abcd", 0}, // no shingle
		{"áéíóúñ", "áéíóúx", 1. / 3},
	} {
		if got := neardup.Similarity([]byte(tt.a), []byte(tt.b)); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s, %s: got %g, want %g", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestNoDrift walks from one text to another word by word: each step is a
// near-duplicate of the one before, the ends have nothing in common.
func TestNoDrift(t *testing.T) {
	words := strings.Fields(strings.Repeat("alfa bravo carta delta exito fuera ", 4))
	var texts []string
	for i := range words {
		words[i] = fmt.Sprintf("nuevo%02d", i)
		texts = append(texts, strings.Join(words, " "))
	}
	all := neardup.New(neardup.Defaults())
	for _, s := range texts {
		all.Add(s)
	}
	c, err := all.Cluster(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if c.Len() < 3 || c.Len() > 12 {
		t.Errorf("%d clusters of a chain of %d", c.Len(), len(texts))
	}
	for i, k := range c.Of {
		s := neardup.Similarity(all.Text(uint32(i)), all.Text(c.Representative[k]))
		if s < neardup.Defaults().Anchor || s < c.Loosest[k]-1e-6 {
			t.Errorf("text %d is %g near to its representative, at least %g is said", i, s, c.Loosest[k])
		}
	}
}

func TestSums(t *testing.T) {
	changed := strings.Replace(slogan, "la noche", "la tarde", 1)
	c := cluster(t, []string{changed, slogan, slogan, slogan})
	s := neardup.Similarity(text.Bare(nil, slogan), text.Bare(nil, changed))
	if c.Len() != 1 || c.Size[0] != 4 || c.Variants[0] != 2 || c.Representative[0] != 1 {
		t.Errorf("got %+v", c)
	}
	if math.Abs(c.Cohesion[0]-(3+s)/4) > 1e-6 || math.Abs(c.Loosest[0]-s) > 1e-6 {
		t.Errorf("cohesion %g, loosest %g of similarity %g", c.Cohesion[0], c.Loosest[0], s)
	}
}

// TestPopularPhrase has a phrase that stands in every text. Compared each with
// each these would be 200 million pairs; the bounds of a bucket keep it to a
// fraction, and what is put together is verified nevertheless.
func TestPopularPhrase(t *testing.T) {
	var texts []string
	for i := range 20_000 {
		texts = append(texts, fmt.Sprintf("gracias por su compra en la tienda del centro pedido %d%d%d", i*7919%9973, i, i*104729%99991))
	}
	all := neardup.New(neardup.Defaults())
	for _, s := range texts {
		all.Add(s)
	}
	began := time.Now()
	c, err := all.Cluster(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("%d texts took %v", len(texts), took)
	}
	for i, k := range c.Of {
		if s := neardup.Similarity(all.Text(c.Distinct[i]), all.Text(c.Representative[k])); s < neardup.Defaults().Anchor {
			t.Fatalf("text %d is %g near to its representative", i, s)
		}
	}
}

func TestSameEveryTime(t *testing.T) {
	var texts []string
	for i := range 3000 {
		texts = append(texts, fmt.Sprintf("%s número %d de la serie %d", slogan, i%97, i%13))
	}
	if diff := cmp.Diff(cluster(t, texts), cluster(t, texts)); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

// FuzzCluster holds that texts of one cluster are near to its representative.
func FuzzCluster(f *testing.F) {
	f.Add("el candidato vendió el agua\x00el candidato vendió el aguas\x00otra cosa muy distinta es")
	f.Fuzz(func(t *testing.T, joined string) {
		all := neardup.New(neardup.Defaults())
		for s := range strings.SplitSeq(joined, "\x00") {
			all.Add(s)
		}
		c, err := all.Cluster(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i, k := range c.Of {
			if k == neardup.None {
				continue
			}
			a, b := c.Distinct[i], c.Representative[k]
			if a != b && neardup.Similarity(all.Text(a), all.Text(b)) < neardup.Defaults().Anchor {
				t.Errorf("%q is not near %q", all.Text(a), all.Text(b))
			}
		}
	})
}
