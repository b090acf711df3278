package election_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
)

// small is a valid election that the tests spoil in one place each.
const small = `name: Test
country: MX
zone: America/Mexico_City
day: 2018-07-01
contests:
  - {id: president, name: President, seats: 1}
parties:
  - {id: PA, name: Party A}
  - {id: PB, name: Party B}
  - {id: PC, name: Party C}
coalitions:
  - id: ab
    name: A and B
    contest: president
    parties: [PA, PB]
    combinations: {PA_PB: [PA, PB]}
candidates:
  - {id: CA, name: Ana Uno, contest: president, coalition: ab, handles: [ana_1], hashtags: [VotaAna]}
  - {id: CB, name: Beto Dos, contest: president, party: PC, aliases: [El Dos]}
  - {id: CI, name: Inés Tres, contest: president}
sites:
  - {host: results.example.org, names: [www.results.example.org], role: results}
calendar:
  - {kind: election-day, name: Voting, start: 2018-07-01 08:00, end: 2018-07-01 18:00}
  - {kind: debate, name: Debate, start: 2018-06-12 21:00, sites: [results.example.org]}
polls:
  - {firm: Firm, date: 2018-06-01, source: https://example.org, shares: {CA: 60, CB: 30.5, CI: 9.5}}
`

func english(ps []election.Problem) []string {
	pr := lang.Printer{Lang: lang.En, Catalogue: election.Problems}
	var out []string
	for _, p := range ps {
		out = append(out, p.Print(pr))
	}
	return out
}

func TestParseValid(t *testing.T) {
	e, problems := election.Parse("e.yaml", []byte(small))
	if len(problems) > 0 {
		t.Fatal(strings.Join(english(problems), "\n"))
	}
	cdt := time.FixedZone("", -5*3600)
	want := time.Date(2018, 6, 12, 21, 0, 0, 0, cdt)
	if got := e.Calendar[1]; !got.Start.Equal(want) || !got.End.Equal(want) {
		t.Errorf("debate from %v to %v, want a moment at %v", got.Start, got.End, want)
	}
	for id, want := range map[string][]string{"CA": {"PA", "PB", "PA_PB"}, "CB": {"PC"}, "CI": {"CI"}, "none": nil} {
		if d := cmp.Diff(want, e.Composition(id)); d != "" {
			t.Errorf("composition of %s: -want +got\n%s", id, d)
		}
	}
	if got := e.Day.String(); got != "2018-07-01" {
		t.Errorf("day %s", got)
	}
}

// TestParseProblems spoils the valid election and expects exactly the
// problems listed.
func TestParseProblems(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"unknown key", "country: MX", "contry: MX", "e.yaml:1:1: country: the field country is missing. Add country.\ne.yaml:2:1: contry: there is no field contry. Did you mean country?"},
		{"unknown key of an item", "seats: 1}", "seat: 1}", "e.yaml:6:5: contests[0].seats: a contest fills at least one seat. Write how many seats it fills, as in seats: 1.\ne.yaml:6:38: contests[0].seat: there is no field seat. Did you mean seats?"},
		{"far key", "country: MX", "country: MX\nsomething: 1", "e.yaml:3:1: something: there is no field something. The fields here are: name, country, zone, day, sources, contests, parties, coalitions, candidates, sites, calendar, polls."},
		{"duplicate key", "day: 2018-07-01", "day: 2018-07-01\nday: 2018-07-02", "e.yaml:5:1: day: the field day is given twice. Keep one of the two."},
		{"country", "MX", "Mexico", "e.yaml:2:10: country: Mexico is not a country code of two capital letters. Write the ISO 3166-1 code, such as MX."},
		{"zone", "America/Mexico_City", "America/Mexico-City", "e.yaml:3:7: zone: there is no time zone America/Mexico-City. Did you mean America/Mexico_City?\ne.yaml:24:47: calendar[0].start: the time 2018-07-01 08:00 states no zone, and the file has no valid zone. Correct zone at the top of the file.\ne.yaml:24:70: calendar[0].end: the time 2018-07-01 18:00 states no zone, and the file has no valid zone. Correct zone at the top of the file.\ne.yaml:25:41: calendar[1].start: the time 2018-06-12 21:00 states no zone, and the file has no valid zone. Correct zone at the top of the file."},
		{"day", "day: 2018-07-01", "day: 2018-07-32", "e.yaml:4:6: day: 2018-07-32 is not a day. Write it as 2018-07-01."},
		{"seats", "seats: 1}", "seats: 0}", "e.yaml:6:45: contests[0].seats: a contest fills at least one seat. Write how many seats it fills, as in seats: 1."},
		{"seats in words", "seats: 1}", "seats: one}", "e.yaml:6:45: contests[0].seats: one is not a whole number. Write it in digits, without commas or points."},
		{"id twice", "id: PB", "id: PA", "e.yaml:9:10: parties[1].id: the id PA is taken since line 8. Give it a name of its own.\ne.yaml:15:19: coalitions[0].parties[1]: nothing in this file is called PB. Did you mean PA?"},
		{"id with a space", "id: CI,", "id: C I,", "e.yaml:20:10: candidates[2].id: C I cannot be an id. Use letters, digits, low lines, points and hyphens, 64 at most.\ne.yaml:27:92: polls[0].shares.CI: nothing in this file is called CI. Did you mean CA?"},
		{"unknown party", "party: PC", "party: PD", "e.yaml:19:57: candidates[1].party: nothing in this file is called PD. Did you mean PA?"},
		{"unknown contest", "Uno, contest: president", "Uno, contest: presidente", "e.yaml:18:38: candidates[0].contest: nothing in this file is called presidente. Did you mean president?\ne.yaml:18:61: candidates[0].coalition: the coalition ab is for the contest president. Define a coalition for each contest."},
		{"party and coalition", "coalition: ab,", "coalition: ab, party: PA,", "e.yaml:18:71: candidates[0].party: a candidate has a party or a coalition, not both. Keep the coalition, and leave party out."},
		{"combination of a stranger", "[PA, PB]}", "[PA, PC]}", "e.yaml:16:19: note: coalitions[0].combinations: 1 combination has no column: PA_PB. Add them if the ballot has them.\ne.yaml:16:32: coalitions[0].combinations.PA_PB[1]: nothing in this file is called PC. Did you mean PA?"},
		{"combination of one", "[PA, PB]}", "[PA]}", "e.yaml:16:19: note: coalitions[0].combinations: 1 combination has no column: PA_PB. Add them if the ballot has them.\ne.yaml:16:27: coalitions[0].combinations.PA_PB: a combination has at least two parties. List two or more parties of the coalition."},
		{"no combinations", "    combinations: {PA_PB: [PA, PB]}\n", "", "e.yaml:12:5: note: coalitions[0].combinations: the coalition ab says nothing of combinations of its parties. List the columns, or write combinations: {} if the ballot has none."},
		{"no combinations on the ballot", "{PA_PB: [PA, PB]}", "{}", ""},
		{"three parties, one column", "[PA, PB]\n", "[PA, PB, PC]\n", "e.yaml:16:19: note: coalitions[0].combinations: 3 combinations have no column: PA_PC, PB_PC, PA_PB_PC. Add them if the ballot has them."},
		{"column taken", "PA_PB:", "PC:", "e.yaml:16:20: coalitions[0].combinations.PC: the column PC is taken already. Give it a name of its own."},
		{"shared alias", "[El Dos]", "[ANÁ uno]", "e.yaml:19:71: candidates[1].aliases[0]: ANÁ uno also stands for the candidate CA. Leave it with one of them."},
		{"handle with @", "[ana_1]", "['@ana_1']", "e.yaml:18:74: candidates[0].handles[0]: @ana_1 is not the name of an account. Write only ana_1."},
		{"hashtag with #", "[VotaAna]", "['#VotaAna']", "e.yaml:18:93: candidates[0].hashtags[0]: #VotaAna is not a hashtag. Write only VotaAna."},
		{"host", "{host: results.example.org,", "{host: 'https://Results.example.org/prep',", "e.yaml:22:12: sites[0].host: https://Results.example.org/prep is not a host name in lower case. Write only results.example.org.\ne.yaml:25:67: calendar[1].sites[0]: nothing in this file is called results.example.org. Did you mean www.results.example.org?"},
		{"role", "role: results", "role: result", "e.yaml:22:73: sites[0].role: no site has the role result. Did you mean results?"},
		{"kind", "kind: debate", "kind: debat", "e.yaml:25:12: calendar[1].kind: there is no kind of event debat. Did you mean debate?"},
		{"end before start", "end: 2018-07-01 18:00", "end: 2018-07-01 07:00", "e.yaml:24:70: calendar[0].end: the event ends before it starts. Check both times."},
		{"another election day", "day: 2018-07-01", "day: 2018-07-02", "e.yaml:24:47: calendar[0].start: election day is not on 2018-07-02. Correct day, or this event."},
		{"no election day", "kind: election-day", "kind: broadcast", "e.yaml:24:3: note: calendar: the calendar has no event of the kind election-day. Add one with the hours of voting."},
		{"wrong year", "start: 2018-06-12 21:00", "start: 2081-06-12 21:00", "e.yaml:25:41: note: calendar[1].start: this is more than a year away from election day, 2018-07-01. Check the year."},
		{"not a time", "start: 2018-06-12 21:00", "start: 2018-06-12 25:00", "e.yaml:25:41: calendar[1].start: 2018-06-12 25:00 is not a time. Write it as 2018-07-01 20:00, or as 2018-07-01 for the whole day."},
		{"skipped time", "start: 2018-06-12 21:00", "start: 2018-04-01 02:30", "e.yaml:25:41: calendar[1].start: 2018-04-01 02:30 never was in this zone: clocks were put forward over it. Write the offset too, as in 2018-07-01 20:00 -05:00."},
		{"double time", "start: 2018-06-12 21:00", "start: 2017-10-29 01:30", "e.yaml:25:41: note: calendar[1].start: 2017-10-29 01:30 came twice in this zone, since clocks were put back; the earlier is taken. Write the offset too, as in 2018-07-01 20:00 -05:00."},
		{"share above 100", "CA: 60", "CA: 160", "e.yaml:27:73: polls[0].shares: the shares add up to 200 per cent. Write shares in per cent, 0 to 100.\ne.yaml:27:78: polls[0].shares.CA: a share of 160 per cent cannot be. Write shares in per cent, 0 to 100."},
		{"share of nobody", "CB: 30.5", "XX: 30.5", "e.yaml:27:82: polls[0].shares.XX: nothing in this file is called XX. It can be: CA, CB, CI."},
		{"not a share", "CA: 60", "CA: .nan", "e.yaml:27:78: polls[0].shares.CA: .nan is not a number. Write it in digits with a decimal point, as in 22.5."},
		{"no source", "source: https://example.org, ", "", "e.yaml:27:5: polls[0].source: the field source is missing. Add source."},
		{"list for a map", "{CA: 60, CB: 30.5, CI: 9.5}", "[60]", "e.yaml:27:73: polls[0].shares: fields are expected here, each with a colon. Write one NAME: VALUE on each line."},
		{"text for a list", "aliases: [El Dos]", "aliases: El Dos", "e.yaml:19:70: candidates[1].aliases: a list is expected here. Begin each item with a dash, or write [a, b]."},
		{"map for a text", "name: Test", "name: {a: b}", "e.yaml:1:7: name: a single value is expected here. Write one word or number, or a text in quotation marks."},
		{"syntax", "name: Test", "name: 'Test", "e.yaml:1:7: this is not YAML: could not find end character of single-quoted text. Check quotation marks, brackets, colons and the spaces at the beginning of the line."},
		{"anchor", "name: Test", "name: &a Test", "e.yaml:1:7: & is a part of YAML that this file cannot use (anchors, aliases, merges, tags, directives, complex keys). Write the value out; put it in quotation marks if it is meant as text."},
		{"two documents", "name: Test", "name: Test\n---\nname: Other", "e.yaml:3:1: a second document begins here. Keep one election in one file."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := strings.Replace(small, tt.old, tt.new, 1)
			if in == small {
				t.Fatalf("%q is not in the file", tt.old)
			}
			e, problems := election.Parse("e.yaml", []byte(in))
			if d := cmp.Diff(tt.want, strings.Join(english(problems), "\n")); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			if (e == nil) != election.Failed(problems) {
				t.Errorf("election %v with failed %v", e, election.Failed(problems))
			}
		})
	}
}

// TestParseHostile holds that a file made to exhaust the reader is refused in
// bounded time, with at least one error.
func TestParseHostile(t *testing.T) {
	fill := func(s string) string { return strings.Repeat(s, election.MaxSize/len(s)) }
	var keys strings.Builder
	for i := 0; keys.Len() < election.MaxSize-20; i++ {
		fmt.Fprintf(&keys, "k%d: 1\n", i)
	}
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'z'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c]\n", c, c, c-1, c-1, c-1, c-1, c-1, c-1, c-1)
	}
	tests := map[string]string{
		"empty": "", "blank": "\n\n", "comment": "# nothing\n", "null": "~", "list": "- a\n", "word": "word",
		"too big": strings.Repeat("#", election.MaxSize+1), "alias bomb": bomb, "keys": keys.String(),
		"open lists": fill("["), "open maps": fill("{a: "), "dashes": fill("- "), "questions": fill("? "), "anchors": "a: " + fill("&")[:1000000],
		"directives": fill("%"), "items": fill("- a\n"), "flow": "[" + fill("a,")[:1000000], "quotes": fill("'"), "tabs": fill("\t"),
		"colons": fill(":"), "documents": fill("---\n"), "literal": "name: |\n" + fill("  x\n")[:1000000], "spaces": fill(" ") + "a: 1",
		"indents": stairs(600), "not UTF-8": "name: \xff\xfe", "NUL": "name: \x00", "pictures": "\x89PNG\r\n\x1a\n",
		"unknown keys": strings.Repeat("contests:\n", 5000),
	}
	for name, in := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			e, problems := election.Parse("e.yaml", []byte(in))
			if e != nil || !election.Failed(problems) {
				t.Errorf("accepted as %+v", e)
			}
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %v", took)
			} else if took > time.Second {
				t.Logf("took %v", took)
			}
		})
	}
}

// stairs is a map within a map, n deep.
func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestParseManyProblems(t *testing.T) {
	in := small + "sources:\n" + strings.Repeat("  - [a]\n", 500)
	_, problems := election.Parse("e.yaml", []byte(in))
	got := english(problems)
	if len(got) != 201 || !strings.HasSuffix(got[200], "and 300 more problems that are not listed. Correct the ones above first.") {
		t.Errorf("%d problems, the last: %s", len(got), got[len(got)-1])
	}
}

// FuzzParse holds that a problem stands inside the file, says something in
// both languages, and that an election comes exactly when no problem is an
// error; an accepted election is read the same twice.
func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	for _, s := range []string{"", "a: [", "name: &a b", "- - a", "name: |\n x\n", "{name: {a: b}}", "? a\n: b", "name: \"\\u0000\"", "<<: {a: b}", "calendar: [{start: 2018-04-01 02:30}]"} {
		f.Add([]byte(s))
		f.Add([]byte(strings.Replace(small, "name: Test", s, 1)))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		e, problems := election.Parse("e", in)
		if (e == nil) != election.Failed(problems) {
			t.Fatalf("election %v, problems %v", e, problems)
		}
		lines := 1 + strings.Count(string(in), "\n") + strings.Count(string(in), "\r")
		for _, p := range problems {
			if p.Line < 1 || p.Column < 1 || p.Line > lines+1 {
				t.Fatalf("problem at %d:%d of %d lines", p.Line, p.Column, lines)
			}
			for _, l := range lang.Langs() {
				if s := p.Print(lang.Printer{Lang: l, Catalogue: election.Problems}); strings.Contains(s, "map[") {
					t.Fatalf("no text for %s", s)
				}
			}
		}
		again, _ := election.Parse("e", in)
		if d := cmp.Diff(e, again); d != "" {
			t.Fatal(d)
		}
		if e != nil {
			e.Named(string(in))
		}
	})
}
