package share

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/network"
)

// MemoryError says that the table would need more memory than it may.
type MemoryError struct {
	Posts int64 // read so far
	Most  int64 // bytes
}

func (e *MemoryError) Error() string {
	return fmt.Sprintf("the shares of %d posts take more than %d bytes", e.Posts, e.Most)
}

// chunkRows is how many rows of the table are allocated at a time: a slice
// that grows would be copied again and again.
const chunkRows = 1 << 15

type chunk struct {
	object, account, post [chunkRows]uint32
	time                  [chunkRows]int64
}

// keeper numbers what is in batches. It runs in one goroutine.
type keeper struct {
	most int64

	accounts map[string]uint32
	names    []string // of accounts
	namesLen int64
	account  uint32 // of the last post

	objects index
	kinds   []Kind
	object  []string // names, from the second use on
	used    []uint32 // 1 + the last post that used it
	own     []uint32
	text    map[uint32]uint32 // of objects of kind Similar, the text

	ids      index    // of posts with ids
	number   []uint32 // of the post, by id; nil while every post has an id
	posts    uint32
	lastHash uint64 // of the last post with an id
	lastPost uint32

	chunks []*chunk
	rows   int
	step   int64
	from   int64 // time of the first row
	varied bool  // times are not all equal
	again  bool  // a post that counts once came again
}

// run takes batches until there are no more.
func (k *keeper) run(full <-chan *batch, free chan<- *batch, crowded chan<- struct{}) {
	k.accounts, k.text, k.step = map[string]uint32{}, map[uint32]uint32{}, minute
	warned := false
	for b := range full {
		if !warned {
			k.batch(b)
		}
		if k.most > 0 && !warned && k.bytes() > k.most {
			warned = true
			close(crowded)
		}
		free <- b
	}
}

const (
	second = int64(1_000_000)
	minute = 60 * second
)

func (k *keeper) batch(b *batch) {
	first := 0
	for i := range b.posts {
		r := &b.posts[i]
		if !r.sameAuthor {
			k.account = k.accountOf(b.names[r.account.from:r.account.to])
		}
		n, fresh := k.postOf(r)
		if r.once && !fresh {
			k.again = true
		}
		for j := first; j < int(r.shares); j++ {
			k.share(b, &b.shares[j], n, r.time)
		}
		first = int(r.shares)
	}
}

func (k *keeper) accountOf(name []byte) uint32 {
	if id, ok := k.accounts[string(name)]; ok {
		return id
	}
	id, own := uint32(len(k.names)), string(name)
	k.accounts[own] = id
	k.names = append(k.names, own)
	k.namesLen += int64(len(own))
	return id
}

// postOf numbers a post: one without an id is like no other.
func (k *keeper) postOf(r *record) (n uint32, fresh bool) {
	if !r.known {
		if k.number == nil {
			k.number = make([]uint32, len(k.ids.hashes))
			for id := range k.number {
				k.number[id] = uint32(id)
			}
		}
		k.posts++
		return k.posts - 1, true
	}
	if r.hash == k.lastHash && k.lastHash != 0 {
		return k.lastPost, false
	}
	id, fresh := k.ids.id(r.hash)
	if fresh {
		if k.number != nil {
			k.number = append(k.number, k.posts)
		}
		k.posts++
	}
	k.lastHash, k.lastPost = r.hash, id
	if k.number != nil {
		k.lastPost = k.number[id]
	}
	return k.lastPost, fresh
}

// share adds a row, unless the post is one for which it was added already.
func (k *keeper) share(b *batch, s *rawShare, n uint32, time int64) {
	hash := s.hash
	if s.kind == Similar {
		hash = s.hash*0x9e3779b97f4a7c15 + 1 // any number of its own
	}
	o, fresh := k.objects.id(hash)
	switch {
	case fresh:
		k.kinds = append(k.kinds, s.kind)
		k.object = append(k.object, "")
		k.used = append(k.used, n+1)
		k.own = append(k.own, NoPost)
		if s.kind == Similar {
			k.text[o] = uint32(s.hash)
			k.object[o] = k.name(b, s)
		}
	case s.kind != Object && k.used[o] == n+1:
		return
	default:
		if k.object[o] == "" {
			k.object[o] = k.name(b, s)
		}
		k.used[o] = n + 1
	}
	if s.own {
		k.own[o] = n
	}
	k.add(o, n, time)
}

func (k *keeper) name(b *batch, s *rawShare) string {
	name := string(b.names[s.name.from:s.name.to])
	k.namesLen += int64(len(name))
	return name
}

func (k *keeper) add(o, n uint32, time int64) {
	at := k.rows % chunkRows
	if at == 0 {
		k.chunks = append(k.chunks, new(chunk))
	}
	c := k.chunks[len(k.chunks)-1]
	c.object[at], c.account[at], c.post[at], c.time[at] = o, k.account, n, time
	if k.rows++; k.rows == 1 {
		k.from = time
	}
	k.varied = k.varied || time != k.from
	if k.step == minute && time%minute != 0 {
		k.step = second
	}
	if k.step == second && time%second != 0 {
		k.step = 1
	}
}

// bytes estimates the memory that the table takes while it is put together:
// rows twice, and the names.
func (k *keeper) bytes() int64 {
	const row, account, object = 2*20 + 8, 80, 4 + 4 + 16 + 1
	return int64(k.rows)*row + int64(len(k.names))*account + k.namesLen +
		int64(len(k.kinds))*object + k.objects.bytes() + k.ids.bytes() + int64(4*cap(k.number)) + int64(len(k.text))*40
}

// table puts the columns together and numbers the accounts by their names.
func (k *keeper) table() *Table {
	if !k.varied { // one moment says nothing of whole minutes
		k.step = min(k.step, second)
	}
	t := &Table{Kinds: k.kinds, Objects: k.object, Own: k.own, Posts: int(k.posts), Step: k.step}
	order := make([]uint32, len(k.names))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(k.names[a], k.names[b]) })
	rank := make([]uint32, len(k.names))
	for i, a := range order {
		rank[a] = uint32(i)
		t.Accounts = append(t.Accounts, k.names[a])
	}
	t.Shares = k.columns(rank)
	if k.again {
		t.once()
	}
	k.accounts, k.objects, k.ids, k.number, k.used = nil, index{}, index{}, nil, nil
	return t
}

// columns joins the chunks, each of which is let go.
func (k *keeper) columns(rank []uint32) (s network.Shares) {
	s.Object, s.Account, s.Post, s.Time = make([]uint32, 0, k.rows), make([]uint32, 0, k.rows), make([]uint32, 0, k.rows), make([]int64, 0, k.rows)
	for i, c := range k.chunks {
		n := min(chunkRows, k.rows-i*chunkRows)
		s.Object, s.Account = append(s.Object, c.object[:n]...), append(s.Account, c.account[:n]...)
		s.Post, s.Time = append(s.Post, c.post[:n]...), append(s.Time, c.time[:n]...)
		k.chunks[i] = nil
	}
	for i, a := range s.Account {
		s.Account[i] = rank[a]
	}
	k.chunks = nil
	return s
}

// once leaves of the shares of one object by one post the first: a post that
// comes again, perhaps edited, shares nothing twice.
func (t *Table) once() {
	rows := make([]uint32, t.Len())
	for i := range rows {
		rows[i] = uint32(i)
	}
	slices.SortFunc(rows, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(t.Object[a], t.Object[b]), cmp.Compare(t.Post[a], t.Post[b]), cmp.Compare(a, b))
	})
	drop := make([]bool, t.Len())
	for k := 1; k < len(rows); k++ {
		i, before := rows[k], rows[k-1]
		drop[i] = t.Object[i] == t.Object[before] && t.Post[i] == t.Post[before] && t.Kinds[t.Object[i]] != Object
	}
	t.keep(func(i int) bool { return !drop[i] })
}

// keep leaves rows out.
func (t *Table) keep(take func(i int) bool) {
	n := 0
	for i := range t.Object {
		if take(i) {
			t.Object[n], t.Account[n], t.Post[n], t.Time[n] = t.Object[i], t.Account[i], t.Post[i], t.Time[i]
			n++
		}
	}
	t.Object, t.Account, t.Post, t.Time = t.Object[:n], t.Account[:n], t.Post[:n], t.Time[:n]
}

// Active leaves out the shares of accounts that have fewer than least.
func (t *Table) Active(least int) {
	if least <= 1 {
		return
	}
	count := make([]int, len(t.Accounts))
	for _, a := range t.Account {
		count[a]++
	}
	t.keep(func(i int) bool { return count[t.Account[i]] >= least })
}

// merge makes one object of the texts of each cluster.
func (t *Table) merge(cluster []uint32, text map[uint32]uint32) {
	first := map[uint32]uint32{} // object of a cluster
	for i, o := range t.Object {
		n, ok := text[o]
		if !ok {
			continue
		}
		c := cluster[n]
		if _, ok := first[c]; !ok {
			first[c] = o
		}
		t.Object[i] = first[c]
	}
}
