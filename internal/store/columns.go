package store

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unsafe"

	"github.com/parquet-go/parquet-go"
)

// Segments are read column by column, page by page: rebuilding rows through
// reflection costs several times the decoding. A string that a column gives
// lies in the column's current page and is valid until the column moves on.

// column is a cursor over the values of one leaf column of a file. Its methods
// do nothing once err is set.
type column struct {
	name   string
	chunks []parquet.ColumnChunk // of the row groups that were not begun
	pages  parquet.Pages
	page   parquet.Page
	err    error

	at, n int // next value and number of values of the page
	// The values of the page are in one of these, by the kind of the column.
	i64  []int64
	i32  []int32 // values, or places in the dictionary
	bits []byte
	data []byte
	offs []uint32 // n+1 offsets into data, of strings
	size int      // of values of fixed length in data
	dict bool     // i32 holds places in offs

	// Levels, of a column in a list: slot is the next of them, and a value is
	// there where its definition level is full.
	rep, def []byte
	slot     int
	full     byte
	inList   bool
}

// find makes a cursor over a column, named with the groups it lies in. A
// column that the file does not have gives zero values.
func find(f *parquet.File, name string) *column {
	c := &column{name: name}
	at := f.Root()
	for part := range strings.SplitSeq(name, ".") {
		if at = at.Column(part); at == nil {
			return c
		}
	}
	if !at.Leaf() {
		return c
	}
	c.full, c.inList = byte(at.MaxDefinitionLevel()), at.MaxRepetitionLevel() > 0
	for _, g := range f.RowGroups() {
		c.chunks = append(c.chunks, g.ColumnChunks()[at.Index()])
	}
	return c
}

// turn moves to the next page that holds anything.
func (c *column) turn() bool {
	for c.err == nil {
		if c.pages == nil {
			if len(c.chunks) == 0 {
				return false
			}
			c.pages, c.chunks = c.chunks[0].Pages(), c.chunks[1:]
		}
		if c.page != nil {
			parquet.Release(c.page)
			c.page = nil
		}
		page, err := c.pages.ReadPage()
		if errors.Is(err, io.EOF) {
			err = c.pages.Close()
			c.pages = nil
		} else if err == nil {
			c.page = page
			err = c.unfold()
		}
		if err != nil {
			c.err = fmt.Errorf("column %s: %w", c.name, err)
		}
		if c.err == nil && c.page != nil && page.NumValues() > 0 {
			return true
		}
	}
	return false
}

// unfold finds the values of the current page.
func (c *column) unfold() error {
	values := c.page.Data()
	c.at, c.slot = 0, 0
	c.rep, c.def = c.page.RepetitionLevels(), c.page.DefinitionLevels()
	if c.inList && (len(c.rep) != len(c.def) || len(c.def) != int(c.page.NumValues())) {
		return errors.New("levels and values do not fit")
	}
	dict := c.page.Dictionary()
	c.dict = dict != nil
	if c.dict {
		c.i32 = values.Int32()
		c.n = len(c.i32)
		values = dict.Page().Data()
		if c.page.Type().Kind() != parquet.ByteArray {
			return errors.New("a dictionary of what are no strings")
		}
		c.data, c.offs = values.ByteArray()
		return nil
	}
	switch c.page.Type().Kind() {
	case parquet.Int64:
		c.i64 = values.Int64()
		c.n = len(c.i64)
	case parquet.Int32:
		c.i32 = values.Int32()
		c.n = len(c.i32)
	case parquet.Boolean:
		c.bits = values.Boolean()
		c.n = 8 * len(c.bits)
	case parquet.ByteArray:
		c.data, c.offs = values.ByteArray()
		c.n = max(0, len(c.offs)-1)
	case parquet.FixedLenByteArray:
		c.data, c.size = values.FixedLenByteArray()
		c.n = len(c.data) / max(1, c.size)
	default:
		return fmt.Errorf("of a kind %v that segments do not have", c.page.Type().Kind())
	}
	return nil
}

// ready makes sure that there is a next value.
func (c *column) ready() bool {
	return c.at < c.n && (c.inList || c.page == nil || c.at < int(c.page.NumValues())) || c.turn() && c.n > 0
}

// int gives the next value of a column of integers.
func (c *column) int() int64 {
	if !c.ready() {
		return 0
	}
	c.at++
	if c.i64 != nil {
		return c.i64[c.at-1]
	}
	if len(c.i32) < c.at {
		return 0
	}
	return int64(c.i32[c.at-1])
}

// bool gives the next value of a column of truth values.
func (c *column) bool() bool {
	if !c.ready() || len(c.bits) <= c.at/8 {
		return false
	}
	c.at++
	return c.bits[(c.at-1)/8]>>((c.at-1)%8)&1 == 1
}

// fixed copies the next value of a column of values of fixed length.
func (c *column) fixed(to []byte) {
	if c.ready() && c.size == len(to) {
		copy(to, c.data[c.at*c.size:])
		c.at++
	}
}

// string gives the next value of a column of strings.
func (c *column) string() string {
	if !c.ready() {
		return ""
	}
	return c.take()
}

// take gives the string at the cursor and moves on.
func (c *column) take() string {
	i := c.at
	c.at++
	if c.dict {
		i = int(c.i32[i])
	}
	if i < 0 || i+1 >= len(c.offs) {
		c.err = fmt.Errorf("column %s: a value outside its page", c.name)
		return ""
	}
	b := c.data[c.offs[i]:c.offs[i+1]]
	// Valid until the next page is turned, as the rule of records has it.
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// list appends the next list of a column of strings. A list never goes over
// the end of a page: version 2 pages begin with a row.
func (c *column) list(to []string) []string {
	c.eachInList(func() { to = append(to, c.take()) })
	return to
}

// ints appends the next list of a column of integers.
func (c *column) ints(to []int64) []int64 {
	c.eachInList(func() { to = append(to, c.i64[c.at]); c.at++ })
	return to
}

// eachInList visits the values of the next list.
func (c *column) eachInList(visit func()) {
	if c.slot == len(c.def) && !c.turn() {
		return
	}
	for first := true; c.slot < len(c.def) && (first || c.rep[c.slot] > 0); first = false {
		if c.def[c.slot] == c.full {
			if c.at >= c.n {
				c.err = fmt.Errorf("column %s: fewer values than levels", c.name)
				return
			}
			visit()
		}
		c.slot++
	}
}

// close gives back what the cursor holds.
func (c *column) close() error {
	if c.page != nil {
		parquet.Release(c.page)
		c.page = nil
	}
	if c.pages == nil {
		return nil
	}
	err := c.pages.Close()
	c.pages = nil
	return err
}
