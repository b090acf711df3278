package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/unveil-project/unveil/internal/drill"
)

// writePublic writes the drill's log with addresses of a public /8, which
// databases answer for; those of the drill are private, and are passed over.
func writePublic(w io.Writer, lines int, seed uint64) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if err := drill.WriteLog(&renamed{w: out}, lines, seed); err != nil {
		return err
	}
	return out.Flush()
}

// renamed puts "45." for the "10." at the beginning of every line.
type renamed struct {
	w    io.Writer
	rest []byte // of a line that was cut
}

// Write takes whole and cut lines.
func (r *renamed) Write(p []byte) (int, error) {
	r.rest = append(r.rest, p...)
	for {
		i := bytes.IndexByte(r.rest, '\n')
		if i < 0 {
			return len(p), nil
		}
		line := r.rest[:i+1]
		if bytes.HasPrefix(line, []byte("10.")) {
			copy(line, "45.")
		}
		if _, err := r.w.Write(line); err != nil {
			return 0, err
		}
		r.rest = r.rest[:copy(r.rest, r.rest[i+1:])]
	}
}

// writeCountries writes a database of countries for that /8: a range for each
// /22, and another country for one in ten where other is set.
func writeCountries(w io.Writer, other bool) error {
	codes := []string{"MX", "US", "BR", "DE", "IN", "ES", "AR"}
	return writeRanges(w, func(i int) string {
		if other && i%10 == 0 {
			i++
		}
		return codes[i/7%len(codes)]
	})
}

// writeNetworks writes a database of networks for that /8.
func writeNetworks(w io.Writer) error {
	return writeRanges(w, func(i int) string { return fmt.Sprintf("%d,\"Network %d\"", 64512+i%1000, i%1000) })
}

func writeRanges(w io.Writer, value func(i int) string) error {
	out := bufio.NewWriter(w)
	for i := range 1 << 14 {
		a := uint32(45)<<24 | uint32(i)<<10
		if _, err := fmt.Fprintf(out, "%d.%d.%d.%d,%d.%d.%d.%d,%s\n", a>>24, a>>16&255, a>>8&255, a&255,
			a>>24, (a+1023)>>16&255, (a+1023)>>8&255, 255, value(i)); err != nil {
			return err
		}
	}
	return out.Flush()
}
