package drill

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// WriteLog writes a Combined log of exactly so many lines, for benchmarks:
// a quiet base, and every three minutes a burst at fifty times its rate, from
// a few addresses or from thousands in turn. It has no truth.
func WriteLog(w io.Writer, lines int, seed uint64) error {
	b := &bench{r: chance.New(seed, "benchmark"), at: world.Start().UnixMicro()}
	out := bufio.NewWriterSize(w, 1<<16)
	for range lines {
		if _, err := out.Write(b.next()); err != nil {
			return fmt.Errorf("writing the log: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the log: %w", err)
	}
	return nil
}

const (
	quietGap    = 50_000      // mean microseconds between requests: 20 a second
	burstGap    = 1_000       // in a burst: 1,000 a second
	burstPeriod = 180_000_000 // microseconds
	burstLength = 20_000_000
)

// bench makes the lines of a benchmark's log.
type bench struct {
	r     *chance.Rand
	at    int64 // microseconds since 1970 UTC
	sec   int64
	stamp []byte
	line  []byte
}

func (b *bench) next() []byte {
	since := b.at - world.Start().UnixMicro()
	burst := since%burstPeriod < burstLength && since > burstLength
	gap := int64(quietGap)
	if burst {
		gap = burstGap
	}
	b.at += b.r.Int64N(2 * gap)
	if sec := b.at / 1_000_000; sec != b.sec {
		b.sec = sec
		b.stamp = time.Unix(sec, 0).In(world.Zone()).AppendFormat(b.stamp[:0], " - - [02/Jan/2006:15:04:05 -0700] \"GET /")
	}
	x := b.r.Uint64()
	b.line = b.address(b.line[:0], x, burst, since/burstPeriod%2 == 0)
	b.line = append(b.line, b.stamp...)
	b.line = target(b.line, x>>24, burst)
	return b.line
}

// address appends the client: ordinarily one of sixteen thousand; in a burst
// one of sixty-four, or of a quarter of a million.
func (b *bench) address(line []byte, x uint64, burst, few bool) []byte {
	host := x & (1<<14 - 1)
	switch {
	case burst && few:
		host = 1<<20 | x&63
	case burst:
		host = 1<<21 | x&(1<<18-1)
	}
	line = append(line, "10."...)
	line = append(strconv.AppendUint(line, host>>16, 10), '.')
	line = append(strconv.AppendUint(line, host>>8&255, 10), '.')
	return strconv.AppendUint(line, host&255, 10)
}

// target appends what follows "GET /" in a line.
func target(line []byte, x uint64, burst bool) []byte {
	if burst {
		line = append(line, '?')
		line = strconv.AppendUint(line, x&(1<<24-1), 10)
		return append(line, " HTTP/1.1\" 503 190 \"-\" \"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Safari/537.36\"\n"...)
	}
	line = append(line, "noticias/"...)
	line = strconv.AppendUint(line, x&255, 10)
	line = append(line, " HTTP/1.1\" 200 "...)
	line = strconv.AppendUint(line, 200+x>>8&0xffff, 10)
	return append(line, " \"https://candidata-a.example.org/\" \"Mozilla/5.0 (X11; Linux x86_64; rv:122.0) Gecko/20100101 Firefox/122.0\"\n"...)
}
