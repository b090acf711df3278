package share

import (
	"context"
	"hash/maphash"
	"sync"

	"github.com/unveil-project/unveil/internal/neardup"
	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/text"
)

// Options say what is taken out of posts.
type Options struct {
	Kinds Set
	// Since and Until bound the times taken, microseconds since 1970 UTC: from
	// Since on, up to before Until. 0: no bound.
	Since, Until int64
	// Form, where not nil, writes an object of a kind in a form of its own
	// instead of the canonical one; nothing appended means that there is none
	// unless the kind is Text. It is how another tool's reading is kept.
	Form func(kind Kind, dst []byte, s string) []byte
	// Reposted takes objects of all kinds out of reposts too.
	Reposted bool
	// First takes, of the posts with one id of their own, the first alone,
	// whatever it shares. It is how another tool's loading is kept.
	First bool
	// Later brings texts into their form in a goroutine of its own: a table of
	// texts is made faster, and Seen counts its texts after Finish alone.
	Later bool
	// Most bounds the memory of the table while it is built, in bytes; 0: no
	// bound. Beyond it Record returns ErrMemory.
	Most int64
}

// Builder makes a Table of posts. Canonical forms are made where Record is
// called, numbers in a goroutine of its own, which Finish ends.
type Builder struct {
	opt   Options
	seed  maphash.Seed
	seeds [kinds]uint64
	buf   []byte
	texts *neardup.Texts // of kind Similar

	now  *batch
	ids  index // of Options.First
	full chan *batch
	free chan *batch
	wait sync.WaitGroup
	over bool // Finish or Close was called

	nativeID bool
	keeper   keeper  // of the goroutine until it ends
	former   *former // of Options.Later; of its goroutine until it ends
	seen     Seen
	crowded  chan struct{} // closed when the table is beyond Options.Most
}

// Seen counts what Record was given.
type Seen struct {
	Posts     int64
	Outside   int64        // posts before Since or from Until on
	Reposts   int64        // posts of which only the repost was taken
	Shortened int64        // links that a shortener hides
	Of        [kinds]int64 // shares by kind, before those repeated in one post fall together
}

// NewBuilder makes an empty table's builder. Finish or Close must be called.
func NewBuilder(o Options) *Builder {
	b := &Builder{
		opt: o, seed: maphash.MakeSeed(), full: make(chan *batch, 2), free: make(chan *batch, 6),
		crowded: make(chan struct{}),
	}
	for k := range b.seeds {
		b.seeds[k] = maphash.String(b.seed, Kind(k).String())
	}
	if o.Kinds.Has(Similar) {
		b.texts = neardup.New(neardup.Defaults())
	}
	for range cap(b.free) {
		b.free <- &batch{}
	}
	b.keeper.most = o.Most
	numbered := b.full
	if o.Later && o.Form == nil {
		b.former = &former{seed: b.seed, text: b.seeds[Text]}
		numbered = make(chan *batch, 1)
		b.wait.Go(func() { b.former.run(b.full, numbered) })
	}
	b.wait.Go(func() { b.keeper.run(numbered, b.free, b.crowded) })
	b.now = <-b.free
	return b
}

// File begins a source. nativeID says that its posts have ids of their own, so
// that one that comes again is the same post; a share table's ids are not.
func (b *Builder) File(nativeID bool) { b.nativeID = nativeID }

// Record takes one post in.
func (b *Builder) Record(p *post.Post) error {
	b.seen.Posts++
	if p.Time < b.opt.Since || b.opt.Until != 0 && p.Time >= b.opt.Until {
		b.seen.Outside++
		return nil
	}
	if b.now.full() {
		if err := b.hand(); err != nil {
			return err
		}
	}
	first, id := len(b.now.shares), b.identity(p)
	if b.opt.First && id.once {
		if _, fresh := b.ids.id(id.hash); !fresh {
			return nil
		}
	}
	b.objects(p)
	b.now.add(id, p, first)
	return nil
}

// hand gives the batch to the goroutine.
func (b *Builder) hand() error {
	b.full <- b.now
	b.now = <-b.free
	b.now.reset()
	select {
	case <-b.crowded:
	default:
		if b.opt.Most == 0 || b.ids.bytes() <= b.opt.Most {
			return nil
		}
	}
	return &MemoryError{Posts: b.seen.Posts, Most: b.opt.Most}
}

// identity is how a post is told from others: by its id where it has one.
func (b *Builder) identity(p *post.Post) identity {
	if p.ID == "" {
		return identity{}
	}
	id := identity{known: true, once: b.nativeID}
	id.hash = maphash.String(b.seed, p.ID)
	if p.Platform != "" {
		id.hash ^= maphash.String(b.seed, p.Platform) * 3
	}
	return id
}

// objects appends the shares of a post.
func (b *Builder) objects(p *post.Post) {
	for _, o := range p.Objects {
		b.one(Object, o)
		if n := len(b.now.shares); n > 0 {
			b.now.shares[n-1].own = o == p.ID
		}
	}
	if p.Act == post.Repost && b.repost(p) && !b.opt.Reposted {
		b.seen.Reposts++
		return
	}
	b.each(Hashtag, p.Hashtags)
	b.each(Link, p.Links)
	b.each(Domain, p.Links)
	b.each(Mention, p.Mentions)
	b.each(Media, p.Media)
	b.one(Reply, p.ReplyTo)
	if p.Text != "" || len(p.Objects) == 0 { // a row of a share table has no text, not an empty one
		b.one(Text, p.Text)
	}
	b.similar(p.Text)
}

// repost takes a repost by its original's id, else by its text; false where
// neither tells it.
func (b *Builder) repost(p *post.Post) bool {
	if p.RepostOf != "" {
		b.one(Repost, p.RepostOf)
		return true
	}
	b.buf = text.Normal(b.buf[:0], p.Text)
	if !text.Telling(b.buf) {
		return false
	}
	if b.opt.Kinds.Has(Repost) {
		b.take(Repost, b.buf)
	}
	return true
}

func (b *Builder) each(k Kind, objects []string) {
	if !b.opt.Kinds.Has(k) {
		return
	}
	for _, o := range objects {
		b.one(k, o)
	}
}

// one takes one object in its canonical form.
func (b *Builder) one(k Kind, s string) {
	if !b.opt.Kinds.Has(k) || s == "" && (k != Text || b.opt.Form == nil) {
		return
	}
	if k == Text && b.former != nil {
		b.now.raw(s)
		return
	}
	if b.opt.Form != nil {
		if b.buf = b.opt.Form(k, b.buf[:0], s); len(b.buf) > 0 || k == Text || k == Object {
			b.take(k, b.buf)
		}
		return
	}
	b.buf = canonical(k, b.buf[:0], s)
	if k == Link && Shortened(string(b.buf)) {
		b.seen.Shortened++
	}
	if len(b.buf) > 0 && (k != Text || text.Telling(b.buf)) {
		b.take(k, b.buf)
	}
}

// take appends a share of an object whose form is final.
func (b *Builder) take(k Kind, form []byte) {
	b.seen.Of[k]++
	b.now.share(k, maphash.Bytes(b.seed, form)^b.seeds[k], form)
}

// similar adds a text to those that are clustered at the end.
func (b *Builder) similar(s string) {
	if b.texts == nil {
		return
	}
	b.buf = text.Bare(b.buf[:0], s)
	if !text.Telling(b.buf) {
		return
	}
	n := b.texts.Len()
	b.texts.AddBare(b.buf)
	b.seen.Of[Similar]++
	b.now.share(Similar, uint64(n), b.buf)
}

// Seen counts what was taken in so far.
func (b *Builder) Seen() Seen { return b.seen }

// Close ends the goroutine of a builder whose table is not wanted.
func (b *Builder) Close() {
	if !b.over {
		b.over = true
		close(b.full)
		b.wait.Wait()
	}
}

// Finish gives the table, rows in the order in which they came.
func (b *Builder) Finish(ctx context.Context) (*Table, error) {
	b.full <- b.now
	b.Close()
	select {
	case <-b.crowded:
		return nil, &MemoryError{Posts: b.seen.Posts, Most: b.opt.Most}
	default:
	}
	if b.former != nil {
		b.seen.Of[Text] += b.former.taken
	}
	t := b.keeper.table()
	if b.texts != nil {
		c, err := b.texts.Cluster(ctx)
		if err != nil {
			return nil, err
		}
		t.merge(c.Of, b.keeper.text)
	}
	t.Seen = b.seen
	return t, nil
}

// Table is shares with the names of what they are about. Accounts are
// numbered in bytewise order of their names, objects in that of first sight.
type Table struct {
	network.Shares
	Accounts []string
	Kinds    []Kind   // by object
	Objects  []string // by object; "" where it was used once only
	// Own says of an object which post has its name for an id: the post itself,
	// shared by its author. NoPost where none has.
	Own   []uint32
	Posts int // one more than the highest number of a post
	Seen  Seen
	// Step is the largest of 1 minute, 1 second and 1 microsecond that divides
	// every time, in microseconds; at most 1 second where all times are equal.
	Step int64
}

// NoPost is the number of no post.
const NoPost = ^uint32(0)
