package traffic

import (
	"strconv"
	"time"

	"github.com/unveil-project/unveil/internal/drill/world"
)

// hit is one request that will be logged.
type hit struct {
	at      int64 // milliseconds since 1970 UTC
	seq     uint64
	target  string
	referer string // "" none
	agent   string // "" none
	client  int32  // index into log.clients
	bytes   int32
	status  int16
	item    int16 // 1 + index into log.items; 0 for ordinary traffic
	method  method
}

type method uint8

const (
	get method = iota
	head
	post
)

func (m method) String() string { return [...]string{"GET", "HEAD", "POST"}[m] }

// hits is a heap by time, then by the order of pushing.
type hits []hit

func (h hits) Len() int { return len(h) }
func (h hits) Less(i, j int) bool {
	if h[i].at != h[j].at {
		return h[i].at < h[j].at
	}
	return h[i].seq < h[j].seq
}
func (h hits) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *hits) Push(x any)   { *h = append(*h, x.(hit)) }
func (h *hits) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// appendLine makes the line of a hit in the Combined log format: host ident
// user [time] "request" status bytes "referer" "agent".
func (l *log) appendLine(h *hit) {
	b := l.line[:0]
	if l.cfg.VHost {
		b = append(append(b, l.cfg.Site...), ":443 "...)
	}
	b = append(append(b, l.clients[h.client]...), " - - ["...)
	b = append(b, l.clock(h.at/1000)...)
	b = append(append(b, `] "`...), h.method.String()...)
	b = append(append(append(b, ' '), h.target...), ` HTTP/1.1" `...)
	b = append(strconv.AppendInt(b, int64(h.status), 10), ' ')
	if h.bytes == 0 {
		b = append(b, '-')
	} else {
		b = strconv.AppendInt(b, int64(h.bytes), 10)
	}
	b = appendQuoted(append(b, ' '), h.referer)
	b = appendQuoted(append(b, ' '), h.agent)
	l.line = append(b, '\n')
}

func appendQuoted(b []byte, s string) []byte {
	if s == "" {
		s = "-"
	}
	return append(append(append(b, '"'), s...), '"')
}

// clock gives the time of a second as logs write it, made once a second.
func (l *log) clock(second int64) []byte {
	if l.second != second || l.stamp == nil {
		l.second = second
		l.stamp = time.Unix(second, 0).In(world.Zone()).AppendFormat(l.stamp[:0], "02/Jan/2006:15:04:05 -0700")
	}
	return l.stamp
}
