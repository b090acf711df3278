package main

import "time"

// target is what a step may take on the reference machine, two cores. A zero
// is no target.
type target struct {
	wall   time.Duration
	memory int64 // bytes
}

// step is one command to measure.
type step struct {
	name    string
	given   []string   // files added to the case beforehand, not measured
	files   []string   // files that the command reads; their bytes give the rate
	command []string   // the arguments; "CASE" stands for the case's directory
	before  [][]string // commands run beforehand in the case, not measured
	fresh   bool       // each run gets a case of its own
	most    target
}

const megabyte = 1_000_000

// steps lists what is measured. The targets hold for a million lines.
func steps(in inputs, lines int) []step {
	add := func(name, file string, most target) step {
		return step{name: name, files: []string{file}, command: []string{"add", "--case", "CASE", file}, fresh: true, most: most}
	}
	var all []step
	if in.posts != "" {
		all = append(all, add("add the recorded posts (IRA, 2016 H2)", in.posts, target{4 * time.Second, 600 * megabyte}))
	}
	logTarget, detectTarget := target{3 * time.Second, 300 * megabyte}, target{wall: 10 * time.Second}
	if lines != 1_000_000 {
		logTarget, detectTarget = target{}, target{}
	}
	all = append(all, add("add a Combined log, every address random", in.log, logTarget), add("add the drill's log with bursts", in.drillLog, logTarget))
	if in.sheets != "" {
		all = append(all, add("add the recorded sheets (quick count, 2018)", in.sheets, target{}))
	}
	all = append(all, trafficSteps(in, lines)...)
	all = append(all, networkSteps(in.tables, lines)...)
	election := existing(in.posts, in.log, in.sheets)
	return append(
		all,
		step{name: "detect over posts, log and sheets", given: election, files: election, command: []string{"detect", "--case", "CASE"}, most: detectTarget},
		step{name: "detect over the drill's log", given: []string{in.drillLog}, files: []string{in.drillLog}, command: []string{"detect", "--case", "CASE"}},
		step{
			name: "report over posts, log and sheets", given: election, before: [][]string{{"detect", "--case", "CASE"}},
			command: []string{"report", "--case", "CASE", "-o", "CASE/../report.html"},
		},
	)
}

// trafficSteps ask of a log whether it was an attack or a crowd; of the
// drill's with the origins of its addresses.
func trafficSteps(in inputs, lines int) []step {
	most, bursts := target{time.Second, 250 * megabyte}, target{1200 * time.Millisecond, 250 * megabyte}
	if lines != 1_000_000 {
		most, bursts = target{}, target{}
	}
	databases := "CASE/../origin"
	return []step{
		{
			name: "traffic of a Combined log, every address random", files: []string{in.log},
			command: []string{"traffic", "--json", "--origin", ".", in.log}, most: most,
		},
		{
			name: "traffic of the drill's log with bursts, with origins", files: []string{in.public},
			before:  [][]string{append([]string{"origin", "add", "--quiet", "--built", "2024-02-01", "--origin", databases}, in.places...)},
			command: []string{"traffic", "--json", "--origin", databases, in.public}, most: bursts,
		},
	}
}

// networkSteps are networks of tables of shares, without and with what chance
// would give, and one of texts.
func networkSteps(t tables, lines int) []step {
	run := func(name, file string, most target, flags ...string) step {
		if lines != 1_000_000 {
			most = target{}
		}
		command := append([]string{"network", file, "--within", "60s", "--quiet", "--permutations", "0", "-o", "CASE/../edges.csv"}, flags...)
		return step{name: name, files: []string{file}, command: command, most: most}
	}
	return []step{
		run("network of 1,459,249 shares", t.all, target{800 * time.Millisecond, 150 * megabyte}, "--no-null"),
		run("network of 300,000 shares", t.some, target{wall: 250 * time.Millisecond}, "--no-null"),
		run("network of 1,459,249 shares, with p and q", t.all, target{1600 * time.Millisecond, 150 * megabyte}),
		run("network of 300,000 shares, with p and q", t.some, target{wall: 500 * time.Millisecond}),
		run("network of 2,400,000 texts", t.texts, target{wall: 4 * time.Second}, "--no-null", "--on", "text"),
	}
}

func existing(files ...string) (there []string) {
	for _, f := range files {
		if f != "" {
			there = append(there, f)
		}
	}
	return there
}
