package null_test

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/null"
)

func TestEffectiveWindow(t *testing.T) {
	for _, c := range []struct{ window, step, want int64 }{
		{minute, minute, 119 * second},
		{minute, second, minute},
		{minute, 0, minute},
		{90 * second, minute, 119 * second},
		{30 * second, minute, 59 * second},
		{0, minute, 59 * second},
		{hour, hour, 2*hour - second},
		{second, 1000, second + 999},
		{-1, minute, -1},
	} {
		if got := null.EffectiveWindow(c.window, c.step); got != c.want {
			t.Errorf("window %d, step %d: got %d, want %d", c.window, c.step, got, c.want)
		}
	}
}

// TestSettled holds the choices that the method page prints.
func TestSettled(t *testing.T) {
	for _, c := range []struct {
		window, span, band, stratum int64
	}{
		{second, 30 * day, minute, day},
		{minute, 30 * day, hour, day},
		{15 * minute, 30 * day, 3 * hour, day},
		{day, 90 * day, 4 * day, 16 * day},
		{minute, hour, 15 * minute, 16 * minute},
		{minute, 0, 4 * minute, 16 * minute},
		{0, 2 * day, minute, 12*hour + 1},
	} {
		s := &network.Shares{}
		s.Add(0, 0, 0, 5)
		s.Add(0, 1, 1, 5+c.span)
		s.Group(1)
		m := null.Model{Window: c.window, Step: second}.Settled(s)
		if got, want := [2]int64{m.Band, m.Stratum}, [2]int64{c.band, c.stratum}; got != want {
			t.Errorf("window %d, span %d: band and stratum %v, want %v", c.window, c.span, got, want)
		}
	}
	for w, last := second, int64(0); w < 2*day; w += 1777 * second {
		if b := null.BandFor(w, second); b < last || b < 4*w {
			t.Errorf("window %d: band %d after %d", w, b, last)
		} else {
			last = b
		}
	}
}

// TestEstimateInterval follows CooRnet's definition by hand. Objects and times
// in seconds: a 0 2 10 90; b 0 4 7; c 0 5; d 0 300 301 302; e once. The second
// shares come after 2, 4, 5 and 300. For q 0.5 the limit is 4.5 (type 7): a
// and b. Of a, the first share beyond half is the third (10 s); of b, the
// second (4 s). Their median is 7.
func TestEstimateInterval(t *testing.T) {
	s := &network.Shares{}
	for o, times := range [][]int64{{0, 2, 10, 90}, {0, 4, 7}, {0, 5}, {0, 300, 301, 302}, {8}} {
		for _, x := range times {
			s.Add(uint32(o), uint32(x), uint32(x), (1000+x)*second)
		}
	}
	s.Group(5)
	got, ok := null.EstimateInterval(s, 0.5, 0.5)
	want := null.Interval{
		Length: 7 * second, Q: 0.5, P: 0.5, Objects: 4, Second: 4_500_000, Quick: 2,
		Least: 4 * second, Lower: 5_500_000, Median: 7 * second, Upper: 8_500_000, Most: 10 * second,
	}
	if diff := gocmp.Diff(want, got); diff != "" || !ok {
		t.Errorf("%t (-want +got):\n%s", ok, diff)
	}
	// The quickest tenth is a alone: 10 s.
	if got, _ := null.EstimateInterval(s, 0.1, 0.5); got.Quick != 1 || got.Length != 10*second {
		t.Errorf("a tenth: %+v", got)
	}
	if _, ok := null.EstimateInterval(s, 0.5, 1); ok {
		t.Error("nothing has more than all its shares")
	}
	same := &network.Shares{}
	for a := range uint32(3) {
		same.Add(0, a, a, 0)
	}
	same.Group(1)
	if got, ok := null.EstimateInterval(same, 0.1, 0.5); !ok || got.Length != second {
		t.Errorf("never below a second: %+v", got)
	}
	if _, ok := null.EstimateInterval(&network.Shares{Start: []int{0}}, 0.1, 0.5); ok {
		t.Error("no shares, no interval")
	}
}
