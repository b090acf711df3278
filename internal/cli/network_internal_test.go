package cli

import (
	"testing"
	"time"
)

func TestSpan(t *testing.T) {
	for s, want := range map[string]int64{
		"60s": 60e6, "60": 60e6, "0": 0, "0s": 0, "1.5": 15e5, "10m": 600e6, "8h": 8 * 3600e6, "2d": 2 * 86400e6, "100ms": 1e5,
	} {
		if got, err := span("--within", s); got != want || err != nil {
			t.Errorf("%q: %d, %v; want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "soon", "-1s", "1y", "NaN", "Inf", "1e300", "99999d"} {
		if got, err := span("--within", s); err == nil {
			t.Errorf("%q: %d, want an error", s, got)
		}
	}
}

func TestMoment(t *testing.T) {
	west := time.FixedZone("", -6*3600)
	for s, want := range map[string]string{
		"2018-07-01":                "2018-07-01T06:00:00Z",
		"2018-07-01T20:00":          "2018-07-02T02:00:00Z",
		"2018-07-01 20:00:30":       "2018-07-02T02:00:30Z",
		"2018-07-01T20:00:00-05:00": "2018-07-02T01:00:00Z",
	} {
		got, err := moment("--since", s, west)
		if at := time.UnixMicro(got).UTC().Format(time.RFC3339); at != want || err != nil {
			t.Errorf("%q: %s, %v; want %s", s, at, err, want)
		}
	}
	if _, err := moment("--since", "1 July", nil); err == nil {
		t.Error("no error for 1 July")
	}
}

func TestByteSize(t *testing.T) {
	for s, want := range map[string]int64{"4GB": 4e9, "500mb": 5e8, "1.5 GiB": 3 << 29, "2097152": 2 << 20, "2G": 2e9} {
		if got, err := byteSize(s); got != want || err != nil {
			t.Errorf("%q: %d, %v; want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "lots", "-1GB", "1KB", "NaN", "1e30GB"} {
		if got, err := byteSize(s); err == nil {
			t.Errorf("%q: %d, want an error", s, got)
		}
	}
}

// FuzzFlagValues holds that no value of a flag gives a number that is out of
// its range.
func FuzzFlagValues(f *testing.F) {
	for _, s := range []string{"60s", "2d", "2018-07-01", "4GB", "-0", "1e9d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, err := span("--within", s); err == nil && (n < 0 || n > 3660*24*3600*1e6) {
			t.Errorf("span %q: %d", s, n)
		}
		if n, err := byteSize(s); err == nil && n < 1<<20 {
			t.Errorf("size %q: %d", s, n)
		}
		_, _ = moment("--since", s, time.UTC)
	})
}
