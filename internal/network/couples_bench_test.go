package network_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/network"
)

// crowd makes n shares of the density of a real archive of hashtags: 15
// shares of an object and 550 of an account on average, the most popular
// object with one share in a hundred. Objects are shared in bursts of about
// thirty shares by forty accounts that know each other, times to the minute;
// a popular object has more bursts, not denser ones, so that the pairs within
// a minute stay near three for each share, whatever n is.
func crowd(seed uint64, n int) (s *network.Shares, objects, accounts int) {
	r := chance.New(seed, "network/crowd")
	objects, accounts = n/15, max(n/550, 80)
	minutes := uint64(n) * 2
	s = &network.Shares{}
	for p := range n {
		f := r.Float64()
		o := int(float64(objects) * f * f)
		if r.Is(0.01) {
			o = 0
		}
		// As many bursts as thirty shares each make of what the object gets.
		each := float64(n) * (math.Sqrt(float64(o+1)/float64(objects)) - math.Sqrt(float64(o)/float64(objects)))
		if o == 0 {
			each += float64(n) * 0.01
		}
		popular := 1 + int(each)/30
		burst := uint64(o)<<32 | uint64(r.IntN(popular))
		start := burst * 0x9e3779b97f4a7c15 % minutes
		circle := int(burst * 0xbf58476d1ce4e5b9 >> 40)
		a := (circle + r.IntN(40)) % accounts
		s.Add(uint32(o), uint32(a), uint32(p), int64(start+uint64(r.Exp(4)))*60_000_000)
	}
	s.Group(objects)
	return s, objects, accounts
}

// BenchmarkEdges shows that the cost for each share plus candidate pair stays
// the same from a hundred thousand shares to ten million.
func BenchmarkEdges(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if n > 1_000_000 && testing.Short() {
				b.Skip("the table takes 300 MB")
			}
			s, _, accounts := crowd(1, n)
			c := s.Candidates(accounts, 60e6)
			edges := 0
			b.ReportAllocs()
			for b.Loop() {
				got, err := s.Edges(context.Background(), accounts, network.Weighing{Coupling: network.Coupling{Window: 60e6}, Weight: network.ByPairs})
				if err != nil {
					b.Fatal(err)
				}
				edges = len(got)
			}
			per := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(float64(c.Pairs)/float64(n), "pairs/share")
			b.ReportMetric(float64(edges), "edges")
			b.ReportMetric(per*1e9/float64(int64(n)+c.Pairs), "ns/(share+pair)")
		})
	}
}

// BenchmarkPopular has one object that everybody shares all the time: the
// cost follows the pairs within the window, not the object's popularity.
func BenchmarkPopular(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := chance.New(1, "network/popular")
			s := &network.Shares{}
			for p := range n {
				s.Add(0, uint32(r.IntN(2000)), uint32(p), r.Int64N(int64(n))*30_000_000)
			}
			s.Group(1)
			c := s.Candidates(2000, 60e6)
			for b.Loop() {
				if _, err := s.Edges(context.Background(), 2000, network.Weighing{Coupling: network.Coupling{Window: 60e6}, Weight: network.ByPairs}); err != nil {
					b.Fatal(err)
				}
			}
			per := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(float64(c.Pairs)/float64(n), "pairs/share")
			b.ReportMetric(per*1e9/float64(int64(n)+c.Pairs), "ns/(share+pair)")
		})
	}
}

func BenchmarkGroup(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, objects, _ := crowd(1, n)
			for b.Loop() {
				b.StopTimer()
				t := &network.Shares{}
				for i := range s.Len() {
					k := (i*7919 + 1) % s.Len() // out of order
					t.Add(s.Object[k], s.Account[k], s.Post[k], s.Time[k])
				}
				b.StartTimer()
				t.Group(objects)
			}
			b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N)/float64(n), "ns/share")
		})
	}
}
