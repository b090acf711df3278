package election_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
)

func TestParseTimeline(t *testing.T) {
	mx, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		t.Fatal(err)
	}
	at := func(h, m int) time.Time { return time.Date(2018, 6, 12, h, m, 0, 0, mx) }
	for name, c := range map[string]struct {
		data string
		want []election.Event
	}{
		"all columns, any order": {
			"kind,site,name,time,end\ndebate,https://www.example.org/x|b.example,\"third debate, Mérida\",2018-06-12 21:00,2018-06-12 23:00\nmail,,,2018-06-12T20:00:00-05:00,\n",
			[]election.Event{
				{Kind: "mail", Name: "mail", Start: at(20, 0), End: at(20, 0)},
				{Kind: "debate", Name: "third debate, Mérida", Start: at(21, 0), End: at(23, 0), Sites: []string{"www.example.org", "b.example"}},
			},
		},
		"Spanish header, semicolons, byte order mark": {
			"\ufeffHora;Evento\n2018-06-12 21:05;la candidata muestra la dirección\n",
			[]election.Event{{Kind: "broadcast", Name: "la candidata muestra la dirección", Start: at(21, 5), End: at(21, 5)}},
		},
	} {
		got, problems := election.ParseTimeline("events.csv", []byte(c.data), mx)
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		if d := cmp.Diff(c.want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestTimelineProblems(t *testing.T) {
	for data, want := range map[string]string{
		"":                                   "events.csv:1:1: the first row cannot be read.",
		"a,b\n1,2\n":                         "events.csv:1:1: none of the columns a, b is the time.",
		"time\n":                             "the timeline holds no event.",
		"time,kind\n2018-06-12 21:00Z,war\n": "events.csv:2:19: there is no kind of event war.",
		"time,name\n2018-06-12 21:00,x\n":    "events.csv:2:1: the time 2018-06-12 21:00 states no zone, and none was given.",
		"name,time\nx,soon\n":                "events.csv:2:3: soon is not a time.",
		"time,name\n2018-06-12 21:00Z,\"x\n": "the row cannot be read",
	} {
		_, problems := election.ParseTimeline("events.csv", []byte(data), nil)
		if len(problems) == 0 {
			t.Errorf("%q: no problem", data)
			continue
		}
		if got := problems[0].Print(lang.Printer{Catalogue: election.Problems}); !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", data, got, want)
		}
	}
}

func FuzzParseTimeline(f *testing.F) {
	for _, s := range []string{"time,name\n2018-06-12 21:00Z,x\n", "time\n\"", ";;;\n", "hora;tipo\n;x\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		events, problems := election.ParseTimeline("f", data, time.UTC)
		for _, e := range events {
			if e.Start.IsZero() || e.Name == "" {
				t.Errorf("event %+v", e)
			}
		}
		for _, p := range problems {
			if p.Line < 1 || p.Print(lang.Printer{Catalogue: election.Problems}) == "" {
				t.Errorf("problem %+v", p)
			}
		}
	})
}
