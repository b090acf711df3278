package storm

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/unveil-project/unveil/internal/request"
)

// Truth is what is known of a log that was made.
type Truth struct {
	Lines  int // of the log
	Bursts []BurstTruth
}

// BurstTruth is what a planted burst became. Start and End span its lines, in
// whole seconds.
type BurstTruth struct {
	ID         string
	Start, End time.Time
	Parts      []PartTruth
}

// PartTruth is one part of a burst: its number, as Each gives it with every
// line, and its volume.
type PartTruth struct {
	Part     int
	Family   string
	Kind     Kind
	Requests int
	Clients  []string // sorted
	Start    time.Time
	End      time.Time
}

// Volume is the requests of a burst's parts of a kind.
func (b *BurstTruth) Volume(k Kind) int {
	n := 0
	for _, p := range b.Parts {
		if p.Kind == k {
			n += p.Requests
		}
	}
	return n
}

// Sources is the number of addresses of all parts.
func (b *BurstTruth) Sources() int {
	n := 0
	for _, p := range b.Parts {
		n += len(p.Clients)
	}
	return n
}

// tally counts the lines of a part.
type tally struct {
	lines       int
	first, last int64
	clients     map[int32]bool
}

func (t *tally) add(h *hit) {
	if t.lines++; h.part == 0 {
		return
	}
	if t.clients == nil {
		t.clients, t.first = map[int32]bool{}, h.at
	}
	t.last = h.at
	t.clients[h.client] = true
}

func (m *maker) truth() *Truth {
	t := &Truth{Lines: m.tally[0].lines}
	k := 0
	for i := range m.Bursts {
		b := BurstTruth{ID: m.Bursts[i].ID}
		for j := range m.Bursts[i].Parts {
			k++
			p := m.partTruth(k, &m.Bursts[i].Parts[j])
			t.Lines += p.Requests
			if p.Requests == 0 {
				continue
			}
			if len(b.Parts) == 0 || p.Start.Before(b.Start) {
				b.Start = p.Start
			}
			if p.End.After(b.End) {
				b.End = p.End
			}
			b.Parts = append(b.Parts, p)
		}
		if len(b.Parts) > 0 {
			t.Bursts = append(t.Bursts, b)
		}
	}
	return t
}

func (m *maker) partTruth(k int, p *Part) PartTruth {
	n := &m.tally[k]
	out := PartTruth{
		Part: k, Family: p.Family, Kind: p.Kind, Requests: n.lines,
		Start: time.Unix(n.first/second, 0).UTC(), End: time.Unix(n.last/second, 0).UTC(),
	}
	seen := map[string]bool{}
	for c := range n.clients {
		if s := m.clients[c]; !seen[s] {
			seen[s] = true
			out.Clients = append(out.Clients, s)
		}
	}
	slices.Sort(out.Clients)
	return out
}

// Write writes the log in the Combined log format. Only writing and ctx can
// fail.
func (l *Log) Write(ctx context.Context, w io.Writer) (*Truth, error) {
	out := bufio.NewWriterSize(w, 1<<16)
	c := combined{zone: l.Start.Location()}
	var failed error
	t, err := l.Each(ctx, func(r *request.Request, _ int) bool {
		_, failed = out.Write(c.encode(r))
		return failed == nil
	})
	if err == nil && failed == nil {
		failed = out.Flush()
	}
	switch {
	case err != nil:
		return nil, err
	case failed != nil:
		return nil, fmt.Errorf("writing the log of %s: %w", l.Site, failed)
	}
	return t, nil
}

// combined writes requests as lines: host ident user [time] "request" status
// bytes "referer" "agent".
type combined struct {
	zone   *time.Location
	second int64
	stamp  []byte
	line   []byte
}

func (c *combined) encode(r *request.Request) []byte {
	if s := r.Time / second; s != c.second || c.stamp == nil {
		c.second = s
		c.stamp = time.Unix(s, 0).In(c.zone).AppendFormat(c.stamp[:0], ` - - [02/Jan/2006:15:04:05 -0700] "`)
	}
	b := append(append(c.line[:0], r.Client...), c.stamp...)
	b = append(append(append(b, r.Method...), ' '), r.Path...)
	if r.Query != "" {
		b = append(append(b, '?'), r.Query...)
	}
	b = append(append(append(b, ' '), r.Protocol...), `" `...)
	b = append(strconv.AppendInt(b, int64(r.Status), 10), ' ')
	if r.Bytes == 0 {
		b = append(b, '-')
	} else {
		b = strconv.AppendInt(b, r.Bytes, 10)
	}
	b = quoted(append(b, ' '), r.Referer)
	b = quoted(append(b, ' '), r.Agent)
	c.line = append(b, '\n')
	return c.line
}

func quoted(b []byte, s string) []byte {
	if s == "" {
		s = "-"
	}
	return append(append(append(b, '"'), s...), '"')
}
