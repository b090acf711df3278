package cli

import (
	"context"
	"maps"
	"os"
	"slices"

	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/weblog"
)

// trafficAnalyse reads the logs, or the requests of the case, and asks
// everything of them.
func (a *app) trafficAnalyse(ctx context.Context, q *trafficAsk) (*traffic.Analysis, error) {
	if len(q.files) == 0 {
		return a.trafficCase(ctx, q)
	}
	t, results, err := a.readLogs(ctx, q)
	if err != nil {
		return nil, err
	}
	a.sayLogs(q, results)
	o := q.options
	o.Baseline = map[int]bool{}
	for i := len(q.files); i < len(results); i++ {
		o.Baseline[i] = true
	}
	o.Cite = func(rows []int) ([]intake.Quoted, error) { return intake.Quote(ctx, results, t, rows) }
	an, err := traffic.Analyse(ctx, t, results, o)
	return an, a.readFailure(err)
}

// readLogs reads the files into a table and shows the progress.
func (a *app) readLogs(ctx context.Context, q *trafficAsk) (*weblog.Table, []intake.LogResult, error) {
	l := q.log
	// Patterns are expanded here, so that it is known which files are the
	// baseline's.
	logs, err := source.Expand(q.files)
	if err != nil {
		return nil, nil, a.readFailure(err)
	}
	before, err := source.Expand(q.baseline)
	if err != nil {
		return nil, nil, a.readFailure(err)
	}
	q.files, l.Files = logs, append(slices.Clone(logs), before...)
	if slices.Contains(l.Files, "-") && (q.pack != "" || q.html != "") || slices.ContainsFunc(l.Files, intake.Piped) {
		if l.Spool, err = os.MkdirTemp("", "unveil-traffic-"); err != nil {
			return nil, nil, err
		}
		q.scratch = l.Spool
	}
	var bar *progress
	var showing string
	l.Progress = func(file string, done, size int64) {
		if file != showing {
			bar.Done()
			bar, showing = a.progressBytes(size, lang.M("read.progress", "file", terminalSafe(file))), file
		}
		bar.Set(done)
	}
	t, results, err := intake.Table(ctx, l)
	bar.Done()
	return t, results, a.readFailure(err)
}

// sayLogs says what was refused, and where to look.
func (a *app) sayLogs(q *trafficAsk, results []intake.LogResult) {
	if a.quiet || q.json {
		return
	}
	for _, r := range results {
		if r.Info.Rejects > 0 {
			a.note(lang.M("traffic.rejects", "file", terminalSafe(r.Info.Name), "n", r.Info.Rejects, "read", r.Info.Read))
		}
		for _, i := range r.Rejects[:min(len(r.Rejects), fewRejects)] {
			a.note(lang.M("traffic.reject", "line", i.Line, "offset", i.Offset, "why", terminalSafe(a.Print(i.Problem))))
		}
		if r.Before {
			a.note(lang.M("traffic.repeated", "file", terminalSafe(r.Info.Name)))
		}
		for _, o := range r.Info.Overlaps {
			a.note(lang.M("traffic.overlap", "file", terminalSafe(r.Info.Name), "first", o.First, "last", o.Last))
		}
	}
}

// fewRejects is how many rejects of a log are named beside the page.
const fewRejects = 3

// trafficCase asks the requests of a case.
func (a *app) trafficCase(ctx context.Context, q *trafficAsk) (*traffic.Analysis, error) {
	c, err := a.openCase(q.dir)
	if err != nil {
		return nil, err
	}
	e, _, err := a.election(c)
	if err != nil {
		return nil, err
	}
	if q.facts == "" {
		e.Calendar = append(e.Calendar, q.election.Calendar...) // those of --timeline
		q.options.Election, q.log.Sites = e, weblog.NewSites(e)
		q.options.Printer.Zone = a.Zone
	}
	requests := c.Requests(ctx)
	if q.log.Keep != nil {
		all := requests
		requests = func(yield func(*source.Obs[request.Request], error) bool) {
			for o, err := range all {
				if err == nil && !q.log.Keep(&o.Record) {
					continue
				}
				if !yield(o, err) {
					return
				}
			}
		}
	}
	t, err := weblog.Read(ctx, requests, c.Sources(), q.log.Sites, nil)
	if err != nil {
		return nil, err
	}
	if t.Total == 0 {
		return nil, failed(lang.M("traffic.empty-case"), lang.M("traffic.no-file.do"), nil)
	}
	o := q.options
	o.Cite = func(rows []int) ([]intake.Quoted, error) {
		cited, err := weblog.Cite(ctx, c.Requests(ctx), t, rows)
		quoted := make([]intake.Quoted, len(cited))
		for i := range cited {
			quoted[i].Cited = cited[i]
		}
		return quoted, err
	}
	return traffic.Analyse(ctx, t, caseResults(c), o)
}

// caseResults gives the sources of a case as the results of reading them. Those
// that hold no requests stay, so that numbers of sources hold, but are empty.
func caseResults(c *store.Case) []intake.LogResult {
	results := make([]intake.LogResult, len(c.Sources()))
	for i, info := range c.Sources() {
		results[i].Info = info
		results[i].Path = "-"
		if info.Kind == source.Requests {
			results[i].Formats = map[string]int64{info.Format: info.Kept}
			if len(info.Formats) > 0 {
				results[i].Formats = maps.Clone(info.Formats)
			}
		}
	}
	return results
}

// trafficRecords prints every request as one JSON line.
func (a *app) trafficRecords(ctx context.Context, q *trafficAsk) error {
	l := q.log
	var err error
	if l.Files, err = source.Expand(q.files); err != nil {
		return a.readFailure(err)
	}
	var b []byte
	l.Each = func(r *request.Request) error {
		if b = request.AppendRecord(b, r); len(b) < 1<<16 {
			return nil
		}
		_, err := a.out.Write(b)
		b = b[:0]
		return err
	}
	_, results, err := intake.Table(ctx, l)
	_, _ = a.out.Write(b) // a failure is remembered by a.out
	if a.out.bad != nil {
		return nil
	}
	if err != nil {
		return a.readFailure(err)
	}
	a.sayLogs(q, results)
	return nil
}
