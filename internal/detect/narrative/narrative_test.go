package narrative_test

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// observations are posts in memory, put in order of time.
type observations struct{ posts []post.Post }

func (o *observations) Sources() []source.Info {
	return []source.Info{{Name: "posts.csv", SHA256: "00ff", Kind: source.Posts}}
}

func (o *observations) Posts(ctx context.Context) iter.Seq2[*detect.Obs[post.Post], error] {
	return func(yield func(*detect.Obs[post.Post], error) bool) {
		var obs detect.Obs[post.Post]
		for i := range o.posts {
			obs.Record = o.posts[i]
			sum := sha256.Sum256([]byte(obs.Record.Text))
			copy(obs.Digest[:], sum[:])
			if !yield(&obs, ctx.Err()) {
				return
			}
		}
	}
}

func (o *observations) Requests(context.Context) iter.Seq2[*detect.Obs[request.Request], error] {
	return func(func(*detect.Obs[request.Request], error) bool) {}
}

func (o *observations) Sheets(context.Context) iter.Seq2[*detect.Obs[sheet.Sheet], error] {
	return func(func(*detect.Obs[sheet.Sheet], error) bool) {}
}

var start = time.Date(2030, 6, 20, 12, 0, 0, 0, time.UTC)

// one makes a post, some seconds after the start.
func one(account string, after float64, text string, edit ...func(*post.Post)) post.Post {
	p := post.Post{Account: account, Time: start.UnixMicro() + int64(after*1e6), Act: post.Original, Text: text, Language: "es"}
	for _, e := range edit {
		e(&p)
	}
	return p
}

func tag(h string) func(*post.Post)   { return func(p *post.Post) { p.Hashtags = append(p.Hashtags, h) } }
func link(l string) func(*post.Post)  { return func(p *post.Post) { p.Links = append(p.Links, l) } }
func act(a post.Act) func(*post.Post) { return func(p *post.Post) { p.Act = a } }

// ordinary are posts that say different things.
func ordinary(n int) []post.Post {
	var out []post.Post
	topics := []string{"el camión", "la lluvia", "el mercado", "mi vecino", "la escuela", "el partido", "la comida"}
	deeds := []string{"llegó tarde otra vez", "me tiene sin cuidado hoy", "cambió mucho este año", "da de qué hablar siempre", "no deja dormir a nadie"}
	for i := range n {
		text := fmt.Sprintf("dicen que %s %s en la calle %d del barrio %d", topics[i%7], deeds[i%5], i*37%101, i*53%97)
		out = append(out, one(fmt.Sprintf("p%03d", i), float64(i*600), text))
	}
	return out
}

const slogan = "El candidato B vendió el agua del norte y nadie lo dice ante notario"

// story is an input and the narratives that it holds.
type story struct {
	name   string
	posts  []post.Post
	before []finding.Finding
	want   []string
}

func repeat(n int, make func(i int) post.Post) []post.Post {
	var out []post.Post
	for i := range n {
		out = append(out, make(i))
	}
	return out
}

func account(prefix string, i int) string { return fmt.Sprintf("%s%02d", prefix, i) }

// coordinated is a finding of coord on accounts.
func coordinated(likelihood float64, ids ...string) []finding.Finding {
	return []finding.Finding{{Detector: "coord", Likelihood: &likelihood, Members: &finding.Members{Unit: "accounts", IDs: ids}}}
}

func stories() []story {
	sloganPosts := repeat(6, func(i int) post.Post {
		return one(account("a", i), float64(i*40), slogan+" @a99 https://example.org/"+fmt.Sprint(i), tag("B"+fmt.Sprint(i)))
	})
	ids := []string{"a00", "a01", "a02", "a03", "a04", "a05"}
	return []story{
		{name: "nothing in common", posts: ordinary(60)},
		{name: "two accounts are too few", posts: sloganPosts[:2]},
		{
			name: "a slogan", posts: sloganPosts,
			want: []string{"note 6 accounts 6 posts «candidato vendió agua norte notario»"},
		},
		{
			name: "a slogan of a group", posts: sloganPosts, before: coordinated(0.9, ids...),
			want: []string{"minor 6 accounts 6 posts «candidato vendió agua norte notario»"},
		},
		{
			name: "a slogan of what is probably no group", posts: sloganPosts, before: coordinated(0.3, ids...),
			want: []string{"note 6 accounts 6 posts «candidato vendió agua norte notario»"},
		},
		{
			name: "reposts", before: coordinated(0.9, ids...),
			posts: repeat(6, func(i int) post.Post { return one(account("a", i), float64(i*40), slogan, act(post.Repost)) }),
			want:  []string{"note 6 accounts 6 posts «candidato vendió agua norte notario» reposted-post"},
		},
		{
			name: "an agency's headline", before: coordinated(0.9, ids...),
			posts: repeat(6, func(i int) post.Post {
				return one(account("a", i), float64(i*90), "Autoridad electoral anuncia calendario de debates en la capital", link(fmt.Sprintf("https://diario%d.example/nota", i)))
			}),
			want: []string{"note 6 accounts 6 posts «autoridad electoral anuncia calendario debates» news-wire"},
		},
		{
			name: "a share button", before: coordinated(0.9, ids...),
			posts: repeat(6, func(i int) post.Post {
				return one(account("a", i), float64(i*5000), "Diez lugares para comer en el puerto este verano vía @diario")
			}),
			want: []string{"note 6 accounts 6 posts «diez lugares comer puerto verano» share-button"},
		},
		{
			name: "a chain letter", before: coordinated(0.9, ids...),
			posts: repeat(24, func(i int) post.Post {
				return one(account("a", i), float64(i*86400), "Copia y pega este mensaje para que nunca falte el pan en tu mesa, amén")
			}),
			want: []string{"note 24 accounts 24 posts «copia pega mensaje nunca falte» quotation"},
		},
		{
			name: "a day of action",
			posts: repeat(40, func(i int) post.Post {
				return one(account("a", i), float64(i*600), "Este domingo mi voz cuenta y la tuya también, vamos juntos a la casilla", tag("YoVoto"))
			}),
			want: []string{"note 40 accounts 40 posts «domingo voz cuenta vamos juntos» proposed-text"},
		},
		{
			name: "a giveaway", before: coordinated(0.9, ids...),
			posts: repeat(6, func(i int) post.Post {
				return one(account("a", i), float64(i*300), "Participo en el sorteo de dos boletos para el concierto del sábado")
			}),
			want: []string{"note 6 accounts 6 posts «participo sorteo dos boletos concierto» giveaway"},
		},
		{
			name: "an official text", before: coordinated(0.9, ids...),
			posts: append([]post.Post{one("b-oficial", -60, slogan)}, sloganPosts...),
			want:  []string{"note 7 accounts 7 posts «candidato vendió agua norte notario» official-text"},
		},
		{
			name:  "one account that repeats itself",
			posts: repeat(20, func(i int) post.Post { return one(account("a", min(i, 2)), float64(i*300), slogan) }),
			want:  []string{"note 3 accounts 20 posts «candidato vendió agua norte notario» one-account"},
		},
	}
}

func facts(t testing.TB) *election.Election {
	t.Helper()
	return &election.Election{People: []election.Candidate{
		{ID: "A", Name: "Candidata A"},
		{ID: "B", Name: "Candidato B", Aliases: []string{"El candidato B"}, Handles: []string{"b-oficial"}},
	}}
}

// TestStories holds that the findings are those expected, no fewer and no more.
func TestStories(t *testing.T) {
	for _, s := range stories() {
		t.Run(s.name, func(t *testing.T) {
			posts := append(slices.Clone(s.posts), ordinary(40)...)
			slices.SortStableFunc(posts, func(a, b post.Post) int { return cmp.Compare(a.Time, b.Time) })
			var got []string
			for _, f := range run(t, &observations{posts}, facts(t), s.before) {
				got = append(got, summary(&f))
			}
			if diff := gocmp.Diff(s.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func summary(f *finding.Finding) string {
	args := f.Headline.Args
	s := fmt.Sprintf("%s %v accounts %v posts «%v»", f.Severity, args["accounts"], args["posts"], args["label"])
	for _, e := range f.Innocent {
		if e.Outcome == finding.Supported {
			s += " " + e.Name
		}
	}
	return s
}

// TestTargets holds whom a narrative is said to name.
func TestTargets(t *testing.T) {
	posts := append(stories()[2].posts, ordinary(60)...)
	found := run(t, &observations{posts}, facts(t), nil)
	if len(found) != 1 {
		t.Fatalf("%d findings", len(found))
	}
	for _, m := range found[0].Details {
		if m.Key == "narrative.detail.named" {
			if m.Args["candidate"] != "Candidato B" || m.Args["posts"] != 6 {
				t.Errorf("named: %v", m.Args)
			}
			if odds, _ := lang.Float(m.Args["logodds"]); odds < 2 {
				t.Errorf("6 of 6 posts against 0 of 60 have log-odds %g", odds)
			}
			return
		}
	}
	t.Error("no candidate is said to be named")
}

// TestSentences prints every story in both languages and looks for what a
// template left open.
func TestSentences(t *testing.T) {
	for _, s := range stories() {
		for _, f := range run(t, &observations{s.posts}, facts(t), s.before) {
			for _, l := range lang.Langs() {
				p := lang.Printer{Lang: l, Zone: time.UTC, Catalogue: finding.Catalogue}
				for _, m := range f.Messages() {
					if text := p.Print(m); strings.ContainsAny(text, "{}") || strings.Contains(text, "NaN") || text == "" {
						t.Errorf("%s in %s: %q", m.Key, l, text)
					}
				}
			}
		}
	}
}

// TestSameTwice holds that two runs give the same bytes.
func TestSameTwice(t *testing.T) {
	posts := append(stories()[4].posts, ordinary(80)...)
	encode := func() string {
		b, err := json.Marshal(run(t, &observations{posts}, facts(t), nil))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if diff := gocmp.Diff(encode(), encode()); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

// TestMany holds that many narratives become ten findings and one for the rest.
func TestMany(t *testing.T) {
	var posts []post.Post
	for n := range 40 {
		for i := range 3 {
			posts = append(posts, one(account("a", i), float64(n*1000+i), strings.Repeat(fmt.Sprintf("palabra%02d distinta%02d ", n, n*7%40), 3)))
		}
	}
	found := run(t, &observations{posts}, nil, nil)
	if len(found) != 11 {
		t.Fatalf("%d findings", len(found))
	}
	if args := found[10].Headline.Args; args["narratives"] != 30 || args["posts"] != 90 {
		t.Errorf("the rest: %v", args)
	}
}
