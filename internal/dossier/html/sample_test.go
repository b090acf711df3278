package html_test

import (
	"fmt"
	"math"
	"time"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// The sample is made up: an election in a country that does not exist, with
// findings as the detectors write them.

var zone = time.FixedZone("UTC-5", -5*3600)

func at(day, hour, minute, second int) time.Time {
	return time.Date(2030, time.June, day, hour, minute, second, 0, zone)
}

func printer(l lang.Lang) lang.Printer {
	return lang.Printer{Lang: l, Zone: zone, Catalogue: sampleTexts}
}

var sampleTexts = lang.Catalogue{
	"s.flood.head":     {En: "{site} received {n:int} requests in {d:duration}, {x:number} times what is usual at that hour.", Es: "{site} recibió {n:int} solicitudes en {d:duration}, {x:number} veces lo habitual a esa hora."},
	"s.flood.hyp":      {En: "the excess was made by software rather than by people who came to read", Es: "el exceso lo produjeron programas y no personas que llegaron a leer"},
	"s.flood.detail":   {En: "The excess began within {d:duration} and came from {n:int} addresses, most of them never seen before on this site.", Es: "El exceso comenzó en {d:duration} y provino de {n:int} direcciones, casi todas nunca vistas en este sitio."},
	"s.flood.basis":    {En: "There are {n:count:day|days} of ordinary traffic to compare with.", Es: "Hay {n:count:día|días} de tráfico ordinario con qué comparar."},
	"s.flood.inn":      {En: "The debate ended {d:duration} before the burst; pages that people open after a debate were {x:percent} of the requests.", Es: "El debate terminó {d:duration} antes de la ráfaga; las páginas que la gente abre después de un debate fueron {x:percent} de las solicitudes."},
	"s.flood.limit":    {En: "The log begins {d:duration} before the burst.", Es: "El registro comienza {d:duration} antes de la ráfaga."},
	"s.flood.role":     {En: "a typical request of the excess", Es: "una solicitud típica del exceso"},
	"s.coord.head":     {En: "{n:count:account|accounts} shared {object} within {w:duration} of one another, {k:int} times over {d:int} days.", Es: "{n:count:cuenta|cuentas} compartieron {object} con menos de {w:duration} de diferencia, {k:int} veces en {d:int} días."},
	"s.coord.hyp":      {En: "these accounts act together rather than by chance", Es: "estas cuentas actúan de común acuerdo y no por casualidad"},
	"s.coord.basis":    {En: "The same pairs appear on {n:count:day|days}.", Es: "Los mismos pares aparecen en {n:count:día|días}."},
	"s.coord.inn":      {En: "{x:percent} of the shared texts are headlines of news sites.", Es: "{x:percent} de los textos compartidos son titulares de sitios de noticias."},
	"s.coord.role":     {En: "one of the repeated texts", Es: "uno de los textos repetidos"},
	"s.sum.head":       {En: "On {n:count:sheet|sheets} the votes exceed the list of voters.", Es: "En {n:count:acta|actas} los votos superan la lista nominal."},
	"s.sum.basis":      {En: "The figures are compared as they were captured.", Es: "Las cifras se comparan tal como se capturaron."},
	"s.sum.inn":        {En: "Party representatives vote where they serve; the excess is at most {n:count:vote|votes}.", Es: "Las representaciones de partido votan donde actúan; el exceso es de {n:count:voto|votos} como máximo."},
	"s.sum.role":       {En: "the sheet with the largest excess", Es: "el acta con el mayor exceso"},
	"s.silence.head":   {En: "No sheet arrived for {d:duration}.", Es: "No llegó ningún acta durante {d:duration}."},
	"s.silence.hyp":    {En: "the transmission was interrupted", Es: "la transmisión se interrumpió"},
	"explanation.call": {En: "people who followed a broadcast", Es: "personas que siguieron una transmisión"},
	"explanation.wire": {En: "news agencies and their subscribers", Es: "agencias de noticias y sus suscriptores"},
	"explanation.reps": {En: "party representatives", Es: "representaciones de partido"},
	"measure.peak":     {En: "peak rate", Es: "ritmo máximo"},
	"measure.new":      {En: "addresses never seen before", Es: "direcciones nunca antes vistas"},
}

func ptr(f float64) *float64 { return &f }

func msg(key string, pairs ...any) *lang.Message {
	m := lang.M(key, pairs...)
	return &m
}

// burst is a day-like curve with a steep excess in its middle.
func burst(n int, height float64) (values, expected []float64) {
	for i := range n {
		e := 60 + 40*math.Sin(float64(i)/float64(n)*math.Pi)
		v := e + float64((i*7919)%17) - 8
		if d := i - n*2/3; d >= 0 && d < n/10 {
			v += height * (1 - float64(d)/float64(n/5))
		}
		values, expected = append(values, math.Round(v)), append(expected, math.Round(e))
	}
	return values, expected
}

const (
	shaPosts    = "1f0e3dad99908345f7439f8ffabdffc4a1f0e3dad99908345f7439f8ffabdff1"
	shaRequests = "2f0e3dad99908345f7439f8ffabdffc4a1f0e3dad99908345f7439f8ffabdff2"
	shaSheets   = "3f0e3dad99908345f7439f8ffabdffc4a1f0e3dad99908345f7439f8ffabdff3"
)

func flood(i int, verdict finding.Verdict, p float64, sev finding.Severity) finding.Finding {
	values, expected := burst(90, 4200)
	start := at(12, 20, 5, i)
	f := finding.Finding{
		Detector: "flood", Version: "1", Front: finding.Traffic, Subject: "results.example.org",
		Start: start, End: start.Add(9 * time.Minute), Severity: sev, Verdict: verdict,
		Likelihood: &p, Hypothesis: msg("s.flood.hyp"), Prior: ptr(0.2), Confidence: finding.Moderate,
		Basis:    []lang.Message{lang.M("s.flood.basis", "n", 14)},
		Headline: lang.M("s.flood.head", "site", "results.example.org", "n", 31250+i, "d", 9*time.Minute, "x", 41.7),
		Details:  []lang.Message{lang.M("s.flood.detail", "d", 12*time.Second, "n", 1874)},
		Measures: []finding.Measure{
			{Name: "requests", Value: 31250 + float64(i), Unit: "requests"},
			{Name: "peak", Value: 70.33, Unit: "1/s"},
			{Name: "new", Value: 0.931, Unit: "share"},
			{Name: "onset", Value: 2.4, Unit: "s"},
			{Name: "bytes-sent", Value: 81234567, Unit: "bytes"},
			{Name: "over-baseline", Value: 41.7, Unit: "ratio"},
		},
		Features: []finding.Feature{
			{Name: "new", Value: 0.931, Baseline: ptr(0.22), Weight: 1.9},
			{Name: "requests-per-client", Value: 16.7, Baseline: ptr(3.1), Weight: 0.8},
			{Name: "referrer-share", Value: 0.41, Baseline: ptr(0.37), Weight: -0.7},
			{Name: "asset-ratio", Value: 0.2, Weight: 0.01},
		},
		Innocent: []finding.Explanation{
			{Name: "call", Outcome: finding.Unlikely, Text: lang.M("s.flood.inn", "d", 4*time.Minute, "x", 0.08), Measures: []finding.Measure{{Name: "landing-share", Value: 0.08, Unit: "share"}}},
			{Name: "monitoring", Outcome: finding.NotTestable, Text: lang.M("s.flood.limit", "d", 2*time.Hour)},
		},
		Limits:     []lang.Message{lang.M("s.flood.limit", "d", 2*time.Hour)},
		Techniques: []finding.Technique{{Framework: "MITRE ATT&CK", ID: "T1498", Name: "Network Denial of Service"}},
		Evidence: []finding.Evidence{{
			Source: shaRequests, File: "access.log.gz", Row: 48211, Offset: 7_310_244, Length: 187, Digest: "00112233445566778899aabbccddeeff",
			Quote: `198.51.100.23 - a17_admin [12/Jun/2030:20:05:07 -0500] "GET /?q=81237&token=9f8e7d6c5b4a39281706&mail=voter@example.org HTTP/1.1" 503 0 "-" "Mozilla/5.0 (X11) Chrome/120.0.0.0 Safari/537.36"`,
			Role:  lang.M("s.flood.role"),
		}},
		Members: &finding.Members{Unit: "addresses", IDs: []string{"198.51.100.23", "203.0.113.77", "2001:db8:77::5", "host-9.isp.example"}},
		Series:  &finding.Series{Name: "requests", Start: at(12, 19, 30, 0), Step: 60, Unit: "requests", Values: values, Expected: expected},
		Method:  finding.Method{Name: "flood", Params: map[string]any{"window": "10s", "min-ratio": 4, "zones": []string{"a", "b"}}},
	}
	f.Seal()
	return f
}

func coord(i int, p float64, sev finding.Severity) finding.Finding {
	ids := []string{}
	var edges []finding.Edge
	for k := range 14 {
		ids = append(ids, fmt.Sprintf("grpmember%02d", k))
		for j := range k {
			if (k*j+i)%4 != 1 {
				edges = append(edges, finding.Edge{A: ids[j], B: ids[k], Weight: float64(2 + (k*j)%9)})
			}
		}
	}
	f := finding.Finding{
		Detector: "coord", Version: "1", Front: finding.Social, Subject: fmt.Sprintf("group %d", i+1),
		Start: at(3+i%4, 9, 0, 0), End: at(9+i%4, 22, 10, 0), Severity: sev,
		Likelihood: &p, Hypothesis: msg("s.coord.hyp"), Prior: ptr(0.05), Confidence: finding.High,
		Basis:      []lang.Message{lang.M("s.coord.basis", "n", 6)},
		Headline:   lang.M("s.coord.head", "n", len(ids), "object", "#VoteIsOver", "w", time.Minute, "k", 412+i, "d", 6),
		Measures:   []finding.Measure{{Name: "accounts", Value: 14, Unit: "accounts"}, {Name: "pairs", Value: float64(len(edges)), Unit: "pairs"}, {Name: "median-gap", Value: 7.5, Unit: "s"}},
		Innocent:   []finding.Explanation{{Name: "wire", Outcome: finding.Possible, Text: lang.M("s.coord.inn", "x", 0.12)}},
		Techniques: []finding.Technique{{Framework: "DISARM", ID: "T0049.001", Name: "Trolls amplify and manipulate"}},
		Evidence: []finding.Evidence{{
			Source: shaPosts, File: "posts.csv", Row: 91, Offset: 18211, Length: 240, Digest: "a0112233445566778899aabbccddeeff",
			Quote: "RT @grpmember03: @candidate_one ya no hay casillas, no salgan 😡 llamen al 55 1234 5678 https://x.com/grpmember03/status/1800000000000000001 #VoteIsOver", Role: lang.M("s.coord.role"),
		}},
		Members: &finding.Members{Unit: "accounts", IDs: ids, Edges: edges},
		Method:  finding.Method{Name: "coord", Params: map[string]any{"window": "60s", "min_weight": 2}},
	}
	f.Seal()
	return f
}

func sums(i int, sev finding.Severity) finding.Finding {
	f := finding.Finding{
		Detector: "arithmetic", Version: "1", Front: finding.Count, Subject: "president",
		Start: at(16, 19, i%60, 0), End: at(16, 23, 1, 0), Severity: sev, Confidence: finding.High,
		Basis:    []lang.Message{lang.M("s.sum.basis")},
		Headline: lang.M("s.sum.head", "n", 6+i),
		Measures: []finding.Measure{{Name: "sheets", Value: 6 + float64(i), Unit: "sheets"}, {Name: "largest-excess", Value: 15, Unit: "votes"}},
		Innocent: []finding.Explanation{{Name: "reps", Outcome: finding.Supported, Text: lang.M("s.sum.inn", "n", 15)}},
		Evidence: []finding.Evidence{{
			Source: shaSheets, File: "actas junio.txt", Row: 311, Offset: 40210, Length: 80, Digest: "b0112233445566778899aabbccddeeff",
			Quote: "12|2251|B01|00|389|374|S", Role: lang.M("s.sum.role"),
		}},
		Method: finding.Method{Name: "arithmetic"},
	}
	f.Seal()
	return f
}

func silence(i int) finding.Finding {
	values, _ := burst(200, 30)
	f := finding.Finding{
		Detector: "silence", Version: "1", Front: finding.Count, Subject: "president",
		Start: at(16, 21, 12, i), End: at(16, 21, 31, 0), Severity: finding.Note,
		Likelihood: ptr(0.5), Hypothesis: msg("s.silence.hyp"), Prior: ptr(0.3), Confidence: finding.Low,
		Headline: lang.M("s.silence.head", "d", 19*time.Minute-time.Duration(i)*time.Second),
		Series:   &finding.Series{Name: "sheets", Start: at(16, 19, 0, 0), Step: 60, Unit: "sheets", Values: values},
		Method:   finding.Method{Name: "silence"},
	}
	f.Seal()
	return f
}

func sampleElection() *election.Election {
	return &election.Election{
		Name: "General election of Example Land, 2030", Country: "EX", Zone: "America/Bogota",
		Day:     election.Date{Year: 2030, Month: 6, Day: 16},
		Sources: []string{"https://example.org/gazette?year=2030", "Official gazette, number 12"},
		People:  []election.Candidate{{ID: "ONE", Name: "Candidate One", Handles: []string{"candidate_one"}}},
		Sites:   []election.Site{{Host: "results.example.org"}},
		Calendar: []election.Event{
			{Kind: election.Campaign, Name: "Campaign", Start: at(2, 0, 0, 0), End: at(13, 0, 0, 0)},
			{Kind: election.Debate, Name: "Second debate", Start: at(12, 19, 0, 0), End: at(12, 20, 45, 0)},
			{Kind: election.PollEvent, Name: "Last poll", Start: at(12, 22, 0, 0)},
			{Kind: election.ElectionDay, Name: "Polling stations open", Start: at(16, 8, 0, 0), End: at(16, 18, 0, 0)},
			{Kind: election.Results, Name: "Quick count", Start: at(16, 22, 30, 0)},
		},
	}
}

func sampleInput(fs ...finding.Finding) dossier.Input {
	return dossier.Input{
		Case: "example-2030", Election: sampleElection(), Findings: fs,
		Sources: []source.Info{
			{Name: "posts.csv", Format: "x-csv", Kind: source.Posts, SHA256: shaPosts, Size: 48_211_002, Read: 210_442, Kept: 210_420, Duplicates: 12, Rejects: 10, Start: at(1, 0, 0, 12), End: at(17, 3, 0, 0), Zone: "UTC", ZoneFrom: "format", Reliability: "B2"},
			{Name: "access.log.gz", Format: "combined", Kind: source.Requests, SHA256: shaRequests, Size: 9_100_441, Packing: "gzip", Unpacked: 120_000_000, Read: 812_004, Kept: 812_004, Warnings: 1, Start: at(1, 0, 0, 0), End: at(16, 23, 59, 59), Site: "results.example.org"},
			{Name: "actas junio.txt", Format: "quick-count", Kind: source.Sheets, SHA256: shaSheets, Size: 900_441, Read: 6_307, Kept: 6_307, Start: at(16, 18, 31, 0), End: at(16, 23, 59, 0), Zone: "America/Bogota", ZoneFrom: "case"},
		},
		Totals: dossier.Totals{Posts: 210_420, Requests: 812_004, Sheets: 6_307},
		Rejects: []dossier.RejectLine{
			{File: "posts.csv", Row: 17, Line: 18, Column: "created_at", Problem: lang.M("not-a-time", "value", "yesterday"), Count: 9},
			{File: "posts.csv", Row: 90210, Line: 90333, Problem: lang.M("field-count", "got", 3, "want", 21), Count: 1},
			{File: "access.log.gz", Row: 1, Line: 1, Problem: lang.M("cut-short", "field", "agent"), Warning: true},
		},
		Version: "1.0.0-test", Command: "unveil report --case example-2030 -o report.html",
		Generated: at(17, 9, 0, 0), MaskKey: []byte("0123456789abcdef0123456789abcdef"),
		Method: func(name string) string {
			if name == "silence" {
				return ""
			}
			return "# " + name + "\n\nWhat the method observes,\non two lines.\n\n- first rule\n  goes on\n- second rule\n\n    window = 60 s\n\n## Source\n\n```\nformula\n```\n"
		},
	}
}

// fullInput has several findings on each front.
func fullInput() dossier.Input {
	return sampleInput(
		flood(0, finding.Attack, 0.93, finding.Serious), flood(900, finding.Both, 0.61, finding.Serious),
		flood(5000, finding.Crowd, 0.12, finding.Note), flood(9000, finding.Unclear, 0.5, finding.Minor),
		coord(0, 0.97, finding.Serious), coord(1, 0.7, finding.Minor),
		sums(0, finding.Minor), sums(3, finding.Serious), silence(0),
	)
}

// crowdedInput has 300 findings.
func crowdedInput() dossier.Input {
	var fs []finding.Finding
	for i := range 75 {
		sev := dossier.Severities()[i%3]
		fs = append(fs, flood(i*61, finding.Attack, 0.9-float64(i)/100, sev), coord(i, 0.9, sev), sums(i, sev), silence(i))
	}
	return sampleInput(fs...)
}
