package traffictest

import "github.com/unveil-project/unveil/internal/traffic"

func attackFeatures() []traffic.Feature {
	return []traffic.Feature{
		{Name: "machine_share", Unit: "share", Value: 0.957, Direction: "attack", Weight: 3},
		{Name: "crowd_share", Unit: "share", Value: 0.024, Direction: "neutral", Weight: -0.02},
		{Name: "requests_per_client_p99", Value: 812, Baseline: ptr(41), Direction: "attack", Weight: 1},
		{Name: "new_network_share", Unit: "share", Value: 0.911, Baseline: ptr(0.18), Direction: "attack", Weight: 0.47},
		{Name: "asset_share", Unit: "share", Value: 0.004, Baseline: ptr(0.69), Direction: "attack", Weight: 0.71},
		{Name: "path_entropy", Value: 2.14, Baseline: ptr(7.91), Direction: "attack", Weight: 0.4},
		{Name: "calendar_aligned", Value: 1, Direction: "crowd", Weight: -0.69},
		{Name: "onset_seconds", Unit: "s", Value: 9, Direction: "attack", Weight: 0.2},
		{Name: "protocol_divergence", Value: 0.31, Direction: "attack", Weight: 0.4, Title: "change in the mix of HTTP versions"},
		{Name: "innocent:crawler", Value: 0.01, Direction: "neutral"},
	}
}

func attackReasons() []traffic.Reason {
	return []traffic.Reason{
		{Name: "televised-call", Outcome: "partly", Text: "A call to visit the site: “Debate: site shown on screen” began 1 min 30 s before the burst. 2.4 % of the requests beyond the usual came from addresses that behaved like people with browsers."},
		{Name: "crawler", Outcome: "does-not-fit", Text: "A search engine or a monitor: 0.3 % of the requests beyond the usual came from declared crawlers and monitors."},
		{Name: "scheduled-job", Outcome: "not-testable", Text: "A scheduled job, such as a backup: the log holds too few days to see it recur."},
	}
}

func attackSignature() *traffic.Signature {
	return &traffic.Signature{
		Terms: []traffic.Term{
			{Field: "query-shape", Values: []string{"s=<random>"}, Coverage: 0.93, Collateral: 0.002},
			{Field: "agent", Values: []string{"Mozilla/5.0 (Windows NT 5.1; rv:9.0) Gecko/20100101 Firefox/9.0", "Mozilla/4.0 (compatible; MSIE 6.0)", "python-requests/2.31"}, Coverage: 0.97, Collateral: 0.004},
			{Field: "protocol", Values: []string{"HTTP/2.0"}, Negated: true, Coverage: 0.99, Collateral: 0.31},
		},
		Coverage: 0.924, Collateral: 0.0007, Usual: 0.0003, Days: 7, Spread: true,
		Alternates: []traffic.Term{{Field: "country", Values: []string{"RU", "CN"}, Coverage: 0.53, Collateral: 0.006}},
	}
}

func attackEvidence() []traffic.Evidence {
	return []traffic.Evidence{
		{Input: hash, File: "access.log.gz", Offset: 8_812_004, Length: 187, Digest: "9f86d081884c7d659a2feaa0c55ad015", Quote: `198.51.100.7 - - [20/Jun/2030:19:35:00 +0000] "GET /?s=xk2q HTTP/1.1" 503 162 "-" "Mozilla/4.0 (compatible; MSIE 6.0)"`, Why: "first request of the burst"},
		{Input: hash, File: "access.log.gz", Offset: 9_120_511, Length: 171, Digest: "60303ae22b998861bce3b28f33eec1be", Quote: `203.0.113.40 - - [20/Jun/2030:19:36:12 +0000] "GET /?s=99ab HTTP/1.1" 499 0 "-" "python-requests/2.31"`, Why: "from the busiest address, with 912 requests"},
	}
}

func probes() []traffic.Probe {
	return []traffic.Probe{
		{Family: "path-traversal", Technique: "T1190", Clients: 3, Networks: 2, Requests: 412, Start: after(10), End: after(31), Top: []string{"203.0.113.201"}, Examples: []string{"/..%2f..%2fetc/passwd"}},
		{Family: "login-brute-force", Technique: "T1110.003", Clients: 61, Networks: 1, Requests: 1_880, Succeeded: 2, Spread: true, Start: after(3), End: after(236), Examples: []string{"POST /wp-login.php"}, Why: "login"},
	}
}
