package signature

import (
	"strconv"
	"sync"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Fields are the fields in the order in which they are preferred where two say
// the same.
func Fields() []string {
	return []string{Shape, Path, PathForm, Agent, AgentFamily, Method, Protocol, Referer, Client, Prefix, ASN, Country, Status}
}

// base is the number of a request from which a field's value follows.
type base uint8

const (
	ofClient base = iota
	ofPath
	ofQuery
	ofAgent
	ofReferer
	ofMethod
	ofProtocol
	ofStatus
)

// column gives the values of one field numbers, in the order in which the
// requests have them. A value is worked out once for each dictionary entry.
type column struct {
	field string
	base  base
	of    []uint32 // number of the value + 1, by dictionary entry
	texts func(value uint32) string
	size  int // numbers in use
	// make gives the number of the value that follows from an entry; nil where
	// the entry is the value.
	make func(entry uint32) uint32
}

// entry is the number that the column follows from.
func (b base) entry(h *hit) uint32 {
	switch b {
	case ofClient:
		return h.client
	case ofPath:
		return h.path
	case ofQuery:
		return h.query
	case ofAgent:
		return h.agent
	case ofReferer:
		return h.referer
	case ofMethod:
		return uint32(h.method)
	case ofProtocol:
		return uint32(h.protocol)
	}
	return uint32(h.status)
}

// value is the number of the field's value of a request.
func (c *column) value(h *hit) uint32 { return c.at(c.base.entry(h)) }

func (c *column) at(entry uint32) uint32 {
	if c.make == nil {
		return entry
	}
	if v := c.of[entry]; v > 0 {
		return v - 1
	}
	v := c.make(entry)
	c.of[entry] = v + 1
	return v
}

// whole is a column whose entries are its values.
func whole(field string, b base, size int, texts func(uint32) string) *column {
	return &column{field: field, base: b, texts: texts, size: size}
}

// derived is a column whose values are texts that follow from an entry of a
// dictionary of size entries.
func derived(field string, b base, size int, form func(dst []byte, entry uint32) []byte) *column {
	c := &column{field: field, base: b, of: make([]uint32, size+1)}
	var d weblog.Dict // 0 is the empty text
	var buf []byte
	c.size = 1
	c.texts = d.Text
	c.make = func(entry uint32) uint32 {
		buf = form(buf[:0], entry)
		v := d.ID(string(buf))
		c.size = d.Len() + 1
		return v
	}
	return c
}

// prefixes is the column of /24 and /48, told apart by hash before their
// texts are made.
func prefixes(d *weblog.Dict) *column {
	c := &column{field: Prefix, base: ofClient, of: make([]uint32, d.Len()+1)}
	var first []uint32 // an address of each
	var texts []string // those asked for
	index := map[uint64]uint32{}
	c.texts = func(v uint32) string {
		for int(v) >= len(texts) {
			texts = append(texts, make([]string, len(first)-len(texts))...)
		}
		if texts[v] == "" {
			texts[v] = weblog.Prefix(d.Text(first[v]))
		}
		return texts[v]
	}
	c.make = func(entry uint32) uint32 {
		h := weblog.Network(d.Text(entry))
		v, ok := index[h]
		if !ok {
			v = uint32(len(first))
			first = append(first, entry)
			index[h] = v
			c.size = len(first)
		}
		return v
	}
	return c
}

// fill works out every value of the burst and of ordinary time. Columns share
// nothing, so that they are filled side by side.
func (g *ground) fill() {
	t := g.q.Table
	form := func(d *weblog.Dict, f func([]byte, string) []byte) func([]byte, uint32) []byte {
		return func(dst []byte, entry uint32) []byte { return f(dst, d.Text(entry)) }
	}
	g.columns = []*column{
		derived(Shape, ofQuery, t.Queries.Len(), form(t.Queries, AppendShape)),
		whole(Path, ofPath, t.Paths.Len()+1, t.Paths.Text),
		derived(PathForm, ofPath, t.Paths.Len(), form(t.Paths, AppendTemplate)),
		whole(Agent, ofAgent, t.Agents.Len()+1, t.Agents.Text),
		derived(AgentFamily, ofAgent, t.Agents.Len(), form(t.Agents, AppendFamily)),
		whole(Method, ofMethod, len(g.methods), func(v uint32) string { return g.methods[v] }),
		whole(Protocol, ofProtocol, int(weblog.Protocols), func(v uint32) string { return weblog.Protocol(v).String() }),
		whole(Referer, ofReferer, t.Referers.Len()+1, t.Referers.Text),
		whole(Client, ofClient, t.Clients.Len()+1, t.Clients.Text),
		prefixes(t.Clients),
	}
	if place := g.q.Place; place != nil {
		g.columns = append(g.columns,
			derived(ASN, ofClient, t.Clients.Len(), func(dst []byte, client uint32) []byte {
				_, asn := place(client)
				return appendASN(dst, asn)
			}),
			derived(Country, ofClient, t.Clients.Len(), func(dst []byte, client uint32) []byte {
				country, _ := place(client)
				return append(dst, country...)
			}))
	}
	g.columns = append(g.columns, whole(Status, ofStatus, 1000, func(v uint32) string { return strconv.Itoa(int(v)) }))
	g.each(func(c *column) {
		if c.make == nil {
			return
		}
		for i := range g.burst {
			c.value(&g.burst[i])
		}
		for i := range g.usual {
			c.value(&g.usual[i])
		}
	})
}

func appendASN(dst []byte, asn uint32) []byte {
	if asn == 0 {
		return dst
	}
	return strconv.AppendUint(append(dst, "AS"...), uint64(asn), 10)
}

// each calls f for every column, two at a time. A Place is asked by two
// columns, so that those are done after the others.
func (g *ground) each(f func(*column)) {
	var wait sync.WaitGroup
	free := make(chan struct{}, 2)
	for _, c := range g.columns {
		if c.field == ASN || c.field == Country {
			continue
		}
		free <- struct{}{}
		wait.Go(func() { f(c); <-free })
	}
	wait.Wait()
	for _, c := range g.columns {
		if c.field == ASN || c.field == Country {
			f(c)
		}
	}
}
