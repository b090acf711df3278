package traffic

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/weblog"
)

// volume is requests per second from a second on.
func volume(from int64, perSecond []float64) *weblog.Volume {
	v := &weblog.Volume{Grain: 1}
	for i, n := range perSecond {
		if n >= 1 {
			v.Cells = append(v.Cells, weblog.Cell{At: from + int64(i), N: int64(math.Round(n))})
			v.Total += int64(math.Round(n))
		}
	}
	return v
}

// TestShape: a rate of 10 a second that doubles every 20 s up to 640, stays
// for 100 s and falls in a straight line over 50 s. Worked out by hand: 10 % of
// the rise above calm is 73/s, nine tenths 577/s; the rate passes them
// 20·log₂(7.3) = 57 s and 20·log₂(57.7) = 117 s after it begins, so that the
// onset lasts 60 s; on the way down 630·0.8/630·50 = 40 s lie between them.
func TestShape(t *testing.T) {
	const from = 1_000_000
	rates := make([]float64, 0, 1000)
	for range 600 {
		rates = append(rates, 10)
	}
	for i := range 120 {
		rates = append(rates, 10*math.Pow(2, float64(i)/20))
	}
	for range 100 {
		rates = append(rates, 640)
	}
	for i := range 50 {
		rates = append(rates, 640-630*float64(i)/50)
	}
	for range 600 {
		rates = append(rates, 10)
	}
	s := shapeOf(volume(from, rates), weblog.Window{From: from + 600, To: from + 870})
	near := cmpopts.EquateApprox(0, 4)
	if d := cmp.Diff([]float64{640, 60, 40, 20}, []float64{s.Peak, s.Onset, s.Off, s.Doubling}, near); d != "" {
		t.Errorf("peak, onset, off, doubling (-want +got):\n%s", d)
	}
	if at, err := time.Parse(time.RFC3339, s.PeakAt); err != nil || at.Unix() < from+719 || at.Unix() > from+820 {
		t.Errorf("peak at %s", s.PeakAt)
	}
}

func TestShapeOfOneSecond(t *testing.T) {
	s := shapeOf(volume(100, []float64{500}), weblog.Window{From: 100, To: 101})
	if s.Peak != 500 || s.Doubling != 0 {
		t.Errorf("%+v", s)
	}
}

func TestSeriesHoldEveryRequest(t *testing.T) {
	for _, n := range []int{1, 10, 479, 480, 481, 5000, 86400 * 3} {
		rates := make([]float64, n)
		for i := range rates {
			rates[i] = float64(i%3 + 1)
		}
		v := volume(1_528_851_623, rates)
		s := newSeries(v)
		sum := int64(0)
		for _, x := range s.Requests {
			sum += x
		}
		if sum != v.Total || len(s.Requests) > maxSteps+1 {
			t.Errorf("%d seconds: %d of %d requests in %d steps of %d s", n, sum, v.Total, len(s.Requests), s.Step)
		}
	}
}

func TestPartsFitTheExcess(t *testing.T) {
	b := Burst{Requests: 1100, Baseline: Baseline{Expected: 100}, AttackRequests: 900, CrowdRequests: 300, OtherRequests: 0}
	fit(&b)
	if d := cmp.Diff([]float64{750, 250, 0}, []float64{b.AttackRequests, b.CrowdRequests, b.OtherRequests}); d != "" {
		t.Errorf("parts (-want +got):\n%s", d)
	}
}
