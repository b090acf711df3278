// Package request is one of the three observations: one request to a web
// site as its server logged it, and the readers of the formats that access
// logs come in.
//
//	Stream ─ Format.Read ─▶ Request + Where ─▶ Sink
//
// Parsers scan bytes once and allocate nothing per line.
package request

import "github.com/unveil-project/unveil/internal/source"

// Unknown is the value of a number that the log does not hold.
const Unknown = -1

// Request is one logged request. Strings are unescaped only where the log
// format documents an escape; what a client sent stays as it sent it.
type Request struct {
	source.Where
	Time     int64  // microseconds since 1970 UTC
	Client   string // address (canonical text) or host name of the peer
	User     string // user name of HTTP authentication; "" if none
	Site     string // virtual host, lower case, without port; "" if not logged
	Method   string // "" where the request line is not HTTP
	Path     string // path of the target, or the whole request line where it is not HTTP
	Query    string // query without its question mark
	Protocol string // "HTTP/1.1"
	Status   int32  // 0 where the server logged none
	Via      Via    // how Client was decided
	Bytes    int64  // body bytes sent; Unknown where not logged
	Referer  string // "" where none
	Agent    string // "" where none
	Duration int64  // microseconds; Unknown where not logged
}
