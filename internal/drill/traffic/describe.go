package traffic

import (
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/drill/truth"
)

// count is an item of truth while its requests are being written.
type count struct {
	truth.Item
	first, last int64 // milliseconds since 1970 UTC
	clients     map[int32]bool
}

// item begins an item and gives the mark that its hits carry.
func (l *log) item(id, kind string) int16 {
	l.items = append(l.items, &count{
		Item: truth.Item{
			ID: id, Front: "traffic", Kind: kind, Unit: truth.Requests, Site: l.cfg.Site,
		},
		clients: map[int32]bool{},
	})
	return int16(len(l.items))
}

// plant says that an item is planted and how it hides.
func (c *count) plant(detector, stealth string) {
	c.Planted, c.Detector, c.Stealth = true, detector, stealth
}

func (c *count) add(h *hit) {
	if c.Size == 0 {
		c.first = h.at
	}
	c.last = h.at
	c.Size++
	c.clients[h.client] = true
}

// describe gives the items that have requests. Intervals are in whole
// seconds, as the log's times are.
func (l *log) describe() []truth.Item {
	var items []truth.Item
	for _, c := range l.items {
		if c.Size == 0 {
			continue
		}
		c.Start, c.End = time.Unix(c.first/1000, 0).UTC(), time.Unix(c.last/1000, 0).UTC()
		for i := range c.clients {
			c.Members = append(c.Members, l.clients[i])
		}
		slices.Sort(c.Members)
		items = append(items, c.Item)
	}
	return items
}
