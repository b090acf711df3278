package post

import (
	"context"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// shareColumns are those of CooRTweet's layout, in the order that bind reads
// them in.
var shareColumns = [4]string{"object_id", "account_id", "content_id", "timestamp_share"}

// shares reads a share table: each row is one share of one object by one
// account. A content that shares several objects has several rows, so a
// content id is no key of a row.
type shares struct {
	*table
	clock clock
	at    [4]int
	opt   source.Options
}

// sniffShares looks for the four columns.
func sniffShares(head []byte) int {
	names := headerNames(head, delimiter(head))
	found := 0
	for _, want := range shareColumns {
		for _, name := range names {
			if name == want {
				found++
				break
			}
		}
	}
	if found == len(shareColumns) {
		return 98
	}
	return 0
}

func readShares(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	t, err := openTable(in, 0, to)
	if err != nil {
		return err
	}
	r := &shares{table: t, clock: clock{zone: opt.Zone, relative: true}, opt: opt}
	for i, name := range shareColumns {
		if r.at[i] = t.column(name); r.at[i] < 0 {
			return source.Refuse("no-column", "column", name)
		}
	}
	t.row = r.row
	return r.read(ctx)
}

func (r *shares) row(fields [][]byte, p *Post) (string, lang.Message) {
	var problem lang.Message
	if p.Time, problem = r.clock.read(trimmed(fields[r.at[3]])); problem.Key != "" {
		return shareColumns[3], problem
	}
	for _, i := range [2]int{0, 1} {
		if trimmed(fields[r.at[i]]) == "" {
			return shareColumns[i], lang.M("field-empty", "field", shareColumns[i])
		}
	}
	p.Objects = append(p.Objects, trimmed(fields[r.at[0]]))
	p.Account = trimmed(fields[r.at[1]])
	p.ID = trimmed(fields[r.at[2]])
	// Rounded ids make one account of many. The table has no other, so that
	// they stay, and it is said.
	for i, id := range [2]string{p.Account, p.ID} {
		if scientific(id) && !r.noted[shareColumns[i+1]] {
			r.noted[shareColumns[i+1]] = true
			r.warn(shareColumns[i+1], lang.M("rounded-kept", "field", shareColumns[i+1]))
		}
	}
	p.Platform = r.opt.Platform
	p.Act = Original
	return "", lang.Message{}
}
