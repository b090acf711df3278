package pack_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/pack"
	"github.com/unveil-project/unveil/internal/traffic"
)

// key is the key of the packs in these tests.
var key = []byte("a key that only tests have, 32 b")

// sample is a made-up log, what a report says of it, and every name that the
// public files must not hold.
type sample struct {
	log, packed []byte // the same, plain and gzip
	in          pack.Input
	secrets     []string
}

// visitors are clients of the made-up log, in every spelling that logs have.
func visitors(rnd *rand.Rand, n int) (written, bare []string) {
	for i := range n {
		v4 := netip.AddrFrom4([4]byte{203, 0, 113, byte(1 + i%250)})
		if i%3 == 1 {
			v4 = netip.AddrFrom4([4]byte{byte(11 + rnd.IntN(180)), byte(1 + rnd.IntN(250)), byte(rnd.IntN(256)), byte(1 + rnd.IntN(250))})
		}
		v6 := netip.MustParseAddr(fmt.Sprintf("2001:db8:%x:%x::%x", 1+rnd.IntN(0xfffe), rnd.IntN(0xffff), 1+rnd.IntN(0xfffe)))
		host := fmt.Sprintf("dsl-%d.pool%d.isp.example", 1000+rnd.IntN(8999), i)
		switch i % 8 {
		case 0, 1, 2:
			written, bare = append(written, v4.String()), append(bare, v4.String())
		case 3:
			written, bare = append(written, v6.String()), append(bare, v6.String())
		case 4:
			written, bare = append(written, "::ffff:"+v4.String()), append(bare, v4.String())
		case 5:
			zoned := netip.MustParseAddr(fmt.Sprintf("fe80::%x:%x", 1+rnd.IntN(0xfffe), 1+rnd.IntN(0xfffe)))
			written, bare = append(written, zoned.String()+"%eth0"), append(bare, zoned.String())
		case 6:
			written, bare = append(written, host), append(bare, host)
		case 7:
			written, bare = append(written, strings.ToUpper(v6.String())), append(bare, v6.String())
		}
	}
	return written, bare
}

// users are names of users of the made-up log.
var users = []string{"juan.perez", "maria_l", `OPS\\carlos`, "john doe", "señora.ñ", "w8x"}

// lines writes the log: each line names its client, and most name another
// address, a user or a secret somewhere else.
func logLines(rnd *rand.Rand, written, bare []string) []string {
	var out []string
	start := time.Date(2030, 6, 12, 20, 5, 0, 0, time.UTC)
	for i, c := range written {
		other, user := bare[rnd.IntN(len(bare))], users[i%len(users)]
		path := []string{
			"/results?ip=" + other, "/login?user=" + strings.ReplaceAll(user, " ", "+") + "&token=9f86d081884c7d659a2feaa0c55ad015",
			"/?cb=" + fmt.Sprint(rnd.Uint32()), "/reset?mail=voter" + fmt.Sprint(i) + "@mail.example", "/~w8x/index.html",
			"/proxy/" + other + "/x", "/a?url=http%3A%2F%2F" + strings.ReplaceAll(other, ":", "%3A"), "/x;jsessionid=AB12CD34EF56AB78",
		}[i%8]
		referer := []string{"-", "https://t.co/abc", "http://" + other + "/from", "https://search.example/?q=who+is+" + strings.ReplaceAll(user, " ", "+")}[i%4]
		agent := []string{
			"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
			"WordPress/4.1.3; http://blog.example; verifying pingback from " + other,
			"Mozilla/5.0 (for " + other + ", 10.1.2.3, " + bare[rnd.IntN(len(bare))] + ")", "curl/8.1 \\x16\\x03 " + user,
		}[(i/2)%4]
		name := "-"
		if i%5 == 0 {
			name = user
		}
		out = append(out, fmt.Sprintf("%s - %s [%s] \"GET %s HTTP/1.1\" 200 %d %q %q \"%s, %s\"", c, name,
			start.Add(time.Duration(i)*time.Second).Format("02/Jan/2006:15:04:05 -0700"), path, 100+i, referer, agent, other, c))
	}
	out = append(out, bare[1]+" - - [12/Jun/2030:20:15:00 +0000] \"\x16\x03\xff\xfe\" 400 0 \"-\" \"-\"")
	return out
}

// made makes the sample of a seed.
func made(t *testing.T, seed uint64, n int) *sample {
	t.Helper()
	return madeFrom(t, seed, n, nil)
}

// madeFrom makes the sample of a seed whose packed log is given.
func madeFrom(t *testing.T, seed uint64, n int, packed []byte) *sample {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 4))
	written, bare := visitors(rnd, n)
	lines := logLines(rnd, written, bare)
	s := &sample{log: []byte(strings.Join(lines, "\n") + "\n")}
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write(s.log); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if s.packed = packed; packed == nil {
		s.packed = z.Bytes()
	}
	s.secrets = append(s.secrets, bare...)
	s.secrets = append(s.secrets, "juan.perez", "maria_l", "carlos", "john doe", "john+doe", "señora.ñ", "w8x", "9f86d081884c7d659a2feaa0c55ad015", "@mail.example", "AB12CD34EF56AB78", "10.1.2.3")
	s.in = pack.Input{Key: key, Users: users, Report: reportOf(s, written, bare, lines)}
	s.in.Lines = linesOf(s.in.Report, s.log)
	return s
}

// evidenceOf places lines in the log.
func evidenceOf(input string, lines []string) []traffic.Evidence {
	var out []traffic.Evidence
	at := int64(0)
	for _, l := range lines {
		sum := sha256.Sum256([]byte(l))
		out = append(out, traffic.Evidence{
			Input: input, File: "access.log.gz", Offset: at, Length: int64(len(l)), Digest: hex.EncodeToString(sum[:16]),
			Quote: strings.ToValidUTF8(l, "?"), Why: "one of the lines of the burst",
		})
		at += int64(len(l)) + 1
	}
	return out
}

func linesOf(r *traffic.Report, log []byte) []pack.Line {
	var out []pack.Line
	for _, b := range r.Bursts {
		for _, e := range b.Evidence {
			out = append(out, pack.Line{Evidence: e, Raw: log[e.Offset : e.Offset+e.Length]})
		}
	}
	return out
}

// reportOf says something of the log in every field that can name somebody.
func reportOf(s *sample, written, bare, lines []string) *traffic.Report {
	sum := sha256.Sum256(s.packed)
	input := hex.EncodeToString(sum[:])
	n := int64(len(lines))
	start, at := time.Date(2030, 6, 12, 20, 5, 0, 0, time.UTC), func(i int) string { return bare[i%len(bare)] }
	prefix := func(i int) string {
		for ; ; i++ {
			a, err := netip.ParseAddr(at(i))
			if err != nil || !a.Is4() && !a.Is6() {
				continue
			}
			bits := 24
			if a.Is6() {
				bits = 48
			}
			return netip.PrefixFrom(a, bits).Masked().String()
		}
	}
	var prefixes []traffic.NetworkPart
	for i := range len(bare) / 4 {
		p := prefix(i)
		prefixes = append(prefixes, traffic.NetworkPart{Prefix: p, Share: 0.001, Clients: 1, Requests: 1, ASN: 64500, Name: "EXAMPLE-NET", Kind: "hosting"})
		s.secrets = append(s.secrets, strings.TrimRight(p[:strings.IndexByte(p, '/')], ":"))
	}
	return &traffic.Report{
		Schema: traffic.Schema, Version: "0.4.0", Command: "unveil traffic --trust " + at(3) + " --exclude 10.0.0.0/8 access.log.gz --json",
		Lines:   traffic.Lines{Read: n + 2, Kept: n, Rejects: 2, Problems: map[string]int64{"line-format": 2}},
		Formats: []traffic.Format{{Name: "combined", Lines: n}},
		Inputs: []traffic.Input{{
			File: "access.log.gz", Role: "log", Format: "combined", SHA256: input, Bytes: int64(len(s.packed)), Packing: "gzip",
			Unpacked: int64(len(s.log)), Read: n + 2, Kept: n, Rejects: 2, Start: start, End: start.Add(time.Hour),
		}},
		Span: traffic.Span{Start: start, End: start.Add(time.Hour)}, Sample: traffic.Sample{Exact: true, Share: 1, Rows: n},
		Clock: traffic.Clock{Zone: "UTC", Stated: "log"}, Sites: []traffic.Site{{Name: "results.example.org", Requests: n}},
		Bursts: []traffic.Burst{{
			ID: "5d41402abc4b2a76b9719d911017c592", Site: "results.example.org", Start: start, End: start.Add(15 * time.Minute), Requests: n,
			Clients: float64(len(bare)), Networks: 100, Verdict: finding.Both, Likelihood: 0.9, Term: "very likely", Confidence: finding.Moderate,
			Headline:       fmt.Sprintf("%d requests to results.example.org, most from %s and %s", n, at(1), at(6)),
			AttackRequests: 0.6 * float64(n), CrowdRequests: 0.2 * float64(n), OtherRequests: 1, Baseline: traffic.Baseline{Mode: "same-hour", Expected: 3.5},
			Timeline:   []traffic.Event{{Time: start, Name: "debate, asked by juan.perez", Kind: "broadcast"}},
			Features:   []traffic.Feature{{Name: "new-networks", Title: "networks never seen before", Value: 0.91, Direction: "attack", Weight: 1.5}},
			Innocent:   []traffic.Reason{{Name: "announced", Outcome: "partly", Text: "a post by maria_l linked the page; " + at(9) + " came from it"}},
			Countries:  []traffic.Country{{Code: "DE", Share: 0.4, Low: 0.3, High: 0.5}, {Code: "US", Share: 0.3, Low: 0.3, High: 0.3}},
			NetworkTop: prefixes, Members: bare,
			Signature: &traffic.Signature{
				Terms:      []traffic.Term{{Field: "client", Values: bare[:min(20, len(bare))]}, {Field: "agent", Values: []string{"WordPress/4.1.3; http://blog.example; verifying pingback from " + at(11)}}},
				Alternates: []traffic.Term{{Field: "prefix", Values: []string{prefix(2), prefix(3)}}, {Field: "query-shape", Values: []string{"?ip=" + at(4)}}},
			},
			Tools: []traffic.Tool{{Family: "pingback-reflection", Requests: 3, Clients: 3, Detail: []string{at(5), "verifying pingback from " + at(12) + "…", "seen as " + strings.ReplaceAll(at(0), ".", "-") + ".isp.example"}}},
			Recon: []traffic.Recon{
				{Client: at(6), When: "before", Time: start, What: "HEAD /?for=" + at(7), Why: at(8) + " probed 16 min before"},
				{Client: written[5], When: "during", Time: start, What: "GET /", Why: "checked the page as john doe"},
			},
			Evidence: evidenceOf(input, lines),
			Series:   traffic.Series{Start: start, Step: 60, Requests: []int64{3, 4}, Failed: []int64{1, 0}},
			NotSeen:  []string{"traffic that a delivery network absorbed"},
		}},
		Probes: []traffic.Probe{{
			Family: "credential-stuffing", Technique: "T1110.004", Clients: 3, Requests: 12, Succeeded: 1, Start: start, End: start, Top: []string{at(2), at(14), at(6)},
			Examples: []string{"POST /wp-login.php log=juan.perez&pwd=hunter2xyz from " + at(10), "GET /?x=" + at(3) + "…"}, Why: "302 after POST by juan.perez",
		}},
		Origin:   []traffic.Database{{Database: "made-up", Kind: "country", Built: "2030-06-01", SHA256: strings.Repeat("0a", 32), Ranges: 10}},
		Rejected: []traffic.Reject{{File: "access.log", Line: 9, Offset: 900, Length: 80, Reason: at(3) + " is not an address"}},
		Notes:    []traffic.Note{{Name: "added-by-hand", Site: "results.example.org", Text: "the last lines name " + at(13)}},
		Limits:   []string{"attacks below HTTP"},
	}
}
