package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// machine says in one line where the figures come from.
func machine(runs int) string {
	return fmt.Sprintf("%s/%s, %d cores, %s, %s; median of %d, with the fastest and the slowest.",
		runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), processor(), runtime.Version(), runs)
}

// processor is the name of the first processor, as Linux tells it.
func processor() string {
	f, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return "processor unknown"
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if key, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "processor unknown"
}

// render writes the table in Markdown.
func render(machine string, results []result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# The whole program, measured\n%s\n\n", machine)
	b.WriteString("| step | file size | time | range | rate | peak memory | target | met |\n|---|---:|---:|---:|---:|---:|---:|---|\n")
	for _, r := range results {
		median, least, most := r.wall()
		fmt.Fprintf(&b, "| %s | %s | %s | %s–%s | %s | %s | %s | %s |\n", r.name, size(r.bytes), seconds(median),
			seconds(least), seconds(most), rate(r.bytes, median), size(r.memory()), r.most, r.met())
	}
	return b.String()
}

// met says whether the medians are within the target.
func (r *result) met() string {
	median, _, _ := r.wall()
	switch {
	case r.most == target{}:
		return "–"
	case r.most.wall > 0 && median > r.most.wall, r.most.memory > 0 && r.memory() > r.most.memory:
		return "**no**"
	}
	return "yes"
}

// String shows a target as the table does.
func (t target) String() string {
	var parts []string
	if t.wall > 0 {
		parts = append(parts, seconds(t.wall))
	}
	if t.memory > 0 {
		parts = append(parts, size(t.memory))
	}
	if parts == nil {
		return "–"
	}
	return strings.Join(parts, ", ")
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

func size(bytes int64) string {
	if bytes == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/megabyte)
}

func rate(bytes int64, d time.Duration) string {
	if bytes == 0 || d <= 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f MB/s", float64(bytes)/megabyte/d.Seconds())
}
