package bloc_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/bloc"
)

func TestPauses(t *testing.T) {
	for _, tt := range []struct {
		seconds int64
		want    string
	}{
		{-5, ""},
		{0, ""},
		{59, ""},
		{60, "□"},
		{299, "□"},
		{300, "⚀"},
		{3599, "⚀"},
		{3600, "⚁"},
		{86399, "⚁"},
		{86400, "⚂"},
		{604799, "⚂"},
		{604800, "⚃"},
		{2627999, "⚃"},
		{2628000, "⚄"},
		{31539999, "⚄"},
		{31540000, "⚅"},
		{math.MaxInt64, "⚅"},
	} {
		if got := bloc.Pause(tt.seconds); got != tt.want {
			t.Errorf("%d s: %q, want %q", tt.seconds, got, tt.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		content bloc.Content
		want    string
	}{
		{bloc.Content{}, ""},
		{bloc.Content{Text: true}, "(t)"},
		{bloc.Content{Media: 2, Hashtags: 1, Cashtags: 1, Mentions: 1, Links: []bloc.Link{bloc.Page, bloc.SelfQuote, bloc.Quote}, Text: true}, "(EEH¤mUφqt)"},
		{bloc.Content{Hashtags: 1_000_000}, "(" + strings.Repeat("H", 32) + ")"},
	} {
		if got := tt.content.Word(); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.content, got, tt.want)
		}
	}
}

// at is a time of 2030, whose first day is a Tuesday.
func at(day, hour, minute int) int64 {
	return time.Date(2030, 1, day, hour, minute, 0, 0, time.UTC).UnixMicro()
}

func TestWrite(t *testing.T) {
	events := []bloc.Event{
		{Time: at(-1, 10, 0), Act: bloc.Original, Word: "(t)"},
		{Time: at(1, 10, 0), Act: bloc.Repost, Word: "(Ut)", Change: "sλ"},
		{Time: at(1, 10, 2), Act: bloc.SelfReply},
		{Time: at(7, 0, 0), Act: bloc.Reply, Word: "(mt)", Change: "λ"},
	}
	// 30 December 2029 is a Sunday, 1 January 2030 in the next week; 7 January
	// begins another.
	want := bloc.Strings{Action: "T | ⚂r□π | ⚂p", Content: "(t) | (Ut) | (mt)", Change: "(sλ) | (λ)"}
	if d := cmp.Diff(want, bloc.Write(events, nil)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff(bloc.Strings{}, bloc.Write(nil, nil)); d != "" {
		t.Errorf("no posts: -want +got\n%s", d)
	}
}

// counts gives the pairs that occur, by name.
func counts(p bloc.Pairs) map[string]float64 {
	out := map[string]float64{}
	for i, name := range bloc.Names() {
		if p[i] > 0 {
			out[name] = p[i]
		}
	}
	return out
}

// quick is an account that posts the acts within seconds.
func quick(acts string) (events []bloc.Event) {
	for i, a := range []rune(acts) {
		events = append(events, bloc.Event{Time: at(1, 0, 0) + int64(i)*1e6, Act: bloc.Act(a)})
	}
	return events
}

// TestSimilarity compares with weights worked out by hand: of three accounts
// two have the pair "TT" and one "Tp", so they weigh ln(4/3)+1 and ln(4/2)+1
// before the vectors are brought to length one.
func TestSimilarity(t *testing.T) {
	all := []bloc.Pairs{bloc.Count(quick("TTT")), bloc.Count(quick("TTp")), bloc.Count(quick("T"))}
	if d := cmp.Diff(map[string]float64{"TT": 1, "Tp": 1}, counts(all[1])); d != "" {
		t.Fatalf("pairs: -want +got\n%s", d)
	}
	w := bloc.Weights(all)
	for i := range all {
		all[i].Weigh(&w)
	}
	tt, tp := math.Log(4.0/3)+1, math.Log(2)+1
	want := tt / math.Hypot(tt, tp)
	if got := bloc.Cosine(&all[0], &all[1]); math.Abs(got-want) > 1e-12 {
		t.Errorf("similarity %v, want %v", got, want)
	}
	if got := bloc.Likeness([]*bloc.Pairs{&all[0], &all[1]}); math.Abs(got-want) > 1e-12 {
		t.Errorf("likeness of two %v, want %v", got, want)
	}
	if got := bloc.Likeness([]*bloc.Pairs{&all[0], &all[1], &all[2]}); math.Abs(got-want/3) > 1e-12 {
		t.Errorf("likeness of three %v, want %v", got, want/3)
	}
	if got := bloc.Cosine(&all[0], &all[0]); math.Abs(got-1) > 1e-12 {
		t.Errorf("an account is %v like itself", got)
	}
	if got := bloc.Likeness([]*bloc.Pairs{&all[0]}); !math.IsNaN(got) {
		t.Errorf("one account alone has the likeness %v", got)
	}
}

// TestPairsKeepAccountsApart holds that no pair spans two accounts, and that
// content pairs do not mix with those of acts.
func TestPairsKeepAccountsApart(t *testing.T) {
	var c bloc.Counter
	c.Begin()
	c.Add(bloc.Event{Time: at(1, 0, 0), Act: bloc.Original, Word: "(Ut)"})
	c.Begin()
	c.Add(bloc.Event{Time: at(1, 2, 0), Act: bloc.Repost, Word: "(t)"})
	c.Add(bloc.Event{Time: at(1, 3, 30), Act: bloc.Repost, Word: "(φt)"})
	want := map[string]float64{"r⚁": 1, "⚁r": 1, "·tφ": 1, "·φt": 1}
	if d := cmp.Diff(want, counts(c.Pairs)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
