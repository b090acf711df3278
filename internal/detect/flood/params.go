package flood

// Parameters of the method. docs/methods/flood.md says for each where it
// comes from and what happens when it is moved.
const (
	// Finding bursts.
	significance = 6.0   // robust standard deviations above the baseline
	minRatio     = 1.15  // least volume of a burst over its baseline
	minExcess    = 100.0 // least requests of a burst above its baseline
	joinGap      = 5     // bins: bursts of like level that are nearer are one
	likeLevel    = 3.0   // levels that differ by less are alike
	edgeShare    = 0.3   // a burst ends where its excess falls below this share of its mean

	lowPart  = 0.3 // quantile of a pool that a burst may fill
	minQuiet = 3   // blocks without a burst that are a pool by themselves

	// A log without history.
	wholeRequests = 200.0 // least requests of a log that is judged as a whole
	wholeRate     = 20.0  // and least requests a second
	minBins       = 60    // bins that a baseline over neighbours needs

	swell = 8.0 // z from which a burst that is no attack is worth telling

	// History.
	seasonDays = 4    // days of log from which the same hour of other days is the baseline
	poolDays   = 7    // days on either side that the same hour is taken from
	newNetDays = 1    // days of log before a burst for "not seen before" to mean something
	refBins    = 30   // least bins of ordinary time that a burst is compared with
	refVolume  = 3000 // requests: more bins are taken until there are as many,
	refHours   = 24   // but no more than these hours

	// The clock.
	phaseShare  = 0.95 // share of requests in one sixtieth of a period: a clock artefact
	phaseCycles = 6    // periods that must have been seen

	// Judging.
	prior         = 0.5   // P(the burst contains an attack) before the evidence
	shrink        = 0.85  // of the log-odds, without history
	sureAlone     = 0.95  // most and, taken from 1, least posterior without history
	restAt        = 0.65  // posterior from which addresses that cannot be told are taken for machines
	people        = 0.25  // least share of people in the excess of a crowd
	attackAt      = 0.6   // posterior from which the verdict is attack or both
	aloneAt       = 0.75  // the same without history
	surelyCrowd   = 0.15  // and up to which it is crowd though its addresses cannot be told one by one
	crowdAt       = 0.3   // posterior up to which it is crowd
	component     = 0.15  // least share of a part of the excess for "both"
	moreThanUsual = 0.3   // least rise of the people's part above its usual for "both"
	crowdSize     = 20    // least addresses of people for a crowd
	scanners      = 10    // most addresses of a scan that asks as fast as loneRate
	lone          = 5     // fewer programs than these that ask
	loneRate      = 10.0  // less than this a second together are no flood
	tolerable     = 0.08  // share of machines in the excess up to which a crowd is one
	machineAt     = 1.5   // score from which a client counts as a machine
	humanAt       = -0.5  // and up to which as a person with a browser
	cellExcess    = 3.0   // members come from signatures this many times as frequent as usual
	inhuman       = 15    // pages in one second that no person asks for
	loudRate      = 100.0 // requests a second from which a log that cannot be judged is mentioned

	// Innocent programs, shared addresses.
	gatewayAgents = 5.0  // different agents of an address that many people share
	fewInternal   = 3    // internal addresses that can be the site's own machines or its proxy
	crawlers      = 40   // most new addresses of crawlers that are believed
	fastRobots    = 15.0 // requests a second of each of these
	glance        = 5.0  // most requests of a link preview
	nearlyAll     = 0.9  // share of the requests from which the log does not show its clients
	recurDays     = 3    // days on which a scheduled job must have come
	recurSlack    = 300  // seconds by which its time of day may differ
	fewShare      = 0.1  // least share of such a burst of one scheduled client

	// Bounds on memory.
	maxSites   = 4096
	maxCells   = 4 << 20
	maxBins    = 1 << 20
	maxBursts  = 64
	maxClients = 300_000
	maxPaths   = 1 << 16
	maxAgents  = 1 << 14
	maxFlows   = 1 << 12 // networks whose rates over time are kept
)

// params is what a finding says of its method: everything above that can move
// a verdict.
func params(bin int64, mode baselineMode) map[string]any {
	return map[string]any{
		"bin_seconds": bin, "baseline": string(mode), "significance": significance,
		"min_ratio": minRatio, "min_excess": minExcess, "season_days": seasonDays,
		"reference_requests": refVolume, "whole_rate": wholeRate,
		"prior": prior, "shrink_without_history": shrink, "sure_without_history": sureAlone, "obsolete_years": obsoleteYears, "attack_at": attackAt, "attack_at_without_history": aloneAt,
		"crowd_at": crowdAt, "component": component, "tolerable": tolerable,
		"crowd_size": crowdSize, "lone": lone, "scanners": scanners, "lone_rate": loneRate, "machine_at": machineAt,
		"human_at": humanAt, "cell_excess": cellExcess, "inhuman": inhuman, "loud_rate": loudRate,
		"gateway_agents": gatewayAgents, "few_internal": fewInternal, "nearly_all": nearlyAll,
		"rest_at": restAt, "surely_crowd": surelyCrowd, "people": people, "more_than_usual": moreThanUsual, "swell": swell,
		"low_part": lowPart, "min_quiet": minQuiet, "crawlers": crawlers, "fast_robots": fastRobots, "glance": glance,
		"recur_days": recurDays, "recur_slack": recurSlack, "few_share": fewShare, "max_clients": maxClients,
	}
}
