package request

import "time"

// envoy reads a line of Envoy's default text format, or of Istio's, which has
// more fields in the middle and at the end:
//
//	[time] "METHOD target protocol" status flags[ …] received sent ms ms
//	"forwarded for" "agent" "id" "authority" "upstream"[ cluster local local client …]
//
// The default has no address of the peer, but the list that the request was
// forwarded for; Istio's has both. Lines of TCP connections are no requests.
func envoy(p *parser, line []byte) bool {
	w := bare(line)
	w.literal("ACCESS ") // Ambassador's
	if isErrorLog(w.rest()) {
		return p.bad("error-log-line", "", nil)
	}
	begin := w.i
	if !w.literal("[") || !isEnvoyStamp(w.rest()) {
		return p.broken("time", begin)
	}
	w.i = begin
	if !p.bracketedTime(&w) {
		return false
	}
	begin = w.i
	request, ok := w.quoted(p, beforeStatus)
	if !ok {
		return p.broken("request", begin)
	}
	if noRequest(request) {
		return p.notRequest()
	}
	p.setRequest(request)
	return p.setStatus(w.next()) && p.envoyNumbers(&w) && p.envoyTexts(&w)
}

// isEnvoyStamp is true for a time of ISO 8601 with its T.
func isEnvoyStamp(b []byte) bool { return len(b) > 20 && b[4] == '-' && b[10] == 'T' }

// envoyNumbers passes the flags and what Istio puts after them, and reads the
// bytes sent and the duration in milliseconds.
func (p *parser) envoyNumbers(w *words) bool {
	begin := w.i
	w.next() // flags
	for range 6 {
		if w.i < len(w.b) && w.b[w.i] == '"' {
			if _, ok := w.quoted(p, beforeMore); !ok {
				return p.broken("bytes", begin)
			}
			continue
		}
		received := w.next()
		if !digits(received) {
			continue
		}
		if !p.setBytes(w.next(), 0) || !p.setDuration(w.next(), time.Millisecond) {
			return false
		}
		w.next() // the upstream's time
		return true
	}
	return p.broken("bytes", begin)
}

// envoyTexts reads the fields in quotes, and Istio's addresses behind them.
func (p *parser) envoyTexts(w *words) bool {
	var text [5][]byte // forwarded for, agent, id, authority, upstream
	for i := range text {
		follow := beforeQuote
		if i == len(text)-1 {
			follow = beforeMore
		}
		begin, ok := w.i, false
		if text[i], ok = w.quoted(p, follow); !ok {
			return p.broken("agent", begin)
		}
	}
	p.setAgent(text[1])
	if !absent(text[3]) && !p.logged {
		p.setHost(text[3])
	}
	for range 3 { // Istio's cluster and two addresses of Envoy's own
		w.next()
	}
	peer := w.next()
	switch {
	case absent(peer) && absent(text[0]):
		return p.bad("field-empty", "client", nil)
	case absent(peer):
		return p.fromList(text[0])
	case !p.setClientWithPort(peer):
		return false
	case !absent(text[0]):
		p.forwarded(text[0])
	}
	return true
}
