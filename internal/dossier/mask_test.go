package dossier_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

var key = []byte("0123456789abcdef")

var public = &election.Election{
	People:  []election.Candidate{{ID: "ONE", Handles: []string{"candidate_one"}}},
	Parties: []election.Party{{ID: "P", Aliases: []string{"@party_p", "the party"}}},
	Sites:   []election.Site{{Host: "results.example.org", Names: []string{"www.results.example.org"}}},
}

func masker(t *testing.T, fs ...finding.Finding) *dossier.Masker {
	t.Helper()
	m, err := dossier.NewMasker(key, public, fs)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMaskText(t *testing.T) {
	m := masker(t, finding.Finding{Members: &finding.Members{Unit: "accounts", IDs: []string{"a17", "Two Words", "cut_short_name"}}})
	acct := m.Account
	tests := []struct{ name, in, want string }{
		{"nothing to mask", "Ya salió el 2018-07-01 20:15:04 -0500: 1,207,530 votos, 53.19 %", "Ya salió el 2018-07-01 20:15:04 -0500: 1,207,530 votos, 53.19 %"},
		{"mention", "RT @someone: hola", "RT @" + acct("someone") + ": hola"},
		{"mention at the end of a sentence", "gracias @someone.", "gracias @" + acct("someone") + "."},
		{"candidate", "RT @Candidate_One: hola", "RT @Candidate_One: hola"},
		{"party", "via @party_p", "via @party_p"},
		{"federated mention", "@who@social.example says", "@" + acct("who@social.example") + " says"},
		{"known id as a word", "a17 and A17, not xa17 or a170", acct("a17") + " and " + acct("a17") + ", not xa17 or a170"},
		{"known id with a space", "by two words!", "by " + acct("two words") + "!"},
		{"known id cut short", "as said by cut_short…", "as said by ……"},
		{"page of an account", "https://x.com/someone/status/1800000000000000001 ok", "https://x.com/" + acct("someone") + "/… ok"},
		{"page of a candidate", "https://x.com/candidate_one/status/18", "https://x.com/candidate_one/status/18"},
		{"shared video", "https://youtube.com/watch?v=abc", "https://youtube.com/watch?v=abc"},
		{"version of a browser", "Chrome/120.0.0.0 Safari/537.36", "Chrome/120.0.0.0 Safari/537.36"},
		{"time is no IPv6 address", "at 20:15:04 and std::string", "at 20:15:04 and std::string"},
		{"query with a token", "GET /a?q=voto&token=abc&x=1 HTTP/1.1", "GET /a?q=voto&token=…&x=1 HTTP/1.1"},
		{"query with an address in it", "/s?q=who%40mail.example", "/s?q=…"},
		{"Unix time", "ts 1530489600 ok", "ts 1530489600 ok"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, m.Text(tt.in)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What must not be left over in a text, whatever it is replaced by.
func TestMaskTextLeavesNothing(t *testing.T) {
	m := masker(t)
	tests := []struct{ name, in, secret string }{
		{"IPv4", "from 203.0.113.77:443", "203.0.113.77"},
		{"IPv4 after a browser", "Chrome/120.0.0.0 203.0.113.77", "203.0.113.77"},
		{"IPv4 in a reverse name", "host-203-0-113-77.isp.example", "203-0-113-77"},
		{"IPv6", "[2001:db8:77::5]:443", "77::5"},
		{"IPv6 with a zone", "fe80::a1b2%eth0", "a1b2"},
		{"e-mail", "write to voter.one@mail.example", "voter.one"},
		{"international phone", "llame al +52 1 55 1234 5678 ya", "1234 5678"},
		{"Mexican phone", "al 55 1234 5678", "5678"},
		{"phone without spaces", "wa 5512345678", "5512345678"},
		{"phone in brackets", "(55) 1234-5678", "5678"},
		{"client of a log line", `host-9.isp.example - bob [12/Jun/2030:20:05:07 -0500] "GET / HTTP/1.1" 200 5`, "host-9"},
		{"user of a log line", `192.0.2.1 - bob smith [12/Jun/2030:20:05:07 -0500] "GET / HTTP/1.1" 200 5`, "bob smith"},
		{"client after a virtual host", `results.example.org:443 host-9.isp.example - - [12/Jun/2030:20:05:07 -0500] "GET / HTTP/1.1" 200 5`, "host-9"},
		{"JSON log", `{"remote_ip":"client.isp.example","user":"bob"}`, "client.isp"},
		{"JSON user", `{"remote_ip":"x","user": "bob"}`, "bob"},
		{"JSON number", `{"author_id":18000000}`, "18000000"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := m.Text(tt.in); strings.Contains(got, tt.secret) {
				t.Errorf("%q still holds %q", got, tt.secret)
			}
		})
	}
}

func TestPseudonyms(t *testing.T) {
	m := masker(t)
	form := regexp.MustCompile(`^address-[0-9a-f]{6} \((192\.0\.x\.x|2001:db8:x)\)$`)
	for _, a := range []string{"192.0.2.1", "2001:db8::1"} {
		if got := m.Address(a); !form.MatchString(got) {
			t.Errorf("Address(%s) = %s", a, got)
		}
	}
	same := [][2]string{
		{m.Account("@Someone"), m.Account("someone")},
		{m.Address("2001:DB8:0::1"), m.Address("2001:db8::1")},
		{m.Address("::ffff:192.0.2.1"), m.Address("192.0.2.1")},
		{m.Address("www.results.example.org"), "www.results.example.org"},
	}
	for _, s := range same {
		if s[0] != s[1] {
			t.Errorf("%s and %s differ", s[0], s[1])
		}
	}
	other, err := dossier.NewMasker([]byte("fedcba9876543210"), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if other.Account("someone") == m.Account("someone") {
		t.Error("the key does not change the pseudonym")
	}
	if _, err := dossier.NewMasker(key[:15], nil, nil); !errors.Is(err, dossier.ErrNoKey) {
		t.Errorf("a short key: %v", err)
	}
}

// Pseudonyms grow with the number of members, so that no two are the same.
func TestPseudonymsOfManyMembers(t *testing.T) {
	f := finding.Finding{Members: &finding.Members{Unit: "accounts"}}
	for i := range 20_000 {
		f.Members.IDs = append(f.Members.IDs, fmt.Sprintf("member%05d", i))
	}
	m := masker(t, f)
	seen := map[string]bool{}
	for _, id := range f.Members.IDs {
		seen[m.Account(id)] = true
	}
	if len(seen) != len(f.Members.IDs) {
		t.Errorf("%d members have %d pseudonyms", len(f.Members.IDs), len(seen))
	}
}

// Whatever the members are called and wherever their names stand, the masked
// input holds none of them.
func TestNoMemberIsLeft(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		names := []string{randomName(rnd), randomName(rnd), fmt.Sprintf("198.51.%d.%d", rnd.IntN(250), 1+rnd.IntN(250)), fmt.Sprintf("2001:db8:%x::%x", 1+rnd.IntN(0xfffe), 1+rnd.IntN(0xfffe))}
		in := inputNaming(names)
		out, err := dossier.Mask(in)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(struct{ F, S, R, C any }{out.Findings, out.Sources, out.Rejects, out.Command})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			if strings.Contains(strings.ToLower(string(b)), strings.ToLower(n)) {
				t.Fatalf("%q is left in\n%s", n, b)
			}
		}
		sealed := in
		sealed.Sealed = true
		if out, err := dossier.Mask(sealed); err != nil || !cmp.Equal(out.Findings, in.Findings) {
			t.Fatalf("the sealed input was changed (%v)", err)
		}
	}
}

// randomName makes a name as platforms allow them, with a part that occurs
// nowhere else in the input.
func randomName(rnd *rand.Rand) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789__ñéü"
	rs := []rune(letters)
	var b strings.Builder
	b.WriteString("zq")
	for range 4 + rnd.IntN(12) {
		b.WriteRune(rs[rnd.IntN(len(rs))])
	}
	return b.String() + []string{"", ".x9", " w8", "-k7", "|j6"}[rnd.IntN(5)]
}

func inputNaming(names []string) dossier.Input {
	var texts []string
	for i, n := range names {
		texts = append(texts, n, strings.ToUpper(n), "("+n+")", "x@"+n+": y", "\""+n+"\",", fmt.Sprintf("%d|%s|", i, n), "https://x.com/"+n+"/status/1")
	}
	m := lang.M("k", "account", names[0], "text", strings.Join(texts, " "))
	f := finding.Finding{
		Front: finding.Social, Subject: "about " + names[1], Headline: m, Hypothesis: &m,
		Details: []lang.Message{m}, Basis: []lang.Message{m}, Limits: []lang.Message{m},
		Innocent: []finding.Explanation{{Text: m}},
		Evidence: []finding.Evidence{{File: names[0] + ".csv", Quote: strings.Join(texts, "\n"), Role: m, Digest: "00"}},
		Members:  &finding.Members{Unit: "accounts", IDs: names[:2], Edges: []finding.Edge{{A: names[0], B: names[1], Weight: 1}}},
		Series:   &finding.Series{Name: "posts of " + names[0]},
		Method:   finding.Method{Params: map[string]any{"seed": names[0], "list": []string{names[1]}, "deep": map[string]any{"k": []any{names[0]}}}},
	}
	g := finding.Finding{Front: finding.Traffic, Headline: m, Members: &finding.Members{Unit: "addresses", IDs: names[2:]}}
	return dossier.Input{
		MaskKey: key, Election: public, Findings: []finding.Finding{f, g},
		Sources: []source.Info{{Name: names[0] + ".csv"}}, Command: "unveil report '" + names[0] + ".csv'",
		Rejects: []dossier.RejectLine{{File: names[0] + ".csv", Column: names[1], Problem: m}},
	}
}

// A digest beside a masked quote would let a reader try all names until it
// fits.
func TestDigestsBecomeCommitments(t *testing.T) {
	ev := func(src string) []finding.Evidence { return []finding.Evidence{{Source: src, Digest: "00ff"}} }
	in := dossier.Input{
		MaskKey: key,
		Sources: []source.Info{{SHA256: "p", Kind: source.Posts}, {SHA256: "s", Kind: source.Sheets}},
		Findings: []finding.Finding{
			{Front: finding.Social, Evidence: ev("p")},
			{Front: finding.Count, Evidence: ev("s")},
			{Front: finding.Traffic, Evidence: ev("?")},
			{Front: finding.Count, Evidence: ev("?")},
		},
	}
	out, err := dossier.Mask(in)
	if err != nil {
		t.Fatal(err)
	}
	for i, masked := range []bool{true, false, true, false} {
		if got := out.Findings[i].Evidence[0].Digest; strings.HasPrefix(got, dossier.CommitmentPrefix) != masked {
			t.Errorf("finding %d: digest %q", i, got)
		}
	}
	if in.Findings[0].Evidence[0].Digest != "00ff" {
		t.Error("masking changed its input")
	}
}

func FuzzText(f *testing.F) {
	f.Add("RT @a17: 192.0.2.1 ::1 @ ＠x a@b.c +52 55 1234 5678 ?token=… \xff")
	f.Add(`h - u [12/Jun/2030:20:05:07 -0500] "GET /?a=b&&= HTTP/1.1"`)
	m, err := dossier.NewMasker(key, public, []finding.Finding{{Members: &finding.Members{Unit: "accounts", IDs: []string{"a17", "é é", "|"}}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := m.Text(s)
		if len(got) > 60*len(s)+60 {
			t.Errorf("%d bytes became %d", len(s), len(got))
		}
		for w := range strings.FieldsSeq(got) {
			if strings.EqualFold(w, "a17") {
				t.Errorf("a17 is left in %q, from %q", got, s)
			}
		}
	})
}
