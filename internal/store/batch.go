package store

import (
	"unsafe"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// Size of a batch: it is full when either is reached. Two batches are in
// flight during an add, so these bound its memory.
const (
	batchRows  = 64 << 10
	batchBytes = 24 << 20
)

// Batch is rows of one kind on their way into the store, with the bytes that
// their strings lie in. A batch that is used again reuses its memory.
type Batch struct {
	Posts    []PostRow
	Requests []RequestRow
	Sheets   []SheetRow

	chunks [][]byte // the last one is being filled
	bytes  int
	lists  []string
	figs   []FigureRow
}

// chunkSize is how much string memory a batch asks for at a time.
const chunkSize = 1 << 20

// Full says that the batch should be put.
func (b *Batch) Full() bool {
	return len(b.Posts)+len(b.Requests)+len(b.Sheets) >= batchRows || b.bytes >= batchBytes
}

// Empty says that the batch holds no row.
func (b *Batch) Empty() bool { return len(b.Posts)+len(b.Requests)+len(b.Sheets) == 0 }

// Kind is the kind of the rows.
func (b *Batch) Kind() source.Kind {
	switch {
	case len(b.Requests) > 0:
		return source.Requests
	case len(b.Sheets) > 0:
		return source.Sheets
	}
	return source.Posts
}

// reset empties the batch and keeps one chunk of its memory.
func (b *Batch) reset() {
	b.Posts, b.Requests, b.Sheets = b.Posts[:0], b.Requests[:0], b.Sheets[:0]
	for i := range b.chunks {
		b.chunks[i] = b.chunks[i][:0]
	}
	b.bytes = 0
	b.lists, b.figs = b.lists[:0], b.figs[:0]
}

// keep copies a string into the batch.
func (b *Batch) keep(s string) string {
	if len(s) == 0 {
		return ""
	}
	b.bytes += len(s)
	c := b.room(len(s))
	n := len(*c)
	*c = append(*c, s...)
	// The bytes are never written again before the batch is reset, and the
	// rows are dropped with it.
	return unsafe.String(&(*c)[n], len(s))
}

// room finds a chunk with n free bytes.
func (b *Batch) room(n int) *[]byte {
	at := b.bytes / chunkSize // chunks before this one are about full
	for i := max(0, min(at, len(b.chunks))-2); i < len(b.chunks); i++ {
		if cap(b.chunks[i])-len(b.chunks[i]) >= n {
			return &b.chunks[i]
		}
	}
	b.chunks = append(b.chunks, make([]byte, 0, max(chunkSize, n)))
	return &b.chunks[len(b.chunks)-1]
}

// keepAll copies a list of strings into the batch.
func (b *Batch) keepAll(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	if cap(b.lists)-len(b.lists) < len(list) {
		b.lists = make([]string, 0, max(4096, len(list)))
	}
	n := len(b.lists)
	for _, s := range list {
		b.lists = append(b.lists, b.keep(s))
	}
	return b.lists[n:len(b.lists):len(b.lists)]
}

// Origin is what the store adds to a record.
type Origin struct {
	Source  int
	Version int
	Digest  source.Digest
}

func placeOf(t int64, w source.Where, o Origin) Place {
	return Place{Time: t, Source: int32(o.Source), Row: w.Row, Offset: w.Offset, Length: int32(min(w.Length, 1<<31-1)), Version: int32(o.Version), Digest: o.Digest}
}

// AddPost copies a post into the batch.
func (b *Batch) AddPost(p *post.Post, o Origin) {
	b.Posts = append(b.Posts, PostRow{
		Place: placeOf(p.Time, p.Where, o), Platform: b.keep(p.Platform), ID: b.keep(p.ID), Account: b.keep(p.Account),
		Handle: b.keep(p.Handle), Act: b.keep(string(p.Act)), Text: b.keep(p.Text), Language: b.keep(p.Language),
		Client: b.keep(p.Client), Since: p.Since, RepostOf: b.keep(p.RepostOf), ReplyTo: b.keep(p.ReplyTo), Links: b.keepAll(p.Links),
		Hashtags: b.keepAll(p.Hashtags), Mentions: b.keepAll(p.Mentions), Media: b.keepAll(p.Media), Objects: b.keepAll(p.Objects),
	})
}

// AddRequest copies a request into the batch.
func (b *Batch) AddRequest(r *request.Request, o Origin) {
	b.Requests = append(b.Requests, RequestRow{
		Place: placeOf(r.Time, r.Where, o), Client: b.keep(r.Client), User: b.keep(r.User), Site: b.keep(r.Site),
		Method: b.keep(r.Method), Path: b.keep(r.Path), Query: b.keep(r.Query), Protocol: b.keep(r.Protocol),
		Status: r.Status, Bytes: r.Bytes, Referer: b.keep(r.Referer), Agent: b.keep(r.Agent), Duration: r.Duration,
	})
}

// AddSheet copies a sheet into the batch.
func (b *Batch) AddSheet(s *sheet.Sheet, o Origin) {
	if cap(b.figs)-len(b.figs) < len(s.Figures) {
		b.figs = make([]FigureRow, 0, max(4096, len(s.Figures)))
	}
	n := len(b.figs)
	for _, f := range s.Figures {
		b.figs = append(b.figs, FigureRow{Name: b.keep(f.Name), Role: b.keep(string(f.Role)), Votes: f.Votes})
	}
	b.Sheets = append(b.Sheets, SheetRow{
		Place: placeOf(s.Time, s.Where, o), Contest: b.keep(s.Contest), Station: b.keep(s.Station), State: b.keep(s.State),
		District: b.keep(s.District), Town: b.keep(s.Town), Section: b.keep(s.Section), Stratum: b.keep(s.Stratum),
		Special: s.Special, Registered: s.Registered, Modified: s.Modified, Origin: b.keep(s.Origin),
		Figures: b.figs[n:len(b.figs):len(b.figs)],
	})
}
