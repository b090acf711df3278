package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// readFlags are the flags of every command that reads files.
type readFlags struct {
	format, layout, zone, site, platform, contest string
	maps                                          []string
	keepOverlap                                   bool
}

func (a *app) readFlags(cmd *cobra.Command) *readFlags {
	r := &readFlags{}
	f := cmd.Flags()
	f.StringVar(&r.format, "format", "", a.text("read.flag.format"))
	f.StringArrayVar(&r.maps, "map", nil, a.text("read.flag.map"))
	f.StringVar(&r.layout, "layout", "", a.text("read.flag.layout"))
	f.StringVar(&r.zone, "zone", "", a.text("read.flag.zone"))
	f.StringVar(&r.site, "site", "", a.text("read.flag.site"))
	f.StringVar(&r.platform, "platform", "", a.text("read.flag.platform"))
	f.StringVar(&r.contest, "contest", "", a.text("read.flag.contest"))
	f.BoolVar(&r.keepOverlap, "keep-overlap", false, a.text("read.flag.keep-overlap"))
	_ = cmd.RegisterFlagCompletionFunc("format", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var names []string
		for _, f := range intake.Formats() {
			names = append(names, f.Name)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	})
	return r
}

// request makes the request to read files.
func (a *app) request(r *readFlags, files []string, e *election.Election) (intake.Request, error) {
	loc, from, err := zone(r.zone, e)
	if err != nil {
		return intake.Request{}, err
	}
	m, err := parseMap(r.maps)
	if err != nil {
		return intake.Request{}, err
	}
	return intake.Request{
		SiteOf: e.SiteInName,
		Files:  files, Stdin: a.Stdin, Format: r.format, ZoneFrom: from, KeepOverlap: r.keepOverlap,
		Options: source.Options{Zone: loc, Map: m, Layout: r.layout, Site: r.site, Platform: r.platform, Contest: r.contest},
	}, nil
}

// parseMap reads "account=user name,time=created". A comma that no key
// follows belongs to the column's name.
func parseMap(args []string) (map[string]string, error) {
	if len(args) == 0 {
		return nil, nil
	}
	m := map[string]string{}
	for _, arg := range args {
		last := ""
		for piece := range strings.SplitSeq(arg, ",") {
			key, column, ok := strings.Cut(piece, "=")
			switch key = strings.TrimSpace(key); {
			case ok && key != "" && m[key] != "":
				return nil, usage(lang.M("read.map-twice", "key", key), lang.M("read.map-twice.do"))
			case ok && key != "":
				m[key], last = column, key
			case last != "":
				m[last] += "," + piece
			default:
				return nil, usage(lang.M("read.bad-map", "value", arg), lang.M("read.bad-map.do"))
			}
		}
	}
	return m, nil
}

// intake reads files into a keeper and shows the progress.
func (a *app) intake(ctx context.Context, k intake.Keeper, req intake.Request) ([]intake.Result, error) {
	var bar *progress
	var showing string
	req.Progress = func(file string, done, size int64) {
		if file != showing {
			bar.Done()
			bar, showing = a.progressBytes(size, lang.M("read.progress", "file", terminalSafe(file))), file
		}
		bar.Set(done)
	}
	results, err := intake.Add(ctx, k, req)
	bar.Done()
	return results, a.readFailure(err)
}

// readFailure puts the failure of a file into the reader's language.
func (a *app) readFailure(err error) error {
	var k *intake.KeepError
	if errors.As(err, &k) {
		return failed(lang.M("add.commit", "why", k.Err.Error()), lang.M("add.commit.do"), err)
	}
	var f *source.Failure
	if !errors.As(err, &f) {
		return err
	}
	what := lang.M("read.failed", "file", terminalSafe(f.File), "why", terminalSafe(a.Print(f.Problem)))
	return failed(what, lang.M("read.failed.do"), f)
}

// showResult prints what became of one file.
func (a *app) showResult(r intake.Result) {
	i := r.Info
	a.out.line(fmt.Sprintf("%s  %s", a.color(bold, terminalSafe(i.Name)), a.Print(lang.M("read.is", "format", i.Format, "kind", a.text("read.kind."+string(i.Kind))))))
	a.out.line("  " + a.Print(lang.M("read.counts", "read", i.Read, "kept", i.Kept, "duplicates", i.Duplicates, "rejects", i.Rejects)))
	switch {
	case r.Before:
		a.out.line("  " + a.text("read.before"))
		a.out.line("  " + a.text("read.before.do"))
	case !i.Start.IsZero():
		a.out.line("  " + a.Print(lang.M("read.period", "start", i.Start, "end", i.End)) + a.zoneNote(i))
	}
	if i.Site != "" && i.Kept > 0 {
		a.out.line("  " + a.Print(lang.M("read.site."+i.SiteFrom, "site", terminalSafe(i.Site))))
	}
	for _, o := range i.Overlaps {
		a.out.line("  " + a.Print(lang.M("read.overlap", "first", o.First, "last", o.Last, "source", o.Source[:12], "at", o.At)))
	}
	a.showIssues("read.rejected", r.Rejects, i.Rejects, red)
	a.showIssues("read.warned", r.Warnings, i.Warnings, yellow)
}

func (a *app) zoneNote(i source.Info) string {
	if i.Zone == "" {
		return ""
	}
	return " (" + a.Print(lang.M("read.zone."+i.ZoneFrom, "zone", i.Zone)) + ")"
}

// showIssues prints the first few rejects or warnings and how many more there
// are.
func (a *app) showIssues(key string, issues []store.Issue, total int64, s style) {
	for _, i := range issues {
		at := lang.M(key, "row", i.Row, "line", i.Line)
		column := ""
		if i.Column != "" {
			column = ", " + a.Print(lang.M("read.column", "column", terminalSafe(i.Column)))
		}
		a.out.line("  " + a.color(s, a.Print(at)) + column + ": " + terminalSafe(a.Print(i.Problem)))
	}
	if more := total - int64(len(issues)); more > 0 && len(issues) > 0 {
		a.out.line("  " + a.Print(lang.M("read.more", "n", more)))
	}
}

// exampleTable prints the first records of a file, one field a line.
func (a *app) exampleTable(r intake.Result) {
	for n, e := range r.Examples {
		a.out.line("  " + a.Print(lang.M("read.example", "n", n+1)))
		d := json.NewDecoder(strings.NewReader(string(e)))
		d.UseNumber()
		var fields map[string]any
		if d.Decode(&fields) != nil {
			continue
		}
		if t, ok := fields["time"].(json.Number); ok {
			if n, err := t.Int64(); err == nil && n != 0 {
				fields["time"] = a.Time(store.Time(n), false)
			}
		}
		for _, k := range fieldOrder(string(e)) {
			a.out.line(fmt.Sprintf("    %-11s %s", k, clip(terminalSafe(plainValue(fields[k])), 120)))
		}
	}
}

// plainValue writes a value of an example as people read it.
func plainValue(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

// fieldOrder gives the keys of a JSON object in their order.
func fieldOrder(object string) []string {
	d := json.NewDecoder(strings.NewReader(object))
	if _, err := d.Token(); err != nil {
		return nil
	}
	var keys []string
	for d.More() {
		k, err := d.Token()
		if err != nil {
			return keys
		}
		var v json.RawMessage
		if d.Decode(&v) != nil {
			return keys
		}
		keys = append(keys, fmt.Sprint(k))
	}
	return keys
}

// terminalSafe replaces what a terminal would obey instead of show, and what
// would turn the direction of a line around: the text comes from strangers.
func terminalSafe(s string) string { return lang.SafeText(s) }

// clip cuts a text to n characters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
