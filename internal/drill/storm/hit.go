package storm

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/unveil-project/unveil/internal/request"
)

// hit is one request that will be logged.
type hit struct {
	at      int64  // microseconds since 1970 UTC
	salt    uint64 // what a made-up path or query is drawn from
	seq     uint32
	client  int32 // index into maker.clients
	target  int32 // index into table.texts, or drawn
	query   int32 // the same; 0 none
	agent   int32
	referer int32 // 0 none
	bytes   int32
	status  int16
	part    int16 // 0 ordinary
	method  method
	proto   proto
}

// Targets and queries that are drawn anew for each request.
const (
	capitals int32 = -1 - iota // /QWERTY: six capital letters
	digits                     // 7 to 12 digits
	named                      // v= and a number
	words                      // q= and a word and a number
	token                      // token= and sixteen hexadecimal digits
	user                       // user number
)

type method uint8

const (
	get method = iota
	head
	post
)

type proto uint8

const (
	http11 proto = iota
	http2
	http10
	http12 // there is no such version: some tools send it
)

func methodName(m method) string { return [...]string{"GET", "HEAD", "POST"}[m] }

func protoName(p proto) string {
	return [...]string{"HTTP/1.1", "HTTP/2.0", "HTTP/1.0", "HTTP/1.2"}[p]
}

// table holds every text once; index 0 is "".
type table struct {
	texts []string
	index map[string]int32
}

func (t *table) init() { t.texts, t.index = []string{""}, map[string]int32{"": 0} }

func (t *table) of(s string) int32 {
	if i, ok := t.index[s]; ok {
		return i
	}
	i := int32(len(t.texts))
	t.texts = append(t.texts, s)
	t.index[s] = i
	return i
}

// push adds a hit; what lies outside the log is left out.
func (m *maker) push(h hit) {
	if h.at < m.from || h.at >= m.to {
		return
	}
	h.seq = m.pushed
	m.pushed++
	k := h.at / minute
	m.future[k] = append(m.future[k], h)
}

// flush yields the hits of a minute.
func (m *maker) flush(at int64, yield func(*request.Request, int) bool) bool {
	k := at / minute
	hits := m.future[k]
	delete(m.future, k)
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.seq, b.seq)) })
	for i := range hits {
		h := &hits[i]
		m.fill(h)
		m.tally[h.part].add(h)
		if !yield(&m.r, int(h.part)) {
			return false
		}
	}
	return true
}

// fill makes the request of a hit.
func (m *maker) fill(h *hit) {
	m.r = request.Request{
		Time: h.at / second * second, Client: m.clients[h.client], Method: methodName(h.method),
		Path: m.text(h.target, h.salt), Query: m.text(h.query, h.salt), Protocol: protoName(h.proto),
		Status: int32(h.status), Bytes: int64(h.bytes), Duration: request.Unknown,
		Referer: m.table.texts[h.referer], Agent: m.table.texts[h.agent],
	}
}

// text is a text of the table, or one that is drawn from salt.
func (m *maker) text(i int32, salt uint64) string {
	if i >= 0 {
		return m.table.texts[i]
	}
	var a [32]byte
	b := a[:0]
	switch i {
	case capitals:
		b = append(b, '/')
		for k := range 6 {
			b = append(b, 'A'+byte(salt>>(8*k)&255%26))
		}
	case digits:
		b = strconv.AppendUint(b, 1_000_000+salt%900_000_000_000, 10)
	case named:
		b = strconv.AppendUint(append(b, "v="...), salt%1_000_000_000, 10)
	case words:
		w := searchWords()
		b = append(append(append(b, "q="...), w[salt%uint64(len(w))]...), '+')
		b = strconv.AppendUint(b, salt>>8%400, 10)
	case token:
		b = strconv.AppendUint(append(b, "token="...), salt, 16)
	case user:
		b = strconv.AppendUint(append(b, "u="...), salt%50_000, 10)
	}
	return string(b)
}

func searchWords() []string {
	return []string{"propuestas", "agenda", "debate", "contacto", "casilla", "resultados", "empleo", "salud"}
}
