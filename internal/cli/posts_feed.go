package cli

import (
	"context"
	"crypto/sha256"
	"hash/maphash"
	"slices"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// postFeed gives the posts of a case or of files as often as it is asked, each
// time the same in the same order. Files are read again each time: their posts
// are not kept. Later versions of a post are left out, and of rows that two
// files hold the second.
type postFeed struct {
	*app
	obs     detect.Observations // nil: files
	req     intake.Request
	sources []source.Info // known once the posts were given
}

// fedPost is one post of a feed. It is valid until the next.
type fedPost struct {
	*post.Post
	source int
	digest source.Digest // of a case; zero: of Raw
}

// sum is the digest of the post's bytes.
func (f *fedPost) sum() source.Digest {
	if f.digest != (source.Digest{}) {
		return f.digest
	}
	sum := sha256.Sum256(f.Raw)
	return source.Digest(sum[:16])
}

// postFeed gives the files, or the case where none is named.
func (a *app) postFeed(ctx context.Context, dir string, req intake.Request, files []string) (*postFeed, error) {
	f := &postFeed{app: a, req: req}
	f.req.Files = files
	switch {
	case len(files) == 0:
		c, err := a.openCase(dir)
		if err != nil {
			return nil, err
		}
		e, _, err := a.election(c)
		if err != nil {
			return nil, err
		}
		a.Zone, f.obs = e.Location(), c
	case slices.Contains(files, "-"):
		m := store.NewMemory() // standard input comes once
		results, err := a.intake(ctx, m, f.req)
		if err != nil {
			return nil, err
		}
		f.read(results)
		f.obs = m
	}
	if f.obs != nil {
		f.sources = f.obs.Sources()
	}
	return f, nil
}

// each gives every post to take.
func (f *postFeed) each(ctx context.Context, take func(*fedPost) error) error {
	if f.obs == nil {
		return f.files(ctx, take)
	}
	bar := f.progressCount(total(f.sources), lang.M("network.progress"), lang.M("detect.unit"))
	defer bar.Done()
	done := int64(0)
	for o, err := range f.obs.Posts(ctx) {
		if err != nil {
			return err
		}
		if done++; done%(1<<14) == 0 {
			bar.Set(done)
		}
		if o.Version != 0 {
			continue
		}
		if err := take(&fedPost{&o.Record, o.Source, o.Digest}); err != nil {
			return err
		}
	}
	return nil
}

// files reads the posts of files.
func (f *postFeed) files(ctx context.Context, take func(*fedPost) error) error {
	var bar *progress
	showing := ""
	req := f.req
	req.Progress = func(file string, done, size int64) {
		if file != showing {
			bar.Done()
			bar, showing = f.progressBytes(size, lang.M("read.progress", "file", terminalSafe(file))), file
		}
		bar.Set(done)
	}
	once := &onceTaker{take: take, source: -1, seed: maphash.MakeSeed(), seen: map[uint64]int{}, rows: len(req.Files) > 1 && !req.KeepOverlap}
	results, err := intake.Posts(ctx, once, req)
	bar.Done()
	if err != nil {
		return f.readFailure(err)
	}
	if f.sources == nil {
		f.read(results)
		return nil
	}
	for i, r := range results {
		if i >= len(f.sources) || r.Info.SHA256 != f.sources[i].SHA256 {
			return failed(lang.M("posts.changed", "file", terminalSafe(r.Info.Name)), lang.M("posts.changed.do"), nil)
		}
	}
	return nil
}

// read keeps where the posts came from, and says what was read.
func (f *postFeed) read(results []intake.Result) {
	for _, r := range results {
		f.sources = append(f.sources, r.Info)
		f.note(lang.M("detect.read", "file", terminalSafe(r.Info.Name), "format", r.Info.Format, "kept", r.Info.Kept, "rejects", r.Info.Rejects))
	}
}

// onceTaker leaves out posts that came before.
type onceTaker struct {
	take   func(*fedPost) error
	source int
	native bool
	rows   bool // look for rows of earlier files
	seed   maphash.Seed
	seen   map[uint64]int // hash of a post's id, else of its row, to the file
}

// File begins a file.
func (t *onceTaker) File(nativeID bool) { t.source, t.native = t.source+1, nativeID }

// Record takes a post.
func (t *onceTaker) Record(p *post.Post) error {
	if t.before(p) {
		return nil
	}
	for _, s := range []*string{&p.Account, &p.Handle, &p.Text} {
		if !utf8.ValidString(*s) {
			*s = string(store.Visible([]byte(*s)))
		}
	}
	return t.take(&fedPost{Post: p, source: t.source})
}

// before says whether a post with this id, or in an earlier file one with the
// same bytes, has come.
func (t *onceTaker) before(p *post.Post) bool {
	var h maphash.Hash
	h.SetSeed(t.seed)
	native := t.native && p.ID != ""
	switch {
	case native:
		_, _ = h.WriteString(p.Platform + "\x00" + p.ID)
	case t.rows:
		_, _ = h.Write(p.Raw)
	default:
		return false
	}
	key := h.Sum64()
	first, ok := t.seen[key]
	if !ok {
		t.seen[key] = t.source
	}
	return ok && (native || first != t.source)
}
