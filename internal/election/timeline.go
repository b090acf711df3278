package election

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
)

// Kinds of event that a timeline may hold beside those of the calendar.
const (
	PostEvent = "post"  // a post that many people saw, with a link
	Mailing   = "mail"  // a mail-out, a message to subscribers, a push notification
	Other     = "other" // anything else that may have sent people to a site
)

// TimelineKinds lists the kinds of event that a timeline may hold.
func TimelineKinds() []string { return append(EventKinds(), PostEvent, Mailing, Other) }

// timelineColumns are the names that the columns of a timeline go by.
var timelineColumns = map[string][]string{
	"time": {"time", "start", "datetime", "date", "when", "timestamp", "hora", "fecha", "inicio", "cuando"},
	"end":  {"end", "until", "fin", "hasta", "termino", "término"},
	"kind": {"kind", "type", "category", "tipo", "clase"},
	"name": {"name", "event", "what", "title", "description", "nombre", "evento", "qué", "que", "descripción", "descripcion", "título", "titulo"},
	"site": {"site", "sites", "host", "url", "sitio", "sitios"},
}

// maxEvents is how many events a timeline may hold.
const maxEvents = 10_000

// ParseTimeline reads a timeline of events: CSV with a header, a column for
// the time, and columns for the name, the kind, the end and the sites that
// the event sent people to, where there are such. Times without a zone are in
// loc. A row without a kind is a broadcast.
func ParseTimeline(name string, data []byte, loc *time.Location) ([]Event, []Problem) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	if head, _, _ := bytes.Cut(data, []byte("\n")); bytes.Count(head, []byte(";")) > bytes.Count(head, []byte(",")) {
		r.Comma = ';'
	}
	t := &timelineReader{file: name, loc: loc, csv: r}
	header, err := r.Read()
	if err != nil {
		t.problem(0, lang.M("election.timeline.header"), lang.M("election.timeline.header.do"))
		return nil, t.problems
	}
	if !t.columns(header) {
		return nil, t.problems
	}
	for len(t.events) < maxEvents {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.problem(0, lang.M("election.timeline.row", "why", err.Error()), lang.M("election.timeline.row.do"))
			break
		}
		t.row(row)
	}
	if len(t.events) == 0 && len(t.problems) == 0 {
		t.problem(0, lang.M("election.timeline.empty"), lang.M("election.timeline.header.do"))
	}
	slices.SortStableFunc(t.events, func(a, b Event) int { return a.Start.Compare(b.Start) })
	return t.events, t.problems
}

// timelineReader is one run of ParseTimeline.
type timelineReader struct {
	file     string
	loc      *time.Location
	csv      *csv.Reader
	at       map[string]int
	events   []Event
	problems []Problem
}

// problem notes what is wrong in a column of the row read last.
func (t *timelineReader) problem(column int, text, do lang.Message) {
	line, col := 1, 1
	if column >= 0 {
		func() {
			defer func() { _ = recover() }() // FieldPos panics where no row was read
			line, col = t.csv.FieldPos(column)
		}()
	}
	t.problems = append(t.problems, Problem{File: t.file, Line: line, Column: col, Text: text, Do: do})
}

// columns finds the columns by their names.
func (t *timelineReader) columns(header []string) bool {
	t.at = map[string]int{}
	for i, h := range header {
		h = strings.ToLower(strings.TrimSpace(h))
		for what, names := range timelineColumns {
			if _, taken := t.at[what]; !taken && slices.Contains(names, h) {
				t.at[what] = i
			}
		}
	}
	if _, ok := t.at["time"]; !ok {
		t.problem(0, lang.M("election.timeline.no-time", "columns", strings.Join(header, ", ")), lang.M("election.timeline.header.do"))
		return false
	}
	return true
}

func (t *timelineReader) field(row []string, what string) (value string, column int) {
	i, ok := t.at[what]
	if !ok || i >= len(row) {
		return "", 0
	}
	return strings.TrimSpace(row[i]), i
}

// row reads one event.
func (t *timelineReader) row(row []string) {
	var e Event
	var ok bool
	if e.Start, ok = t.time(row, "time", false); !ok {
		return
	}
	if v, _ := t.field(row, "end"); v == "" {
		e.End = e.Start
	} else if e.End, ok = t.time(row, "end", true); !ok {
		return
	}
	kind, column := t.field(row, "kind")
	if e.Kind = strings.ToLower(kind); e.Kind == "" {
		e.Kind = Broadcast
	}
	if !slices.Contains(TimelineKinds(), e.Kind) {
		t.problem(column, lang.M("election.timeline.kind", "value", kind), lang.M("election.timeline.kind.do", "known", strings.Join(TimelineKinds(), ", ")))
		return
	}
	e.Name, _ = t.field(row, "name")
	if e.Name == "" {
		e.Name = e.Kind
	}
	sites, _ := t.field(row, "site")
	for s := range strings.FieldsFuncSeq(sites, func(r rune) bool { return r == ' ' || r == '|' || r == ';' }) {
		e.Sites = append(e.Sites, hostOf(s))
	}
	t.events = append(t.events, e)
}

// time reads a time of a row.
func (t *timelineReader) time(row []string, what string, end bool) (time.Time, bool) {
	v, column := t.field(row, what)
	at, trouble := parseTime(v, t.loc, end)
	switch trouble {
	case "", twice:
		return at, true
	case noZone:
		t.problem(column, lang.M("election.timeline.no-zone", "value", v), lang.M("election.timeline.no-zone.do"))
	default:
		t.problem(column, lang.M("election.timeline.time", "value", v), lang.M("election.timeline.time.do"))
	}
	return at, false
}

// hostOf takes the host out of what may be a link.
func hostOf(s string) string {
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s, _, _ = strings.Cut(s, "/")
	return strings.ToLower(s)
}
