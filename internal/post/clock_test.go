package post_test

import (
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/source"
)

// timeOf reads one time through the mapped table: the instant in RFC 3339, or
// the problem.
func timeOf(t *testing.T, s, format string, zone *time.Location) string {
	t.Helper()
	m := map[string]string{"account": "a", "time": "t"}
	if format != "" {
		m["time_format"] = format
	}
	cell := `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	k := readString(t, "csv", "a,t\na17,"+cell+"\n", source.Options{Map: m, Zone: zone})
	if len(k.issues) == 1 {
		return k.issues[0].Problem.Key
	}
	return time.UnixMicro(k.posts[0].Time).UTC().Format(time.RFC3339Nano)
}

func TestTimes(t *testing.T) {
	for in, want := range map[string]string{
		"2018-07-01T20:15:04Z":               "2018-07-01T20:15:04Z",
		"2018-07-01t20:15:04.123456789z":     "2018-07-01T20:15:04.123456Z",
		"2018-07-01T20:15:04,5-05:00":        "2018-07-02T01:15:04.5Z",
		"2018-07-01 20:15 +0530":             "2018-07-01T14:45:00Z",
		"2018-07-01 20:15:04 UTC":            "2018-07-01T20:15:04Z",
		"2018-07-01 20:15":                   "no-zone",
		"2018-07-01":                         "not-a-time",
		"2018-7-1 20:15Z":                    "not-a-time",
		"2018-07-01T20:15:04+15:00":          "not-a-time",
		"2018-07-01T20:15:04.Z":              "not-a-time",
		"2018-07-01T24:00:00Z":               "not-a-time",
		"2018-07-01T20:60:00Z":               "not-a-time",
		"2018-02-29T00:00:00Z":               "not-a-time",
		"2000-02-29T00:00:00Z":               "2000-02-29T00:00:00Z",
		"1989-12-31T23:59:59Z":               "time-range",
		"1990-01-01T00:00:00Z":               "1990-01-01T00:00:00Z",
		"2100-12-31T23:59:59Z":               "2100-12-31T23:59:59Z",
		"2101-01-01T00:00:00Z":               "time-range",
		"9999-01-01T00:00:00Z":               "time-range",
		"1530475200":                         "2018-07-01T20:00:00Z",
		"1530475200.25":                      "2018-07-01T20:00:00.25Z",
		"1530475200000":                      "2018-07-01T20:00:00Z",
		"1530475200000001":                   "2018-07-01T20:00:00.000001Z",
		"1530475200000.0":                    "2018-07-01T20:00:00Z",
		"1530475200000.5":                    "not-a-time",
		"1530475200000000000":                "not-a-time",
		"0":                                  "time-range",
		"20180701":                           "time-range",
		"1.5304752E9":                        "not-a-time",
		"-1530475200":                        "not-a-time",
		"Sun Jul 01 20:15:04 +0000 2018":     "2018-07-01T20:15:04Z",
		"Sun Jul 01 20:15:04 -0500 2018":     "2018-07-02T01:15:04Z",
		"Sun anF 01 20:15:04 +0000 2018":     "not-a-time",
		"03/04/2018 10:00":                   "time-order",
		"13/04/2018 10:00":                   "time-order",
		"3.4.2018 10:00":                     "time-order",
		"yesterday":                          "not-a-time",
		"２０１８-07-01T20:15:04Z":               "not-a-time",
		strings.Repeat("2018-07-01T20:", 99): "not-a-time",
	} {
		if got := timeOf(t, in, "", nil); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// TestTimesAsTheStandardLibrary holds the arithmetic of days against package
// time, on every day that is possible.
func TestTimesAsTheStandardLibrary(t *testing.T) {
	var in strings.Builder
	in.WriteString("account,time,text\n")
	first := time.Date(1990, 1, 1, 13, 14, 15, 0, time.UTC)
	for d := first; d.Year() <= 2100; d = d.AddDate(0, 0, 1) {
		in.WriteString("a17," + d.Format("2006-01-02 15:04:05") + ",x\n")
	}
	k := readString(t, "csv", in.String(), source.Options{Zone: time.UTC})
	if len(k.issues) != 0 || len(k.posts) < 40000 {
		t.Fatalf("%d posts, %d issues", len(k.posts), len(k.issues))
	}
	for i, p := range k.posts {
		if want := first.AddDate(0, 0, i).UnixMicro(); p.Time != want {
			t.Fatalf("day %d: got %d, want %d", i, p.Time, want)
		}
	}
}

func TestTimeFormat(t *testing.T) {
	mexico, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		in, format string
		zone       *time.Location
		want       string
	}{
		{"3/4/2018 10:00", "%d/%m/%Y %H:%M", time.UTC, "not-a-time"},
		{"03/04/2018 10:00", "%d/%m/%Y %H:%M", time.UTC, "2018-04-03T10:00:00Z"},
		{"03/04/2018 10:00", "%m/%d/%Y %H:%M", time.UTC, "2018-03-04T10:00:00Z"},
		{"03/04/2018 10:00", "%d/%m/%Y %H:%M", nil, "no-zone"},
		{"03/04/2018 10:00 -0500", "%d/%m/%Y %H:%M %z", nil, "2018-04-03T15:00:00Z"},
		{"01/07/2018 10:00", "%d/%m/%Y %H:%M", mexico, "2018-07-01T15:00:00Z"},
		{"01/04/2018 02:30", "%d/%m/%Y %H:%M", mexico, "time-skipped"},
		{"Jul 1, 2018 08:15:00 PM", "%b %e, %Y %I:%M:%S %p", time.UTC, "2018-07-01T20:15:00Z"},
		{"01/04/1918 02:30", "%d/%m/%Y %H:%M", time.UTC, "time-range"},
	} {
		if got := timeOf(t, tt.in, tt.format, tt.zone); got != tt.want {
			t.Errorf("%s as %s: got %s, want %s", tt.in, tt.format, got, tt.want)
		}
	}
}
