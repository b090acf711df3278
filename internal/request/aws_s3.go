package request

import (
	"bytes"
	"time"
)

// awsS3 reads a line of the server access log of S3:
//
//	owner bucket [time] client requester id operation key "request" status
//	error sent size total turn-around "referer" "agent" version host-id
//	signature cipher authentication host …
//
// Deeds of S3 itself (of lifecycle rules and batches) are no requests.
func awsS3(p *parser, line []byte) bool {
	w := bare(line)
	begin := w.i
	owner, bucket := w.next(), w.next()
	stamp, ok := w.bracketed()
	if !ok || len(stamp) != clfTime || len(owner) == 0 || len(bucket) == 0 {
		return p.broken("time", begin)
	}
	micros, problem := p.clock.clf(stamp)
	if problem != "" {
		return p.bad(problem, "time", stamp)
	}
	p.req.Time = micros
	client, requester := w.next(), w.next()
	w.next() // id of the request
	begin = w.i
	if operation := w.next(); bytes.Count(operation, []byte(".")) < 1 {
		return p.broken("request", begin)
	}
	w.next() // key
	begin = w.i
	request, ok := w.quoted(p, beforeStatus)
	if !ok {
		if w.literal("- ") {
			return p.notRequest()
		}
		return p.broken("request", begin)
	}
	if noRequest(request) {
		return p.notRequest()
	}
	p.setRequest(request)
	p.setUser(requester)
	if !p.s3Answer(&w) {
		return false
	}
	p.s3Site(&w, bucket)
	return p.setClient(client)
}

// s3Answer reads from the status to the agent.
func (p *parser) s3Answer(w *words) bool {
	if !p.setStatus(w.next()) {
		return false
	}
	w.next() // error code
	if !p.setBytes(w.next(), 0) {
		return false
	}
	w.next() // size of the object
	if !p.setDuration(w.next(), time.Millisecond) {
		return false
	}
	w.next() // turn-around time
	begin := w.i
	referer, ok := w.quoted(p, beforeQuote)
	if !ok {
		return p.broken("referer", begin)
	}
	p.setReferer(referer)
	agent, ok := w.quoted(p, beforeMore)
	if !ok {
		p.cut, agent = "agent", bytes.TrimPrefix(w.rest(), []byte(`"`))
	}
	p.setAgent(agent)
	return true
}

// s3Site is the bucket where it bears a host name, as the bucket of a web site
// does, or else the Host header, or else the bucket.
func (p *parser) s3Site(w *words, bucket []byte) {
	if p.logged {
		return
	}
	if isHost(bucket) && bytes.IndexByte(bucket, '.') > 0 {
		p.setHost(bucket)
		return
	}
	for range 5 { // version, host id, signature, cipher, authentication
		w.next()
	}
	if host := w.next(); isHost(host) && bytes.IndexByte(host, '.') > 0 {
		p.setHost(host)
		return
	}
	if isHost(bucket) {
		p.setHost(bucket)
	}
}
