package traffic

import (
	"fmt"
	"strings"

	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/weblog"
)

// quote is a row that the report is to quote.
type quote struct {
	burst int // of the report; -1: none
	row   int
	why   lang.Message
}

// maxQuote is how many bytes of a line are quoted.
const maxQuote = 600

// evidence looks the rows up that the report quotes.
func (a *analyser) evidence() error {
	for i := range a.r.Bursts {
		a.r.Bursts[i].Evidence = []Evidence{}
	}
	a.r.Evidence = []Evidence{}
	if len(a.quotes) == 0 {
		return nil
	}
	rows := make([]int, len(a.quotes))
	for i, q := range a.quotes {
		rows[i] = q.row
	}
	var quoted []intake.Quoted
	if a.Cite != nil {
		var err error
		if quoted, err = a.Cite(rows); err != nil {
			return err
		}
	}
	for i, q := range a.quotes {
		r := a.t.Row(q.row)
		src := a.t.Sources[r.Source]
		e := Evidence{
			Input: src.SHA256, File: src.Name, Offset: r.Offset, Length: int64(r.Length),
			Quote: a.line(r), Why: a.Printer.Print(q.why),
		}
		var raw []byte
		if quoted != nil && quoted[i].Row > 0 {
			e.Digest = fmt.Sprintf("%x", quoted[i].Digest)
			if raw = quoted[i].Raw; raw != nil {
				e.Quote = strings.ToValidUTF8(string(raw[:min(len(raw), maxQuote)]), "\uFFFD")
			}
		}
		if q.burst >= 0 {
			a.r.Bursts[q.burst].Evidence = append(a.r.Bursts[q.burst].Evidence, e)
		} else {
			a.r.Evidence = append(a.r.Evidence, e)
		}
		a.lines = append(a.lines, Line{e, raw})
	}
	return nil
}

// line writes a row as a line of the records that unveil traffic gives, for a
// log that cannot be read again.
func (a *analyser) line(r *weblog.Row) string {
	rec := request.Request{
		Time: r.Time, Client: a.t.Clients.Text(r.Client), Method: r.Method(), Path: a.t.Paths.Text(r.Path),
		Query: a.t.Queries.Text(r.Query), Protocol: r.Protocol().String(), Status: int32(r.Status),
		Bytes: request.Unknown, Referer: a.t.Referers.Text(r.Referer), Agent: a.t.Agents.Text(r.Agent),
		Site: a.t.Sites[r.Site], Duration: request.Unknown,
	}
	if r.Bytes != weblog.NoNumber {
		rec.Bytes = int64(r.Bytes)
	}
	return strings.TrimSpace(string(request.AppendRecord(nil, &rec)))
}
