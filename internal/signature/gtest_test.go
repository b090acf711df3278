package signature

import (
	"math"
	"testing"
)

func TestLogLikelihood(t *testing.T) {
	for _, c := range []struct{ a, n, b, m, want float64 }{
		{110, 2552, 111, 29225, 270.7219}, // "the swiss", Dunning 1993, table 2
		{5, 10, 5, 10, 0},
		{1, 10, 5, 10, 0}, // less than in the background
		{5, 10, 0, 0, 0},
		{10, 10, 0, 10, 27.7259}, // 2·20·ln 2
	} {
		if got := logLikelihood(c.a, c.n, c.b, c.m); math.Abs(got-c.want) > 1e-3 {
			t.Errorf("G² of %v is %.4f, want %.4f", c, got, c.want)
		}
	}
}

// The wanted values are from a continued fraction of erfc, worked out
// elsewhere.
func TestSurprise(t *testing.T) {
	for _, c := range []struct {
		g     float64
		tests int
		want  float64
	}{
		{3.841458820694124, 1, 1.30103},
		{1000, 1, 218.745734},
		{5000, 1, 1087.683837},
		{5000, 1000, 1084.683837},
		{0, 1, 0},
		{1, 100, 0},
	} {
		if got := surprise(c.g, c.tests); math.Abs(got-c.want) > 1e-5 {
			t.Errorf("surprise of %v in %d tests is %.6f, want %.6f", c.g, c.tests, got, c.want)
		}
	}
}
