package sheet_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

func TestCSVMap(t *testing.T) {
	in := "Mesa;Dpto;hab;a b;c;d;blancos;nul;tot;cuando\n" +
		"1001;Norte;237;129;3;0;4;1;137;2030-06-02 20:00:05\n" +
		" 1002 ;\"Sur;Este\";50;35.0;;-;ilegible;0;35;\n" +
		"1003;Norte;50;35;1;2;3;0;35;2030-06-02T20:00:05.25Z\n" +
		"1004;Nor\xffte;50;35;1;2;3;0;35;2030-06-02 20:00:05-0500\n"
	m := map[string]string{
		"station": "mesa", "state": "Dpto", "registered": "hab", "option:AB": "a b", "options": "c d",
		"option:BLANK": "blancos", "null": "nul", "total": "tot", "time": "cuando",
	}
	zone := time.FixedZone("", -3*3600)
	got, err := read(t, "sheet-csv", []byte(in), source.Options{Map: m, Zone: zone, Contest: "mayor"})
	if err != nil {
		t.Fatal(err)
	}
	figures := func(ab, c, d, blank, null, total int64) []sheet.Figure {
		return []sheet.Figure{
			{Name: "AB", Role: sheet.Option, Votes: ab},
			{Name: "c", Role: sheet.Option, Votes: c},
			{Name: "d", Role: sheet.Option, Votes: d},
			{Name: "BLANK", Role: sheet.Option, Votes: blank},
			{Name: "nul", Role: sheet.Null, Votes: null},
			{Name: "tot", Role: sheet.Total, Votes: total},
		}
	}
	at := time.Date(2030, 6, 2, 23, 0, 5, 0, time.UTC)
	u := int64(sheet.Unknown)
	want := []sheet.Sheet{
		{Contest: "mayor", Station: "1001", State: "Norte", Registered: 237, Time: at.UnixMicro(), Figures: figures(129, 3, 0, 4, 1, 137)},
		{Contest: "mayor", Station: "1002", State: "Sur;Este", Registered: 50, Figures: figures(35, u, u, u, 0, 35)},
		{Contest: "mayor", Station: "1003", State: "Norte", Registered: 50, Time: at.Add(-3*time.Hour + 250*time.Millisecond).UnixMicro(), Figures: figures(35, 1, 2, 3, 0, 35)},
		{Contest: "mayor", Station: "1004", State: "Nor\uFFFDte", Registered: 50, Time: at.Add(2 * time.Hour).UnixMicro(), Figures: figures(35, 1, 2, 3, 0, 35)},
	}
	for i := range got.sheets {
		got.sheets[i].Where = source.Where{}
	}
	if d := cmp.Diff(want, got.sheets); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]string{"2 warning field-empty c", "4 warning not-utf8 Dpto"}, problems(got.issues)); d != "" {
		t.Errorf("issues: %s", d)
	}
}

// TestCSVNames covers tables that explain themselves.
func TestCSVNames(t *testing.T) {
	in := "casilla\tcontest\tLISTA_NOMINAL\toption:X\tsum:Cand\tCNR\tnulos\ttotal\tespecial\tmodificado\tsobrantes\n" +
		"010001B\tgov\t500\t10\t10\t1\t2\t13\tsí\tno\t7\n"
	got, err := read(t, "sheet-csv", []byte(in), source.Options{Contest: "mayor"})
	if err != nil {
		t.Fatal(err)
	}
	want := []sheet.Sheet{{
		Contest: "gov", Station: "010001B", Registered: 500, Special: true,
		Figures: []sheet.Figure{
			{Name: "X", Role: sheet.Option, Votes: 10},
			{Name: "Cand", Role: sheet.Sum, Votes: 10},
			{Name: "CNR", Role: sheet.WriteIn, Votes: 1},
			{Name: "nulos", Role: sheet.Null, Votes: 2},
			{Name: "total", Role: sheet.Total, Votes: 13},
			{Name: "sobrantes", Role: sheet.Unused, Votes: 7},
		},
	}}
	got.sheets[0].Where = source.Where{}
	if d := cmp.Diff(want, got.sheets); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestCSVRejects(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		row, want string
		zone      *time.Location
	}{
		{"a,1,2,2030-06-02T20:00:00Z", "", nil},
		{",1,2,", "1 reject field-empty station", nil},
		{"a,-1,2,", "1 reject negative option:X", nil},
		{"a,2000001,2,", "1 reject out-of-range option:X", nil},
		{"a,99999999999999999999999,2,", "1 reject out-of-range option:X", nil},
		{"a,1.5,2,", "1 reject not-a-number option:X", nil},
		{"a,1,2e3,", "1 reject not-a-number total", nil},
		{"a,1,2", "1 reject field-count", nil},
		{"a,1,2,\"x", "1 reject quote-open", nil},
		{"a,1,2,2030-13-01 00:00:00", "1 reject not-a-time time", zone},
		{"a,1,2,01/02/2030 10:00", "1 reject not-a-time time", zone},
		{"a,1,2,1789-07-14 00:00:00", "1 reject time-range time", zone},
		{"a,1,2,2030-06-02 20:00:00", "1 reject no-zone time", nil},
		{"a,1,2,2030-06-02 20:00:00 CST", "1 reject not-a-time time", zone},
		{"a,1,2,2018-03-11 02:30:00", "1 reject time-skipped time", zone},
	} {
		got, err := read(t, "sheet-csv", []byte("station,option:X,total,time\n"+tt.row+"\n"), source.Options{Zone: tt.zone})
		if err != nil {
			t.Fatal(err)
		}
		all := problems(got.issues)
		for i := range all {
			all[i] = strings.Replace(all[i], " X", " option:X", 1)
		}
		if d := strings.Join(all, "; "); d != tt.want {
			t.Errorf("%s: %q, want %q", tt.row, d, tt.want)
		}
		if len(got.sheets)+got.rejects() != 1 {
			t.Errorf("%s: neither kept nor rejected once", tt.row)
		}
	}
}

// TestCSVEmptyFigure: a row with an empty cell of votes is kept without that
// figure, with one warning that names the first such column. A mark that says
// that the figure is missing needs no warning, nor does an empty list.
func TestCSVEmptyFigure(t *testing.T) {
	const unknown = sheet.Unknown
	for row, tt := range map[string]struct {
		issues []string
		votes  []int64
	}{
		"a,5,1,2,3":        {nil, []int64{1, 2, 3}},
		"a,5,0,2,3":        {nil, []int64{0, 2, 3}},
		"a,5,,2,3":         {[]string{"1 warning field-empty X"}, []int64{unknown, 2, 3}},
		"a,5,1, ,":         {[]string{"1 warning field-empty Y"}, []int64{1, unknown, unknown}},
		"a,5,-,ILEGIBLE,3": {nil, []int64{unknown, unknown, 3}},
		"a,,1,2,3":         {nil, []int64{1, 2, 3}},
	} {
		got, err := read(t, "sheet-csv", []byte("station,registered,option:X,option:Y,total\n"+row+"\n"), source.Options{})
		if err != nil || len(got.sheets) != 1 {
			t.Fatalf("%s: %d sheets, %v", row, len(got.sheets), err)
		}
		if d := cmp.Diff(tt.issues, problems(got.issues)); d != "" {
			t.Errorf("%s: issues: -want +got\n%s", row, d)
		}
		var votes []int64
		for _, f := range got.sheets[0].Figures {
			votes = append(votes, f.Votes)
		}
		if d := cmp.Diff(tt.votes, votes); d != "" {
			t.Errorf("%s: votes: -want +got\n%s", row, d)
		}
	}
}

// TestCSVErrors covers tables that cannot be read at all, and what is said.
func TestCSVErrors(t *testing.T) {
	for name, tt := range map[string]struct {
		header string
		m      map[string]string
		want   []string
	}{
		"nothing":     {"", nil, []string{"has no header line"}},
		"one word":    {"station", nil, []string{"has no header line"}},
		"no station":  {"pan,pri,votes", nil, []string{"station: ?", "--map station=", "has the columns pan, pri, votes"}},
		"no votes":    {"mesa,inscritos,pan,pri", nil, []string{"options: ?", "--map station=mesa,registered=inscritos,options='pan pri'"}},
		"two totals":  {"mesa,total,total_votos,option:X", nil, []string{"total: total | total_votos"}},
		"bad column":  {"mesa,pan,pri", map[string]string{"station": "messa", "options": "pan pri"}, []string{"no column messa", "nearest: mesa"}},
		"bad key":     {"mesa,pan,pri", map[string]string{"station": "mesa", "statoin": "pan"}, []string{"no key statoin", "its keys are station", "option:NAME"}},
		"bad option":  {"mesa,pan,pri", map[string]string{"station": "mesa", "options": "pan prd"}, []string{"no column prd"}},
		"no options":  {"mesa,pan,pri", map[string]string{"station": "mesa"}, []string{"options: ?"}},
		"empty list":  {"mesa,pan,pri", map[string]string{"station": "mesa", "options": " "}, []string{"names no column"}},
		"same name":   {"mesa,pan,pri", map[string]string{"station": "mesa", "option:X": "pan", "options": "pan pri", "option:pan": "pri"}, []string{"two columns of votes named pan"}},
		"two by case": {"mesa,Pan,PAN", map[string]string{"station": "mesa", "options": "pan"}, []string{"but for their case"}},
		"terminal":    {"mesa,\x1b[31mred", nil, []string{"has the columns mesa,  [31mred"}},
	} {
		_, err := read(t, "sheet-csv", []byte(tt.header+"\n1,2,3\n"), source.Options{Map: tt.m})
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %q lacks %q", name, err, want)
			}
		}
	}
}
