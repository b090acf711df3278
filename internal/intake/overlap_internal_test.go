package intake

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// letters makes one row of each letter.
func letters(s string) []source.Digest {
	var out []source.Digest
	for _, r := range s {
		out = append(out, source.Digest{byte(r)})
	}
	return out
}

func TestSharedRuns(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want []run
	}{
		{"abcdef", "defgh", []run{{3, 0, 3}}},
		{"defgh", "abcdef", []run{{0, 3, 3}}},
		{"abcdef", "cd", []run{{2, 0, 2}}},
		{"cd", "abcdef", []run{{0, 2, 2}}},
		{"abcdef", "abcdef", []run{{0, 0, 6}}},
		{"abc", "xyz", nil},
		{"abcxdef", "cxq", []run(nil)},
		{"aaab", "aaac", nil},
		{"xaaa", "aaay", []run{{1, 0, 3}}},
		{"abX", "XcdYab", []run{{2, 0, 1}, {0, 4, 2}}},
		{"", "abc", nil},
	} {
		got := sharedRuns(letters(tt.a), letters(tt.b))
		if d := cmp.Diff(tt.want, got, cmp.AllowUnexported(run{})); d != "" {
			t.Errorf("%s, %s: -want +got\n%s", tt.a, tt.b, d)
		}
	}
}

// FuzzSharedRuns compares with the search that anybody would write.
func FuzzSharedRuns(f *testing.F) {
	f.Add("abcabc", "abcd")
	f.Add("aaaa", "aa")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 200 || len(b) > 200 || !ascii(a) || !ascii(b) {
			return
		}
		got := sharedRuns(letters(a), letters(b))
		var want []run
		longest := func(x, y string) int { // end of x that is a beginning of y
			for n := min(len(x), len(y)); n > 0; n-- {
				if strings.HasSuffix(x, y[:n]) {
					return n
				}
			}
			return 0
		}
		switch {
		case a == "" || b == "":
		case strings.Contains(a, b):
			want = []run{{strings.Index(a, b), 0, len(b)}}
		case strings.Contains(b, a):
			want = []run{{0, strings.Index(b, a), len(a)}}
		default:
			if n := longest(a, b); n > 0 {
				want = append(want, run{len(a) - n, 0, n})
			}
			if n := longest(b, a); n > 0 {
				want = append(want, run{0, len(b) - n, n})
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q %q: got %v want %v", a, b, got, want)
		}
	})
}

func ascii(s string) bool { return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 }) }

func TestDisjoint(t *testing.T) {
	got := disjoint([]source.Overlap{{First: 5, Last: 9, At: 50}, {First: 1, Last: 6, At: 10}, {First: 2, Last: 3, At: 1}})
	want := []source.Overlap{{First: 1, Last: 6, At: 10}, {First: 7, Last: 9, At: 52}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
