package flood

import (
	"math"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// finding writes the statement on a burst, without its evidence and members.
func (j *judge) finding(site string) *finding.Finding {
	start, chance, hypothesis := prior, j.likelihood, lang.M("flood.hypothesis")
	return &finding.Finding{
		Detector: name, Version: version, Front: finding.Traffic,
		Subject: site, Start: time.Unix(j.from, 0), End: time.Unix(j.to, 0),
		Severity: j.severity(), Verdict: j.verdict,
		Likelihood: &chance, Hypothesis: &hypothesis, Prior: &start,
		Confidence: j.confidence(), Basis: j.basis(),
		Headline: j.headline(site), Details: j.details(), Measures: j.measures(),
		Features: j.features, Innocent: j.explanations(), Limits: limits(),
		Techniques: j.techniques(), Series: j.series(),
		Method: finding.Method{Name: name, Params: params(j.t.bin, j.mode)},
	}
}

func (j *judge) severity() finding.Severity {
	switch {
	case j.verdict == finding.Attack || j.verdict == finding.Both:
		return finding.Serious
	case j.verdict == finding.Unclear && j.neither() == undetermined && j.likelihood >= crowdAt:
		// Below that nothing points to an attack: worth knowing, no more.
		return finding.Minor
	}
	return finding.Note
}

func (j *judge) headline(site string) lang.Message {
	key := "flood.headline." + string(j.verdict)
	switch {
	case j.neither() == prober:
		key = "flood.headline.scan"
	case j.scheduled():
		key = "flood.headline.scheduled"
	case j.neither() == robot:
		key = "flood.headline.crawler"
	case j.hidden == own:
		key = "flood.headline.own"
	case j.hidden == proxied:
		key = "flood.headline.proxy"
	}
	return lang.M(key, "site", site, "requests", j.main.requests, "seconds", j.seconds(),
		"clients", j.clients(), "attack", j.excess[machine], "crowd", j.excess[human],
		"days", j.recurred)
}

// clients is the number of addresses; those beyond maxClients are not in it.
func (j *judge) clients() float64 { return j.now.count }

func (j *judge) basis() []lang.Message {
	var b []lang.Message
	switch {
	case j.whole:
		b = append(b, lang.M("flood.basis.none", "seconds", j.seconds()))
	case !j.yard.ok:
		b = append(b, lang.M("flood.basis.thin", "days", j.history))
	case j.mode == sameHour:
		b = append(b, lang.M("flood.basis.same-hour", "days", j.history))
	default:
		b = append(b, lang.M("flood.basis.neighbours", "seconds", j.history*day))
	}
	if j.yard.ok && j.ref.from > j.from {
		b = append(b, lang.M("flood.basis.after"))
	}
	if j.main.missed > 0 {
		b = append(b, lang.M("flood.basis.bound", "held", j.now.count, "missed", j.main.missed))
	}
	switch {
	case j.neither() != undetermined:
	case j.hidden == own:
		b = append(b, lang.M("flood.basis.own", "share", j.internal, "clients", len(j.now.inner)))
	case j.hidden == proxied:
		b = append(b, lang.M("flood.basis.proxy", "share", j.busiest(), "agents", math.Floor(distinct(j.now.top.agents))))
	case j.verdict == finding.Unclear:
		b = append(b, lang.M("flood.basis.unclear"))
	}
	return b
}

func (j *judge) details() []lang.Message {
	var d []lang.Message
	if !j.whole {
		d = append(d, lang.M("flood.detail.volume", "requests", j.main.requests, "expected", j.expected,
			"ratio", ratio(j.main.requests, j.expected), "z", j.z))
		if j.expected < 1 {
			d[0].Key = "flood.detail.from-nothing"
		}
	}
	d = append(d, lang.M("flood.detail.parts", "machine", j.part(machine), "human", j.part(human),
		"robot", j.part(robot), "scan", j.part(prober), "rest", j.part(undetermined)))
	d = append(d, lang.M("flood.detail.rate", "peak", j.peak(), "average", j.main.requests/j.seconds()))
	if j.now.top != nil {
		d = append(d, lang.M("flood.detail.top", "share", ratio(j.now.top.requests(), j.now.total),
			"networks", j.networks()))
	}
	return append(d, lang.M("flood.detail.failed", "failed", ratio(j.main.failed, j.main.pages),
		"cut", ratio(j.main.cut, j.main.pages)))
}

func (j *judge) measures() []finding.Measure {
	n := func(id string, v float64, unit string) finding.Measure {
		return finding.Measure{Name: id, Value: round(v), Unit: unit}
	}
	whole := func(id string, v float64, unit string) finding.Measure {
		return finding.Measure{Name: id, Value: float64(int64(v + 0.5)), Unit: unit}
	}
	ms := []finding.Measure{
		whole("requests", j.main.requests, "requests"),
		whole("duration", j.seconds(), "s"),
		whole("clients", j.clients(), "addresses"),
		whole("networks", j.networks(), "networks"),
		whole("attack_requests", j.excess[machine], "requests"),
		whole("crowd_requests", j.excess[human], "requests"),
		whole("undetermined_requests", j.excess[undetermined], "requests"),
		whole("crawler_requests", j.excess[robot], "requests"),
		whole("script_requests", j.now.scripted, "requests"),
		whole("scheduled_requests", j.now.scheduled, "requests"),
		whole("scan_requests", j.excess[prober], "requests"),
		whole("machine_clients", j.now.clients[machine], "addresses"),
		n("peak_rate", j.peak(), "1/s"),
		n("mean_rate", j.main.requests/j.seconds(), "1/s"),
		n("busiest_client_share", j.busiest(), "share"),
		n("failed_page_share", ratio(j.main.failed, j.main.pages), "share"),
		n("history", j.history, "d"),
	}
	if !j.whole {
		ms = append(ms, whole("expected_requests", j.expected, "requests"),
			whole("excess_requests", max(j.main.requests-j.expected, 0), "requests"), n("z", j.z, "robust sd"))
	}
	if j.expected >= 1 {
		ms = append(ms, n("volume_ratio", j.main.requests/j.expected, "ratio"))
	}
	if j.yard.history {
		ms = append(ms, n("new_network_share", ratio(j.main.newNet, j.main.requests), "share"))
	}
	return ms
}

func (j *judge) busiest() float64 {
	if j.now.top == nil {
		return 0
	}
	return ratio(j.now.top.requests(), j.now.total)
}

// limits is what no access log shows.
func limits() []lang.Message {
	return []lang.Message{
		lang.M("flood.limit.layers"), lang.M("flood.limit.edited"),
		lang.M("flood.limit.addresses"), lang.M("flood.limit.country"),
	}
}

// techniques are the MITRE ATT&CK ids of attacks on availability.
func (j *judge) techniques() []finding.Technique {
	if j.verdict != finding.Attack && j.verdict != finding.Both {
		return nil
	}
	t := func(id, name string) finding.Technique {
		return finding.Technique{Framework: "MITRE ATT&CK", ID: id, Name: name}
	}
	list := []finding.Technique{
		t("T1499", "Endpoint Denial of Service"),
		t("T1499.002", "Endpoint Denial of Service: Service Exhaustion Flood"),
	}
	if ratio(j.now.busting, j.now.total) >= 0.3 {
		list = append(list, t("T1499.003", "Endpoint Denial of Service: Application Exhaustion Flood"))
	}
	if j.now.clients[machine] >= 100 {
		list = append(list, t("T1498", "Network Denial of Service"))
	}
	return list
}
