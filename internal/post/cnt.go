package post

import (
	"context"
	"slices"

	"github.com/unveil-project/unveil/internal/source"
)

// cntColumns are those of the Coordination Network Toolkit's input, by role.
var cntColumns = columns{
	roleAccount: "user_id", roleTime: "timestamp", roleText: "message", roleID: "message_id", roleHandle: "username",
	roleRepost: "repost_id", roleReply: "reply_id", roleLink: "urls",
}

// sniffCNT looks for the toolkit's columns.
func sniffCNT(head []byte) int {
	names := headerNames(head, ',')
	for _, want := range cntColumns {
		if want != "" && !slices.Contains(names, want) {
			return 0
		}
	}
	return 95
}

// readCNT reads a table as the toolkit defines it: times are seconds since
// 1970, or since any other moment. Its messages begin with no RT @name.
func readCNT(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	t, err := openTable(in, ',', to)
	if err != nil {
		return err
	}
	for _, name := range cntColumns {
		if name != "" && t.column(name) < 0 {
			return source.Refuse("no-column", "column", name)
		}
	}
	r := &mapped{table: t, filler: &filler{columns: cntColumns, platform: opt.Platform, exact: true, clock: clock{zone: opt.Zone, relative: true}}}
	r.locate()
	t.row = r.row
	return r.read(ctx)
}
