package peer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network/peer"
)

// small is a table of few rows, worked out by hand after the definitions in
// docs/methods/network.md.
func small(t *testing.T, rows string) *table {
	t.Helper()
	name := filepath.Join(t.TempDir(), "input.csv")
	text := "object_id,account_id,content_id,timestamp_share\n" + strings.ReplaceAll(strings.TrimSpace(rows), " ", "\n") + "\n"
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return load(t, name, same)
}

func TestCooRTweetByHand(t *testing.T) {
	for name, c := range map[string]struct {
		rows string
		ask  peer.CooRTweet
		want []string
	}{
		"the end of the window is in it": {
			rows: "x,a,1,100 x,b,2,110 y,a,3,200 y,b,4,211",
			ask:  peer.CooRTweet{Window: 10e6, MinActions: 1},
			want: []string{"a b 1 10 1/1"},
		},
		"rows multiply": {
			rows: "x,a,1,100 x,a,1,100 x,a,2,101 x,b,3,102",
			ask:  peer.CooRTweet{Window: 10e6, MinActions: 1},
			want: []string{"a b 3 1.6666666666666667 2/1"},
		},
		"an author's own post and the same content make no pair": {
			rows: "1,a,1,100 1,b,2,101 y,a,3,200 y,b,3,200",
			ask:  peer.CooRTweet{Window: 10e6, MinActions: 1},
			want: nil,
		},
		"with loops they do": {
			rows: "1,a,1,100 1,b,2,101 y,a,3,200 y,a,4,200",
			ask:  peer.CooRTweet{Window: 10e6, MinActions: 1, Loops: true},
			want: []string{"a a 1 0 1/1", "a b 1 1 1/1"},
		},
		"of a tie the account that comes first is older": {
			rows: "z,b,9,1 x,a,1,100 x,b,2,100 y,a,3,200 y,b,2,300",
			ask:  peer.CooRTweet{Window: 0, MinActions: 1},
			want: []string{"a b 1 0 1/1"},
		},
		"a pair stays if one side is active": {
			rows: "x,a,1,100 x,b,2,101 y,a,3,200 y,c,4,201 z,b,5,900 z,c,6,5000",
			ask:  peer.CooRTweet{Window: 10e6, MinActions: 2},
			want: []string{"a b 1 1 1/1", "a c 1 1 1/1"},
		},
		"rows that come in are counted first": {
			rows: "x,a,1,100 x,b,2,101 y,a,3,200 y,c,4,201 z,c,6,5000",
			ask:  peer.CooRTweet{Window: 10e6, MinActions: 2},
			want: nil, // b has one row and goes; then a and c have one row each in a pair
		},
	} {
		t.Run(name, func(t *testing.T) {
			tab := small(t, c.rows)
			edges, err := tab.CooRTweet(context.Background(), c.ask)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range edges {
				e := &edges[i]
				got = append(got, fmt.Sprintf("%s %s %d %v %d/%d", tab.accounts[e.A], tab.accounts[e.B], e.Full.Weight, e.Full.Delay, e.Full.Older, e.Full.Newer))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCooRTweetThreshold(t *testing.T) {
	tab := small(t, "x,a,1,100 x,b,2,101 y,a,3,200 y,b,4,201 z,a,5,300 z,c,6,301")
	edges, err := tab.CooRTweet(context.Background(), peer.CooRTweet{Window: 10e6, MinActions: 1, Quantile: 0.5, Fast: 1e6})
	if err != nil {
		t.Fatal(err)
	}
	// Weights 2 and 1: their median is 1.5, above which is 2 alone.
	if !edges[0].Full.Exceeds || edges[1].Full.Exceeds || edges[0].Fast.Weight != 2 || !edges[0].Fast.Exceeds {
		t.Errorf("%+v", edges)
	}
}

func TestToolkitByHand(t *testing.T) {
	for name, c := range map[string]struct {
		rows string
		ask  peer.Toolkit
		want []string
	}{
		"each side counts its own messages": {
			rows: "x,a,1,100 x,b,2,101 x,b,3,102",
			ask:  peer.Toolkit{Window: 10e6},
			want: []string{"a b 1", "b a 2"},
		},
		"each direction has to reach the least": {
			rows: "x,a,1,100 x,b,2,101 x,b,3,102",
			ask:  peer.Toolkit{Window: 10e6, Least: 2},
			want: []string{"b a 2"},
		},
		"a later message with the same id is ignored": {
			rows: "x,a,1,100 y,b,2,500 x,b,2,101",
			ask:  peer.Toolkit{Window: 10e6},
			want: nil,
		},
		"rows that follow each other are one message with many links": {
			rows: "x,a,1,100 y,a,1,100 y,b,2,101",
			ask:  peer.Toolkit{Window: 10e6, Many: true},
			want: []string{"a b 1", "b a 1"},
		},
		"without many the second key is ignored": {
			rows: "x,a,1,100 y,a,1,100 y,b,2,101",
			ask:  peer.Toolkit{Window: 10e6},
			want: nil,
		},
		"loops": {
			rows: "x,a,1,100 x,a,2,101",
			ask:  peer.Toolkit{Window: 10e6, Loops: true},
			want: []string{"a a 2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			tab := small(t, c.rows)
			arcs, err := tab.Toolkit(context.Background(), c.ask)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range arcs {
				got = append(got, fmt.Sprintf("%s %s %d", tab.accounts[a.From], tab.accounts[a.To], a.Weight))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The expected strings are those of
// " ".join(re.sub(r"@.*?(?=(?:\s|$))", "", s.lower()).split()) in Python 3.
func TestMessageText(t *testing.T) {
	for s, want := range map[string]string{
		"":                          "",
		"RT @Some: Hello  WORLD":    "rt hello world",
		"@a @b":                     "",
		"mail a@b.example to\x1cme": "mail a to me",
		"ΟΔΟΣ İ":                    "οδος i\u0307",
		"tab\tand\u00a0nbsp\n":      "tab and nbsp",
	} {
		if got := string(peer.MessageText(nil, s)); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// FuzzMessageText holds that the form has no mention and no white space but
// single spaces between words.
func FuzzMessageText(f *testing.F) {
	for _, s := range []string{"", "@", "a @b c", "İΣ @x", "\xff\x1c@"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := string(peer.MessageText([]byte("before"), s))
		got, ok := strings.CutPrefix(got, "before")
		if !ok || strings.Contains(got, "@") || utf8.ValidString(s) && strings.Join(strings.Fields(got), " ") != got {
			t.Errorf("%q: %q", s, got)
		}
	})
}

// TestFastAtOnce holds that a fast window of 0 is one where it is asked for:
// of two meetings the one at the same moment is fast.
func TestFastAtOnce(t *testing.T) {
	tab := small(t, "x,a,1,100 x,b,2,100 y,a,3,200 y,b,4,201")
	for atOnce, want := range map[bool]int{false: 0, true: 1} {
		edges, err := tab.CooRTweet(context.Background(), peer.CooRTweet{Window: 10e6, MinActions: 1, AtOnce: atOnce})
		if err != nil || len(edges) != 1 {
			t.Fatalf("%v, %v", edges, err)
		}
		if edges[0].Full.Weight != 2 || edges[0].Fast.Weight != want {
			t.Errorf("at once %v: weights %d and %d, want 2 and %d", atOnce, edges[0].Full.Weight, edges[0].Fast.Weight, want)
		}
	}
}
