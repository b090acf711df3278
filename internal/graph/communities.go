package graph

import (
	"runtime"
	"slices"
	"sync"
)

// Communities is what several runs of Leiden say together.
type Communities struct {
	// Partition is that of the highest modularity, of equal ones the first.
	Partition
	// Each is the modularity of every run.
	Each []float64
	// Stability is the mean adjusted Rand index of every two runs, over nodes
	// that have edges: 1 all runs agree, 0 they agree as chance would. One run
	// has 1.
	Stability float64
}

// Communities runs Leiden with seeds seed, seed+1, … and reports the best
// partition and how far the runs agree. A network whose runs disagree has
// borders that its edges do not decide.
func (g *Weighted) Communities(resolution float64, runs int, seed uint64) Communities {
	parts := g.runs(resolution, max(runs, 1), seed)
	c := Communities{Partition: parts[0], Stability: 1}
	for _, p := range parts {
		c.Each = append(c.Each, p.Modularity)
		if p.Modularity > c.Modularity {
			c.Partition = p
		}
	}
	c.Stability = g.agreement(parts)
	return c
}

// runs runs Leiden for every seed, on every processor.
func (g *Weighted) runs(resolution float64, runs int, seed uint64) []Partition {
	parts := make([]Partition, runs)
	workers := min(runtime.GOMAXPROCS(0), runs)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < runs; i += workers {
				parts[i] = g.Leiden(resolution, seed+uint64(i))
			}
		})
	}
	wait.Wait()
	return parts
}

// agreement is the mean adjusted Rand index over pairs of runs.
func (g *Weighted) agreement(parts []Partition) float64 {
	tied := make([][]uint32, len(parts))
	for i, p := range parts {
		for x, c := range p.Of {
			if g.Strength[x] > 0 {
				tied[i] = append(tied[i], c)
			}
		}
	}
	sum, pairs := 0.0, 0
	for i := range tied {
		for j := range i {
			pairs++
			if slices.Equal(tied[i], tied[j]) {
				sum++
				continue
			}
			sum += adjustedRand(tied[i], tied[j])
		}
	}
	if pairs == 0 {
		return 1
	}
	return sum / float64(pairs)
}
