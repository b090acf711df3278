package weblog

import (
	"math"

	"github.com/unveil-project/unveil/internal/request"
)

// Row is one request. Numbers of texts are those of the table's dictionaries;
// 0 is the empty text.
type Row struct {
	Time     int64  // microseconds since 1970 UTC
	Offset   int64  // first byte of the line in its decompressed source
	Client   uint32 // of Table.Clients
	Path     uint32 // of Table.Paths
	Query    uint32 // of Table.Queries
	Agent    uint32 // of Table.Agents
	Referer  uint32 // of Table.Referers
	Bytes    uint32 // saturates; NoNumber where not logged
	Duration uint32 // microseconds, saturates; NoNumber where not logged
	Length   uint32 // bytes of the line
	Source   uint16 // of Table.Sources
	Site     uint16 // of Table.Sites
	Status   uint16 // 0 where the server logged none
	method   uint8  // of methods; the three upper bits are the protocol
	Flags    Flags
}

// NoNumber is the value of Bytes and Duration where the log holds none.
const NoNumber = math.MaxUint32

// Flags are small facts of a request.
type Flags uint8

// The lower two bits of Flags say how the address was come by
// (request.Request.Via).
const (
	viaBits Flags = 3
	HasUser Flags = 4 // the request named a user of HTTP authentication
)

// Protocol is a version of HTTP.
type Protocol uint8

// The versions of HTTP.
const (
	NoProtocol Protocol = iota // not logged, or the request line is not HTTP
	HTTP09
	HTTP10
	HTTP11
	HTTP2
	HTTP3
	OtherProtocol // a version that does not exist
	Protocols
)

var protocolNames = [Protocols]string{"", "HTTP/0.9", "HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3", "HTTP/?"}

func (p Protocol) String() string { return protocolNames[p] }

// ProtocolOf reads a protocol as it was logged.
func ProtocolOf(s string) Protocol {
	switch s {
	case "HTTP/1.1":
		return HTTP11
	case "HTTP/2.0", "HTTP/2":
		return HTTP2
	case "HTTP/3.0", "HTTP/3":
		return HTTP3
	case "HTTP/1.0":
		return HTTP10
	case "HTTP/0.9":
		return HTTP09
	case "", "-":
		return NoProtocol
	}
	return OtherProtocol
}

// methods are the names of methods, by number; the last stands for all others.
var methods = [...]string{"", "GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "CONNECT", "TRACE", "PROPFIND", "?"}

func methodOf(s string) uint8 {
	switch s {
	case "GET":
		return 1
	case "POST":
		return 2
	}
	for i := range uint8(len(methods)) {
		if methods[i] == s {
			return i
		}
	}
	return uint8(len(methods) - 1)
}

// Method is the request's method; "" where the request line is not HTTP, "?"
// for one that is not in general use.
func (r *Row) Method() string { return methods[r.method&31] }

// Protocol is the request's version of HTTP.
func (r *Row) Protocol() Protocol { return Protocol(r.method >> 5) }

// Second is the time in whole seconds.
func (r *Row) Second() int64 { return floorDiv(r.Time, 1e6) }

// Failed is true of a request that got no answer, or one that says that the
// server could not: no status, 5xx, 408, 429, 444, 499.
func (r *Row) Failed() bool {
	s := r.Status
	return s == 0 || s >= 500 || s == 408 || s == 429 || s == 444 || s == 499
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// saturate fits a number into 32 bits.
func saturate(n int64) uint32 {
	switch {
	case n == request.Unknown:
		return NoNumber
	case n < 0:
		return 0
	}
	return uint32(min(n, NoNumber-1))
}
