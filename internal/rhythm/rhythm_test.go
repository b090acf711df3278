package rhythm_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/rhythm"
)

// monday is the first Monday of July 2030, 00:00 UTC.
var monday = time.Date(2030, 7, 1, 0, 0, 0, 0, time.UTC).UnixMicro()

func near(t *testing.T, name string, got, want, within float64) {
	t.Helper()
	if math.IsNaN(want) != math.IsNaN(got) || math.Abs(got-want) > within {
		t.Errorf("%s: got %.10g, want %.10g", name, got, want)
	}
}

func TestSlots(t *testing.T) {
	for _, tt := range []struct {
		at   string
		want int
	}{
		{"1970-01-01T00:00:00Z", 3 * 48},
		{"2030-07-01T00:00:00Z", 0},
		{"2030-07-07T23:59:59Z", 335},
		{"1969-12-31T23:30:00Z", 3*48 - 1},
		{"2016-11-08T12:30:00Z", 48 + 25},
	} {
		at, err := time.Parse(time.RFC3339, tt.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := rhythm.SlotOf(at.UnixMicro()); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.at, got, tt.want)
		}
	}
}

func TestWeek(t *testing.T) {
	minutes := func(ms ...int64) (out []int64) {
		for _, m := range ms {
			out = append(out, monday+m*rhythm.Minute)
		}
		return out
	}
	// Three posts in the first half hour count once; a week later they count
	// again.
	w := rhythm.Active(minutes(0, 5, 29, 30, 7*24*60))
	if w[0] != 2 || w[1] != 1 || w.Total() != 3 {
		t.Errorf("first half hours %v %v of %v", w[0], w[1], w.Total())
	}
	h := w.Hours()
	if h[0] != 3 {
		t.Errorf("first hour %v", h[0])
	}
	s := rhythm.Smooth(h)
	if d := cmp.Diff([]float64{0.75, 1.5, 0.75}, []float64{s[167], s[0], s[1]}); d != "" {
		t.Errorf("smoothed: -want +got\n%s", d)
	}
	moved := rhythm.Shift(h, -1)
	if moved[167] != 3 {
		t.Error("a profile moved back by an hour does not begin on Sunday night")
	}
	near(t, "cosine", rhythm.Cosine([]float64{1, 0, 1}, []float64{1, 1, 0}), 0.5, 1e-12)
	near(t, "cosine of nothing", rhythm.Cosine([]float64{0}, []float64{1}), math.NaN(), 0)
}

// TestQuiet holds that a stretch is found over midnight, and its share.
func TestQuiet(t *testing.T) {
	var w rhythm.Week
	for day := range 7 {
		for half := 12; half < 44; half++ { // 06:00 to 22:00
			w[day*48+half] = 10
		}
	}
	w[2*48] = 1
	if d := cmp.Diff(rhythm.Quiet{Start: 44, Length: 16, Share: 1.0 / 2241}, w.Quietest(0.003)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff(rhythm.Quiet{Start: 1, Length: 11}, w.Quietest(0)); d != "" {
		t.Errorf("without any: -want +got\n%s", d)
	}
	if d := cmp.Diff(rhythm.Quiet{}, new(rhythm.Week).Quietest(0.02)); d != "" {
		t.Errorf("empty: -want +got\n%s", d)
	}
}

// TestIntervals compares with numbers worked out by hand: 10 10 10 10 is a
// clock; 1 1 1 9 has mean 3, variance 12 and so r = √12/3; its neighbours
// (1,1) (1,1) (1,9) have no correlation, for the first side does not vary.
func TestIntervals(t *testing.T) {
	at := func(gaps ...int64) []int64 {
		out := []int64{monday}
		for _, g := range gaps {
			out = append(out, out[len(out)-1]+g*rhythm.Second)
		}
		return out
	}
	clock := rhythm.Between(at(10, 10, 10, 10))
	near(t, "variation of a clock", clock.Variation, 0, 0)
	near(t, "burstiness of a clock", clock.Burstiness, -1, 1e-12)
	near(t, "entropy of a clock", clock.Entropy, 0, 0)
	near(t, "commonest of a clock", clock.Common, 1, 0)
	near(t, "every", clock.Every, 10, 0)
	bursts := rhythm.Between(at(1, 1, 1, 9))
	r := math.Sqrt(12) / 3
	near(t, "variation", bursts.Variation, r, 1e-12)
	up, down := math.Sqrt(5), math.Sqrt(3)
	near(t, "burstiness", bursts.Burstiness, (up*r-down)/((up-2)*r+down), 1e-12)
	near(t, "memory", bursts.Memory, math.NaN(), 0)
	near(t, "entropy", bursts.Entropy, 0.8112781244591328, 1e-12) // ¾ and ¼
	near(t, "median", bursts.Median, 1, 0)
	// 1 5 1 5 1 alternates: neighbours are opposite.
	near(t, "memory", rhythm.Between(at(1, 5, 1, 5, 1)).Memory, -1, 1e-12)
	// The largest coefficient of variation of n intervals is √(n−1): all but
	// one are zero. The correction makes that 1.
	near(t, "one pause", rhythm.Between(at(0, 0, 0, 100)).Burstiness, 1, 1e-12)
	near(t, "nothing", rhythm.Between(nil).Variation, math.NaN(), 0)
	if length, began := rhythm.Longest(at(3, 60, 7)); length != 60*rhythm.Second || began != monday+3*rhythm.Second {
		t.Errorf("longest %d at %d", length, began-monday)
	}
}

// TestPoisson holds that chance has burstiness near 0 and a variation near 1.
func TestPoisson(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	times := []int64{monday}
	for range 20000 {
		times = append(times, times[len(times)-1]+int64(rnd.ExpFloat64()*600*1e6))
	}
	i := rhythm.Between(times)
	near(t, "variation", i.Variation, 1, 0.03)
	near(t, "burstiness", i.Burstiness, 0, 0.02)
	near(t, "memory", i.Memory, 0, 0.03)
	if b := rhythm.Beats(times, 1); b.P < 0.01 {
		t.Errorf("chance keeps a period of %v: %v", b.Period, b)
	}
}

// TestRayleigh compares with p-values of the formula worked out apart in
// decimal arithmetic (Python's decimal, 40 digits).
func TestRayleigh(t *testing.T) {
	for _, tt := range []struct {
		length float64
		n      int
		want   float64
	}{
		{0, 50, 1}, {0.1, 50, 0.6087980192}, {0.5, 10, 0.0793557249}, {0.7, 20, 1.588648618e-5}, {1, 5, 0.001632856563}, {0.3, 0, 1},
	} {
		got := rhythm.Rayleigh(tt.length, tt.n)
		if math.Abs(got-tt.want) > 1e-8*tt.want {
			t.Errorf("Rayleigh(%v, %d) = %.10g, want %.10g", tt.length, tt.n, got, tt.want)
		}
	}
}

func TestBeats(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	var clock, chance []int64
	at := monday
	for range 60 {
		at += (1 + rnd.Int64N(8)) * 15 * rhythm.Minute
		clock = append(clock, at+rnd.Int64N(20)*rhythm.Second)
		chance = append(chance, at+rnd.Int64N(900)*rhythm.Second)
	}
	if b := rhythm.Beats(clock, rhythm.Second); b.P > 1e-6 || b.Period > 15*rhythm.Minute || b.Length < 0.9 {
		t.Errorf("posts at every quarter of an hour: %+v", b)
	}
	if b := rhythm.Beats(chance, rhythm.Second); b.P < 0.01 {
		t.Errorf("posts at any minute: %+v", b)
	}
	if b := rhythm.Beats(clock[:9], rhythm.Second); b.P != 1 {
		t.Errorf("nine posts: %+v", b)
	}
	near(t, "two opposite phases", rhythm.Resultant([]int64{0, 30 * rhythm.Minute}, rhythm.Hour), 0, 1e-12)
	near(t, "one phase", rhythm.Resultant([]int64{7, 7 + rhythm.Hour}, rhythm.Hour), 1, 1e-12)
}

func TestRounded(t *testing.T) {
	times := []int64{monday, monday + 500_000, monday + 61*rhythm.Second, monday + 5*rhythm.Minute + 2*rhythm.Second}
	if d := cmp.Diff(rhythm.Round{Minute: 0.5, Five: 0.75, Hour: 0.5}, rhythm.Rounded(times, rhythm.Second)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if r := rhythm.Rounded(times, rhythm.Minute); !math.IsNaN(r.Minute) {
		t.Errorf("times in minutes have a share at second zero: %v", r.Minute)
	}
	for _, tt := range []struct {
		times []int64
		want  int64
	}{{nil, rhythm.Second}, {[]int64{0, rhythm.Minute}, rhythm.Minute}, {[]int64{0, rhythm.Second}, rhythm.Second}, {[]int64{1}, 1}} {
		if got := rhythm.Step(tt.times); got != tt.want {
			t.Errorf("step of %v is %d", tt.times, got)
		}
	}
	if d := cmp.Diff([]int64{0, 100}, rhythm.Thin([]int64{0, 50, 99, 100, 150}, 100)); d != "" {
		t.Errorf("thinned: -want +got\n%s", d)
	}
}

// TestStarts holds that a pause of exactly SessionGap begins a session.
func TestStarts(t *testing.T) {
	in := []int64{0, rhythm.Minute, rhythm.Minute + rhythm.SessionGap, 3 * rhythm.SessionGap}
	if d := cmp.Diff([]int64{0, rhythm.Minute + rhythm.SessionGap, 3 * rhythm.SessionGap}, rhythm.Starts(in)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// sessions makes days of sessions of several accounts in the same hours; with
// apart zero they begin together.
func sessions(accounts int, apart int64, seed uint64) [][]int64 {
	rnd := rand.New(rand.NewPCG(seed, 5))
	out := make([][]int64, accounts)
	for day := range int64(30) {
		at := monday + day*rhythm.Day + 9*rhythm.Hour + rnd.Int64N(8*60)*rhythm.Minute
		for a := range out {
			t := at
			if apart > 0 {
				t = at - at%rhythm.Band + rnd.Int64N(apart)
			}
			out[a] = append(out[a], t)
		}
	}
	return out
}

func TestBeginTogether(t *testing.T) {
	same := rhythm.BeginTogether(sessions(4, 0, 1), rhythm.Minute, rhythm.Second, 1)
	if same.Joined != 120 || same.P > 0.01 || same.Expected > 60 {
		t.Errorf("sessions at one moment: %+v", same)
	}
	if d := cmp.Diff(same, rhythm.BeginTogether(sessions(4, 0, 1), rhythm.Minute, rhythm.Second, 1)); d != "" {
		t.Errorf("another run differs\n%s", d)
	}
	// Where the moments are chance, p is small as often as it says.
	small := 0
	for seed := range uint64(60) {
		if rhythm.BeginTogether(sessions(4, rhythm.Band, seed), rhythm.Minute, rhythm.Second, seed).P <= 0.1 {
			small++
		}
	}
	if small > 14 {
		t.Errorf("p is at most 0.1 in %d of 60 cases of chance", small)
	}
	if one := rhythm.BeginTogether(sessions(1, 0, 1), rhythm.Minute, rhythm.Second, 1); one.P != 1 || one.Joined != 0 {
		t.Errorf("one account alone: %+v", one)
	}
}

// TestScan compares with the exact probability where it is known, n·wⁿ⁻¹ −
// (n−1)·wⁿ for all n points in one stretch, and else with a simulation.
func TestScan(t *testing.T) {
	for _, tt := range []struct {
		n int
		w float64
	}{{2, 0.1}, {5, 0.2}, {9, 0.4}} {
		f := float64(tt.n)
		near(t, "all in one", rhythm.ScanP(tt.n, tt.n, tt.w), f*math.Pow(tt.w, f-1)-(f-1)*math.Pow(tt.w, f), 1e-12)
	}
	rnd := rand.New(rand.NewPCG(7, 8))
	hits, rounds := 0, 40000
	for range rounds {
		var x [10]float64
		for i := range x {
			x[i] = rnd.Float64()
		}
		slices.Sort(x[:])
		for i := range 6 {
			if x[i+4]-x[i] <= 0.1 {
				hits++
				break
			}
		}
	}
	near(t, "five of ten in a tenth", rhythm.ScanP(10, 5, 0.1), float64(hits)/float64(rounds), 0.005)
	for _, tt := range []struct {
		n, k int
		w    float64
		want float64
	}{{0, 0, 0.1, 1}, {10, 1, 0.1, 1}, {10, 11, 0.1, 0}, {10, 2, 1, 1}} {
		if got := rhythm.ScanP(tt.n, tt.k, tt.w); got != tt.want {
			t.Errorf("ScanP(%d, %d, %v) = %v", tt.n, tt.k, tt.w, got)
		}
	}
}

func TestDensest(t *testing.T) {
	d := func(days ...int64) (out []int64) {
		for _, n := range days {
			out = append(out, n*rhythm.Day)
		}
		return out
	}
	got := rhythm.Densest(d(500, 3, 101, 102, 100, 900), 7*rhythm.Day)
	got.P = 0
	want := rhythm.Cluster{Dates: 6, Inside: 3, Start: 100 * rhythm.Day, End: 102 * rhythm.Day, Length: 7 * rhythm.Day}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if c := rhythm.Densest(nil, rhythm.Day); c.P != 1 || c.Inside != 0 {
		t.Errorf("no dates: %+v", c)
	}
}
