package pack

import (
	"fmt"

	"github.com/unveil-project/unveil/internal/traffic"
)

// consistent holds the counts of a report to each other. A pack whose own
// counts do not add up must not leave the house.
func consistent(r *traffic.Report) error {
	if r == nil {
		return fmt.Errorf("%w: there is none", ErrCount)
	}
	var sum traffic.Lines
	for i := range r.Inputs {
		in := &r.Inputs[i]
		if in.Read != in.Kept+in.Duplicates+in.Rejects {
			return fmt.Errorf("%w: %s: %d rows read are not %d kept, %d duplicates and %d rejects", ErrCount, in.File, in.Read, in.Kept, in.Duplicates, in.Rejects)
		}
		if in.Role != "timeline" {
			sum.Read += in.Read
			sum.Kept += in.Kept
			sum.Duplicates += in.Duplicates
			sum.Rejects += in.Rejects
		}
	}
	l := r.Lines
	switch {
	case l.Read != l.Kept+l.Duplicates+l.Rejects:
		return fmt.Errorf("%w: %d lines read are not %d kept, %d duplicates and %d rejects", ErrCount, l.Read, l.Kept, l.Duplicates, l.Rejects)
	case l.Read != sum.Read || l.Kept != sum.Kept || l.Duplicates != sum.Duplicates || l.Rejects != sum.Rejects:
		return fmt.Errorf("%w: the inputs hold %d lines (%d kept, %d duplicates, %d rejects), the report says %d (%d, %d, %d)", ErrCount,
			sum.Read, sum.Kept, sum.Duplicates, sum.Rejects, l.Read, l.Kept, l.Duplicates, l.Rejects)
	}
	return nil
}
