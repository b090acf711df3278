package request

import (
	"bytes"
	"strings"
)

// column is what one column of an extended log holds.
type column struct {
	place
	kind columnKind
	skip bool
}

// columnKind says how a column's value is read.
type columnKind uint8

const (
	columnPlain columnKind = iota
	columnDate             // 2018-07-01, UTC
	columnClock            // 20:15:04, UTC
	columnLocalDate
	columnLocalClock
	columnAgent // with + for spaces, or percent-encoded
	columnURI   // may begin with a host without a scheme
	columnTaken // milliseconds; seconds where it has a point or is CloudFront's
)

// w3cColumns are the columns that are read, by name in lower case. Of several
// that say one thing the lower rank is taken.
var w3cColumns = map[string]column{
	"date":       {kind: columnDate},
	"time":       {kind: columnClock},
	"date-local": {kind: columnLocalDate},
	"time-local": {kind: columnLocalClock},
	"timestamp":  {place: place{fieldTime, 0}},

	"c-ip":                 {place: place{fieldClient, 0}},
	"c-dns":                {place: place{fieldClient, 5}},
	"x-forwarded-for":      {place: place{fieldForwarded, 0}},
	"cs(x-forwarded-for)":  {place: place{fieldForwarded, 0}},
	"s-xff":                {place: place{fieldForwarded, 1}},
	"cs-username":          {place: place{fieldUser, 0}},
	"x-host-header":        {place: place{fieldSite, 0}},
	"cs-host":              {place: place{fieldSite, 1}},
	"cs(host)":             {place: place{fieldSite, 1}},
	"s-dns":                {place: place{fieldSite, 2}},
	"cs-method":            {place: place{fieldMethod, 0}},
	"cs-uri":               {place: place{fieldTarget, 0}, kind: columnURI},
	"cs-uri-stem":          {place: place{fieldPath, 0}},
	"cs-uri-query":         {place: place{fieldQuery, 0}},
	"cs-version":           {place: place{fieldProtocol, 0}},
	"cs-protocol-version":  {place: place{fieldProtocol, 0}},
	"sc-status":            {place: place{fieldStatus, 0}},
	"c-status":             {place: place{fieldStatus, 1}},
	"sc-bytes":             {place: place{fieldBytes, 0}},
	"cs(referer)":          {place: place{fieldReferer, 0}},
	"cs(referrer)":         {place: place{fieldReferer, 0}},
	"cs(user-agent)":       {place: place{fieldAgent, 0}, kind: columnAgent},
	"time-taken":           {kind: columnTaken},
	"timetakenms":          {place: place{fieldMillis, 0}},
	"x-duration":           {place: place{fieldSeconds, 1}},
	"cs(x-real-ip)":        {place: place{fieldRealIP, 0}},
	"cs(cf-connecting-ip)": {place: place{fieldEdge, 0}},
}

// cloudFrontNames are the columns of CloudFront's standard logs, in the order
// in which they were added; older logs end at one of the last ten.
const cloudFrontNames = "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status " +
	"cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header " +
	"cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type " +
	"cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type " +
	"sc-content-type sc-content-len sc-range-start sc-range-end"

// cloudFrontFewest is how many columns CloudFront's oldest logs have.
const cloudFrontFewest = 15

var cloudFrontColumns = namedColumns(cloudFrontNames)

func namedColumns(names string) *w3c {
	var f w3c
	f.setColumns([]byte(names))
	return &f
}

// setColumns takes the names of a "#Fields:" line. The first column of a name
// is used.
func (f *w3c) setColumns(names []byte) {
	f.columns, f.edge = nil, bytes.Contains(names, []byte("x-edge-"))
	seen := map[string]bool{}
	for _, name := range strings.Fields(string(names)) {
		name = strings.ToLower(name)
		c, known := w3cColumns[name]
		c.skip = !known || seen[name] || len(f.columns) >= mostColumns
		if c.kind == columnTaken {
			c.place = place{fieldMillis, 1}
			if f.edge {
				c.place = place{fieldSeconds, 0}
			}
		}
		seen[name] = true
		f.columns = append(f.columns, c)
	}
}

// take keeps the value of a column.
func (c *column) take(p *parser, v *values, t *w3cTime, value []byte, quoted bool) {
	switch c.kind {
	case columnDate:
		t.date = value
		return
	case columnClock:
		t.clock, t.local = value, false
		return
	case columnLocalDate:
		if t.date == nil {
			t.date = value
		}
		return
	case columnLocalClock:
		if t.clock == nil {
			t.clock, t.local = value, true
		}
		return
	case columnTaken:
		if bytes.IndexByte(value, '.') >= 0 {
			v.put(fieldSeconds, c.rank, value)
			return
		}
	case columnAgent:
		value = p.agentOf(value, quoted)
	case columnURI:
		value = p.withHost(v, value)
	}
	if c.field == fieldClient && absent(value) {
		return // another column may name the client
	}
	v.put(c.field, c.rank, p.decoded(value))
}

// withHost cuts a host without a scheme off a target, "www.example.org/a".
func (p *parser) withHost(v *values, b []byte) []byte {
	if len(b) == 0 || b[0] == '/' || bytes.Contains(b[:min(len(b), 16)], []byte("://")) {
		return b
	}
	i := bytes.IndexByte(b, '/')
	if i < 0 || !isHostPort(b[:i]) {
		return b
	}
	v.put(fieldSite, 3, b[:i])
	return b[i:]
}

// agentOf undoes what servers do so that an agent holds no space: IIS writes
// plus signs (a plus of its own too, so that "++" was a space and a plus),
// CloudFront percent-encodes, twice in older logs. The value is left as it is
// where it holds spaces.
func (p *parser) agentOf(b []byte, quoted bool) []byte {
	if quoted && bytes.IndexByte(b, ' ') >= 0 {
		return b
	}
	if bytes.IndexByte(b, '%') >= 0 {
		return p.hexAfter(p.hexAfter(b, '%'), '%')
	}
	if bytes.IndexByte(b, '+') < 0 {
		return b
	}
	begin := len(p.scratch)
	for i, c := range b {
		if c == '+' && (i == 0 || b[i-1] != '+' && b[i-1] != '(') {
			c = ' '
		}
		p.scratch = append(p.scratch, c)
	}
	return p.scratch[begin:len(p.scratch):len(p.scratch)]
}

// complete is true where the columns name a time and a client.
func (f *w3c) complete() bool {
	clock, client := false, false
	for _, c := range f.columns {
		switch c.kind {
		case columnClock, columnLocalClock:
			clock = true
		default:
			clock = clock || c.field == fieldTime && !c.skip
			client = client || c.field == fieldClient && !c.skip
		}
	}
	return clock && client
}
