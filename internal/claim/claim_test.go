package claim_test

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/claim"
)

var want = claim.Claim{
	Text: "El candidato B vendió el agua del norte", URL: "https://verifica.example/agua", Publisher: "Verifica Ejemplo",
	Rating: "Falso", Date: "2030-06-21", Language: "es",
}

const review = `{"@context":"https://schema.org","@type":"ClaimReview","claimReviewed":" El candidato B \n vendió el agua del norte",` +
	`"url":"https://verifica.example/agua","author":{"@type":"Organization","name":"Verifica Ejemplo"},"datePublished":"2030-06-21",` +
	`"reviewRating":{"@type":"Rating","ratingValue":1,"alternateName":"Falso"},"inLanguage":"es"}`

func TestRead(t *testing.T) {
	odd := want
	odd.URL, odd.Rating, odd.Publisher, odd.Date = "", "1", "Otra", ""
	tests := []struct {
		name, in string
		claims   []claim.Claim
		rejects  []claim.Reject
	}{
		{"one", review, []claim.Claim{want}, nil},
		{"byte order mark", "\ufeff" + review, []claim.Claim{want}, nil},
		{"list", "[" + review + "," + review + "]", []claim.Claim{want, want}, nil},
		{"graph", `{"@graph":[{"@type":"WebPage"},` + review + `]}`, []claim.Claim{want}, nil},
		{"feed", `{"@type":"DataFeed","dataFeedElement":[{"@type":"DataFeedItem","item":[` + review + `]},{"item":null}]}`, []claim.Claim{want}, nil},
		{"lines", review + "\n\n{broken\n" + review, []claim.Claim{want, want}, []claim.Reject{{Place: 3, Why: claim.BadJSON}}},
		{
			"odd fields", `{"@type":["Review","ClaimReview"],"claimReviewed":["El candidato B vendió el agua del norte"],"url":"javascript:alert(1)",` +
				`"publisher":[{"name":"Otra"}],"reviewRating":{"ratingValue":1},"inLanguage":{"alternateName":"es-MX"},"datePublished":{}}`,
			[]claim.Claim{odd},
			nil,
		},
		{
			"no claim, too short", "[" + review + `,{"@type":"ClaimReview"},{"claimReviewed":"el agua"}]`,
			[]claim.Claim{want},
			[]claim.Reject{{Place: 2, Why: claim.NoText}, {Place: 3, Why: claim.TooShort}},
		},
		{
			"table", "claimReviewed,url,author.name,review_rating.alternateName,datePublished,inLanguage\n" +
				"El candidato B vendió el agua del norte,https://verifica.example/agua,Verifica Ejemplo,Falso,2030-06-21,es\n,,,,,\n",
			[]claim.Claim{want},
			[]claim.Reject{{Place: 3, Why: claim.NoText}},
		},
	}
	for _, tt := range tests {
		f, err := claim.Read(strings.NewReader(tt.in))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(tt.claims, f.Claims); diff != "" {
			t.Errorf("%s: claims (-want +got):\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.rejects, f.Rejects); diff != "" {
			t.Errorf("%s: rejects (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestRefuses(t *testing.T) {
	deep := strings.Repeat(`{"@graph":[`, 60) + review + strings.Repeat(`]}`, 60)
	for _, in := range []string{"", "  \n", "{}", "[]", "null", "{broken", "a,b\n1,2\n", `{"claimReviewed":7}`, deep, "\x00\xff"} {
		if f, err := claim.Read(strings.NewReader(in)); !errors.Is(err, claim.ErrNoClaims) {
			t.Errorf("%.40q: %v, %v", in, f, err)
		}
	}
}

// TestFind compares with scores computed by hand. Stop words left out and
// stemmed, the claims have 4, 3 and 4 words (mean 11/3): "cat sat mat hat",
// "cat dog ran", "bird sang sweet song". For the query "cat dog ran" and N = 3:
//
//	idf(cat) = ln(1 + 1.5/2.5) = 0.470004, idf(dog) = idf(ran) = ln(1 + 2.5/1.5) = 0.980829
//	claim 1, length 3: each tf part is 2.2 / (1 + 1.2·(0.25 + 0.75·3·3/11)) = 1.080357
//	score = (0.470004 + 2·0.980829)·1.080357 = 2.627067
func TestFind(t *testing.T) {
	x := claim.NewIndex([]claim.Claim{
		{Text: "cat sat mat hat", Language: "en"},
		{Text: "cat dog ran", Language: "en"},
		{Text: "bird sang sweet song", Language: "en"},
	})
	got := x.Find("The cat and the dog ran!", "en", 5)
	if len(got) != 1 || got[0].Claim != 1 {
		t.Fatalf("got %+v", got)
	}
	if math.Abs(got[0].Score-2.627067) > 1e-5 || math.Abs(got[0].Share-1) > 1e-12 {
		t.Errorf("score %.6f share %.6f", got[0].Score, got[0].Share)
	}
	for _, none := range []string{"", "cat", "cat dog", "zebra quagga okapi"} {
		if got := x.Find(none, "en", 5); len(got) != 0 {
			t.Errorf("%q: %+v", none, got)
		}
	}
}

// FuzzRead holds that whatever is read is text that can be shown, and links
// that can be followed.
func FuzzRead(f *testing.F) {
	for _, s := range []string{review, "[" + review, "claimReviewed,url\na b c,http://x\n", `{"@graph":{"claimReviewed":"a b c"}}`, "\"\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := claim.Read(strings.NewReader(string(b)))
		if err != nil {
			return
		}
		for _, c := range file.Claims {
			if c.Text == "" || !utf8.ValidString(c.Text+c.Publisher+c.Rating+c.Date) || strings.ContainsAny(c.Text, "\n\r") {
				t.Errorf("%+v", c)
			}
			if c.URL != "" && !strings.HasPrefix(c.URL, "http://") && !strings.HasPrefix(c.URL, "https://") {
				t.Errorf("link %q", c.URL)
			}
		}
		claim.NewIndex(file.Claims).Find(file.Claims[0].Text, "", 3)
	})
}

// articles are the headlines and texts of real articles.
func articles(t testing.TB, part string) (headlines, texts []string) {
	t.Helper()
	f, err := os.Open(shared(t, "posts/fakenews-mx/"+part+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	h, b := slices.Index(rows[0], "Headline"), slices.Index(rows[0], "Text")
	for _, row := range rows[1:] {
		headlines = append(headlines, row[h])
		// Many texts begin with their headline: that would be no test.
		texts = append(texts, strings.TrimPrefix(strings.TrimSpace(row[b]), strings.TrimSpace(row[h])))
	}
	return headlines, texts
}

func shared(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		path := filepath.Join(dir, "shared", "data", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		if filepath.Dir(dir) == dir {
			t.Skipf("shared/data/%s is not here", name)
		}
		dir = filepath.Dir(dir)
	}
}

// lead is the beginning of a text, as long as a post.
func lead(s string) string {
	s = strings.TrimSpace(s)
	return strings.ToValidUTF8(s[:min(len(s), 280)], "")
}

// TestArticles looks headlines up among the texts of real articles: how often
// the own text comes first, and how often Threshold lets the own one and a
// wrong one through. The threshold was chosen on "train".
func TestArticles(t *testing.T) {
	for _, tt := range []struct {
		part                 string
		first, recall, wrong float64 // least, least, most
	}{
		{"train", 0.85, 0.23, 0.025},
		{"development", 0.91, 0.24, 0.012},
	} {
		headlines, texts := articles(t, tt.part)
		var whole, short []claim.Claim
		for _, s := range texts {
			whole = append(whole, claim.Claim{Text: s, Language: "es"})
			short = append(short, claim.Claim{Text: lead(s), Language: "es"})
		}
		first := 0
		x := claim.NewIndex(whole)
		for i, h := range headlines {
			if m := x.Find(h, "es", 1); len(m) > 0 && m[0].Claim == i {
				first++
			}
		}
		right, wrong := 0, 0
		x = claim.NewIndex(short)
		for i, h := range headlines {
			own, other := 0.0, 0.0
			for _, m := range x.Find(h, "es", 50) {
				if m.Claim == i {
					own = m.Share
				} else {
					other = max(other, m.Share)
				}
			}
			if own >= claim.Threshold {
				right++
			}
			if other >= claim.Threshold {
				wrong++
			}
		}
		n := float64(len(headlines))
		t.Logf("%s, %g articles: own text first %.3f; first sentences: own through %.3f, a wrong one %.4f", tt.part, n, float64(first)/n, float64(right)/n, float64(wrong)/n)
		if float64(first)/n < tt.first || float64(right)/n < tt.recall || float64(wrong)/n > tt.wrong {
			t.Errorf("%s is worse than it was", tt.part)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	headlines, texts := articles(b, "train")
	var claims []claim.Claim
	for _, s := range texts {
		claims = append(claims, claim.Claim{Text: lead(s), Language: "es"})
	}
	x := claim.NewIndex(claims)
	for b.Loop() {
		x.Find(headlines[0], "es", 1)
	}
}
