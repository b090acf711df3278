package cli

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/share"
)

// networkFlags are the flags of network as they were given.
type networkFlags struct {
	read                         *readFlags
	dir, facts                   *string
	on, outputs                  *[]string
	within, weight, since, until *string
	as, fast, memory             *string
	minWeight, quantile, q       *float64
	minActions, permutations     *int
	seed                         *uint64
	loops, noNull, json          *bool
	groups                       groupFlags
}

func (a *app) networkFlags(cmd *cobra.Command) *networkFlags {
	f := cmd.Flags()
	text := func(name string) string { return a.text("network.flag." + name) }
	n := &networkFlags{
		on:           f.StringSlice("on", nil, text("on")),
		within:       f.String("within", "60s", text("within")),
		weight:       f.String("weight", string(network.ByPairs), text("weight")),
		minWeight:    f.Float64("min-weight", 1, text("min-weight")),
		minActions:   f.Int("min-actions", 0, text("min-actions")),
		loops:        f.Bool("self-loops", false, text("self-loops")),
		since:        f.String("since", "", text("since")),
		until:        f.String("until", "", text("until")),
		q:            f.Float64("q", 0, text("q")),
		permutations: f.Int("permutations", -1, text("permutations")),
		seed:         f.Uint64("seed", 1, text("seed")),
		noNull:       f.Bool("no-null", false, text("no-null")),
		as:           f.String("as", "", text("as")),
		quantile:     f.Float64("edge-quantile", 0.5, text("edge-quantile")),
		fast:         f.String("fast-within", "", text("fast-within")),
		memory:       f.String("max-memory", "4GB", text("max-memory")),
		outputs:      f.StringArrayP("output", "o", nil, text("output")),
		facts:        f.String("election", "", text("election")),
	}
	n.groups = a.groupFlags(cmd)
	n.dir, n.json, n.read = a.caseFlag(cmd), a.jsonFlag(cmd), a.readFlags(cmd)
	return n
}

// networkAsk is what was asked for.
type networkAsk struct {
	dir          string
	request      intake.Request
	on           share.Set
	chosen       bool // with --on
	window       int64
	auto         bool
	weight       network.Weight
	least        float64
	actions      int
	actionsGiven bool
	leastGiven   bool
	loops        bool
	since, until int64
	q            float64
	permutations int
	seed         uint64
	null         bool
	peer         string
	quantile     float64
	quantileSet  bool
	fast         int64
	fastSet      bool
	memory       int64
	again        []string // flags as posts takes them, quoted for a shell
	outputs      []string
	json         bool
	groups       groupAsk
}

// networkAsk checks the flags.
func (a *app) networkAsk(cmd *cobra.Command, f *networkFlags) (*networkAsk, error) {
	k := &networkAsk{
		dir: *f.dir, least: *f.minWeight, actions: *f.minActions, actionsGiven: cmd.Flags().Changed("min-actions"), leastGiven: cmd.Flags().Changed("min-weight"),
		loops: *f.loops, q: *f.q, permutations: *f.permutations, seed: *f.seed, null: !*f.noNull,
		peer: *f.as, quantile: *f.quantile, quantileSet: cmd.Flags().Changed("edge-quantile"), fastSet: cmd.Flags().Changed("fast-within"),
		outputs: *f.outputs, json: *f.json, again: sameFlags(cmd.Flags()),
	}
	facts, err := a.electionFlag(*f.facts)
	if err != nil {
		return nil, err
	}
	if k.request, err = a.request(f.read, nil, facts); err != nil {
		return nil, err
	}
	for _, check := range []func() error{
		func() error { return a.networkOn(k, *f.on) },
		func() error { return a.networkTimes(k, f, facts) },
		func() error { return a.networkWeight(k, *f.weight) },
		func() error { return a.networkPeer(k) },
		func() error { return a.networkGroups(k, &f.groups) },
		func() error { return a.networkLimits(k, f) },
	} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// networkOn reads --on: kinds of object, or a column.
func (a *app) networkOn(k *networkAsk, names []string) error {
	known := []string{"column:NAME"}
	for _, kind := range share.Kinds() {
		known = append(known, kind.String())
	}
	for _, name := range names {
		k.chosen = true
		if column, ok := strings.CutPrefix(name, "column:"); ok && column != "" {
			if k.request.Options.Map == nil {
				k.request.Options.Map = map[string]string{}
			}
			k.request.Options.Map["object"] = column
			k.on |= share.Of(share.Object)
			continue
		}
		kind, ok := share.KindOf(name)
		if !ok {
			return usage(lang.M("network.bad-on", "value", name), a.choice(name, known))
		}
		k.on |= share.Of(kind)
	}
	if !k.chosen {
		k.on = share.Of(share.Object, share.Hashtag, share.Link, share.Text, share.Repost)
	}
	return nil
}

// networkTimes reads the window and the period.
func (a *app) networkTimes(k *networkAsk, f *networkFlags, facts *election.Election) (err error) {
	if k.auto = *f.within == "auto"; !k.auto {
		if k.window, err = span("--within", *f.within); err != nil {
			return err
		}
	}
	if k.fastSet {
		if k.fast, err = span("--fast-within", *f.fast); err != nil {
			return err
		}
	}
	loc := k.request.Options.Zone
	if loc == nil {
		loc = facts.Location()
	}
	if k.since, err = moment("--since", *f.since, loc); err != nil {
		return err
	}
	k.until, err = moment("--until", *f.until, loc)
	return err
}

// span reads a length of time in microseconds: "60s", "10m", "8h", "2d", or
// seconds alone.
func span(flag, s string) (int64, error) {
	d, err := time.ParseDuration(s)
	if err != nil {
		days, ok := strings.CutSuffix(s, "d")
		unit := time.Second
		if ok {
			unit = 24 * time.Hour
		}
		var n float64
		if n, err = strconv.ParseFloat(days, 64); err == nil && n < 1e6 {
			d = time.Duration(n * float64(unit))
		}
	}
	if err != nil || d < 0 || d > 3660*24*time.Hour || d == 0 && strings.Trim(s, "0.smhd") != "" {
		return 0, usage(lang.M("network.bad-span", "flag", flag, "value", s), lang.M("network.bad-span.do"))
	}
	return d.Microseconds(), nil
}

// moment reads a day or an instant in microseconds since 1970; 0 for "".
func moment(flag, s string, loc *time.Location) (int64, error) {
	if s == "" {
		return 0, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UnixMicro(), nil
	}
	if loc == nil {
		loc = time.UTC
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02 15:04", time.DateTime} {
		if t, err := time.ParseInLocation(layout, s, loc); err == nil {
			return t.UnixMicro(), nil
		}
	}
	return 0, usage(lang.M("network.bad-time", "flag", flag, "value", s), lang.M("network.bad-time.do"))
}

func (a *app) networkWeight(k *networkAsk, name string) error {
	var known []string
	for _, w := range network.Weights() {
		known = append(known, string(w))
		if string(w) == name {
			k.weight = w
		}
	}
	if k.weight == network.ByDecayed && !k.leastGiven {
		k.least = 0 // its weights are parts of one
	}
	if k.weight == "" {
		return usage(lang.M("network.bad-weight", "value", name), a.choice(name, known))
	}
	return nil
}

// networkPeer checks --as and what belongs to it.
func (a *app) networkPeer(k *networkAsk) error {
	if err := onlyCooRTweet(k); err != nil {
		return err
	}
	switch k.peer {
	case "":
		return nil
	case "coortweet":
		if !k.actionsGiven {
			k.actions = 2 // as there
		}
	case "cnt":
		kinds := share.Of(share.Hashtag, share.Link, share.Repost, share.Text, share.Reply)
		if len(k.on.Kinds()) != 1 || k.on&^kinds != 0 {
			return usage(lang.M("network.cnt-on"), lang.M("network.cnt-on.do"))
		}
	default:
		return usage(lang.M("network.bad-as", "value", k.peer), a.choice(k.peer, []string{"coortweet", "cnt"}))
	}
	if k.auto || k.q > 0 || k.permutations > 0 || k.weight != network.ByPairs {
		return usage(lang.M("network.not-with-as", "flag", firstGiven(k)), lang.M("network.not-with-as.do"))
	}
	return nil
}

// onlyCooRTweet refuses the flags of --as coortweet without it.
func onlyCooRTweet(k *networkAsk) error {
	flag := ""
	switch {
	case k.fastSet:
		flag = "--fast-within"
	case k.quantileSet:
		flag = "--edge-quantile"
	}
	// A name that is none is refused by itself.
	if flag == "" || k.peer != "" && k.peer != "cnt" {
		return nil
	}
	return usage(lang.M("network.only-coortweet", "flag", flag), lang.M("network.only-coortweet.do"))
}

func firstGiven(k *networkAsk) string {
	switch {
	case k.auto:
		return "--within auto"
	case k.q > 0:
		return "--q"
	case k.permutations > 0:
		return "--permutations"
	}
	return "--weight"
}

// networkLimits checks numbers and the names of outputs.
func (a *app) networkLimits(k *networkAsk, f *networkFlags) (err error) {
	if k.memory, err = byteSize(*f.memory); err != nil {
		return err
	}
	for _, r := range []struct {
		flag      string
		value     float64
		low, high float64
	}{
		{"--q", k.q, 0, 1},
		{"--edge-quantile", k.quantile, 0, 1},
		{"--min-weight", k.least, 0, 1e12},
		{"--min-actions", float64(k.actions), 0, 1e12},
		{"--prune", k.groups.prune, 0, 1},
		{"--core", float64(k.groups.core), 0, 1e9},
		{"--permutations", float64(k.permutations), -1, 100_000},
	} {
		if !(r.value >= r.low && r.value <= r.high) {
			return usage(lang.M("network.bad-number", "flag", r.flag, "value", strconv.FormatFloat(r.value, 'g', -1, 64)), lang.M("network.bad-number.do", "low", max(r.low, 0), "high", r.high))
		}
	}
	if !k.null && (k.q > 0 || k.permutations > 0) {
		return usage(lang.M("network.null-needed"), lang.M("network.null-needed.do"))
	}
	for _, name := range k.outputs {
		if _, ok := export.FormatOf(name); !ok {
			var known []string
			for _, f := range export.Formats() {
				known = append(known, "."+string(f))
			}
			return usage(lang.M("network.bad-output", "file", name), lang.M("cli.do.one-of", "names", strings.Join(known, ", ")))
		}
	}
	return nil
}

// byteSize reads "4GB", "500MB", "1.5GiB" or bytes.
func byteSize(s string) (int64, error) {
	units := []struct {
		name string
		n    float64
	}{{"GIB", 1 << 30}, {"MIB", 1 << 20}, {"KIB", 1 << 10}, {"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"G", 1e9}, {"M", 1e6}, {"B", 1}, {"", 1}}
	up := strings.ToUpper(strings.TrimSpace(s))
	for _, u := range units {
		number, ok := strings.CutSuffix(up, u.name)
		if !ok {
			continue
		}
		if n, err := strconv.ParseFloat(strings.TrimSpace(number), 64); err == nil && n*u.n >= 1<<20 && n*u.n < 1<<60 {
			return int64(n * u.n), nil
		}
	}
	return 0, usage(lang.M("network.bad-memory", "value", s), lang.M("network.bad-memory.do"))
}
