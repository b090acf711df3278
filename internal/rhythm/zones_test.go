package rhythm_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/unveil-project/unveil/internal/rhythm"
)

// worked makes the times of an account that posts at working hours, nine to
// six on the days given (0 is Monday), at an offset in minutes.
func worked(offset int64, days []int64, seed uint64) []int64 {
	rnd := rand.New(rand.NewPCG(seed, 9))
	var out []int64
	for week := range int64(12) {
		for _, day := range days {
			at := monday + (week*7+day)*rhythm.Day + 9*rhythm.Hour - offset*rhythm.Minute
			for half := range int64(18) {
				if rnd.IntN(3) == 0 {
					out = append(out, at+half*30*rhythm.Minute+rnd.Int64N(30)*rhythm.Minute)
				}
			}
		}
	}
	return out
}

func TestOfficeHours(t *testing.T) {
	workdays, sundays := []int64{0, 1, 2, 3, 4}, []int64{-1, 0, 1, 2, 3}
	for _, tt := range []struct {
		name   string
		offset int64
		days   []int64
		model  rhythm.Model
	}{
		{"UTC", 0, workdays, rhythm.Office},
		{"three hours east", 180, workdays, rhythm.Office},
		{"five and a half hours east", 330, workdays, rhythm.Office},
		{"six hours west", -360, workdays, rhythm.Office},
		{"three and a half hours west", -210, workdays, rhythm.Office},
		{"Sunday to Thursday", 210, sundays, rhythm.OfficeSunday},
	} {
		w := rhythm.Active(worked(tt.offset, tt.days, 1))
		z := rhythm.Locate(&w)
		if got := rhythm.Minutes(z.Best()); got != int(tt.offset) {
			t.Errorf("%s: offset %d, want %d", tt.name, got, tt.offset)
		}
		if z.Model[tt.model] < 0.95 {
			t.Errorf("%s: models %v", tt.name, z.Model)
		}
		sum := 0.0
		for _, p := range z.Offset {
			sum += p
		}
		near(t, tt.name+": sum", sum, 1, 1e-9)
	}
}

// TestOtherModels holds that people and machines are not taken for an office,
// and that nothing is concluded from nothing.
func TestOtherModels(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	var people, clock []int64
	for half := range int64(20 * 336) {
		at := monday + half*30*rhythm.Minute
		hour := (half/2 + 24 - 5) % 24 // five hours west
		if p := 0.5 - 0.45*math.Cos(float64(hour-4)/24*2*math.Pi); rnd.Float64() < p {
			people = append(people, at)
		}
		if rnd.IntN(2) == 0 {
			clock = append(clock, at)
		}
	}
	for _, tt := range []struct {
		name  string
		times []int64
		model rhythm.Model
	}{{"people", people, rhythm.People}, {"clock", clock, rhythm.Uniform}} {
		w := rhythm.Active(tt.times)
		if z := rhythm.Locate(&w); z.Model[tt.model] < 0.95 || z.OfficeHours() > 0.05 {
			t.Errorf("%s: models %v", tt.name, z.Model)
		}
	}
	z := rhythm.Locate(new(rhythm.Week))
	near(t, "nothing", z.OfficeHours(), 1.0/3, 1e-9)
	near(t, "nothing, offset", z.Offset[0], 1.0/rhythm.Offsets, 1e-9)
}

// TestLikelihood compares with the Dirichlet-multinomial probability worked
// out by its product form: two active half hours in one slot of a template
// with the share t there have the likelihood ratio αt(αt+1) / (αu(αu+1)) to
// the even one with share u, α the concentration. Office hours at the offset
// zero are 45 full hours, 10 half ones, and 113 of a twentieth.
func TestLikelihood(t *testing.T) {
	var w rhythm.Week
	w[20] = 2 // Monday 10:00
	total := 2 * (45 + 10*0.5 + 113*0.05)
	a, u := rhythm.Concentration/total, rhythm.Concentration/336.0
	want := math.Log(a * (a + 1) / (u * (u + 1)))
	near(t, "log likelihood", rhythm.Locate(&w).Log[rhythm.Office][-rhythm.FirstOffset], want, 1e-9)
}

func BenchmarkLocate(b *testing.B) {
	w := rhythm.Active(worked(180, []int64{0, 1, 2, 3, 4}, 1))
	for b.Loop() {
		rhythm.Locate(&w)
	}
}
