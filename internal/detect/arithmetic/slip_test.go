package arithmetic_test

import (
	"testing"

	"github.com/unveil-project/unveil/internal/detect/arithmetic"
)

func TestOneSlip(t *testing.T) {
	for _, tt := range []struct {
		a, b int64
		want bool
	}{
		{254, 54, true},   // a digit lost in its box
		{254, 264, true},  // one digit
		{254, 245, true},  // neighbours swapped
		{254, 524, true},  // neighbours swapped
		{254, 452, false}, // far digits swapped
		{254, 364, false}, // two digits
		{254, 254, false}, // no difference
		{9, 0, true},
		{99, 100, false},
		{254, 1254, true},
		{1000, -1, false},
	} {
		if got := arithmetic.OneSlip(tt.a, tt.b); got != tt.want {
			t.Errorf("%d for %d: %v, want %v", tt.a, tt.b, got, tt.want)
		}
		if got := arithmetic.OneSlip(tt.b, tt.a); got != tt.want {
			t.Errorf("%d for %d: %v, want %v", tt.b, tt.a, got, tt.want)
		}
	}
}
