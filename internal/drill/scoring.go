package drill

import (
	"context"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/drill/score"
	"github.com/unveil-project/unveil/internal/finding"
)

// Scores is how findings compare with the truth, per detector.
type Scores = score.Scores

// Score compares findings with the truth of the drill that the observations
// were read from.
func Score(ctx context.Context, t *Truth, obs detect.Observations, findings []finding.Finding) (*Scores, error) {
	return score.Score(ctx, t, obs, findings)
}
