package cli

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/page"
	"github.com/unveil-project/unveil/internal/weblog"
)

// trafficFlags are the flags of traffic as they were given.
type trafficFlags struct {
	read                                       *readFlags
	dir, facts, timeline, since, until, offset string
	origin, html, pack, failOn, trust          string
	baseline, sealTo, defences, compare        []string
	profile                                    string
	json, records, follow, full                bool
	limit                                      int
}

func (a *app) trafficFlags(cmd *cobra.Command) *trafficFlags {
	t, f := &trafficFlags{}, cmd.Flags()
	text := func(name string) string { return a.text("traffic.flag." + name) }
	f.StringVar(&t.since, "since", "", text("since"))
	f.StringVar(&t.until, "until", "", text("until"))
	f.StringVar(&t.timeline, "timeline", "", text("timeline"))
	f.StringArrayVar(&t.baseline, "baseline", nil, text("baseline"))
	f.StringVar(&t.offset, "clock-offset", "", text("clock-offset"))
	f.StringVar(&t.facts, "election", "", text("election"))
	f.StringVar(&t.origin, "origin", "", text("origin"))
	f.StringVar(&t.trust, "trust", "", text("trust"))
	f.BoolVar(&t.follow, "follow", false, text("follow"))
	f.BoolVar(&t.records, "records", false, text("records"))
	f.BoolVar(&t.full, "full", false, text("full"))
	f.StringVar(&t.html, "html", "", text("html"))
	f.StringVar(&t.pack, "pack", "", text("pack"))
	f.StringArrayVar(&t.sealTo, "seal-to", nil, text("seal-to"))
	f.StringSliceVar(&t.defences, "defence", nil, text("defence"))
	f.StringArrayVar(&t.compare, "compare", nil, text("compare"))
	f.StringVar(&t.profile, "profile", "", text("profile"))
	f.IntVar(&t.limit, "exact-up-to", weblog.DefaultLimit, text("exact-up-to"))
	f.StringVar(&t.failOn, "fail-on", "", text("fail-on"))
	t.read = a.logFlags(cmd)
	return t
}

// logFlags are the flags of reading that matter for access logs.
func (a *app) logFlags(cmd *cobra.Command) *readFlags {
	r := a.readFlags(cmd)
	for _, other := range []string{"platform", "contest"} {
		_ = cmd.Flags().MarkHidden(other)
	}
	for _, name := range []string{"map", "site"} {
		cmd.Flags().Lookup(name).Usage = a.text("traffic.flag." + name)
	}
	return r
}

func (a *app) trafficCommand() *cobra.Command {
	cmd := a.command("traffic", groupShot)
	cmd.Args = a.argsFrom(0)
	t := a.trafficFlags(cmd)
	dir := a.caseFlag(cmd)
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		t.dir, t.json = *dir, *asJSON
		// A table is many large pieces that stay; little is gained by letting
		// the heap double.
		defer debug.SetGCPercent(debug.SetGCPercent(trafficGC))
		q, err := a.trafficAsk(t, args)
		if err != nil {
			return err
		}
		defer func() {
			if q.scratch != "" {
				_ = os.RemoveAll(q.scratch)
			}
		}()
		switch {
		case t.records:
			return a.trafficRecords(cmd.Context(), q)
		case t.follow:
			return a.trafficFollow(cmd.Context(), q)
		}
		return a.trafficReport(cmd.Context(), q)
	}
	return cmd
}

// trafficGC is how far the heap may grow between collections, per cent.
const trafficGC = 10

// trafficAsk is what was asked for.
type trafficAsk struct {
	*trafficFlags
	files    []string // logs, and behind them those of --baseline
	election *election.Election
	log      intake.Log
	options  traffic.Options
	command  []string
	scratch  string // directory to be removed; "" for none
}

// trafficAsk checks the flags.
func (a *app) trafficAsk(t *trafficFlags, args []string) (*trafficAsk, error) {
	q := &trafficAsk{trafficFlags: t, files: args, command: a.Args}
	if len(args) == 0 && (t.follow || t.records) {
		return nil, usage(lang.M("traffic.no-file"), lang.M("traffic.no-file.do"))
	}
	if t.failOn != "" && t.failOn != string(finding.Attack) && t.failOn != string(finding.Unclear) {
		return nil, usage(lang.M("traffic.bad-fail-on", "value", t.failOn), lang.M("traffic.bad-fail-on.do"))
	}
	if len(t.sealTo) > 0 && t.pack == "" {
		return nil, usage(lang.M("traffic.seal-alone"), lang.M("traffic.seal-alone.do"))
	}
	if err := a.knownTargets(t.defences); err != nil {
		return nil, err
	}
	var err error
	if q.election, err = a.electionFlag(t.facts); err != nil {
		return nil, err
	}
	if q.log.Request, err = a.request(t.read, append(append([]string{}, args...), t.baseline...), q.election); err != nil {
		return nil, err
	}
	if a.Zone = q.log.Options.Zone; a.Zone == nil {
		a.Zone = time.UTC
		// The verdict on a burst needs no zone, only its place on a timeline
		// does; so a log that states none is read, and the page says what was
		// assumed.
		q.log.Options.Zone, q.log.ZoneFrom = time.FixedZone("UTC", 0), traffic.Assumed
	}
	if err := a.trafficReading(q); err != nil {
		return nil, err
	}
	return q, a.trafficOptions(q)
}

// trafficReading completes what the logs are read with.
func (a *app) trafficReading(q *trafficAsk) (err error) {
	if q.log.Options.Trust, err = prefixes(q.trust); err != nil {
		return err
	}
	q.log.Kind = source.Requests
	q.log.Limit, q.log.Sites = q.limit, weblog.NewSites(q.election)
	if len(q.files) > 0 {
		// The logs of several servers, and older ones, are one site's.
		q.log.Sites.Unnamed = filepath.Base(q.files[0])
	}
	if q.limit < 1000 {
		return usage(lang.M("cli.flag-value", "name", "--exact-up-to", "value", q.limit), lang.M("traffic.limit.do"))
	}
	if site := strings.ToLower(q.read.site); site != "" {
		names := map[string]bool{site: true}
		for _, s := range q.election.Sites {
			if strings.EqualFold(s.Host, site) {
				for _, n := range s.Names {
					names[strings.ToLower(n)] = true
				}
			}
		}
		q.log.Keep = func(r *request.Request) bool { return names[r.Site] }
	}
	return nil
}

// prefixes reads a list of addresses and ranges.
func prefixes(list string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for s := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		p, err := netip.ParsePrefix(s)
		if addr, aerr := netip.ParseAddr(s); err != nil && aerr == nil {
			p, err = addr.Prefix(addr.BitLen())
		}
		if err != nil {
			return nil, usage(lang.M("cli.flag-value", "name", "--trust", "value", s), lang.M("traffic.trust.do"))
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// trafficOptions completes what is asked of the table.
func (a *app) trafficOptions(q *trafficAsk) error {
	o := &q.options
	since, err := moment("--since", q.since, a.Zone)
	if err != nil {
		return err
	}
	until, err := moment("--until", q.until, a.Zone)
	if err != nil {
		return err
	}
	if since != 0 {
		o.Since = time.UnixMicro(since)
	}
	if until != 0 {
		o.Until = time.UnixMicro(until)
	}
	if q.offset != "" {
		if o.Offset, err = time.ParseDuration(q.offset); err != nil || o.Offset.Abs() > 24*time.Hour {
			return usage(lang.M("cli.flag-value", "name", "--clock-offset", "value", q.offset), lang.M("traffic.offset.do"))
		}
	}
	if err := a.trafficTimeline(q); err != nil {
		return err
	}
	if o.Origin, err = a.openOrigin(q.origin, q.dir); err != nil {
		return err
	}
	if o.Others, err = a.loadProfiles(q.compare); err != nil {
		return err
	}
	o.Profiles = q.profile != ""
	o.Election, o.Log, o.Version = q.election, a.log, buildInfo().Version
	o.Printer = lang.Printer{Lang: a.Lang, Zone: a.Zone, Catalogue: lang.Merge(finding.Catalogue, finding.TrafficNames)}
	o.Problems = lang.Printer{Lang: a.Lang, Zone: a.Zone, Catalogue: a.Catalogue}
	o.Command = commandLine(q.command)
	return nil
}

// trafficTimeline adds the events of --timeline to the calendar.
func (a *app) trafficTimeline(q *trafficAsk) error {
	if q.timeline == "" {
		return nil
	}
	data, err := os.ReadFile(q.timeline)
	if err != nil {
		return failed(lang.M("traffic.timeline", "file", terminalSafe(q.timeline), "why", plainError(err)), lang.M("traffic.timeline.do"), err)
	}
	events, problems := election.ParseTimeline(q.timeline, data, a.Zone)
	for _, p := range problems {
		_, _ = fmt.Fprintln(a.err, terminalSafe(p.Print(a.Printer)))
	}
	if election.Failed(problems) {
		return failed(lang.M("traffic.bad-timeline", "file", terminalSafe(q.timeline)), lang.M("traffic.timeline.do"), nil)
	}
	e := *q.election
	e.Calendar = append(append([]election.Event{}, e.Calendar...), events...)
	q.election = &e
	return nil
}

// commandLine writes a command so that it can be typed again.
func commandLine(args []string) string {
	words := []string{"unveil"}
	for _, w := range args {
		if w == "" || strings.ContainsAny(w, " \t\n'\"\\$&|;<>()*?[]#~`!{}") {
			w = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

// trafficReport reads, analyses and shows.
func (a *app) trafficReport(ctx context.Context, q *trafficAsk) error {
	an, err := a.trafficAnalyse(ctx, q)
	if err != nil {
		return err
	}
	if err := a.trafficFiles(q, an); err != nil {
		return err
	}
	if err := a.writeProfiles(q, an); err != nil {
		return err
	}
	switch {
	case q.json:
		err = a.printJSON(an.Report)
	case len(q.defences) > 0:
		a.showDefences(q, an)
	default:
		o := page.Options{Width: a.trafficWidth(), Colour: a.colored(), Full: q.full, Printer: lang.Printer{Lang: a.Lang, Zone: a.Zone, Catalogue: q.options.Printer.Catalogue}}
		err = page.Write(a.out, an.Report, o)
	}
	if err != nil {
		return err
	}
	for _, b := range an.Report.Bursts {
		attack := b.Verdict == finding.Attack || b.Verdict == finding.Both
		if q.failOn != "" && (attack || b.Verdict == finding.Unclear && q.failOn == string(finding.Unclear)) {
			return errFindings
		}
	}
	return nil
}
