package intake

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/text"
)

// Format is a format of any kind, with its reader bound to a stage.
type Format struct {
	Name     string
	Kind     source.Kind
	Doc      lang.Text
	Zone     *time.Location
	NativeID bool
	Sniff    func([]byte) int

	mayLackZone bool

	read func(context.Context, *source.Stream, source.Options, *stage) error
}

// Formats lists every format that can be read.
func Formats() []Format {
	return slices.Concat(
		bind(post.Formats(), (*stage).post),
		bind(request.Formats(), (*stage).request),
		bind(sheet.Formats(), (*stage).sheet),
	)
}

func bind[R any](formats []source.Format[R], keep func(*stage, *R) error) []Format {
	var out []Format
	for _, f := range formats {
		out = append(out, Format{
			Name: f.Name, Kind: f.Kind, Doc: f.Doc, Zone: f.Zone, NativeID: f.NativeID, Sniff: f.Sniff,
			mayLackZone: f.MayLackZone,
			read: func(ctx context.Context, in *source.Stream, opt source.Options, st *stage) error {
				return f.Read(ctx, in, opt, sink[R]{st, keep})
			},
		})
	}
	return out
}

// sink hands the records of one kind to a stage.
type sink[R any] struct {
	*stage
	keep func(*stage, *R) error
}

func (s sink[R]) Record(r *R) error          { return s.keep(s.stage, r) }
func (s sink[R]) Issue(i source.Issue) error { return s.issue(i) }

// sure is the least that a format must be sure of to be chosen unasked.
const sure = 30

// choose finds the format of an opened file: the one asked for, the one that
// the other flags imply, or the one that is surest of the content.
func choose(f *source.File, req Request) (Format, error) {
	all := Formats()
	if name := wanted(req, f.Head); name != "" {
		for _, g := range all {
			if g.Name == name {
				return g, nil
			}
		}
		return Format{}, &source.Failure{File: f.Name, Problem: lang.M("no-format", "format", name, "nearest", nearest(name, all))}
	}
	if wrong, ok := source.Wrong(f.Head); ok && !isLog(req, all, f.Head) {
		return Format{}, &source.Failure{File: f.Name, Problem: wrong}
	}
	best, tied := surest(all, f.Head)
	switch {
	case len(tied) > 1:
		return Format{}, &source.Failure{File: f.Name, Problem: lang.M("ambiguous", "formats", strings.Join(tied, ", "))}
	case best == nil && source.Binary(f.Head):
		return Format{}, &source.Failure{File: f.Name, Problem: lang.M("is-binary")}
	case best == nil && len(columnsOf(f.Head)) > 1:
		return Format{}, &source.Failure{File: f.Name, Problem: unknownTable(columnsOf(f.Head))}
	case best == nil && len(fieldsOf(f.Head)) > 1:
		return Format{}, &source.Failure{File: f.Name, Problem: lang.M("objects", "columns", listed(fieldsOf(f.Head)))}
	case best == nil:
		return Format{}, &source.Failure{File: f.Name, Problem: lang.M("unknown", "head", quoteHead(f.Head))}
	}
	return *best, nil
}

// isLog says whether an access log was asked for and the head is surely one: a
// client may write what it likes at its beginning.
func isLog(req Request, all []Format, head []byte) bool {
	best, _ := surest(all, head)
	return req.Kind == source.Requests && best != nil && best.Kind == source.Requests
}

// unknownTable is why a table of no known format is refused, with the columns
// that are nearly those of posts where there are such.
func unknownTable(columns []string) lang.Message {
	if near, ok := nearPosts(columns); ok {
		return near
	}
	return lang.M("table", "columns", listed(columns))
}

// wanted is the format that the flags ask for or imply.
func wanted(req Request, head []byte) string {
	m := req.Options.Map
	switch {
	case req.Format != "":
		return req.Format
	case req.Options.Layout != "":
		return "layout"
	case m["station"] != "":
		return "sheet-csv"
	case m["account"] != "" && isJSON(head):
		return "jsonl"
	case m["account"] != "":
		return "csv"
	case (m["client"] != "" || req.Kind == source.Requests && len(m) > 0) && isJSON(head):
		return "nginx-json"
	case len(m) > 0 && isJSON(head):
		return "jsonl" // whose reader names the keys that there are
	case len(m) > 0:
		return "csv"
	}
	return ""
}

func isJSON(head []byte) bool {
	h := bytes.TrimLeft(head, " \t\r\n\xef\xbb\xbf")
	return len(h) > 0 && (h[0] == '{' || h[0] == '[')
}

// surest gives the format that is surest; several names where they tie. Two
// formats of requests that tie are a log in both: it is opened in the first,
// and its lines are told apart one by one.
func surest(all []Format, head []byte) (best *Format, tied []string) {
	top := 0
	for i, g := range all {
		if g.Sniff == nil {
			continue
		}
		switch n := g.Sniff(head); {
		case n < sure || n < top:
		case n > top:
			top, best, tied = n, &all[i], []string{g.Name}
		case best.Kind == source.Requests && g.Kind == source.Requests:
		default:
			tied = append(tied, g.Name)
		}
	}
	return best, tied
}

// nearest is the known name that takes the fewest edits.
func nearest(name string, all []Format) string {
	best, at := "", 1<<30
	for _, g := range all {
		if d := text.Edits(name, g.Name); d < at {
			best, at = g.Name, d
		}
	}
	return best
}

// quoteHead shows how a file begins, without what a terminal would obey.
func quoteHead(head []byte) string {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	line = line[:min(len(line), 60)]
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0xfffd {
			return '.'
		}
		return r
	}, strings.ToValidUTF8(string(line), "."))
	return "«" + clean + "»"
}

// readerFailed makes the one sentence for a reader that gave up.
func readerFailed(file, format string, err error) error {
	var f *source.Failure
	var k *KeepError
	if errors.As(err, &f) || errors.As(err, &k) || errors.Is(err, context.Canceled) {
		return err
	}
	var r *source.Refusal
	if errors.As(err, &r) {
		return &source.Failure{File: file, Problem: r.Problem, Cause: err}
	}
	var l *request.LayoutError
	if errors.As(err, &l) {
		return &source.Failure{File: file, Problem: l.Problem, Cause: err}
	}
	return &source.Failure{File: file, Problem: lang.M("reader", "format", format, "why", err.Error()), Cause: err}
}
