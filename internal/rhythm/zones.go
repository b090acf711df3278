package rhythm

import (
	"fmt"
	"math"
)

// Model is a template of when accounts are active in local time.
type Model int

// The models. Office is Monday to Friday, OfficeSunday is Sunday to Thursday,
// both from nine to six; People is the daily curve of people, the same on
// every day; Uniform is round the clock.
const (
	Office Model = iota
	OfficeSunday
	People
	Uniform
	models
)

// String names the model.
func (m Model) String() string {
	return [...]string{"office", "office-sunday", "people", "uniform"}[m]
}

// Concentration is the weight of a template, in active half hours: with as
// many observed, data and template count alike (the precision of a Dirichlet
// distribution). It is low, so that a template that fits only roughly is not
// held against the data without measure.
const Concentration = 120.0

// The offsets that are compared, in half hours from UTC: −12:00 to +14:00.
const (
	FirstOffset = -24
	LastOffset  = 28
	Offsets     = LastOffset - FirstOffset + 1
)

// priors are the prior probabilities of the models: a third each for office
// weeks, for people and for round the clock. Offsets are equally likely.
var priors = [models]float64{1.0 / 6, 1.0 / 6, 1.0 / 3, 1.0 / 3}

// daily is the relative activity of people by local hour: least at four, most
// in the evening.
var daily = [24]float64{4.5, 2.6, 1.5, 1, 0.9, 1.1, 2, 3.6, 4.8, 5.2, 5.4, 5.6, 5.9, 6, 5.8, 5.6, 5.6, 5.9, 6.4, 7, 7.6, 7.8, 7.2, 6}

// template gives the expected share of every local half hour of the week.
func template(m Model) Week {
	var w Week
	for i := range w {
		day, half := i/48, i%48
		switch m {
		case Office:
			w[i] = office(half, day < 5)
		case OfficeSunday:
			w[i] = office(half, day < 4 || day == 6)
		case People:
			w[i] = daily[half/2]
		default:
			w[i] = 1
		}
	}
	total := w.Total()
	for i := range w {
		w[i] /= total
	}
	return w
}

// office is the relative activity of an office in a half hour of the day:
// full from nine to six, half in the hour before and after, a twentieth else.
func office(half int, workday bool) float64 {
	switch {
	case workday && half >= 18 && half < 36:
		return 1
	case workday && half >= 16 && half < 38:
		return 0.5
	}
	return 0.05
}

// Zones is what a profile says of offsets from UTC. An offset is shared by
// many countries, changes with daylight-saving time, and is imitated by
// schedules and night shifts: it is no place.
type Zones struct {
	Active float64 // active half hours that the figures rest on
	// Log holds natural logarithms of the likelihood of the counts, by model
	// and offset, relative to activity round the clock.
	Log [models][Offsets]float64
	// Model are the posterior probabilities of the models, in order.
	Model [models]float64
	// Offset are the posterior probabilities of the offsets, given that the
	// activity is that of office hours on either week.
	Offset [Offsets]float64
	// Living are those given that it is the daily curve of people.
	Living [Offsets]float64
}

// Minutes gives the offset at an index, in minutes east of UTC.
func Minutes(index int) int { return (FirstOffset + index) * 30 }

// OfficeHours is the posterior probability of either office week.
func (z *Zones) OfficeHours() float64 { return z.Model[Office] + z.Model[OfficeSunday] }

// Best gives the index of the likeliest office offset.
func (z *Zones) Best() int { return highest(&z.Offset) }

// BestLiving gives the index of the likeliest offset of people's days.
func (z *Zones) BestLiving() int { return highest(&z.Living) }

func highest(p *[Offsets]float64) int {
	best := 0
	for i, x := range p {
		if x > p[best] {
			best = i
		}
	}
	return best
}

// Locate compares a profile with the templates at every offset. The counts
// are taken to follow a Dirichlet-multinomial distribution (Mosimann 1962)
// around the template, with Concentration as its precision: half hours of one
// account on one day depend on each other, and the distribution is wide
// enough to allow for that. With no activity the posterior is the prior.
func Locate(w *Week) *Zones {
	z := &Zones{Active: w.Total()}
	flat := newScore(Uniform, w)
	ground := flat.at(0)
	var evidence [models]float64
	for m := range models {
		s := newScore(m, w)
		var sum [Offsets]float64
		for i := range Offsets {
			z.Log[m][i] = s.at(FirstOffset+i) - ground
			sum[i] = z.Log[m][i] - math.Log(Offsets)
		}
		evidence[m] = logSum(sum[:]) + math.Log(priors[m])
	}
	all := logSum(evidence[:])
	for m := range models {
		z.Model[m] = math.Exp(evidence[m] - all)
	}
	z.offsets()
	return z
}

// offsets fills the posteriors of the offsets, given office hours and given
// the days of people.
func (z *Zones) offsets() {
	var l [Offsets]float64
	for i := range l {
		l[i] = logSum([]float64{z.Log[Office][i], z.Log[OfficeSunday][i]})
	}
	office, living := logSum(l[:]), logSum(z.Log[People][:])
	for i := range l {
		z.Offset[i] = math.Exp(l[i] - office)
		z.Living[i] = math.Exp(z.Log[People][i] - living)
	}
}

// score is the logarithm of the Dirichlet-multinomial probability of a
// profile around a template, but for what is the same for every template and
// offset:
//
//	Σ lnΓ(αᵢ + xᵢ) − lnΓ(αᵢ),  αᵢ = Concentration · templateᵢ
//
// Templates have few different values and profiles few different counts, so
// each term is worked out once.
type score struct {
	level [Slots]int // which value the template has at a local half hour
	count []int      // which count stands at the half hours with activity
	where []int
	term  [][]float64 // by value, by count
}

func newScore(m Model, w *Week) *score {
	s := &score{}
	t := template(m)
	var values, counts []float64
	for i, v := range t {
		s.level[i] = place(&values, v)
	}
	for i, x := range w {
		if x > 0 {
			s.where = append(s.where, i)
			s.count = append(s.count, place(&counts, x))
		}
	}
	for _, v := range values {
		row := make([]float64, len(counts))
		for j, x := range counts {
			row[j] = lgamma(Concentration*v+x) - lgamma(Concentration*v)
		}
		s.term = append(s.term, row)
	}
	return s
}

// place finds a value in a list and adds it where it is new.
func place(list *[]float64, v float64) int {
	for i, x := range *list {
		if x == v {
			return i
		}
	}
	*list = append(*list, v)
	return len(*list) - 1
}

// at is the score where local time is an offset in half hours from UTC.
func (s *score) at(offset int) float64 {
	sum := 0.0
	for i, at := range s.where {
		local := at + offset
		if local < 0 {
			local += Slots
		} else if local >= Slots {
			local -= Slots
		}
		sum += s.term[s.level[local]][s.count[i]]
	}
	return sum
}

func lgamma(x float64) float64 {
	g, _ := math.Lgamma(x)
	return g
}

// logSum is ln Σ exp(x), without overflow.
func logSum(xs []float64) float64 {
	top := math.Inf(-1)
	for _, x := range xs {
		top = max(top, x)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, x := range xs {
		sum += math.Exp(x - top)
	}
	return top + math.Log(sum)
}

// OffsetName writes an offset in minutes east of UTC as "+05:30".
func OffsetName(minutes int) string {
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}

// HalfName writes a half hour of the day as "13:30".
func HalfName(half int) string { return fmt.Sprintf("%02d:%02d", half/2, half%2*30) }
