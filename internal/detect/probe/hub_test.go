package probe_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/detect/probe"
)

// overflow is one alert that the suite expects: a scenario and the addresses
// that set it off.
type overflow struct {
	scenario string
	sources  []string
}

var (
	sourceLine   = regexp.MustCompile(`(?m)^"([^"]+)" in results\[(\d+)\]\.Overflow\.GetSources\(\)`)
	scenarioLine = regexp.MustCompile(`(?m)^results\[(\d+)\]\.Overflow\.Alert\.GetScenario\(\) == "([^"]+)"`)
)

// readAsserts reads the alerts of a scenario.assert.
func readAsserts(text string) []overflow {
	by := map[string]*overflow{}
	var order []string
	for _, m := range scenarioLine.FindAllStringSubmatch(text, -1) {
		by[m[1]] = &overflow{scenario: m[2]}
		order = append(order, m[1])
	}
	for _, m := range sourceLine.FindAllStringSubmatch(text, -1) {
		if o := by[m[2]]; o != nil {
			o.sources = append(o.sources, m[1])
		}
	}
	var out []overflow
	for _, k := range order {
		out = append(out, *by[k])
	}
	return out
}

func TestAssertsAreRead(t *testing.T) {
	got := readAsserts("len(results) == 1\n\"192.0.2.7\" in results[0].Overflow.GetSources()\n" +
		"results[0].Overflow.Alert.GetScenario() == \"crowdsecurity/http-probing\"\nresults[0].Overflow.Alert.Remediation == true")
	if len(got) != 1 || got[0].scenario != "crowdsecurity/http-probing" || !slices.Equal(got[0].sources, []string{"192.0.2.7"}) {
		t.Errorf("got %v", got)
	}
}

// fitting gives the families that a scenario of the suite may come out as, by
// words of its name; the first that matches counts. Empty: any family.
var fitting = []struct {
	word     string
	families []probe.Family
}{
	{"path-traversal", []probe.Family{probe.Traversal}},
	{"sqli", []probe.Family{probe.SQLInjection}},
	{"xss", []probe.Family{probe.CrossSiteScripting}},
	{"backdoor", []probe.Family{probe.WebShell}},
	{"sensitive-files", []probe.Family{probe.SensitiveFile}},
	{"wpconfig", []probe.Family{probe.SensitiveFile, probe.WordPressScan}},
	{"admin-interface", []probe.Family{probe.AdminInterface}},
	{"user-enum", []probe.Family{probe.UserEnumeration}},
	{"user_enum", []probe.Family{probe.UserEnumeration}},
	{"wordpress-scan", []probe.Family{probe.WordPressScan}},
	{"xmlrpc", []probe.Family{probe.XMLRPCBruteForce, probe.LoginBruteForce}},
	{"bf", []probe.Family{probe.LoginBruteForce, probe.CredentialStuffing, probe.Scanning}},
	{"bad-user-agent", []probe.Family{probe.ScannerAgent, probe.UnwantedAgent}},
	{"open-proxy", []probe.Family{probe.OpenProxy}},
	{"w00tw00t", []probe.Family{probe.Scanning, probe.ScannerAgent}},
	{"crawl", []probe.Family{probe.Crawling, probe.Scanning}},
	{"dos-random-uri", []probe.Family{probe.RandomPath}},
	{"dos-bypass-cache", []probe.Family{probe.CacheBuster}},
	{"dos-swithcing-ua", []probe.Family{probe.AgentCycling}},
	{"invalid-http", []probe.Family{probe.InvalidVersion}},
	{"log4j", []probe.Family{probe.ExpressionInjection, probe.KnownVulnerability}},
	{"http-probing", []probe.Family{probe.Scanning, probe.NotHTTP}},
	{"cve", []probe.Family{probe.KnownVulnerability, probe.Traversal, probe.ExpressionInjection, probe.CommandInjection}},
}

// TestHub holds that every address for which the suite of CrowdSec's hub
// expects an alert is among the addresses of a probe of a fitting family.
func TestHub(t *testing.T) {
	root := shared(t, "crowdsec-hub")
	files, err := filepath.Glob(filepath.Join(root, "*", "scenario.assert"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenario.assert under %s", root)
	}
	for _, file := range files {
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			logs, _ := filepath.Glob(filepath.Join(dir, "*.log"))
			for _, log := range logs {
				table := readTable(t, log)
				res := probe.Scan(table, probe.Options{})
				for _, o := range readAsserts(string(text)) {
					for _, source := range o.sources {
						if set := res.Of(table.Clients.Find(source)); !fits(o.scenario, set) {
							t.Errorf("%s is expected for %s; found %v of it", source, o.scenario, set.All())
						}
					}
				}
			}
		})
	}
}

func fits(scenario string, set probe.Set) bool {
	scenario = strings.ToLower(scenario)
	for _, f := range fitting {
		if strings.Contains(scenario, f.word) {
			return slices.ContainsFunc(f.families, set.Has)
		}
	}
	return set.Len() > 0
}
