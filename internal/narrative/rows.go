package narrative

import (
	"context"
	"iter"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// PostsOf reads the posts of a narrative again, in the order of Rows. A post
// is valid until the next one.
func PostsOf(ctx context.Context, posts Posts, n *Narrative) iter.Seq2[*source.Obs[post.Post], error] {
	return func(yield func(*source.Obs[post.Post], error) bool) {
		row, next := uint32(0), 0
		for obs, err := range posts.Posts(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			if next == len(n.Rows) {
				return
			}
			if !counts(obs) {
				continue
			}
			if row == n.Rows[next] {
				next++
				if !yield(obs, nil) {
					return
				}
			}
			row++
		}
	}
}
