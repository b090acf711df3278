package drill_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// The figures of docs/drills.md, measured on a drill without anything planted.
func TestCalibration(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates whole elections")
	}
	dir, tr := written(t, "quiet", 11)
	o := read(t, dir)
	members := map[string]map[string]bool{}
	for _, it := range tr.Items {
		if it.Planted {
			t.Errorf("%s is planted in quiet", it.ID)
		}
		if members[it.Kind] == nil {
			members[it.Kind] = map[string]bool{}
		}
		for _, m := range it.Members {
			members[it.Kind][m] = true
		}
	}
	t.Run("arrivals", func(t *testing.T) { arrivals(t, o, members[truth.LateRural]) })
	t.Run("turnout", func(t *testing.T) { turnout(t, o) })
	t.Run("call", func(t *testing.T) { call(t, o) })
	t.Run("assets", func(t *testing.T) { assets(t, o, members[truth.TelevisedCall]) })
	t.Run("activity", func(t *testing.T) { activity(t, o) })
	t.Run("acts", func(t *testing.T) { acts(t, o) })
	t.Run("wires", func(t *testing.T) { wires(t, o, members[truth.NewsWire]) })
}

func near(t *testing.T, what string, got, low, high float64) {
	t.Helper()
	t.Logf("%s: %.4f", what, got)
	if math.IsNaN(got) || got < low || got > high {
		t.Errorf("%s: %.4f, want %g to %g", what, got, low, high)
	}
}

// arrivals compares the share of the sheets that had arrived with the night
// of 2018, late country sheets aside, and looks that those are late.
func arrivals(t *testing.T, o *observed, late map[string]bool) {
	var at, rural []int64
	for i := range o.sheets {
		s := &o.sheets[i].Record
		if late[s.Station] {
			rural = append(rural, s.Time)
		} else {
			at = append(at, s.Time)
		}
	}
	share := func(hour, minute int) float64 {
		n, _ := slices.BinarySearch(at, world.Hour(hour, minute).UnixMicro())
		return float64(n) / float64(len(at))
	}
	// Cumulated from the counts per quarter of an hour, of 6,307.
	near(t, "arrived by 19:30", share(19, 30), 238.0/6307-0.02, 238.0/6307+0.02)
	near(t, "arrived by 20:30", share(20, 30), 1732.0/6307-0.03, 1732.0/6307+0.03)
	near(t, "arrived by 21:30", share(21, 30), 3687.0/6307-0.03, 3687.0/6307+0.03)
	near(t, "arrived by 22:30", share(22, 30), 5275.0/6307-0.03, 5275.0/6307+0.03)
	near(t, "arrived by 24:00", share(24, 0), 1, 1)
	median := func(x []int64) float64 { return float64(x[len(x)/2]) / 3600e6 }
	near(t, "hours by which country sheets are late", median(rural)-median(at), 1, 3)
}

func turnout(t *testing.T, o *observed) {
	var rates []float64
	special, over := 0, 0
	for i := range o.sheets {
		s := &o.sheets[i].Record
		total, ok := s.Get(sheet.Total)
		switch {
		case !ok:
			t.Fatalf("%s has no total", s.Station)
		case s.Registered == 0:
			special++
		case total.Votes > s.Registered:
			over++
			near(t, "excess over the list", float64(total.Votes-s.Registered), 1, 15)
		default:
			rates = append(rates, float64(total.Votes)/float64(s.Registered))
		}
	}
	slices.Sort(rates)
	near(t, "median turnout", rates[len(rates)/2], 0.60, 0.66)
	near(t, "turnout of the first quarter", rates[len(rates)/4], 0.53, 0.59)
	near(t, "turnout of the last quarter", rates[3*len(rates)/4], 0.66, 0.73)
	near(t, "special stations in a thousand", float64(special)/4, 3, 12)
	near(t, "sheets over their list in a thousand", float64(over)/4, 0.2, 3)
}

// call measures how many times the usual requests the televised call brings,
// in the ten minutes after it, and that they fade.
func call(t *testing.T, o *observed) {
	campaign := slices.IndexFunc(o.requests, func(r source.Obs[request.Request]) bool { return r.Source == 1 })
	if campaign < 0 {
		t.Fatal("the campaign's log is empty")
	}
	minutes := func(from time.Time, n int) float64 {
		count := 0
		for i := range o.requests {
			r := &o.requests[i]
			if at := time.UnixMicro(r.Record.Time); r.Source == 1 && !at.Before(from) && at.Before(from.Add(time.Duration(n)*time.Minute)) {
				count++
			}
		}
		return float64(count) / float64(n)
	}
	first := world.Calls()[0]
	usual := (minutes(first.AddDate(0, 0, -1), 40) + minutes(first.AddDate(0, 0, 1), 40)) / 2
	near(t, "times the usual, first ten minutes", minutes(first, 10)/usual, 10, 31)
	near(t, "times the usual, from half an hour on", minutes(first.Add(30*time.Minute), 10)/usual, 1.5, 12)
	near(t, "times the usual, the evening after", minutes(first.AddDate(0, 0, 1).Add(time.Hour), 30)/usual, 0.4, 1.8)
}

// assets measures how a crowd's browsers behave.
func assets(t *testing.T, o *observed, crowd map[string]bool) {
	pages, loads, clients := 0, 0, map[string]int{}
	for i := range o.requests {
		r := &o.requests[i].Record
		if !crowd[r.Client] {
			continue
		}
		clients[r.Client]++
		if strings.Contains(r.Path[strings.LastIndexByte(r.Path, '/')+1:], ".") {
			loads++
		} else {
			pages++
		}
	}
	near(t, "assets for a page", float64(loads)/float64(pages), 3, 9)
	near(t, "requests of a visitor", float64(loads+pages)/float64(len(clients)), 7, 18)
}

// activity looks that few accounts post much and most post little.
func activity(t *testing.T, o *observed) {
	posts := map[string]int{}
	for i := range o.posts {
		posts[o.posts[i].Record.Account]++
	}
	var n []int
	for _, k := range posts {
		n = append(n, k)
	}
	slices.SortFunc(n, func(a, b int) int { return b - a })
	sum, top := 0, 0
	for i, k := range n {
		sum += k
		if i < len(n)/10 {
			top += k
		}
	}
	near(t, "share of the posts by the busiest tenth", float64(top)/float64(sum), 0.4, 0.75)
	near(t, "posts of the median account", float64(n[len(n)/2]), 3, 15)
}

// acts looks at what posts do, and at the hours of the day.
func acts(t *testing.T, o *observed) {
	by, hours := map[post.Act]int{}, [24]int{}
	for i := range o.posts {
		p := &o.posts[i].Record
		by[p.Act]++
		hours[time.UnixMicro(p.Time).In(world.Zone()).Hour()]++
	}
	all := float64(len(o.posts))
	near(t, "share of reposts", float64(by[post.Repost])/all, 0.25, 0.5)
	near(t, "share of replies", float64(by[post.Reply])/all, 0.03, 0.15)
	near(t, "share of quotes", float64(by[post.Quote])/all, 0.005, 0.05)
	near(t, "posts at nine in the evening for one at four in the morning", float64(hours[21])/float64(hours[4]), 4, 20)
}

// wires looks that a headline is out everywhere within minutes.
func wires(t *testing.T, o *observed, outlets map[string]bool) {
	type cable struct{ first, last int64 }
	cables := map[string]*cable{}
	for i := range o.posts {
		p := &o.posts[i].Record
		for _, l := range p.Links {
			_, number, ok := strings.Cut(l, "/cable/")
			if !ok || !outlets[p.Account] || p.Act != post.Original {
				continue
			}
			if cables[number] == nil {
				cables[number] = &cable{first: p.Time}
			}
			cables[number].last = p.Time
		}
	}
	var spread []int64
	for _, c := range cables {
		spread = append(spread, (c.last-c.first)/60e6)
	}
	slices.Sort(spread)
	if len(spread) < 100 {
		t.Fatalf("%d headlines", len(spread))
	}
	near(t, "minutes from the first to the last outlet, median", float64(spread[len(spread)/2]), 2, 15)
}
